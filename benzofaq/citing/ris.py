"""Write items as RIS records, after the tags that Zotero, EndNote and Mendeley read."""

from collections.abc import Iterable, Iterator

from benzofaq.citing.item import Item, Name, date, keys, more_authors, names, pages, text

# The format of 2011 (Research Information Systems) asks for CR LF.
_END = "\r\n"

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry": "ENCYC",
    "legislation": "STAT",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "software": "COMP",
    "webpage": "ELEC",
}

_TAGS = (
    ("T2", "container-title"), ("VL", "volume"), ("IS", "issue"), ("ET", "edition"), ("M1", "number"),
    ("M3", "genre"), ("PB", "publisher"), ("CY", "publisher-place"), ("LA", "language"), ("DO", "DOI"),
    ("AN", "PMID"), ("C2", "PMCID"), ("UR", "URL"), ("N1", "note"),
)  # fmt: skip


def ris(items: Iterable[Item]) -> str:
    """Return the records, each from TY to ER, a blank line between them."""
    chosen = list(items)
    return _END.join(_record(item, key) for item, key in zip(chosen, keys(chosen), strict=True))


def _record(item: Item, key: str) -> str:
    # A value is one line by now (reference.text), so none can begin a tag of its own.
    lines = [f"{tag}  - {value}" for tag, value in _tags(item, key)]
    return "".join(line + _END for line in (*lines, "ER  - "))


def _tags(item: Item, key: str) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(str(item.get("type")), "ELEC" if text(item, "URL") else "GEN")
    yield "ID", key
    for name in names(item):
        yield "AU", _name(name)
    for name in names(item, "editor"):
        yield "A2", _name(name)
    if title := text(item, "title"):
        yield "TI", title
    when = date(item)
    if when:
        yield "PY", str(when[0])
        yield "DA", _date(when)
    for tag, page in zip(("SP", "EP"), pages(item), strict=True):
        if page:
            yield tag, page
    version = text(item, "version")
    for tag, field in _TAGS:
        if value := text(item, field) or (version if tag == "ET" else ""):
            yield tag, value
    if read := date(item, "accessed"):
        yield "Y2", _date(read)
    if more_authors(item):
        yield "N1", "The record holds only the first authors; there are more."


def _name(name: Name) -> str:
    return name.whole or ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def _date(parts: tuple[int, ...]) -> str:
    """Return YYYY/MM/DD/ with what is not known left empty: 2004/04//."""
    padded = [f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:]), "", ""]
    return "/".join(padded[:3]) + "/"

"""Write items as RIS records, after the tags that Zotero, EndNote and Mendeley read."""

from collections.abc import Iterable, Iterator

from benzofaq.citing.item import Item, Name, date, keyed, more_authors, names, pages, text

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
    return _END.join(_record(item, key) for key, item in keyed(items).items())


def _record(item: Item, key: str) -> str:
    # A value is one line by now (`text`), so none can begin a tag of its own.
    return "".join(f"{tag}  - {value}{_END}" for tag, value in (*_tags(item, key), ("ER", "")))


def _tags(item: Item, key: str) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(str(item.get("type")), "ELEC" if text(item, "URL") else "GEN")
    yield "ID", key
    yield from (("AU", _name(name)) for name in names(item))
    yield from (("A2", _name(name)) for name in names(item, "editor"))
    if title := text(item, "title"):
        yield "TI", title
    if when := date(item):
        yield "PY", str(when[0])
        yield "DA", _date(when)
    first, last = pages(item)
    held = {tag: text(item, field) for tag, field in _TAGS}
    held["ET"] = held["ET"] or text(item, "version")
    yield from ((tag, value) for tag, value in {"SP": first, "EP": last, **held}.items() if value)
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

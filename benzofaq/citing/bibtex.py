"""Write items as BibTeX records that classic BibTeX, biber and reference managers read."""

import re
from collections.abc import Iterable, Iterator

from benzofaq.citing.item import MONTHS, Item, Name, date, keyed, more_authors, names, pages, text

# Characters that LaTeX reads as commands. Braces become commands too: BibTeX counts even those after a
# backslash, and a lone one would swallow the records that follow. All other characters, accents
# included, stay UTF-8, which biber and every LaTeX since 2018 read.
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
}  # fmt: skip

# BibTeX's own types, and the fields that each demands; a record that lacks one becomes misc.
_ARTICLE = ("article", ("container-title",))
_TYPES: dict[str, tuple[str, tuple[str, ...]]] = {
    "article": _ARTICLE,
    "article-journal": _ARTICLE,
    "article-magazine": _ARTICLE,
    "article-newspaper": _ARTICLE,
    "book": ("book", ("publisher",)),
    "chapter": ("incollection", ("container-title", "publisher")),
    "report": ("techreport", ("publisher",)),
}


def bibtex(items: Iterable[Item]) -> str:
    """Return the records, each with its source's id as key, a blank line between them."""
    return "\n".join(_record(item, key) for key, item in keyed(items).items())


def _record(item: Item, key: str) -> str:
    kind, needs = _TYPES.get(str(item.get("type")), ("misc", ()))
    kind = kind if all(text(item, need) for need in needs) else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(item, kind))
    return f"@{kind}{{{key},\n{fields}}}\n"


def _fields(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    """Yield each field that the record holds with its value, in braces but for the macro of a month."""
    when, people = date(item), [_name(name) for name in names(item)]
    container = {"article": "journal", "incollection": "booktitle"}.get(kind, "howpublished")
    fields = {
        "author": " and ".join([*people, *(["others"] if people and more_authors(item) else [])]),
        "editor": " and ".join(map(_name, names(item, "editor"))),
        "title": _title(text(item, "title")),
        container: _escaped(item, "container-title"),
        "volume": _escaped(item, "volume"),
        "number": _escaped(item, "issue") or _escaped(item, "number"),
        "pages": "--".join(escape(page) for page in pages(item) if page),
        "institution" if kind == "techreport" else "publisher": _escaped(item, "publisher"),
        "address": _escaped(item, "publisher-place"),
        "edition": _escaped(item, "edition"),
        "type": _escaped(item, "genre"),
        "version": _escaped(item, "version"),
        "language": _escaped(item, "language"),
        "year": "".join(map(str, when[:1])),
        # The macro, unquoted, so that a style prints the month in its own language.
        "month": "".join(MONTHS[month][:3].lower() for month in when[1:2]),
        "day": "".join(map(str, when[2:])),
        **{key.lower(): _verbatim(text(item, key)) for key in ("DOI", "PMID", "PMCID", "URL")},
        "urldate": "-".join(f"{part:02d}" for part in date(item, "accessed")),
        "note": _escaped(item, "note"),
    }
    for name, value in fields.items():
        if value:
            yield name, value if name == "month" else f"{{{value}}}"


def _escaped(item: Item, key: str) -> str:
    return escape(text(item, key))


def _name(name: Name) -> str:
    # Braces keep an organisation whole: BibTeX would part it at "and" and take its last word for a family.
    if name.whole:
        return f"{{{escape(name.whole)}}}"
    return ", ".join(_part(part) for part in (name.family, name.suffix, name.spaced) if part)


def _part(part: str) -> str:
    awkward = "," in part or re.search(r"\band\b", part)
    return f"{{{escape(part)}}}" if awkward else escape(part)


def _title(title: str) -> str:
    """Escape a title, and brace words with capitals that a style would make small: not the first letter."""
    words = []
    for n, word in enumerate(title.split(" ")):
        capital = any(map(str.isupper, word if n else word[1:]))
        words.append(f"{{{escape(word)}}}" if capital else escape(word))
    return " ".join(words)


def escape(value: str) -> str:
    """Return text as LaTeX prints it."""
    return "".join(_SPECIAL.get(char, char) for char in value)


def _verbatim(value: str) -> str:
    """Return an address or a number unchanged, for fields in which LaTeX reads no commands."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", value)

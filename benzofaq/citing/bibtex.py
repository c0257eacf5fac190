"""Write items as BibTeX records that classic BibTeX, biber and reference managers read."""

import re
from collections.abc import Iterable, Iterator, Mapping

from benzofaq.citing.item import MONTHS, Item, Name, date, iso, keys, more_authors, names, pages, text

# Characters that LaTeX reads as commands. Braces become commands too: BibTeX counts even those after a
# backslash, and a lone one would swallow the records that follow. All other characters, accents
# included, stay UTF-8, which biber and every LaTeX since 2018 read.
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
}  # fmt: skip

# BibTeX's own types. Each but misc demands fields; a record that lacks one becomes misc (see _type).
_TYPES = {
    **dict.fromkeys(
        ("article-journal", "article-magazine", "article-newspaper", "article"), ("article", "journal")
    ),
    "chapter": ("incollection", "booktitle"),
    "book": ("book", ""),
    "report": ("techreport", ""),
}
_NEEDS = {
    "article": ("container-title",),
    "incollection": ("container-title", "publisher"),
    "book": ("publisher",),
    "techreport": ("publisher",),
    "misc": (),
}


def bibtex(items: Iterable[Item]) -> str:
    """Return the records, each with its source's id as key, a blank line between them."""
    chosen = list(items)
    return "\n".join(_record(item, key) for item, key in zip(chosen, keys(chosen), strict=True))


def _record(item: Item, key: str) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(item))
    return f"@{_type(item)}{{{key},\n{fields}}}\n"


def _type(item: Item) -> str:
    kind = _TYPES.get(str(item.get("type")), ("misc", ""))[0]
    return kind if all(text(item, need) for need in _NEEDS[kind]) else "misc"


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    """Yield each field that the record holds with its value, in braces but for the macro of a month."""
    kind, when = _type(item), date(item)
    people = [_name(name) for name in names(item)]
    container = {"article": "journal", "incollection": "booktitle"}.get(kind, "howpublished")
    fields = {
        "author": " and ".join([*people, *(["others"] if people and more_authors(item) else [])]),
        "editor": " and ".join(map(_name, names(item, "editor"))),
        "title": _title(text(item, "title")),
        **_held(item, {container: "container-title", "volume": "volume"}),
        "number": escape(text(item, "issue") or text(item, "number")),
        "pages": "--".join(escape(page) for page in pages(item) if page),
        **_held(item, {"institution" if kind == "techreport" else "publisher": "publisher"}),
        **_held(item, {"address": "publisher-place", "edition": "edition", "type": "genre"}),
        **_held(item, {"version": "version", "language": "language"}),
        "year": "".join(map(str, when[:1])),
        # The macro, unquoted, so that a style prints the month in its own language.
        "month": "".join(MONTHS[month][:3].lower() for month in when[1:2]),
        "day": "".join(map(str, when[2:])),
        **{key.lower(): _verbatim(text(item, key)) for key in ("DOI", "PMID", "PMCID", "URL")},
        "urldate": iso(date(item, "accessed")),
        **_held(item, {"note": "note"}),
    }
    for name, value in fields.items():
        if value:
            yield name, value if name == "month" else f"{{{value}}}"


def _held(item: Item, keys: Mapping[str, str]) -> dict[str, str]:
    return {name: escape(text(item, key)) for name, key in keys.items()}


def _name(name: Name) -> str:
    # Braces keep an organisation whole: BibTeX would part it at "and" and take its last word for a family.
    if name.whole:
        return f"{{{escape(name.whole)}}}"
    parts = (name.family, name.suffix, name.spaced) if name.suffix else (name.family, name.spaced)
    return ", ".join(_part(part) for part in parts if part)


def _part(part: str) -> str:
    awkward = "," in part or re.search(r"\band\b", part)
    return f"{{{escape(part)}}}" if awkward else escape(part)


def _title(title: str) -> str:
    """Escape a title and brace its words with capitals, which a style would else make small.

    The first word keeps its first capital in every style, so only further ones are braced.
    """
    words = []
    for n, word in enumerate(title.split(" ")):
        capital = any(char.isupper() for char in (word[1:] if n == 0 else word))
        words.append(f"{{{escape(word)}}}" if capital else escape(word))
    return " ".join(words)


def escape(value: str) -> str:
    """Return text as LaTeX prints it."""
    return "".join(_SPECIAL.get(char, char) for char in value)


def _verbatim(value: str) -> str:
    """Return an address or a number as it stands, for fields in which LaTeX reads no commands."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", value)

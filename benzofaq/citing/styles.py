"""Choose the writer of a style: CSL-JSON items in, the text of their references out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal
from urllib.parse import urlsplit

from benzofaq.citing.item import Item, date, link, more_authors, names, stop, text
from benzofaq.citing.vancouver import vancouver
from benzofaq.text import escaped

__all__ = [
    "MACHINE",
    "TEXT",
    "Style",
    "brief",
    "link",
    "listed",
    "place",
    "short",
    "vancouver",
    "who",
    "write",
]

Style = Literal["vancouver", "apa", "bibtex", "ris", "csl-json"]

# Text styles are for people, machine styles for programs: a whole file.
TEXT: tuple[Style, ...] = ("vancouver", "apa")
MACHINE: tuple[Style, ...] = ("bibtex", "ris", "csl-json")

NAMES = {"vancouver": "Vancouver", "apa": "APA"}


def listed(items: Iterable[Item], style: Style) -> Iterator[tuple[str, str, str]]:
    """Yield each reference in a text style as its number, its text and its address.

    APA lists are not numbered: their number is "".
    """
    for number, item in enumerate(items, 1):
        if style == "vancouver":
            said, label = vancouver(item), f"{number}."
        else:
            from benzofaq.citing.apa import apa  # late, as below: each run needs one style

            said, label = apa(item), ""
        address = said.rpartition(" ")[2]
        yield label, said, address if address.startswith(("https://", "http://")) else ""


def write(items: Iterable[Item], style: Style, *, html: bool = False) -> str:
    """Return a file of references in any style; those of a text style have a line each."""
    if style in TEXT:
        return "".join(f"{number} {said}".lstrip() + "\n" for number, said, _ in listed(items, style))
    if style == "bibtex":
        from benzofaq.citing.bibtex import bibtex

        return bibtex(items)
    if style == "ris":
        from benzofaq.citing.ris import ris

        return ris(items)
    return csl_json(items)


def csl_json(items: Iterable[Item]) -> str:
    """Return the items as one JSON array, the form in which Zotero, pandoc and citeproc read them."""
    import json

    return escaped(json.dumps([dict(item) for item in items], ensure_ascii=False, indent=2)) + "\n"


def short(item: Item) -> str:
    """Return who, when and what, for a list: "Barker et al. (2004). Persistence of ..."."""
    people = [name.family or name.whole for name in names(item)]
    if len(people) == 2 and not more_authors(item):
        who = " & ".join(people)
    else:
        who = people[0] + (" et al." if people[1:] or more_authors(item) else "") if people else ""
    year = f"({_year(item)})"
    title = text(item, "title")
    return stop(f"{who} {year}. {title}" if who and title else f"{title or who} {year}".strip())


def who(item: Item) -> str:
    """Return the first author or organisation and the year: "Barker 2004"."""
    people = [name.family or name.whole for name in names(item)]
    return f"{people[0] if people else ''} {_year(item)}".strip()


def brief(item: Item) -> str:
    """Return who, when and what on one line under an answer: "Barker 2004, Persistence of ..."."""
    return ", ".join(filter(None, (who(item), text(item, "title"))))


def _year(item: Item) -> str:
    when = date(item)
    return str(when[0]) if when else "n.d."


def place(item: Item) -> str:
    """Return where to find the work, as short as can be: its DOI, or the site that holds it."""
    if doi := text(item, "DOI"):
        return f"doi {doi}"
    return urlsplit(text(item, "URL")).netloc.removeprefix("www.")

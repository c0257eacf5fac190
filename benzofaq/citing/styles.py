"""Choose the writer of a style: CSL-JSON items in, the text of their references out."""

from collections.abc import Iterable, Iterator
from typing import Literal
from urllib.parse import urlsplit

from benzofaq.citing.item import ITALIC, UPRIGHT, Item, date, more_authors, names, stop, text
from benzofaq.citing.item import link as link
from benzofaq.citing.vancouver import vancouver as vancouver
from benzofaq.text import escaped, is_safe

Style = Literal["vancouver", "apa", "bibtex", "ris", "csl-json"]

# Text styles are for people, machine styles for programs: a whole file.
TEXT: tuple[Style, ...] = ("vancouver", "apa")
MACHINE: tuple[Style, ...] = ("bibtex", "ris", "csl-json")

NAMES = {"vancouver": "Vancouver", "apa": "APA"}


def listed(items: Iterable[Item], style: Style) -> Iterator[tuple[str, str, str]]:
    """Yield each reference in a text style as its number (in APA style ""), its text and its address."""
    for number, marked in enumerate(_marked(items, style), 1):
        reference = marked.replace(ITALIC, "").replace(UPRIGHT, "")
        yield f"{number}." if style == "vancouver" else "", reference, _address(reference)


def _marked(items: Iterable[Item], style: Style) -> Iterator[str]:
    if style == "vancouver":
        return map(vancouver, items)
    from benzofaq.citing.apa import apa  # late, as below: each run needs one style

    return apa(items)


def _address(reference: str) -> str:
    last = reference.rpartition(" ")[2]
    return last if last.startswith(("https://", "http://")) else ""


def write(items: Iterable[Item], style: Style, *, html: bool = False) -> str:
    """Return a file of references in any style; those of a text style have a line each.

    With `html` those of a text style are a document with italics and links, to paste into a word processor.
    """
    if style in TEXT:
        lines = (f"{number} {reference}".lstrip() + "\n" for number, reference, _ in listed(items, style))
        return _html(items, style) if html else "".join(lines)
    if style == "bibtex":
        from benzofaq.citing.bibtex import bibtex

        return bibtex(items)
    if style == "ris":
        from benzofaq.citing.ris import ris

        return ris(items)
    import json

    return escaped(json.dumps([dict(item) for item in items], ensure_ascii=False, indent=2)) + "\n"


def _html(items: Iterable[Item], style: Style) -> str:
    """Return the references as a document: Vancouver as a numbered list, APA with hanging indents (2.12)."""
    from html import escape, unescape

    lines = []
    for reference in map(escape, _marked(items, style)):
        address = _address(reference)
        link = f'<a href="{address}">{address}</a>' if is_safe(unescape(address)) else address
        shown = reference.removesuffix(address) + link
        lines.append(shown.replace(ITALIC, "<i>").replace(UPRIGHT, "</i>"))
    if style == "vancouver":
        body = "".join(["<ol>\n", *(f"<li>{line}</li>\n" for line in lines), "</ol>\n"])
    else:
        hanging = "margin-left: 0.5in; text-indent: -0.5in"
        body = "".join(f'<p style="{hanging}">{line}</p>\n' for line in lines)
    head = '<html lang="en">\n<meta charset="utf-8">\n<title>References</title>'
    return f"<!DOCTYPE html>\n{head}\n{body}</html>\n"


def short(item: Item) -> str:
    """Return who, when and what, for a list: "Barker et al. (2004). Persistence of ..."."""
    people, title, year = _people(item), text(item, "title"), f"({_year(item)})"
    if len(people) > 2 or (people and more_authors(item)):
        people = [f"{people[0]} et al."]
    who = " & ".join(people)
    return stop(f"{who} {year}. {title}" if who and title else f"{title or who} {year}".strip())


def who(item: Item) -> str:
    """Return the first author or organisation and the year: "Barker 2004"."""
    return " ".join([*_people(item)[:1], _year(item)])


def brief(item: Item) -> str:
    """Return who, when and what on one line under an answer: "Barker 2004, Persistence of ..."."""
    return ", ".join(filter(None, (who(item), text(item, "title"))))


def _people(item: Item) -> list[str]:
    return [name.family or name.whole for name in names(item)]


def _year(item: Item) -> str:
    return "".join(map(str, date(item)[:1])) or "n.d."


def place(item: Item) -> str:
    """Return where to find the work, as short as can be: its DOI, or the site that holds it."""
    if doi := text(item, "DOI"):
        return f"doi {doi}"
    return urlsplit(text(item, "URL")).netloc.removeprefix("www.")

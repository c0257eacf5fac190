"""Choose the writer of a style: items in, the text of their references out."""

from collections.abc import Iterable

from benzofaq.model import Style
from benzofaq.reference import Item, date, link, more_authors, names, stop, text
from benzofaq.vancouver import vancouver

__all__ = ["MACHINE", "TEXT", "link", "short", "stop", "text", "text_reference", "vancouver", "write"]

# Text styles are for people: numbered on a page. Machine styles are for programs: a whole file.
TEXT: tuple[Style, ...] = ("vancouver", "apa")
MACHINE: tuple[Style, ...] = ("bibtex", "ris", "csl-json")


def text_reference(item: Item, style: Style) -> str:
    """Return one reference in a text style, without a number."""
    if style == "vancouver":
        return vancouver(item)
    from benzofaq.apa import apa  # late, as below: each run needs one style

    return apa(item)


def write(items: Iterable[Item], style: Style) -> str:
    """Return a file of references in any style; those of a text style are numbered, one a line."""
    if style in TEXT:
        return "".join(f"{n}. {text_reference(item, style)}\n" for n, item in enumerate(items, 1))
    if style == "bibtex":
        from benzofaq.bibtex import bibtex

        return bibtex(items)
    if style == "ris":
        from benzofaq.ris import ris

        return ris(items)
    from benzofaq.csl import csl

    return csl(items)


def short(item: Item) -> str:
    """Return who, when and what, for a list: "Barker et al. (2004). Persistence of ..."."""
    people = [name.family or name.whole for name in names(item)]
    if len(people) == 2 and not more_authors(item):
        who = " & ".join(people)
    else:
        who = people[0] + (" et al." if people[1:] or more_authors(item) else "") if people else ""
    year = f"({date(item)[0] if date(item) else 'n.d.'})"
    title = text(item, "title")
    return stop(f"{who} {year}. {title}" if who and title else f"{title or who} {year}".strip())

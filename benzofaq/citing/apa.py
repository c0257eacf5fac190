"""Write a reference in APA style, after the *Publication Manual*, 7th edition, as plain text.

The section numbers below are the manual's. Three things differ from a typeset list, because nothing is
filled in or guessed: titles keep the capitals that the record holds (sentence case would need to know
proper names), nothing is in italics, and authors whom the record does not hold become "et al.".
"""

from benzofaq.citing.item import (
    JOURNALS,
    MONTHS,
    Item,
    Name,
    date,
    is_article_number,
    link,
    more_authors,
    names,
    pages,
    stop,
    text,
)
from benzofaq.citing.vancouver import ordinal

# 9.8: up to twenty authors are all named; of more, the first nineteen and the last.
_MOST_AUTHORS = 20

# 9.14 and 10.1: a year will do for journals, books and reports; other works have the whole date.
_YEAR_ONLY = frozenset({"article-journal", "book", "chapter", "report"})

# 10.9, 10.10: what a work is stands in square brackets where it is not of the usual sort.
_DESCRIPTIONS = {"dataset": "Data set", "software": "Computer software"}


def apa(item: Item) -> str:
    """Return the reference in APA style; the address at its end has no full stop after it (9.35)."""
    if item.get("type") == "legislation" and text(item, "volume") and text(item, "page"):
        return " ".join(part for part in (_regulation(item), _address(item)) if part)
    people, title = _people(item), _title(item)
    when = f"({_date(item) or 'n.d.'})."
    # 9.12: where there is no author, the title comes first.
    opening = [people, when, title] if people else [title, when]
    return " ".join(part for part in (*opening, *_source(item), _address(item)) if part)


def _source(item: Item) -> list[str]:
    """Return where the work is to be found: journal, book, or website and publisher."""
    container = text(item, "container-title")
    if item.get("type") == "chapter":
        shown = _pages(item)
        mark = "pp." if pages(item)[1] else "p."
        details = [_edition(item), f"{mark} {shown}" if shown else ""]
        inside = ", ".join(part for part in details if part)
        book = f"In {_editors(item)}{container}" + (f" ({inside})" if inside else "") if container else ""
        return [stop(book), stop(_publisher(item))]
    if item.get("type") in JOURNALS:
        journal = ", ".join(part for part in (container, _issue(item), _where(item)) if part)
        return [stop(journal), "" if container else stop(_publisher(item))]
    publisher = _publisher(item)
    if _said(item, container) or publisher.startswith(container):
        container = ""  # "DailyMed. DailyMed, National Library of Medicine" says it twice
    return [stop(container), stop(publisher)]


def _editors(item: Item) -> str:
    """Return the editors of a book with their initials first (9.28)."""
    editors = [name.whole or f"{_initials(name)} {name.family}".strip() for name in names(item, "editor")]
    if not editors:
        return ""
    listed = " & ".join(editors) if len(editors) < 3 else f"{', '.join(editors[:-1])}, & {editors[-1]}"
    return f"{listed} ({'Eds.' if editors[1:] else 'Ed.'}), "


def _issue(item: Item) -> str:
    number = text(item, "issue")
    if number.casefold().startswith("suppl") and not number.casefold().startswith("suppl."):
        number = f"Suppl.{number[5:]}" if number[5:6] in ("", " ") else number
    return text(item, "volume") + (f"({number})" if number else "")


def _where(item: Item) -> str:
    first, last = pages(item)
    if first and not last and is_article_number(first):
        return f"Article {first}"  # 9.27
    return _pages(item)


def _pages(item: Item) -> str:
    return "\N{EN DASH}".join(part for part in pages(item) if part)


def _publisher(item: Item) -> str:
    """Return the publisher, unless it is the author (9.29) or the website named before it."""
    publisher = text(item, "publisher")
    return "" if _said(item, publisher) or publisher == text(item, "container-title") else publisher


def _said(item: Item, name: str) -> bool:
    return name.casefold() in {author.whole.casefold() for author in names(item)}


def _title(item: Item) -> str:
    """Return the title with what belongs to it: number and edition (9.19), and what the work is (9.21)."""
    title = text(item, "title")
    if not title:
        return ""
    details = []
    if version := text(item, "version"):
        details.append(f"Version {version}")
    if item.get("type") != "chapter" and (edition := _edition(item)) and edition[:-1] not in title:
        details.append(edition)
    number = text(item, "number")
    if number and number not in title and item.get("type") != "chapter":
        details.append(f"No. {number}" if number[0].isdecimal() else number)
    shown = title
    if details:
        shown = f"{shown.removesuffix('.')} ({', '.join(details)})"
    genre = text(item, "genre") or _DESCRIPTIONS.get(str(item.get("type")), "")
    if genre and genre.casefold() not in title.casefold():
        shown = f"{shown.removesuffix('.')} [{genre}]"
    return stop(shown)


def _edition(item: Item) -> str:
    edition = text(item, "edition")
    return f"{ordinal(int(edition))} ed." if edition.isdecimal() else edition and f"{edition} ed."


def _regulation(item: Item) -> str:
    """Return a rule in the Federal Register: title, volume, register, first page and date (11.7)."""
    register = text(item, "container-title")
    register = "F.R." if register == "Federal Register" else register
    place = " ".join(part for part in (text(item, "volume"), register, pages(item)[0]) if part)
    parts = date(item)
    when = " ".join([*(MONTHS[m] for m in parts[1:2]), *map(str, parts[2:])])
    when = ", ".join(part for part in (when, *map(str, parts[:1])) if part) or "n.d."
    return stop(
        ", ".join(part for part in (text(item, "title").removesuffix("."), place) if part) + f" ({when})"
    )


def _people(item: Item) -> str:
    people = [_name(name) for name in names(item)]
    if not people:
        return ""
    if more_authors(item):
        # The manual has no such case: the last author, whom 9.8 asks for, is not in the record.
        return ", ".join([*people[: _MOST_AUTHORS - 1], "et al."])
    if len(people) > _MOST_AUTHORS:
        return stop(f"{', '.join(people[: _MOST_AUTHORS - 1])}, . . . {people[-1]}")
    if len(people) > 1:
        return stop(f"{', '.join(people[:-1])}, & {people[-1]}")
    return stop(people[0])


def _name(name: Name) -> str:
    if name.whole:
        return name.whole
    return ", ".join(part for part in (name.family, _initials(name), name.suffix) if part)


def _initials(name: Name) -> str:
    return " ".join(f"{initial.replace('-', '.-')}." for initial in name.initials)


def _date(item: Item) -> str:
    """Return a date as 2024, May 1, or as much of it as there is and the type asks for."""
    parts = date(item)
    if item.get("type") in _YEAR_ONLY:
        parts = parts[:1]
    words = [MONTHS[month] for month in parts[1:2]] + [str(day) for day in parts[2:]]
    return ", ".join(part for part in (*map(str, parts[:1]), " ".join(words)) if part)


def _address(item: Item) -> str:
    """Return DOI or URL (9.34); an undated page that was read on a known day names that day (9.16)."""
    address = link(item) or ""
    read = date(item, "accessed")
    if not address or text(item, "DOI") or date(item) or item.get("type") in JOURNALS or len(read) < 3:
        return address
    year, month, day = read
    return f"Retrieved {MONTHS[month]} {day}, {year}, from {address}"

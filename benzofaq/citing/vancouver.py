"""Write a reference in Vancouver style, after the NLM's *Citing Medicine*, 2nd edition.

Its chapters: 1 journal articles, 2 books and their parts, 4 reports, 25 web pages
(https://www.ncbi.nlm.nih.gov/books/NBK7256/). Only what the record holds is printed: journal titles are
not abbreviated, no place of publication is inferred, and nothing stands in for a missing field but the
NLM's own "date unknown".
"""

import re

from benzofaq.citing.item import JOURNALS, MONTHS, Item, Name, date, more_authors, names, pages, stop, text

# Chapter 1, "Author": beyond six, the first six and "et al." (the ICMJE's samples do so too).
_MOST_AUTHORS = 6


def vancouver(item: Item, *, address: bool = True) -> str:
    """Return the reference in Vancouver (NLM) style, without a number.

    `address=False` leaves out "Available from: ...", for a page that prints the address by itself.
    """
    kind = item.get("type")
    journal, issue = text(item, "container-title"), _issue(item)
    if (kind in JOURNALS and (journal or issue)) or (kind == "legislation" and journal and issue):
        parts = _article(item)
    elif kind == "chapter":
        parts = _chapter(item)
    else:
        parts = _work(item)
    if address and _online(item):
        # No full stop after an address: a reader who copies the line would copy it too.
        parts.append(f"Available from: {text(item, 'URL')}")
    return " ".join(part for part in parts if part)


def _online(item: Item) -> bool:
    """Return whether the work is cited as one on the Internet, with its address.

    An article with a DOI needs none, and PubMed's page on one is not the article.
    """
    url = text(item, "URL")
    if item.get("type") not in JOURNALS:
        return bool(url)
    record = text(item, "PMID") and re.match(r"https?://pubmed\.ncbi\.nlm\.nih\.gov/", url)
    return bool(url and not text(item, "DOI") and not record)


def _article(item: Item) -> list[str]:
    journal = text(item, "container-title")
    medium, read = (" [Internet]", _cited(item)) if _online(item) else ("", "")
    when = (_date(item) or "[date unknown]") + read
    if issue := _issue(item):
        # Chapter 1, "Volume": with neither volume nor issue the pages follow the date.
        when += issue if issue.startswith(":") else f";{issue}"
    title = _title(item)
    if journal:
        journal = stop(journal.removesuffix(".") + medium if medium else journal)
    elif title:
        title += medium
    return [_people(item), stop(title), journal, stop(when), _identifiers(item)]


def _issue(item: Item) -> str:
    volume, number = text(item, "volume"), text(item, "issue")
    if volume and number.casefold().startswith("suppl"):
        volume = f"{volume} {number}"  # chapter 1, "Issue": 42 Suppl 2, but 58(12 Suppl 7)
    elif number:
        volume += f"({number})"
    shown = _pages(item)
    return volume + (f":{shown}" if shown else "")


def _chapter(item: Item) -> list[str]:
    book = text(item, "container-title")
    medium = " [Internet]" if text(item, "URL") else ""
    inside = f"In: {stop(book.removesuffix('.') + medium if medium else book)}" if book else ""
    editors = _listed(names(item, "editor"))
    if book and editors:
        plural = "s" if len(names(item, "editor")) > 1 else ""
        inside = f"In: {editors}, editor{plural}. {inside.removeprefix('In: ')}"
    shown = _pages(item)
    return [
        _people(item),
        stop(_title(item)),
        inside,
        _edition(item),
        _imprint(item),
        f"p. {stop(shown)}" if shown else "",
        _identifiers(item),
    ]


def _work(item: Item) -> list[str]:
    medium = " [Internet]" if _online(item) else ""
    if not medium and item.get("type") == "software":
        medium = " [computer program]"
    title = _title(item)
    container, details, version = (text(item, key) for key in ("container-title", "number", "version"))
    if container and text(item, "publisher").startswith(container):
        container = ""  # "DailyMed. DailyMed, National Library of Medicine" says it twice
    if details in title:
        details = ""
    return [
        _people(item),
        stop(title.removesuffix(".") + medium) if title else "",
        _edition(item),
        stop(f"Version {version}") if version else "",
        stop(container),
        _imprint(item),
        stop(details),
        _identifiers(item),
    ]


def _edition(item: Item) -> str:
    edition = text(item, "edition")
    said = f"{ordinal(int(edition)) if edition.isdecimal() else edition} ed"
    return stop(said) if edition and said not in text(item, "title") else ""


def ordinal(number: int) -> str:
    """Return 19 as 19th, 2 as 2nd."""
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _imprint(item: Item) -> str:
    """Return place, publisher and date, with the day on which a web page was read."""
    made_by = ": ".join(part for part in (text(item, "publisher-place"), text(item, "publisher")) if part)
    when = (_date(item) or "[date unknown]") + _cited(item)
    return stop(f"{made_by}; {when}" if made_by else when)


def _title(item: Item) -> str:
    """Return the title, with what sort of work it is in brackets (chapter 1, "Article title")."""
    title, genre = text(item, "title"), text(item, "genre")
    if not title or not genre or genre.casefold() in title.casefold():
        return title
    return f"{title.removesuffix('.')} [{genre}]"


def _people(item: Item) -> str:
    """Return the authors: persons parted by commas, organisations by semicolons (chapter 1, "Author")."""
    people = names(item)
    et_al = ", et al" if people and more_authors(item) and len(people) <= _MOST_AUTHORS else ""
    return stop(_listed(people) + et_al)


def _listed(people: tuple[Name, ...]) -> str:
    listed = ""
    for before, name in zip((None, *people), people[:_MOST_AUTHORS], strict=False):
        if before:
            listed += "; " if before.whole or name.whole else ", "
        listed += _name(name)
    return listed + (", et al" if len(people) > _MOST_AUTHORS else "")


def _name(name: Name) -> str:
    if name.whole:
        return name.whole
    initials = "".join(name.initials).replace("-", "")
    return " ".join(part for part in (name.family, initials, name.suffix.rstrip(".")) if part)


def _date(item: Item, key: str = "issued") -> str:
    """Return a date as 2024 May 1, or as much of it as there is."""
    parts = date(item, key)
    return " ".join([*map(str, parts[:1]), *(MONTHS[m][:3] for m in parts[1:2]), *map(str, parts[2:])])


def _cited(item: Item) -> str:
    when = _date(item, "accessed")
    return f" [cited {when}]" if when else ""


def _identifiers(item: Item) -> str:
    doi = text(item, "DOI")
    numbers = "; ".join(f"{key}: {text(item, key)}" for key in ("PMID", "PMCID") if text(item, key))
    return " ".join(part for part in (f"doi: {doi}." if doi else "", stop(numbers)) if part)


def _pages(item: Item) -> str:
    """Return 437-454 as 437-54 and S93-S99 as S93-9 (chapter 1, "Pages"); 11S-16S stays whole."""
    first, last = pages(item)
    if not last:
        return first
    letters = first.rstrip("0123456789")
    one, two = first.removeprefix(letters), last.removeprefix(letters)
    if not (one.isdecimal() and two.isdecimal() and last.startswith(letters) and len(one) == len(two)):
        return f"{first}-{last}"
    same = next(i for i, (a, b) in enumerate(zip(one, two, strict=True)) if a != b)
    return f"{first}-{two[same:]}"

"""Write references in APA style, after the *Publication Manual*, 7th edition.

The section numbers below are the manual's; the punctuation is that of the CSL style `apa`, so that a
reference fits among those of Zotero or pandoc; docs/citing.md lists where they differ. Titles keep the
capitals that the record holds, as sentence case would need to know proper names.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from benzofaq.citing.item import (
    ITALIC,
    MONTHS,
    RANGE,
    SERIALS,
    UPRIGHT,
    Item,
    Name,
    date,
    edition,
    is_article_number,
    joined,
    link,
    more_authors,
    names,
    numbered,
    pages,
    sentences,
    stop,
    text,
)

# 9.8: up to twenty authors are all named; of more, the first nineteen and the last.
_MOST_AUTHORS = 20

# 9.14 and 10.1: the date has month and day where readers look for them; elsewhere the year will do.
_WHOLE_DATE = frozenset({"article-magazine", "article-newspaper", "document", "post-weblog", "webpage"})

# 10.9, 10.10: what a work is goes in square brackets unless it is of the usual sort.
_DESCRIPTIONS = {"dataset": "Data set", "software": "Computer software"}

# Of a document in a larger one, the description follows that one.
_DESCRIBED_LATER = frozenset({"document", "report", "software"})


def apa(items: Iterable[Item]) -> Iterator[str]:
    """Yield the references in the order of a list, titles and the like between marks of italics.

    A letter tells works by the same authors of the same year apart (8.19).
    """
    works = sorted(items, key=order)
    alike = Counter(map(_cited_as, works))
    met: Counter[tuple[str, ...]] = Counter()
    for item in works:
        cited = _cited_as(item)
        yield _reference(item, _letters(met[cited]) if alike[cited] > 1 else "")
        met[cited] += 1


def _reference(item: Item, letters: str) -> str:
    if item.get("type") == "legislation":
        return joined(" ", stop(_law(item)), _address(item))
    people = _people(item)
    when = f"({_date(item, letters)})"
    # 9.12: where there is no author, the title comes first.
    opening = [people, when, _title(item)] if people else [_title(item), when]
    return joined(" ", sentences([*opening, *_source(item)]), _address(item))


def order(item: Item) -> tuple[str, tuple[int, ...], str]:
    """Return by what works are put in order: authors, date (undated ones first) and title (9.44)."""
    when = date(item) if item.get("type") in _WHOLE_DATE else date(item)[:1]
    title = text(item, "title").casefold()
    return _people(item).casefold() or title, when, title


def _cited_as(item: Item) -> tuple[str, ...]:
    """Return what a citation in a text would name: the authors and the year."""
    people = _authors(item)
    if not people:
        return ("", text(item, "title"), text(item, "id"))
    shown = [one.whole or one.family for one in people]
    return (*map(str, date(item)[:1]), "".join(people[0].initials), *shown)


def _letters(number: int) -> str:
    """Return 0 as a, 25 as z, 26 as aa."""
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)


def _italic(shown: str) -> str:
    return shown and ITALIC + shown + UPRIGHT


def _source(item: Item) -> list[str]:
    """Return where the work is to be found: journal, book, or website and publisher."""
    kind, container = item.get("type"), text(item, "container-title")
    if kind in SERIALS:
        number, issue = text(item, "number"), text(item, "issue")
        volume = _italic(text(item, "volume")) + (issue and f"({issue})")
        return [joined(", ", _italic(container), volume, f"Article {number}" if number else _pages(item))]
    publisher = _other(item, text(item, "publisher"))
    if kind == "webpage":
        return [publisher, _other(item, container)]
    book = joined(", ", _editors(item), _italic(container))
    described = _description(item) if kind in _DESCRIBED_LATER else ""
    return [joined(" ", "In", book, _details(item), described) if container else "", publisher]


def _other(item: Item, name: str) -> str:
    """Return the name of a publisher or site, unless it is the author's (9.29, 10.16)."""
    return "" if name.casefold() in {author.whole.casefold() for author in _authors(item)} else name


def _editors(item: Item) -> str:
    """Return the editors of a book with their initials first (9.28)."""
    editors = [name.whole or joined(" ", _initials(name), name.family) for name in names(item, "editor")]
    listed = " & ".join(editors) if len(editors) < 3 else _listed(editors)
    return listed and f"{listed} ({'Eds.' if editors[1:] else 'Ed.'})"


def _pages(item: Item) -> str:
    first, last = pages(item)
    if item.get("type") in SERIALS and not last and is_article_number(first):
        return f"Article {first}"  # 9.27
    return joined(RANGE, first, last)


def _title(item: Item) -> str:
    """Return the title with what belongs to it: number and edition (9.19), and what the work is (9.21)."""
    kind, title = item.get("type"), text(item, "title")
    inside = kind != "webpage" and text(item, "container-title")
    details = "" if kind in SERIALS or inside else _details(item)
    described = "" if inside and kind in _DESCRIBED_LATER else _description(item)
    return joined(" ", title if inside else _italic(title), details, described)


def _details(item: Item) -> str:
    """Return number, version, edition, volume and pages in brackets, as they follow the title of a book."""
    number, version, volume = (text(item, key) for key in ("number", "version", "volume"))
    shown = _pages(item)
    parts = (
        version and f"Version {version}",
        edition(item),
        volume and f"Vol. {volume}",
        shown and f"{'pp.' if RANGE in shown else 'p.'} {shown}",
    )
    details = joined(
        "; ",
        number and joined(" ", text(item, "genre"), numbered("No.", number)),
        "" if item.get("type") == "webpage" else joined(", ", *parts),
    )
    return details and f"({details})"


def _description(item: Item) -> str:
    genre = "" if text(item, "number") else text(item, "genre")
    shown = genre[:1].upper() + genre[1:] or _DESCRIPTIONS.get(str(item.get("type")), "")
    return shown and f"[{shown}]"


def _law(item: Item) -> str:
    """Return a law as a lawyer cites it: title, number, volume, register, first page and year (11)."""
    place = joined(" ", text(item, "volume"), text(item, "container-title"), pages(item)[0])
    year = "".join(map(str, date(item)[:1]))
    return joined(" ", joined(", ", text(item, "title"), text(item, "number"), place), year and f"({year})")


def _authors(item: Item) -> tuple[Name, ...]:
    """Return the authors; of a web page or program without one, who publishes it (10.10, 10.16)."""
    if item.get("type") == "legislation":
        return ()
    publisher = text(item, "publisher") if item.get("type") in ("software", "webpage") else ""
    return names(item) or ((Name(whole=publisher),) if publisher else ())


def _people(item: Item) -> str:
    people = [_name(name) for name in _authors(item)]
    if more_authors(item) and people:
        # The manual has no such case: the last author, whom 9.8 asks for, is not in the record.
        return ", ".join([*people[: _MOST_AUTHORS - 1], "et al."])
    if len(people) > _MOST_AUTHORS:
        return f"{', '.join(people[: _MOST_AUTHORS - 1])}, … {people[-1]}"
    return _listed(people)


def _listed(people: list[str]) -> str:
    return f"{', '.join(people[:-1])}, & {people[-1]}" if people[1:] else "".join(people)


def _name(name: Name) -> str:
    return name.whole or joined(", ", name.family, _initials(name), name.suffix)


def _initials(name: Name) -> str:
    return " ".join(f"{initial.replace('-', '.-')}." for initial in name.initials)


def _date(item: Item, letters: str) -> str:
    """Return a date as 2024a, May 1, or as much of it as there is and the type asks for."""
    parts = date(item)
    if not parts:
        return f"n.d.{letters and '-' + letters}"
    if item.get("type") not in _WHOLE_DATE:
        parts = parts[:1]
    day = " ".join([*(MONTHS[month] for month in parts[1:2]), *map(str, parts[2:])])
    return joined(", ", f"{parts[0]}{letters}", day)


def _address(item: Item) -> str:
    """Return DOI or URL (9.34); an undated page that was read on a known day names that day (9.16)."""
    address, read = link(item) or "", date(item, "accessed")
    if not address or text(item, "DOI") or date(item) or len(read) < 3:
        return address
    year, month, day = read
    return f"Retrieved {MONTHS[month]} {day}, {year}, from {address}"

"""Write a reference in Vancouver style, after the NLM's *Citing Medicine*, 2nd edition.

Its chapters (https://www.ncbi.nlm.nih.gov/books/NBK7256/) are named beside each rule. The punctuation is that
of the CSL style `nlm-citation-sequence`, so that a reference fits among those of Zotero or pandoc;
docs/citing.md lists where they differ. Only what the record holds is printed: journal titles are not
abbreviated, and no place of publication is inferred.
"""

from benzofaq.citing.item import (
    MONTHS,
    RANGE,
    SERIALS,
    Item,
    Name,
    date,
    joined,
    more_authors,
    names,
    numbered,
    ordinal,
    pages,
    sentences,
    text,
)

# Chapter 1, "Author": beyond six, the first six and "et al." (the ICMJE's samples do so too).
_MOST_AUTHORS = 6

# Works inside another: "In: ...".
_PARTS = frozenset({"chapter", "entry-dictionary", "entry-encyclopedia", "paper-conference"})


def vancouver(item: Item, *, address: bool = True) -> str:
    """Return the reference in Vancouver (NLM) style, without a number.

    `address=False` leaves out "Available from: ...", for a page that prints the address by itself.
    """
    reference = sentences(
        [_people(item), _title(item), *_container(item), _imprint(item), *_part(item), _number(item)]
    )
    # No full stop after an address or a DOI: a reader who copies the line would copy it too.
    url = text(item, "URL") if address and not _indexed(item) else ""
    numbers = joined(
        "; ", _labelled("PubMed PMID: ", item, "PMID"), _labelled("PubMed Central PMCID: ", item, "PMCID")
    )
    return joined(
        " ",
        reference,
        url and f"Available from: {url}",
        _labelled("doi:", item, "DOI"),
        numbers and f"{numbers}.",
    )


def _labelled(label: str, item: Item, key: str) -> str:
    value = text(item, key)
    return value and label + value


def _indexed(item: Item) -> bool:
    """Return whether the work is an article that a DOI or PubMed finds: it is not cited by its address."""
    return item.get("type") == "article-journal" and any(text(item, key) for key in ("DOI", "PMID", "PMCID"))


def _site(item: Item) -> str:
    """Return the website of which a page is a part (chapter 25, B): it comes first, the page at the end."""
    return text(item, "container-title") if item.get("type") == "webpage" else ""


def _title(item: Item) -> str:
    """Return the title, with what sort of work it is in brackets (chapter 1, "Article title")."""
    site, genre = _site(item), text(item, "genre")
    shown = joined(" ", site or text(item, "title"), genre and f"[{genre}]")
    online = text(item, "URL") and item.get("type") not in _PARTS
    return joined(" ", shown, "[Internet]" if online and (site or not text(item, "container-title")) else "")


def _container(item: Item) -> list[str]:
    """Return the journal, book or site that holds the work, with its editors and edition."""
    container, edition = text(item, "container-title"), text(item, "edition")
    if edition.isdecimal():
        edition = f"{ordinal(int(edition))} ed."
    if not container or _site(item):
        number = text(item, "number") if item.get("type") == "legislation" else ""
        return [edition, _labelled("Version ", item, "version"), number]
    if item.get("type") == "article-journal":
        container = container.replace(".", "")
    editors = _listed(names(item, "editor"))
    if editors:
        editors += ", editors" if len(names(item, "editor")) > 1 else ", editor"
    online = text(item, "URL") and not _indexed(item)
    book = sentences([editors, f"{container} [Internet]" if online else container])
    return [f"In: {book}" if item.get("type") in _PARTS else book, edition]


def _imprint(item: Item) -> str:
    """Return place, publisher and date, with the day on which a web page was read; of a journal the issue."""
    kind = item.get("type")
    made_by = joined(": ", text(item, "publisher-place"), text(item, "publisher"))
    volume, issue = text(item, "volume"), text(item, "issue")
    shown = joined(":", volume + (f"({issue})" if issue else ""), text(item, "number") or _pages(item))
    if kind in SERIALS:
        return joined(";", _when(item), shown)
    if kind == "legislation" and volume and text(item, "container-title"):
        return joined("; ", made_by, f"{_when(item)};{volume}{_before(':', _pages(item))}")
    return joined("; ", made_by, _when(item))


def _when(item: Item) -> str:
    """Return the date as 2024 May 1, and the day on which the work was read; of a book or page the year."""
    kind = item.get("type")
    parts = 3 if kind in SERIALS or kind == "legislation" else 2 if kind == "report" else 1
    read = (
        date(item, "accessed") if text(item, "URL") and kind != "legislation" and not _indexed(item) else ()
    )
    when = joined(" ", _date(date(item)[:parts]), f"[cited {_date(read)}]" if read else "")
    return when or "[date unknown]"


def _date(parts: tuple[int, ...]) -> str:
    return " ".join([*map(str, parts[:1]), *(MONTHS[m][:3] for m in parts[1:2]), *map(str, parts[2:])])


def _part(item: Item) -> list[str]:
    """Return the pages of a part of a book, and the title of a part of a website."""
    kind = item.get("type")
    in_register = kind == "legislation" and text(item, "volume")
    shown = "" if kind in SERIALS or kind == "book" or in_register else _pages(item)
    return [_before("p. ", shown), text(item, "title") if _site(item) else ""]


def _number(item: Item) -> str:
    """Return the number of a report (chapter 4)."""
    number = text(item, "number")
    if not number or item.get("type") != "report":
        return ""
    return f"{text(item, 'genre') or 'Report'} {numbered('no.:', number)}"


def _before(mark: str, shown: str) -> str:
    return shown and mark + shown


def _people(item: Item) -> str:
    """Return the authors: persons parted by commas, organisations by semicolons (chapter 1, "Author")."""
    people = names(item)
    more = people and more_authors(item) and len(people) <= _MOST_AUTHORS
    return _listed(people) + (", et al." if more else "")


def _listed(people: tuple[Name, ...]) -> str:
    listed = ""
    for before, name in zip((None, *people), people[:_MOST_AUTHORS], strict=False):
        if before:
            listed += "; " if before.whole or name.whole else ", "
        listed += _name(name)
    return listed + (", et al." if len(people) > _MOST_AUTHORS else "")


def _name(name: Name) -> str:
    initials = "".join(name.initials).replace("-", "")
    return name.whole or joined(" ", name.family, initials, name.suffix.rstrip("."))


def _pages(item: Item) -> str:
    """Return 437-454 as 437-54 and S93-S99 as S93-9, with en dashes; 11S-16S stays whole (chapter 1)."""
    first, last = pages(item)
    if not last:
        return first
    letters = first.rstrip("0123456789")
    one, two = first.removeprefix(letters), last.removeprefix(letters)
    if one.isdecimal() and two.isdecimal() and last.startswith(letters) and len(one) == len(two):
        last = two[next(i for i, (a, b) in enumerate(zip(one, two, strict=True)) if a != b) :]
    return f"{first}{RANGE}{last}"

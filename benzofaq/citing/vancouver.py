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
    edition,
    joined,
    more_authors,
    names,
    numbered,
    pages,
    sentences,
    stop,
    text,
)

# Chapter 1, "Author": beyond six, the first six and "et al." (the ICMJE's samples do so too).
_MOST_AUTHORS = 6

# Works inside another: "In: ...".
_PARTS = frozenset({"chapter", "entry-dictionary", "entry-encyclopedia", "paper-conference"})


def vancouver(item: Item, *, address: bool = True) -> str:
    """Return the reference without a number, and without `address` where a page prints that by itself."""
    parts = [_people(item), _title(item), *_container(item), _imprint(item), *_part(item)]
    # No full stop after an address or a DOI: a reader who copies the line would copy it too.
    url = _after("Available from: ", text(item, "URL")) if address and not _indexed(item) else ""
    doi = _after("doi:", text(item, "DOI"))
    pmid, pmcid = _after("PubMed PMID: ", text(item, "PMID")), text(item, "PMCID")
    numbers = joined("; ", pmid, _after("PubMed Central PMCID: ", pmcid))
    return joined(" ", sentences(parts), url, doi, stop(numbers))


def _after(label: str, shown: str) -> str:
    return shown and label + shown


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
    container = text(item, "container-title")
    if not container or _site(item):
        number = text(item, "number") if item.get("type") == "legislation" else ""
        return [edition(item), _after("Version ", text(item, "version")), number]
    if item.get("type") == "article-journal":
        container = container.replace(".", "")
    editors = names(item, "editor")
    listed = editors and f"{_listed(editors)}, editor{'s' * (len(editors) > 1)}"
    online = text(item, "URL") and not _indexed(item)
    book = sentences([listed or "", f"{container} [Internet]" if online else container])
    return [f"In: {book}" if item.get("type") in _PARTS else book, edition(item)]


def _imprint(item: Item) -> str:
    """Return place, publisher and date, with the day on which a web page was read; of a journal the issue."""
    kind = item.get("type")
    made_by = joined(": ", text(item, "publisher-place"), text(item, "publisher"))
    volume, issue = text(item, "volume"), text(item, "issue")
    shown = joined(":", volume + (f"({issue})" if issue else ""), text(item, "number") or _pages(item))
    if kind in SERIALS:
        return joined(";", _when(item), shown)
    return joined("; ", made_by, _when(item))


def _when(item: Item) -> str:
    """Return the date as 2024 May 1, and the day on which the work was read; of a book or page the year."""
    kind = item.get("type")
    parts = 3 if kind in SERIALS or kind == "legislation" else 2 if kind == "report" else 1
    cited = text(item, "URL") and kind != "legislation" and not _indexed(item)
    read = _date(date(item, "accessed")) if cited else ""
    return joined(" ", _date(date(item)[:parts]), read and f"[cited {read}]") or "[date unknown]"


def _date(parts: tuple[int, ...]) -> str:
    return " ".join([*map(str, parts[:1]), *(MONTHS[m][:3] for m in parts[1:2]), *map(str, parts[2:])])


def _part(item: Item) -> list[str]:
    """Return pages of a part of a book, the title of a page of a website, a report's number (chapter 4)."""
    kind = item.get("type")
    shown = "" if kind in SERIALS or kind == "book" else _pages(item)
    number = text(item, "number") if kind == "report" else ""
    report = number and f"{text(item, 'genre') or 'Report'} {numbered('no.:', number)}"
    return [_after("p. ", shown), text(item, "title") if _site(item) else "", report]


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

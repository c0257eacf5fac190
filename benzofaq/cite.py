"""Turn a source into a reference in a style; plain text in, plain text out.

Vancouver follows the NLM's *Citing Medicine*, 2nd edition (https://www.ncbi.nlm.nih.gov/books/NBK7256/):
chapter 1 for journal articles, 25 for web pages, 2 and 4 for books and reports. Only fields that the
record holds are printed; nothing stands in for a missing one but the NLM's own "date unknown".
"""

from collections.abc import Mapping
from typing import Any

Item = Mapping[str, Any]

_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Citing Medicine, chapter 1, "Authors": beyond six, the first six and "et al."
_MOST_AUTHORS = 6

_JOURNAL_TYPES = frozenset({"article-journal", "article-magazine", "article-newspaper", "article"})


def link(item: Item) -> str | None:
    """Return the address under which a reader can open the work: its DOI's, else its URL."""
    if doi := item.get("DOI"):
        return f"https://doi.org/{doi}"
    url = item.get("URL")
    return str(url) if url else None


def vancouver(item: Item, *, address: bool = True) -> str:
    """Return the reference in Vancouver (NLM) style, without a number.

    `address=False` leaves out "Available from: ...", for a page that prints the address by itself.
    """
    if item.get("type") in _JOURNAL_TYPES and item.get("container-title"):
        parts = _article(item)
    elif item.get("type") == "chapter":
        parts = _chapter(item)
    else:
        parts = _work(item)
    if address and (item.get("type") not in _JOURNAL_TYPES or not item.get("DOI")):
        parts.append(_available(item))
    return " ".join(part for part in parts if part)


def _article(item: Item) -> list[str]:
    issue = str(item.get("volume", ""))
    if number := item.get("issue"):
        issue += f"({number})"
    if pages := item.get("page"):
        issue += f":{_short_range(str(pages))}"
    when = _date(item.get("issued"))
    journal = _stop(str(item["container-title"]))
    online = not item.get("volume") and not item.get("page") and not item.get("DOI") and item.get("URL")
    if online:
        return [
            *_opening(item),
            f"{journal[:-1]} [Internet].",
            f"{when or '[date unknown]'}{_cited(item)}.",
        ]
    return [
        *_opening(item),
        journal,
        _stop(";".join(part for part in (when, issue) if part)),
        _identifiers(item),
    ]


def _chapter(item: Item) -> list[str]:
    book = str(item.get("container-title", ""))
    inside = f"In: {_stop(book + (' [Internet]' if item.get('URL') else ''))}" if book else ""
    pages = f"p. {_stop(_short_range(str(item['page'])))}" if item.get("page") else ""
    return [*_opening(item), inside, _imprint(item), pages, _identifiers(item)]


def _work(item: Item) -> list[str]:
    medium = " [Internet]" if item.get("URL") else ""
    title = str(item.get("title", ""))
    bare = title[:-1] if title.endswith(".") else title
    details = str(item.get("number", ""))
    container = str(item.get("container-title", ""))
    if str(item.get("publisher", "")).startswith(container):
        container = ""  # "DailyMed. DailyMed, National Library of Medicine" says it twice
    return [
        _people(item),
        _stop(bare + medium) if bare else "",
        _stop(f"{item['edition']} ed") if item.get("edition") else "",
        _stop(container) if container else "",
        _imprint(item),
        _stop(details) if details else "",
        _identifiers(item),
    ]


def _imprint(item: Item) -> str:
    """Return place, publisher and date, with the day on which a web page was read."""
    place, publisher = item.get("publisher-place"), item.get("publisher")
    made_by = ": ".join(str(part) for part in (place, publisher) if part)
    when = (_date(item.get("issued")) or "[date unknown]") + _cited(item)
    return _stop(f"{made_by}; {when}" if made_by else when)


def _opening(item: Item) -> list[str]:
    title = str(item.get("title", ""))
    return [_people(item), _stop(title) if title else ""]


def _people(item: Item) -> str:
    names = [name for name in map(_name, item.get("author", ())) if name]
    more = bool(item.get("custom", {}).get("more_authors")) or len(names) > _MOST_AUTHORS
    if not names:
        return ""
    organisation = "; " if any("literal" in author for author in item["author"]) else ", "
    listed = organisation.join(names[:_MOST_AUTHORS])
    return _stop(listed + (", et al" if more else ""))


def _name(author: Mapping[str, str]) -> str:
    if literal := author.get("literal"):
        return literal
    initials = "".join(
        part[0].upper() for part in author.get("given", "").replace("-", " ").replace(".", " ").split()
    )
    family = author.get("family", "")
    if particle := author.get("non-dropping-particle"):
        family = f"{particle} {family}"
    return f"{family} {initials}".strip()


def _date(date: Mapping[str, Any] | None) -> str:
    """Return a date as 2024 May 1, or as much of it as there is."""
    parts = [int(part) for part in ((date or {}).get("date-parts") or [[]])[0]]
    if not parts:
        return ""
    words = [str(parts[0])]
    if len(parts) > 1:
        words.append(_MONTHS[parts[1]])
    words.extend(map(str, parts[2:3]))
    return " ".join(words)


def _cited(item: Item) -> str:
    when = _date(item.get("accessed"))
    return f" [cited {when}]" if when else ""


def _identifiers(item: Item) -> str:
    doi = f"doi: {item['DOI']}." if item.get("DOI") else ""
    numbers = "; ".join(f"{key}: {item[key]}" for key in ("PMID", "PMCID") if item.get(key))
    return " ".join(part for part in (doi, _stop(numbers) if numbers else "") if part)


def _available(item: Item) -> str:
    # No full stop after an address: a reader who copies the line would copy it too.
    return f"Available from: {item['URL']}" if item.get("URL") else ""


def _stop(text: str) -> str:
    """End with one full stop, unless the text already ends a sentence."""
    text = text.rstrip()
    return text if not text or text.endswith((".", "?", "!")) else text + "."


def _short_range(pages: str) -> str:
    """Return 437-454 as 437-54, as Citing Medicine does; article numbers stay whole."""
    first, dash, last = pages.replace("–", "-").partition("-")
    if not dash or not (first.isdigit() and last.isdigit() and len(first) == len(last)):
        return pages.replace("–", "-")
    if first == last:
        return first
    same = next(i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b)
    return f"{first}-{last[same:]}"

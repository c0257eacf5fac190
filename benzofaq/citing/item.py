"""Read an item of a data pack as any style needs it: clean, on one line, and empty where it is missing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from benzofaq.records.model import Record
from benzofaq.text import clean

Item = Mapping[str, Any]

MONTHS = (
    "", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# Works of a series: their issue and pages are printed, their publisher is not.
SERIALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "post-weblog"})

RANGE = "\N{EN DASH}"

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_QUOTED = re.compile('"([^"]*)"')

# Marks around what is printed in italics, and nothing else: `clean` leaves no such character in a record.
ITALIC, UPRIGHT = "\x02", "\x03"

# A part of a given name in capitals is a row of initials up to this length ("JJSS"), beyond it a name.
_MOST_INITIALS = 4


class Name(Record, frozen=True):
    """An author: a person with a family name, or an organisation, whose name is in `whole`."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    whole: str = ""

    @property
    def initials(self) -> tuple[str, ...]:
        """The initials of the given names, those of a hyphenated name joined: A, J-P."""
        found: list[str] = []
        for part in self.given.replace(".-", "-").replace(".", " ").split():
            if _are_initials(part):
                # "EM" is two initials; "Nick NJJM" gives the first of them twice.
                found = list(part) if found[-1:] == [part[0]] else [*found, *part]
            else:
                letters = [piece[0].upper() for piece in re.split("[-\N{HYPHEN}]", part) if piece]
                found += ["-".join(letters)] if letters else []
        return tuple(found)

    @property
    def spaced(self) -> str:
        """The given names with a space between any initials: E. M. for EM."""
        parts = [(part, part.replace(".", "")) for part in self.given.split()]
        return " ".join(". ".join(row) + "." if _are_initials(row) else part for part, row in parts)


def _are_initials(part: str) -> bool:
    return part.isalpha() and part.isupper() and 1 < len(part) <= _MOST_INITIALS


def text(item: Item, key: str) -> str:
    """Return a field on one line, its spaces single, without control characters; "" where it is missing."""
    return " ".join(clean(str(item.get(key, ""))).split())


def names(item: Item, role: str = "author") -> tuple[Name, ...]:
    """Return the authors, or the editors, in their order; those without any name are left out."""
    return tuple(name for name in map(_name, item.get(role, ())) if name.whole or name.family)


def _name(raw: Item) -> Name:
    family, given = text(raw, "family"), text(raw, "given")
    if not family or text(raw, "literal"):
        return Name(whole=text(raw, "literal") or given)
    particles = [text(raw, key) for key in ("dropping-particle", "non-dropping-particle")]
    return Name(family=joined(" ", *particles, family), given=given, suffix=text(raw, "suffix"))


def more_authors(item: Item) -> bool:
    """Return whether the work has authors beyond those that the record holds."""
    return bool(item.get("custom", {}).get("more_authors"))


def date(item: Item, key: str = "issued") -> tuple[int, ...]:
    """Return year, month and day, as many of them as the record holds; () where it holds none."""
    return tuple(item[key]["date-parts"][0]) if item.get(key) else ()


def pages(item: Item) -> tuple[str, str]:
    """Return first and last page; an article number, or a single page, has no last one."""
    whole = re.sub("[\N{HYPHEN}-\N{EM DASH}\N{MINUS SIGN}]", "-", text(item, "page"))
    first, _, last = whole.partition("-")
    first, last = first.strip(), last.strip("- ")
    return (first, "" if last == first else last) if first else (last, "")


def numbered(label: str, number: str) -> str:
    """Return a number after its label, unless it is more than a number: No. NG116, but SI 2012/1916."""
    return f"{label} {number}" if re.fullmatch("[A-Za-z]*[0-9]+[A-Za-z]*", number) else number


def edition(item: Item) -> str:
    """Return the edition, a mere number as an ordinal: 2nd ed."""
    edition = text(item, "edition")
    if not edition.isdecimal():
        return edition
    number = int(edition)
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')} ed."


def is_article_number(page: str) -> bool:
    """Return whether a single "page" is the number of an article (e0285584), not of a page (460, S93)."""
    return bool(re.search(r"[^\W\d]", page.removeprefix("S"))) or len(page) > 4


def link(item: Item) -> str | None:
    """Return the address under which a reader can open the work: its DOI's, else its URL."""
    if doi := text(item, "DOI"):
        return f"https://doi.org/{doi}"
    return text(item, "URL") or None


def stop(sentence: str) -> str:
    """End with one full stop, unless the text already ends a sentence."""
    sentence = sentence.rstrip()
    return sentence if not sentence or sentence.rstrip(UPRIGHT).endswith((".", "?", "!")) else sentence + "."


def joined(mark: str, *parts: str) -> str:
    """Return the parts that are not empty with a mark between them."""
    return mark.join(part for part in parts if part)


def sentences(parts: Iterable[str]) -> str:
    """Return the parts that are not empty as sentences, apostrophes and double quotation marks curled."""
    whole = joined(" ", *map(stop, parts))
    return _QUOTED.sub("\u201c\\1\u201d", _APOSTROPHE.sub("\u2019", whole))


def keyed(items: Iterable[Item]) -> dict[str, Item]:
    """Return the items by keys, none twice: their ids, with a hyphen for what BibTeX can't read in a key."""
    used: dict[str, Item] = {}
    numbers: dict[str, Iterator[int]] = {}  # they go on, so that many ids that are all alike take no longer
    for item in items:
        key = base = re.sub(r"[^A-Za-z0-9:.+/_-]+", "-", text(item, "id")).strip("-") or "source"
        while key in used:
            key = f"{base}-{next(numbers.setdefault(base, count(2)))}"
        used[key] = item
    return used

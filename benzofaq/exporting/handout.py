"""Gather what an export shows: records in, their pages by topic out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from benzofaq.pages.block import Block
from benzofaq.pages.origin import disclaimer, origin
from benzofaq.pages.reply import of_record
from benzofaq.records.help import Contacts
from benzofaq.records.library import Library
from benzofaq.records.model import Drug, Entry, Record
from benzofaq.text import REPLACEMENT, clean

URGENT = (
    "If someone can't be woken, is limp, has a seizure or breathes badly, call your emergency number now "
    "(112, 911, 999, 000 ...)."
)

# The groups of drug cards, after the topics, in this order.
GROUPS = {
    "benzodiazepine": "Drug cards: benzodiazepines",
    "z-drug": "Drug cards: Z-drugs",
    "other": "Drug cards: other medicines (not benzodiazepines)",
}

# What an address may not hold, as old DOIs do, and stays the same address when it is written so.
_ENCODED = str.maketrans({char: f"%{ord(char):02X}" for char in '<>"\\^`{|}'})


class Sheet(Record, frozen=True):
    """One entry or drug card as a page. `words` are other wordings by which people look for it."""

    id: str
    title: str
    page: tuple[Block, ...]
    words: tuple[str, ...]


class Group(Record, frozen=True):
    """The sheets of one topic, or the drug cards of one kind."""

    title: str
    sheets: tuple[Sheet, ...]
    cards: bool = False


class Handout(Record, frozen=True):
    """All that an export shows.

    `origin` is empty for the bundled data; `urgent` and `contacts` for a pack that turns the check for
    emergencies off.
    """

    title: str
    urgent: str
    general: str
    origin: str
    reviewed: str
    groups: tuple[Group, ...]
    contacts: Contacts | None


def handout(records: Iterable[Entry | Drug], library: Library) -> Handout:
    """Return entries by topic, in the order of the topics, and after them the cards by kind of drug.

    Raises DataError where a source is missing.
    """
    chosen = list(records)
    checks = library.checks_emergencies
    title = "Questions about benzodiazepines" if library.bundled else library.name
    return Handout(
        title=clean(library.faq.title if library.faq.title not in ("", "benzofaq") else title),
        urgent=URGENT if checks else "",
        general=clean(disclaimer(library)),
        origin=clean(origin(library)),
        reviewed=clean(library.reviewed),
        groups=tuple(_groups(chosen, library)),
        contacts=library.contacts if checks else None,
    )


def _groups(records: list[Entry | Drug], library: Library) -> Iterator[Group]:
    entries = [one for one in records if isinstance(one, Entry)]
    cards = [one for one in records if isinstance(one, Drug)]
    for topic, title in library.topics.items():
        if sheets := tuple(_sheet(one, library) for one in entries if one.topic == topic):
            yield Group(title=clean(title), sheets=sheets)
    for group, title in GROUPS.items():
        if sheets := tuple(_sheet(one, library) for one in cards if one.group == group):
            yield Group(title=title, sheets=sheets, cards=True)


def _sheet(record: Entry | Drug, library: Library) -> Sheet:
    first, *rest = of_record(record.id, library, full=True)
    words = tuple(record.names) if isinstance(record, Drug) else record.aliases
    return Sheet(id=record.id, title=clean(first.text), page=tuple(rest), words=tuple(map(clean, words)))


def web_address(address: str) -> str:
    """Return an address as a link may hold it, or "" for anything that is not plain http or https."""
    encoded = address.translate(_ENCODED)
    plain = re.fullmatch(r"https?://[\w.-]+(:\d+)?([/?#]\S*)?", encoded)
    return encoded if plain and encoded.isprintable() and REPLACEMENT not in encoded else ""

"""Gather what an export shows: records in, their pages by topic out."""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from benzofaq.pages.block import Block, References
from benzofaq.pages.entry import grade
from benzofaq.pages.origin import disclaimer, origin
from benzofaq.pages.reply import QUIET, of_record
from benzofaq.records.contacts import ENGLISH, INTERNATIONAL, Contacts, lines_for
from benzofaq.records.library import READER, Library
from benzofaq.records.model import EMERGENCY, Drug, Entry, Record
from benzofaq.records.passages import parts
from benzofaq.text import REPLACEMENT, clean, is_safe

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
FIRST_STEPS = "First steps in an emergency"

# What an address may not hold, as old DOIs do, and stays the same address when it is written so.
_ENCODED = str.maketrans({char: f"%{ord(char):02X}" for char in '<>"\\^`{|}'})


class Sheet(Record, frozen=True):
    """One record as a page. `words` are other wordings by which people look for it."""

    id: str
    title: str
    page: tuple[Block, ...]
    words: tuple[str, ...] = ()


class Group(Record, frozen=True):
    """The sheets of one topic (`questions`), or other ones that belong together."""

    title: str
    sheets: tuple[Sheet, ...]
    questions: bool = False


class Handout(Record, frozen=True):
    """All that an export shows.

    `origin` is empty for the bundled data; `urgent` and `contacts` for a pack that turns the check for
    emergencies off. A `whole` one shows every record, the first `steps` in emergencies, and has `carried`,
    by which a page reads questions as the program does.
    """

    title: str
    urgent: str
    general: str
    origin: str
    reviewed: str
    groups: tuple[Group, ...]
    contacts: Contacts | None
    whole: bool = False
    steps: tuple[Group, ...] = ()
    carried: bytes = b""


def handout(chosen: Sequence[Entry | Drug], library: Library) -> Handout:
    """Return entries by topic, then cards by kind of drug. Raises DataError where a source is missing."""
    checks = library.checks_emergencies
    entries = len(library.entries)
    whole = len(chosen) >= entries and len(chosen) == entries + len(library.drugs)
    return Handout(
        title=clean("Questions about benzodiazepines" if library.bundled else library.name),
        urgent=URGENT if checks else "",
        general=clean(disclaimer(library)),
        origin=clean(origin(library)),
        reviewed=clean(library.reviewed),
        groups=tuple(_groups(chosen, library)),
        contacts=library.contacts if checks else None,
        whole=whole,
        steps=(Group(title=FIRST_STEPS, sheets=tuple(_first_steps(library))),) if whole and checks else (),
        carried=_carried(library) if whole and checks else b"",
    )


def _groups(records: Sequence[Entry | Drug], library: Library) -> Iterator[Group]:
    sheets = [(one, _sheet(one, library)) for one in records]
    for topic, title in library.topics.items():
        if some := [sheet for one, sheet in sheets if isinstance(one, Entry) and one.topic == topic]:
            yield Group(title=clean(title), sheets=tuple(some), questions=True)
    for group, title in GROUPS.items():
        if some := [sheet for one, sheet in sheets if isinstance(one, Drug) and one.group == group]:
            yield Group(title=title, sheets=tuple(some))


def _sheet(record: Entry | Drug, library: Library) -> Sheet:
    """Return a record's page: how sure an entry is comes before its details, what all share only once."""
    _, *page, colophon = of_record(record.id, library, full=True)
    page.append(replace(colophon, text=colophon.text.removeprefix(disclaimer(library)).strip()))
    if isinstance(record, Entry):
        kinds = [block.kind for block in page]
        page.insert(kinds.index("heading") if "heading" in kinds else -1, grade(record, library))
    words = record.aliases if isinstance(record, Entry) else record.names
    return Sheet(id=record.id, title=clean(record.title), page=tuple(page), words=tuple(map(clean, words)))


def _first_steps(library: Library) -> Iterator[Sheet]:
    """Yield a sheet for each kind of emergency, its numbers in words that hold in every country."""
    lines = lines_for(library.contacts, INTERNATIONAL)
    for kind, emergency in library.emergencies.items():
        refs = References(library, parts(emergency))
        steps = [refs.block(replace(one, text=lines.fill(one.text)), "step") for one in emergency.steps]
        yield Sheet(id=EMERGENCY + kind, title=clean(emergency.title), page=(*steps, *refs.whole()))


def _carried(library: Library) -> bytes:
    """Return the texts of emergencies and the files by which questions are read, with a NUL between."""
    read = library.base.read_bytes
    texts = msgspec.json.decode(read("emergencies.json")) | {
        "kinds": library.emergencies,
        "english": ENGLISH,
        "quiet": QUIET,
        "bundled": library.bundled,
    }
    return b"\0".join([msgspec.json.encode(texts), *map(read, READER)])


def web_address(address: str) -> str:
    """Return an address as a link may hold it, or "" for anything that is not plain http or https."""
    encoded = address.translate(_ENCODED)
    safe = is_safe(encoded.replace("http:", "https:", 1)) and REPLACEMENT not in encoded
    return encoded if safe else ""

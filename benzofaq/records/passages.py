"""Walk the passages of a record; the only place that knows which parts a record has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from benzofaq.records.help import Emergency
from benzofaq.records.library import Library
from benzofaq.records.model import EMERGENCY, Drug, Entry, Passage, Record

Part = tuple[str, Passage]


class Use(Record, frozen=True):
    """A passage that cites a source: the id and title of its record, which part of it, and its words.

    `record` is an entry's id, drug:NAME or emergency:KIND.
    """

    record: str
    title: str
    part: str
    text: str


class Citing(Record, frozen=True):
    """The ids of the entries and of the drug cards that cite a source."""

    entries: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()


def parts(record: Entry | Drug | Emergency) -> Iterator[Part]:
    """Yield each passage of a record with the name of its part, in the order of reading."""
    if isinstance(record, Entry):
        yield from _of_entry(record)
    elif isinstance(record, Drug):
        yield from _of_card(record)
    else:
        yield from ((f"step {n}", step) for n, step in enumerate(record.steps, 1))


def front(record: Entry | Drug) -> Iterator[Part]:
    """Yield the passages that the first screen shows: of an entry short answer, points and urgent sign."""
    if isinstance(record, Drug):
        yield "what it is", record.drug_class
        return
    yield "short answer", record.short
    yield from ((f"point {n}", passage) for n, passage in enumerate(record.points, 1))
    if record.urgent:
        yield "urgent", record.urgent


def _of_entry(entry: Entry) -> Iterator[Part]:
    yield from front(entry)
    yield from ((f"detail {n}", passage) for n, passage in enumerate(entry.details, 1))
    if entry.evidence:
        yield "evidence", entry.evidence.why
        yield "not known", entry.evidence.unknown
    if entry.page_claim:
        yield "on the page's claim", entry.page_claim.verdict


def _of_card(card: Drug) -> Iterator[Part]:
    yield from front(card)
    if card.uses:
        yield "used for", card.uses
    for one in card.half_lives:
        note = f" ({one.note})" if one.note else ""
        text = f"{one.what}: {one.low:g} to {one.high:g} hours{note}"
        yield "half-life", Passage(text=text, cites=one.cites, locators=one.locators)
    for part, passage in (
        ("how fast", card.onset),
        ("broken down", card.metabolism),
        ("US schedule", card.schedule),
        ("mixing", card.mixing),
    ):
        if passage:
            yield part, passage
    yield from (("note", note) for note in card.notes)


def cited(chosen: Iterable[Part]) -> dict[str, str]:
    """Return the ids of the sources in the order of their first citation, each with its locators."""
    found: dict[str, dict[str, None]] = {}
    for _, passage in chosen:
        for id_ in passage.cites:
            places = found.setdefault(id_, {})
            if id_ in passage.locators:
                places[passage.locators[id_]] = None
    return {id_: ", ".join(places) for id_, places in found.items()}


def uses(source: str, library: Library) -> list[Use]:
    """Return the passages that cite a source: entries, then drug cards, then steps in emergencies."""
    return [
        Use(record=record, title=title, part=part, text=passage.text)
        for record, title, walked in _records(library)
        for part, passage in walked
        if source in passage.cites
    ]


def citing(library: Library) -> Mapping[str, Citing]:
    """Return, for each source that is cited, the entries and cards that cite it, in the data's order."""
    entries = _citing(library.entries)
    cards = _citing({card.id: card for card in library.drugs.values()})
    return {
        id_: Citing(entries=tuple(entries.get(id_, ())), cards=tuple(cards.get(id_, ())))
        for id_ in entries.keys() | cards.keys()
    }


def _citing(records: Mapping[str, Entry | Drug]) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for id_, record in records.items():
        for source in cited(parts(record)):
            found.setdefault(source, {})[id_] = None
    return found


def _records(library: Library) -> Iterator[tuple[str, str, Iterator[Part]]]:
    for entry in library.entries.values():
        yield entry.id, entry.question, parts(entry)
    for card in library.drugs.values():
        yield card.id, card.name, parts(card)
    for kind, emergency in library.emergencies.items():
        yield EMERGENCY + kind, emergency.title, parts(emergency)

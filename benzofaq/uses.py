"""Find every place in the data that cites a source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benzofaq.library import Library
from benzofaq.model import Drug, Entry, Passage
from benzofaq.record import Record


class Use(Record):
    """A passage that cites a source: the id and title of its record, which part of it, and its words.

    `record` is an entry's id, drug:NAME or emergency:KIND.
    """

    record: str
    title: str
    part: str
    text: str


class Citing(Record):
    """The ids of the entries and of the drug cards that cite a source."""

    entries: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()


def of(source: str, library: Library) -> list[Use]:
    """Return the passages that cite a source: entries, then drug cards, then steps in emergencies."""
    return [
        Use(record=record, title=title, part=part, text=passage.text)
        for record, title, parts in _records(library)
        for part, passage in parts
        if source in passage.cites
    ]


def counts(library: Library) -> Mapping[str, Citing]:
    """Return, for each source that is cited, the entries and cards that cite it, in the data's order."""
    entries: dict[str, dict[str, None]] = {}
    cards: dict[str, dict[str, None]] = {}
    for record, _, parts in _records(library):
        if not record.startswith("emergency:"):
            found = cards if record.startswith("drug:") else entries
            for _, passage in parts:
                for one in passage.cites:
                    found.setdefault(one, {})[record] = None
    return {
        one: Citing(entries=tuple(entries.get(one, ())), cards=tuple(cards.get(one, ())))
        for one in entries.keys() | cards.keys()
    }


def _records(library: Library) -> Iterator[tuple[str, str, list[tuple[str, Passage]]]]:
    for entry in library.entries.values():
        yield entry.id, entry.question, list(of_entry(entry, library.notes))
    for card in library.drugs.values():
        yield card.id, card.name, list(of_card(card))
    for kind, emergency in library.emergencies.items():
        steps = [(f"step {n}", step) for n, step in enumerate(emergency.steps, 1)]
        yield f"emergency:{kind}", emergency.title, steps


def of_entry(entry: Entry, notes: Mapping[str, Passage]) -> Iterator[tuple[str, Passage]]:
    """Yield each passage of an entry with the name of its part, in the order of reading."""
    yield "short answer", entry.short
    yield from ((f"paragraph {n}", passage) for n, passage in enumerate(entry.answer, 1))
    if entry.evidence:
        yield "evidence", entry.evidence.why
        yield "not known", entry.evidence.unknown
    if entry.seed:
        yield "on the clinic's claim", entry.seed.verdict
    yield from (("keep in mind", notes[note]) for note in entry.safety if note in notes)


def of_card(card: Drug) -> Iterator[tuple[str, Passage]]:
    """Yield each passage of a drug card with the name of its part."""
    yield "what it is", card.drug_class
    for half_life in card.half_lives:
        note = f" ({half_life.note})" if half_life.note else ""
        text = f"{half_life.what}: {half_life.low:g} to {half_life.high:g} hours{note}"
        yield "half-life", Passage(text=text, cites=half_life.cites)
    for part, passage in (
        ("used for", card.uses),
        ("how fast", card.onset),
        ("broken down", card.metabolism),
        ("US schedule", card.schedule),
    ):
        if passage:
            yield part, passage
    yield from (("note", note) for note in card.notes)

"""Walk the passages of a record; the only place that knows which parts a record has."""

from collections.abc import Iterable, Iterator

from benzofaq.records.contacts import Emergency
from benzofaq.records.library import Library
from benzofaq.records.model import EMERGENCY, Drug, Entry, HalfLife, Passage, Record

Part = tuple[str, Passage]


class Use(Record, frozen=True):
    """A passage that cites a source; `record` is the id of an entry, drug:NAME or emergency:KIND."""

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
    if isinstance(record, Emergency):
        yield from _numbered("step", record.steps)
    else:
        yield from front(record)
        yield from _of_card(record) if isinstance(record, Drug) else _of_entry(record)


def sourced(record: Entry | Drug | Emergency) -> Iterator[Part]:
    """Yield the passages of a record, and after them its further reading as if it were one."""
    yield from parts(record)
    if isinstance(record, Entry) and record.further_reading:
        yield "further reading", Passage(text='Listed under "Read more".', cites=record.further_reading)


def front(record: Entry | Drug) -> Iterator[Part]:
    """Yield the passages that the first screen shows: of an entry short answer, points and urgent sign."""
    if isinstance(record, Drug):
        figures = (("half-life", _figure(one)) for one in record.half_lives)
        named = ("what it is", record.drug_class), ("used for", record.uses)
        return _held(*named, *figures, ("mixing", record.mixing))
    points = _numbered("point", record.points)
    return _held(("short answer", record.short), *points, ("urgent", record.urgent))


def _of_entry(entry: Entry) -> Iterator[Part]:
    evidence, claim = entry.evidence, entry.page_claim
    return _held(
        *_numbered("detail", entry.details),
        ("evidence", evidence.why if evidence else None),
        ("not known", evidence.unknown if evidence else None),
        ("on the page's claim", claim.verdict if claim else None),
    )


def _of_card(card: Drug) -> Iterator[Part]:
    return _held(
        ("how fast", card.onset),
        ("broken down", card.metabolism),
        ("schedule", card.schedule),
        *(("note", note) for note in card.notes),
    )


def _figure(one: HalfLife) -> Passage:
    note = f" ({one.note})" if one.note else ""
    span = f"{one.low:g} to {one.high:g}" if one.low < one.high else f"{one.low:g}"
    text = f"{one.what}: {span} {'hour' if one.high == 1 else 'hours'}{note}"
    return Passage(text=text, cites=one.cites, locators=one.locators)


def _numbered(part: str, passages: Iterable[Passage]) -> Iterator[Part]:
    return ((f"{part} {n}", passage) for n, passage in enumerate(passages, 1))


def _held(*chosen: tuple[str, Passage | None]) -> Iterator[Part]:
    return ((part, passage) for part, passage in chosen if passage)


def cited(chosen: Iterable[Part]) -> dict[str, str]:
    """Return the ids of the sources in the order of first citation, each with its places, none twice."""
    found: dict[str, list[str]] = {}
    for _, passage in chosen:
        for id_ in passage.cites:
            places = found.setdefault(id_, [])
            places += [place for place in passage.locators.get(id_, "").split(", ") if place not in places]
    return {id_: ", ".join(filter(None, places)) for id_, places in found.items()}


def uses(source: str, library: Library) -> list[Use]:
    """Return the passages that cite a source: entries, then drug cards, then steps in emergencies."""
    records: list[tuple[str, str, Entry | Drug | Emergency]] = [
        *((entry.id, entry.title, entry) for entry in library.entries.values()),
        *((card.id, card.name, card) for card in library.drugs.values()),
        *((EMERGENCY + kind, one.title, one) for kind, one in library.emergencies.items()),
    ]
    return [
        Use(record=id_, title=title, part=part, text=passage.text)
        for id_, title, record in records
        for part, passage in sourced(record)
        if source in passage.cites
    ]


def citing(library: Library) -> dict[str, Citing]:
    """Return, for each source that is cited, the entries and cards that cite it, in the data's order."""
    found: dict[str, dict[type, tuple[str, ...]]] = {}
    records: list[Entry | Drug] = [*library.entries.values(), *library.drugs.values()]
    for record in records:
        for source in cited(sourced(record)):
            ids = found.setdefault(source, {Entry: (), Drug: ()})
            ids[type(record)] += (record.id,)
    return {source: Citing(entries=ids[Entry], cards=ids[Drug]) for source, ids in found.items()}

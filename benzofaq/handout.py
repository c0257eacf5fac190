"""Gather what an export shows: records in, sheets of numbered passages with their own sources out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from benzofaq import cite, drugpage, page
from benzofaq.library import Library, drug_passages
from benzofaq.model import Drug, Entry, Passage
from benzofaq.record import Record
from benzofaq.reference import line
from benzofaq.textsafe import REPLACEMENT

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


class Said(Record):
    """A passage: `label` stands before its text, `refs` are the numbers of its sources on the sheet."""

    text: str
    label: str = ""
    refs: tuple[int, ...] = ()
    bullet: bool = False


class Row(Record):
    """One half-life: of what, the range in words, whose figure it is, and its sources."""

    what: str
    hours: str
    note: str
    refs: tuple[int, ...]


class Section(Record):
    """A part of a sheet; without a heading it goes on from what stands before it."""

    kind: str  # answer, evidence, claim, safety, facts or table
    heading: str = ""
    said: tuple[Said, ...] = ()
    rows: tuple[Row, ...] = ()


class Reference(Record):
    """A numbered source; `link` is None unless its address is one of the web."""

    number: int
    text: str
    address: str
    link: str | None


class Sheet(Record):
    """One entry or drug card. `words` are other wordings by which people look for it."""

    id: str
    title: str
    lead: Said
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    related: tuple[tuple[str, str], ...]  # id and question
    words: tuple[str, ...]
    reviewed: str


class Group(Record):
    """The sheets of one topic, or the drug cards of one kind."""

    title: str
    sheets: tuple[Sheet, ...]
    cards: bool = False


class Handout(Record):
    """All that an export shows, each text clean and on one line.

    `origin` is empty for the bundled data, `urgent` for a pack that turns the check for emergencies off.
    """

    title: str
    urgent: str
    general: str
    origin: str
    reviewed: str
    groups: tuple[Group, ...]


def handout(entries: Sequence[Entry], cards: Sequence[Drug], library: Library) -> Handout:
    """Return entries by topic, in the order of the topics, and after them the cards by kind of drug.

    Raises DataError where a source is missing.
    """
    groups = []
    for topic, title in library.topics.items():
        sheets = tuple(of_entry(one, library) for one in entries if one.topic == topic)
        if sheets:
            groups.append(Group(title=line(title), sheets=sheets))
    for kind, title in GROUPS.items():
        sheets = tuple(of_drug(one, library) for one in cards if one.group == kind)
        if sheets:
            groups.append(Group(title=title, sheets=sheets, cards=True))
    return Handout(
        title=_title(library),
        urgent="" if "emergency-check" in library.turned_off else URGENT,
        general=line(page.disclaimer(library)),
        origin=line(page.origin(library)),
        reviewed=line(library.reviewed),
        groups=tuple(groups),
    )


def _title(library: Library) -> str:
    covers = f" on {line(library.covers)}" if library.covers else ""
    return f"{line(library.name)}: questions and answers{covers}"


def of_entry(entry: Entry, library: Library) -> Sheet:
    """Return the sheet of an entry; its sources have the numbers that `benzofaq show` gives them."""
    refs = page.References(library)
    lead = _said(entry.short, refs, "Short answer:")
    sections = [Section(kind="answer", said=tuple(_said(one, refs) for one in entry.answer))]
    if evidence := entry.evidence:
        means = line(library.grades.get(evidence.grade, ""))
        said = [Said(text=means)] if means else []
        said += [_said(evidence.why, refs), _said(evidence.unknown, refs, "Not known:")]
        heading = f"Evidence: {evidence.grade}"
        sections.append(Section(kind="evidence", heading=heading, said=tuple(said)))
    if entry.seed:
        claimed = Said(text=line(entry.seed.claim))
        verdict = _said(entry.seed.verdict, refs, page.HOLDS[entry.seed.holds])
        sections.append(Section(kind="claim", heading=page.claim_heading(library), said=(claimed, verdict)))
    notes = [library.notes[one] for one in entry.safety if one in library.notes]
    if notes:
        bullets = tuple(Said(text=line(one.text), refs=refs.of(one.cites), bullet=True) for one in notes)
        sections.append(Section(kind="safety", heading="Keep in mind", said=bullets))
    related = [library.entries[one] for one in entry.related if one in library.entries]
    return Sheet(
        id=entry.id,
        title=line(entry.question),
        lead=lead,
        sections=tuple(sections),
        references=_references(refs),
        related=tuple((one.id, line(one.question)) for one in related),
        words=tuple(map(line, entry.aliases)),
        reviewed=line(entry.reviewed),
    )


def of_drug(drug: Drug, library: Library) -> Sheet:
    """Return the sheet of a drug card; its sources have the numbers that `benzofaq drug` gives them."""
    refs = page.References(library)
    for passage in drug_passages(drug):
        refs.of(passage.cites)
    first = [Said(label="Brand names:", text=line(", ".join(drug.brands)))] if drug.brands else []
    if drug.uses:
        first.append(_said(drug.uses, refs, "Used for:"))
    rows = tuple(
        Row(what=line(one.what), hours=drugpage.hours(one), note=line(one.note), refs=refs.of(one.cites))
        for one in drug.half_lives
    )
    named = (("How fast:", drug.onset), ("Broken down:", drug.metabolism), ("US schedule:", drug.schedule))
    rest = [_said(passage, refs, label) for label, passage in named if passage]
    if drug.group != "other" and not drug.schedule:
        rest.append(Said(label="US schedule:", text=drugpage.NO_SCHEDULE))
    rest += [_said(note, refs, "Note:") for note in drug.notes]
    return Sheet(
        id=drug.id,
        title=line(drugpage.title(drug)),
        lead=_said(drug.drug_class, refs),
        sections=(
            Section(kind="facts", said=tuple(first)),
            Section(kind="table", rows=rows),
            Section(kind="facts", said=tuple(rest)),
        ),
        references=_references(refs),
        related=(),
        words=tuple(line(name) for names in drug.names.values() for name in names),
        reviewed=line(drug.reviewed),
    )


def web_address(address: str) -> str | None:
    """Return an address as a link may hold it, or None for anything that is not plain http or https."""
    encoded = address.translate(_ENCODED)
    plain = re.fullmatch(r"https?://[\w.-]+(:\d+)?([/?#]\S*)?", encoded)
    return encoded if plain and encoded.isprintable() and REPLACEMENT not in encoded else None


def _said(passage: Passage, refs: page.References, label: str = "") -> Said:
    return Said(
        text=line(passage.text), label=label, refs=refs.of(passage.cites), bullet=passage.bullet and not label
    )


def _references(refs: page.References) -> tuple[Reference, ...]:
    return tuple(_reference(one, number, refs.library) for one, number in refs.numbers.items())


def _reference(id_: str, number: int, library: Library) -> Reference:
    source = library.source(id_)
    address = cite.link(source.item) or ""
    said = f"{cite.vancouver(source.item, address=False)} [{line(page.kind_name(source.kind))}]"
    return Reference(number=number, text=line(said), address=address, link=web_address(address))


def lists(said: Iterable[Said]) -> list[list[Said]]:
    """Return passages in runs: each run of bullets together, every other passage by itself."""
    runs: list[list[Said]] = []
    for one in said:
        if one.bullet and runs and runs[-1][-1].bullet:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs

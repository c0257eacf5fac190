"""The rules that types can't state: one generator each, listed in RULES by name."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from benzofaq.checking.fields import texts
from benzofaq.checking.pack import FILES, Pack
from benzofaq.checking.problem import Level, Problem, quote
from benzofaq.citing.item import is_safe
from benzofaq.records.library import ENTRIES_FILE, Library
from benzofaq.records.model import RESERVED, Drug, Entry, Passage, Record
from benzofaq.records.passages import cited, parts
from benzofaq.text import REPLACEMENT, clean

# Fewer wordings than this, the question among them, and an entry is hard to find.
FEW_WORDINGS = 3
# Characters of a passage beyond which nobody reads it.
LONG_TEXT = 1000
# Days after which a phone number has to be seen again.
STALE_DAYS = 365
# Least likeness (0 to 100) at which a known name is offered for a misspelt one.
ALIKE = 60

SOURCES, DRUGS, CONTACTS, EMERGENCIES = "sources.json", "drugs.json", "contacts.json", "emergencies.json"

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_PLACEHOLDERS = ("emergency", "poison", "crisis", "pet-poison")

Rule = Callable[[Pack], Iterator[Problem]]
RULES: dict[str, Rule] = {}


def rule(function: Rule) -> Rule:
    """Add a rule to RULES under its name with hyphens; problems get that name."""
    name = function.__name__.replace("_", "-")

    def named(pack: Pack) -> Iterator[Problem]:
        from msgspec.structs import replace

        return (replace(problem, rule=name) for problem in function(pack))

    RULES[name] = named
    return function


def _problem(
    pack: Pack, file: str, at: int, record: Record, message: str, field: str = "", level: Level = "error"
) -> Problem:
    return Problem(
        file=file, record=pack.place(file, at, record), field=field, message=message, level=level, rule=""
    )


def _records(pack: Pack) -> Iterator[tuple[str, int, Any]]:
    """Yield every record that is listed in a file, with its file and position."""
    for file in (pack.entries_file, SOURCES, DRUGS):
        for at, record in pack.listed.get(file, ()):
            yield file, at, record


def _nearest(wanted: str, known: Iterable[str]) -> str:
    """Return the words that offer a known name for one that is unknown; empty where none is near."""
    from rapidfuzz import fuzz, process

    near = process.extractOne(wanted[:60], sorted(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return f" Did you mean {quote(near[0])}?" if near else ""


@rule
def misnamed_file(pack: Pack) -> Iterator[Problem]:
    """Find files whose name is nearly one of the format's."""
    from rapidfuzz import fuzz

    absent = [name for name in FILES if name != ENTRIES_FILE and not pack.has(name)]
    for path in sorted(pack.folder.iterdir()) if pack.folder.is_dir() else ():
        for known in absent:
            if fuzz.ratio(path.name.lower(), known) >= ALIKE + 25:
                message = f"benzofaq does not read this file. Name it {known} if it is that one."
                yield Problem(file=path.name, message=message, level="warning", rule="")


@rule
def bad_character(pack: Pack) -> Iterator[Problem]:
    """Find characters that could steer a terminal, or hide or reorder what is beside them."""
    for file, at, record in _records(pack):
        for field, text in texts(record):
            bad = [char for char in text if char != REPLACEMENT and clean(char) == REPLACEMENT]
            if bad and not text.isprintable():
                message = f"contains U+{ord(bad[0]):04X}. Remove it."
                yield _problem(pack, file, at, record, message, field)


@rule
def line_break(pack: Pack) -> Iterator[Problem]:
    """Find line breaks in a text, which are printed as spaces."""
    for file, at, record in _records(pack):
        for field, text in texts(record):
            if not text.isprintable() and re.search(r"[\t\n\v\f\r\x85\u2028\u2029]", text):
                message = "has a line break or a tab, which is printed as a space. Make two passages."
                yield _problem(pack, file, at, record, message, field, "warning")


@rule
def empty_text(pack: Pack) -> Iterator[Problem]:
    """Find passages that are blank."""
    for file, at, record in _records(pack):
        if isinstance(record, Entry | Drug):
            for part, passage in parts(record):
                if not passage.text.strip():
                    yield _problem(pack, file, at, record, "is empty. Write the passage or remove it.", part)


@rule
def long_text(pack: Pack) -> Iterator[Problem]:
    """Find passages longer than people read."""
    for at, entry in pack.entries:
        for part, passage in parts(entry):
            if len(passage.text) > LONG_TEXT:
                message = f"has {len(passage.text)} characters. Cut it to {LONG_TEXT}, or make two of it."
                yield _problem(pack, pack.entries_file, at, entry, message, part, "warning")


@rule
def duplicate_id(pack: Pack) -> Iterator[Problem]:
    """Find records of one kind that share an id."""
    first: dict[tuple[str, str], int] = {}
    for file, at, record in _records(pack):
        id_ = record.name if isinstance(record, Drug) else record.id
        other = first.setdefault((file, id_), at)
        if other != at:
            yield _problem(pack, file, at, record, f"{quote(id_)} is the id of number {other} too.", "id")


@rule
def reserved_id(pack: Pack) -> Iterator[Problem]:
    """Find ids that mean something else to the program, or that a source has too."""
    sources = {source.id for _, source in pack.sources}
    for at, entry in pack.entries:
        if entry.id in RESERVED:
            message = f"{quote(entry.id)} means something else to the program. Choose another."
            yield _problem(pack, pack.entries_file, at, entry, message, "id")
        elif entry.id in sources:
            message = f"{quote(entry.id)} is also the id of a source, which `benzofaq cite` then means."
            yield _problem(pack, pack.entries_file, at, entry, message, "id", "warning")


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


@rule
def bad_date(pack: Pack) -> Iterator[Problem]:
    """Find review dates that no calendar has, or that lie in the future; a day's grace for time zones."""
    last = pack.today + datetime.timedelta(days=1)
    for file, at, record in _records(pack):
        reviewed = getattr(record, "reviewed", "")
        if reviewed and (day := _day(reviewed)) is None:
            message = f"{quote(reviewed)} is not a date. Write it as in 2026-01-31."
            yield _problem(pack, file, at, record, message, "reviewed")
        elif reviewed and day and day > last:
            message = f"{reviewed} lies in the future. Write the day of the review."
            yield _problem(pack, file, at, record, message, "reviewed")


@rule
def stale(pack: Pack) -> Iterator[Problem]:
    """Find lines and answers that are due to be looked at again."""
    contacts = pack.whole.get(CONTACTS)
    for at, contact in enumerate(contacts.contacts if contacts else ()):
        day = _day(contact.checked)
        if day is None or (pack.today - day).days > STALE_DAYS:
            message = f"was last seen on {contact.checked}. Call or look it up again."
            place = f"contacts[{at}] ({contact.name[:60]})"
            yield Problem(file=CONTACTS, record=place, message=message, level="warning", rule="")
    for at, entry in pack.entries:
        due = _day(entry.next_review)
        if due and due < pack.today:
            message = f"was due for review on {entry.next_review}."
            yield _problem(pack, pack.entries_file, at, entry, message, "next_review", "warning")


@rule
def unknown_topic(pack: Pack) -> Iterator[Problem]:
    """Find topics that are not listed, where topics are, and those without an entry."""
    if not pack.faq or not pack.faq.topics:
        return
    used = {entry.topic for _, entry in pack.entries}
    for at, entry in pack.entries:
        if entry.topic not in pack.faq.topics:
            near = _nearest(entry.topic, pack.faq.topics) or " Add it to topics."
            message = f"{quote(entry.topic)} is not in topics.{near}"
            yield _problem(pack, pack.entries_file, at, entry, message, "topic")
    for topic in pack.faq.topics.keys() - used:
        message = "no entry uses this topic. Use it, or remove it."
        yield Problem(
            file=pack.entries_file, field=f"topics.{topic}", message=message, level="warning", rule=""
        )


@rule
def unknown_related(pack: Pack) -> Iterator[Problem]:
    """Find related entries that do not exist, or that are the entry itself."""
    known = {entry.id for _, entry in pack.entries}
    for at, entry in pack.entries:
        for n, id_ in enumerate(entry.related):
            if id_ == entry.id:
                message = "names the entry itself. Remove it."
            elif id_ not in known:
                message = f"no entry has the id {quote(id_)}.{_nearest(id_, known) or ' Remove it.'}"
            else:
                continue
            yield _problem(pack, pack.entries_file, at, entry, message, f"related[{n}]")


@rule
def unexplained_grade(pack: Pack) -> Iterator[Problem]:
    """Find grades that a pack does not explain, where it explains others."""
    grades = pack.faq.grades if pack.faq else {}
    for at, entry in pack.entries if grades else ():
        if entry.evidence and entry.evidence.grade not in grades:
            message = f"grades does not explain {entry.evidence.grade!r}. Add it there."
            yield _problem(pack, pack.entries_file, at, entry, message, "evidence.grade", "warning")


def _folded(wording: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", wording.casefold()))


@rule
def same_wording(pack: Pack) -> Iterator[Problem]:
    """Find wordings without a word, and those of two entries: chance would decide which one answers."""
    first: dict[str, str] = {}
    for at, entry in pack.entries:
        for wording in (entry.question, *entry.aliases):
            key = _folded(wording)
            other = first.setdefault(key, entry.id) if key else ""
            if not key:
                message = f"{quote(wording)} holds no word. Write the question in words."
            elif other != entry.id:
                message = f"{quote(wording)} is a wording of {other} too. Leave it in one of them."
            else:
                continue
            yield _problem(pack, pack.entries_file, at, entry, message, "aliases")


@rule
def few_wordings(pack: Pack) -> Iterator[Problem]:
    """Find entries with too few wordings to be found by."""
    for at, entry in pack.entries:
        found = len({_folded(one) for one in (entry.question, *entry.aliases)} - {""})
        if found < FEW_WORDINGS:
            message = (
                f"has {found} wording{'s' * (found != 1)} with its question: it will be hard to find. "
                "Add some as people would type them."
            )
            yield _problem(pack, pack.entries_file, at, entry, message, "aliases", "warning")


@rule
def unknown_source(pack: Pack) -> Iterator[Problem]:
    """Find citations of sources that the pack does not hold."""
    if pack.has(SOURCES) and SOURCES not in pack.listed:
        return
    known = {source.id for _, source in pack.sources}
    why = "no source has this id" if pack.has(SOURCES) else "the pack has no sources.json"
    for file, at, record in _records(pack):
        for id_ in cited(parts(record)) if isinstance(record, Entry | Drug) else ():
            if id_ not in known:
                near = _nearest(id_, known) or " Add the source, or remove the citation."
                yield _problem(pack, file, at, record, f"{quote(id_)}: {why}.{near}", "cites")


@rule
def uncited_source(pack: Pack) -> Iterator[Problem]:
    """Find sources that nothing cites."""
    if any(one.rule in ("bad-json", "wrong-type", "unreadable-file") for one in pack.problems):
        return  # what cites it may be in a file that can't be read
    emergencies = pack.whole.get(EMERGENCIES)
    steps = [step for one in emergencies.kinds.values() for step in one.steps] if emergencies else []
    used = {id_ for step in steps for id_ in step.cites}
    for _, _, record in _records(pack):
        used |= cited(parts(record)).keys() if isinstance(record, Entry | Drug) else set()
    for at, source in pack.sources:
        if source.id not in used:
            message = "nothing cites this source. Cite it, or remove it."
            yield _problem(pack, SOURCES, at, source, message, "", "warning")


@rule
def unsourced_entry(pack: Pack) -> Iterator[Problem]:
    """Find answers without a source, in a pack that has sources."""
    for at, entry in pack.entries if pack.has(SOURCES) else ():
        if not cited(parts(entry)):
            message = "cites no source. Name one in cites."
            yield _problem(pack, pack.entries_file, at, entry, message, "", "warning")


@rule
def unreachable_source(pack: Pack) -> Iterator[Problem]:
    """Find sources that a reader can't open: no address, one that is not https, a DOI that is none."""
    for at, source in pack.sources:
        if not source.DOI and not source.URL:
            yield _problem(pack, SOURCES, at, source, "has neither URL nor DOI. Write one.", "", "warning")
        if source.DOI and not _DOI.fullmatch(source.DOI):
            message = (
                f"{quote(source.DOI)} is not a DOI. Write it as in 10.1000/182, without https://doi.org/"
            )
            yield _problem(pack, SOURCES, at, source, message, "DOI")
        if source.URL and not is_safe(source.URL):
            message = f"{quote(source.URL)} is not an https address: it is printed but never opened."
            yield _problem(pack, SOURCES, at, source, message, "URL", "warning")


@rule
def nameless_author(pack: Pack) -> Iterator[Problem]:
    """Find authors without a name that can be printed."""
    for at, source in pack.sources:
        for n, author in enumerate(source.author):
            if not (author.family or author.literal or author.given).strip():
                message = 'has no name. Write {"family": ..., "given": ...}, or {"literal": ...}.'
                yield _problem(pack, SOURCES, at, source, message, f"author[{n}]")


@rule
def shared_name(pack: Pack) -> Iterator[Problem]:
    """Find names that two drug cards have."""
    first: dict[str, str] = {}
    for at, drug in pack.drugs:
        for name in (drug.name, *drug.brands, *drug.names):
            if first.setdefault(_folded(name), drug.name) != drug.name:
                message = f"{quote(name)} is a name of {first[_folded(name)]} too. Leave it on one card."
                yield _problem(pack, DRUGS, at, drug, message, "names")


@rule
def missing_emergency(pack: Pack) -> Iterator[Problem]:
    """Find kinds of emergency that the bundled reader recognises and the pack has no steps for."""
    emergencies = pack.whole.get(EMERGENCIES)
    if not emergencies or (pack.faq and "emergency-check" in pack.faq.turn_off):
        return
    for kind in Library().emergencies.keys() - emergencies.kinds.keys():
        message = "is missing; the bundled steps are shown in its place."
        yield Problem(file=EMERGENCIES, field=f"kinds.{kind}", message=message, level="warning", rule="")


@rule
def unknown_placeholder(pack: Pack) -> Iterator[Problem]:
    """Find words in braces that no phone number replaces."""
    emergencies = pack.whole.get(EMERGENCIES)
    for kind, one in emergencies.kinds.items() if emergencies else ():
        for n, step in enumerate((Passage(text=one.act or one.title), *one.steps)):
            for found in set(re.findall(r"\{([^{}]*)\}", step.text)) - set(_PLACEHOLDERS):
                known = ", ".join(f"{{{name}}}" for name in _PLACEHOLDERS)
                message = f"nothing replaces {quote('{' + found + '}')}. Write one of: {known}."
                field = f"kinds.{kind}.do[{n - 1}]" if n else f"kinds.{kind}.act"
                yield Problem(file=EMERGENCIES, field=field, message=message, rule="")


@rule
def unknown_kind(pack: Pack) -> Iterator[Problem]:
    """Find lines of a kind or a region that has no name."""
    if not (contacts := pack.whole.get(CONTACTS)):
        return
    for at, contact in enumerate(contacts.contacts):
        for field, known in (("kind", contacts.kinds), ("region", contacts.regions)):
            if (value := getattr(contact, field)) not in known:
                message = f"{quote(value)} is not in {field}s.{_nearest(value, known) or ' Add it there.'}"
                place = f"contacts[{at}] ({contact.name[:60]})"
                yield Problem(file=CONTACTS, record=place, field=field, message=message, rule="")

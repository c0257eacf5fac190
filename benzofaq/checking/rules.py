"""Check what types can't state about a pack: each rule yields places and what is wrong there."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator

from benzofaq.checking.pack import Pack
from benzofaq.checking.problem import Level, Place, quote
from benzofaq.records.contacts import ENGLISH
from benzofaq.records.library import CONTACTS, SOURCES
from benzofaq.records.model import RESERVED, Drug
from benzofaq.records.passages import cited, parts, sourced
from benzofaq.text import BREAKS, REPLACEMENT, clean, is_safe

# Least likeness (0 to 100) at which a known name is offered for a misspelt one, and one at which a file is
# taken for a misnamed one.
ALIKE, ALIKE_FILES = 60, 85

# Days after which a phone number has to be seen again.
STALE_DAYS = 365

# Fewer wordings than this, the question among them, and an entry is hard to find.
FEW_WORDINGS = 3

Found = Iterator[tuple[Place, str]]
Rule = Callable[[Pack], Found]
RULES: dict[str, tuple[Level, Rule]] = {}


def rule(level: Level = "error") -> Callable[[Rule], Rule]:
    """Add a function to RULES under its name with hyphens."""

    def add(function: Rule) -> Rule:
        RULES[function.__name__.replace("_", "-")] = level, function
        return function

    return add


def _nearest(wanted: str, known: Iterable[str], otherwise: str) -> str:
    """Return the question whether a known name is meant, or what to do where none is near."""
    from rapidfuzz import fuzz, process

    near = process.extractOne(wanted[:60], sorted(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return f"Did you mean {quote(near[0])}?" if near else otherwise


def _day(text: str) -> datetime.date | None:
    """Return a date as in 2026-01-31; None where the text is none."""
    try:
        return datetime.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _folded(wording: str) -> str:
    """Return the words of a text in small letters."""
    return " ".join(re.findall(r"[^\W_]+", wording.casefold()))


@rule()
def unknown_placeholder(pack: Pack) -> Found:
    """Find words in braces that no phone number replaces."""
    known = ", ".join(f"{{{name}}}" for name in ENGLISH.unknown)
    for place, one in pack.steps:
        texts = {"title": one.title, "act": one.act, "act_no_text": one.act_no_text}
        texts |= {f"do[{at}]": step.text for at, step in enumerate(one.steps)}
        for field, text in texts.items():
            for found in dict.fromkeys(re.findall(r"\{[^{}]*\}", text)):
                if found[1:-1] not in ENGLISH.unknown:
                    yield place.at(field), f"nothing replaces {quote(found)}. Write one of: {known}."


@rule()
def unknown_kind(pack: Pack) -> Found:
    """Find lines of a kind or a region that has no name, and emergencies that call such a kind."""
    if not pack.contacts:
        return
    kinds, regions = pack.contacts.kinds, pack.contacts.regions
    named = f"the kinds of {CONTACTS}"
    used = [
        *((place.at("kind"), line.kind, "kinds", kinds) for place, line in pack.lines),
        *((place.at("region"), line.region, "regions", regions) for place, line in pack.lines),
        *((place.at("call"), kind, named, kinds) for place, one in pack.steps for kind in one.call),
    ]
    for place, value, where, known in used:
        if value not in known:
            yield place, f"{quote(value)} is not in {where}. {_nearest(value, known, 'Add it there.')}"


@rule("warning")
def stale(pack: Pack) -> Found:
    """Find lines and answers that are due to be looked at again."""
    for place, contact in pack.lines:
        seen = _day(contact.checked)
        if seen is None or (pack.today - seen).days > STALE_DAYS:
            yield place.at("checked"), f"was last seen on {contact.checked}. Look it up again."
    for place, entry in pack.entries:
        due = _day(entry.next_review)
        if due and due < pack.today:
            yield place.at("next_review"), f"was due for review on {entry.next_review}."


@rule()
def duplicate_id(pack: Pack) -> Found:
    """Find records of one kind that share an id."""
    first: dict[tuple[str, str], str] = {}
    for place, record in pack.everything():
        id_ = record.name if isinstance(record, Drug) else getattr(record, "id", "")
        other = first.setdefault((place.file, id_), place.record)
        if id_ and other != place.record:
            yield place.at("id"), f"{quote(id_)} is the id of {other.split(' ')[0]} too."


@rule()
def reserved_id(pack: Pack) -> Found:
    """Find ids that mean something else to the program."""
    for place, entry in pack.entries:
        if entry.id in RESERVED:
            yield place.at("id"), f"{quote(entry.id)} means something else to the program. Choose another."


@rule("warning")
def shared_id(pack: Pack) -> Found:
    """Find ids that a source has too."""
    sources = {source.id for _, source in pack.sources}
    for place, entry in pack.entries:
        if entry.id in sources:
            yield place.at("id"), f"{quote(entry.id)} is the id of a source too, which `cite` then means."


@rule()
def unknown_topic(pack: Pack) -> Found:
    """Find topics that are not listed, where topics are."""
    topics = pack.faq.topics if pack.faq else {}
    for place, entry in pack.entries if topics else ():
        if entry.topic not in topics:
            near = _nearest(entry.topic, topics, "Add it to topics.")
            yield place.at("topic"), f"{quote(entry.topic)} is not in topics. {near}"


@rule("warning")
def unused_topic(pack: Pack) -> Found:
    """Find topics without an entry, unless one that can't be read may have it."""
    used = {entry.topic for _, entry in pack.entries}
    for topic in pack.faq.topics if pack.faq and not pack.broken(pack.entries_file) else ():
        if topic not in used:
            yield Place(pack.entries_file, f"topics.{topic}"), "no entry uses this topic. Remove it."


@rule()
def unknown_related(pack: Pack) -> Found:
    """Find related entries that do not exist, or that are the entry itself."""
    known = {entry.id for _, entry in pack.entries}
    whole = not pack.broken(pack.entries_file)  # else it may be one that can't be read
    for place, entry in pack.entries:
        for at, id_ in enumerate(entry.related):
            if id_ == entry.id:
                yield place.at(f"related[{at}]"), "names the entry itself. Remove it."
            elif whole and id_ not in known:
                near = _nearest(id_, known, "Remove it.")
                yield place.at(f"related[{at}]"), f"no entry has the id {quote(id_)}. {near}"


@rule()
def same_wording(pack: Pack) -> Found:
    """Find wordings without a word, and those of two entries: chance would decide which one answers."""
    first: dict[str, str] = {}
    for place, entry in pack.entries:
        for wording in (entry.question, *entry.aliases):
            key, quoted = _folded(wording), quote(wording)
            other = first.setdefault(key, entry.id)
            if not key:
                yield place.at("aliases"), f"{quoted} contains no word. Write it in words."
            elif other != entry.id:
                yield place.at("aliases"), f"{quoted} is a wording of {other} too. Leave it in one of them."


@rule("warning")
def few_wordings(pack: Pack) -> Found:
    """Find entries with too few wordings to be found by."""
    for place, entry in pack.entries:
        held = len({_folded(one) for one in (entry.question, *entry.aliases)} - {""})
        if held < FEW_WORDINGS:
            message = f"has {held} wording{'s' * (held != 1)} with its question: it will be hard to find."
            yield place.at("aliases"), f"{message} Add some as people would type them."


@rule()
def shared_name(pack: Pack) -> Found:
    """Find names that two drug cards have."""
    first: dict[str, str] = {}
    for place, drug in pack.drugs:
        for name in (drug.name, *drug.brands, *drug.names):
            other = first.setdefault(_folded(name), drug.name)
            if other != drug.name:
                yield place.at("names"), f"{quote(name)} is a name of {other} too. Leave it on one card."


@rule()
def unknown_source(pack: Pack) -> Found:
    """Find citations of sources that the pack does not hold."""
    if pack.broken(SOURCES):
        return
    known = {source.id for _, source in pack.sources}
    why = "no source has this id" if pack.has(SOURCES) else "the pack has no sources.json"
    for place, record in pack.citing():
        for part, passage in sourced(record):
            for id_ in passage.cites:
                if id_ not in known:
                    near = _nearest(id_, known, "Add the source, or remove the citation.")
                    yield place.at(part), f"{quote(id_)}: {why}. {near}"


@rule("warning")
def uncited_source(pack: Pack) -> Found:
    """Find sources that nothing cites, unless what cites them may be in a file that can't be read."""
    used = {id_ for _, record in pack.citing() for id_ in cited(sourced(record))}
    for place, source in pack.sources if not any(map(pack.broken, pack.files)) else ():
        if source.id not in used:
            yield place, "nothing cites this source. Cite it, or remove it."


@rule("warning")
def unsourced_entry(pack: Pack) -> Found:
    """Find answers without a source, in a pack that has sources."""
    for place, entry in pack.entries if pack.has(SOURCES) else ():
        if not cited(parts(entry)):
            yield place, "cites no source. Name one in cites."


@rule()
def not_a_doi(pack: Pack) -> Found:
    """Find DOIs that are none, or whole addresses."""
    for place, source in pack.sources:
        if source.DOI and not re.fullmatch(r"10\.\d{4,9}/\S+", source.DOI):
            form = "Write it as in 10.1000/182, without https://doi.org/"
            yield place.at("DOI"), f"{quote(source.DOI)} is not a DOI. {form}"


@rule("warning")
def unreachable_source(pack: Pack) -> Found:
    """Find sources that a reader can't open: without an address, or with one that is not https."""
    for place, source in pack.sources:
        if not source.DOI and not source.URL:
            yield place, "has neither URL nor DOI. Write one."
        elif source.URL and not is_safe(source.URL):
            url = quote(source.URL)
            yield place.at("URL"), f"{url} is not an https address: it is printed but never opened."


@rule("warning")
def misnamed_file(pack: Pack) -> Found:
    """Find files whose name is nearly one of the format's."""
    from rapidfuzz import fuzz

    absent = [name for name in pack.files if not pack.has(name)]
    for path in sorted(pack.folder.iterdir()) if pack.folder.is_dir() else ():
        for known in absent:
            if fuzz.ratio(path.name.lower(), known) >= ALIKE_FILES:
                meant = f"Name it {known} if it is that one."
                yield Place(path.name), f"benzofaq does not read this file. {meant}"


@rule()
def bad_character(pack: Pack) -> Found:
    """Find characters that could steer a terminal, or hide or reorder what is beside them."""
    for place, text in pack.unprintable():
        bad = BREAKS.sub("", text).replace(REPLACEMENT, "")
        steering = next((char for char in bad if clean(char) == REPLACEMENT), "")
        if steering:
            yield place, f"contains U+{ord(steering):04X}. Remove it."


@rule("warning")
def line_break(pack: Pack) -> Found:
    """Find line breaks in a text, which are printed as spaces."""
    for place, text in pack.unprintable():
        if BREAKS.search(text):
            yield place, "has a line break or a tab, which is printed as a space. Make two passages."


@rule()
def bad_date(pack: Pack) -> Found:
    """Find review dates that no calendar has, or that lie in the future; a day's grace for time zones."""
    whole = [(Place(file), record) for file, record in pack.whole.items()]
    for place, record in (*whole, *pack.everything()):
        reviewed = getattr(record, "reviewed", "")
        read = _day(reviewed)
        if reviewed and read is None:
            yield place.at("reviewed"), f"{quote(reviewed)} is not a date. Write it as in 2026-01-31."
        elif read and read > pack.today + datetime.timedelta(days=1):
            yield place.at("reviewed"), f"{reviewed} lies in the future. Write the day of the review."

"""Rules on entries and drug cards: their ids, topics, neighbours, wordings and names."""

from __future__ import annotations

from collections.abc import Iterator

from benzofaq.checking.pack import Pack
from benzofaq.checking.problem import Place, quote
from benzofaq.checking.rules.rule import folded, nearest, rule
from benzofaq.records.model import RESERVED, Drug

# Fewer wordings than this, the question among them, and an entry is hard to find.
FEW_WORDINGS = 3


@rule()
def duplicate_id(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find records of one kind that share an id."""
    first: dict[tuple[str, str], str] = {}
    for place, record in pack.everything():
        id_ = record.name if isinstance(record, Drug) else getattr(record, "id", "")
        other = first.setdefault((place.file, id_), place.record)
        if id_ and other != place.record:
            yield place.at("id"), f"{quote(id_)} is the id of {other.split(' ')[0]} too."


@rule()
def reserved_id(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find ids that mean something else to the program."""
    for place, entry in pack.entries:
        if entry.id in RESERVED:
            yield place.at("id"), f"{quote(entry.id)} means something else to the program. Choose another."


@rule("warning")
def shared_id(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find ids that a source has too."""
    sources = {source.id for _, source in pack.sources}
    for place, entry in pack.entries:
        if entry.id in sources:
            yield place.at("id"), f"{quote(entry.id)} is the id of a source too, which `cite` then means."


@rule()
def unknown_topic(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find topics that are not listed, where topics are."""
    topics = pack.faq.topics if pack.faq else {}
    for place, entry in pack.entries if topics else ():
        if entry.topic not in topics:
            near = nearest(entry.topic, topics) or " Add it to topics."
            yield place.at("topic"), f"{quote(entry.topic)} is not in topics.{near}"


@rule("warning")
def unused_topic(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find topics without an entry, unless one that can't be read may have it."""
    used = {entry.topic for _, entry in pack.entries}
    for topic in pack.faq.topics if pack.faq and not pack.broken(pack.entries_file) else ():
        if topic not in used:
            yield Place(pack.entries_file, f"topics.{topic}"), "no entry uses this topic. Remove it."


@rule()
def unknown_related(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find related entries that do not exist, or that are the entry itself."""
    known = {entry.id for _, entry in pack.entries}
    whole = not pack.broken(pack.entries_file)  # else it may be one that can't be read
    for place, entry in pack.entries:
        for at, id_ in enumerate(entry.related):
            if id_ == entry.id:
                yield place.at(f"related[{at}]"), "names the entry itself. Remove it."
            elif whole and id_ not in known:
                near = nearest(id_, known) or " Remove it."
                yield place.at(f"related[{at}]"), f"no entry has the id {quote(id_)}.{near}"


@rule("warning")
def unexplained_grade(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find grades that a pack does not explain, where it explains others."""
    grades = pack.faq.grades if pack.faq else {}
    for place, entry in pack.entries if grades else ():
        if entry.evidence and entry.evidence.grade not in grades:
            yield place.at("evidence.grade"), f"grades does not explain {entry.evidence.grade!r}."


@rule()
def same_wording(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find wordings without a word, and those of two entries: chance would decide which one answers."""
    first: dict[str, str] = {}
    for place, entry in pack.entries:
        for wording in (entry.question, *entry.aliases):
            key = folded(wording)
            other = first.setdefault(key, entry.id)
            if not key:
                yield place.at("aliases"), f"{quote(wording)} holds no word. Write it in words."
            elif other != entry.id:
                message = f"{quote(wording)} is a wording of {other} too. Leave it in one of them."
                yield place.at("aliases"), message


@rule("warning")
def few_wordings(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find entries with too few wordings to be found by."""
    for place, entry in pack.entries:
        held = len({folded(one) for one in (entry.question, *entry.aliases)} - {""})
        if held < FEW_WORDINGS:
            said = f"has {held} wording{'s' * (held != 1)} with its question: it will be hard to find."
            yield place.at("aliases"), f"{said} Add some as people would type them."


@rule()
def shared_name(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find names that two drug cards have."""
    first: dict[str, str] = {}
    for place, drug in pack.drugs:
        for name in (drug.name, *drug.brands, *drug.names):
            other = first.setdefault(folded(name), drug.name)
            if other != drug.name:
                yield place.at("names"), f"{quote(name)} is a name of {other} too. Leave it on one card."

"""Turn records into what `--json` prints: plain dicts of one documented shape (docs/json.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import asdict

from benzofaq.citing import styles
from benzofaq.reading.reply import Match, Reply
from benzofaq.records.contacts import Lines
from benzofaq.records.library import Library
from benzofaq.records.model import Drug, Entry, Passage
from benzofaq.records.passages import Citing, cited, parts
from benzofaq.records.sources import Source

# Raised when a field changes its meaning or goes; a new field does not raise it.
SCHEMA = "benzofaq/1"


def document(command: str, library: Library, **fields: Any) -> dict[str, Any]:
    """Return the object that a command prints: its schema, its name, whose data, their date, its fields."""
    head = {"schema": SCHEMA, "command": command, "reviewed": library.reviewed, "data": origin(library)}
    return head | fields


def origin(library: Library) -> dict[str, str] | None:
    """Return the name and the file of data that are not the bundled ones; None for those."""
    if library.bundled:
        return None
    return {"name": library.name, "file": str(library.folder / library.entries_file)}


def passage(one: Passage | None) -> dict[str, Any] | None:
    """Return a passage with all its fields."""
    return None if one is None else asdict(one)


def entry(one: Entry, library: Library) -> dict[str, Any]:
    """Return an entry with its passages; each names its sources by id."""
    evidence, claim = one.evidence, one.page_claim
    return {
        **asdict(one),
        "short": passage(one.short),
        "points": list(map(passage, one.points)),
        "urgent": passage(one.urgent),
        "details": list(map(passage, one.details)),
        "evidence": evidence
        and {
            "grade": evidence.grade,
            "means": library.grades.get(evidence.grade, ""),
            "why": passage(evidence.why),
            "unknown": passage(evidence.unknown),
        },
        "page_claim": claim
        and {"claim": claim.claim, "holds": claim.holds, "verdict": passage(claim.verdict)},
    }


def drug(one: Drug) -> dict[str, Any]:
    """Return a drug card; half-lives are in hours."""
    named = ("uses", "onset", "metabolism", "schedule", "mixing")
    return {
        "id": one.id,
        "name": one.name,
        "group": one.group,
        "kind": one.kind,
        "class": passage(one.drug_class),
        "brands": one.brands,
        "half_life_hours": [asdict(half_life) for half_life in one.half_lives],
        **{name: passage(getattr(one, name)) for name in named},
        "notes": list(map(passage, one.notes)),
        "reviewed": one.reviewed,
    }


def source(one: Source) -> dict[str, Any]:
    """Return a source: its id, its kind of evidence, its reference, its address, and its CSL-JSON item."""
    return {
        "id": one.id,
        "kind": one.kind,
        "vancouver": styles.vancouver(one.item),
        "url": styles.link(one.item),
        "csl": one.item,
    }


def listed_source(one: Source, citing: Citing) -> dict[str, Any]:
    """Return a source with the ids of the entries and drug cards that cite it."""
    return {**source(one), "short": styles.short(one.item), **asdict(citing)}


def citations(sources: Iterable[Source], style: styles.Style | None) -> dict[str, Any]:
    """Return references in a style, as one text: the file that `benzofaq cite` writes; {} without a style."""
    if style is None:
        return {}
    return {"citations": {"style": style, "text": styles.write((one.item for one in sources), style)}}


def record(id_: str, library: Library) -> dict[str, Any]:
    """Return the entry or the drug card of an id with its sources, in the order of their first citation."""
    found = library.record(id_)
    sources = [source(library.source(one)) for one in cited(parts(found))]
    if isinstance(found, Drug):
        return {"drug": drug(found), "sources": sources}
    return {"entry": entry(found, library), "sources": sources}


def matches(found: Sequence[Match]) -> list[dict[str, Any]]:
    """Return matches, best first."""
    return [{"id": match.id, "question": match.question, "score": round(match.score, 3)} for match in found]


def reply(one: Reply, library: Library, lines: Lines, *, explain: bool = False) -> dict[str, Any]:
    """Return what the matcher replied; `help` holds what to do in an emergency, and is null otherwise."""
    out: dict[str, Any] = {
        "question": one.question,
        "status": one.state,
        "emergency": one.emergency is not None,
        "quiet": one.quiet,
        "language": one.language,
        "matches": matches(one.matches),
        "also": matches(one.also),
        "reason": one.reason,
        "help": emergency(one.emergency, library, lines) if one.emergency else None,
        "data": origin(library),
    }
    if explain:
        why = one.explanation
        out["explanation"] = {
            "words": why.words,
            "drugs": why.drugs,
            "reasons": [{"feature": name, "weight": round(weight, 3)} for name, weight in why.reasons],
            "runners_up": matches(why.runners_up),
        }
    return out


def emergency(kind: str, library: Library, lines: Lines) -> dict[str, Any]:
    """Return what to do in an emergency and whom to call, the numbers of the region filled in."""
    found = library.emergency(kind)
    return {
        "kind": kind,
        "act": lines.fill(found.act or found.title, numbers_only=True),
        "title": lines.fill(found.title),
        "steps": [{"text": lines.fill(step.text), "cites": step.cites} for step in found.steps],
        "place": lines.place,
        "contacts": [asdict(one) for wanted in found.call for one in lines.of_kind(wanted)],
    }


def export(entries: Sequence[Entry], cards: Sequence[Drug], library: Library) -> dict[str, Any]:
    """Return entries and cards with all the sources that they cite, each once."""
    records: list[Entry | Drug] = [*entries, *cards]
    ids = dict.fromkeys(id_ for one in records for id_ in cited(parts(one)))
    return document(
        "export",
        library,
        entries=[entry(one, library) for one in entries],
        drugs=[drug(one) for one in cards],
        sources=[source(library.source(id_)) for id_ in ids],
    )


def answer(reply: Reply, library: Library, style: styles.Style | None) -> dict[str, Any]:
    """Return the record that answers a question, with its references in a style; {} where none does."""
    if reply.state != "answer":
        return {}
    id_ = reply.matches[0].id
    cited_ids = cited(parts(library.record(id_)))
    return record(id_, library) | citations((library.source(one) for one in cited_ids), style)

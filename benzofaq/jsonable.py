"""Turn records into what `--json` prints: plain dicts of one documented shape (see docs in README)."""

from collections.abc import Iterable, Sequence
from typing import Any

from benzofaq import cite
from benzofaq.contacts import Lines
from benzofaq.library import Library, drug_passages, passages
from benzofaq.model import Contact, Drug, Entry, Match, Passage, Reply, Source, Style
from benzofaq.record import as_dict
from benzofaq.uses import Citing, Use

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


def entry(one: Entry, library: Library) -> dict[str, Any]:
    """Return an entry with its passages; each names its sources by id."""
    return {
        "id": one.id,
        "topic": one.topic,
        "question": one.question,
        "aliases": list(one.aliases),
        "short": _passage(one.short),
        "answer": [_passage(passage) for passage in one.answer],
        "evidence": one.evidence
        and {
            "grade": one.evidence.grade,
            "means": library.grades.get(one.evidence.grade, ""),
            "why": _passage(one.evidence.why),
            "unknown": _passage(one.evidence.unknown),
        },
        "seed": one.seed
        and {"claim": one.seed.claim, "holds": one.seed.holds, "verdict": _passage(one.seed.verdict)},
        "related": list(one.related),
        "safety": [
            {"id": note, **_passage(library.notes[note])} for note in one.safety if note in library.notes
        ],
        "reviewed": one.reviewed,
    }


def drug(one: Drug) -> dict[str, Any]:
    """Return a drug card; half-lives are in hours."""
    return {
        "id": one.id,
        "name": one.name,
        "group": one.group,
        "class": _passage(one.drug_class),
        "brands": list(one.brands),
        "half_life_hours": [
            {
                "what": half_life.what,
                "low": half_life.low,
                "high": half_life.high,
                "note": half_life.note,
                "cites": list(half_life.cites),
            }
            for half_life in one.half_lives
        ],
        **{
            key: value and _passage(value)
            for key, value in (
                ("uses", one.uses),
                ("onset", one.onset),
                ("metabolism", one.metabolism),
                ("schedule", one.schedule),
            )
        },
        "notes": [_passage(note) for note in one.notes],
        "reviewed": one.reviewed,
    }


def source(one: Source) -> dict[str, Any]:
    """Return a source: its id, its kind of evidence, its reference, its address, and its CSL-JSON item."""
    return {
        "id": one.id,
        "kind": one.kind,
        "vancouver": cite.vancouver(one.item),
        "url": cite.link(one.item),
        "csl": dict(one.item),
    }


def listed_source(one: Source, citing: Citing) -> dict[str, Any]:
    """Return a source with the ids of the entries and drug cards that cite it."""
    return {
        **source(one),
        "short": cite.short(one.item),
        "entries": list(citing.entries),
        "cards": list(citing.cards),
    }


def use(one: Use) -> dict[str, Any]:
    """Return a passage that cites a source."""
    return as_dict(one)


def citations(sources: Iterable[Source], style: Style) -> dict[str, Any]:
    """Return references in a style, as one text: the file that `benzofaq cite` writes."""
    return {"citations": {"style": style, "text": cite.write((one.item for one in sources), style)}}


def sources_of(cited: Iterable[Passage], library: Library) -> list[dict[str, Any]]:
    """Return the sources of passages in the order in which they are first cited."""
    ids = dict.fromkeys(one for passage in cited for one in passage.cites)
    return [source(library.source(one)) for one in ids]


def record(id_: str, library: Library) -> dict[str, Any]:
    """Return the entry or the drug card of an id with its sources."""
    if id_.startswith("drug:"):
        card = library.drugs[id_.removeprefix("drug:")]
        return {"drug": drug(card), "sources": sources_of(drug_passages(card), library)}
    found = library.entries[id_]
    return {
        "entry": entry(found, library),
        "sources": sources_of(passages(found, library.notes), library),
    }


def contact(one: Contact) -> dict[str, Any]:
    """Return a line to call."""
    return as_dict(one)


def matches(found: Sequence[Match]) -> list[dict[str, Any]]:
    """Return matches, best first."""
    return [{"id": match.id, "question": match.question, "score": round(match.score, 3)} for match in found]


def reply(one: Reply, library: Library, lines: Lines, explain: bool = False) -> dict[str, Any]:
    """Return what the matcher said; `help` holds what to do in an emergency, and is null otherwise."""
    out: dict[str, Any] = {
        "question": one.question,
        "status": one.state,
        "emergency": one.emergency is not None,
        "matches": matches(one.matches),
        "also": matches(one.also),
        "reason": one.reason,
        "help": None,
        "data": origin(library),
    }
    if one.emergency:
        emergency = library.emergency(one.emergency)
        out["help"] = {
            "kind": emergency.kind,
            "title": emergency.title,
            "steps": [{"text": lines.fill(step.text), "cites": list(step.cites)} for step in emergency.steps],
            "place": lines.place,
            "contacts": [contact(line) for line in lines.own if line.kind in emergency.call],
        }
    if explain:
        why = one.explanation
        out["explanation"] = {
            "words": [list(pair) for pair in why.words],
            "drugs": [list(pair) for pair in why.drugs],
            "reasons": [{"feature": name, "weight": round(weight, 3)} for name, weight in why.reasons],
            "runners_up": matches(why.runners_up),
        }
    return out


def _passage(one: Passage) -> dict[str, Any]:
    return {"text": one.text, "bullet": one.bullet, "cites": list(one.cites)}

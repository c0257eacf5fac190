"""Turn records into what `--json` prints: plain dicts of one documented shape (docs/json.md)."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from benzofaq.citing import styles
from benzofaq.pages.reply import told
from benzofaq.reading.reply import Match, Reply
from benzofaq.records.contacts import Language, Lines
from benzofaq.records.library import Library
from benzofaq.records.model import Drug, Entry
from benzofaq.records.passages import Citing, cited, sourced
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


def plain(value: Any) -> Any:
    """Return a record, and each in it, as a dict of all its fields: encoded, it would lack the empty ones."""
    if isinstance(value, Struct):
        return {name: plain(one) for name, one in asdict(value).items()}
    return tuple(map(plain, value)) if isinstance(value, tuple) else value


def entry(one: Entry, library: Library) -> dict[str, Any]:
    """Return an entry with its passages; each names its sources by id."""
    fields: dict[str, Any] = plain(one)
    if one.evidence:
        grade = one.evidence.grade
        fields["evidence"] = {"grade": grade, "means": library.grades.get(grade, "")} | fields["evidence"]
    return fields


def drug(one: Drug) -> dict[str, Any]:
    """Return a drug card; half-lives are in hours."""
    renamed = {"drug_class": "class", "half_lives": "half_life_hours"}
    fields = {renamed.get(name, name): value for name, value in plain(one).items() if name != "names"}
    return {"id": one.id, **fields}


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


def record(id_: str, library: Library, style: styles.Style | None = None) -> dict[str, Any]:
    """Return the entry or the drug card of an id with its sources, in the order of their first citation."""
    found = library.record(id_)
    sources = [library.source(one) for one in cited(sourced(found))]
    shown = {"drug": drug(found)} if isinstance(found, Drug) else {"entry": entry(found, library)}
    return {**shown, "sources": list(map(source, sources)), **citations(sources, style)}


def answer(reply: Reply, library: Library, style: styles.Style | None) -> dict[str, Any]:
    """Return the record that answers a question, with its references in a style; {} where none does."""
    return record(reply.matches[0].id, library, style) if reply.state == "answer" else {}


def matches(found: Sequence[Match]) -> list[dict[str, Any]]:
    """Return matches, best first."""
    return [{"id": match.id, "question": match.question, "score": round(match.score, 3)} for match in found]


def reply(one: Reply, library: Library, lines: Lines, *, explain: bool = False) -> dict[str, Any]:
    """Return what the matcher replied; `help` holds what to do in an emergency, and is null otherwise."""
    why, language = one.explanation, library.language(one.language)
    out = {
        "question": one.question,
        "status": one.state,
        "emergency": one.emergency is not None,
        "quiet": one.quiet,
        "language": one.language,
        "matches": matches(one.matches),
        "also": matches(one.also),
        "reason": one.reason,
        "help": emergency(one.emergency, library, lines, language) if one.emergency else None,
        "data": origin(library),
    }
    reasons = [{"feature": name, "weight": round(weight, 3)} for name, weight in why.reasons]
    more = {"drugs": why.drugs, "reasons": reasons, "runners_up": matches(why.runners_up)}
    return out | ({"explanation": more} if explain else {})


def emergency(kind: str, library: Library, lines: Lines, language: Language | None) -> dict[str, Any]:
    """Return what to do in an emergency and whom to call, the numbers of the region filled in."""
    found = library.emergency(kind)
    act, steps = told(kind, library, lines, language)
    return {
        "kind": kind,
        "act": act,
        "title": lines.fill(found.title),
        "steps": [{"text": step.text, "cites": step.cites} for step in steps],
        "place": lines.place,
        "contacts": [asdict(one) for wanted in found.call for one in lines.of_kind(wanted)],
    }


def export(records: Sequence[Entry | Drug], library: Library) -> dict[str, Any]:
    """Return entries and cards with all the sources that they cite, each once."""
    ids = cited(part for one in records for part in sourced(one))
    return document(
        "export",
        library,
        entries=[entry(one, library) for one in records if isinstance(one, Entry)],
        drugs=[drug(one) for one in records if isinstance(one, Drug)],
        sources=[source(library.source(id_)) for id_ in ids],
    )

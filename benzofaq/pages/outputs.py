"""The shape of what `--json` prints, as types: docs/output.schema.json is written from them, tests hold it."""

from __future__ import annotations

from typing import Any, Literal

from benzofaq.records.model import Contact, Grade, Group, Passage, Record, Verdict


class Document(Record, tag_field="command"):
    """What every command prints: whose data answered, and of which day."""

    schema: Literal["benzofaq/1"]
    reviewed: str
    data: dict[str, str] | None


class MatchOut(Record):
    """A record that may answer, with the chance (0 to 1) that it does."""

    id: str
    question: str
    score: float


class HelpOut(Record):
    """What to do in an emergency: the numbers are those of the reader's country."""

    kind: str
    act: str
    title: str
    place: str
    steps: list[dict[str, Any]]
    contacts: list[Contact]


class EvidenceOut(Record):
    """How strong the evidence is, what that grade means, why, and what is not known."""

    grade: Grade
    means: str
    why: Passage
    unknown: Passage


class ClaimOut(Record):
    """What a web page claims and whether it holds."""

    claim: str
    holds: Verdict
    verdict: Passage


class EntryOut(Record):
    """An entry."""

    id: str
    topic: str
    question: str
    aliases: list[str]
    short: Passage
    points: list[Passage]
    urgent: Passage | None
    details: list[Passage]
    evidence: EvidenceOut | None
    page_claim: ClaimOut | None
    related: list[str]
    reviewed: str
    next_review: str


class DrugOut(Record):
    """A drug card; half-lives are in hours."""

    id: str
    name: str
    group: Group
    kind: str
    brands: list[str]
    half_life_hours: list[dict[str, Any]]
    uses: Passage | None
    onset: Passage | None
    metabolism: Passage | None
    schedule: Passage | None
    mixing: Passage | None
    notes: list[Passage]
    reviewed: str


class SourceOut(Record):
    """A source: its reference, its address and its CSL-JSON item."""

    id: str
    kind: str
    vancouver: str
    url: str | None
    csl: dict[str, Any]


class ReplyOut(Record):
    """A reply: one line of `ask --batch --json`, and the fields of `ask --json`."""

    question: str
    status: Literal["answer", "suggest", "none"]
    emergency: bool
    quiet: bool
    language: str
    matches: list[MatchOut]
    also: list[MatchOut]
    reason: str
    help: HelpOut | None
    data: dict[str, str] | None
    schema: Literal["benzofaq/1"] | None = None
    command: Literal["ask"] | None = None
    reviewed: str = ""
    entry: EntryOut | None = None
    drug: DrugOut | None = None
    sources: list[SourceOut] = []
    citations: dict[str, str] | None = None
    explanation: dict[str, Any] | None = None


class ShowOut(Document, tag="show"):
    """What `show`, `drug` and `random` print."""

    entry: EntryOut | None = None
    drug: DrugOut | None = None
    sources: list[SourceOut] = []
    citations: dict[str, str] | None = None


class DrugCardOut(ShowOut, tag="drug"):
    """What `drug` prints."""


class RandomOut(ShowOut, tag="random"):
    """What `random` prints."""


class ListOut(Document, tag="list"):
    """What `list` prints."""

    topics: dict[str, str]
    entries: list[dict[str, str]]


class SearchOut(Document, tag="search"):
    """What `search` prints."""

    matches: list[dict[str, str]]


class DrugsOut(Document, tag="drugs"):
    """What `drugs` prints."""

    drugs: list[DrugOut]


class ContactsOut(Document, tag="contacts"):
    """What `contacts` prints."""

    region: str
    contacts: list[Contact]


class EmergencyOut(Document, tag="emergency"):
    """What `emergency` prints."""

    help: HelpOut


class SourcesOut(Document, tag="sources"):
    """What `sources` prints: a list, or one source with what cites it."""

    sources: list[dict[str, Any]] = []
    source: SourceOut | None = None
    cited_by: list[dict[str, str]] = []


class CiteOut(Document, tag="cite"):
    """What `cite` prints."""

    sources: list[SourceOut]
    citations: dict[str, str]


class OpenOut(Document, tag="open"):
    """What `open` prints."""

    source: str
    url: str | None


class ExportOut(Document, tag="export"):
    """What `export --json` prints."""

    entries: list[EntryOut]
    drugs: list[DrugOut]
    sources: list[SourceOut]


class InfoOut(Document, tag="info"):
    """What `info` prints."""

    version: str
    python: str
    folder: str
    bundled: bool
    counts: dict[str, int]
    sha256: dict[str, str]


class CheckOut(Record, tag_field="command", tag="check"):
    """What `check` prints."""

    schema: Literal["benzofaq/1"]
    path: str
    errors: int
    warnings: int
    problems: list[dict[str, str]]


Output = (
    ShowOut | DrugCardOut | RandomOut | ListOut | SearchOut | DrugsOut | ContactsOut | EmergencyOut
    | SourcesOut | CiteOut | OpenOut | ExportOut | InfoOut | CheckOut
)  # fmt: skip


"""The types of what `--json` prints; docs/output.schema.json is written from them."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import field

from benzofaq.records.contacts import Contact
from benzofaq.records.model import Grade, Group, Passage, Record, Verdict


class Document(Record, frozen=True, tag_field="command"):
    """What every command prints: whose data answered, and of which day."""

    schema: Literal["benzofaq/1"]
    reviewed: str
    data: dict[str, str] | None


class MatchOut(Record, frozen=True):
    """A record that may answer, with the chance (0 to 1) that it does."""

    id: str
    question: str
    score: float


class HelpOut(Record, frozen=True):
    """What to do in an emergency: the numbers are those of the reader's country."""

    kind: str
    act: str
    title: str
    place: str
    steps: tuple[dict[str, Any], ...]
    contacts: tuple[Contact, ...]


class EvidenceOut(Record, frozen=True):
    """How strong the evidence is, what that grade means, why, and what is not known."""

    grade: Grade
    means: str
    why: Passage
    unknown: Passage


class ClaimOut(Record, frozen=True):
    """What a web page claims and whether it holds."""

    claim: str
    holds: Verdict
    verdict: Passage


class EntryOut(Record, frozen=True):
    """An entry."""

    id: str
    topic: str
    question: str
    aliases: tuple[str, ...]
    short: Passage
    points: tuple[Passage, ...]
    urgent: Passage | None
    details: tuple[Passage, ...]
    evidence: EvidenceOut | None
    page_claim: ClaimOut | None
    related: tuple[str, ...]
    to_ask: tuple[str, ...]
    further_reading: tuple[str, ...]
    reviewed: str
    next_review: str


class DrugOut(Record, frozen=True):
    """A drug card; half-lives are in hours."""

    id: str
    name: str
    group: Group
    kind: str
    drug_class: Passage = field(name="class")
    brands: tuple[str, ...]
    half_life_hours: tuple[dict[str, Any], ...]
    uses: Passage | None
    onset: Passage | None
    metabolism: Passage | None
    schedule: Passage | None
    mixing: Passage | None
    notes: tuple[Passage, ...]
    reviewed: str


class SourceOut(Record, frozen=True):
    """A source: its reference, its address and its CSL-JSON item."""

    id: str
    kind: str
    vancouver: str
    url: str | None
    csl: dict[str, Any]


class ReplyOut(Record, frozen=True):
    """A reply: one line of `ask --batch --json`."""

    question: str
    status: Literal["answer", "suggest", "none"]
    emergency: bool
    quiet: bool
    language: str
    matches: tuple[MatchOut, ...]
    also: tuple[MatchOut, ...]
    reason: str
    help: HelpOut | None
    data: dict[str, str] | None
    explanation: dict[str, Any] | None = None


class AskOut(ReplyOut, frozen=True, kw_only=True, tag_field="command", tag="ask"):
    """What `ask` prints: the reply, and the entry or the card that answers."""

    schema: Literal["benzofaq/1"]
    reviewed: str
    entry: EntryOut | None = None
    drug: DrugOut | None = None
    sources: tuple[SourceOut, ...] = ()
    citations: dict[str, str] | None = None


class ShowOut(Document, frozen=True, tag="show"):
    """What `show`, `drug` and `random` print."""

    entry: EntryOut | None = None
    drug: DrugOut | None = None
    sources: tuple[SourceOut, ...] = ()
    citations: dict[str, str] | None = None


class DrugCardOut(ShowOut, frozen=True, tag="drug"):
    """What `drug` prints."""


class RandomOut(ShowOut, frozen=True, tag="random"):
    """What `random` prints."""


class ListOut(Document, frozen=True, tag="list"):
    """What `list` prints."""

    topics: dict[str, str]
    entries: tuple[dict[str, str], ...]


class SearchOut(Document, frozen=True, tag="search"):
    """What `search` prints."""

    matches: tuple[dict[str, str], ...]


class DrugsOut(Document, frozen=True, tag="drugs"):
    """What `drugs` prints."""

    drugs: tuple[DrugOut, ...]


class ContactsOut(Document, frozen=True, tag="contacts"):
    """What `contacts` prints."""

    region: str
    contacts: tuple[Contact, ...]


class EmergencyOut(Document, frozen=True, tag="emergency"):
    """What `emergency` prints."""

    help: HelpOut


class SourcesOut(Document, frozen=True, tag="sources"):
    """What `sources` prints: a list, or one source with what cites it."""

    sources: tuple[dict[str, Any], ...] = ()
    source: SourceOut | None = None
    cited_by: tuple[dict[str, str], ...] = ()


class CiteOut(Document, frozen=True, tag="cite"):
    """What `cite` prints."""

    sources: tuple[SourceOut, ...]
    citations: dict[str, str]


class OpenOut(Document, frozen=True, tag="open"):
    """What `open` prints."""

    source: str
    url: str | None


class ExportOut(Document, frozen=True, tag="export"):
    """What `export --json` prints."""

    entries: tuple[EntryOut, ...]
    drugs: tuple[DrugOut, ...]
    sources: tuple[SourceOut, ...]


class InfoOut(Document, frozen=True, tag="info"):
    """What `info` prints."""

    version: str
    python: str
    folder: str
    bundled: bool
    counts: dict[str, int]
    sha256: dict[str, str]


class CheckOut(Record, frozen=True, tag_field="command", tag="check"):
    """What `check` prints."""

    schema: Literal["benzofaq/1"]
    path: str
    errors: int
    warnings: int
    problems: tuple[dict[str, str], ...]


Output = (
    AskOut | ShowOut | DrugCardOut | RandomOut | ListOut | SearchOut | DrugsOut | ContactsOut | EmergencyOut
    | SourcesOut | CiteOut | OpenOut | ExportOut | InfoOut | CheckOut
)  # fmt: skip


class Fault(Record, frozen=True):
    """What is wrong and what to do; `notice` says whom to call where a question stays unanswered."""

    code: int
    message: str
    notice: str = ""


class ErrorOut(Record, frozen=True):
    """What goes wrong under --json, on standard error; `code` is the exit code."""

    schema: Literal["benzofaq/1"]
    error: Fault

"""The records that the rest of the program speaks of; no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from benzofaq.record import Record

Grade = Literal["strong", "moderate", "limited", "contested"]
State = Literal["answer", "suggest", "none"]
Style = Literal["vancouver", "apa", "bibtex", "ris", "csl-json"]


class Passage(Record):
    """A piece of text and the ids of the sources that bear it out, the most useful first."""

    text: str
    cites: tuple[str, ...] = ()
    bullet: bool = False


class Evidence(Record):
    """How strong the evidence behind an answer is, why, and what nobody knows."""

    grade: Grade
    why: Passage
    unknown: Passage


class Seed(Record):
    """What the page that the question came from claims, and how that stands."""

    claim: str
    holds: Literal["yes", "partly", "no"]
    verdict: Passage


class Entry(Record):
    """One question with its answer. `aliases` are other wordings, `safety` ids of shared notes.

    `evidence` is None only where a pack does not grade its answers.
    """

    id: str
    topic: str
    question: str
    aliases: tuple[str, ...]
    short: Passage
    answer: tuple[Passage, ...]
    evidence: Evidence | None
    seed: Seed | None
    related: tuple[str, ...]
    safety: tuple[str, ...]
    reviewed: str


class Source(Record):
    """A work that is cited: its id, its kind of evidence, and its CSL-JSON item as stored."""

    id: str
    kind: str
    item: Mapping[str, Any]


class HalfLife(Record):
    """A half-life range in hours, whose it is, and its sources. `what` is a drug or a metabolite."""

    what: str
    low: float
    high: float
    cites: tuple[str, ...]
    note: str = ""


class Drug(Record):
    """A drug card. `group` is benzodiazepine, z-drug or other; the passages are None where no source is."""

    name: str
    drug_class: Passage
    group: Literal["benzodiazepine", "z-drug", "other"]
    brands: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    half_lives: tuple[HalfLife, ...]
    uses: Passage | None
    onset: Passage | None
    metabolism: Passage | None
    schedule: Passage | None
    notes: tuple[Passage, ...]
    reviewed: str

    @property
    def id(self) -> str:
        """The id by which an answer names this card."""
        return f"drug:{self.name}"


class Contact(Record):
    """A line to call. `seen_at` is the page on which it was seen, `checked` the day (ISO 8601)."""

    region: str
    kind: str
    name: str
    phone: str
    text: str | None
    url: str | None
    hours: str | None
    seen_at: str
    checked: str


class Emergency(Record):
    """What is said first in one kind of emergency, and which kinds of lines to call, the first first."""

    kind: str
    title: str
    steps: tuple[Passage, ...]
    call: tuple[str, ...]


class Match(Record):
    """A record that may answer the question: its id, its question, and the chance (0 to 1) that it does."""

    id: str
    question: str
    score: float


class Explanation(Record):
    """Why a reply came out as it did, as pairs of what was recognised and what it did."""

    words: tuple[tuple[str, str], ...] = ()
    drugs: tuple[tuple[str, str], ...] = ()
    reasons: tuple[tuple[str, float], ...] = ()
    runners_up: tuple[Match, ...] = ()


class Reply(Record):
    """What the matcher says to a question.

    `state` is `answer` (the first match answers it; the others come next), `suggest` (up to three may)
    or `none`.
    `emergency` is the kind of emergency that the question describes, or None.
    `reason` is one line that says why there is no answer and who may have one; empty where there is one.
    `also` names the other questions found in the text.
    """

    question: str
    state: State
    matches: tuple[Match, ...] = ()
    emergency: str | None = None
    reason: str = ""
    also: tuple[Match, ...] = ()
    explanation: Explanation = Explanation()

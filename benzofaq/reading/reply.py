"""What the matcher replies to a question."""

from typing import Literal

from benzofaq.records.model import Record

State = Literal["answer", "suggest", "none"]


class Match(Record, frozen=True):
    """A record that may answer the question: its id, its question, and the chance (0 to 1) that it does."""

    id: str
    question: str
    score: float


class Explanation(Record, frozen=True):
    """Why a reply came out as it did, as pairs of what was read and what it did."""

    drugs: tuple[tuple[str, str], ...] = ()
    reasons: tuple[tuple[str, float], ...] = ()
    runners_up: tuple[Match, ...] = ()


class Reply(Record, frozen=True):
    """What the matcher replies.

    `state` is `answer` (the first match answers it; the others come next), `suggest` (up to three may)
    or `none`. `emergency` is the kind of emergency that the question describes (help comes first), or
    None; `quiet` whether whom one can talk to belongs below the answer. `language` is that of the
    question where it is not English. `reason` says why there is no answer and who may have one.
    `also` names the other questions found in the text.
    """

    question: str
    state: State
    matches: tuple[Match, ...] = ()
    emergency: str | None = None
    quiet: bool = False
    language: str = ""
    reason: str = ""
    also: tuple[Match, ...] = ()
    explanation: Explanation = Explanation()

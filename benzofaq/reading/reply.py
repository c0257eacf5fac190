"""The records that a reading ends in; no behaviour."""

from typing import Literal

import msgspec

State = Literal["answer", "suggest", "none"]


class Match(msgspec.Struct, frozen=True):
    """A record that may answer the question: its id, its question, and the chance (0 to 1) that it does."""

    id: str
    question: str
    score: float


class Explanation(msgspec.Struct, frozen=True):
    """Why a reply came out as it did, as pairs of what was recognised and what it did."""

    words: tuple[tuple[str, str], ...] = ()
    drugs: tuple[tuple[str, str], ...] = ()
    reasons: tuple[tuple[str, float], ...] = ()
    runners_up: tuple[Match, ...] = ()


class Reply(msgspec.Struct, frozen=True):
    """What is known about a question.

    `state` is `answer` (the first match answers it; the others come next), `suggest` (up to three may)
    or `none`. `emergency` is the kind of emergency in which help comes first; `quiet` asks for a line
    below the answer on whom to talk to. `language` is the language of the question where it is not
    English; `reason` says why nothing answers it; `also` names other questions found in the text.
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

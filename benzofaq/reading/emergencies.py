"""Decide whether a text is an emergency (loud), or despair that a line below the answer meets (quiet)."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from benzofaq.reading.rules import Limits

KIND = "!"  # what the classes of loud emergencies begin with
_QUIET = "quiet"

# A sentence ends where a point is not inside a number.
_SENTENCE = re.compile(r"(?:[^.?!\n;]|\.(?=\d))+[.?!\n;]*")

# A text of more words than this is read in parts too: in a story the words of one sentence would drown.
# People in need don't set full stops, so a longer sentence is cut.
_PART = 24


class Alarm(NamedTuple):
    """How surely a text is an emergency, as log-odds over the limits of both levels, and of which kind."""

    loud: float
    quiet: float
    kind: str


class Scores(NamedTuple):
    """The chances of the classes and of the levels of a text."""

    classes: Mapping[str, float]
    levels: Mapping[str, float]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, those of one word left out."""
    return [one.strip() for one in _SENTENCE.findall(text) if " " in one.strip()]


def parts(text: str) -> list[str]:
    """Return the sentences of a text, long ones cut so that each cut overlaps the last."""
    out: list[str] = []
    for sentence in sentences(text):
        words = sentence.split()
        starts = range(0, max(1, len(words) - _PART // 2), _PART // 2) if len(words) > _PART else (0,)
        out.extend(" ".join(words[at : at + _PART]) for at in starts)
    return out


def alarm(scores: Scores, boosts: Mapping[str, float]) -> Alarm:
    """Return the mean of two views of a text, of the classes and of the levels, and what rules add to it."""
    kinds = {name: chance for name, chance in scores.classes.items() if name.startswith(KIND)}
    loud = sum(kinds.values())
    return Alarm(
        loud=(log_odds(loud) + log_odds(scores.levels["loud"])) / 2 + boosts.get("loud", 0.0),
        quiet=(log_odds(loud + scores.classes[_QUIET]) + log_odds(1 - scores.levels["calm"])) / 2
        + boosts.get(_QUIET, 0.0),
        kind=max(kinds, key=lambda name: (kinds[name], name)).removeprefix(KIND),
    )


def judge(whole: Alarm, rest: Iterable[Alarm], limits: Limits) -> tuple[str | None, bool]:
    """Return the kind of a loud emergency or None, and whether the text is a quiet one.

    `rest` are the alarms of the parts of the text, each read by itself.
    """
    found = [(whole.loud - limits.loud, whole.kind)]
    if whole.quiet >= limits.surely_quiet:  # despair for certain: then a lower chance of danger is enough
        found.append((whole.loud - limits.loud_if_quiet, whole.kind))
    quiet = whole.quiet >= limits.quiet
    for one in rest:
        found.append((one.loud - limits.loud_in_part, one.kind))
        quiet = quiet or one.quiet >= limits.quiet_in_part
    worst = max(found)
    return (worst[1], False) if worst[0] >= 0 else (None, quiet)


def log_odds(chance: float) -> float:
    """Return the logarithm of the odds of a chance."""
    return math.log((chance + 1e-9) / (1 - chance + 1e-9))

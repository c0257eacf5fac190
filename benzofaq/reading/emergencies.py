"""Decide whether a text is an emergency (loud), or despair that a line below the answer meets (quiet)."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from benzofaq.reading.rules import Limits

KIND = "!"  # what the classes of loud emergencies begin with
QUIET = "quiet"

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


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, those of one word left out."""
    return [one.strip() for one in _SENTENCE.findall(text) if " " in one.strip()]


def parts(text: str) -> list[str]:
    """Return the sentences of a text, long ones cut so that each cut overlaps the last."""
    return [
        " ".join(words[at : at + _PART])
        for words in map(str.split, sentences(text))
        for at in range(0, max(1, len(words) - _PART // 2), _PART // 2)
    ]


def alarm(classes: Mapping[str, float], levels: Mapping[str, float], boosts: Mapping[str, float]) -> Alarm:
    """Return the mean of two views of a text, of the classes and of the levels, and what rules add to it."""
    kinds = {name: chance for name, chance in classes.items() if name.startswith(KIND)}
    loud = sum(kinds.values())
    quiet = (_log_odds(loud + classes[QUIET]) + _log_odds(1 - levels["calm"])) / 2
    return Alarm(
        loud=(_log_odds(loud) + _log_odds(levels["loud"])) / 2 + boosts.get("loud", 0.0),
        quiet=quiet + boosts.get(QUIET, 0.0),
        kind=max(kinds, key=lambda name: (kinds[name], name)).removeprefix(KIND),
    )


def judge(whole: Alarm, rest: Sequence[Alarm], limits: Limits) -> tuple[str | None, bool]:
    """Return the kind of a loud emergency or None, and whether the text is a quiet one.

    `rest` are the alarms of the parts of the text, each read by itself.
    """
    found = [(whole.loud - limits.loud, whole.kind)]
    found += [(one.loud - limits.loud_in_part, one.kind) for one in rest]
    if whole.quiet >= limits.surely_quiet:  # despair for certain: then a lower chance of danger is enough
        found.append((whole.loud - limits.loud_if_quiet, whole.kind))
    surplus, kind = max(found)
    quiet = whole.quiet >= limits.quiet or any(one.quiet >= limits.quiet_in_part for one in rest)
    return (kind, False) if surplus >= 0 else (None, quiet)


def _log_odds(chance: float) -> float:
    return math.log((chance + 1e-9) / (1 - chance + 1e-9))

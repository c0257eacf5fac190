"""Find the entries of somebody else's library by the words that a question shares with their wordings."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from benzofaq.reading.features import fold, split

# Function words count for this fraction of other words.
_LIGHT_WEIGHT = 0.3
_LIGHT_WORDS = """
a an the and or but if of to in on at by for from with as is are was were be been am do does did done i me my
we us our you your it its this that these those there here he his she her they them their can could will would
shall should may might must has have had get so just also very some any too then than about into up down out
off hi hello please thanks what which who when where why how whats want need like now
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())

# An entry answers from this score up, so far ahead of the next one, where no more than this share of the
# question's weight is in no entry. Chosen on half of a written set, with the bundled 66 entries searched by
# their wordings alone: the fewest false answers, then the most right ones. On the other half: 29.5 % right,
# 0.4 % wrong, 2.5 % of near misses answered, no other subject (0.5, 0.2, 0.4: 36.9, 1.0, 12.6 and 2.6 %).
ENOUGH, AHEAD, UNHEARD = 0.7, 0.2, 0.2
OFFERED, MOST_OFFERED = 0.3, 3

# What is only offered scores no more than this.
_MOST_UNSURE = 0.6
_ENDINGS = ("ing", "ed", "es", "s")


class Wordings:
    """An index of wordings by their words, rare words weighing more (inverse document frequency)."""

    def __init__(self, wordings: Mapping[str, Sequence[str]]) -> None:
        """Take the wordings of each entry by its id."""
        self._read = {id_: [frozenset(_stems(text)) for text in texts] for id_, texts in wordings.items()}
        self._where: dict[str, list[str]] = {}
        for id_, readings in self._read.items():
            for word in frozenset().union(*readings):
                self._where.setdefault(word, []).append(id_)

    def find(self, question: str) -> tuple[bool, list[tuple[str, float]]]:
        """Return whether the first entry answers, and up to three entries with scores from 0 to 1."""
        asked = frozenset(self._mended(_stems(question)))
        total = math.fsum(map(self._weight, asked))
        shared: dict[str, float] = {}
        for word in sorted(asked - _LIGHT):
            for id_ in self._where.get(word, ()):
                shared[id_] = shared.get(id_, 0.0) + self._weight(word)
        near = sorted(shared, key=lambda id_: (-shared[id_], id_))[:100]
        ranked = sorted((-self._score(id_, asked, total), id_) for id_ in near)
        best, second, *_ = scores = [*(-score for score, _ in ranked), 0.0, 0.0]
        unheard = math.fsum(self._weight(word) for word in asked - _LIGHT if word not in self._where)
        heard = unheard <= UNHEARD * math.fsum(self._weight(word) for word in asked - _LIGHT)
        sure = heard and best >= ENOUGH and (best - second >= AHEAD or second < best == 1.0)
        shown = [id_ for score, id_ in ranked[:MOST_OFFERED] if -score >= OFFERED]
        unsure = [min(score, _MOST_UNSURE) for score in scores]
        return sure, list(zip(shown, [best, *unsure[1:]] if sure else unsure, strict=False))

    def _score(self, id_: str, asked: frozenset[str], total: float) -> float:
        """Return the mean of the share of the question that all wordings hold, and of the best one's fit."""
        readings = self._read[id_]
        together = math.fsum(map(self._weight, asked & frozenset().union(*readings))) / total
        best = 0.0
        for words in readings:
            held = math.fsum(map(self._weight, words & asked))
            if held:
                best = max(best, 2 * held / (total + math.fsum(map(self._weight, words))))
        return (together + best) / 2

    def _weight(self, word: str) -> float:
        rare = math.log(1 + len(self._read) / len(self._where.get(word, "1")))
        return rare * (_LIGHT_WEIGHT if word in _LIGHT else 1.0)

    def _mended(self, words: Iterable[str]) -> Iterable[str]:
        """Yield the words, each that no entry holds as the one known word within a typo or two of it."""
        for word in words:
            near = []
            if word not in self._where and word not in _LIGHT and len(word) >= 4 and word.isalpha():
                from rapidfuzz.distance.OSA import distance  # late: most questions hold no typo
                from rapidfuzz.process import extract

                known = [one for one in self._where if one[0] == word[0]]
                near = extract(word, known, scorer=distance, score_cutoff=1 if len(word) < 8 else 2)
            yield near[0][0] if len(near) == 1 or (near and near[0][1] < near[1][1]) else word


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in split(fold(text)) if word != "?"]


@lru_cache(1 << 16)
def _stem(word: str) -> str:
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= 4), "")
    return word if word.endswith("ss") else word[: len(word) - len(ending)]

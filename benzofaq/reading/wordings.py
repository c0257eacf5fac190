"""Find entries by the words that a question shares with their wordings, where no weights know them."""

import heapq
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from benzofaq.reading.words import fold, slack, stem

# What the numbers below rest on: the 47 bundled entries searched without their weights, by the questions
# of tests/questions.jsonl: 276 that an entry answers, 90 that look like ours but nothing answers (near),
# 50 about something else (out). benchmarks/limits.py makes the tables.

# Words that hold a sentence together weigh little beside the others, those that ask more: rarity alone
# does not say so where there are ten entries. At 0.1 and 0.3 two fewer are answered rightly and one
# wrongly, at 1 and 1 fourteen fewer.
BINDS, ASKS = 0.3, 0.6

# A score is half the share of the question that all wordings of an entry hold together, half how well
# its best wording alone fits (the F-measure of both shares). The best wording alone answers 49 rightly
# instead of 64, one wrongly, and 5 instead of 2 of the near ones; three tenths and seven tenths are
# worse too.
TOGETHER = 0.5

# An entry answers from this score up, so far ahead of the next one, where no more than this share of
# the question's words of substance is in no entry, and none of these is a name:
#     score  ahead  unheard | right   wrong   near    out
#      0.40   0.10    0.4   | 30.1 %  2.5 %   7.8 %   2 %
#      0.40   0.20    0.4   | 23.2 %  0       5.6 %   0
#      0.50   0.10    0.4   | 25.4 %  1.4 %   4.4 %   0
#      0.50   0.20    0.3   | 21.4 %  0       2.2 %   0
#      0.50   0.20    0.4   | 23.2 %  0       2.2 %   0
#      0.50   0.20    any   | 25.0 %  0       3.3 %   0
#      0.50   0.20    any, names too | 29.0 %  0.7 %  12.2 %  0
#      0.50   0.25    0.4   | 19.2 %  0       0       0
#      0.60   0.20    0.4   | 19.6 %  0       2.2 %   0
#      0.70   0.20    0.4   | 11.6 %  0       0       0
# "Any" answers `how do I renew my passport` with how a book is renewed: 0.4 wants more than half.
ENOUGH, AHEAD, UNHEARD = 0.5, 0.2, 0.4

# What is an answer is so far from certain as this share of what its score lacks of 1: of those at 0.5
# to 0.7 nine in ten were right, and all of those from 0.8 up. What is none was right in a third at 0.3,
# a half at 0.4, and never in more than 6 of 10, whatever its score.
DOUBT, MOST_UNSURE = 0.2, 0.6

# Least score with which an entry is offered:
#     least | right one among three   offered: near   out
#      0.20 |        80.8 %                   81 %    44 %
#      0.30 |        64.9 %                   52 %    24 %
#      0.40 |        48.9 %                   31 %     4 %
WORTH_OFFERING = 0.3

# So many entries are compared closely, those first that hold most of the question: where more hold the
# same share of it, as of a question of one word, none will be far ahead.
COMPARED = 300

# Of so many entries the words are kept once they were compared (1.5 kB each): in a batch the same come
# up again.
KEPT = 4096

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_REPEATED = re.compile(r"(.)\1{2,}")


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


_ASKING = _stems("what which who whom whose when where why how whats whos wheres whens hows")
_BINDING = _stems(
    "a an the and or but if of to in on at by for from with as is are was were be been being am do does did "
    "done i me my mine we us our ours you your yours it its this that these those there here he him his she "
    "her hers they them their can could will would shall should may might must have has had having get got "
    "getting gets so just also very really some any too then than about into over up down out off hi hello "
    "please pls thanks thank thx anyone know tell ok okay im ive id ill youre youve its thats theres u ur r "
    "cant couldnt wont wouldnt dont doesnt didnt isnt arent wasnt havent hasnt shouldnt lets "
    "want wants need needs like today tomorrow now"
)
_LIGHT = _ASKING | _BINDING


@dataclass(frozen=True, slots=True)
class Found:
    """What a question shares with the entries.

    `ranked` are (id, chance from 0 to 1) of those worth offering, best first; `repairs` what was read as
    what; `reasons` the share of each word in the question, below nought where the first entry lacks it.
    """

    ranked: tuple[tuple[str, float], ...] = ()
    repairs: tuple[tuple[str, str], ...] = ()
    reasons: tuple[tuple[str, float], ...] = ()


class _Stems(dict[str, str]):
    """The stems of words as they were typed, each worked out once."""

    def __missing__(self, word: str) -> str:
        self[word] = root = stem(_REPEATED.sub(r"\1\1", word.replace("'", "")))
        return root


class Overlap:
    """An index of wordings by the words in them, rare words weighing more (inverse document frequency)."""

    def __init__(self, wordings: Mapping[str, Sequence[str]], is_plain: Callable[[str], bool]) -> None:
        """Take the wordings of each entry by its id; `is_plain` tells a word of plain English."""
        self._ids = list(wordings)
        self._texts = list(wordings.values())
        self._is_plain = is_plain
        self._stems = _Stems()
        self._where: dict[str, list[int]] = {}
        for at, texts in enumerate(self._texts):
            for word in frozenset().union(*map(self._read, texts)):
                self._where.setdefault(word, []).append(at)
        self._forms: dict[str, list[str]] = {}
        for form in self._stems:
            self._forms.setdefault(form[0], []).append(form)
        self._weights: dict[str, float] = {}
        self._readings = lru_cache(KEPT)(self._readings_of)

    def find(self, question: str, most: int = 3) -> Found:
        """Return the entries that share a word of substance with the question, `most` of them at most.

        The first is an answer where its chance is 0.9 or more; below, at 0.6 or less, it is worth offering.
        """
        asked, repairs, named = self._asked(question)
        total = sum(map(self._weight, asked))
        closest = self._closest(asked, total, most + 1)
        if not closest:
            return Found(repairs=repairs)
        (best, at), (second, _) = closest[0], [*closest, (0.0, 0)][1]
        holds, _ = self._readings(at)
        substance = asked - _LIGHT
        unheard = sum(self._weight(word) for word in substance if word not in self._where)
        heard = unheard <= UNHEARD * sum(map(self._weight, substance))
        sure = heard and not named and best >= ENOUGH
        if sure and (best - second >= AHEAD or second < best == 1.0):  # 1: the very words
            first = 1 - DOUBT * (1 - best)
        else:
            first = min(best, MOST_UNSURE)
        scores = [first, *(min(score, first, MOST_UNSURE) for score, _ in closest[1:most])]
        return Found(
            ranked=tuple(
                (self._ids[at], score)
                for score, (_, at) in zip(scores, closest, strict=False)
                if score >= WORTH_OFFERING
            ),
            repairs=repairs,
            reasons=tuple(
                (word, self._weight(word) / total * (1 if word in holds else -1))
                for word in sorted(asked, key=lambda word: (-self._weight(word), word))
            ),
        )

    def _read(self, text: str) -> frozenset[str]:
        return frozenset(map(self._stems.__getitem__, _WORD.findall(fold(text))))

    def _readings_of(self, at: int) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
        """Return the words of all wordings of an entry together, and of each."""
        readings = tuple(map(self._read, self._texts[at]))
        return frozenset().union(*readings), readings

    def _weight(self, word: str) -> float:
        """Return what a word weighs: the logarithm of how few entries hold it, less for a light word."""
        found = self._weights.get(word)
        if found is None:
            found = math.log(1 + len(self._ids) / len(self._where.get(word, "1")))
            if word in _LIGHT:
                found *= ASKS if word in _ASKING else BINDS
            self._weights[word] = found
        return found

    def _asked(self, question: str) -> tuple[frozenset[str], tuple[tuple[str, str], ...], bool]:
        """Return the words of a question, what was mended, and whether it holds an unknown name.

        A word that no entry holds and that is no plain English is the name of something else.
        """
        asked: set[str] = set()
        repairs: list[tuple[str, str]] = []
        named = False
        for word in _WORD.findall(fold(question)):
            root = stem(_REPEATED.sub(r"\1\1", word.replace("'", "")))
            if not (root in self._where or root in _LIGHT or word[0].isdecimal() or self._plain(root, word)):
                mended = self._mend(word)
                named = named or not mended
                if mended:
                    repairs.append((word, mended))
                    root = self._stems[mended]
            asked.add(root)
        return frozenset(asked), tuple(repairs), named

    def _plain(self, *forms: str) -> bool:
        return any(map(self._is_plain, forms))

    def _mend(self, word: str) -> str:
        """Return the one word of the entries within a slip or two of this one; empty where there is none.

        It begins alike, as nearly all words with a slip do: the others would take ten times as long.
        """
        most = slack(word)
        if not most:
            return ""
        from rapidfuzz.distance.OSA import distance
        from rapidfuzz.process import extract

        forms = self._forms.get(word[0], ())
        near = extract(word, forms, scorer=distance, score_cutoff=most, limit=None)
        nearest = [form for form, slips, _ in near if slips == near[0][1]]
        return nearest[0] if len({self._stems[form] for form in nearest}) == 1 else ""

    def _closest(self, asked: frozenset[str], total: float, most: int) -> list[tuple[float, int]]:
        """Return (score from 0 to 1, place) of the entries that share a word of substance, best first."""
        shared: dict[int, float] = {}
        for word in asked - _LIGHT:
            weight = self._weight(word)
            for at in self._where.get(word, ()):
                shared[at] = shared.get(at, 0.0) + weight
        light = sum(self._weight(word) for word in asked & _LIGHT)
        best: list[tuple[float, int]] = []  # a heap, the worst first; places negated, so that the first wins
        for at in heapq.nsmallest(COMPARED, shared, key=lambda at: (-shared[at], at)):
            most_held = min(1.0, (shared[at] + light) / total)
            if len(best) == most and _score(most_held, most_held, 1.0) < best[0][0]:
                break
            one = (self._fit(at, asked, total), -at)
            if len(best) < most:
                heapq.heappush(best, one)
            else:
                heapq.heappushpop(best, one)
        return [(score, -at) for score, at in sorted(best, reverse=True)]

    def _fit(self, at: int, asked: frozenset[str], total: float) -> float:
        """Return the score of an entry."""
        words_of_all, readings = self._readings(at)
        together = sum(map(self._weight, asked & words_of_all))
        best = 0.0
        for words in readings:
            held = sum(map(self._weight, words & asked))
            if held:
                whole = sum(map(self._weight, words))
                best = max(best, _score(together / total, held / total, held / whole))
        return best


def _score(together: float, held: float, holds: float) -> float:
    """Return the score of shares: of the question in all wordings and in one, and of that one in it."""
    return TOGETHER * together + (1 - TOGETHER) * 2 * held * holds / (held + holds)

"""Rank entries by the words that a question shares with their wordings, where no weights know them yet."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from benzofaq.words import split, stem


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text, each once."""
    return frozenset(stem(word) for word in split(text) if word != "?")


class Overlap:
    """An index of wordings by the words in them, rare words weighing more (inverse document frequency)."""

    def __init__(self, wordings: Mapping[str, Iterable[str]]) -> None:
        """Take the wordings of each entry by its id."""
        said = [(id_, stems(text)) for id_, texts in wordings.items() for text in texts]
        self._said = [(id_, words) for id_, words in said if words]
        counts = Counter(word for _, words in self._said for word in words)
        self._weight = {word: math.log(1 + len(self._said) / times) for word, times in counts.items()}
        self._unseen = math.log(1 + len(self._said))
        self._where: dict[str, list[int]] = {}
        for at, (_, words) in enumerate(self._said):
            for word in words:
                self._where.setdefault(word, []).append(at)

    def rank(self, question: str) -> list[tuple[str, float]]:
        """Return (id, cosine from 0 to 1) of the entries that share a word, best first.

        An entry counts by the best of its wordings.
        """
        asked = stems(question)
        norm = self._norm(asked)
        shared: dict[int, float] = {}
        for word in asked:
            for at in self._where.get(word, ()):
                shared[at] = shared.get(at, 0.0) + self._weight[word] ** 2
        best: dict[str, float] = {}
        for at, total in shared.items():
            id_, words = self._said[at]
            best[id_] = max(best.get(id_, 0.0), total / (norm * self._norm(words)))
        return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))

    def _norm(self, words: Iterable[str]) -> float:
        return math.sqrt(sum(self._weight.get(word, self._unseen) ** 2 for word in words)) or 1.0

"""Recognise the drugs that a question names, however they are spelt."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

# Groups whose mention makes a question one about benzodiazepines or their near kin.
BENZO = frozenset({"benzo", "benzos", "designer"})
SUBJECT = BENZO | {"z-drug", "z-drugs", "sleeping pills"}

_LONGEST_NAME = 4  # words
_SHORTEST_GUESS = 5  # letters: shorter words are too near to too many names


class Name(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A name of a drug: its card ("" without one), its group, tolerated typos, whether it needs context."""

    drug: str
    group: str
    typos: int = 0
    context: bool = False


class Mention(NamedTuple):
    """A drug named in a question; `rivals` are the cards that a misspelt name comes as near to."""

    typed: str
    drug: str
    group: str
    rivals: tuple[str, ...] = ()


class Names(msgspec.Struct, dict=True):
    """What `names.json` holds: names, words that are no typos of names, context words and drug endings."""

    names: Mapping[str, Name]
    known: str
    context: frozenset[str]
    endings: tuple[str, ...]

    def __post_init__(self) -> None:
        self._known = f" {self.known} "
        self._starts = {name.partition(" ")[0] for name in self.names if " " in name}
        self._by_initial: dict[str, list[str]] = {}

    def knows(self, word: str) -> bool:
        """Return whether a word is short, or one that training text holds."""
        return len(word) < _SHORTEST_GUESS or f" {word} " in self._known

    def read(self, words: Sequence[str]) -> list[str | Mention]:
        """Return the words with each drug name, of up to four words, replaced by its mention."""
        out: list[str | Mention] = []
        at = 0
        while at < len(words):
            mention, length = self._mention(words, at)
            out.append(mention or words[at])
            at += length
        return out

    def _mention(self, words: Sequence[str], at: int) -> tuple[Mention | None, int]:
        word = words[at]
        longest = min(_LONGEST_NAME, len(words) - at) if word in self._starts else 1
        for length in range(longest, 0, -1):
            typed = " ".join(words[at : at + length])
            name = self.names.get(typed) or self.names.get(typed.removesuffix("s"))
            others = (*words[:at], *words[at + length :])
            if name and (not name.context or any(map(self._gives_context, others))):
                return Mention(typed, name.drug, name.group), length
        return (self._guess(word) if word.isalpha() and not self.knows(word) else None), 1

    def _gives_context(self, word: str) -> bool:
        """Return whether this word makes a plain word beside it a drug's name."""
        return word in self.context or (word in self.names and not self.names[word].context)

    def _guess(self, word: str) -> Mention | None:
        """Return the drug that an unknown word is a misspelling of, or looks like by its ending."""
        near = [self.names[one] for one in self._near(word)]
        rivals = tuple(dict.fromkeys(one.drug or one.group for one in near))
        if len(rivals) == 1:
            return Mention(word, near[0].drug, near[0].group)
        if rivals:
            groups = {one.group for one in near}
            group = near[0].group if len(groups) == 1 or groups <= SUBJECT else "other"
            return Mention(word, "", group, rivals=rivals)
        if word.endswith(("azepam", "azolam")) and len(word) > 8:
            return Mention(word, "", "designer")
        medicine = word.endswith(self.endings) and len(word) > 6
        return Mention(word, "", "other") if medicine else None

    def _near(self, word: str) -> list[str]:
        """Return the names within the fewest typos of a word: of one drug, or of several as near."""
        from rapidfuzz.distance import OSA  # late: most questions hold no unknown word, and it takes 7 ms

        if not self._by_initial:
            for one, name in self.names.items():
                if name.typos and " " not in one:
                    self._by_initial.setdefault(one[0], []).append(one)
        found: dict[int, list[str]] = {}
        most = 1 if len(word) < 8 else 2
        for one in self._by_initial.get(word[0], ()):
            distance = OSA.distance(word, one)
            if distance <= min(most, self.names[one].typos):
                found.setdefault(distance, []).append(one)
        return sorted(found[min(found)]) if found else []

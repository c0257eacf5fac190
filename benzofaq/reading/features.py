"""Turn a question into the hashed features that the model weighs; training and answering share this."""

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

from benzofaq.reading.names import BENZO, SUBJECT, Mention, Names
from benzofaq.reading.words import size, split

# Whatever is asked of one of these is asked of all; which it is says a fact.
_TOKENS = dict.fromkeys(("benzos", "designer", "z-drug", "z-drugs", "sleeping pills"), "benzo")

# How much each view of the text counts, whatever its length.
WORDS, LETTERS, FACTS = 1.7, 1.3, 1.0
POWER = 0.4


class Reading(NamedTuple):
    """A question as understood: its words with drug names replaced by groups, and the drugs named.

    `unknown` is how many of its longer words are in no training text.
    """

    tokens: tuple[str, ...]
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    asks: bool
    unknown: int = 0

    @property
    def groups(self) -> frozenset[str]:
        """The groups of the drugs named."""
        return frozenset(one.group for one in self.mentions)


def read(folded: str, names: Names) -> Reading:
    """Return a folded text as tokens and mentions."""
    words = split(folded)
    kept = [word for word in words if word != "?"]
    return tokenised(names.read(kept), names, asks=len(kept) < len(words))


def tokenised(parts: Sequence[str | Mention], names: Names, asks: bool) -> Reading:
    """Return words and mentions as a reading."""
    tokens, words, mentions = [], [], []
    for one in parts:
        if isinstance(one, Mention):
            mentions.append(one)
            tokens.append(f"<{_TOKENS.get(one.group, one.group)}>")
        elif one[0].isdecimal():
            tokens.append(size(one))
        else:
            tokens.append(one)
            words.append(one)
    unknown = sum(not names.knows(word) for word in set(words))
    return Reading(tuple(tokens), tuple(words), tuple(mentions), asks, unknown)


def features(reading: Reading) -> dict[str, float]:
    """Return the features of a question by name, each view of the text scaled to the same weight."""
    out: dict[str, float] = {}
    for view, weight in (
        (_words(reading.tokens), WORDS),
        (_letters(reading.words), LETTERS),
        (_facts(reading), FACTS),
    ):
        if view:
            share = weight / len(view) ** POWER
            out.update(dict.fromkeys(sorted(view), share))  # a set has another order in each run
    return out


def hashed(name: str) -> int:
    """Return the key of a feature in the model."""
    return crc32(name.encode())


def _words(tokens: Sequence[str]) -> set[str]:
    pairs = zip(("^", *tokens), (*tokens, "$"), strict=True)
    return {*tokens, *(f"{left} {right}" for left, right in pairs)}


def _letters(words: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for word in set(words):
        padded = f"_{word[:24]}_"
        for length in (3, 4, 5):
            found.update(padded[at : at + length] for at in range(len(padded) - length + 1))
    return {f"~{one}" for one in found}


def _facts(reading: Reading) -> set[str]:
    groups = reading.groups
    benzo, subject, others = groups & BENZO, groups & SUBJECT, groups - SUBJECT
    cards = {one.drug for one in reading.mentions if one.drug}
    found = {f"={one}" for one in cards} | {f"={min(len(reading.tokens), 60).bit_length()} words"}
    found.add("=benzo" if benzo else "=subject" if subject else "=other drug" if others else "=no drug")
    found.update(f"=group {one}" for one in groups)
    if subject and others:
        found.add("=benzo and other")
        found.update(f"=benzo and {one}" for one in others)
    if len({one.drug for one in reading.mentions if one.group in BENZO and one.drug}) > 1:
        found.add("=two benzos")
    if reading.unknown:
        found.add(f"={min(reading.unknown, 3)} unknown")
        found.add("=unknown" if subject else "=unknown, no benzo")
    if reading.asks:
        found.add("=?")
    return found

"""Split a question into words, and turn it into the hashed features that the model weighs."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from benzofaq.reading.names import BENZO, SUBJECT, Mention, Names

# The longest of 30,000 texts has 511. Of one longer than this the end is only searched for an emergency.
MAX_CHARS = 6_000

# A number of this size or more counts as many: tablets beyond a dose, days beyond a short course.
MANY = 7

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[?]")
_REPEATED = re.compile(r"(.)\1{2,}")

# Whatever is asked of one of these is asked of all; which it is says a fact.
_TOKENS = dict.fromkeys(("benzos", "designer", "z-drug", "z-drugs", "sleeping pills"), "benzo")

# How much each view of the text counts, whatever its length.
WORDS, LETTERS, FACTS = 1.7, 1.3, 1.0
POWER = 0.4


def fold(text: str) -> str:
    """Return the text in lower case, with straight quotes and without accents."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(c for c in text if not unicodedata.combining(c))
    return kept.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("\N{MODIFIER LETTER APOSTROPHE}", "'")


def bounded(text: str) -> tuple[str, str]:
    """Return the folded beginning of a text and, where that is not all, its folded end."""
    # One character can fold to eighteen, so the limit holds before and after folding.
    start = fold(text[:MAX_CHARS])[:MAX_CHARS]
    end = fold(text[-MAX_CHARS:])[-MAX_CHARS:] if len(text) > MAX_CHARS or len(start) == MAX_CHARS else ""
    return start, end


def split(folded: str) -> list[str]:
    """Return the words, numbers and question marks of a folded text, without apostrophes."""
    return [_plain(word) for word in _WORD.findall(folded.replace("`", "'"))]


@lru_cache(1 << 16)  # of a pack of 10,000 entries the words recur ten times: 1.3 s to read them becomes 0.5
def _plain(word: str) -> str:
    return _REPEATED.sub(r"\1\1", word.replace("'", ""))


def size(number: str) -> str:
    """Return `#` for a small number and `##` for a large one."""
    whole = number.replace(",", ".").split(".")[0]
    return "##" if len(whole) > 2 or int(whole) >= MANY else "#"


class Reading(NamedTuple):
    """A question as understood: its words with drug names replaced by groups, and the drugs named.

    `unknown` is how many of its longer words are in no training text.
    """

    tokens: tuple[str, ...]
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    asks: bool
    unknown: int

    @property
    def subject(self) -> str:
        """The first benzo named, as typed, or ""."""
        return next((one.typed for one in self.mentions if one.group in SUBJECT), "")

    @property
    def groups(self) -> frozenset[str]:
        """The groups of the drugs named."""
        return frozenset(one.group for one in self.mentions)


def read(words: Sequence[str], names: Names) -> Reading:
    """Return the words of a text as a reading."""
    tokens, plain, mentions = [], [], []
    for one in names.read([word for word in words if word != "?"]):
        if isinstance(one, Mention):
            mentions.append(one)
            tokens.append(f"<{_TOKENS.get(one.group, one.group)}>")
        elif one[0].isdecimal():
            tokens.append(size(one))
        else:
            tokens.append(one)
            plain.append(one)
    unknown = sum(not names.knows(word) for word in set(plain))
    return Reading(tuple(tokens), tuple(plain), tuple(mentions), "?" in words, unknown)


def features(reading: Reading) -> dict[str, float]:
    """Return the features of a question by name, each view of the text scaled to the same weight."""
    views = ((_words(reading.tokens), WORDS), (_letters(reading.words), LETTERS), (_facts(reading), FACTS))
    # Sorted: a set has another order in each run.
    return {name: weight / len(view) ** POWER for view, weight in views for name in sorted(view)}


def _words(tokens: Sequence[str]) -> set[str]:
    pairs = zip(("^", *tokens), (*tokens, "$"), strict=True)
    return {*tokens, *(f"{left} {right}" for left, right in pairs)}


def _letters(words: Sequence[str]) -> set[str]:
    return {
        f"~{padded[at : at + length]}"
        for padded in {f"_{word[:24]}_" for word in words}
        for length in (3, 4, 5)
        for at in range(len(padded) - length + 1)
    }


def _facts(reading: Reading) -> set[str]:
    groups = reading.groups
    benzo, subject, others = groups & BENZO, groups & SUBJECT, groups - SUBJECT
    cards = {one.drug for one in reading.mentions if one.drug}
    found = {f"={one}" for one in cards} | {f"={min(len(reading.tokens), 60).bit_length()} words"}
    found.add("=benzo" if benzo else "=subject" if subject else "=other drug" if others else "=no drug")
    found.update(f"=group {one}" for one in groups)
    if subject and others:
        found.update(f"=benzo and {one}" for one in ("other", *others))
    if len({one.drug for one in reading.mentions if one.group in BENZO and one.drug}) > 1:
        found.add("=two benzos")
    if reading.unknown:
        found.add(f"={min(reading.unknown, 3)} unknown")
        found.add("=unknown" if subject else "=unknown, no benzo")
    if reading.asks:
        found.add("=?")
    return found

"""Turn a question into words that can be compared: spelling, typos, inflection, drug names, synonyms.

Everything that it knows about language comes from `vocabulary.json`, `words.txt` and the drug cards.
No pattern here has nested or overlapping repeats, so no text can make a regular expression slow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benzofaq.records.model import Record

# A question longer than this is refused. Questions that people typed have a median of 8 words; the
# longest of the development set has 271 characters.
MAX_CHARS = 10_000

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[?]")
_REPEATED = re.compile(r"(.)\1{2,}")

# A number as a token: few or many. Seven is where a count of tablets stops being a dose in the
# training questions, and where a count of weeks stops being a short course.
FEW, MANY = "#", "##"
_MANY = 7


class Name(Record):
    """A name by which a drug goes.

    `drug` is its card (empty for a substance without one), `group` its group, `slips` how many slips of
    the finger the name may suffer, `context` whether it counts only beside another word about drugs.
    """

    drug: str
    group: str
    slips: int = 0
    context: bool = False


class Mention(Record):
    """A drug named in the question: what was typed, whose name it is, and its group.

    `drug` is empty where the words name the whole group ("benzos").
    """

    typed: str
    drug: str
    group: str
    exact: bool = True


class Reading(Record):
    """A question as understood.

    `tokens` are its words in order, phrases replaced by their concepts (`~stop`) and drug names by
    their groups (`<opioid>`); `stems` the words themselves; `mentions` the drugs named; `marks` what
    else the words say (who it is about, when, in which sense) without taking their place; `repairs` what
    was read as what; `unknown` words that no question known so far holds; `asks` whether there is a "?".
    """

    tokens: tuple[str, ...]
    stems: tuple[str, ...]
    mentions: tuple[Mention, ...]
    marks: frozenset[str]
    repairs: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    asks: bool


def fold(text: str) -> str:
    """Return the text in lower case, with straight quotes, without accents; twice is as once."""
    text = text[:MAX_CHARS]
    if text.isascii():  # the rest changes nothing in it, and costs a tenth of the start-up
        return text.lower().replace("`", "'")
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in text if not unicodedata.combining(c))
    return kept.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("`", "'")


def split(text: str) -> list[str]:
    """Return the words, numbers and question marks of a text, folded, apostrophes dropped."""
    return [_REPEATED.sub(r"\1\1", word.replace("'", "")) for word in _WORD.findall(fold(text))]


_ENDINGS = (
    ("ically", "ic"),
    ("ations", "ate"), ("ation", "ate"), ("iness", "y"), ("ingly", ""), ("fully", "ful"),
    ("ities", "ity"), ("ments", "ment"),
    ("edly", ""), ("ness", ""), ("ings", ""), ("sses", "ss"), ("ies", "y"),
    ("ied", "y"), ("ing", ""), ("ily", "y"), ("ers", "er"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"),
    ("ed", ""), ("ly", ""), ("es", "e"), ("s", ""),
)  # fmt: skip
_KEEP_S = ("ss", "us", "is", "os")


def stem(word: str) -> str:
    """Return the word without its inflection: stopping, stopped and stops become stop.

    It only has to bring forms of a word together, so a stem need not be a word ("dependenc").
    """
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            if ending == "s" and word.endswith(_KEEP_S):
                break
            word = word[: -len(ending)] + instead
            if ending == "ing" and len(word) == 3 and word[1] in "aeiou" and word[2] not in "aeiouwxy":
                word += "e"  # taking and take, but not getting, which keeps its second t so far
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] in "bdgklmnprt":
        word = word[:-1]
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word


def _distance(typed: str, known: str, most: int) -> int:
    # Importing rapidfuzz takes 14 ms, a quarter of a run. Of 540 test questions 106 hold a word to mend, and
    # in most of those one slip explains it: that can be seen without.
    if most < 2:
        return one_slip(typed, known)
    from rapidfuzz.distance.OSA import distance

    return int(distance(typed, known, score_cutoff=most))


def one_slip(typed: str, known: str) -> int:
    """Return 0 for the same word, 1 where a letter is more, less, wrong or swapped with the next, else 2."""
    if typed == known:
        return 0
    shorter = min(len(typed), len(known))
    at = next((i for i in range(shorter) if typed[i] != known[i]), shorter)
    rest, wanted = typed[at:], known[at:]
    if rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:]:
        return 1
    swapped = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    return 1 if swapped else 2


def slack(word: str) -> int:
    """Return how many slips of the finger a word of this length may hold and still be recognised."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def size(number: str) -> str:
    """Return the token of a number."""
    whole = number.replace(",", ".").split(".")[0]
    return MANY if len(whole) > 1 or int(whole) >= _MANY else FEW


def spelt(
    words: Iterable[str], contractions: Mapping[str, Sequence[str]], spelling: Mapping[str, str]
) -> list[str]:
    """Return the words with contractions written out and variant spellings made one."""
    out: list[str] = []
    for word in words:
        out.extend(contractions.get(word) or [spelling.get(word, word)])
    return out


class Language:
    """The vocabulary, ready for reading questions; built once for a process."""

    def __init__(self, tables: Mapping[str, Any], plain_words: str) -> None:
        """Take the tables that lexicon.build makes, and the plain English stems, one a line, sorted."""
        self._contractions: dict[str, list[str]] = tables["contractions"]
        self._spelling: dict[str, str] = tables["spelling"]
        self._plain = plain_words
        self._suffixes: tuple[str, ...] = tuple(tables["drug_endings"])
        self._drug_context = frozenset(tables["drug_context"])
        self._negators = frozenset(tables["negators"])
        self._negated = frozenset(tables["negated"])
        self._names: dict[str, Sequence[Any]] = tables["names"]
        self._phrases: dict[str, list[list[str]]] = tables["phrases"]
        self._marks: dict[str, list[str]] = tables["marks"]
        self.known: frozenset[str] = frozenset(tables["concept_words"])
        self._by_start: dict[str, list[str]] = {}
        self._names_by_start: dict[str, list[str]] = {}

    def name(self, words: str) -> Name | None:
        """Return the drug or substance that goes by these words, or None."""
        found = self._names.get(words)
        if found is None:
            return None
        drug, group, slips, context = found
        return Name(drug=drug, group=group, slips=slips, context=bool(context))

    def names_of_cards(self) -> list[str]:
        """Return every name by which a drug with a card goes."""
        return [words for words, (drug, *_) in self._names.items() if drug]

    def learn(self, words: Iterable[str]) -> None:
        """Add stems that questions are known to hold, so that typos are mended towards them."""
        self.known = self.known | frozenset(words)
        self._by_start = {}  # built anew when a word is next mended: most questions hold no typo

    def spelt(self, words: Iterable[str]) -> list[str]:
        """Return the words with contractions written out and variant spellings made one."""
        return spelt(words, self._contractions, self._spelling)

    def read(self, text: str) -> Reading:
        """Return what the question says. Never fails, whatever the text."""
        words = self.spelt(split(text))
        asks = "?" in words
        words = [word for word in words if word != "?"]
        tokens: list[str] = []
        stems: list[str] = []
        mentions: list[Mention] = []
        repairs: list[tuple[str, str]] = []
        unknown: list[str] = []
        pending: list[str] = []  # stems since the last drug name, not yet searched for concepts
        at = 0
        while at < len(words):
            found = self._mention(words, at)
            if found:
                mention, length = found
                tokens.extend(self._concepts(pending))
                stems.extend(pending)
                pending = []
                tokens.append(f"<{mention.group}>")
                mentions.append(mention)
                if not mention.exact:
                    repairs.append((mention.typed, mention.drug))
                at += length
                continue
            word = words[at]
            at += 1
            if word[0].isdecimal():
                pending.append(size(word))
                continue
            root = stem(word)
            if root in self.known:
                pending.append(root)
                continue
            if self.is_plain(root) or self.is_plain(word):
                pending.append(root)
                unknown.append(root)
                continue
            mended = self.mend(word)
            if mended:
                repairs.append((word, " ".join(mended)))
                pending.extend(mended)
            else:
                pending.append(root)
                unknown.append(root)
        tokens.extend(self._concepts(pending))
        stems.extend(pending)
        for at in range(1, len(tokens)):
            if tokens[at - 1] in self._negators and tokens[at] in self._negated:
                tokens[at] = f"not{tokens[at]}"  # without alcohol is not about alcohol
        return Reading(
            tokens=tuple(tokens),
            stems=tuple(stems),
            mentions=tuple(mentions),
            marks=frozenset(mark for one in stems for mark in self._marks.get(one, ())),
            repairs=tuple(repairs),
            unknown=tuple(unknown),
            asks=asks,
        )

    def is_plain(self, word: str) -> bool:
        """Tell whether a word or stem is plain English, and so no typo.

        A bisection in the sorted text: a search from its start takes 30 times as long, and a set of
        its words 9 ms to build.
        """
        low, high = 0, len(self._plain)
        while low < high:
            start = self._plain.rfind("\n", 0, (low + high) // 2) + 1
            end = self._plain.find("\n", start)
            found = self._plain[start:end]
            if found == word:
                return True
            if found < word:
                low = end + 1
            else:
                high = start - 1
        return False

    def _concepts(self, stems: list[str]) -> list[str]:
        """Return the stems with each known phrase, the longest first, replaced by its concept."""
        out: list[str] = []
        at = 0
        while at < len(stems):
            for *rest, concept in self._phrases.get(stems[at], ()):  # the longest first
                if stems[at + 1 : at + 1 + len(rest)] == rest:
                    out.append(concept)
                    at += 1 + len(rest)
                    break
            else:
                out.append(stems[at])
                at += 1
        return out

    def _mention(self, words: Sequence[str], at: int) -> tuple[Mention, int] | None:
        """Return the drug named at a place of the question and how many words its name takes."""
        for length in (4, 3, 2, 1):
            typed = " ".join(words[at : at + length])
            if length > 1 and at + length > len(words):
                continue
            for form in (typed, typed[:-1] if typed.endswith("s") and len(typed) > 4 else ""):
                name = self.name(form)
                if name and (not name.context or self._in_context(words, at, length)):
                    return Mention(typed=typed, drug=name.drug, group=name.group), length
        word = words[at]
        if len(word) < 5 or not word.isalpha():
            return None
        if self.is_plain(word) or self.is_plain(stem(word)) or stem(word) in self.known:
            return None
        near = self._near_name(word)
        if near:
            drug, group, *_ = self._names[near]
            return Mention(typed=word, drug=drug, group=group, exact=False), 1
        if word.endswith(self._suffixes) and len(word) > 6:
            return Mention(typed=word, drug="", group="other"), 1
        return None

    def _in_context(self, words: Sequence[str], at: int, length: int) -> bool:
        """Tell whether something else in the question says that a plain word is a drug here."""
        others = [*words[:at], *words[at + length :]]
        if any(word in self._drug_context or stem(word) in self._drug_context for word in others):
            return True
        return any((name := self.name(word)) is not None and not name.context for word in others)

    def _near_name(self, word: str) -> str | None:
        """Return the one drug name within a slip or two of the word, or None where two drugs are as near.

        Names of two drugs are often a letter or two apart (lorazepam and lormetazepam), so a name is
        recognised only if it begins alike and no name of another drug is as near.
        """
        if not self._names_by_start:  # most questions name every drug as it is spelt
            for name, (_, _, slips, _) in self._names.items():
                if slips and " " not in name:
                    self._names_by_start.setdefault(name[0], []).append(name)
        found: dict[int, set[str]] = {}
        for most in range(1, slack(word) + 1):  # two slips are looked for where one explains nothing
            for name in self._names_by_start.get(word[0], ()):
                if abs(len(name) - len(word)) <= most and (distance := _distance(word, name, most)) <= min(
                    most, self._names[name][2]
                ):
                    found.setdefault(distance, set()).add(name)
            if found:
                break
        if not found:
            return None
        best = sorted(found[min(found)])
        drugs = {self._names[name][0] or name for name in best}
        return best[0] if len(drugs) == 1 else None

    def mend(self, word: str) -> list[str]:
        """Return the stems that a misspelt word stands for; empty where nothing known is near."""
        if not word.isalpha():
            return []
        for cut in range(3, len(word) - 2):  # two words typed as one
            left, right = stem(word[:cut]), stem(word[cut:])
            if len(word) > 6 and left in self.known and right in self.known:
                return [left, right]
        if not self._by_start:
            for one in sorted(self.known):
                if len(one) >= 4 and one.isalpha():
                    self._by_start.setdefault(one[0], []).append(one)
        root = stem(word)
        best: tuple[int, int, str] | None = None
        for most in range(1, slack(word) + 1):
            for known in self._by_start.get(root[0], ()):
                if abs(len(known) - len(root)) <= most:
                    distance = _distance(root, known, most)
                    if distance <= most:
                        candidate = (distance, -len(known), known)
                        best = min(best, candidate) if best else candidate
            if best:
                break
        return [best[2]] if best else []

"""Turn a question into words that can be compared: spelling, typos, inflection, drug names, synonyms.

Everything that it knows about language comes from `vocabulary.json`, `words.txt` and the drug cards.
No pattern here has nested or overlapping repeats, so no text can make a regular expression slow.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benzofaq.model import Drug

# A question longer than this is refused. Questions that people typed have a median of 8 words; the
# longest of the development set has 271 characters.
MAX_CHARS = 10_000

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[?]")
_REPEATED = re.compile(r"(.)\1{2,}")

# A number as a token: few or many. Seven is where a count of tablets stops being a dose in the
# training questions, and where a count of weeks stops being a short course.
FEW, MANY = "#", "##"
_MANY = 7


@dataclass(frozen=True, slots=True)
class Name:
    """A name by which a drug goes.

    `drug` is its card (empty for a substance without one), `group` its group, `slips` how many slips of
    the finger the name may suffer, `context` whether it counts only beside another word about drugs.
    """

    drug: str
    group: str
    slips: int = 0
    context: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A drug named in the question: what was typed, whose name it is, and its group.

    `drug` is empty where the words name the whole group ("benzos").
    """

    typed: str
    drug: str
    group: str
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
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
    from rapidfuzz.distance.OSA import distance  # one module, not the package: start-up

    return int(distance(typed, known, score_cutoff=most))


def slack(word: str) -> int:
    """Return how many slips of the finger a word of this length may hold and still be recognised."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def _size(number: str) -> str:
    whole = number.replace(",", ".").split(".")[0]
    return MANY if len(whole) > 1 or int(whole) >= _MANY else FEW


_GROUPS = {"benzodiazepine": "benzo", "z-drug": "z-drug", "other": "other"}


class Language:
    """The vocabulary, ready for reading questions; built once for a process."""

    def __init__(self, vocabulary: Mapping[str, Any], drugs: Iterable[Drug], plain_words: str) -> None:
        """Take the vocabulary file, the drug cards, and the plain English stems, one a line, sorted."""
        self._contractions: dict[str, list[str]] = {
            key: value.split() for key, value in vocabulary["contractions"].items()
        }
        self._spelling: dict[str, str] = vocabulary["spelling"]
        self._plain = plain_words
        self._suffixes: tuple[str, ...] = tuple(vocabulary["drug_endings"])
        self._drug_context = frozenset(vocabulary["drug_context"])
        self._negators = frozenset(vocabulary["negators"])
        self._negated = frozenset(vocabulary["negated"])
        self.names: dict[str, Name] = {}
        self._phrases: dict[str, dict[tuple[str, ...], str]] = {}
        self._add_names(vocabulary, drugs)
        self._add_concepts(vocabulary["concepts"])
        self._marks: dict[str, list[str]] = {}
        for mark, words in vocabulary["marks"].items():
            for word in words:
                self._marks.setdefault(stem(word), []).append(f"@{mark}")
        self._concept_words = {
            word for phrases in self._phrases.values() for phrase in phrases for word in phrase
        }
        self.known: frozenset[str] = frozenset(self._concept_words) | frozenset(self._marks)
        self._by_start: dict[str, list[str]] = {}
        self._names_by_start: dict[str, list[str]] = {}
        for name, record in self.names.items():
            if record.slips and " " not in name:
                self._names_by_start.setdefault(name[0], []).append(name)

    def learn(self, words: Iterable[str]) -> None:
        """Add stems that questions are known to hold, so that typos are mended towards them."""
        self.known = self.known | frozenset(words)
        self._by_start = {}  # built anew when a word is next mended: most questions hold no typo

    def _add_names(self, vocabulary: Mapping[str, Any], drugs: Iterable[Drug]) -> None:
        # A name two letters from another drug's suffers one slip at most: lorazepam, flurazepam.
        close = frozenset(vocabulary["close_names"])

        def slips(word: str) -> int:
            return min(slack(word), 1) if word in close else slack(word)

        for drug in drugs:
            group = vocabulary["card_groups"].get(drug.name) or _GROUPS[drug.group]
            for word in drug.names.get("context", ()):
                self._name(word, Name(drug.name, group, context=True))
            for word in (drug.name, *drug.brands, *drug.names.get("synonyms", ())):
                self._name(word, Name(drug.name, group, slips(word.lower())))
            for kind in ("misspellings", "slang", "exact"):
                for word in drug.names.get(kind, ()):
                    self._name(word, Name(drug.name, group))
        for group, words in vocabulary["substances"].items():
            for word in words:
                self._name(word, Name("", group, slips(word)))

    def _name(self, word: str, name: Name) -> None:
        """Add a name; the first to claim it keeps it, so a card comes before a mere substance."""
        key = " ".join(split(word))
        if key:
            self.names.setdefault(key, name)

    def _add_concepts(self, concepts: Mapping[str, Sequence[str]]) -> None:
        for concept, phrases in concepts.items():
            for phrase in phrases:
                words = tuple(
                    _size(word) if word[0].isdecimal() else stem(word) for word in self.spelt(split(phrase))
                )
                self._phrases.setdefault(words[0], {})[words] = f"~{concept}"

    def spelt(self, words: Iterable[str]) -> list[str]:
        """Return the words with contractions written out and variant spellings made one."""
        out: list[str] = []
        for word in words:
            out.extend(self._contractions.get(word) or [self._spelling.get(word, word)])
        return out

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
                pending.append(_size(word))
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
            best: tuple[str, ...] = ()
            for phrase in self._phrases.get(stems[at], ()):
                if len(phrase) > len(best) and tuple(stems[at : at + len(phrase)]) == phrase:
                    best = phrase
            if best:
                out.append(self._phrases[stems[at]][best])
                at += len(best)
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
                name = self.names.get(form)
                if name and (not name.context or self._in_context(words, at, length)):
                    return Mention(typed, name.drug, name.group), length
        word = words[at]
        if len(word) < 5 or not word.isalpha():
            return None
        if self.is_plain(word) or self.is_plain(stem(word)) or stem(word) in self.known:
            return None
        near = self._near_name(word)
        if near:
            name = self.names[near]
            return Mention(word, name.drug, name.group, exact=False), 1
        if word.endswith(self._suffixes) and len(word) > 6:
            return Mention(word, "", "other"), 1
        return None

    def _in_context(self, words: Sequence[str], at: int, length: int) -> bool:
        """Tell whether something else in the question says that a plain word is a drug here."""
        others = [*words[:at], *words[at + length :]]
        if any(word in self._drug_context or stem(word) in self._drug_context for word in others):
            return True
        return any((name := self.names.get(word)) is not None and not name.context for word in others)

    def _near_name(self, word: str) -> str | None:
        """Return the one drug name within a slip or two of the word, or None where two drugs are as near.

        Names of two drugs are often a letter or two apart (lorazepam and lormetazepam), so a name is
        recognised only if it begins alike and no name of another drug is as near.
        """
        most = slack(word)
        found: dict[int, set[str]] = {}
        for name in self._names_by_start.get(word[0], ()):
            if abs(len(name) - len(word)) <= most and (distance := _distance(word, name, most)) <= min(
                most, self.names[name].slips
            ):
                found.setdefault(distance, set()).add(name)
        if not found:
            return None
        best = sorted(found[min(found)])
        drugs = {self.names[name].drug or name for name in best}
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
        most = slack(word)
        best: tuple[int, int, str] | None = None
        for known in self._by_start.get(root[0], ()) if most else ():
            if abs(len(known) - len(root)) <= most:
                distance = _distance(root, known, most)
                if distance <= most:
                    candidate = (distance, -len(known), known)
                    best = min(best, candidate) if best else candidate
        return [best[2]] if best else []

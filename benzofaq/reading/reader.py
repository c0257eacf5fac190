"""Understand one text: its words and drugs, the chances of every answer, and how alarming it is."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import msgspec
from msgspec.json import Decoder

from benzofaq.reading import emergencies
from benzofaq.reading.emergencies import KIND, QUIET, Alarm
from benzofaq.reading.features import Reading, features, read, split
from benzofaq.reading.model import Model, softmax
from benzofaq.reading.names import Names
from benzofaq.reading.rules import Rules
from benzofaq.records.files import DataError
from benzofaq.records.library import Library

T = TypeVar("T")

# At least this share of the words must be of a language, and a lone match must have this many letters.
_SHARE, _LONG = 0.5, 6

# The English reading's alarm is trusted more: little training text is in other languages.
_FOREIGN = 1.5


class Language(msgspec.Struct, dict=True):
    """A language: its function words, and English for words; `dej*` stands for all words that begin so."""

    function: str
    words: Mapping[str, str]

    def __post_init__(self) -> None:
        self._function = frozenset(self.function.split())
        stems = (word[:-1] for word in self.words if word.endswith("*"))
        self._stems = sorted(stems, reverse=True)  # of two that fit a word, the longer comes first

    def functional(self, words: Sequence[str]) -> int:
        """Return how many of the words are function words."""
        return sum(word in self._function for word in words)

    def known(self, words: Sequence[str]) -> list[str]:
        """Return those of the words that the language has."""
        return [word for word in words if word in self._function or self.english(word) != word]

    def english(self, word: str) -> str:
        """Return English for a word, or the word itself."""
        stem = next((one for one in self._stems if word.startswith(one)), "")
        return self.words.get(word, self.words[f"{stem}*"] if stem else word)


class Understanding(NamedTuple):
    """A text as understood: its reading, the chances of what may answer it, its alarm, and its language."""

    reading: Reading
    chances: Mapping[str, float]
    alarm: Alarm
    language: str = ""

    @property
    def ranked(self) -> list[tuple[str, float]]:
        """The answers with their chances, best first."""
        return sorted(self.chances.items(), key=lambda one: (-one[1], one[0]))


class Reader:
    """The bundled names, rules, languages and model, ready for reading texts."""

    def __init__(self, library: Library) -> None:
        """Read the bundled files, whatever the library. Raises DataError where one is broken."""

        def made(name: str, make: Callable[[bytes], T]) -> T:
            try:
                return make(library.base.read_bytes(name))
            except (ValueError, msgspec.DecodeError) as error:
                raise DataError(f"{name} is broken: {error}. {library.base.remedy}") from None

        self.names = made("names.json", Decoder(Names).decode)
        self.rules = made("rules.json", Decoder(Rules).decode)
        self._languages = made("languages.json", Decoder(dict[str, Language]).decode)
        self._english = self._languages.pop("en", Language("", {}))
        self.model = made("weights.bin", Model)

    def understand(self, folded: str) -> Understanding:
        """Return what a folded text says; one in another language is read both as it is and in English."""
        words = split(folded)
        plain = self._understood(read(words, self.names))
        code = self._language(plain.reading.words)
        if not code:
            return plain
        in_english = [one for word in words for one in self._languages[code].english(word).split()]
        english = self._understood(read(in_english, self.names))
        loud = max(plain.alarm.loud - _FOREIGN, english.alarm.loud)
        return english._replace(alarm=english.alarm._replace(loud=loud), language=code)

    def _language(self, words: Sequence[str]) -> str:
        """Return the code of the language of some words, or "" for English and for what is not clear."""
        english, enough = self._english.functional(words), _SHARE * len(words)
        best, most = "", (english, 0)
        if english >= enough:
            return best
        for code, language in self._languages.items():
            known = language.known(words)
            score = (len(known), language.functional(words))
            clear = len(known) > 1 or (known and len(known[0]) >= _LONG)
            if clear and len(known) > english and len(known) >= enough and score > most:
                best, most = code, score
        return best

    def _understood(self, reading: Reading) -> Understanding:
        sums, levels = self.model.sums(features(reading))
        boosts = self.rules.boosts(reading)
        boosted = {name: total + boosts.get(name, 0.0) for name, total in sums.items()}
        # What a rule adds to an entry takes nothing from an emergency.
        alarming = {name: (boosted if name.startswith(KIND) else sums)[name] for name in sums}
        alarm = emergencies.alarm(softmax(alarming), softmax(levels), boosts)
        answers = [name for name in sums if not name.startswith(KIND) and name != QUIET]
        return Understanding(reading, softmax({name: boosted[name] for name in answers}), alarm)

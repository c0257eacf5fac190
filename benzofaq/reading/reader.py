"""Understand one text: its words and drugs, the chances of every answer, and how alarming it is."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

import msgspec

from benzofaq.reading import emergencies
from benzofaq.reading.emergencies import KIND, Alarm, Scores
from benzofaq.reading.features import Reading, features, read, tokenised
from benzofaq.reading.languages import Language, Languages
from benzofaq.reading.model import Model, softmax
from benzofaq.reading.names import Names, Tables
from benzofaq.reading.rules import Rulebook, Rules
from benzofaq.reading.words import split

T = TypeVar("T")
_QUIET = "quiet"

# A text in another language is surer of its alarm in English: few lines to learn from are in others.
_FOREIGN = 1.5


class Understanding(NamedTuple):
    """A text as understood: its reading, the chances of what may answer it, its alarm, and its language."""

    reading: Reading
    chances: Mapping[str, float]
    alarm: Alarm
    language: str = ""

    @property
    def ranked(self) -> list[tuple[float, str]]:
        """The answers with their chances, best first."""
        return sorted(
            zip(self.chances.values(), self.chances, strict=True), key=lambda one: (-one[0], one[1])
        )


class Reader:
    """The bundled names, rules, languages and model, ready for reading texts."""

    def __init__(self, file: Callable[[str], bytes]) -> None:
        """Read the files that `file` returns by their names. Raises ValueError where one is broken."""

        def made(name: str, make: Callable[[bytes], T]) -> T:
            try:
                return make(file(name))
            except (ValueError, msgspec.DecodeError) as error:
                raise ValueError(f"{name} is broken: {error}") from None

        decode = msgspec.json.decode
        self.names = made("names.json", lambda content: Names(decode(content, type=Tables)))
        self.rules = made("rules.json", lambda content: Rulebook(decode(content, type=Rules)))
        languages = dict[str, Language]
        self.languages = made("languages.json", lambda content: Languages(decode(content, type=languages)))
        self.model = made("weights.bin", Model)
        self._all = self.model.header.classes
        self._answers = tuple(name for name in self._all if not name.startswith(KIND) and name != _QUIET)

    def understand(self, folded: str) -> Understanding:
        """Return what a folded text says; one in another language is read both as it is and in English."""
        reading = read(folded, self.names)
        plain = self._understood(reading)
        code = self.languages.recognise(reading.words)
        if not code:
            return plain
        words = self.languages.english(code, [word for word in split(folded) if word != "?"])
        english = self._understood(tokenised(self.names.read(words), self.names, reading.asks))
        loud = max(plain.alarm.loud - _FOREIGN, english.alarm.loud)
        return english._replace(alarm=english.alarm._replace(loud=loud), language=code)

    def alarm(self, folded: str) -> Alarm:
        """Return how alarming a part of a text is."""
        return self.understand(folded).alarm

    def _understood(self, reading: Reading) -> Understanding:
        sums, levels = self.model.sums(features(reading))
        boosts = self.rules.boosts(reading)
        # What a rule adds to an entry takes nothing from an emergency.
        alarming = [
            total + (boosts.get(name, 0.0) if name.startswith(KIND) else 0.0)
            for name, total in zip(self._all, sums, strict=True)
        ]
        answering = [
            total + boosts.get(name, 0.0)
            for name, total in zip(self._all, sums, strict=True)
            if not name.startswith(KIND) and name != _QUIET
        ]
        scores = Scores(
            dict(zip(self._all, softmax(alarming), strict=True)),
            dict(zip(self.model.header.levels, softmax(levels), strict=True)),
        )
        chances = dict(zip(self._answers, softmax(answering), strict=True))
        return Understanding(reading, chances, emergencies.alarm(scores, boosts))

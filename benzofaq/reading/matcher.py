"""Decide which entry or drug card answers a question, or that none does, and whether it is an emergency."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import msgspec

from benzofaq.reading import emergencies
from benzofaq.reading.emergencies import KIND, Alarm, Scores
from benzofaq.reading.features import Reading, features, read
from benzofaq.reading.model import Model, softmax
from benzofaq.reading.names import SUBJECT, Mention, Names, Tables
from benzofaq.reading.reply import Explanation, Match, Reply, State
from benzofaq.reading.rules import CARD, NONE, Rulebook, Rules
from benzofaq.reading.words import bounded, fold, split

MOST_OFFERED = 3
# Groups that say nothing about the subject: people on a benzo ask about these by themselves.
NEUTRAL = frozenset({"alcohol"})


class Library(Protocol):
    """What a reader needs of a library."""

    @property
    def drugs(self) -> Mapping[str, Any]:
        """The drug cards by name."""

    @property
    def wordings(self) -> Mapping[str, tuple[str, ...]]:
        """The question of each entry and its other wordings, by id."""

    @property
    def bundled(self) -> bool:
        """Whether these are the data that the model was trained on."""

    def read_bytes(self, name: str) -> bytes:
        """Return a bundled file."""


class Matcher:
    """Answers questions about one library."""

    def __init__(self, library: Library) -> None:
        """Read the names, the rules and the model."""
        self.library = library
        self._names = Names(msgspec.json.decode(library.read_bytes("names.json"), type=Tables))
        self._rules = Rulebook(msgspec.json.decode(library.read_bytes("rules.json"), type=Rules))
        self._model = Model(library.read_bytes("weights.bin"))
        self._classes = self._model.header.classes

    def ask(self, question: str, *, explain: bool = False, before: str = "") -> Reply:
        """Return the reply to a question; `before` is the earlier question of a conversation."""
        start, end = bounded(question)
        reading = read(start, self._names)
        if not reading.tokens:
            return Reply(question=question, state="none", reason="There is no question here.")
        scores = self._scores(reading)
        rest = emergencies.parts(start) + emergencies.parts(end)
        alarms = map(self._alarm, rest) if len(rest) > 1 else ()
        emergency, quiet = emergencies.judge(self._alarm_of(reading, scores), alarms, self._rules.limits)
        state, offered = self._answer(reading, scores)
        if emergency and state == "suggest":
            state, offered = "none", []
        return Reply(question=question, state=state, matches=tuple(offered), emergency=emergency, quiet=quiet)

    def _scores(self, reading: Reading) -> Scores:
        sums, levels = self._model.sums(features(reading))
        boosts = self._rules.boosts(reading)
        if boosts:
            sums = [one + boosts.get(name, 0.0) for name, one in zip(self._classes, sums, strict=True)]
        return Scores(
            dict(zip(self._classes, softmax(sums), strict=True)),
            dict(zip(self._model.header.levels, softmax(levels), strict=True)),
        )

    def _alarm(self, text: str) -> Alarm:
        reading = read(text, self._names)
        return self._alarm_of(reading, self._scores(reading))

    def _alarm_of(self, reading: Reading, scores: Scores) -> Alarm:
        return emergencies.alarm(scores, self._rules.boosts(reading))

    def _answer(self, reading: Reading, scores: Scores) -> tuple[State, list[Match]]:
        limits = self._rules.limits
        groups = reading.groups - NEUTRAL
        subject = bool(groups & SUBJECT)
        carded = [one.drug for one in reading.mentions if one.drug in self.library.drugs]
        kept = {name: one for name, one in scores.classes.items() if not name.startswith(KIND) and name != "quiet"}
        whole = sum(kept.values())
        ranked = sorted(((one / whole, name) for name, one in kept.items()), reverse=True)
        chance, best = ranked[0]
        offered = [
            self._match(name, one, carded)
            for one, name in ranked[:9]
            if name != NONE and (name != CARD or carded) and one >= limits.offer
        ][:MOST_OFFERED]
        if not groups:
            enough = limits.answer_without_drug
        elif subject:
            enough = limits.answer
        else:
            enough = limits.answer_about_other if best in self._rules.about_others else 2.0
        if best != NONE and (best != CARD or carded) and chance >= enough:
            return "answer", offered
        if offered and not (groups and not subject) and not (best == NONE and chance >= limits.surely_nothing):
            return "suggest", offered
        return "none", []

    def _match(self, name: str, chance: float, carded: Sequence[str]) -> Match:
        if name == CARD:
            return Match(f"drug:{carded[0]}", f"What is {carded[0]}?", chance)
        return Match(name, self.library.wordings.get(name, ("",))[0], chance)

"""Decide which entry or drug card answers a question, or that none does, and whether it is an emergency."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from benzofaq.reading import emergencies, reasons
from benzofaq.reading.names import SUBJECT
from benzofaq.reading.reader import Reader, Understanding
from benzofaq.reading.reply import Match, Reply, State
from benzofaq.reading.rules import CARD, NONE
from benzofaq.reading.wordings import Wordings
from benzofaq.reading.words import bounded, fold
from benzofaq.records.library import DataError, Library
from benzofaq.records.model import CARD as CARD_ID

MOST_OFFERED = 3

# A follow-up of no more words than this is read with the whole of what was asked before.
_SHORT = 5

# Groups that say nothing about the subject: people on a benzo ask about these by themselves.
NEUTRAL = frozenset({"alcohol"})

# What people call a benzo that they don't name.
_UNNAMED = frozenset({"it", "them", "this", "these", "stuff", "meds", "medication", "pills", "tablets"})


class Matcher:
    """Answers questions about one library: the bundled one with the model, any other by its wordings."""

    def __init__(self, library: Library) -> None:
        """Read what the library holds. Raises DataError where a file is broken."""
        self.library = library
        self._reader = reader(library)
        self._limits = self._reader.rules.limits
        self._wordings = None if library.bundled else Wordings(library.wordings)

    def ask(self, question: str, *, explain: bool = False, before: str = "") -> Reply:
        """Return the reply to a question, whatever the text; `before` is what was asked before it."""
        start, end = bounded(question)
        seen = self._reader.understand(start)
        if not seen.reading.tokens:
            return Reply(question=question, state="none", reason="There is no question here.")
        emergency, quiet = self._emergency(seen, start, end, before)
        if self._wordings:
            state, offered = self._by_wordings(question, self._wordings)
        else:
            seen = self._with(before, start, seen)
            state, offered = self._unclear(start, seen) or self._answer(seen)
        if emergency and state == "suggest":
            state, offered = "none", ()  # help stands alone: what nearly fits would push it off the screen
        reply = Reply(
            question=question,
            state=state,
            matches=offered,
            emergency=emergency,
            quiet=quiet,
            language=seen.language,
            reason=reasons.why_not(self.library, self._reader.rules, seen.reading) if state == "none" else "",
            also=self._also(start, seen, offered) if state == "answer" and not emergency else (),
        )
        if not explain:
            return reply
        return replace(reply, explanation=reasons.explain(self._reader, seen, self._offer(seen, 5, 0.0)))

    def _emergency(self, seen: Understanding, start: str, end: str, before: str) -> tuple[str | None, bool]:
        if not self.library.checks_emergencies:
            return None, False
        parts = emergencies.parts(start) + emergencies.parts(end)
        alarms = [self._reader.alarm(part) for part in parts] if len(parts) > 1 else []
        if drug := self._drug_before(before, seen):
            alarms.append(self._reader.alarm(f"{drug} {start}"))
        return emergencies.judge(seen.alarm, alarms, self._limits)

    def _drug_before(self, before: str, seen: Understanding) -> str:
        """Return the benzo that a conversation is about, where the question names none."""
        if not before or seen.reading.groups & SUBJECT:
            return ""
        mentions = self._reader.understand(bounded(before)[0]).reading.mentions
        return next((one.typed for one in mentions if one.group in SUBJECT), "")

    def _with(self, before: str, start: str, seen: Understanding) -> Understanding:
        """Return a follow-up as read with what went before."""
        drug = self._drug_before(before, seen)
        if not drug:
            return seen
        alone = self._reader.understand(f"{drug} {start}")
        if len(seen.reading.tokens) > _SHORT or self._answer(alone)[0] == "answer":
            return alone
        both = self._reader.understand(f"{bounded(before)[0]} {start}")
        return both if self._answer(both)[0] == "answer" else alone

    def _unclear(self, start: str, seen: Understanding) -> tuple[State, tuple[Match, ...]] | None:
        """Return what to offer where no benzo is named, as if one was meant; None where there is no need."""
        state, _ = self._answer(seen)
        words = start.split()
        named = ["benzos" if word.strip("?.!,") in _UNNAMED else word for word in words]
        meant = named != words or not seen.reading.mentions
        if state == "answer" or seen.language or seen.reading.groups & SUBJECT or not meant:
            return None
        if seen.chances[NONE] >= self._limits.surely_another_subject:
            return None
        guess = self._reader.understand(" ".join(named if named != words else ("benzos", *words)))
        chance, best = guess.ranked[0]
        if best == NONE or chance < self._limits.unclear:
            return None
        return "suggest", self._offer(guess)

    def _answer(self, seen: Understanding) -> tuple[State, tuple[Match, ...]]:
        """Return the state of a reading, and what is shown or offered."""
        offered, limits = self._offer(seen), self._limits
        mentions = seen.reading.mentions
        rivals = next((one.rivals for one in mentions if one.rivals), ())
        if rivals and len(mentions) == 1:  # a misspelt name as near to two drugs: ask which
            cards = [name for name in rivals if name in self.library.drugs][:MOST_OFFERED]
            return "suggest" if cards else "none", tuple(self._card(name, 0.5) for name in cards)
        groups = seen.reading.groups - NEUTRAL
        subject = bool(groups & SUBJECT)
        chance, best = self._possible(seen)[0]
        if not groups:
            enough = 2.0 if best in self._reader.rules.needs_drug else limits.answer_without_drug
        elif subject:
            enough = limits.answer
        else:  # a question about another drug never gets a benzo's answer
            enough = limits.answer_about_other if best in self._reader.rules.about_others else 2.0
        if best != NONE and offered and chance >= enough:
            return "answer", offered
        hopeless = limits.surely_nothing if subject else limits.surely_another_subject
        if offered and (subject or not groups) and (best != NONE or chance < hopeless):
            return "suggest", offered
        return "none", ()

    def _offer(
        self, seen: Understanding, most: int = MOST_OFFERED, least: float | None = None
    ) -> tuple[Match, ...]:
        """Return what comes nearest to an answer, best first."""
        least = self._limits.offer if least is None else least
        worth = [one for one in self._possible(seen) if one[1] != NONE and one[0] >= least]
        wordings, carded = self.library.wordings, self._carded(seen)
        return tuple(
            self._card(carded, chance) if name == CARD else Match(name, wordings[name][0], chance)
            for chance, name in worth[:most]
        )

    def _possible(self, seen: Understanding) -> list[tuple[float, str]]:
        """Return what the library can show, and that nothing answers, with their chances, best first."""
        possible = {*self.library.wordings, NONE, *((CARD,) if self._carded(seen) else ())}
        return [one for one in seen.ranked if one[1] in possible]

    def _carded(self, seen: Understanding) -> str:
        """Return the first drug named that has a card."""
        return next((one.drug for one in seen.reading.mentions if one.drug in self.library.drugs), "")

    def _card(self, name: str, chance: float) -> Match:
        return Match(CARD_ID + name, f"What is {name}?", chance)

    def _also(self, start: str, seen: Understanding, shown: Sequence[Match]) -> tuple[Match, ...]:
        """Return the other questions of a text that are surely answered."""
        asked = [one for one in emergencies.sentences(start) if one.endswith("?")]
        drug = next((one.typed for one in seen.reading.mentions if one.group in SUBJECT), "")
        found: dict[str, Match] = {}
        for sentence in asked if len(asked) > 1 else ():
            part = self._reader.understand(sentence)
            if not part.reading.mentions and drug:
                part = self._reader.understand(f"{drug} {sentence}")
            state, offered = self._answer(part)
            if state == "answer" and offered[0].score >= self._limits.sure and offered[0].id != shown[0].id:
                found.setdefault(offered[0].id, offered[0])
        return tuple(found.values())

    def _by_wordings(self, question: str, wordings: Wordings) -> tuple[State, tuple[Match, ...]]:
        """Return what a library that the model knows nothing of has on a question."""
        sure, ranked = wordings.find(question)
        offered = tuple(Match(id_, self.library.wordings[id_][0], score) for id_, score in ranked)
        return ("answer" if sure else "suggest" if offered else "none"), offered


def reader(library: Library) -> Reader:
    """Return what reads questions, from the bundled files. Raises DataError where one is broken."""
    try:
        return Reader(library.base.read_bytes)
    except ValueError as error:
        raise DataError(f"{error}. {library.base.remedy}") from None


def find_drug(name: str, library: Library) -> str | list[str]:
    """Return the name of the card that goes by this name, or up to three that come near it."""
    from rapidfuzz import fuzz, process  # late: a question needs it only for a misspelt name

    cards: dict[str, str] = {}
    for card in library.drugs.values():
        for one in (card.name, *card.brands, *card.names):
            cards.setdefault(fold(one), card.name)
    key = " ".join(fold(name).split())
    if key in cards:
        return cards[key]
    mentions = reader(library).understand(key).reading.mentions if library.bundled else ()
    meant = [one for mention in mentions for one in (mention.drug, *mention.rivals)]
    if named := dict.fromkeys(one for one in meant if one in library.drugs):
        return next(iter(named)) if len(named) == 1 else list(named)[:MOST_OFFERED]
    if mentions:  # a substance without a card: what is spelt alike is something else
        return []
    near = process.extract(key, list(cards), scorer=fuzz.ratio, limit=8, score_cutoff=60)
    return list(dict.fromkeys(cards[one] for one, _, _ in near))[:MOST_OFFERED]

"""Decide which entry or drug card answers a question, or that none does, and whether it is an emergency."""

import shlex
from collections.abc import Sequence

from benzofaq.reading import emergencies
from benzofaq.reading.features import Reading, bounded, features, fold
from benzofaq.reading.reader import Reader, Understanding
from benzofaq.reading.reply import Explanation, Match, Reply, State
from benzofaq.reading.rules import CARD, NONE
from benzofaq.reading.wordings import MOST_OFFERED, Wordings
from benzofaq.records.library import Library
from benzofaq.records.model import CARD as CARD_ID

# A follow-up of no more words than this is read with the whole of what was asked before.
_SHORT = 5

# Groups that say nothing about the subject: people on a benzo ask about these by themselves.
_NEUTRAL = frozenset({"alcohol"})

# What people call a benzo that they don't name.
_UNNAMED = frozenset({"it", "them", "this", "these", "stuff", "meds", "medication", "pills", "tablets"})

_Offer = tuple[State, tuple[Match, ...]]


class Matcher:
    """Answers questions about one library: the bundled one with the model, any other by its wordings."""

    def __init__(self, library: Library) -> None:
        """Read what the library holds. Raises DataError where a file is broken."""
        self.library = library
        self._reader = Reader(library)
        self._limits = self._reader.rules.limits
        self._wordings = None if library.bundled else Wordings(library.wordings)

    def ask(self, question: str, *, explain: bool = False, before: Sequence[str] = ()) -> Reply:
        """Return the reply to a question, whatever the text; `before` are the questions before it."""
        start, end = bounded(question)
        seen = self._reader.understand(start)
        if not seen.reading.tokens:
            return Reply(question=question, state="none", reason="There is no question here.")
        last, about = ("", "") if seen.reading.subject else self._topic(before)
        emergency, quiet = self._emergency(seen, start, end, about)
        state: State
        if self._wordings:
            sure, ranked = self._wordings.find(question)
            offered = tuple(Match(id_, self.library.wordings[id_][0], score) for id_, score in ranked)
            state = "answer" if sure else "suggest" if offered else "none"
        else:
            if about and self._answer(seen)[0] != "answer":
                seen = self._follow_up(last, about, start, seen)
            state, offered = self._unclear(start, seen) or self._answer(seen)
        if emergency and state == "suggest":
            state, offered = "none", ()  # help stands alone: what nearly fits would push it off the screen
        return Reply(
            question=question,
            state=state,
            matches=offered,
            emergency=emergency,
            quiet=quiet,
            language=seen.language,
            reason=self._why_not(seen.reading) if state == "none" and not emergency else "",
            also=self._also(start, seen, offered) if state == "answer" and not emergency else (),
            explanation=self._explanation(seen) if explain else Explanation(),
        )

    def _emergency(self, seen: Understanding, start: str, end: str, about: str) -> tuple[str | None, bool]:
        if not self.library.checks_emergencies:
            return None, False
        parts = emergencies.parts(start) + emergencies.parts(end)
        texts = [*(parts if len(parts) > 1 else ()), *([f"{about} {start}"] if about else ())]
        alarms = [self._reader.understand(text).alarm for text in texts]
        return emergencies.judge(seen.alarm, alarms, self._limits)

    def _topic(self, before: Sequence[str]) -> tuple[str, str]:
        """Return the last question of a conversation, and the benzo named last in it, or ""."""
        texts = [bounded(text)[0] for text in reversed(before)]
        named = (self._reader.understand(text).reading.subject for text in texts)
        about = next(filter(None, named), "")
        return (texts[0] if about in texts[0] else f"{about} {texts[0]}", about) if about else ("", "")

    def _follow_up(self, last: str, about: str, start: str, seen: Understanding) -> Understanding:
        """Return a question as read with the benzo of the conversation, or with the question before it."""
        alone = self._reader.understand(f"{about} {start}")
        if len(seen.reading.tokens) > _SHORT or self._answer(alone)[0] == "answer":
            return alone
        both = self._reader.understand(f"{last} {start}")
        return both if self._answer(both)[0] == "answer" else alone

    def _unclear(self, start: str, seen: Understanding) -> _Offer | None:
        """Return what to offer where no benzo is named, as if one was meant; None where there is no need."""
        words = start.split()
        named = ["benzos" if word.strip("?.!,") in _UNNAMED else word for word in words]
        meant = named != words or not seen.reading.mentions
        if seen.language or seen.reading.subject or not meant or self._answer(seen)[0] == "answer":
            return None
        if seen.chances[NONE] >= self._limits.surely_another_subject:
            return None
        guess = self._reader.understand(" ".join(named if named != words else ("benzos", *words)))
        best, chance = guess.ranked[0]
        offered = self._offer(guess) if best != NONE and chance >= self._limits.unclear else ()
        return ("suggest", offered) if offered else None

    def _answer(self, seen: Understanding) -> _Offer:
        """Return the state of a reading, and what is shown or offered."""
        offered, limits, rules = self._offer(seen), self._limits, self._reader.rules
        mentions, groups = seen.reading.mentions, seen.reading.groups - _NEUTRAL
        if len(mentions) == 1 and mentions[0].rivals:  # a misspelt name as near to two drugs: ask which
            cards = [name for name in mentions[0].rivals if name in self.library.drugs][:MOST_OFFERED]
            return "suggest" if cards else "none", tuple(Match(*_of_card(name), 0.5) for name in cards)
        subject = seen.reading.subject
        best = self._ranked(seen)[0]
        if not groups:
            enough = limits.answer_without_drug
        elif subject:
            enough = limits.answer
        else:  # a question about another drug never gets a benzo's answer
            fits = best.id.startswith(CARD_ID) or best.id in rules.about_others
            enough = limits.answer_about_other if fits else 2.0
        if best.id != NONE and offered and best.score >= enough:
            return "answer", offered
        hopeless = limits.surely_nothing if subject else limits.surely_another_subject
        if offered and (subject or not groups) and (best.id != NONE or best.score < hopeless):
            return "suggest", offered
        return "none", ()

    def _offer(self, seen: Understanding) -> tuple[Match, ...]:
        """Return what may answer, best first."""
        likely = (one for one in self._ranked(seen) if one.id != NONE and one.score >= self._limits.offer)
        return tuple(likely)[:MOST_OFFERED]

    def _ranked(self, seen: Understanding) -> list[Match]:
        """Return what the library can show, and that nothing answers (NONE), best first."""
        shown = {id_: (id_, texts[0]) for id_, texts in self.library.wordings.items()}
        shown[NONE] = (NONE, "")
        named = (one.drug for one in seen.reading.mentions if one.drug)
        if drug := next((name for name in named if name in self.library.drugs), ""):
            shown[CARD] = _of_card(drug)
        return [Match(*shown[name], chance) for name, chance in seen.ranked if name in shown]

    def _also(self, start: str, seen: Understanding, shown: Sequence[Match]) -> tuple[Match, ...]:
        """Return the other questions of a text that are surely answered."""
        asked = [one for one in emergencies.sentences(start) if one.endswith("?")]
        drug = seen.reading.subject
        found: dict[str, Match] = {}
        for sentence in asked if len(asked) > 1 else ():
            part = self._reader.understand(sentence)
            if not part.reading.mentions and drug:
                part = self._reader.understand(f"{drug} {sentence}")
            state, offered = self._answer(part)
            if state == "answer" and offered[0].score >= self._limits.sure and offered[0].id != shown[0].id:
                found.setdefault(offered[0].id, offered[0])
        return tuple(found.values())

    def _why_not(self, reading: Reading) -> str:
        """Return one line that says why nothing answers a question, and who may."""
        name, covers = self.library.name, self.library.covers
        nothing = f"{name} has no answer to that"
        other = next((one for one in reading.mentions if one.group not in _NEUTRAL), None)
        if self.library.bundled and reading.subject:
            beyond = self._reader.rules.why_beyond(reading)
            return beyond or f"{nothing} about benzodiazepines. A pharmacist or prescriber may."
        if not self.library.bundled or other is None:
            return f"{name} covers {covers} only." if covers else f"{nothing}."
        seen, see = "was recognised as another drug or substance.", ""
        if other.drug in self.library.drugs:
            seen = f"was recognised ({other.drug}): not a benzodiazepine."
            see = f" Its card: benzofaq drug {shlex.quote(other.drug)}"
        who = f"{name} covers {covers} only; a pharmacist can answer this."
        return f"{other.typed.capitalize()} {seen} {who}{see}"

    def _explanation(self, seen: Understanding) -> Explanation:
        """Return what was recognised, which rules held, and the features that weighed most."""
        reading, best = seen.reading, seen.ranked[0][0]
        rules = tuple((f"rule: {rule.name}", rule.by) for rule in self._reader.rules.holding(reading))
        return Explanation(
            drugs=tuple((one.typed, one.drug or one.group) for one in reading.mentions),
            reasons=rules + self._reader.model.reasons(features(reading), best),
            runners_up=tuple(one for one in self._ranked(seen) if one.id != NONE)[1:5],
        )


def _of_card(name: str) -> tuple[str, str]:
    return CARD_ID + name, f"What is {name}?"


def find_drug(name: str, library: Library) -> str | list[str]:
    """Return the name of the card that goes by this name, or up to three that come near it."""
    from rapidfuzz import fuzz, process  # late: a question needs it only for a misspelt name

    drugs = library.drugs.values()
    cards = {fold(one): card.name for card in drugs for one in (card.name, *card.brands, *card.names)}
    key = " ".join(fold(name).split())
    if key in cards:
        return cards[key]
    mentions = Reader(library).understand(key).reading.mentions if library.bundled else ()
    meant = [one for mention in mentions for one in (mention.drug, *mention.rivals)]
    if named := dict.fromkeys(one for one in meant if one in library.drugs):
        return next(iter(named)) if len(named) == 1 else list(named)[:MOST_OFFERED]
    if mentions:  # a substance without a card: what is spelt alike is something else
        return []
    near = process.extract(key, list(cards), scorer=fuzz.ratio, limit=None, score_cutoff=60)
    return list(dict.fromkeys(cards[one] for one, _, _ in near))[:MOST_OFFERED]

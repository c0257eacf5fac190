"""Decide which entry or drug card answers a question, or that none does, and whether it is an emergency."""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from benzofaq.reading import weights as model_file
from benzofaq.reading.features import NEUTRAL, SUBJECT, features
from benzofaq.reading.reply import Explanation, Match, Reply, State
from benzofaq.reading.words import MAX_CHARS, Language, Mention, Reading, split
from benzofaq.records.library import DataError, Library
from benzofaq.records.model import Drug

if TYPE_CHECKING:
    from benzofaq.reading.wordings import Overlap

CARD = "drug"  # the class of questions that a drug card answers
NONE = "none"  # the class of questions that nothing answers
EMERGENCY = "!"  # what the classes of questions that describe an emergency begin with

# Least chance with which an entry is shown as the answer: where the question names a drug, and where it
# names none. Set on half of the development set: 0.5 instead of 0.4 costs 1.9 points of right answers and
# saves 0.6 of wrong ones; 0.5 instead of 0.7 triples the false answers.
ENOUGH = 0.4
ENOUGH_WITHOUT_DRUG = 0.7

# Least chance with which an entry is offered at all. On half of the development set 0.1 loses 0.3 points of
# right answers within three, and 0.01 gains none.
WORTH_OFFERING = 0.03
MOST_OFFERED = 3

# Least chance of all kinds of emergency together with which help is put first. Low, because a missed
# emergency is worse than a notice too many: on the development set 0.15 sees 134 of 135 with 3 false
# alarms in 1,360 calm questions (5 with ALARM_BESIDE), 0.12 sees no more and raises 7, 0.3 sees no fewer
# and raises 1.
ALARM = 0.15

# Where "nothing answers this" reaches this chance, a question about a benzodiazepine (its price, its
# dose) is told so, and gets no suggestions: of the near questions of half the development set 3.1 % get
# some, 4.3 % at 0.95, 2.5 % at 0.6; right answers within three stay the same.
SURELY_NOTHING = 0.85

# A question of no more words than this ("withdrawal") gets suggestions rather than nothing. At 3 words
# 5.6 % of the near questions would get some instead of 3.1 %; right answers within three stay the same.
FEW_WORDS = 2

# A text of more words than this is a story, in which the words of one sentence would drown: each
# sentence is then searched for an emergency by itself, as the whole is. In shorter texts that adds false
# alarms: on half of the development set 7 of 731 at 15 words, 2 at 30 and at 60.
STORY = 30

# Least such chance of one sentence in a shorter text, as in "Can you drink on xanax? I want to kill
# myself." On half of the questions of tests/questions.jsonl, put together (benchmarks/beside.py):
#     from | emergencies seen | false alarms in 2,000 calm texts
#     none |           72.3 % |  62
#      0.9 |           90.9 % |  62
#      0.6 |           93.0 % |  67
#      0.4 |           93.2 % | 109
#     0.15 |          100.0 % | 133
# On the other half 0.6 sees 98.6 instead of 76.2 %, with 33 false alarms as before.
ALARM_BESIDE = 0.6

# People in need don't set full stops: a text of more words than a window holds is searched window by
# window, each so many words after the last, and this is the least chance there. Of 280 emergencies run
# together with a calm question 249 are seen so, 204 without; of 1,360 calm questions of the development
# set 5 raise an alarm either way. Windows of 8 every 4 words see 251 and alarm at 6, of 6 every 3 words 243
# and 9.
WINDOW, STEP, ALARM_IN_WINDOW = 10, 4, 0.9

# A further question in the same text is named where its own chance reaches this. No question of the
# development set turns on it (0.5 to 0.95 give the same rates): it holds back what is doubtful.
SURE = 0.8

_SENTENCE = re.compile(r"[^.?!\n;]+[.?!\n;]?")

# What a wrong shape of the tables, or of the vocabulary that they are made from, leads to.
_WRONG = (LookupError, TypeError, ValueError, AttributeError)


def tables(library: Library) -> Mapping[str, Any]:
    """Return the bundled tables by which questions are read."""
    return json.loads(library.base.read_bytes("lexicon.json"))


def familiar(library: Library) -> frozenset[str]:
    """Return the ids of the entries that ask what the weights were learned with under their id."""
    theirs = library.base.entries
    return frozenset(
        id_ for id_, one in library.entries.items() if id_ in theirs and theirs[id_].question == one.question
    )


def _built(library: Library, drugs: Mapping[str, Drug]) -> Mapping[str, Any]:
    from benzofaq.reading import lexicon  # never on the way to an answer from the bundled data

    try:
        return lexicon.build(json.loads(library.base.read_bytes("vocabulary.json")), drugs.values())
    except _WRONG as error:
        raise _broken_tables(library, error) from None


def _broken_tables(library: Library, error: Exception) -> DataError:
    name = "lexicon.json"
    return DataError(f"{name} is broken: {error!r}. {library.remedy}")


def language(library: Library, read_with: Mapping[str, Any] | None = None) -> Language:
    """Return what reads the questions to a library, with its own tables or with these."""
    words = library.base.read_bytes("words.txt").decode()
    try:
        speech = Language(
            tables(library) if read_with is None else read_with,
            words.rstrip("\n") + "\n",  # the bisection wants a last line end
        )
    except _WRONG as error:
        raise _broken_tables(library, error) from None
    return speech


class Matcher:
    """Answers questions about one library. Building it reads the vocabulary and the weights once.

    The weights choose among the entries whose question they were learned with; every other entry is
    found by its wordings. Of a library that they know nothing of they look for emergencies alone.
    """

    def __init__(self, library: Library) -> None:
        """Read what the library holds. Raises DataError where it is broken."""
        self.library = library
        try:
            words, self._weights = model_file.parse(library.base.read_bytes("weights.tsv"))
        except (ValueError, KeyError, IndexError) as error:
            raise DataError(f"weights.tsv is broken: {error}. {library.remedy}") from None
        read_with = tables(library)
        self._speech = language(library, read_with)
        self._speech.learn(words)
        known = frozenset(self._weights.classes)
        if not library.bundled and CARD in known and not self._speech.names_of_cards():
            raise DataError(f"weights.tsv chooses drug cards, but drugs.json has none. {library.remedy}")
        self._emergencies = tuple(name for name in known if name.startswith(EMERGENCY))
        self._chosen = familiar(library) & known  # the entries among which the weights choose
        self._gone = known - self._chosen - {CARD, NONE, *self._emergencies}
        self._by_wordings: Overlap | None = None
        if library.entries.keys() - self._chosen:
            from benzofaq.reading import wordings as overlap  # late: the bundled data have no use for it

            self._by_wordings = overlap.Overlap(library.wordings, self._speech.is_plain)
        try:
            self._about_others = frozenset(read_with["about_other_drugs"]) | {CARD}
            self._opposites = [(one["says"], frozenset(one["not"])) for one in read_with["opposites"]]
            self._beyond = [
                (frozenset(one["when"]), frozenset(one.get("all", ())), str(one["say"]))
                for one in read_with["beyond"]
            ]
        except _WRONG as error:
            raise _broken_tables(library, error) from None

    def ask(self, question: str, explain: bool = False, before: str = "") -> Reply:
        """Return the reply to a question; never fails, whatever the text.

        `explain` adds what spoke for and against, which takes as long as the rest together. Raises
        DataError where the weights turn out to be damaged.
        """
        text = question[:MAX_CHARS]
        reading = self._speech.read(text)
        if not reading.tokens:
            return Reply(question=question, state="none", reason="There is no question here.")
        sentences = [part for part in _SENTENCE.findall(text) if len(split(part)) > 1]
        try:
            found = features(reading)
            chances = self._weights.chances(found, without=self._contrary(reading))
            emergency = self._emergency(chances, reading, text, sentences)
            reply = self._answer(question, reading, chances, emergency)
            if explain:
                reply = replace(reply, explanation=self._explain(text, reading, found, chances))
            if len(sentences) > 1:
                return self._several(reply, reading, sentences)
        except (ValueError, IndexError, ArithmeticError) as error:
            raise DataError(f"weights.tsv is damaged: {error}. {self.library.remedy}") from None
        return reply

    def _reply(self, sentence: str, whole: Reading) -> Reply:
        """Return the reply to one sentence of a text, by itself."""
        if not self._chosen:
            return self._answer(sentence, whole, {}, None)
        reading = self._in_context(sentence, whole)
        chances = self._weights.chances(features(reading), without=self._contrary(reading))
        return self._answer(sentence, reading, chances, None)

    def _several(self, whole: Reply, reading: Reading, sentences: Iterable[str]) -> Reply:
        """Return the reply to a text of several sentences: the first question, with the others named."""
        parts = [self._reply(part, reading) for part in sentences]
        sure = [part for part in parts if part.state == "answer" and part.matches[0].score >= SURE]
        asked = [part for part in sure if part.question.rstrip().endswith("?")]
        distinct = {part.matches[0].id: part for part in reversed(asked)}
        if len(distinct) > 1:
            first, *others = sorted(distinct.values(), key=asked.index)
            also = tuple(part.matches[0] for part in others)
            return replace(whole, state="answer", matches=first.matches, reason="", also=also)
        if whole.state != "answer" and not whole.emergency and sure:
            best = max(sure, key=lambda part: part.matches[0].score)
            return replace(whole, state="answer", matches=best.matches, reason="")
        return whole

    def _in_context(self, sentence: str, whole: Reading) -> Reading:
        """Return a sentence read with the drug that the text names, where it says only "it" itself."""
        reading = self._speech.read(sentence)
        named = [one.typed for one in whole.mentions if f"<{one.group}>" in SUBJECT]
        return reading if reading.mentions or not named else self._speech.read(f"{sentence} {named[0]}")

    def _alone(self, part: str) -> dict[str, float]:
        """Return the chances of a part of a text, read by itself."""
        return self._weights.chances(features(self._speech.read(part)))

    def _emergency(
        self, chances: Mapping[str, float], reading: Reading, text: str, sentences: Sequence[str]
    ) -> str | None:
        """Return the kind of emergency that the text or a part of it describes, or None."""
        if not self.library.checks_emergencies or not self._emergencies:
            return None
        told = [(chances, ALARM)]
        if len(sentences) > 1:
            least = ALARM if len(reading.tokens) > STORY else ALARM_BESIDE
            told += [(self._alone(part), least) for part in sentences]
        words = split(text)
        if len(words) > WINDOW:
            starts = range(0, len(words) - WINDOW + STEP, STEP)
            told += [(self._alone(" ".join(words[at : at + WINDOW])), ALARM_IN_WINDOW) for at in starts]
        worst: tuple[float, str] = (0.0, "")
        for one, least in told:
            kinds = {name: one[name] for name in self._emergencies}
            if (chance := sum(kinds.values())) >= least:
                worst = max(worst, (chance, max(kinds, key=lambda name: (kinds[name], name))))
        return worst[1].removeprefix(EMERGENCY) or None

    def _rank(self, question: str, chances: Mapping[str, float]) -> list[tuple[str, float]]:
        """Return what may be shown, best first: entries, the drug card, none.

        The chance of an emergency counts against every entry, and is not shared among them. The weights
        never saw what is found by its wordings: their chances share what those leave.
        """
        kept = self._kept(chances)
        if self._by_wordings:
            ranked = self._by_wordings.find(question).ranked
            told = {id_: chance for id_, chance in ranked if id_ not in self._chosen}
            rest = 1 - max(told.values(), default=0.0)
            kept = {name: chance * rest for name, chance in kept.items()} | told
        return sorted(kept.items(), key=lambda pair: (-pair[1], pair[0])) or [(NONE, 1.0)]

    def _kept(self, chances: Mapping[str, float]) -> dict[str, float]:
        """Return the chances of what the weights may choose: nothing for a library that they don't know.

        Whoever asks for an entry that is gone asks for what is not answered.
        """
        if not self._chosen:
            return {}
        kept = {name: chance for name, chance in chances.items() if not name.startswith(EMERGENCY)}
        for name in self._gone:
            kept[NONE] = kept.get(NONE, 0.0) + kept.pop(name, 0.0)
        return kept

    def _answer(
        self, question: str, reading: Reading, chances: Mapping[str, float], emergency: str | None
    ) -> Reply:
        """Return the reply to one question without a look at its sentences."""
        carded = self._carded(reading.mentions)
        groups = {f"<{one.group}>" for one in reading.mentions} - NEUTRAL
        subject = bool(groups & SUBJECT)
        ranked = self._rank(question, chances)
        best, chance = ranked[0]
        told = self._is_told(best)
        offered = [
            self._match(name, one, carded)
            for name, one in ranked
            if name != NONE and (name != CARD or carded) and one >= WORTH_OFFERING
        ][:MOST_OFFERED]
        if groups and not subject and best not in self._about_others and not told:
            enough = math.inf  # a question about another drug never gets a benzodiazepine's answer
        else:
            enough = ENOUGH if groups and not told else ENOUGH_WITHOUT_DRUG
        state: State = "none"
        if best != NONE and chance >= enough and (best != CARD or carded):
            state = "answer"
        elif emergency:
            pass  # help stands alone: what nearly fits would only push it off the screen
        elif any(self._is_told(match.id) for match in offered) or (
            offered and best != CARD and self._may_offer(reading, best, chance, subject, groups)
        ):
            state = "suggest"
        return Reply(
            question=question,
            state=state,
            matches=tuple(offered) if state != "none" else (),
            emergency=emergency,
            reason=self._reason(reading) if state == "none" and not emergency else "",
        )

    def _carded(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Return the drugs named that have a card; the names of one's own cards need no look at those."""
        named = [one for one in mentions if one.drug]
        return named if self.library.bundled else [one for one in named if one.drug in self.library.drugs]

    def _is_told(self, name: str) -> bool:
        """Tell whether this is an entry that is found by its wordings."""
        return name in self.library.wordings and name not in self._chosen

    def _explain(
        self, question: str, reading: Reading, found: Mapping[str, float], chances: Mapping[str, float]
    ) -> Explanation:
        """Return what was recognised and what spoke for and against the reply."""
        told = not self._chosen or self._is_told(self._rank(question, chances)[0][0])
        if self._by_wordings and told:
            seen = self._by_wordings.find(question, most=5)
            near = tuple(self._match(name, one, ()) for name, one in seen.ranked[1:])
            return Explanation(words=seen.repairs, reasons=seen.reasons[:8], runners_up=near)
        carded = self._carded(reading.mentions)
        ranked = sorted(chances.items(), key=lambda pair: (-pair[1], pair[0]))
        return Explanation(
            words=reading.repairs,
            drugs=tuple((one.typed, one.drug or one.group) for one in reading.mentions),
            reasons=tuple(self._weights.reasons(found, ranked[0][0])),
            runners_up=tuple(self._match(name, one, carded) for name, one in ranked[1:5]),
        )

    @staticmethod
    def _may_offer(reading: Reading, best: str, chance: float, subject: bool, groups: set[str]) -> bool:
        """Tell whether what comes near is worth offering where nothing is the answer."""
        if groups and not subject:
            return False
        if best != NONE or len(reading.tokens) <= FEW_WORDS:
            return True
        return subject and chance < SURELY_NOTHING

    def _contrary(self, reading: Reading) -> list[str]:
        """Return the entries whose question says the opposite of what this one says."""
        tokens = set(reading.tokens)
        out = []
        for says, opposite in self._opposites:
            if says in tokens and not tokens & opposite:
                for id_ in self._chosen:
                    theirs = set(self._speech.read(self.library.wordings[id_][0]).tokens)
                    if theirs & opposite and says not in theirs:
                        out.append(id_)
        return out

    def _match(self, name: str, chance: float, carded: Sequence[Mention]) -> Match:
        if name == CARD:
            card = self.library.drugs[carded[0].drug] if carded else None
            title = f"What is {card.name}?" if card else ""
            return Match(id=card.id if card else CARD, question=title, score=chance)
        return Match(id=name, question=self.library.wordings.get(name, ("",))[0], score=chance)

    def _reason(self, reading: Reading) -> str:
        """Return one line that says why nothing answers this, and who may."""
        name, covers = self.library.name, self.library.covers
        limits = f" It covers {covers} and nothing else." if covers else ""
        if not self._chosen:
            return f"{name} has no answer to that.{limits}"
        tokens = set(reading.tokens)
        others = [one for one in reading.mentions if f"<{one.group}>" not in SUBJECT | NEUTRAL]
        subject = any(f"<{one.group}>" in SUBJECT for one in reading.mentions)
        if others and (not subject or not others[0].drug):
            card = self.library.drugs.get(others[0].drug)
            if card:
                seen = f"was recognised ({card.name}): not a benzodiazepine."
                see = f" Its card: benzofaq drug {card.name}"
            else:
                seen, see = "was recognised as another drug or substance.", ""
            who = f"{name} covers {covers} only; a pharmacist" if covers else "A pharmacist"
            return f"{others[0].typed.capitalize()} {seen} {who} can answer this.{see}"
        if subject:
            for some, every, say in self._beyond:
                if tokens & some and tokens >= every:
                    return say
            return f"{name} has no answer to that about benzodiazepines. A pharmacist or prescriber may."
        return f"{name} has no answer to that.{limits}"


def find_drug(name: str, library: Library) -> str | list[str]:
    """Return the name of the card that goes by this name, or up to three that come near it."""
    # The names are those of the library's own cards, even where its questions are read with the bundled ones.
    own = library.bundled or library.drugs is library.named
    speech = language(library, tables(library) if own else _built(library, library.drugs))
    mentions = speech.read(name).mentions
    if named := list(dict.fromkeys(one.drug for one in mentions if one.drug)):
        return named[0] if len(named) == 1 else named[:3]  # two names: a card of one would pass for both
    if mentions:  # a substance or a class without a card: what is spelt alike is something else
        return []
    key = " ".join(split(name))
    found = speech.name(key)
    if found and found.drug:  # a plain word that is a name only beside others
        return found.drug
    from rapidfuzz import fuzz, process

    near = process.extract(key, speech.names_of_cards(), scorer=fuzz.ratio, limit=8, score_cutoff=60)
    cards = dict.fromkeys(record.drug for one, _, _ in near if (record := speech.name(one)))
    return list(cards)[:3]

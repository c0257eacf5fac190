"""What the drugs named in a question say about its answer, as rules kept in `rules.json`."""

import itertools
from collections.abc import Mapping, Sequence

import msgspec

from benzofaq.reading.features import Reading
from benzofaq.reading.names import BENZO, SUBJECT

CARD = "drug"  # the class of questions that a drug card answers
NONE = "none"  # the class of questions that nothing answers


class Rule(msgspec.Struct, frozen=True):
    """A condition on a question, and the class or level whose log-odds it raises by `by`.

    Every condition given must hold; a rule for a card needs a drug that may have one. Lists of words,
    which may hold pairs ("my_life"): each word that is no drug or number is in one of `only`; some word
    is in `some`, and one in `also`; none is in `without`; some word is in none of `beyond`. Drugs: of
    each group in `named` one is named; at least so many `subjects`, `benzos` and `drugs`, at most
    `most_subjects` and `most_drugs`; the others are of the groups `others` ([]: there are none).
    """

    name: str
    say: str
    by: float
    only: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    subjects: int = 0
    most_subjects: int = 9
    benzos: int = 0
    drugs: int = 0
    most_drugs: int = 9
    others: tuple[str, ...] | None = None
    longest: int = 999


class Limits(msgspec.Struct, frozen=True):
    """Least chances and log-odds."""

    answer: float
    answer_without_drug: float
    answer_about_other: float
    offer: float
    surely_nothing: float
    surely_another_subject: float
    loud: float
    loud_in_part: float
    loud_if_quiet: float
    surely_quiet: float
    quiet: float
    quiet_in_part: float
    sure: float
    unclear: float


class Rules(msgspec.Struct, dict=True):
    """What `rules.json` holds."""

    limits: Limits
    words: Mapping[str, str]
    rules: tuple[Rule, ...]
    about_others: tuple[str, ...]  # what may answer a question about another drug
    beyond: Mapping[str, str]  # what to say to a question about a benzo that has words of this list

    def __post_init__(self) -> None:
        self._words = {name: frozenset(words.split()) for name, words in self.words.items()}

    def boosts(self, reading: Reading) -> dict[str, float]:
        """Return what the rules add to the log-odds of each class."""
        found: dict[str, float] = {}
        for rule in self.holding(reading):
            found[rule.say] = found.get(rule.say, 0.0) + rule.by
        return found

    def holding(self, reading: Reading) -> list[Rule]:
        """Return the rules that hold for a question."""
        facts = _Facts(reading)
        return [rule for rule in self.rules if self._holds(rule, facts)]

    def why_beyond(self, reading: Reading) -> str:
        """Return why a question about a benzo is beyond this FAQ, where its words say so."""
        said = (say for name, say in self.beyond.items() if not self._words[name].isdisjoint(reading.words))
        return next(said, "")

    def _all(self, lists: Sequence[str]) -> frozenset[str]:
        return frozenset().union(*(self._words[one] for one in lists))

    def _holds(self, rule: Rule, facts: "_Facts") -> bool:
        return (
            rule.subjects <= facts.subjects <= rule.most_subjects
            and facts.benzos >= rule.benzos
            and rule.drugs <= facts.drugs <= rule.most_drugs
            and facts.longest <= rule.longest
            and (rule.say != CARD or facts.card)
            and facts.groups.issuperset(rule.named)
            and (not rule.beyond or not facts.words <= self._all(rule.beyond))
            and (not rule.others or bool(facts.others))
            and (rule.others is None or facts.others <= set(rule.others))
            and (not rule.only or facts.words <= self._all(rule.only))
            and (not rule.some or bool(facts.phrases & self._all(rule.some)))
            and (not rule.also or bool(facts.phrases & self._all(rule.also)))
            and facts.phrases.isdisjoint(self._all(rule.without))
        )


class _Facts:
    """What rules look at."""

    def __init__(self, reading: Reading) -> None:
        self.words = frozenset(reading.words)
        self.phrases = self.words | {"_".join(pair) for pair in itertools.pairwise(reading.tokens)}
        self.longest = len(reading.tokens)
        self.card = any(one.drug for one in reading.mentions)
        self.groups = reading.groups
        self.others = reading.groups - SUBJECT
        self.subjects = len({one.drug or one.group for one in reading.mentions if one.group in SUBJECT})
        single = [one for one in reading.mentions if one.group in BENZO - {"benzos"}]
        self.benzos = len({one.drug or one.typed for one in single})
        self.drugs = len({one.drug or one.typed for one in reading.mentions})

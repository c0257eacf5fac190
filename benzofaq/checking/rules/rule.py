"""Say what a rule is: a function that looks at a pack and yields places, each with what is wrong there."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from benzofaq.checking.pack import Pack
from benzofaq.checking.problem import Level, Place, Problem, quote

# Least likeness (0 to 100) at which a known name is offered for a misspelt one.
ALIKE = 60

# Problems that one rule may find before it is stopped.
MOST_COUNTED = 10_000

Rule = Callable[[Pack], Iterator[tuple[Place, str]]]
RULES: dict[str, tuple[Level, Rule]] = {}


def rule(level: Level = "error") -> Callable[[Rule], Rule]:
    """Add a function to RULES under its name with hyphens."""

    def add(function: Rule) -> Rule:
        RULES[function.__name__.replace("_", "-")] = level, function
        return function

    return add


def found(pack: Pack) -> Iterator[Problem]:
    """Yield what the rules find."""
    for name, (level, function) in RULES.items():
        for place, message in islice(function(pack), MOST_COUNTED):
            yield Problem(*place, message=message, level=level, rule=name)


def nearest(wanted: str, known: Iterable[str]) -> str:
    """Return the words that offer a known name for one that is unknown; empty where none is near."""
    from rapidfuzz import fuzz, process

    near = process.extractOne(wanted[:60], sorted(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return f" Did you mean {quote(near[0])}?" if near else ""


def day(text: str) -> datetime.date | None:
    """Return a date as in 2026-01-31; None where the text is none."""
    try:
        return datetime.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def folded(wording: str) -> str:
    """Return the words of a text in small letters."""
    return " ".join(re.findall(r"[^\W_]+", wording.casefold()))

"""Compute the pictures of half-lives as plain rows; the renderer draws them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benzofaq.model import Drug, HalfLife

# The axis of the half-life table, in hours: from the shortest half-life held (zaleplon, 1 h) to past
# the longest (metabolites of several days), in steps that people know.
AXIS_HOURS = (1, 2, 4, 8, 16, 32, 64, 128, 256)


@dataclass(frozen=True, slots=True)
class Bar:
    """One drug's half-life range: the parent's, and the longest active metabolite's where known."""

    drug: Drug
    parent: HalfLife | None
    metabolite: HalfLife | None

    @property
    def longest(self) -> float:
        """The longest half-life of drug or metabolite, in hours; 0 where none is known."""
        return max((one.high for one in (self.parent, self.metabolite) if one), default=0.0)


def bars(drugs: Iterable[Drug]) -> list[Bar]:
    """Return the drugs with a known half-life, the longest-lasting first."""
    found = []
    for drug in drugs:
        parent = next((one for one in drug.half_lives if one.what == drug.name), None)
        others = [one for one in drug.half_lives if one.what != drug.name]
        metabolite = max(others, key=lambda one: one.high, default=None)
        if parent or metabolite:
            found.append(Bar(drug, parent, metabolite))
    return sorted(found, key=lambda bar: (-bar.longest, bar.drug.name))


def column(hours: float, width: int) -> int:
    """Return the column, 0 to width - 1, of a number of hours on the logarithmic axis."""
    low, high = math.log2(AXIS_HOURS[0]), math.log2(AXIS_HOURS[-1])
    share = (math.log2(max(hours, AXIS_HOURS[0])) - low) / (high - low)
    return min(width - 1, max(0, round(share * (width - 1))))


def left(hours: float, half_life: float) -> float:
    """Return the share (0 to 1) of a single dose that is left after some hours."""
    return float(0.5 ** (hours / half_life))


def moments(half_life: HalfLife) -> Sequence[float]:
    """Return seven times in hours, from none to when under 3 % is left at the slow end of the range."""
    step = next(
        (one for one in (1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 72, 96, 120) if 6 * one >= 5 * half_life.high), 168
    )
    return [step * n for n in range(7)]

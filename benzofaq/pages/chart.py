"""Compute the pictures of half-lives as plain rows; the terminal draws them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from benzofaq.records.model import Drug, HalfLife, Record

# The axis of the half-life table, in hours: from the shortest half-life held (zaleplon, 1 h) to past
# the longest (a breakdown product of flurazepam, 289 h), in steps that people know.
AXIS_HOURS = (1, 3, 6, 12, 24, 48, 96, 192, 384)


class Bar(Record, frozen=True):
    """One drug's half-life over all its sources: the parent's, and its longest active breakdown product's."""

    drug: Drug
    parent: HalfLife | None
    product: HalfLife | None

    @property
    def longest(self) -> float:
        """The longest half-life of drug or product, in hours; 0 where none is known."""
        return max((one.high for one in (self.parent, self.product) if one), default=0.0)


def bars(drugs: Iterable[Drug]) -> list[Bar]:
    """Return the drugs with a known half-life, the longest-lasting first."""
    found = [Bar(drug=one, parent=over_sources(one, one.name), product=_product(one)) for one in drugs]
    return sorted((bar for bar in found if bar.longest), key=lambda bar: (-bar.longest, bar.drug.name))


def over_sources(drug: Drug, what: str) -> HalfLife | None:
    """Return the lowest and the highest half-life that any source gives for the drug or a product of it."""
    given = [one for one in drug.half_lives if one.what == what]
    if not given:
        return None
    return HalfLife(
        what=what,
        low=min(one.low for one in given),
        high=max(one.high for one in given),
        cites=tuple(dict.fromkeys(cite for one in given for cite in one.cites)),
    )


def outlasting(drug: Drug, parent: HalfLife) -> HalfLife | None:
    """Return the active breakdown product that outlasts the drug by most, or None where none does."""
    longest = _product(drug)
    return longest if longest and longest.high > parent.high else None


def _product(drug: Drug) -> HalfLife | None:
    """Return the active breakdown product that lasts longest, over all sources."""
    others = {one.what for one in drug.half_lives} - {drug.name}
    spans = [span for what in sorted(others) if (span := over_sources(drug, what))]
    return max(spans, key=lambda one: one.high, default=None)


def column(hours: float, width: int) -> int:
    """Return the column, 0 to width - 1, of a number of hours on the logarithmic axis."""
    low, high = math.log2(AXIS_HOURS[0]), math.log2(AXIS_HOURS[-1])
    share = (math.log2(max(hours, AXIS_HOURS[0])) - low) / (high - low)
    return min(width - 1, max(0, round(share * (width - 1))))


def left(hours: float, half_life: float) -> float:
    """Return the share (0 to 1) of a single dose that is left after some hours."""
    return float(0.5 ** (hours / half_life))


def moments(half_life: float) -> Sequence[float]:
    """Return seven times in hours, from none to when under 4 % is left at this half-life (in hours)."""
    steps = (1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 72, 96, 120, 168)
    step = next((one for one in steps if 6 * one >= 5 * half_life), 240)
    return [step * n for n in range(7)]

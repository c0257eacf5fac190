"""Lay out drug cards and the table of half-lives."""

import math
import shlex
from collections.abc import Iterable, Sequence

from benzofaq.pages.block import GAP, Block, References, command, heading
from benzofaq.pages.origin import colophon
from benzofaq.records.library import Library
from benzofaq.records.model import Drug, HalfLife
from benzofaq.records.passages import front, parts

NO_SCHEDULE = "None is known from a source; that does not mean that it is legal to have."
HALF_LIFE = "Half-life: the time for the level in the blood to fall by half"

# The axis of the half-life table, in hours: from the shortest half-life held (zaleplon, 1 h) to past
# the longest (a breakdown product of flurazepam, 289 h), in steps that people know.
AXIS_HOURS = (1, 3, 6, 12, 24, 48, 96, 192, 384)

# Brand names on the first lines of a card.
FEW = 6


def of_drug(drug: Drug, library: Library, *, full: bool = True, ids: bool = False) -> list[Block]:
    """Return the card of a drug, or its first lines."""
    refs = References(library, parts(drug) if full else front(drug))
    brands = ", ".join(drug.brands[: None if full else FEW])
    facts = [Block("fact", brands, "Brand names:")] if brands else []
    if drug.uses:
        facts.append(refs.block(drug.uses, "fact", "Used for:"))
    rows: list[Block] = []
    for one in drug.half_lives:
        marks = refs.numbers(one.cites)
        rows.append(Block("row", refs=marks, cells=(one.what, hours(one), one.note)))
        figure = ", ".join(filter(None, (hours(one), "" if one.what == drug.name else one.what, one.note)))
        facts += [] if full else [Block("fact", figure, "Half-life:", marks)]
    page = [Block("title", drug.title), GAP, refs.block(drug.drug_class, "lead")]
    page += [GAP, *facts] if facts else []
    page += [*heading(HALF_LIFE), *rows] if full and rows else []
    page += [GAP, refs.block(drug.mixing, "urgent")] if drug.mixing else []
    if full:
        page += [*_facts(drug, refs), *_fading(drug), *refs.whole(ids)]
        return [*page, GAP, *colophon(drug.reviewed, library)]
    sources = refs.lines(ids)
    more = command(f"drug {shlex.quote(drug.name)}", "the whole card")
    return [*page, *([GAP, *sources] if sources else []), GAP, more]


def _facts(drug: Drug, refs: References) -> list[Block]:
    facts = (("How fast:", drug.onset), ("Broken down:", drug.metabolism), ("Schedule:", drug.schedule))
    page = [refs.block(passage, "fact", label) for label, passage in facts if passage]
    if drug.group != "other" and not drug.schedule:
        page.append(Block("fact", NO_SCHEDULE, "Schedule:"))
    page += [refs.block(note, "fact", "Note:") for note in drug.notes]
    return [GAP, *page] if page else []


def _fading(drug: Drug) -> list[Block]:
    """Return what is left of a single dose over time, at the low and the high end of its half-life.

    Where an active breakdown product lasts longer than the drug, its half-life is the high end: the
    drug's own would say "gone" while the dose still works.
    """
    span = over_sources(drug, drug.name)
    if drug.group == "other" or span is None:
        return []
    product = outlasting(drug, span)
    longest = product.high if product else span.high
    rows = []
    for hour in moments(longest):
        low, high = left(hour, span.low), left(hour, longest)
        shares = dict.fromkeys(f"{one:.0%}" if one >= 0.005 else "under 1%" for one in (low, high))
        rows.append(Block("fading", " to ".join(shares), duration(hour), bar=(low, high)))
    most = f"the longest of its {product.what}" if product else "the longest"
    leaves_out = (
        "It counts the breakdown product as if it were there from the start, and leaves out"
        if product
        else "It leaves out any active breakdown products, and"
    )
    caveat = (
        f"Of two shares, the lower is for the shortest half-life above, the higher for {most}. "
        "Worked out from the half-lives above: a picture of one dose in the blood, not of how long it is "
        f"felt. {leaves_out} the build-up that comes with daily use; age, illness and other drugs change "
        "it. It is not a guide to when to take, drink or drive."
    )
    return [
        *heading(f"What is left of one dose of {drug.name}"),
        Block("legend", "left at the shortest half-life above", f"up to {most}"),
        *rows,
        Block("notice", caveat),
    ]


def over_sources(drug: Drug, what: str) -> HalfLife | None:
    """Return the lowest and the highest half-life that any source gives for the drug or a product of it."""
    given = [one for one in drug.half_lives if one.what == what]
    if not given:
        return None
    return HalfLife(what=what, low=min(one.low for one in given), high=max(one.high for one in given))


def _product(drug: Drug) -> HalfLife | None:
    """Return the active breakdown product that lasts longest, over all sources."""
    others = {one.what for one in drug.half_lives} - {drug.name}
    spans = [span for what in sorted(others) if (span := over_sources(drug, what))]
    return max(spans, key=lambda one: one.high, default=None)


def outlasting(drug: Drug, parent: HalfLife) -> HalfLife | None:
    """Return the active breakdown product that outlasts the drug by most, or None where none does."""
    longest = _product(drug)
    return longest if longest and longest.high > parent.high else None


def left(hours: float, half_life: float) -> float:
    """Return the share (0 to 1) of a single dose that is left after some hours."""
    return float(0.5 ** (hours / half_life))


def moments(half_life: float) -> Sequence[float]:
    """Return seven times in hours, from none to when under 4 % is left at this half-life (in hours)."""
    steps = (1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 72, 96, 120, 168)
    step = next((one for one in steps if 6 * one >= 5 * half_life), 240)
    return [step * n for n in range(7)]


def duration(hour: float) -> str:
    """Return a time in hours, or in days from two days up."""
    return f"{hour:g} h" if hour < 48 else f"{hour / 24:g} days"


def of_drugs(drugs: Sequence[Drug]) -> list[Block]:
    """Return the drugs by how long they last, each with the range of its half-life as a bar."""
    benzos = [one for one in drugs if one.group != "other"]
    page = [
        Block("heading", "How long they last: half-life of the drug and of its breakdown product"),
        Block("legend", "the drug", "its active breakdown product"),
        Block("axis"),
        *bars(benzos),
    ]
    named = {
        "No half-life with a source:": [one.title for one in benzos if not one.half_lives],
        "Not benzodiazepines:": [one.title for one in drugs if one.group == "other"],
    }
    for label, some in named.items():
        if some:
            page += [GAP, Block("text", f"{', '.join(some)}.", label)]
    caveat = (
        "A half-life is the time for the level in the blood to fall by half. Ranges are from labels "
        "and studies of adults; each card names its sources (benzofaq drug NAME)."
    )
    return [*page, GAP, Block("notice", caveat)]


def bars(drugs: Iterable[Drug]) -> list[Block]:
    """Return the drugs with a known half-life, the longest-lasting first: the drug's, and its product's."""
    rows = []
    for drug in drugs:
        if drug.half_lives:
            spans = over_sources(drug, drug.name), _product(drug)
            ends = [(one.low, one.high) if one else None for one in spans]
            parent, product = (_brief(*span) if span else "" for span in ends)
            text = "; ".join(filter(None, (parent, f"product {product}" if product else "")))
            cells = tuple(filter(None, (parent, product)))
            block = Block("bars", text, drug.title, bar=ends[0], second=ends[1], cells=cells)
            rows.append((-max(high for _, high in filter(None, ends)), drug.name, block))
    return [block for *_, block in sorted(rows, key=lambda row: row[:2])]


def _brief(low: float, high: float) -> str:
    """Return a half-life in hours, as short as can be: "6\N{EN DASH}27 h"."""
    return "\N{EN DASH}".join(dict.fromkeys((f"{low:g}", f"{high:g}"))) + " h"


def column(hours: float, width: int) -> int:
    """Return the column, 0 to width - 1, of a number of hours on the logarithmic axis."""
    low, high = math.log2(AXIS_HOURS[0]), math.log2(AXIS_HOURS[-1])
    share = (math.log2(max(hours, AXIS_HOURS[0])) - low) / (high - low)
    return min(width - 1, max(0, round(share * (width - 1))))


def hours(half_life: HalfLife) -> str:
    """Return a half-life in hours, and in days too from two days up: "20 to 100 hours (0.8 to 4.2 days)"."""
    ends = half_life.low, half_life.high
    text = " to ".join(dict.fromkeys(f"{one:g}" for one in ends))
    text += " hour" if text == "1" else " hours"
    if half_life.high >= 48:
        days = dict.fromkeys(f"{one / 24:.1f}".removesuffix(".0") for one in ends)
        text += f" (about {' to '.join(days)} days)"
    return text

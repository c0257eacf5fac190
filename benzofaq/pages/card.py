"""Lay out drug cards and the table of half-lives."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from benzofaq.pages import chart
from benzofaq.pages.block import GAP, Block, References, command, heading
from benzofaq.pages.origin import colophon
from benzofaq.records.library import Library
from benzofaq.records.model import Drug, HalfLife
from benzofaq.records.passages import front, parts

NO_SCHEDULE = "None with a source is held here; that does not mean that it is legal to have."
HALF_LIFE = "Half-life: the time for the level in the blood to fall by half"


def of_drug(drug: Drug, library: Library, *, full: bool = True, ids: bool = False) -> list[Block]:
    """Return the card of a drug, or its first lines."""
    refs = References(library, parts(drug) if full else front(drug))
    page = [Block(kind="title", text=drug.title), GAP, refs.block(drug.drug_class, "lead")]
    if not full:
        more = command(f"drug {shlex.quote(drug.name)}", "the whole card")
        return [*page, *([GAP, *refs.lines(ids)] if refs else []), GAP, more]
    brands = [Block(kind="fact", label="Brand names:", text=", ".join(drug.brands))] if drug.brands else []
    uses = [refs.block(drug.uses, "fact", "Used for:")] if drug.uses else []
    page += [GAP, *brands, *uses] if brands or uses else []
    page += _half_lives(drug, refs)
    if drug.mixing:
        page += [GAP, refs.block(drug.mixing, "urgent")]
    page += _facts(drug, refs)
    page += _fading(drug)
    if refs:
        page += [*heading("Sources"), *refs.whole(ids)]
    return [*page, GAP, *colophon(drug.reviewed, library)]


def _half_lives(drug: Drug, refs: References) -> list[Block]:
    rows = [
        Block(kind="row", cells=(one.what, hours(one), one.note), refs=refs.numbers(one.cites))
        for one in drug.half_lives
    ]
    return [*heading(HALF_LIFE), *rows] if rows else []


def _facts(drug: Drug, refs: References) -> list[Block]:
    facts = (("How fast:", drug.onset), ("Broken down:", drug.metabolism), ("US schedule:", drug.schedule))
    page = [refs.block(passage, "fact", label) for label, passage in facts if passage]
    if drug.group != "other" and not drug.schedule:
        page.append(Block(kind="fact", label="US schedule:", text=NO_SCHEDULE))
    page += [refs.block(note, "fact", "Note:") for note in drug.notes]
    return [GAP, *page] if page else []


def _fading(drug: Drug) -> list[Block]:
    """Return what is left of a single dose over time, at the low and the high end of its half-life.

    Where an active breakdown product lasts longer than the drug, its half-life is the high end: the
    drug's own would say "gone" while the dose still works.
    """
    span = chart.over_sources(drug, drug.name)
    if drug.group == "other" or span is None:
        return []
    product = chart.outlasting(drug, span)
    longest = product.high if product else span.high
    rows = []
    for hour in chart.moments(longest):
        low, high = chart.left(hour, span.low), chart.left(hour, longest)
        share = _share(low) if _share(low) == _share(high) else f"{_share(low)} to {_share(high)}"
        rows.append(Block(kind="fading", label=duration(hour), text=share, bar=(low, high)))
    most = f"the longest of its {product.what}" if product else "the longest"
    return [
        *heading(f"What is left of one dose of {drug.name}"),
        Block(kind="legend", text="left at the shortest half-life above", label=f"up to {most}"),
        *rows,
        Block(kind="notice", text=_caveat(most, counts_product=product is not None)),
    ]


def _caveat(most: str, *, counts_product: bool) -> str:
    leaves_out = (
        "It counts the breakdown product as if it were there from the start, and leaves out"
        if counts_product
        else "It leaves out any active breakdown products, and"
    )
    return (
        f"Of two shares, the lower is for the shortest half-life above, the higher for {most}. "
        "Worked out from the half-lives above: a picture of one dose in the blood, not of how long it is "
        f"felt. {leaves_out} the build-up that comes with daily use; age, illness and other drugs change "
        "it. It is not a guide to when to take, drink or drive."
    )


def _share(share: float) -> str:
    return f"{share:.0%}" if share >= 0.005 else "under 1%"


def duration(hour: float) -> str:
    """Return a time in hours, or in days from two days up."""
    return f"{hour:g} h" if hour < 48 else f"{hour / 24:g} days"


def of_drugs(drugs: Sequence[Drug]) -> list[Block]:
    """Return the drugs by how long they last, each with the range of its half-life as a bar."""
    rows = chart.bars(one for one in drugs if one.group != "other")
    page = [
        Block(kind="heading", text="How long they last: half-life of the drug and of its breakdown product"),
        Block(kind="legend", text="the drug", label="its active breakdown product"),
        Block(kind="axis"),
        *map(_bar, rows),
    ]
    shown = {row.drug.name for row in rows}
    rest = [one.title for one in drugs if one.group != "other" and one.name not in shown]
    others = [one.title for one in drugs if one.group == "other"]
    for label, some in (("No half-life with a source is held for:", rest), ("Not benzodiazepines:", others)):
        if some:
            page += [GAP, Block(kind="text", label=label, text=", ".join(some) + ".")]
    caveat = (
        "A half-life is the time for the level in the blood to fall by half. Ranges are from labels "
        "and studies of adults; each card names its sources (benzofaq drug NAME)."
    )
    return [*page, GAP, Block(kind="notice", text=caveat)]


def _bar(row: chart.Bar) -> Block:
    parent, product = (brief_hours(one) if one else "" for one in (row.parent, row.product))
    return Block(
        kind="bars",
        label=row.drug.title,
        text="; ".join(filter(None, (parent, f"product {product}" if product else ""))),
        cells=tuple(filter(None, (parent, product))),
        bar=(row.parent.low, row.parent.high) if row.parent else None,
        second=(row.product.low, row.product.high) if row.product else None,
    )


def brief_hours(half_life: HalfLife) -> str:
    """Return a half-life in hours, as short as can be: "6\N{EN DASH}27 h"."""
    ends = dict.fromkeys((f"{half_life.low:g}", f"{half_life.high:g}"))
    return "\N{EN DASH}".join(ends) + " h"


def hours(half_life: HalfLife) -> str:
    """Return a half-life in hours, and in days too from two days up: "20 to 100 hours (0.8 to 4.2 days)"."""
    low, high = f"{half_life.low:g}", f"{half_life.high:g}"
    text = f"{low} hours" if low == high else f"{low} to {high} hours"
    if text == "1 hours":
        text = "1 hour"
    if half_life.high >= 48:
        days = [f"{value / 24:.1f}".removesuffix(".0") for value in (half_life.low, half_life.high)]
        text += f" (about {' to '.join(dict.fromkeys(days))} days)"
    return text

"""Lay out drug cards and the table of half-lives; nothing here knows a colour or a width."""

from collections.abc import Sequence

from benzofaq import chart
from benzofaq.library import Library
from benzofaq.model import Drug, HalfLife
from benzofaq.page import Block, References, colophon, said

NO_SCHEDULE = "None with a source is held here; that does not mean that it is legal to have."


def of_drug(drug: Drug, library: Library, asked: str = "", short: bool = False) -> list[Block]:
    """Return the card of a drug; `asked` is the question that led to it, `short` leaves most out."""
    refs = References(library)
    page = [
        Block(kind="name", text=drug.id, label="drug card"),
        Block(kind="title", text=title(drug)),
    ]
    if asked:
        page.append(Block(kind="note", label="You asked:", text=asked))
    page += [Block(kind="gap"), said(drug.drug_class, refs, "lead")]
    if short:
        more = Block(kind="command", label=f"benzofaq drug {drug.name}", text="the whole card")
        end = [Block(kind="gap"), *colophon(drug.reviewed, library)]
        return [*page, Block(kind="gap"), *refs.blocks(), Block(kind="gap"), more, *end]
    page.append(Block(kind="gap"))
    if drug.brands:
        page.append(Block(kind="text", label="Brand names:", text=", ".join(drug.brands)))
    if drug.uses:
        page.append(said(drug.uses, refs, label="Used for:"))
    for half_life in drug.half_lives:
        page.append(
            Block(
                kind="text",
                label=f"Half-life ({half_life.what}):",
                text=hours(half_life) + (f" ({half_life.note})" if half_life.note else ""),
                refs=refs.of(half_life.cites),
            )
        )
    for label, passage in (
        ("How fast:", drug.onset),
        ("Broken down:", drug.metabolism),
        ("US schedule:", drug.schedule),
    ):
        if passage:
            page.append(said(passage, refs, label=label))
    if drug.group != "other" and not drug.schedule:
        page.append(Block(kind="text", label="US schedule:", text=NO_SCHEDULE))
    page += [said(note, refs, label="Note:") for note in drug.notes]
    page += _fading(drug)
    if refs.numbers:
        page += [Block(kind="gap"), Block(kind="label", text="Sources"), *refs.blocks()]
    page += [Block(kind="gap"), *colophon(drug.reviewed, library)]
    return page


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
        rows.append(
            Block(
                kind="fading",
                label=duration(hour),
                text=_share(low) if _share(low) == _share(high) else f"{_share(low)} to {_share(high)}",
                bar=(low, high),
            )
        )
    most = f"up to the longest of its {product.what}" if product else "up to the longest"
    leaves_out = (
        "It counts the breakdown product as if it were there from the start, and leaves out"
        if product
        else "It leaves out any active breakdown products, and"
    )
    return [
        Block(kind="gap"),
        Block(kind="label", text=f"What is left of one dose of {drug.name}"),
        Block(kind="legend", text="left at the shortest half-life above", label=most),
        *rows,
        Block(
            kind="note",
            text="Worked out from the half-lives above: a picture of one dose in the blood, not of how "
            f"long it is felt. {leaves_out} the build-up that comes with daily use; age, illness and other "
            "drugs change it. It is not a guide to when to take, drink or drive.",
        ),
    ]


def _share(share: float) -> str:
    return f"{share:.0%}" if share >= 0.005 else "under 1%"


def duration(hour: float) -> str:
    """Return a time in hours, or in days from two days up."""
    return f"{hour:g} h" if hour < 48 else f"{hour / 24:g} days"


def of_drugs(drugs: Sequence[Drug]) -> list[Block]:
    """Return the drugs by how long they last, each with the range of its half-life as a bar."""
    rows = chart.bars(one for one in drugs if one.group != "other")
    page = [
        Block(
            kind="label",
            text="How long they last: half-life of the drug and of its active breakdown products",
        ),
        Block(kind="legend", text="the drug", label="its active breakdown product"),
        Block(kind="axis"),
    ]
    for row in rows:
        parts = []
        if row.parent:
            parts.append(hours(row.parent))
        if row.metabolite:
            parts.append(f"active breakdown product {hours(row.metabolite)}")
        page.append(
            Block(
                kind="bars",
                label=title(row.drug),
                text="; ".join(parts),
                bar=(row.parent.low, row.parent.high) if row.parent else None,
                second=(row.metabolite.low, row.metabolite.high) if row.metabolite else None,
            )
        )
    shown = {row.drug.name for row in rows}
    rest = [one for one in drugs if one.group != "other" and one.name not in shown]
    others = [one for one in drugs if one.group == "other"]
    for label, some in (("No half-life with a source is held for:", rest), ("Not benzodiazepines:", others)):
        if some:
            page += [
                Block(kind="gap"),
                Block(kind="text", label=label, text=", ".join(map(title, some)) + "."),
            ]
    page += [
        Block(kind="gap"),
        Block(
            kind="note",
            text="A half-life is the time for the level in the blood to fall by half. Ranges are from labels "
            "and studies of adults; each card names its sources (benzofaq drug NAME).",
        ),
    ]
    return page


def title(drug: Drug) -> str:
    """Return the name of a card with the brand that is known best."""
    return f"{drug.name} ({drug.brands[0]})" if drug.brands else drug.name


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

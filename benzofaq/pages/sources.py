"""Lay out the sources: a list of them, one with all that cites it, references to be pasted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from benzofaq.citing import styles
from benzofaq.citing.item import stop, text
from benzofaq.pages.block import GAP, Block, heading, kind_name
from benzofaq.records.passages import Citing, Use
from benzofaq.records.sources import Source


def of_sources(sources: Iterable[Source], citing: Mapping[str, Citing]) -> list[Block]:
    """Return the sources, a row each: id, who and what, kind of evidence, how many entries cite it."""
    return [
        Block(
            kind="row",
            label=one.id,
            cells=(
                one.id,
                styles.short(one.item),
                kind_name(one.kind),
                counted(citing.get(one.id, Citing())),
            ),
        )
        for one in sources
    ]


def counted(citing: Citing) -> str:
    """Return how many entries and drug cards these are: "2 entries, 1 card"."""
    said = [
        f"{len(ids)} {one if len(ids) == 1 else many}"
        for ids, one, many in ((citing.entries, "entry", "entries"), (citing.cards, "card", "cards"))
        if ids
    ]
    return ", ".join(said) or "0 entries"


def of_source(source: Source, uses: Sequence[Use]) -> list[Block]:
    """Return a source with every passage that cites it, each under its entry, card or emergency."""
    page = [
        Block(kind="title", text=source.id, label=kind_name(source.kind)),
        Block(kind="text", text=styles.vancouver(source.item, address=False)),
    ]
    if address := styles.link(source.item):
        page.append(Block(kind="address", link=address))
    if note := text(source.item, "note"):
        page.append(Block(kind="note", text=stop(note)))
    before = ""
    for use in uses:
        if use.record != before:
            page += heading(use.title, use.record)
            before = use.record
        page.append(Block(kind="bullet", label=f"{use.part}:", text=use.text))
    if not uses:
        page += [GAP, Block(kind="note", text="Nothing cites it.")]
    return page


def of_references(sources: Iterable[Source], style: styles.Style = "vancouver") -> list[Block]:
    """Return references in a text style, fit to be pasted: numbered, but for APA."""
    return [
        Block(kind="citation", label=label, text=said, link=link)
        for label, said, link in styles.listed((source.item for source in sources), style)
    ]

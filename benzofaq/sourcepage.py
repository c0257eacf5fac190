"""Lay out the sources themselves: a list of them, and one with all that cites it."""

from collections.abc import Iterable, Mapping, Sequence

from benzofaq import cite
from benzofaq.model import Source
from benzofaq.page import Block, kind_name
from benzofaq.uses import Citing, Use


def of_sources(sources: Iterable[Source], citing: Mapping[str, Citing]) -> list[Block]:
    """Return the sources, one a line: id, who and what, kind of evidence, how many entries cite it."""
    return [
        Block(
            kind="command",
            label=one.id,
            text=f"{cite.short(one.item)} [{kind_name(one.kind)}] {counted(citing.get(one.id, Citing()))}",
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
        Block(kind="name", text=source.id, label=kind_name(source.kind)),
        Block(kind="text", text=cite.vancouver(source.item, address=False)),
    ]
    if address := cite.link(source.item):
        page.append(Block(kind="address", link=address))
    if note := cite.text(source.item, "note"):
        page.append(Block(kind="note", text=cite.stop(note)))
    before = ""
    for use in uses:
        if use.record != before:
            page += [Block(kind="gap"), Block(kind="label", text=use.title, label=use.record)]
            before = use.record
        page.append(Block(kind="bullet", label=f"{use.part}:", text=use.text))
    if not uses:
        page += [Block(kind="gap"), Block(kind="note", text="Nothing cites it.")]
    return page

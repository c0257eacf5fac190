"""Show a record or a reply: as a page, as JSON, or as its references alone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benzofaq.citing.styles import MACHINE, NAMES, Style, write
from benzofaq.commands.find import sources_of
from benzofaq.commands.output import print_json, put, say, show
from benzofaq.records.model import Drug, Entry, Record

if TYPE_CHECKING:
    from benzofaq.pages.block import Block
    from benzofaq.reading.reply import Reply
    from benzofaq.records.contacts import Lines
    from benzofaq.records.library import Library


class View(Record, frozen=True):
    """How much is shown: all of an answer or its first screen, the ids of sources, why this reply."""

    full: bool = False
    ids: bool = False
    explain: bool = False


def show_record(
    record: Entry | Drug,
    library: Library,
    view: View,
    command: str = "show",
    style: Style | None = None,
    json: bool = False,
) -> None:
    """Show an entry or a drug card."""
    if json:
        from benzofaq.pages import as_json as shape

        cited = shape.citations(sources_of(record.id, library), style)
        print_json(command, library, **shape.record(record.id, library), **cited)
        return
    from benzofaq.pages.reply import of_record

    page = of_record(record.id, library, full=view.full, ids=view.ids)
    _show_with([], page, record.id, library, view.full, style)


def show_reply(
    reply: Reply,
    library: Library,
    lines: Lines,
    view: View,
    style: Style | None = None,
    numbered: bool = False,
) -> None:
    """Show a reply: what to do in an emergency first, then the answer or what comes near."""
    from benzofaq.pages.reply import of_explanation, of_reply

    urgent, page = of_reply(reply, library, lines, full=view.full, ids=view.ids, numbered=numbered)
    if view.explain:
        page += of_explanation(reply)
    answered = reply.matches[0].id if reply.state == "answer" else ""
    _show_with(urgent, page, answered, library, view.full, style)


def _show_with(
    urgent: list[Block], page: list[Block], id_: str, library: Library, full: bool, style: Style | None
) -> None:
    """Show a page, or its references alone where a style is asked for.

    What must not be missed (an emergency, or that there is no answer) then goes to standard error.
    """
    if not style:
        # An emergency is never paged: nothing may scroll its first line away.
        show([*urgent, *page], library, paged=full and not urgent)
        return
    first = urgent if id_ else [*urgent, *page]
    if first:
        show(first, library, sys.stderr)
    if not id_:
        return
    cited = sources_of(id_, library, short=not full)
    if not cited:
        say(f"{id_} names no source.")
    elif style in MACHINE:
        put(write((one.item for one in cited), style))
    else:
        from benzofaq.pages.block import Block
        from benzofaq.pages.sources import of_references

        title = Block(kind="heading", text=f"References in {NAMES[style]} style")
        show([title, *of_references(cited, style)], library)

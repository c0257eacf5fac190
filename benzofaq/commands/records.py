"""Find what the arguments name, and show it: as a page, as JSON, or as its references alone."""

import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import typer

from benzofaq.citing.styles import MACHINE, NAMES, Style, write
from benzofaq.commands.output import BROKEN, NOTHING, USAGE, fail, failing, print_json, put, say, show
from benzofaq.pages.block import Block
from benzofaq.reading.reply import Reply
from benzofaq.records.contacts import Lines
from benzofaq.records.library import Library, at
from benzofaq.records.model import CARD, EMERGENCY, Drug, Entry, Record
from benzofaq.records.passages import cited, front, sourced
from benzofaq.records.sources import Source


def library_of(data: Path | None) -> Library:
    """Return the bundled library, or the one of a file or a folder."""
    if data is None:
        return Library()
    with failing(f"{str(data)[:80]} can't be read", "Give a file or a folder to --data.", BROKEN):
        return at(data)


def lines_of(library: Library, region: str | None) -> Lines:
    """Return the lines to call in the country asked for by code or by name, else in that of the reader."""
    from benzofaq.records.contacts import INTERNATIONAL, lines_for, region_of

    regions = library.contacts.regions
    code = region_of(region, regions)
    if code is None:
        known = f"Give a code, as in GB; there are lines for {', '.join(regions)}."
        if region is not None:
            fail(f"no country is called {region!r}. {known}", USAGE)
        say(f"BENZOFAQ_REGION names no country. {known}")
    return lines_for(library.contacts, code or INTERNATIONAL)


def record_of(id_: str, library: Library) -> Entry | Drug:
    """Return the entry of an id, or the card of a `drug:NAME`; end the program where there is none."""
    wanted = id_.strip().lower()
    if wanted.startswith(CARD):
        return drug_of(wanted.removeprefix(CARD), library)
    found = library.entries.get(wanted) or _card_named(wanted, library)
    if found is None and wanted in library.sources:
        fail(f"{wanted} is a source. To see it: benzofaq sources {wanted}", NOTHING)
    return found or unknown("entry", id_, library.entries, library)


def _card_named(wanted: str, library: Library) -> Drug | None:
    """Return the card of a drug by its generic name or by a brand name that no other drug has."""
    cards = library.drugs.values()
    found = [one for one in cards if wanted in (name.lower() for name in (one.name, *one.brands))]
    return found[0] if len(found) == 1 else None


def drug_of(name: str, library: Library) -> Drug:
    """Return the card that goes by this name, or end the program with the nearest ones."""
    if card := _card_named(name.strip().lower(), library):
        return card
    stop_for_emergency(name, library)
    from benzofaq.reading.matcher import find_drug

    if not any(char.isalnum() for char in name):
        fail("there is no name here. Give one, as in: benzofaq drug valium", USAGE)
    found = find_drug(name, library)
    if not isinstance(found, str):
        hint = f" Nearest: {', '.join(found)}." if found else ""
        fail(f"no drug card goes by the name {name!r}.{hint} See `benzofaq drugs`.", NOTHING)
    return library.drugs[found]


def stop_for_emergency(text: str, library: Library) -> None:
    """Show what to do, and end the program, where words meant for something else describe an emergency."""
    if len(text.split()) < 3:
        return
    from benzofaq.reading.matcher import Matcher

    reply = Matcher(library).ask(text)
    if reply.emergency:
        show_reply(reply, library, lines_of(library, None), View())
        raise typer.Exit(NOTHING)


def sources_of(id_: str, library: Library, *, short: bool = False) -> list[Source]:
    """Return the sources of an entry or a card in the order of its answer, or the one source of that id."""
    id_ = id_.strip().lower()
    if id_ in library.sources:
        return [library.sources[id_]]
    if id_ == "benzofaq":
        from benzofaq.records import about

        return [about.source(library.base.reviewed)]
    kind = id_.removeprefix(EMERGENCY)
    if id_.startswith(EMERGENCY) and kind in library.emergencies:
        return [library.source(one) for one in cited(sourced(library.emergencies[kind]))]
    record = record_of(id_, library)
    return [library.source(one) for one in cited(front(record) if short else sourced(record))]


def unknown(what: str, id_: str, known: Iterable[str], library: Library) -> NoReturn:
    """Say that no such record exists and what comes nearest, and end the program."""
    from rapidfuzz import fuzz, process

    if card := _card_named(id_.strip().lower(), library):
        fail(f"{id_} is a drug. Its card: benzofaq drug {shlex.quote(card.name)}", NOTHING)
    stop_for_emergency(" ".join(sys.argv[2:]), library)  # as in `benzofaq cite he is not breathing`
    near = process.extract(id_, list(known), scorer=fuzz.WRatio, limit=3, score_cutoff=60)
    hint = f" Nearest: {', '.join(name for name, _, _ in near)}." if near else ""
    see = "benzofaq sources" if what == "source" else "benzofaq list"
    fail(f"no {what} is called {id_!r}.{hint} See `{see}`.", NOTHING)


class View(Record, frozen=True):
    """What is shown of an answer: all of it or its first screen, the ids of its sources, why it was chosen.

    With a `style` its references alone are, with `json` one object.
    """

    full: bool = False
    ids: bool = False
    explain: bool = False
    style: Style | None = None
    json: bool = False


def show_record(record: Entry | Drug, library: Library, view: View, command: str = "show") -> None:
    """Show an entry or a drug card."""
    if view.json:
        from benzofaq.pages import as_json as shape

        print_json(command, library, **shape.record(record.id, library, view.style))
        return
    from benzofaq.pages.reply import of_record

    page = of_record(record.id, library, full=view.full, ids=view.ids)
    _show_with([], page, record.id, library, view)


def show_reply(reply: Reply, library: Library, lines: Lines, view: View, numbered: bool = False) -> None:
    """Show a reply: what to do in an emergency first, then the answer or what comes near."""
    from benzofaq.pages.reply import of_explanation, of_reply

    urgent, page = of_reply(reply, library, lines, full=view.full, ids=view.ids, numbered=numbered)
    if view.explain:
        page += of_explanation(reply)
    answered = reply.matches[0].id if reply.state == "answer" else ""
    _show_with(urgent, page, answered, library, view)


def _show_with(urgent: list[Block], page: list[Block], id_: str, library: Library, view: View) -> None:
    """Show a page, or its references alone where a style is asked for.

    What must not be missed (an emergency, or that there is no answer) then goes to standard error.
    """
    style = view.style
    if not style:
        # An emergency is never paged: nothing may scroll its first line away.
        show([*urgent, *page], library, paged=view.full and not urgent)
        return
    first = urgent if id_ else [*urgent, *page]
    if first:
        show(first, library, sys.stderr)
    if not id_:
        return
    cited = sources_of(id_, library, short=not view.full)
    if not cited:
        say(f"{id_} has no sources.")
    elif style in MACHINE:
        put(write((one.item for one in cited), style))
    else:
        from benzofaq.pages.lists import of_references

        title = Block(kind="heading", text=f"References in {NAMES[style]} style")
        show([title, *of_references(cited, style)], library)

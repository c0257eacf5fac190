"""Find what the arguments name: a library, a country, a record, its sources."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from benzofaq.commands.output import BROKEN, NOTHING, USAGE, fail, failing
from benzofaq.records.library import Library, at
from benzofaq.records.model import CARD, EMERGENCY, Drug, Entry
from benzofaq.records.passages import cited, front, parts
from benzofaq.records.sources import Source

if TYPE_CHECKING:
    from benzofaq.records.contacts import Lines


def library_of(data: Path | None) -> Library:
    """Return the bundled library, or the one of a file or a folder."""
    if data is None:
        return Library()
    with failing(f"{str(data)[:80]} can't be read", "Give a file or a folder to --data.", BROKEN):
        return at(data)


def lines_of(library: Library, region: str | None) -> Lines:
    """Return the lines to call in the country asked for by code or by name, else in that of the locale."""
    from benzofaq.records import contacts

    regions = library.contacts.regions
    code = contacts.region_of(None) if region is None else contacts.region_named(region, regions)
    if code is None:
        known = ", ".join(regions)
        fail(f"no country is called {region!r}. Give a code, as in GB; there are lines for {known}.", USAGE)
    return contacts.lines_for(library.contacts, code)


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
    heed(name, library)
    from benzofaq.reading.matcher import find_drug

    if not any(char.isalnum() for char in name):
        fail("there is no name here. Give one, as in: benzofaq drug valium", USAGE)
    found = find_drug(name, library)
    if not isinstance(found, str):
        hint = f" Nearest: {', '.join(found)}." if found else ""
        fail(f"no drug card goes by the name {name!r}.{hint} See `benzofaq drugs`.", NOTHING)
    return library.drugs[found]


def heed(text: str, library: Library) -> None:
    """Show what to do, and end the program, where words for something else describe an emergency."""
    if len(text.split()) < 3:
        return
    from benzofaq.commands.records import View, show_reply
    from benzofaq.reading.matcher import Matcher

    reply = Matcher(library).ask(text)
    if reply.emergency:
        show_reply(reply, library, lines_of(library, None), View())
        raise typer.Exit(NOTHING)


def sources_of(id_: str, library: Library, *, short: bool = False) -> list[Source]:
    """Return the sources of an entry or a card in the order of its answer, or the one source of that id."""
    if id_ in library.sources:
        return [library.sources[id_]]
    if id_ == "benzofaq":
        from benzofaq.records import about

        return [about.source(library.base.reviewed)]
    kind = id_.removeprefix(EMERGENCY)
    if id_.startswith(EMERGENCY) and kind in library.emergencies:
        return [library.source(one) for one in cited(parts(library.emergencies[kind]))]
    record = record_of(id_, library)
    return [library.source(one) for one in cited(front(record) if short else parts(record))]


def unknown(what: str, id_: str, known: Iterable[str], library: Library) -> NoReturn:
    """Say that no such record exists and what comes nearest, and end the program."""
    from rapidfuzz import fuzz, process

    if card := _card_named(id_.strip().lower(), library):
        fail(f"{id_} is a drug. Its card: benzofaq drug {shlex.quote(card.name)}", NOTHING)
    near = process.extract(id_, list(known), scorer=fuzz.WRatio, limit=3, score_cutoff=60)
    hint = f" Nearest: {', '.join(name for name, _, _ in near)}." if near else ""
    see = "benzofaq sources" if what == "source" else "benzofaq list"
    fail(f"no {what} is called {id_!r}.{hint} See `{see}`.", NOTHING)

"""The commands `contacts`, `emergency` and `info`: whom to call, what to do first, which data these are."""

from __future__ import annotations

from typing import Annotated

import typer

from benzofaq.commands.find import library_of, lines_of
from benzofaq.commands.options import Data, Json, Region, complete_region
from benzofaq.commands.output import NOTHING, USAGE, fail, print_json, show

# What people type in place of a question or a command where someone may be dying.
CALLS = frozenset({"911", "999", "112", "000", "111", "emergency!", "help!"})


def contacts(
    country: Annotated[
        str | None,
        typer.Argument(
            metavar="[COUNTRY]", help="A country by code or name, as in GB.", autocompletion=complete_region
        ),
    ] = None,
    region: Region = None,
    everywhere: Annotated[bool, typer.Option("--all", help="List every country.")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="Say where and when each was seen.")] = False,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """List whom to call: emergency, poison, crisis and support lines.

    \b
    Examples:
      benzofaq contacts
      benzofaq contacts GB
    """
    if everywhere and country is not None:
        fail("give either a country or --all, not both.", USAGE)
    library = library_of(data)
    lines = lines_of(library, country or region)
    unknown_place = not lines.own and lines.region == "INTL"
    chosen = lines.everywhere if everywhere or unknown_place else lines.own
    if as_json:
        from msgspec.structs import asdict

        from benzofaq.pages import as_json as shape

        listed = [asdict(one) for one in chosen]
        print_json(shape.document("contacts", library, region=lines.region, contacts=listed))
    elif chosen:
        from benzofaq.pages.lists import of_contacts

        show(of_contacts(chosen, library.contacts, sources=sources), library)
    if not chosen:
        known = ", ".join(library.contacts.regions)
        fail(
            f"no lines are held for {lines.region}; there are lines for {known}. Call your local emergency "
            "number (112 works across the European Union), or see https://findahelpline.com.",
            NOTHING,
        )


def emergency(region: Region = None, as_json: Json = False, data: Data = None) -> None:
    """Say what to do first in an emergency, and whom to call.

    \b
    Examples:
      benzofaq emergency
      benzofaq emergency --region GB
    """
    library = library_of(data)
    lines = lines_of(library, region)
    if as_json:
        from benzofaq.pages import as_json as shape

        print_json(shape.document("emergency", library, help=shape.emergency("overdose", library, lines)))
        return
    from benzofaq.pages.reply import of_emergency

    show(of_emergency("overdose", library, lines), library)


def info(as_json: Json = False, data: Data = None) -> None:
    """Say which version this is, and which data it reads.

    \b
    Examples:
      benzofaq info
      benzofaq info --json
    """
    from benzofaq.records.about import inventory

    library = library_of(data)
    found = inventory(library)
    if as_json:
        from benzofaq.pages import as_json as shape

        print_json(shape.document("info", library, **found))
    else:
        from benzofaq.pages.lists import of_inventory

        show(of_inventory(found), library)

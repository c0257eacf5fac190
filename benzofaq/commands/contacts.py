"""The command `contacts`: whom to call."""

from typing import Annotated

import typer

from benzofaq.commands.common import (
    NOTHING,
    USAGE,
    Data,
    Json,
    Region,
    fail,
    library_of,
    print_json,
    region_code,
    show,
)


def contacts(
    region: Region = None,
    everywhere: Annotated[bool, typer.Option("--all", help="List every country.")] = False,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """List whom to call: emergency, poison, crisis and support lines.

    \b
    Examples:
      benzofaq contacts
      benzofaq contacts --region GB
    """
    from benzofaq import contacts as choose

    if everywhere and region is not None:
        fail("give either --region or --all, not both.", USAGE)
    library = library_of(data)
    code = region_code(library, region)
    own = choose.of_region(library.contacts, code)
    lines = list(library.contacts) if everywhere or (not own and region is None) else own
    if as_json:
        from benzofaq import jsonable

        listed = [jsonable.contact(one) for one in lines]
        print_json(jsonable.document("contacts", library, region=code, contacts=listed))
    elif lines:
        from benzofaq import page

        show(page.of_contacts(lines, library.contact_kinds, library.places), library)
    if not lines:
        known = ", ".join(choose.regions(library.contacts))
        fail(
            f"no lines are held for {code}; there are lines for {known}. "
            "Call your local emergency number: 112 works across the European Union.",
            NOTHING,
        )

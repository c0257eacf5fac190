"""The command `drug`: the card of one drug, by any of its names."""

from typing import Annotated

import typer

from benzofaq.commands.common import Cite, Data, Json, Short, find_drug, library_of, show_drug


def drug(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A generic, brand or street name.")],
    short: Short = False,
    cite: Cite = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Show the card of a drug: what it is, how long it lasts, how fast it leaves.

    \b
    Examples:
      benzofaq drug valium
      benzofaq drug temazepam --json
    """
    library = library_of(data)
    show_drug(find_drug(" ".join(name), library), library, "drug", as_json, cite, short)

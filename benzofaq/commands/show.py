"""The command `show`: one entry or drug card, by its id."""

from typing import Annotated

import typer

from benzofaq.commands.common import Cite, Data, Json, Short, library_of, show_entry


def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The id of an entry (see `benzofaq list`).")],
    short: Short = False,
    cite: Cite = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Show one entry, or a drug card, by its id.

    \b
    Examples:
      benzofaq show alcohol
      benzofaq show drug:diazepam
    """
    show_entry(id_, library_of(data), "show", as_json, cite, short)

"""The commands `drug` and `drugs`: one card by any of its names, and all side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from benzofaq.commands.find import drug_of, library_of
from benzofaq.commands.options import Cite, Data, Ids, Json, Short, complete_drug
from benzofaq.commands.output import NOTHING, fail, print_json, show
from benzofaq.commands.records import show_record


def drug(
    name: Annotated[
        list[str],
        typer.Argument(metavar="NAME", help="A generic, brand or street name.", autocompletion=complete_drug),
    ],
    short: Short = False,
    ids: Ids = False,
    cite: Cite = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Show what a drug is, how long it lasts, how fast it leaves.

    \b
    Examples:
      benzofaq drug valium
      benzofaq drug temazepam --json
    """
    library = library_of(data)
    card = drug_of(" ".join(name), library)
    show_record(card, library, "drug", full=not short, ids=ids, style=cite, as_json=as_json)


def drugs(
    everything: Annotated[bool, typer.Option("--all", help="Name the other drugs too.")] = False,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """List the drugs by how long they last.

    \b
    Examples:
      benzofaq drugs
      benzofaq drugs --all
    """
    library = library_of(data)
    cards = [one for one in library.drugs.values() if everything or one.group != "other"]
    if as_json:
        from benzofaq.pages import as_json as shape

        print_json(shape.document("drugs", library, drugs=[shape.drug(one) for one in cards]))
    elif cards:
        from benzofaq.pages.card import of_drugs

        show(of_drugs(cards), library, paged=True)
    if not cards:
        fail("these data hold no drug cards.", NOTHING)

"""The command `drugs`: how long the drugs last, side by side."""

from typing import Annotated

import typer

from benzofaq.commands.common import NOTHING, Data, Json, fail, library_of, print_json, show


def drugs(
    everything: Annotated[bool, typer.Option("--all", help="Name the other drugs too.")] = False,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """List the benzodiazepines and Z-drugs, those that last longest first.

    \b
    Examples:
      benzofaq drugs
      benzofaq drugs --all
    """
    library = library_of(data)
    if not library.drugs and not as_json:
        fail(f"{library.name} has no drug cards.", NOTHING)
    cards = [one for one in library.drugs.values() if everything or one.group != "other"]
    if as_json:
        from benzofaq import jsonable

        print_json(jsonable.document("drugs", library, drugs=[jsonable.drug(one) for one in cards]))
    else:
        from benzofaq import drugpage

        show(drugpage.of_drugs(cards), library)

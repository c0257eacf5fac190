"""The command `open`: the address of a source, opened in the browser on a terminal."""

import sys
from typing import Annotated

import typer

from benzofaq.commands.common import NOTHING, Data, Json, fail, library_of, print_json, put, say, sources_of
from benzofaq.textsafe import clean


def open_(
    id_: Annotated[str, typer.Argument(metavar="ID", help="A source, an entry, or drug:NAME.")],
    number: Annotated[
        int, typer.Argument(metavar="[N]", min=1, help="Which source of the entry: its number there.")
    ] = 1,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Print the address of a source and, on a terminal, open it in the browser (https only).

    \b
    Examples:
      benzofaq open ritvo2023
      benzofaq open alcohol 2
    """
    from benzofaq import reference

    library = library_of(data)
    found = sources_of(id_, library)
    if number > len(found):
        fail(f"{id_} has {len(found)} sources, so none of them has number {number}.", NOTHING)
    source = found[number - 1]
    address = reference.link(source.item)
    wanted = bool(address) and not as_json and sys.stdout.isatty()
    opened = wanted and reference.is_safe(address or "") and _open(address or "")
    if as_json:
        from benzofaq import jsonable

        print_json(jsonable.document("open", library, source=source.id, url=address))
    elif address:
        put(f"{clean(address)}\n")  # by itself and unwrapped, to be clicked or piped on
    if not address:
        fail(f"{source.id} has no address.", NOTHING)
    if not reference.is_safe(address):
        say(f"{source.id} is not opened: its address does not start with https://.")
    elif wanted and not opened:
        say("no browser could be opened.")


def _open(address: str) -> bool:
    try:
        return typer.launch(address) == 0
    except OSError:
        return False

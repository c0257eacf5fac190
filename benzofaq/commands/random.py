"""The command `random`: an entry picked by chance, or by the date."""

from typing import Annotated

import typer

from benzofaq.commands.common import Cite, Data, Json, Short, library_of, show_entry


def random(
    daily: Annotated[bool, typer.Option("--daily", help="The entry of the day: the same all day.")] = False,
    short: Short = False,
    cite: Cite = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Show an entry picked by chance, or the one of the day.

    \b
    Examples:
      benzofaq random --short
      benzofaq random --daily
    """
    library = library_of(data)
    ids = list(library.entries)
    show_entry(
        ids[_of_today(len(ids)) if daily else _by_chance(len(ids))], library, "random", as_json, cite, short
    )


def _of_today(many: int) -> int:
    """Return a number below `many` that changes every day and takes each value before any comes again."""
    import datetime

    return datetime.date.today().toordinal() % many


def _by_chance(many: int) -> int:
    import os

    return int.from_bytes(os.urandom(8), "big") % many

"""The command `info`: which version this is, and which data it reads."""

from benzofaq import __version__
from benzofaq.commands.common import Data, Json, library_of, print_json, show


def info(as_json: Json = False, data: Data = None) -> None:
    """Say which version this is, and which data it reads.

    \b
    Examples:
      benzofaq info
      benzofaq info --json
    """
    from benzofaq import inventory

    library = library_of(data)
    found = inventory.of(library, __version__)
    if as_json:
        from benzofaq import jsonable

        print_json(jsonable.document("info", library, **found))
    else:
        from benzofaq import page

        show(page.of_inventory(found), library)

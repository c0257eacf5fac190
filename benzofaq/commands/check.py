"""The command `check`: list what is wrong with a pack of entries."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from benzofaq.commands.common import ANSWERED, BROKEN, NOTHING, Json, fail, print_json, put, say

SchemaName = Literal["faq", "sources", "drugs", "contacts", "emergencies"]


def check(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PATH]",
            envvar="BENZOFAQ_DATA",
            show_envvar=True,
            help="A pack: its folder, or its file of entries. Without it, the bundled data.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")] = False,
    schema: Annotated[
        SchemaName | None,
        typer.Option("--schema", help="Check nothing; print the JSON Schema of this file, for an editor."),
    ] = None,
    as_json: Json = False,
) -> None:
    """List every problem in a pack of entries: the file, the entry, the field, and what to do.

    Exits with 0 where there is no error, 1 where there is one, and 4 where PATH can't be read.

    \b
    Examples:
      benzofaq check my-pack
      benzofaq check my-pack/faq.json --strict
      benzofaq check --schema faq > faq.schema.json
    """
    if schema:
        import json

        from benzofaq import schemas

        put(json.dumps(schemas.schema(schema), indent=1, ensure_ascii=False) + "\n")
        return
    from benzofaq.check import problems

    folder, file = _pack(path)
    found = problems(folder, file)
    errors = sum(one.level == "error" for one in found)
    warnings = len(found) - errors
    if as_json:
        from dataclasses import asdict

        from benzofaq import jsonable

        fields = {"errors": errors, "warnings": warnings, "problems": [asdict(one) for one in found]}
        print_json({"schema": jsonable.SCHEMA, "command": "check", "path": str(folder / file), **fields})
    else:
        sys.stdout.write("".join(f"{one}\n" for one in found))
        sys.stdout.flush()  # the count comes last on a screen that shows both
        say(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}.")
    raise typer.Exit(NOTHING if errors or (strict and warnings) else ANSWERED)


def _pack(path: Path | None) -> tuple[Path, str]:
    """Return the folder of a pack and the name of its file of entries."""
    from benzofaq.library import data_folder
    from benzofaq.shapes import ENTRIES_FILE

    if path is None:
        return data_folder(), ENTRIES_FILE
    try:
        if path.is_dir():
            next(path.iterdir(), None)
            return path, ENTRIES_FILE
        with path.open("rb"):
            return path.parent, path.name
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        fail(f"{str(path)[:80]} can't be read: {why}. Give the folder of a pack, or its file.", BROKEN)


def _count(many: int, what: str) -> str:
    return f"{many or 'no'} {what}{'s' * (many != 1)}"

"""The command `check`: list what is wrong with a pack of entries."""

import sys
from pathlib import Path
from typing import Annotated, Literal

from typer import Argument, Exit

from benzofaq.commands.examples import examples
from benzofaq.commands.options import Json, option
from benzofaq.commands.output import ANSWERED, BROKEN, NOTHING, failing, put, say
from benzofaq.records.files import bundled_folder
from benzofaq.records.library import ENTRIES_FILE

SchemaName = Literal["faq", "sources", "drugs", "contacts", "emergencies"]
ABOUT = "A pack: its folder, or its file of entries. Without it, the bundled data."
Pack = Annotated[Path | None, Argument(metavar="[PATH]", envvar="BENZOFAQ_DATA", help=ABOUT)]


@examples("check my-pack", "check my-pack/faq.json --strict", "check --schema faq > faq.schema.json")
def check(
    path: Pack = None,
    strict: Annotated[bool, option("--strict", "Let warnings count as errors.")] = False,
    stale: Annotated[bool, option("--stale", "List only lines and answers due for another look.")] = False,
    schema: Annotated[SchemaName | None, option("--schema", "Print the JSON Schema of a file.")] = None,
    json: Json = False,
) -> None:
    """List every problem in a pack of entries, and what to do.

    Each line names the file, the entry and the field. The exit code is 0 without an error,
    1 with one, and 4 where PATH can't be read.
    """
    if schema:
        from benzofaq.checking.pack import FILES, schema_of

        return put(schema_of(FILES[f"{schema}.json"][0]))
    from benzofaq.checking.check import problems

    folder, file = _pack(path)
    found = [one for one in problems(folder, file) if not stale or one.rule == "stale"]
    errors = sum(one.level == "error" for one in found)
    warnings = len(found) - errors
    if json:
        fields = {"path": str(folder / file), "errors": errors, "warnings": warnings, "problems": found}
        put({"schema": "benzofaq/1", "command": "check", **fields})
    else:
        sys.stdout.write("".join(f"{one}\n" for one in found))
        sys.stdout.flush()  # the count comes last on a screen that shows both
        say(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}.")
    raise Exit(NOTHING if errors or ((strict or stale) and warnings) else ANSWERED)


def _pack(path: Path | None) -> tuple[Path, str]:
    """Return the folder of a pack and the name of its file of entries."""
    if path is None:
        return Path(str(bundled_folder())), ENTRIES_FILE
    with failing(f"{str(path)[:80]} can't be read", "Give the folder of a pack, or its file.", BROKEN):
        if path.is_dir():
            next(path.iterdir(), None)
            return path, ENTRIES_FILE
        if path.is_file() or not path.exists():  # a pipe would be waited for: it is not a file
            path.open("rb").close()
        return path.parent, path.name


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'s' * (number != 1)}"

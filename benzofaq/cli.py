"""The command line: arguments in, an exit code out."""

import codecs
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from benzofaq import __version__
from benzofaq.commands import ask, check, contacts, entries, share, sources
from benzofaq.commands.output import BROKEN, NOTHING, USAGE, complain, is_interactive, look, stderr_may_fail
from benzofaq.records.files import DataError
from benzofaq.text import transliterate


class _Painted:
    """Help in the one colour of accent that can be read on white and on black."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        from typer import rich_utils as looks  # late: it imports rich, and only help is painted by it

        looks.STYLE_OPTION = looks.STYLE_SWITCH = looks.STYLE_COMMANDS_TABLE_FIRST_COLUMN = "bold magenta"
        looks.STYLE_USAGE = looks.STYLE_TYPES = looks.STYLE_REQUIRED_SHORT = "bold"
        vars(looks)["STYLE_METAVAR"] = "bold"  # what Typer before 0.27 calls STYLE_TYPES
        looks.STYLE_OPTION_ENVVAR = looks.STYLE_REQUIRED_LONG = "dim"
        looks.STYLE_HELPTEXT = ""
        super().format_help(ctx, formatter)  # type: ignore[misc]


class Command(_Painted, TyperCommand):
    """One command."""


class Group(_Painted, TyperGroup):
    """The program with all its commands."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options; those of Typer's own with help that fits one line."""
        params: list[Any] = super().get_params(ctx)
        for param in params:
            param.help = TYPERS_OWN.get(param.name, param.help)
        return params


TYPERS_OWN = {
    "install_completion": "Have TAB complete in this shell.",
    "show_completion": "Print what --install-completion installs.",
    "help": "Show this message.",
}

app = typer.Typer(
    cls=Group,
    help=(
        "Short, sourced answers about benzodiazepines (Xanax, Valium, Ativan ...), offline. General "
        "information, not medical advice. Stopping suddenly can be dangerous. In an emergency call your "
        "emergency number; `benzofaq contacts` lists it."
    ),
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _named(*commands: Callable[..., None]) -> dict[str, Callable[..., None]]:
    return {command.__name__.rstrip("_"): command for command in commands}


# The commands by panel; the title of a panel holds an example.
PANELS = {
    "Ask: benzofaq can i drink on xanax": _named(
        ask.ask, ask.browse, entries.search, entries.random, contacts.emergency
    ),
    "Look up: benzofaq show tapering": _named(
        entries.list_, entries.show_, entries.drug, entries.drugs, contacts.contacts, sources.sources
    ),
    "Share: benzofaq cite alcohol --style apa": _named(
        sources.cite, sources.open_, share.share, share.export, share.report
    ),
    "Data: benzofaq check my-pack": _named(check.check, contacts.info, share.mcp),
}
# The help of a command where Python has taken the docstrings away.
STRIPPED = "There is no help on this command under python -OO. Run it without, or see the manual."
COMMANDS = frozenset(name for commands in PANELS.values() for name in commands)
for panel, commands in PANELS.items():
    for name, command in commands.items():
        told = None if command.__doc__ else STRIPPED
        app.command(name, cls=Command, rich_help_panel=panel, help=told)(command)

# Options that belong to the program, and those of commands that take a value.
OWN = frozenset({"--plain", "--no-pager"})
OWN_FIRST = frozenset({"-h", "--help", "-V", "--version", "--install-completion", "--show-completion"})
VALUED = {"--data", "--region", "--cite", "--style", "--topic", "--kind", "--used-by", "--search"}
VALUED |= {"--format", "--output", "-o", "--batch", "--schema"}

# The commands that people in need of help turn to: whatever goes wrong there, a number is named.
URGENT = frozenset({"ask", "browse", "contacts", "emergency"})


def arguments(typed: Sequence[str]) -> list[str]:
    """Return the arguments in the order that the command line takes: program options, command, its own.

    Options may come before the command or after it; what does not begin with a command is a question.
    """
    cut = list(typed).index("--") if "--" in typed else len(typed)
    own = [word for word in typed[:cut] if word in OWN]
    words = [word for at, word in enumerate(typed) if at >= cut or word not in OWN]
    if not words or words[0] in OWN_FIRST:
        return own + words
    first = _first_word(words)
    if first is None:
        return [*own, *(words if OWN_FIRST & set(words) else ["ask", *words])]
    options, name, rest = words[:first], words[first], words[first + 1 :]
    if name in COMMANDS:
        return [*own, name, *options, *rest]
    if name == "help" and (not rest or rest[0] in COMMANDS):
        return [*own, *rest[:1], "--help"]
    said = [] if _first_word(rest) is None else [name]
    if contacts.is_call(" ".join(words[first:]) if said else name):
        return [*own, "emergency", *options, *said, *rest]
    return [*own, "ask", *options, name, *rest]


def _first_word(words: Sequence[str]) -> int | None:
    """Return the place of the first argument that is neither an option nor the value of one."""
    skip = False
    for at, word in enumerate(words):
        if skip or (word.startswith("-") and word not in ("-", "--")):
            skip = not skip and word in VALUED
            continue
        return at + 1 if word == "--" and at + 1 < len(words) else at
    return None


def run() -> int:
    """Run the program and return its exit code."""
    closed = sys.stdout is None
    if closed:  # writing to a file that is open for reading fails, as it should
        sys.stdout = open(os.devnull, encoding="utf-8")  # noqa: SIM115 (it ends with the process)
    if sys.stderr is None:  # closed: what would be printed there is lost, but not the answer
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    codecs.register_error("benzofaq", transliterate)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="benzofaq")  # type: ignore[union-attr]
    args = arguments(sys.argv[1:])
    if OWN.issuperset(args) and is_interactive():
        args.append("ask")
    look["json"] = "--json" in args
    spoken = "--plain" in args or os.environ.get("ACCESSIBLE", "") not in ("", "0")
    app.rich_markup_mode = None if spoken else "rich"  # boxes around the help would be read out
    try:
        code = _call(args)
        sys.stdout.flush()
        return code
    except OSError as error:
        # Whatever is left in the buffer would fail again, with a traceback, when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        why = "standard output is closed" if closed else error.strerror or error
        return _failed(f"the output can't be written: {why}.")


def _call(args: list[str]) -> int:
    """Run the command that is called; return its exit code, or that of what went wrong."""
    name = next((word for word in args if word not in OWN), "")
    look["floor"] = name in URGENT
    try:
        return app(args=args, prog_name="benzofaq", standalone_mode=False) or 0
    except (RecursionError, MemoryError) as error:
        what = (
            "are nested too deeply" if isinstance(error, RecursionError) else "take more memory than there is"
        )
        return _failed(f"the data can't be read: they {what}. Give others to --data.")
    except DataError as error:
        return _failed(f"the data can't be read: {error}")
    except typer.Abort:
        return NOTHING
    except OSError:
        raise
    except Exception as error:
        if hasattr(error, "format_message"):
            return _misused(error.format_message(), name, args)
        import traceback

        with stderr_may_fail():
            traceback.print_exception(error)
        return _failed("that is a fault of benzofaq. Please report it with the lines above.")


def _failed(message: str) -> int:
    complain(message, BROKEN)
    return BROKEN


def _misused(message: str, name: str, args: list[str]) -> int:
    """Say how the command is used; words that it has no use for are a question that begins with its name."""
    words = args[args.index(name) + 1 :] if name in COMMANDS else []
    if name != "ask" and "extra argument" in message and sum(not word.startswith("-") for word in words) > 2:
        return _call([*(word for word in args if word in OWN), "ask", name, *words])
    command = f" {name}" if name in COMMANDS else ""
    complain(f"{message.rstrip('.')}. See: benzofaq{command} --help", USAGE)
    return USAGE


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"benzofaq {__version__}")
        raise typer.Exit


@app.callback()
def main(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Labelled lines, for a screen reader.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Print a long page at once.")] = False,
) -> None:
    """Note how pages look; without a command print the help."""
    look["plain"], look["pager"] = plain, not no_pager
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())

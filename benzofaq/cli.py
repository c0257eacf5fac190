"""The command line: arguments in, exit codes out; each command is loaded when it is called."""

import codecs
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import takewhile
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from benzofaq import __version__
from benzofaq.commands.common import BROKEN, NOTHING, look, say
from benzofaq.library import DataError
from benzofaq.textsafe import clean, transliterate

# Each command with the line that the list of commands gives it; the tests hold it to the command's own.
COMMANDS = {
    "ask": "Answer a question.",
    "browse": "Pick a question, read its answer, and go on to those near it.",
    "list": "List the questions by topic.",
    "show": "Show one entry, or a drug card, by its id.",
    "random": "Show an entry picked by chance, or the one of the day.",
    "drug": "Show the card of a drug: what it is, how long it lasts, how fast it leaves.",
    "drugs": "List the benzodiazepines and Z-drugs, those that last longest first.",
    "contacts": "List whom to call: emergency, poison, crisis and support lines.",
    "cite": "Print the references of entries, drug cards or single sources, in the order of the answer.",
    "sources": "List the sources, or show one with every entry and paragraph that cites it.",
    "open": "Print the address of a source and, on a terminal, open it in the browser (https only).",
    "export": "Write entries and drug cards out whole, with their sources: to print or to publish.",
    "check": "List every problem in a pack of entries: the file, the entry, the field, and what to do.",
    "info": "Say which version this is, and which data it reads.",
    "completion": "Print the script by which a shell completes what you type.",
}

# These print no page, so how a page looks is no option of theirs.
WITHOUT_LOOK = frozenset({"open", "export", "completion", "check"})

EXIT_CODES = """\b
Exit codes:
  0  answered
  1  nothing found, or no such id
  2  wrong usage
  3  only suggestions
  4  the data can't be read, or the output can't be written
"""

ENVIRONMENT = """\b
Environment:
  BENZOFAQ_DATA      the file or folder of entries, as with --data
  ACCESSIBLE=1       the same as --plain
  PAGER, NO_PAGER    what shows long pages (less -FRX unless set); none
  NO_COLOR           no colour; FORCE_COLOR: colour in a pipe too
  LC_ALL, LANG       the country of the phone numbers
"""

WELCOME = """\
Ask about benzodiazepines (Xanax, Valium, Klonopin, Ativan ...), offline.

  benzofaq ask "safest benzo"      ask in your own words
  benzofaq browse                  look around
  benzofaq contacts                whom to call

benzofaq --help lists the rest. General information, not medical advice.
If someone can't be woken or breathes badly, call your emergency number now.
Stopping suddenly can be dangerous: plan any change with a prescriber.
"""

# Columns of help text at most, as of any prose; on a narrower terminal two fewer than it has.
HELP_WIDTH = 78

# More words than this, the first of them no command, may be a question as well as a misspelt command.
QUESTION = 2

_CONTEXT = {"help_option_names": ["-h", "--help"]}


class Described(TyperCommand):
    """A command whose help begins with what it does and examples, as people read no further."""

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write what it does, examples, the usage, the options, and the exit codes."""
        examples_first(self, ctx, formatter)


class Lazy(TyperGroup):
    """The commands by name; only the one that is called is imported and built."""

    def __init__(self, **settings: Any) -> None:
        """Take the names of the commands, by which a misspelt one is guessed."""
        super().__init__(**settings)
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """Return one command, or None where none has this name."""
        if cmd_name not in COMMANDS:
            return None
        module = vars(import_module(f"benzofaq.commands.{cmd_name}"))
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
        register = alone.command(cmd_name, cls=Described, epilog=EXIT_CODES, context_settings=dict(_CONTEXT))
        register(module.get(cmd_name) or module[f"{cmd_name}_"])
        command = get_command(alone)
        if cmd_name not in WITHOUT_LOOK:
            command.params += _look_options()
        return command

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Return the command; a question where a command should stand is told how to ask."""
        if args[0] == "help":
            if args[1:2] and args[1] in COMMANDS:
                return super().resolve_command(ctx, [args[1], "--help"])
            typer.echo(ctx.get_help())
            ctx.exit()
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches  # late: it takes 3 ms, and only a mistake needs it

            words = list(takewhile(lambda arg: not arg.startswith("-"), args))
            near = get_close_matches(args[0], COMMANDS)
            if len(words) > QUESTION or not near:
                meant = f" Did you mean {near[0]!r}?" if near else ""
                asked = " ".join(words)
                ctx.fail(f'{args[0]!r} is no command.{meant} To ask a question: benzofaq ask "{asked}"')
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **settings: Any) -> Any:
        """Read the options that stand before the command."""
        with _cleaned():
            return super().make_context(*args, **settings)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Find the command, read its options and run it."""
        with _cleaned():
            return super().invoke(ctx)

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write the commands with their lines, without loading them (3 to 8 ms for all of them)."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write what it does, examples, the usage, the commands, exit codes and environment."""
        examples_first(self, ctx, formatter)


@contextmanager
def _cleaned() -> Iterator[None]:
    """Make a complaint about what was typed harmless before Typer prints it: it quotes what was typed."""
    try:
        yield
    except Exception as error:
        message = getattr(error, "message", None)  # Typer has no public name for what all of them are
        if isinstance(message, str):
            error.message = clean(message)  # type: ignore[attr-defined]
        raise


def examples_first(command: Any, ctx: Any, formatter: Any) -> None:
    """Write the help of a command with its description and examples before the usage."""
    formatter.current_indent = -2  # the description begins at the margin, as everything else does
    command.format_help_text(ctx, formatter)
    formatter.current_indent = 0
    formatter.write_paragraph()
    command.format_usage(ctx, formatter)
    command.format_options(ctx, formatter)
    command.format_epilog(ctx, formatter)


def _look_options() -> list[TyperOption]:
    """Return the options on how a page looks; they are the same for every command that prints one."""

    def plain(ctx: Any, param: Any, value: bool) -> None:
        look["plain"] = value

    def no_pager(ctx: Any, param: Any, value: bool) -> None:
        look["pager"] = not value

    def flag(name: str, callback: Any, text: str) -> TyperOption:
        return TyperOption(
            param_decls=[name], is_flag=True, default=False, expose_value=False, callback=callback, help=text
        )

    return [
        flag("--plain", plain, "Labelled lines without colour or bars, as for a screen reader."),
        flag("--no-pager", no_pager, "Print a long page at once, not screen by screen."),
    ]


app = typer.Typer(
    cls=Lazy,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # help through rich takes twice the time (135 against 61 ms)
    invoke_without_command=True,
    context_settings={
        **_CONTEXT,
        "terminal_width": max(20, min(shutil.get_terminal_size().columns - 2, HELP_WIDTH)),
    },
    epilog=EXIT_CODES + "\n" + ENVIRONMENT,
)


def run() -> int:
    """Run the program and return its exit code."""
    if sys.stderr is None:  # closed: what would be said there is lost, but not the answer
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (it ends with the process)
    if sys.stdout is None:
        say("the output can't be written: standard output is closed.")
        return BROKEN
    codecs.register_error("benzofaq", transliterate)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="benzofaq")  # type: ignore[union-attr]
    try:
        code = _call()
        sys.stdout.flush()
        return code
    except OSError as error:
        # Whatever is left in the buffer would fail again, with a traceback, when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        say(f"the output can't be written: {error.strerror or error}.")
        return BROKEN


def _call() -> int:
    """Run the command that is called; return its exit code, or that of data that can't be read."""
    try:
        app(prog_name="benzofaq")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else NOTHING
    except DataError as error:
        say(f"the data can't be read: {error}")
        return BROKEN
    except RecursionError:
        say("the data can't be read: they are nested too deeply. Give others to --data.")
        return BROKEN
    except MemoryError:
        say("the data can't be read: they take more memory than there is. Give smaller ones to --data.")
        return BROKEN
    return 0


def _welcome() -> str:
    """Return the first page, its lines broken between words on a terminal that is too narrow for them."""
    width = shutil.get_terminal_size().columns
    lines = WELCOME.splitlines()
    if all(len(line) <= width for line in lines):
        return WELCOME
    import textwrap  # late, as these are wanted by narrow terminals alone

    from benzofaq.render import is_terminal

    if not is_terminal(sys.stdout):
        return WELCOME
    beside = all(len(line) <= width for line in lines if line.startswith(" "))
    folded = []
    for line in lines:
        command, gap, about = ("", "", line) if beside else line.rpartition("   ")
        folded += [command.rstrip()] if gap else []
        indent = " " * 4 if gap else ""
        folded.append(textwrap.fill(about, width, initial_indent=indent, subsequent_indent=indent))
    return "".join(f"{line}\n" for line in folded)


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
) -> None:
    """Ask about benzodiazepines in your own words: a short answer, its sources, offline.

    \b
    Examples:
      benzofaq ask "safest benzo"
      benzofaq list
      benzofaq cite safest-for-anxiety

    General information, not medical advice. Stopping suddenly can be dangerous.
    """
    if ctx.invoked_subcommand is None:
        sys.stdout.write(_welcome())

"""Print what a command found, say what is wrong, and end with an exit code; nothing else prints."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, NoReturn, TextIO

import typer

from benzofaq.pages.block import Block
from benzofaq.records.library import Library
from benzofaq.text import clean, escaped

# A text, a file, or a document of `pages.as_json`.
Content = str | bytes | dict[str, Any]

ANSWERED, NOTHING, USAGE, SUGGESTED, BROKEN = 0, 1, 2, 3, 4

# Printed wherever an answer can't be given because something is broken: no data file can take it away.
FLOOR = (
    "If someone can't be woken, breathes badly or has a seizure, call the emergency number now: "
    "911 in the US and Canada, 999 in the UK, 112 in Europe, 000 in Australia."
)

# What holds for a whole run: set by --plain and --no-pager, by --json for what goes wrong, and `floor` by a
# command that is given a question.
look = {"plain": False, "pager": True, "json": False, "floor": False}


@contextmanager
def stderr_may_fail() -> Iterator[None]:
    """Let standard error be full or closed in the block: the exit code tells what went wrong."""
    try:
        yield
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def say(message: str) -> None:
    """Print one line on standard error."""
    with stderr_may_fail():
        print(f"benzofaq: {clean(message)}", file=sys.stderr)


def complain(message: str, code: int) -> None:
    """Say what is wrong and what to do: a line, or one JSON object under --json.

    Where a question stays unanswered, what to do in an emergency follows.
    """
    notice = {"notice": FLOOR} if look["floor"] and code in (USAGE, BROKEN) else {}
    if look["json"]:
        error = {"code": code, "message": clean(message), **notice}
        with stderr_may_fail():
            put({"schema": "benzofaq/1", "error": error}, sys.stderr)
        return
    for line in (message, *notice.values()):
        say(line)


def fail(message: str, code: int) -> NoReturn:
    """Say what is wrong and what to do, and end the program with this exit code."""
    complain(message, code)
    raise typer.Exit(code)


@contextmanager
def failing(what: str, remedy: str, code: int) -> Iterator[None]:
    """End the program where a file can't be opened, read or written in the block: why, and what to do."""
    try:
        yield
    except (OSError, ValueError) as error:
        fail(f"{what}: {getattr(error, 'strerror', None) or error}. {remedy}", code)


def show(page: Sequence[Block], library: Library, out: TextIO | None = None, *, paged: bool = False) -> None:
    """Print a page; where the data are not the bundled ones it says so at its end."""
    from benzofaq.pages.origin import of_origin
    from benzofaq.terminal.show import show as show_page

    whole = [*page, *of_origin(library)]
    with stderr_may_fail() if out is sys.stderr else nullcontext():
        show_page(whole, out, labelled=look["plain"], paged=paged and look["pager"] and out is None)


def encoded(content: Content) -> bytes:
    """Return a text in UTF-8, a document as one line of JSON without what could steer a terminal."""
    if isinstance(content, bytes):
        return content
    if isinstance(content, dict):
        import msgspec

        content = escaped(msgspec.json.encode(content).decode()) + "\n"
    return content.encode("utf-8", "replace")


def print_json(command: str, library: Library, **fields: Any) -> None:
    """Print the document of a command: in UTF-8 whatever the terminal's encoding is."""
    from benzofaq.pages.as_json import document

    put(document(command, library, **fields))


def put(content: Content, stream: TextIO | None = None) -> None:
    """Print what a program will read: bytes as they are, text in a pipe in UTF-8, line ends kept."""
    stream = stream or sys.stdout
    if isinstance(content, str) and stream.isatty():
        stream.write(content)
        return
    stream.flush()
    stream.buffer.write(encoded(content))
    stream.buffer.flush()  # a program may wait for this answer before it asks on


def deliver(content: Content, output: Path | None, force: bool) -> None:
    """Write a text or a document into the file that is named, or print it where none is."""
    if output is None:
        put(content)
        return
    from benzofaq.exporting import outfile

    with failing(f"{output} can't be written", "Give another file to --output.", BROKEN):
        try:
            outfile.save(output, encoded(content), force=force)
        except FileExistsError:
            fail(f"{output} already exists. Give --force to overwrite it.", BROKEN)


def is_interactive() -> bool:
    """Return whether a person sits at both ends: a terminal for what is typed and for what is printed."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())

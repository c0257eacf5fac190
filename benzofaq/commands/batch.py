"""Answer each line of a file: a line of JSON or of tab-separated fields for each question."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from benzofaq.commands.output import USAGE, fail, print_json, say, show
from benzofaq.pages import as_json as shape
from benzofaq.reading.matcher import Matcher
from benzofaq.reading.reply import Reply
from benzofaq.reading.words import MAX_CHARS
from benzofaq.records.contacts import Lines
from benzofaq.records.library import Library
from benzofaq.text import clean


def answer_each(name: str, library: Library, lines: Lines, *, explain: bool, as_json: bool) -> None:
    """Answer each line of a file, or of standard input where it is "-", as it comes."""
    matcher = Matcher(library)
    for number, text in enumerate(_read_lines(name), 1):
        if len(text) > MAX_CHARS:
            say(f"line {number} is longer than {MAX_CHARS} characters: its start and its end were read.")
        reply = matcher.ask(text, explain=explain)
        if as_json:
            print_json(shape.reply(reply, library, lines, explain=explain))
        else:
            sys.stdout.write("\t".join(map(clean, _fields(reply))) + "\n")
            sys.stdout.flush()  # a program may wait for this answer before it asks on
    if not as_json and not library.bundled:
        from benzofaq.pages.origin import of_origin

        show(of_origin(library), library.base, sys.stderr)


def _fields(reply: Reply) -> tuple[str, ...]:
    """Return what a line of the output holds: state, emergency, best id, its chance, the question."""
    level = f"emergency:{reply.emergency}" if reply.emergency else "quiet" if reply.quiet else "-"
    if not reply.matches:
        return reply.state, level, "-", "-", reply.question
    best = reply.matches[0]
    return reply.state, level, best.id, f"{best.score:.3f}", reply.question


def _read_lines(name: str) -> Iterator[str]:
    """Yield the lines of a file or of standard input; bytes that are not UTF-8 become U+FFFD."""
    try:
        if name == "-":
            yield from _bounded(sys.stdin.buffer if sys.stdin else io.BytesIO())
        else:
            with Path(name).open("rb") as file:
                yield from _bounded(file)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        fail(f"{clean(name)} can't be read: {why}. Give a file with one question a line.", USAGE)


def _bounded(file: BinaryIO) -> Iterator[str]:
    """Yield the lines of a file; of one that is too long, its start and its end."""
    most = 4 * MAX_CHARS + 4  # bytes of the longest question in UTF-8, and what shows that one is longer
    while line := file.readline(most):
        end = b""
        while not line.endswith(b"\n") and len(line) >= most:
            rest = file.readline(most)
            if not rest:
                break
            end = (end + rest)[-most:]
            if end.endswith(b"\n"):
                break
        whole = line + (b" " + end if end else b"")
        yield whole.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")

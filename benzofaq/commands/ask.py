"""The command `ask`: answer a question, many, or one after another."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from benzofaq.commands.common import (
    ANSWERED,
    NOTHING,
    SUGGESTED,
    USAGE,
    Cite,
    Data,
    Json,
    Region,
    Short,
    citations,
    fail,
    is_interactive,
    library_of,
    lines,
    print_json,
    region_code,
    reply_page,
    show,
    show_record,
)
from benzofaq.library import Library
from benzofaq.model import Style
from benzofaq.textsafe import clean

if TYPE_CHECKING:
    from benzofaq.model import Reply


def ask(
    question: Annotated[
        list[str] | None,
        typer.Argument(help="The question, quoted or not; - reads it from standard input."),
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option("--batch", metavar="FILE", help="Answer each line of a file; - is standard input."),
    ] = None,
    short: Short = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say why this answer was chosen.")] = False,
    region: Region = None,
    cite: Cite = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Answer a question.

    Without a question, on a terminal, it asks you for one, and again until you press Enter alone.

    \b
    Examples:
      benzofaq ask "safest benzo"
      benzofaq ask can i drink on xanax
      benzofaq ask "how long does valium last" --json
    """
    library = library_of(data)
    if region is not None:
        region = region_code(library, region)
    if batch is not None:
        if question or cite:
            fail(f"give either {'a question' if question else '--cite'} or --batch, not both.", USAGE)
        if short or (explain and not as_json):
            fail("--batch prints one line a question: --short does not fit, --explain needs --json.", USAGE)
        _batch(batch, library, region, explain, as_json)
        return
    if not question and not as_json and is_interactive():
        from benzofaq.commands import talk

        talk.ask_again(library, region, short, explain, cite)
        return
    text = _question(question)
    from benzofaq.match import Matcher

    matcher = Matcher(library)
    reply = matcher.ask(text, explain)
    if as_json:
        _print_reply(reply, library, region, explain, cite)
    else:
        offer = reply.state == "suggest" and not cite and is_interactive()
        best = reply.matches[0].id if reply.state == "answer" else ""
        pages = reply_page(reply, library, region, short, explain, numbered=offer)
        show_record(pages, best, library, short, cite)
        if offer:
            from benzofaq.commands import talk

            if talk.choose(reply, library, short):
                return
    raise typer.Exit({"answer": ANSWERED, "suggest": SUGGESTED, "none": NOTHING}[reply.state])


def _question(words: list[str] | None) -> str:
    from benzofaq.words import MAX_CHARS

    if words == ["-"] or (not words and not (sys.stdin and sys.stdin.isatty())):
        text = _standard_input(4 * MAX_CHARS + 4).decode("utf-8", "replace")
    else:
        text = " ".join(words or ())
    text = text.strip()
    if not any(char.isalnum() for char in text):
        fail('there is no question here. Ask in words, as in: benzofaq ask "safest benzo"', USAGE)
    if len(text) > MAX_CHARS:
        fail(f"the question is longer than {MAX_CHARS} characters. Ask it in a sentence or two.", USAGE)
    return text


def _standard_input(most: int) -> bytes:
    """Return what stands on standard input, `most` bytes of it at most; nothing where it is closed."""
    try:
        return sys.stdin.buffer.read(most) if sys.stdin else b""
    except OSError as error:
        fail(f"standard input can't be read: {error.strerror}.", USAGE)


def _print_reply(
    reply: "Reply", library: Library, region: str | None, explain: bool, style: Style | None
) -> None:
    from benzofaq import jsonable

    answer: dict[str, Any] = {}
    if reply.state == "answer":
        best = reply.matches[0].id
        answer = jsonable.record(best, library) | citations(best, library, style)
    fields = jsonable.reply(reply, library, lines(library, region), explain)
    print_json(jsonable.document("ask", library, **fields, **answer))


def _batch(name: str, library: Library, region: str | None, explain: bool, as_json: bool) -> None:
    from benzofaq import jsonable
    from benzofaq.match import Matcher

    matcher: Matcher = Matcher(library)
    called = lines(library, region)
    for number, text in enumerate(_read_lines(name), 1):
        reply = matcher.ask(_fitting(text, number), explain)
        if as_json:
            print_json(jsonable.reply(reply, library, called, explain))
        else:
            best = reply.matches[0] if reply.matches else None
            fields = (
                reply.state,
                f"emergency:{reply.emergency}" if reply.emergency else "-",
                best.id if best else "-",
                f"{best.score:.3f}" if best else "-",
                clean(reply.question),
            )
            sys.stdout.write("\t".join(fields) + "\n")
        sys.stdout.flush()  # a program may wait for this reply before it asks on
    if not as_json:
        from benzofaq import page

        if origin := page.of_origin(library):
            show(origin, Library(), sys.stderr)


def _fitting(text: str, number: int) -> str:
    """Return the question; one that is too long is cut, and that is said."""
    from benzofaq.commands.common import say
    from benzofaq.words import MAX_CHARS

    if len(text) > MAX_CHARS:
        say(f"line {number} is longer than {MAX_CHARS} characters: only so much of it was read.")
    return text[:MAX_CHARS]


def _read_lines(name: str) -> Iterator[str]:
    """Yield the lines of a file or of standard input as they come; bytes that are not UTF-8 become U+FFFD."""
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
    """Yield the lines of a file, of each a bit more than a question may hold: the rest is let go."""
    from benzofaq.words import MAX_CHARS

    most = 4 * MAX_CHARS + 4  # bytes of the longest question in UTF-8, and what shows that one is longer
    while line := file.readline(most):
        yield _decoded(line)
        while len(line) == most and not line.endswith(b"\n"):
            line = file.readline(most)


def _decoded(line: bytes) -> str:
    return line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")

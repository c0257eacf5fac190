"""The command `ask`: answer a question, many, or one after another."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from benzofaq.commands.find import library_of, lines_of
from benzofaq.commands.options import Cite, Data, Full, Ids, Json, Region
from benzofaq.commands.output import ANSWERED, NOTHING, SUGGESTED, USAGE, fail, is_interactive, print_json
from benzofaq.commands.records import show_reply

EXIT = {"answer": ANSWERED, "suggest": SUGGESTED, "none": NOTHING}


def ask(
    question: Annotated[
        list[str] | None,
        typer.Argument(help="The question, quoted or not; - reads it from standard input."),
    ] = None,
    full: Full = False,
    batch: Annotated[
        str | None,
        typer.Option("--batch", metavar="FILE", help="Answer each line of a file; - is standard input."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say why this answer was chosen.")] = False,
    ids: Ids = False,
    region: Region = None,
    cite: Cite = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Answer a question in your own words.

    Without a question, on a terminal, it asks you for one: there nothing needs quotes.

    \b
    Examples:
      benzofaq ask "safest benzo"
      benzofaq ask can i drink on xanax
      benzofaq ask "how long does valium last" --json
    """
    library = library_of(data)
    lines = lines_of(library, region)
    if batch is not None:
        if question or cite or full or ids or (explain and not as_json):
            fail("--batch prints one line a question: it goes with --json, --region and --data alone.", USAGE)
        from benzofaq.commands.batch import answer_each

        answer_each(batch, library, lines, explain=explain, as_json=as_json)
        return
    talks = is_interactive() and not as_json
    if not question and talks:
        from benzofaq.commands.talk import converse

        converse(library, lines, full=full, ids=ids, explain=explain)
        return
    text = _question(question)
    from benzofaq.reading.matcher import Matcher  # late: 20 ms, and the conversation loads its own

    matcher = Matcher(library)
    reply = matcher.ask(text, explain=explain)
    if as_json:
        from benzofaq.pages import as_json as shape

        answer = shape.answer(reply, library, cite)
        print_json(
            shape.document("ask", library, **shape.reply(reply, library, lines, explain=explain), **answer)
        )
    else:
        offer = reply.state == "suggest" and talks and not cite
        show_reply(reply, library, lines, full=full, ids=ids, style=cite, explain=explain, numbered=offer)
        if offer:
            from benzofaq.commands.talk import converse

            converse(library, lines, full=full, ids=ids, explain=explain, after=reply)
    raise typer.Exit(EXIT[reply.state])


def _question(words: list[str] | None) -> str:
    """Return the question that the words are, or that standard input holds."""
    from benzofaq.reading.words import MAX_CHARS

    if words == ["-"] or (not words and not (sys.stdin and sys.stdin.isatty())):
        text = _standard_input(4 * MAX_CHARS + 4).decode("utf-8", "replace")
    else:  # what is not in the locale's encoding comes as surrogates, one for each byte
        text = os.fsencode(" ".join(words or ())).decode("utf-8", "replace")
    text = text.strip()
    if not any(char.isalnum() for char in text):
        fail('there is no question here. Ask in words, as in: benzofaq ask "safest benzo"', USAGE)
    return text


def _standard_input(most: int) -> bytes:
    """Return the content of standard input, of a long one `most` bytes of its start and its end."""
    if not sys.stdin:  # closed
        return b""
    try:
        start, end = sys.stdin.buffer.read(most), b""
        while more := sys.stdin.buffer.read(most):
            end = (end + more)[-most:]
        return start + (b" " + end if end else b"")
    except OSError as error:
        fail(f"standard input can't be read: {error.strerror}.", USAGE)

"""The commands `ask` and `browse`: answer a question, each line of a file, or a person at a terminal."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, BinaryIO

from typer import Exit

from benzofaq.commands import output
from benzofaq.commands.examples import examples
from benzofaq.commands.options import Batch, Cite, Data, Full, Ids, Json, Question, Region, Short, option
from benzofaq.commands.output import USAGE, fail, failing, is_interactive, print_json, put, say
from benzofaq.commands.records import View, library_of, lines_of, show_reply
from benzofaq.reading.reply import Reply
from benzofaq.records.contacts import Lines
from benzofaq.records.library import Library
from benzofaq.text import clean

EXIT = {"answer": output.ANSWERED, "suggest": output.SUGGESTED, "none": output.NOTHING}


@examples('ask "safest benzo"', "ask can i drink on xanax", 'ask "how long does valium last" --json')
def ask(
    question: Question = None,
    full: Full = False,
    batch: Batch = None,
    explain: Annotated[bool, option("--explain", "Say why this answer was chosen.")] = False,
    ids: Ids = False,
    region: Region = None,
    cite: Cite = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Answer a question in your own words.

    Without a question, on a terminal, it asks you for one; no quotes needed there.
    """
    if batch is not None and (question or cite or full or ids or (explain and not json)):
        fail("--batch prints one line per question: it goes with --json, --region and --data alone.", USAGE)
    library = library_of(data)
    lines = lines_of(library, region)
    if batch is not None:
        return _answer_each(batch, library, lines, explain, json)
    view = View(full=full, ids=ids, explain=explain, style=cite)
    talks = is_interactive() and not json
    if not question and talks:
        return _talk()(library, lines, view)
    from benzofaq.reading.matcher import Matcher  # late: 20 ms, and the conversation loads its own

    reply = Matcher(library).ask(_question(question), explain=explain)
    if json:
        from benzofaq.pages import as_json as shape

        fields = shape.reply(reply, library, lines, explain=explain)
        print_json("ask", library, **fields, **shape.answer(reply, library, cite))
    else:
        offer = reply.state == "suggest" and talks and not cite
        show_reply(reply, library, lines, view, numbered=offer)
        if offer:
            _talk()(library, lines, view, after=reply)
    raise Exit(EXIT[reply.state])


def _talk() -> Callable[..., None]:
    from benzofaq.commands.talk import converse  # late: a pipe needs no conversation

    return converse


@examples("browse", "browse --short")
def browse(short: Short = False, region: Region = None, data: Data = None) -> None:
    """Pick a question, read its answer, and go on to those near it.

    With fzf installed you pick with the arrow keys or by typing part of a question; without it, by its
    number or by words of it.
    """
    library = library_of(data)
    if not is_interactive():
        fail("browse needs a terminal. In a script use: benzofaq list --ids, benzofaq show ID", USAGE)
    from benzofaq.commands.talk import look_around

    look_around(library, lines_of(library, region), View(full=not short))


def _question(words: list[str] | None) -> str:
    """Return the question: the words, or what standard input has."""
    if words == ["-"] or (not words and not (sys.stdin and sys.stdin.isatty())):
        with failing("standard input can't be read", "Give the question as an argument.", USAGE):
            text = _start_and_end(_opened("-").read).decode("utf-8", "replace")
    else:  # what is not in the locale's encoding comes as surrogates, one for each byte
        text = os.fsencode(" ".join(words or ())).decode("utf-8", "replace")
    text = text.strip()
    if not any(char.isalnum() for char in text):
        fail('there is no question here. Ask in words, as in: benzofaq ask "safest benzo"', USAGE)
    return text


def _answer_each(name: str, library: Library, lines: Lines, explain: bool, json: bool) -> None:
    """Answer each line of a file as it comes: a line of JSON or of tab-separated fields for each question."""
    from benzofaq.pages import as_json as shape
    from benzofaq.pages.origin import of_origin
    from benzofaq.reading.features import MAX_CHARS
    from benzofaq.reading.matcher import Matcher

    matcher = Matcher(library)
    for number, text in enumerate(_read_lines(name), 1):
        if len(text) > MAX_CHARS:
            say(f"line {number} is longer than {MAX_CHARS} characters: its start and its end were read.")
        reply = matcher.ask(text, explain=explain)
        if json:
            put(shape.reply(reply, library, lines, explain=explain))
        else:
            sys.stdout.write("\t".join(map(clean, _fields(reply))) + "\n")
            sys.stdout.flush()  # a program may wait for this answer before it asks on
    if not json and not library.bundled:
        output.show(of_origin(library), library.base, sys.stderr)


def _fields(reply: Reply) -> tuple[str, ...]:
    """Return what a line of the output holds: state, emergency, best id, its chance, the question."""
    level = f"emergency:{reply.emergency}" if reply.emergency else "quiet" if reply.quiet else "-"
    best = next(((one.id, f"{one.score:.3f}") for one in reply.matches), ("-", "-"))
    return reply.state, level, *best, reply.question


def _read_lines(name: str) -> Iterator[str]:
    """Yield the lines of a file or of standard input; bytes that are not UTF-8 become U+FFFD."""
    remedy = "Give a file with one question a line."
    with failing(f"{clean(name)} can't be read", remedy, USAGE), _opened(name) as file:
        while line := _start_and_end(file.readline, b"\n"):
            yield line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")


def _opened(name: str) -> BinaryIO:
    """Return a file, or for "-" standard input, empty where that is closed."""
    if name != "-":
        return Path(name).open("rb")
    return sys.stdin.buffer if sys.stdin else io.BytesIO()


def _start_and_end(read: Callable[[int], bytes], stop: bytes | None = None) -> bytes:
    """Read to the end or to `stop`; return the whole, or of a long text its start and its end."""
    from benzofaq.reading.features import MAX_CHARS

    most = 4 * MAX_CHARS + 4  # bytes of the longest question in UTF-8, and what shows that one is longer
    start = more = read(most)
    end = b""
    while len(more) == most and not (stop and more.endswith(stop)):
        more = read(most)
        end = (end + more)[-most:]
    return start + (b" " + end if end else b"")

"""Put a page on the terminal or into a pipe; alone beside the CLI prints."""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO

from benzofaq.interrupt import Clearing
from benzofaq.page import Block
from benzofaq.textsafe import clean

# Columns beyond which a line of prose is hard to follow; the page stays this narrow on a wide screen.
MAX_WIDTH = 90

# Columns and rows of a terminal that claims to have none.
ASSUMED_SIZE = (80, 24)

# What shows a long page where PAGER says nothing: it leaves a short one on the screen (F), passes
# styles on (R) and does not clear the screen at its end (X).
PAGER = "less -FRX"


def show(
    page: Sequence[Block],
    out: TextIO | None = None,
    width: int | None = None,
    *,
    labelled: bool = False,
    paged: bool = False,
) -> None:
    """Print a page: styled and wrapped on a terminal, plain and unwrapped everywhere else.

    `labelled` is the form for screen readers; `paged` shows a page longer than the screen in a pager.
    """
    stream = out or sys.stdout
    if labelled or os.environ.get("ACCESSIBLE", "") not in ("", "0"):
        stream.write("".join(f"{line}\n" for line in labelled_lines(page)))
    elif not is_terminal(stream):
        stream.write("".join(f"{line}\n" for line in plain(page)))
    else:
        _paint(page, stream, width, paged)


def is_terminal(stream: TextIO) -> bool:
    """Tell whether to print for a terminal.

    FORCE_COLOR (https://force-color.org) asks for the terminal's form in a pipe; NO_COLOR
    (https://no-color.org) beats it. Only values that are not empty count.
    """
    if os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR"):
        return True
    return stream.isatty()


def plain(page: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of a page as plain text, one block a line, never wrapped."""
    for block in page:
        text = clean(block.text)
        label = clean(block.label)
        marks = f" [{', '.join(map(str, block.refs))}]" if block.refs else ""
        match block.kind:
            case "gap":
                yield ""
            case "name" | "label":
                yield f"{text} ({label})" if label else text
            case "bullet" | "call":
                yield f"- {label} {text}{marks}" if label else f"- {text}{marks}"
            case "reference":
                yield f"{label} {text}"
                if block.link:
                    yield f"   {clean(block.link)}"
            case "command":
                yield f"{label}\t{text}"
            case "address":
                yield f"  {clean(block.link or '')}"
            case "axis" | "legend":
                pass  # a pipe gets numbers, not bars
            case "bars" | "fading":
                yield f"{label}\t{text}"
            case _:
                yield f"{label} {text}{marks}" if label else f"{text}{marks}"


# What a line is, said before it: heard, a page has neither weight nor space.
_SAID_FIRST = {
    "alert": "Emergency",
    "call": "Call",
    "name": "Shown",
    "title": "Title",
    "lead": "In short",
    "label": "Heading",
    "bullet": "Point",
    "note": "Note",
    "address": "Address",
}


def labelled_lines(page: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of a page in reading order, each with a word that says what it is."""
    for block in page:
        text, label = clean(block.text), clean(block.label).rstrip(":.")
        sources = "source" if len(block.refs) == 1 else "sources"
        marks = f" ({sources} {', '.join(map(str, block.refs))})" if block.refs else ""
        first = _SAID_FIRST.get(block.kind, "")
        match block.kind:
            case "gap" | "axis" | "legend":
                continue
            case "reference" | "citation":
                said = text.removesuffix(clean(block.link or "")).rstrip()
                yield f"{'Source' if block.kind == 'reference' else 'Reference'} {label}: {said}"
                if block.link:
                    yield f"Address: {clean(block.link)}"
            case "address":
                yield f"{first}: {clean(block.link or '')}"
            case "command" if label.startswith("benzofaq "):
                yield f"To read on, type {label} ({text})"
            case "command" | "bars":
                yield f"{label}: {text}"
            case "fading":
                yield f"After {label}: {text} left"
            case "call":
                yield f"{first} {label}: {text}" if label else f"{first}: {text}"
            case "name" | "label":
                yield f"{first}: {text}, {label}" if label else f"{first}: {text}"
            case _:
                first = label or first
                yield f"{first}: {text}{marks}" if first else f"{text}{marks}"


def _paint(page: Sequence[Block], stream: TextIO, width: int | None, paged: bool) -> None:
    import shutil

    from benzofaq import paint  # late: a pipe needs no styles, and they take 8 ms

    size = shutil.get_terminal_size(ASSUMED_SIZE)
    columns = width or size.columns
    lines = list(paint.lines(page, min(columns, MAX_WIDTH)))
    if stream.isatty() and os.environ.get("TERM") == "dumb":
        text = "".join(f"{paint.bare(line).rstrip()}\n" for line in lines)
    else:
        colour = not os.environ.get("NO_COLOR")
        text = "".join(f"{paint.ansi(line, colour=colour)}\n" for line in lines)
    if paged and stream.isatty() and paint.rows(lines, columns) >= size.lines and _in_pager(text):
        return
    if sys.platform == "win32" and stream.isatty():
        _on_windows(text, stream)
    else:
        stream.write(text)


def _on_windows(text: str, stream: TextIO) -> None:
    """Print text with escape codes through rich, which knows how consoles before Windows 10 take them."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream)
    for line in text.splitlines():  # of a whole text rich before 15 drops the last line end
        console.print(Text.from_ansi(line), soft_wrap=True)


def _in_pager(text: str) -> bool:
    """Show the text in the pager that the person wants; tell whether that was done."""
    wanted = os.environ.get("PAGER", PAGER)
    if (
        os.environ.get("NO_PAGER")
        or os.environ.get("TERM", "") in ("", "dumb")
        or wanted.strip() in ("", "cat")
    ):
        return False
    import shlex
    import shutil
    import signal
    import subprocess

    try:
        words = shlex.split(wanted)
    except ValueError:  # quotes that do not close
        return False
    if shutil.which(words[0]) is None:
        return False
    # The pager takes the keys: Ctrl-C in it must not end this program and leave it alone on the screen.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    piped = signal.signal(signal.SIGPIPE, signal.SIG_IGN) if sys.platform != "win32" else None
    try:
        sys.stdout.flush()
        encoded = text.encode(sys.stdout.encoding or "utf-8", "benzofaq")
        # less would keep what is searched for in a file, and what is searched for here is private.
        environ = {"LESS": "FRX", **os.environ, "LESSHISTFILE": "-"}
        with Clearing(), subprocess.Popen(words, stdin=subprocess.PIPE, env=environ) as pager:  # noqa: S603 (their own choice)
            try:
                pager.communicate(encoded)
            except SystemExit:
                pager.terminate()  # or it would stay, and this program with it
                raise
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
        if piped is not None:
            signal.signal(signal.SIGPIPE, piped)
    return pager.returncode <= 0  # one that failed may have shown nothing: twice is better than not at all

"""Choose how a page is shown, and write it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from benzofaq.pages.block import Block

# Columns and rows of a terminal that claims to have none.
ASSUMED_SIZE = (80, 24)


def show(
    page: Sequence[Block], out: TextIO | None = None, *, labelled: bool = False, paged: bool = False
) -> None:
    """Print a page: painted on a terminal, plain and unwrapped everywhere else.

    `labelled` is the form for screen readers; `paged` shows a page longer than the screen in a pager.
    """
    stream = out or sys.stdout
    if labelled or os.environ.get("ACCESSIBLE", "") not in ("", "0"):
        from benzofaq.terminal.spoken import labelled_lines

        _write(labelled_lines(page), stream)
    elif not is_terminal(stream):
        from benzofaq.terminal.plain import plain

        _write(plain(page), stream)
    else:
        _paint(page, stream, paged)


def _write(lines: Iterable[str], stream: TextIO) -> None:
    stream.write("".join(f"{line}\n" for line in lines))


def is_terminal(stream: TextIO) -> bool:
    """Return whether to print for a terminal.

    FORCE_COLOR (https://force-color.org) asks for the terminal's form in a pipe; NO_COLOR
    (https://no-color.org) beats it. Only values that are not empty count.
    """
    if os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR"):
        return True
    return stream.isatty()


def _paint(page: Sequence[Block], stream: TextIO, paged: bool) -> None:
    import shutil

    from benzofaq.terminal import painted  # late: rich.console takes 28 ms, and a pipe needs no styles

    size = shutil.get_terminal_size(ASSUMED_SIZE)
    styled = not (stream.isatty() and os.environ.get("TERM") == "dumb")
    colour = not os.environ.get("NO_COLOR")
    text = painted.painted(page, size.columns, colour=colour, styled=styled)
    if page[0].kind == "act" and painted.rows(text, size.columns) >= size.lines:
        # The one thing to do has scrolled away: it is the last line too.
        text += painted.painted(page[:1], size.columns, colour=colour, styled=styled)
    if paged and stream.isatty() and painted.rows(text, size.columns) >= size.lines:
        from benzofaq.terminal.pager import in_pager

        if in_pager(text, stream.encoding or "utf-8"):
            return
    stream.write(text)

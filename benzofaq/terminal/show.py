"""Choose how a page is shown, and write it."""

import os
import sys
from collections.abc import Sequence
from itertools import takewhile
from typing import TextIO

from benzofaq.pages.block import Block
from benzofaq.terminal.lines import labelled_lines, plain

# Rows that a prompt takes below what was printed: two lines, a gap, and what is typed.
PROMPT_ROWS = 4


def show(
    page: Sequence[Block], out: TextIO | None = None, *, labelled: bool = False, paged: bool = False
) -> None:
    """Print a page: painted on a terminal, plain and unwrapped everywhere else.

    `labelled` is the form for screen readers; `paged` shows a page longer than the screen in a pager.
    FORCE_COLOR (https://force-color.org) asks for the terminal's form in a pipe; NO_COLOR
    (https://no-color.org) beats it. Only values that are not empty count.
    """
    stream = out or sys.stdout
    forced = os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR")
    if labelled or os.environ.get("ACCESSIBLE", "") not in ("", "0"):
        lines = labelled_lines(page)
    elif forced or stream.isatty():
        _paint(page, stream, paged)
        return
    else:
        lines = plain(page)
    stream.write("".join(f"{line}\n" for line in lines))


def _paint(page: Sequence[Block], stream: TextIO, paged: bool) -> None:
    import shutil

    # Late: rich.console takes 28 ms, and a pipe needs no styles.
    from benzofaq.terminal.painted import painted, rows

    size = shutil.get_terminal_size()  # 80 by 24 where it claims to have none
    styled = not (stream.isatty() and os.environ.get("TERM") == "dumb")
    colour = not os.environ.get("NO_COLOR")
    text = painted(page, size.columns, colour=colour, styled=styled)
    if page[0].kind in ("act", "voice") and rows(text, size.columns) > size.lines - PROMPT_ROWS:
        # What to do and whom to call have scrolled away: they are the last lines too.
        first = [one for one in takewhile(lambda one: one.kind != "step", page) if one.kind != "gap"]
        text += painted(first, size.columns, colour=colour, styled=styled)
    if paged and stream.isatty() and rows(text, size.columns) >= size.lines:
        from benzofaq.terminal.pager import in_pager

        if in_pager(text, stream.encoding or "utf-8"):
            return
    stream.write(text)

"""The program at a pseudo-terminal: what is typed goes in, what the screen would get comes out."""

import re
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pexpect

from tests.helpers.files import ROOT
from tests.helpers.program import LISTENING, PROGRAM, variables

# Seconds after which a program that neither writes nor ends counts as stuck.
PATIENCE = 20

# What a terminal is told beside its text: styles, links, how to draw.
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\]8;[^\x1b]*\x1b\\|\x1b[=>]")

# What the person who runs the tests has set, and no test may depend on.
_DROPPED = ("COLUMNS", "LINES", "PAGER", "LESS", "FZF_DEFAULT_OPTS", "NO_COLOR", "FORCE_COLOR", "TERM")


def bare(text: str) -> str:
    """Return what is written to a terminal without its escape codes."""
    return ESCAPE.sub("", text).replace("\r\n", "\n")


class Terminal:
    """A running program, and the terminal before it."""

    def __init__(self, child: Any) -> None:
        """Take a program that pexpect has started."""
        self._child = child
        self.written = ""
        self.before = self.after = self.settings()

    def settings(self) -> list[Any]:
        """Return how the terminal is set now; `before` holds that of the start, `after` that of the end."""
        return termios.tcgetattr(self._child.child_fd)

    def type(self, text: str, enter: bool = True) -> None:
        """Type a text, and Enter after it; the character 3 is Ctrl-C, 4 is Ctrl-D."""
        self._child.send(text + ("\r" if enter else ""))

    def until(self, text: str) -> str:
        """Return what is written until this text comes; a terminal's answers are given on the way."""
        seen = ""
        while self._child.expect_exact([text, "\x1b[6n"]):
            self._child.send("\x1b[10;1R")  # fzf asks where the cursor is
            seen += self._child.before
        seen = bare(seen + self._child.before)
        self.written += seen + text
        return seen

    def ended(self) -> int:
        """Return the exit code once the program has ended; negative is the signal that ended it."""
        self._child.expect(pexpect.EOF)
        self.written += bare(self._child.before)
        self.after = self.settings()
        self._child.close()
        if self._child.exitstatus is None:
            return -int(self._child.signalstatus)
        return int(self._child.exitstatus)

    def end(self, keys: str = "", number: int = 0) -> int:
        """Press keys or send a signal, again each second, until the program has ended; return its exit code.

        Python's input() overlooks one that comes just as it turns to the keys.
        """
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self.type(keys, enter=False) if keys else self._child.kill(number)
            if self._child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=1) == 0:
                break
            self.written += bare(self._child.before)
        return self.ended()


class Terminals(ExitStack):
    """Starts the program on terminals, and ends what still runs."""

    def __call__(
        self,
        *args: str,
        columns: int = 80,
        rows: int = 24,
        command: Sequence[str] = PROGRAM,
        cwd: Path = ROOT,
        env: Mapping[str, str | None] | None = None,
        **more: str | None,
    ) -> Terminal:
        """Start the program on a terminal of this size; a variable that is None is taken away."""
        ours = {**dict.fromkeys(_DROPPED), **LISTENING, "TERM": "xterm-256color", "NO_PAGER": "1"}
        child = pexpect.spawn(
            command[0],
            [*command[1:], *args],
            env=variables({**ours, **(env or {}), **more}),
            cwd=str(cwd),
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=PATIENCE,
        )
        child.delaybeforesend = None
        self.callback(child.close, force=True)
        return Terminal(child)

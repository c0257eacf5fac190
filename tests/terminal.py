"""A program at a pseudo-terminal: what is typed goes in, what the screen would get comes out."""

import contextlib
import os
import select
import struct
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

# Seconds after which a program that neither writes nor ends counts as stuck.
PATIENCE = 20


class Terminal:
    """A process with a pseudo-terminal as its own: standard input, output and error, and its signals."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        cwd: Path,
        columns: int = 80,
        lines: int = 50,
        term: str | None = "xterm-256color",
    ) -> None:
        """Start the program on a terminal of this size and kind (None: it does not say which)."""
        import fcntl
        import pty
        import termios

        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        self.written = b""
        self._seen = 0
        kept = {key: value for key, value in env.items() if key not in {"COLUMNS", "LINES", "TERM"}}
        # setsid --ctty makes it the terminal's own, so that Ctrl-C typed there reaches it as a signal.
        self.process = subprocess.Popen(
            [*_own_terminal(), *command],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            cwd=cwd,
            env=kept if term is None else {**kept, "TERM": term},
        )

    def __enter__(self) -> "Terminal":
        """Return the terminal."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program, if it still runs, and close the terminal."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.slave)
        os.close(self.master)

    def type(self, text: str) -> None:
        """Type this text; the character 3 is Ctrl-C, 4 is Ctrl-D."""
        os.write(self.master, text.encode())

    def read_until(self, text: str) -> str:
        """Read what is written until this text comes, and return all since the last call."""
        deadline = time.monotonic() + PATIENCE
        while text.encode() not in self.written[self._seen :]:
            if not self._read(deadline):
                raise AssertionError(f"{text!r} never came: {self.written[-2000:]!r}")
        at = self.written.index(text.encode(), self._seen) + len(text.encode())
        new, self._seen = self.written[self._seen : at], at
        return new.decode("utf-8", "replace")

    def finish(self) -> int | None:
        """Read to the end and return the exit code, None where the program never ends."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            self._read(min(deadline, time.monotonic() + 0.05))
        while self._read(time.monotonic()):
            pass
        return self.process.poll()

    def insist(self, do: Callable[[], object]) -> int | None:
        """Press a key or send a signal, again each second, until the program ends; return its exit code.

        Python's input() overlooks one that comes just as it turns to the keys again
        (readline_until_enter_or_signal looks for signals only where its wait was cut short).
        """
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            do()
            again = time.monotonic() + 1
            while self.process.poll() is None and time.monotonic() < again:
                self._read(min(again, time.monotonic() + 0.05))
        return self.finish()

    def settings(self) -> list[object]:
        """Return the terminal's settings as they are now; `before` holds those of the start."""
        import termios

        return termios.tcgetattr(self.slave)

    def _read(self, deadline: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return False
        with contextlib.suppress(OSError):
            new = os.read(self.master, 65536)
            self.written += new
            if b"\x1b[6n" in new:  # where is the cursor? fzf waits for a terminal's answer
                os.write(self.master, b"\x1b[1;1R")
        return True


def _own_terminal() -> list[str]:
    import shutil

    setsid = shutil.which("setsid")
    return [setsid, "--ctty", "--wait"] if setsid else []

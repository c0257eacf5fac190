"""Show a long text in a pager; find and run programs that take the keys."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

from benzofaq.terminal.signals import clearing, ignoring

# It leaves a short page on the screen (F), passes styles on (R) and does not clear the screen at its end (X).
# The prompt says how to go on, as those who never used it do not know.
PAGER = "less -FRX"
PROMPT = "-PSPACE goes on, q leaves"


def program(name: str) -> str | None:
    """Return the absolute path of a program in PATH, never of one in the current folder; None without one."""
    found = shutil.which(name, path=os.pathsep.join(filter(os.path.isabs, os.get_exec_path())))
    return found if found and os.path.isabs(found) else None  # Windows looks in the current folder first


def in_pager(text: str, encoding: str) -> bool:
    """Show the text in the pager that the person wants; return whether that was done."""
    if os.environ.get("NO_PAGER") or os.environ.get("TERM", "") in ("", "dumb"):
        return False
    try:
        words = shlex.split(os.environ.get("PAGER", PAGER))
    except ValueError:  # quotes that do not close
        return False
    if not words or words[0] == "cat" or (path := program(words[0])) is None:
        return False
    # less would keep what is searched for in a file, and what is searched for here is private.
    environ = {"LESS": f"FRX {PROMPT}$", **os.environ, "LESSHISTFILE": "-"}
    sys.stdout.flush()
    try:
        # Ctrl-C is a key of the pager's: it must not end this program and leave it alone on the screen.
        with ignoring("SIGINT"):
            code, _ = run([path, *words[1:]], text.encode(encoding, "benzofaq"), env=environ)
    except OSError:
        return False
    return code == 0  # one that failed may have shown nothing: twice is better than not at all


def run(
    command: Sequence[str], given: bytes, *, env: Mapping[str, str] | None = None, stdout: int | None = None
) -> tuple[int, bytes]:
    """Run a program that takes the keys; return its exit code and, with a pipe for it, its output.

    Raises OSError where it can't be started. It may close before it has read all.
    """
    pipe = subprocess.PIPE
    # The path comes from PATH, the arguments from the person or from here.
    with (
        ignoring("SIGPIPE"),
        clearing(),
        subprocess.Popen(command, stdin=pipe, stdout=stdout, env=env) as started,  # noqa: S603
    ):
        try:
            out, _ = started.communicate(given)
        except BaseException:
            started.terminate()  # or it would stay; a kill would leave the terminal without echo
            raise
    return started.returncode, out or b""

"""Show a long text in a pager; find the programs that are started."""

import os
import shlex
import shutil
import subprocess
import sys

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
        # The pager takes the keys: Ctrl-C in it must not end this program and leave it alone on the screen.
        with (
            ignoring("SIGINT", "SIGPIPE"),
            clearing(),
            subprocess.Popen([path, *words[1:]], stdin=subprocess.PIPE, env=environ) as pager,  # noqa: S603 (their own choice)
        ):
            try:
                pager.communicate(text.encode(encoding, "benzofaq"))
            except BaseException:
                pager.terminate()  # or it would stay, and this program with it
                raise
    except OSError:
        return False
    return pager.returncode == 0  # one that failed may have shown nothing: twice is better than not at all

"""What the program leaves on a real screen, as tmux draws it."""

import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.helpers.files import ROOT
from tests.helpers.program import PROGRAM


def screens(calls: Mapping[str, Sequence[str]], columns: int, folder: Path, rows: int = 90) -> dict[str, str]:
    """Return what is on a screen of this size after each call, in a folder."""
    socket = f"benzofaq-{os.getpid()}-{columns}-{rows}"
    unset = "-u COLUMNS -u LINES -u NO_COLOR -u FORCE_COLOR"  # the tests' own; tmux sets TERM itself
    variables = f"{unset} PYTHONPATH={shlex.quote(str(ROOT))} LANG=C.UTF-8 LC_ALL=C.UTF-8"

    def tmux(*words: str) -> str:
        command = ["tmux", "-L", socket, "-f", os.devnull, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout

    try:
        tmux("new-session", "-d", "-x", str(columns), "-y", str(rows), "sleep 600")
        for name, args in calls.items():
            program = shlex.join([*PROGRAM, *args])
            ended = f"tmux -L {socket} wait-for -S {name}"
            shown = f"env {variables} {program}; {ended}; sleep 600"
            tmux("new-window", "-d", "-n", name, "-c", str(folder), shown)
        found = {}
        for name in calls:
            tmux("wait-for", name)
            shown = tmux("capture-pane", "-p", "-t", f":{name}").rstrip()
            found[name] = "".join(f"{line.rstrip()}\n" for line in shown.splitlines())
    finally:
        subprocess.run(["tmux", "-L", socket, "kill-server"], check=False)
    return found

"""The program as a process of its own: how it starts and ends, and its encodings, show in no other way."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.helpers.files import ROOT

PROGRAM = (sys.executable, "-m", "benzofaq")

# By these coverage listens in a new process. It takes time and writes files, so it does so only where the
# code is seen to run in no other way: on terminals, and in the process that forks.py keeps.
LISTENING = {
    name: value
    for name in ("COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")
    if (value := os.environ.get(name))
}


def variables(changed: Mapping[str, str | None]) -> dict[str, str]:
    """Return the variables of the tests with these changed, or taken away where they are None."""
    every = {**os.environ, "PYTHONPATH": str(ROOT), **changed}
    return {name: value for name, value in every.items() if value is not None}


def process(
    *command: str | Path, stdin: bytes = b"", cwd: Path = ROOT, env: Mapping[str, str | None] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end."""
    return subprocess.run(
        command, input=stdin, capture_output=True, cwd=cwd, env=variables(env or {}), check=False, timeout=60
    )

"""The program as a user's shell runs it."""

import os
import subprocess
import sys
from collections.abc import Mapping

from tests.helpers.files import ROOT

# By these coverage listens in a new process. It takes time and writes files, so it does so only where the
# code is seen to run in no other way: on terminals, and in the process that forks.py keeps.
LISTENING = {
    name: value
    for name in ("COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")
    if (value := os.environ.get(name))
}


class Program:
    """Run the program with arguments, bytes on standard input, and variables of the environment."""

    def __call__(
        self,
        *args: str | bytes,
        stdin: bytes = b"",
        timeout: float = 30,
        env: Mapping[str, str] | None = None,
        **more: str,
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "benzofaq", *args],
            input=stdin,
            capture_output=True,
            timeout=timeout,
            env={**os.environ, **(env or {}), **more},
            cwd=ROOT,
            check=False,
        )

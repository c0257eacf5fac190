"""Run the program many times over: each run a process of its own, forked from one that has it loaded."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess
from typing import Self

# Seconds after which a run is ended (by SIGALRM: return code -14).
PATIENCE = 20

_SERVER = """
import importlib, json, os, pkgutil, resource, signal, sys
import benzofaq
from benzofaq.__main__ import main

for module in pkgutil.walk_packages(benzofaq.__path__, "benzofaq."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
import rapidfuzz.fuzz, rapidfuzz.process, rich.console, typer.rich_utils

print(json.dumps(benzofaq.__file__), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if child == 0:
        signal.alarm(asked["patience"])
        for fd, name, flags in asked["files"]:
            os.dup2(os.open(name, flags, 0o600), fd)
        if asked["memory"]:
            resource.setrlimit(resource.RLIMIT_AS, (asked["memory"], asked["memory"]))
        os.chdir(asked["cwd"])
        os.environ.clear()
        os.environ.update(asked["env"])
        encoding, _, errors = os.environ.get("PYTHONIOENCODING", "utf-8").partition(":")
        sys.stdin = open(0, encoding=encoding, errors=errors or "strict")
        sys.stdout = open(1, "w", encoding=encoding, errors=errors or "strict")
        sys.stderr = open(2, "w", encoding=encoding, errors="backslashreplace")
        sys.argv = ["benzofaq", *map(os.fsdecode, (one.encode("latin-1") for one in asked["args"]))]
        main()
    print(json.dumps(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])), flush=True)
"""


class Forks:
    """A process that has the program loaded and runs a copy of itself for each call.

    A run takes some 10 ms in place of 150. What happens while Python starts and loads the program is not
    tested this way.
    """

    def __init__(self, work: Path, package: Path) -> None:
        """Load the program that lies in the folder `package`; what goes in and comes out lies in `work`."""
        self._work, env = work, {**os.environ, "PYTHONPATH": str(package)}
        command, pipe = [sys.executable, "-c", _SERVER], subprocess.PIPE
        self._server = subprocess.Popen(command, stdin=pipe, stdout=pipe, env=env, cwd=work, text=True)
        self.file = Path(str(self._answer()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.communicate()

    def __call__(
        self,
        *args: str | bytes,
        stdin: bytes = b"",
        cwd: Path | None = None,
        memory: int = 0,
        env: Mapping[str, str] | None = None,
        **more: str,
    ) -> CompletedProcess[bytes]:
        """Run the program with these arguments, bytes on standard input, and variables.

        `memory` is the most address space that it may take, in bytes. A negative return code is the
        signal that ended it.
        """
        names = [self._work / name for name in ("stdin", "stdout", "stderr")]
        names[0].write_bytes(stdin)
        write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        asked = {
            "args": [os.fsencode(arg).decode("latin-1") for arg in args],
            "env": {**os.environ, **(env or {}), **more},
            "cwd": str(cwd or self._work),
            "memory": memory,
            "patience": PATIENCE,
            "files": [(fd, str(names[fd]), write if fd else os.O_RDONLY) for fd in range(3)],
        }
        assert self._server.stdin
        self._server.stdin.write(json.dumps(asked) + "\n")
        self._server.stdin.flush()
        code = int(str(self._answer()))
        return CompletedProcess(args, code, names[1].read_bytes(), names[2].read_bytes())

    def _answer(self) -> object:
        assert self._server.stdout
        line = self._server.stdout.readline()
        assert line, "the process that runs the program has ended"
        return json.loads(line)

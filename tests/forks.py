"""Run the program many times over, each run a process of its own, without loading its code each time."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .conftest import ROOT

# Seconds of work after which a run is ended (by SIGALRM: exit code -14).
PATIENCE = 20

_SERVER = """
import importlib, json, os, pkgutil, resource, signal, sys

import benzofaq, benzofaq.commands
from benzofaq.__main__ import main

for package in (benzofaq, benzofaq.commands):
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if module.name.split(".")[-1] not in ("train", "evaluate", "__main__"):
            importlib.import_module(module.name)
import rapidfuzz, rich.console, rich.text

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
        os.environ.update(asked["env"])
        sys.argv = ["benzofaq", *asked["args"]]
        main()
    print(json.dumps(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to: its exit code (negative: the signal that ended it), and what it wrote."""

    returncode: int
    stdout: bytes
    stderr: bytes


class Forks:
    """A process that has the program loaded and runs a copy of itself for each call."""

    def __init__(self, work: Path, package: Path = ROOT) -> None:
        """Load the program that lies in the folder `package`; files for the runs go into `work`."""
        self._work = work
        kept = {key: value for key, value in os.environ.items() if key != "BENZOFAQ_DATA"}
        env = {**kept, "PYTHONPATH": str(package), "COLUMNS": "80", "LANG": "C.UTF-8", "TERM": "xterm"}
        self._server = subprocess.Popen(
            [sys.executable, "-c", _SERVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=env,
            cwd=work,
            text=True,
        )
        self.file = Path(self._answer())

    def __call__(
        self,
        *args: str,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        memory: int = 0,
    ) -> Run:
        """Run the program; `memory` is the most address space that it may take, in bytes."""
        names = [str(self._work / name) for name in ("stdin", "stdout", "stderr")]
        Path(names[0]).write_bytes(stdin)
        write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        asked = {
            "args": args,
            "env": dict(env or {}),
            "memory": memory,
            "patience": PATIENCE,
            "files": [(0, names[0], os.O_RDONLY), (1, names[1], write), (2, names[2], write)],
        }
        assert self._server.stdin
        self._server.stdin.write(json.dumps(asked) + "\n")
        self._server.stdin.flush()
        code = self._answer()
        return Run(int(code), Path(names[1]).read_bytes(), Path(names[2]).read_bytes())

    def _answer(self) -> str:
        assert self._server.stdout
        return str(json.loads(self._server.stdout.readline()))

    def close(self) -> None:
        """End the process."""
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.close()
        self._server.wait(PATIENCE)
        self._server.stdout.close()

"""A question stays with the person who asked it: nothing is sent, nothing is kept, nothing else is started.

Twice, as each way sees what the other may miss: strace (Linux) sees every call to the kernel, whatever
library makes it; an audit hook sees what Python is asked for, on every system.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from benzofaq.cli import COMMANDS
from tests.helpers.files import ROOT
from tests.helpers.invocations import BY_COMMAND, CALLS, LAST, Call
from tests.helpers.program import LISTENING, PROGRAM, process
from tests.helpers.terminal import Terminals

# What may be done with a file: find it and read it.
READING = re.compile(
    r"f?access(at2?)?|f?statf?s?|lstat|newfstatat|stat64|statx|getcwd|open(at)?|readlink(at)?"
)
WRITING = re.compile(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)")
CALL = re.compile(r"^\d+ +(?P<name>\w+)\((?P<args>.*)$")
NAME = re.compile(r'"(?P<name>(?:[^"\\]|\\.)*)"')
HARMLESS = frozenset({"/dev/null", "/dev/tty"})
WATCHED = "trace=%file,%network,%process,ftruncate,fchmod,fchown,io_uring_setup"

# Python itself would cache the byte code of modules that it finds uncompiled. An installed program has
# its byte code beside it and writes none, so that is not what is looked at here; nor is what coverage writes.
ENVIRONMENT = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT), **dict.fromkeys(LISTENING, "")}


def misdeeds(trace: str, may_write: frozenset[str] = HARMLESS) -> list[str]:
    """Return the lines of a trace that are neither reading, nor writing to a file that may be written."""
    found = []
    for line in trace.partition("execve(")[2].splitlines()[1:]:  # strace itself starts the program
        call = CALL.match(line)
        if not call or call["name"] in ("exit", "exit_group"):
            continue  # a signal, the end of a process, or the second half of a call
        paths = {path["name"] for path in NAME.finditer(call["args"])}
        reads = READING.fullmatch(call["name"]) and not WRITING.search(call["args"])
        if not reads and not (paths and paths <= may_write):
            found.append(line)
    return found


def traced(command: Sequence[str], work: Path, stdin: bytes = b"") -> tuple[str, int]:
    """Return the calls to the kernel that a command makes about files, the network and processes."""
    trace = work / "trace"
    watch = ("strace", "-f", "--seccomp-bpf", "-e", WATCHED, "-o", trace)
    ended = process(*watch, *command, stdin=stdin, cwd=work, env=ENVIRONMENT)
    if not trace.exists() or "execve(" not in trace.read_text("utf-8", "replace"):
        pytest.skip(f"strace can't trace here: {ended.stderr.decode('utf-8', 'replace').strip()[:200]}")
    return trace.read_text("utf-8", "replace"), ended.returncode


needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


def test_every_command_has_a_call_that_is_watched() -> None:
    assert set(BY_COMMAND) - {""} == COMMANDS


@needs_strace
@pytest.mark.parametrize("call", LAST[::3], ids=str)
def test_a_command_calls_nobody_and_writes_nothing(call: Call, tmp_path: Path) -> None:
    output = tmp_path / "out"
    args = [str(output) if arg == "FILE" else arg for arg in call.args]

    trace, code = traced([*PROGRAM, *args], tmp_path, call.stdin)
    beside = re.findall(rf'"({re.escape(str(tmp_path))}/\.benzofaq\.[0-9a-f]{{12}}\.part)"', trace)
    may_write = {*HARMLESS, *beside, *([str(output)] if "FILE" in call.args else [])}
    assert code in call.codes
    assert misdeeds(trace, frozenset(may_write)) == []
    assert {path.name for path in tmp_path.iterdir()} <= {"trace", "out"}


@needs_strace
@pytest.mark.parametrize(
    "deed",
    [
        *("import socket; socket.socket()", "open('x', 'w')", "import os; os.mkdir('x')"),
        *("import os; os.system('true')", "import os; os.open('trace', os.O_RDWR)"),
    ],
)
def test_the_trace_would_show_a_misdeed(deed: str, tmp_path: Path) -> None:
    trace, code = traced([sys.executable, "-S", "-c", deed], tmp_path)

    assert code == 0
    assert misdeeds(trace) != []


@needs_strace
@pytest.mark.parametrize("args", [("ask",), ("browse", "--plain"), ("show", "alcohol")], ids=" ".join)
def test_a_terminal_gets_no_history(args: tuple[str, ...], tmp_path: Path, terminal: Terminals) -> None:
    trace, home = tmp_path / "trace", tmp_path / "home"
    home.mkdir()
    watch = ("strace", "-f", "--seccomp-bpf", "-e", "trace=%file,%network,ftruncate", "-o", str(trace))

    env = {**ENVIRONMENT, "HOME": str(home), "NO_PAGER": None}
    screen = terminal(*args, command=(*watch, *PROGRAM), cwd=home, env=env)
    if args[0] == "show":  # in a pager, where one is installed
        screen.until("alcohol")
        screen.type("/alcohol")
        code = screen.end("q")
    else:
        screen.until(": ")
        screen.type("alcohol")
        screen.until(": ")
        code = screen.end("\x04")
    # A pager may be started here; it is watched as well (-f), and starting it is no misdeed.
    done = [line for line in misdeeds(trace.read_text("utf-8", "replace")) if "execve(" not in line]
    assert code == 0
    assert done == []
    assert list(home.iterdir()) == []


GUARD = """
import os, sys

FORBIDDEN = (
    "socket.", "ftplib.", "http.", "smtplib.", "urllib.", "webbrowser.", "ctypes.dlopen", "subprocess.",
    "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "pty.", "sqlite3.",
    "os.chmod", "os.chown", "os.link", "os.mkdir", "os.putenv", "os.remove", "os.rename", "os.rmdir",
    "os.setxattr", "os.symlink", "os.truncate", "os.utime", "shutil.", "syslog.", "tempfile.",
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
output = os.environ.pop("MAY_WRITE", "")

def is_allowed(path):
    beside = os.path.join(os.path.dirname(output), ".benzofaq.")
    return path == os.devnull or output and (path == output or str(path).startswith(beside))

def refuse(event, args):
    if event == "open":
        wrong = not isinstance(args[0], int) and args[2] & WRITING and not is_allowed(args[0])
    elif output and event in ("os.link", "os.rename", "os.remove", "os.chmod"):
        wrong = not all(is_allowed(os.fspath(arg)) for arg in args if isinstance(arg, (str, os.PathLike)))
    else:
        wrong = event.startswith(FORBIDDEN)
    if wrong:  # at once: an exception could be caught
        os.write(2, f"refused: {event} {args}\\n".encode())
        os._exit(99)

sys.modules["socket"] = sys.modules["_socket"] = sys.modules["ssl"] = sys.modules["_ssl"] = None
sys.addaudithook(refuse)
"""


def guarded(
    code: str, args: Sequence[str], work: Path, stdin: bytes = b"", may_write: str = ""
) -> "subprocess.CompletedProcess[bytes]":
    """Run a program under the guard."""
    env = {**ENVIRONMENT, "MAY_WRITE": may_write}
    return process(sys.executable, "-c", f"{GUARD}\n{code}", *args, stdin=stdin, cwd=work, env=env)


RUN = "import runpy; runpy.run_module('benzofaq', run_name='__main__', alter_sys=True)"


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_a_command_works_without_the_network_and_without_writing(call: Call, tmp_path: Path) -> None:
    output = tmp_path / "out"
    args = [str(output) if arg == "FILE" else arg for arg in call.args]

    ended = guarded(RUN, args, tmp_path, call.stdin, str(output) if "FILE" in call.args else "")
    assert b"refused" not in ended.stderr
    assert ended.returncode in call.codes
    assert {path.name for path in tmp_path.iterdir()} <= {"out"}


@pytest.mark.parametrize(
    "deed",
    [
        *("import _socket", "open('x', 'w')", "os.mkdir('x')", "os.system('true')", "os.fork()"),
        *("import subprocess; subprocess.run(['true'])", "os.rename('a', 'b')"),
    ],
)
def test_the_guard_would_see_a_misdeed(deed: str, tmp_path: Path) -> None:
    ended = guarded(f"try:\n    {deed}\nexcept OSError:\n    pass", [], tmp_path)

    assert ended.returncode != 0
    assert b"refused" in ended.stderr or b"ModuleNotFoundError" in ended.stderr

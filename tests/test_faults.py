"""Whatever breaks around the program: the whole answer or one clear message, and nothing left behind."""

import contextlib
import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from benzofaq.inventory import FILES
from benzofaq.library import data_folder

from .conftest import ROOT
from .forks import Forks
from .invocations import CALLS, Call
from .terminal import Terminal

PROGRAM = [sys.executable, "-m", "benzofaq"]
CITED = ("cite", "bind", "--style", "bibtex", "--output")
PATIENCE = 20

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="needs what only Linux can tell")


def environment(**more: str | None) -> dict[str, str]:
    """Return the variables of the tests with these changed, or taken out where None."""
    changed = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    return {key: value for key, value in changed.items() if value is not None}


def in_a_shell(script: str, work: Path, **more: str | None) -> "subprocess.CompletedProcess[bytes]":
    """Run a shell script in which $BENZOFAQ is the program."""
    return subprocess.run(
        ["sh", "-c", script],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        cwd=work,
        env=environment(BENZOFAQ=" ".join(PROGRAM), **more),
        check=False,
        timeout=60,
    )


def said_in_one_line(stderr: bytes) -> str:
    said = stderr.decode("utf-8")
    assert said.startswith("benzofaq: ")
    assert said.count("\n") == 1
    assert said.endswith("\n")
    return said


def as_an_ordinary_user() -> list[str]:
    """Return what runs a command without root's right to read and write everything."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may read and write everything, and setpriv is not there to give that up")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


# The output and where it goes.


@pytest.mark.parametrize("blocks", [0, 1, 4])
def test_a_file_that_may_grow_no_further_is_not_left_half_written(tmp_path: Path, blocks: int) -> None:
    script = f"ulimit -f {blocks}; exec $BENZOFAQ {' '.join(CITED)} out.bib"

    run = in_a_shell(script, tmp_path)

    assert run.returncode == 4
    assert f"out.bib can't be written: {os.strerror(errno.EFBIG)}" in said_in_one_line(run.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("force", [False, True])
def test_a_full_disk_leaves_what_was_there_and_no_half_file(tmp_path: Path, force: bool) -> None:
    # In a name space of its own, so that nothing stays mounted whatever happens.
    inside = (
        "mount -t tmpfs -o size=4k tmpfs disk || exit 99; cd disk; "
        + ("echo old >out.bib; " if force else "")
        + f"$BENZOFAQ {' '.join(CITED)} out.bib {'--force' if force else ''}; code=$?; "
        + "ls -A; cat out.bib 2>/dev/null; exit $code"
    )
    (tmp_path / "disk").mkdir()

    run = in_a_shell(f"unshare --map-root-user --mount sh -c '{inside}' || exit $?", tmp_path)

    if run.returncode in (1, 99, 127) and b"benzofaq" not in run.stderr:
        pytest.skip(f"a small disk can't be mounted here: {run.stderr.decode().strip()[:100]}")
    assert run.returncode == 4
    assert os.strerror(errno.ENOSPC) in said_in_one_line(run.stderr)
    assert run.stdout == (b"out.bib\nold\n" if force else b"")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    run = in_a_shell(f"exec $BENZOFAQ {' '.join(CITED)} none/out.bib", tmp_path)

    assert run.returncode == 4
    assert "can't be written" in said_in_one_line(run.stderr)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)

    run = subprocess.run(
        [*as_an_ordinary_user(), *PROGRAM, *CITED, str(folder / "out.bib")],
        capture_output=True,
        env=environment(),
        check=False,
    )

    assert run.returncode == 4
    assert "can't be written" in said_in_one_line(run.stderr)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("call", [call for call in CALLS if call.code == 0], ids=str)
def test_standard_output_that_is_closed_is_said(call: Call, tmp_path: Path) -> None:
    args = " ".join(f"'{arg}'" for arg in call.args)

    run = in_a_shell(f"exec $BENZOFAQ {args} >&-", tmp_path)

    assert run.returncode == 4
    assert "standard output is closed" in said_in_one_line(run.stderr)


def test_a_closed_standard_error_takes_nothing_from_the_answer(tmp_path: Path) -> None:
    whole = in_a_shell("exec $BENZOFAQ show alcohol", tmp_path)
    without = in_a_shell("exec $BENZOFAQ show alcohol 2>&-", tmp_path)
    alone = in_a_shell("exec $BENZOFAQ show alcohol 2>&- <&-", tmp_path)
    wrong = in_a_shell("exec $BENZOFAQ show nothing-of-that-name 2>&-", tmp_path)

    assert (without.returncode, without.stdout) == (0, whole.stdout)
    assert (alone.returncode, alone.stdout) == (0, whole.stdout)
    assert (wrong.returncode, wrong.stdout) == (1, b"")


def test_nothing_is_open_at_all(tmp_path: Path) -> None:
    assert in_a_shell("exec $BENZOFAQ list <&- >&- 2>&-", tmp_path).returncode == 4


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "call", [call for call in CALLS if call.code == 0 and "FILE" not in call.args], ids=str
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_cannot_be_written_is_said_in_one_line(
    call: Call, unbuffered: str, tmp_path: Path
) -> None:
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [*PROGRAM, *call.args],
            input=call.stdin,
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(PYTHONUNBUFFERED=unbuffered),
            check=False,
        )

    assert run.returncode == 4
    assert "the output can't be written" in said_in_one_line(run.stderr)


@pytest.mark.parametrize(
    "args",
    [("list",), ("show", "bind"), ("sources", "--json"), ("ask", "--batch", "-"), ("cite", "bind")],
    ids=" ".join,
)
@pytest.mark.parametrize("many", [0, 1, 79, 4095, 4097, 8193, 65537])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_closes_after_some_bytes_hears_no_complaint(
    args: Sequence[str], many: int, unbuffered: str
) -> None:
    with subprocess.Popen(
        [*PROGRAM, *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(PYTHONUNBUFFERED=unbuffered),
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(b"safest benzo\n" * 20)
            process.stdin.close()
        process.stdout.read(many)
        process.stdout.close()
        said = process.stderr.read()
        code = process.wait(PATIENCE)

    assert said == b""
    assert code in (0, -signal.SIGPIPE)
    assert code != 0 or many > 0


# Signals.


def ended_by(number: int) -> set[int]:
    """Return the exit codes of a program that this signal ended, before or after it was ready for it."""
    return {128 + number, -number}


def shows_only_pythons_own_start(stderr: bytes) -> bool:
    """Tell whether nothing was said but what Python itself says of Ctrl-C before this program runs."""
    if not stderr:
        return True
    return b"KeyboardInterrupt" in stderr and not re.search(rb"/benzofaq/(?!__)", stderr)


INTERRUPTS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@pytest.mark.parametrize("number", INTERRUPTS, ids=lambda one: one.name)
def test_an_interrupted_batch_ends_at_once_and_quietly(number: signal.Signals) -> None:
    with subprocess.Popen(
        [*PROGRAM, "ask", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        for _ in range(3):
            process.stdin.write(b"safest benzo\n")
            process.stdin.flush()
            assert process.stdout.readline().startswith(b"answer\t")
        process.send_signal(number)
        code = process.wait(PATIENCE)
        said = process.stderr.read()

    assert code == 128 + number
    assert said == b""


@linux_only
@pytest.mark.parametrize("number", INTERRUPTS, ids=lambda one: one.name)
def test_a_program_whose_reader_is_stuck_ends_all_the_same(number: signal.Signals) -> None:
    import fcntl
    import struct
    import termios

    readable, writable = os.pipe()
    room = fcntl.fcntl(writable, fcntl.F_SETPIPE_SZ, 4096)
    with subprocess.Popen(
        [*PROGRAM, "sources", "--json"], stdout=writable, stderr=subprocess.PIPE, env=environment()
    ) as process:
        os.close(writable)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:  # until the pipe is full, so that the program waits
            waiting = struct.unpack("i", fcntl.ioctl(readable, termios.FIONREAD, b"1234"))[0]
            if waiting >= room:
                break
        process.send_signal(number)
        try:
            code = process.wait(PATIENCE)
        finally:
            process.kill()
            os.close(readable)
        assert process.stderr
        said = process.stderr.read()

    assert code == 128 + number
    assert said == b""


@pytest.mark.parametrize("number", INTERRUPTS[:2], ids=lambda one: one.name)
@pytest.mark.parametrize("output", [False, True], ids=["printed", "into a file"])
def test_an_interrupt_at_any_moment_leaves_no_traceback_and_no_half_file(
    number: signal.Signals, output: bool, tmp_path: Path
) -> None:
    args = [*CITED, "out.bib"] if output else ["ask", "safest benzo"]
    whole = subprocess.run(
        [*PROGRAM, *args], capture_output=True, cwd=tmp_path, env=environment(), check=True
    )
    written = (tmp_path / "out.bib").read_bytes() if output else whole.stdout
    codes = []

    for step in range(30):
        (tmp_path / "out.bib").unlink(missing_ok=True)
        with subprocess.Popen(
            [*PROGRAM, *args],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=environment(),
        ) as process:
            moment = time.monotonic() + step * 0.008
            while time.monotonic() < moment and process.poll() is None:
                pass
            process.send_signal(number)
            out, said = process.communicate(timeout=PATIENCE)
        codes.append(process.returncode)

        # 1: interrupted while Python was not up yet, which then says so itself.
        assert process.returncode in {0, *ended_by(number), *([1] if b"KeyboardInterrupt" in said else [])}
        assert shows_only_pythons_own_start(said)
        assert {path.name for path in tmp_path.iterdir()} <= {"out.bib"}
        if output and (tmp_path / "out.bib").exists():
            assert (tmp_path / "out.bib").read_bytes() == written
        assert output or out in (b"", written)

    assert set(codes) & ended_by(number)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("number", INTERRUPTS, ids=lambda one: one.name)
@pytest.mark.parametrize("force", [False, True])
def test_an_interrupt_while_a_file_is_written_takes_it_away(
    number: signal.Signals, force: bool, tmp_path: Path
) -> None:
    if force:
        (tmp_path / "out.bib").write_bytes(b"old")
    # The signal comes while the file beside is flushed to the disk.
    trace = ["strace", "-o", os.devnull, "-e", f"inject=fsync:signal={number.name}", "-e", "trace=fsync"]

    run = subprocess.run(
        [*trace, *PROGRAM, *CITED, "out.bib", *(["--force"] if force else [])],
        capture_output=True,
        cwd=tmp_path,
        env=environment(),
        check=False,
    )

    if b"strace:" in run.stderr:
        pytest.skip(f"strace can't trace here: {run.stderr.decode()[:100]}")
    assert (run.returncode, run.stdout, run.stderr) == (128 + number, b"", b"")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == (
        {"out.bib": b"old"} if force else {}
    )


def test_what_the_shell_told_to_ignore_is_ignored(tmp_path: Path) -> None:
    asked = (
        "import signal, benzofaq.cli, benzofaq.__main__\n"
        "def run():\n"
        "    names = ('SIGINT', 'SIGHUP', 'SIGTERM')\n"
        "    print([signal.getsignal(signal.Signals[one]) == signal.SIG_IGN for one in names], flush=True)\n"
        "    return 0\n"
        "benzofaq.cli.run = run\n"
        "benzofaq.__main__.main()\n"
    )
    (tmp_path / "asked.py").write_text(asked)

    run = in_a_shell(f"trap '' INT HUP; exec {sys.executable} asked.py", tmp_path)

    assert run.stdout == b"[True, True, False]\n"


def test_a_second_interrupt_waits_until_all_is_cleared_up() -> None:
    program = """
import os, signal
from benzofaq.interrupt import Clearing, interrupted
signal.signal(signal.SIGINT, interrupted)
with Clearing():
    try:
        os.kill(os.getpid(), signal.SIGINT)
    finally:
        os.kill(os.getpid(), signal.SIGINT)
        print("cleared", flush=True)
"""

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, env=environment(), check=False)

    assert (run.returncode, run.stdout, run.stderr) == (130, b"cleared\n", b"")


def test_an_interrupt_is_not_lost_where_python_drops_what_is_raised(tmp_path: Path) -> None:
    (tmp_path / "asked.py").write_text(
        "import signal, weakref, benzofaq.cli, benzofaq.__main__\n"
        "class Thing: pass\n"
        "def run():\n"
        "    thing = Thing()\n"
        "    kept = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGTERM))\n"
        "    del thing\n"
        "    return 0\n"
        "benzofaq.cli.run = run\n"
        "benzofaq.__main__.main()\n"
    )

    run = in_a_shell(f"exec {sys.executable} asked.py", tmp_path)

    assert (run.returncode, run.stderr) == (143, b"")


# Terminals.


# What stands on the screen when the program waits for keys.
WAITING = {("ask",): "Your question: ", ("browse", "--plain"): "leaves): ", ("browse",): "All questions"}


def do(terminal: Terminal, what: str) -> None:
    """Send the signal or type the key of this name."""
    if what.startswith("SIG"):
        terminal.process.send_signal(signal.Signals[what])
    else:
        keys = {"Enter": "\n", "Ctrl-D": "\x04", "q": "q", "Ctrl-C, then q": "q"}
        terminal.type(keys.get(what, "\x03"))


@pytest.mark.parametrize("args", WAITING, ids=" ".join)
@pytest.mark.parametrize("end", ["Enter", "Ctrl-D", "Ctrl-C", "Ctrl-C in a line", "SIGTERM", "SIGHUP"])
def test_a_terminal_is_left_as_it_was(args: Sequence[str], end: str, tmp_path: Path) -> None:
    fzf = args == ("browse",)
    if fzf and (shutil.which("fzf") is None or end == "Enter"):
        pytest.skip("needs fzf, which Enter does not end")

    with Terminal([*PROGRAM, *args], env=environment(HOME=str(tmp_path)), cwd=tmp_path) as terminal:
        terminal.read_until(WAITING[args])
        if end == "Ctrl-C in a line":
            terminal.type("half a line")
            terminal.read_until("line")
        code = terminal.insist(lambda: do(terminal, end))
        after = terminal.settings()

    expected = {"Enter": 0, "Ctrl-D": 0, "SIGTERM": 143, "SIGHUP": 129}.get(end, 0 if fzf else 130)
    assert code == expected
    assert after == terminal.before
    assert b"Traceback" not in terminal.written
    assert b"Exception" not in terminal.written


@pytest.mark.skipif(shutil.which("less") is None, reason="needs less")
@pytest.mark.parametrize("end", ["q", "Ctrl-C, then q", "SIGTERM", "SIGHUP"])
def test_a_pager_leaves_the_terminal_as_it_was_and_keeps_nothing(end: str, tmp_path: Path) -> None:
    env = environment(HOME=str(tmp_path), PAGER=None, LESS=None, LESSHISTFILE=None)

    with Terminal([*PROGRAM, "show", "alcohol"], env=env, cwd=tmp_path, lines=10) as terminal:
        terminal.read_until("\x1b[K")
        terminal.type("/alcohol\n")
        terminal.read_until("\x1b[K")
        if end == "Ctrl-C, then q":
            terminal.type("\x03")
        code = terminal.insist(lambda: do(terminal, end))
        after = terminal.settings()

    assert code == {"SIGTERM": 143, "SIGHUP": 129}.get(end, 0)
    assert after == terminal.before
    assert b"Traceback" not in terminal.written
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("columns", [1, 2, 7, 1000])
@pytest.mark.parametrize("args", [("show", "alcohol"), ("drugs",), ("contacts",), ("list",)], ids=" ".join)
def test_a_terminal_of_any_width_gets_every_word(columns: int, args: Sequence[str], tmp_path: Path) -> None:
    pipe = subprocess.run([*PROGRAM, *args], capture_output=True, env=environment(), check=True).stdout
    command = [*PROGRAM, *args]

    with Terminal(command, env=environment(NO_PAGER="1"), cwd=tmp_path, columns=columns) as terminal:
        code = terminal.finish()
        shown = re.sub(rb"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\|\s", b"", terminal.written)

    assert code == 0
    assert b"Traceback" not in terminal.written
    for word in re.findall(rb"[A-Za-z]{4,}", pipe):
        assert word in shown


@pytest.mark.parametrize("term", [None, "", "unknown", "dumb", "\x1b[31m"])
def test_a_terminal_of_no_known_kind_will_do(term: str | None, tmp_path: Path) -> None:
    # As tall as the page: of a terminal that it does not know a pager would complain.
    command = [*PROGRAM, "show", "alcohol"]

    with Terminal(command, env=environment(), cwd=tmp_path, lines=999, term=term) as terminal:
        code = terminal.finish()

    assert code == 0
    assert b"Traceback" not in terminal.written
    assert b"not medical advice" in re.sub(rb"\s+", b" ", terminal.written)


# The environment.

UNUSUAL: list[dict[str, str | None]] = [
    {"HOME": None},
    {"HOME": "/nonexistent"},
    {"HOME": ""},
    {"HOME": "/proc"},
    {"TERM": None},
    {"TERM": "unknown"},
    {"COLUMNS": "0"},
    {"COLUMNS": "1"},
    {"COLUMNS": "-5"},
    {"COLUMNS": "wide"},
    {"COLUMNS": "9" * 30},
    {"LINES": "0", "COLUMNS": None},
    {"LINES": "tall"},
    {"LANG": None, "LC_ALL": None},
    {"LANG": "xx_YY.nonsense"},
    {"LC_ALL": "\x1b[31m"},
    {"LC_ALL": "C", "PYTHONUTF8": "0"},
    {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"TMPDIR": "/nonexistent"},
    {"PATH": ""},
    {"PAGER": "/nonexistent"},
    {"PYTHONOPTIMIZE": "2"},
    {"PYTHONHASHSEED": "1"},
]


@pytest.fixture(scope="module", name="usual")
def _usual() -> dict[str, bytes]:
    """Return what the program prints in the environment of the tests, by the question."""
    return {
        question: subprocess.run([*PROGRAM, "ask", question], capture_output=True, env=environment()).stdout
        for question in ("safest benzo", "he wont wake up after his ativan")
    }


@pytest.mark.parametrize("unusual", UNUSUAL, ids=str)
def test_an_unusual_environment_changes_no_word(
    unusual: dict[str, str | None], usual: dict[str, bytes], tmp_path: Path
) -> None:
    # The country of the numbers, which LANG and LC_ALL tell, is told on the command line here.
    for (question, expected), color in zip(usual.items(), ("", "1"), strict=True):
        run = subprocess.run(
            [*PROGRAM, "ask", question, "--region", "INT"],
            capture_output=True,
            env=environment(FORCE_COLOR=color, **unusual),
            cwd=tmp_path,
            check=False,
        )

        assert run.stderr == b""
        assert run.returncode == (1 if color else 0)
        assert color or run.stdout == expected or run.stdout.isascii()
        shown = re.sub(rb"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\|\s", b"", run.stdout)
        for word in re.findall(rb"[A-Za-z]{4,}", expected):
            assert word in shown
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii", "utf-16", "utf-8:strict", "ascii:strict"])
@pytest.mark.parametrize("color", ["", "1"], ids=["piped", "coloured"])
def test_each_encoding_gets_the_answer_in_its_own_letters(encoding: str, color: str) -> None:
    run = subprocess.run(
        [*PROGRAM, "ask", "drug interactions with µ \U0001f600 valium?"],
        capture_output=True,
        env=environment(PYTHONIOENCODING=encoding, FORCE_COLOR=color),
        check=False,
    )

    assert run.stderr == b""
    assert "not medical advice" in " ".join(run.stdout.decode(encoding.split(":")[0]).split())


@pytest.mark.parametrize("encoding", ["nonsense", ":", "\x1b"])
def test_an_encoding_that_does_not_exist_never_starts(encoding: str) -> None:
    """Python itself refuses it, before anything of this program runs: nothing is printed."""
    run = subprocess.run(
        [*PROGRAM, "list"], capture_output=True, env=environment(PYTHONIOENCODING=encoding), check=False
    )

    assert run.stdout == b"" or run.returncode == 0
    assert b"benzofaq" not in run.stderr


# Data of an installation that are damaged.

DATA = sorted(path.name for path in data_folder().iterdir() if path.name in {"faq.json", *FILES})

# What each command can't do without.
READS: dict[tuple[str, ...], set[str]] = {
    ("ask", "safest benzo"): {"faq.json", "sources.json", "lexicon.json", "words.txt", "weights.tsv"},
    ("ask", "he took a whole bottle of valium and wont wake up", "--json"): {
        "faq.json",
        "emergencies.json",
        "contacts.json",
        "lexicon.json",
        "words.txt",
        "weights.tsv",
    },
    ("show", "alcohol"): {"faq.json", "sources.json"},
    ("drug", "valium"): {"drugs.json", "sources.json", "lexicon.json", "words.txt"},
    ("contacts",): {"contacts.json"},
    ("cite", "alcohol", "--style", "ris"): {"faq.json", "sources.json"},
    ("list",): {"faq.json"},
}


def damaged(content: bytes) -> dict[str, bytes | None]:
    """Return what may have become of a file: its bytes, or None where it is gone."""
    noise = bytes((at * 7919 + at // 251) % 256 for at in range(5000))
    return {
        "missing": None,
        "empty": b"",
        "one byte": content[:1],
        "a block": content[:4096].rstrip(),
        "half": content[: len(content) // 2].rstrip(),
        "all but the end": content.rstrip()[:-1],
        "all but the last line": content.rstrip()[: content.rstrip().rfind(b"\n") + 1],
        "noise": noise,
        "noise in the middle": content[:2000] + noise + content[7000:],
        "nothing but zeroes": bytes(len(content)),
        "a number": b"5",
        "a text": b'"text"',
        "a list": b"[]",
        "a list of numbers": b"[1, 2]",
        "an object": b"{}",
        "null": b"null",
        "nested": b"[" * 100_000,
    }


@pytest.fixture(scope="module", name="copied")
def _copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Forks, Path]]:
    """Return the program as it is installed, data inside the package, and the folder of its data."""
    if not hasattr(os, "fork"):
        pytest.skip("needs a system that can fork")
    site, work = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("work")
    shutil.copytree(ROOT / "benzofaq", site / "benzofaq", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(
        ROOT / "data", site / "benzofaq" / "data", ignore=shutil.ignore_patterns("training", "*.md")
    )
    forks = Forks(work, site)
    assert forks.file.is_relative_to(site)
    yield forks, site / "benzofaq" / "data"
    forks.close()


def check_all(copied: tuple[Forks, Path], name: str, broken: bool) -> None:
    """Hold each command to its answer, or to one message that names the file, never to half of either."""
    forks, _ = copied
    for args, needs in READS.items():
        whole = intact(copied)[args]
        run = forks(*args)

        if run.returncode != 4:
            assert (run.returncode, run.stdout) == whole
            assert run.stderr == b""
            assert not (broken and name in needs), args
        else:
            said = said_in_one_line(run.stderr)
            assert run.stdout == b""
            assert name in said
            assert "Reinstall" in said
            assert "Traceback" not in said


_INTACT: dict[tuple[str, ...], tuple[int, bytes]] = {}


def intact(copied: tuple[Forks, Path]) -> dict[tuple[str, ...], tuple[int, bytes]]:
    """Return what the commands say with their data as they should be."""
    return _INTACT


@pytest.fixture(name="file_of")
def _file_of(copied: tuple[Forks, Path]) -> Iterator[Any]:
    """Return a function from a name to that file of the data, which is put back at the end."""
    forks, data = copied
    if not _INTACT:
        for args in READS:
            run = forks(*args)
            assert run.stderr == b""
            _INTACT[args] = run.returncode, run.stdout
    taken: dict[Path, bytes] = {}

    def file_of(name: str) -> Path:
        path = data / name
        taken[path] = path.read_bytes()
        return path

    yield file_of
    for path, content in taken.items():
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
        path.write_bytes(content)


@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("damage", damaged(b"x\n" * 5000))
def test_damaged_data_are_named_with_what_to_do(
    copied: tuple[Forks, Path], file_of: Any, name: str, damage: str
) -> None:
    path = file_of(name)
    content = damaged(path.read_bytes())[damage]
    path.unlink()
    if content is not None:
        path.write_bytes(content)

    check_all(copied, name, broken=True)


@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("instead", ["a folder", "a link to itself", "a link to nothing", "a pipe"])
def test_what_is_no_file_is_named_with_what_to_do(
    copied: tuple[Forks, Path], file_of: Any, name: str, instead: str
) -> None:
    path = file_of(name)
    path.unlink()
    if instead == "a folder":
        path.mkdir()
    elif instead == "a pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path if instead == "a link to itself" else "nothing")

    check_all(copied, name, broken=True)


@pytest.mark.parametrize("name", DATA)
def test_data_that_may_not_be_read_are_named_with_what_to_do(
    copied: tuple[Forks, Path], file_of: Any, name: str
) -> None:
    _, data = copied
    file_of(name).chmod(0)

    for args, needs in READS.items():
        if name in needs:
            run = subprocess.run(
                [*as_an_ordinary_user(), *PROGRAM, *args],
                capture_output=True,
                env=environment(PYTHONPATH=str(data.parent.parent)),
                cwd=data,
                check=False,
            )
            assert run.returncode == 4
            assert run.stdout == b""
            assert name in said_in_one_line(run.stderr)


@pytest.mark.parametrize("name", DATA)
def test_info_tells_of_data_that_may_not_be_read(copied: tuple[Forks, Path], file_of: Any, name: str) -> None:
    _, data = copied
    file_of(name).chmod(0)

    run = subprocess.run(
        [*as_an_ordinary_user(), *PROGRAM, "info"],
        capture_output=True,
        env=environment(PYTHONPATH=str(data.parent.parent)),
        cwd=data,
        check=False,
    )

    assert run.returncode == 4
    assert name in said_in_one_line(run.stderr)
    assert b"Reinstall" in run.stderr


def test_no_data_folder_at_all_is_said(copied: tuple[Forks, Path]) -> None:
    forks, data = copied
    data.rename(data.with_name("elsewhere"))
    try:
        runs = [forks(*args) for args in READS]
    finally:
        data.with_name("elsewhere").rename(data)

    for run in runs:
        assert run.returncode == 4
        assert run.stdout == b""
        assert "Reinstall" in said_in_one_line(run.stderr)

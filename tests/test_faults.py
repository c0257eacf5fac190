"""Whatever breaks around the program: the whole answer or one clear message, and nothing left behind."""

import errno
import fcntl
import json
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
import zipapp
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from benzofaq.commands.output import FLOOR
from benzofaq.records.files import bundled_folder
from tests.helpers.files import ROOT
from tests.helpers.forks import Forks
from tests.helpers.invocations import LAST, OVERDOSE, Call
from tests.helpers.program import PROGRAM, process, variables
from tests.helpers.terminal import PATIENCE, Terminals, bare

CITED = ("cite", "bind", "alcohol", "overdose", "pregnancy", "--style", "bibtex", "--output")
ENDING = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]

# One call for each command that prints text.
PRINTING = [call for call in LAST if call.codes == (0,) and not {"FILE", "--json"} & set(call.args)]

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
each_signal = pytest.mark.parametrize("number", ENDING, ids=lambda one: one.name)


def in_a_shell(script: str, work: Path, stdin: bytes = b"", **env: str | None) -> CompletedProcess[bytes]:
    """Run a shell script in which $BENZOFAQ is the program."""
    return process("sh", "-c", script, stdin=stdin, cwd=work, env={"BENZOFAQ": " ".join(PROGRAM), **env})


def started(*args: str, work: Path | None = None) -> Any:
    """Start the program with a pipe at each of its ends."""
    pipe, env = subprocess.PIPE, variables({})
    return subprocess.Popen([*PROGRAM, *args], stdin=pipe, stdout=pipe, stderr=pipe, cwd=work, env=env)


def said(stderr: bytes) -> str:
    """Return the one line of a complaint, without the number to call that may follow it."""
    if stderr.startswith(b"{"):
        return str(json.loads(stderr)["error"]["message"])
    (line,) = stderr.decode("utf-8").removesuffix(f"benzofaq: {FLOOR}\n").splitlines()
    assert line.startswith("benzofaq: ")
    return line


def as_an_ordinary_user() -> str:
    """Return what runs a command without root's right to read and write everything."""
    if os.geteuid() != 0:
        return ""
    if shutil.which("setpriv") is None:
        pytest.skip("root may read and write everything, and setpriv is not there to give that up")
    return "setpriv --bounding-set -dac_override,-dac_read_search"


# The output and where it goes.


@pytest.mark.parametrize("blocks", [0, 1])
def test_a_file_that_may_grow_no_further_is_not_left_half_written(tmp_path: Path, blocks: int) -> None:
    # Python's own byte code would be cut as short, and stay so for the tests beside this one.
    limit = f"ulimit -f {blocks}; export PYTHONDONTWRITEBYTECODE=1"
    ended = in_a_shell(f"{limit}; exec $BENZOFAQ {' '.join(CITED)} out.bib", tmp_path)

    assert ended.returncode == 4
    assert f"out.bib can't be written: {os.strerror(errno.EFBIG)}" in said(ended.stderr)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)

    ended = in_a_shell(f"exec {as_an_ordinary_user()} $BENZOFAQ {' '.join(CITED)} out.bib", tmp_path)
    assert ended.returncode == 4
    assert "can't be written" in said(ended.stderr)
    assert list(tmp_path.iterdir()) == []


full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")


@pytest.mark.parametrize("call", PRINTING[::3], ids=str)
@pytest.mark.parametrize(
    ("output", "unbuffered", "complaint"),
    [
        (">&-", "", "standard output is closed"),
        pytest.param(">/dev/full", "", "the output can't be written", marks=full),
        pytest.param(">/dev/full", "1", "the output can't be written", marks=full),
    ],
)
def test_output_that_can_not_be_written_is_said_in_one_line(
    call: Call, output: str, unbuffered: str, complaint: str, tmp_path: Path
) -> None:
    script = f"exec $BENZOFAQ {' '.join(call.args)} {output}"
    ended = in_a_shell(script, tmp_path, call.stdin, PYTHONUNBUFFERED=unbuffered)

    assert ended.returncode == 4
    assert complaint in said(ended.stderr)


def test_a_file_is_written_though_standard_output_is_closed(tmp_path: Path) -> None:
    ended = in_a_shell(f"exec $BENZOFAQ {' '.join(CITED)} out.bib >&-", tmp_path)

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert (tmp_path / "out.bib").read_bytes().startswith(b"@")


@pytest.mark.parametrize("closed", ["2>&-", "2>&- <&-"])
def test_a_closed_error_takes_nothing_from_the_answer(tmp_path: Path, run: Forks, closed: str) -> None:
    ended = in_a_shell(f"exec $BENZOFAQ show alcohol {closed}", tmp_path)

    assert (ended.returncode, ended.stdout) == (0, run("show", "alcohol").stdout)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        *(("ask - <&-", 2), ("ask <&-", 2), ("ask --batch - <&-", 0), ("list <&-", 0)),
        *(("show nothing-of-that-name 2>&-", 1), ("list <&- >&- 2>&-", 4)),
        pytest.param("list --nosuch 2>/dev/full", 2, marks=full),
        pytest.param("show nosuch --json 2>/dev/full", 1, marks=full),
        pytest.param("list --data /nowhere 2>/dev/full", 4, marks=full),
        pytest.param("check 2>/dev/full", 0, marks=full),
        pytest.param(f"ask {OVERDOSE} --cite ris 2>/dev/full", 1, marks=full),
        pytest.param("ask safest benzo >/dev/full 2>/dev/full", 4, marks=full),
    ],
)
def test_closed_and_full_streams_keep_the_exit_code(call: str, code: int, tmp_path: Path) -> None:
    ended = in_a_shell(f"exec $BENZOFAQ {call}", tmp_path)

    assert ended.returncode == code
    assert b"Traceback" not in ended.stderr


@pytest.mark.parametrize("args", ["list", "sources --json", "ask --batch -"])
@pytest.mark.parametrize("many", [0, 4097])
def test_a_reader_that_closes_after_some_bytes_hears_nothing(args: str, many: int, tmp_path: Path) -> None:
    script = f"{{ $BENZOFAQ {args} 2>told; echo $? >code; }} | head -c {many} >read"
    in_a_shell(script, tmp_path, b"safest benzo\n" * 20)
    told, code = ((tmp_path / name).read_text() for name in ("told", "code"))

    assert told == ""
    assert int(code) in ((0, 128 + signal.SIGPIPE) if many else (128 + signal.SIGPIPE,))


# Signals.


@each_signal
def test_an_interrupted_batch_dies_by_the_signal_at_once_and_quietly(number: signal.Signals) -> None:
    with started("ask", "--batch", "-") as process:
        process.stdin.write(b"safest benzo\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"answer\t")
        process.send_signal(number)

        assert process.wait(PATIENCE) == -number
        assert process.stderr.read() == b""


def test_ctrl_c_ends_a_loop_of_the_shell(terminal: Terminals, tmp_path: Path) -> None:
    loop = f"for i in 1 2 3; do echo round $i; {' '.join(PROGRAM)} ask --batch -; done; echo after"
    screen = terminal(command=("bash", "-c", loop), cwd=tmp_path)
    screen.until("round 1")
    screen.type("safest benzo")
    screen.until("answer\t")

    assert screen.end("\x03") == -signal.SIGINT
    assert "round 2" not in screen.written
    assert "after" not in screen.written


@pytest.mark.skipif(sys.platform != "linux", reason="needs a pipe of a known size")
@each_signal
def test_a_program_whose_reader_is_stuck_ends_all_the_same(number: signal.Signals) -> None:
    with started("sources", "--json") as process:
        room = fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, 4096)
        held, deadline = 0, time.monotonic() + PATIENCE
        while held < room and time.monotonic() < deadline:  # until it is full, so that the program waits
            (held,) = struct.unpack("i", fcntl.ioctl(process.stdout, termios.FIONREAD, b"1234"))
        process.send_signal(number)

        assert process.wait(PATIENCE) == -number
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    ("number", "args"),
    [(signal.SIGINT, ("ask", "safest benzo")), *((one, (*CITED, "out.bib")) for one in ENDING[:2])],
    ids=["SIGINT, printed", "SIGINT, into a file", "SIGTERM, into a file"],
)
def test_an_interrupt_at_any_moment_leaves_no_traceback_and_no_half_file(
    number: signal.Signals, args: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "out.bib"
    printed = process(*PROGRAM, *args, cwd=tmp_path).stdout
    written = [file.read_bytes()] if file.exists() else []
    codes = set()

    for step in range(14):
        file.unlink(missing_ok=True)
        with started(*args, work=tmp_path) as running:
            moment = time.monotonic() + step * 0.012
            while time.monotonic() < moment and running.poll() is None:
                pass
            running.send_signal(number)
            out, told = running.communicate(timeout=PATIENCE)
        codes.add(running.returncode)

        # While Python itself starts, up to the first imports of `__main__`, it says so by itself.
        assert running.returncode in {0, -number, *([1] if b"KeyboardInterrupt" in told else [])}
        assert told == b"" or b"KeyboardInterrupt" in told
        assert not re.search(rb'/benzofaq/(?!__main__\.py", line \d+, in <module>)', told)
        assert [path.read_bytes() for path in tmp_path.iterdir()] in ([], written)
        assert out in (b"", printed)

    assert -number in codes


def test_what_the_shell_said_to_ignore_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "asked.py").write_text("""
import signal, benzofaq.cli, benzofaq.__main__
def run():
    print([signal.getsignal(one) == signal.SIG_IGN for one in (1, 2, 15)], flush=True)
    return 0
benzofaq.cli.run = run
benzofaq.__main__.main()
""")
    ended = in_a_shell(f"trap '' INT HUP; exec {sys.executable} asked.py", tmp_path)

    assert ended.stdout == b"[True, True, False]\n"


# Faults of the system, one after another: strace makes a call to the kernel fail.


def injecting(fault: str, path: str | Path = "") -> tuple[str, ...]:
    """Return what runs a command with a fault in strace's words, on one path alone where it is given."""
    only = ("-P", str(path)) if path else ()
    watch = ("-e", f"trace={fault.partition(':')[0]}", "-e", f"inject={fault}")
    return ("strace", "-f", "-qq", "-o", os.devnull, *only, *watch)


def injected(fault: str, args: tuple[str, ...], work: Path, path: str | Path = "") -> CompletedProcess[bytes]:
    """Run the program with a fault."""
    ended = process(*injecting(fault, path), *PROGRAM, *args, cwd=work)
    if b"strace:" in ended.stderr:
        pytest.skip(f"strace can't trace here: {ended.stderr.decode()[:100]}")
    return ended


@needs_strace
@pytest.mark.parametrize("call", ["openat", "read"])
@pytest.mark.parametrize("name", ["faq", "sources", "emergencies", "contacts", "drugs"])
def test_data_that_can_not_be_read_are_named_with_a_number(tmp_path: Path, call: str, name: str) -> None:
    ended = injected(f"{call}:error=EIO", ("ask", OVERDOSE), tmp_path, ROOT / "data" / f"{name}.json")

    if ended.returncode == 4:
        assert f"{name}.json can't be read: {os.strerror(errno.EIO)}" in said(ended.stderr)
        assert ended.stderr.endswith(f"benzofaq: {FLOOR}\n".encode())
        assert ended.stdout == b""
    else:  # a file that this answer does not need
        assert ended.stdout.startswith(b"CALL")
        assert name in ("sources", "drugs", "faq")


@needs_strace
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("write:error=EIO:when=1", 4),
        ("write:error=ENOSPC:when=1", 4),
        ("fsync:error=EIO:when=1", 4),
        ("rename,renameat,renameat2,link,linkat:error=EIO", 4),
        *((f"fsync:signal={number.name}:when=1", -number) for number in ENDING),
    ],
)
@pytest.mark.parametrize("force", [False, True])
def test_a_file_that_can_not_be_written_is_none(tmp_path: Path, fault: str, code: int, force: bool) -> None:
    if force:
        (tmp_path / "out.bib").write_bytes(b"old")
    ended = injected(fault, (*CITED, "out.bib", *(["--force"] if force else [])), tmp_path)

    reason = os.strerror(errno.ENOSPC if "ENOSPC" in fault else errno.EIO)
    assert (ended.returncode, ended.stdout) == (code, b"")
    assert f"out.bib can't be written: {reason}" in said(ended.stderr) if code == 4 else ended.stderr == b""
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([b"old"] if force else [])


@needs_strace
@pytest.mark.parametrize("fault", ["execve:error=ENOEXEC", "clone,clone3,vfork,fork:error=EAGAIN"])
@pytest.mark.parametrize(("args", "program"), [(("show", "alcohol"), "less"), (("browse",), "fzf")])
def test_what_can_not_be_started_is_done_without(
    terminal: Terminals, tmp_path: Path, fault: str, args: tuple[str, ...], program: str
) -> None:
    path = shutil.which(program) or pytest.skip(f"{program} is not installed")
    watch = injecting(fault, path if fault.startswith("execve") else "")
    screen = terminal(*args, command=(*watch, *PROGRAM), cwd=tmp_path, NO_PAGER=None)

    if program == "fzf":
        screen.until("Topic (a number; Enter alone goes back): ")
        screen.type("")
    assert screen.ended() == 0
    assert "Traceback" not in screen.written
    assert program == "fzf" or "not medical advice" in " ".join(screen.written.split())


def test_too_little_memory_is_said(run: Forks) -> None:
    for megabytes in (60, 80, 100, 120):
        ended = run("ask", OVERDOSE, memory=megabytes << 20)
        assert ended.returncode in (4, *((1, -11, 0) if megabytes > 60 else ()))
        if ended.returncode == 4:
            assert "they take more memory than there is. Give others" in said(ended.stderr)
            assert ended.stderr.endswith(f"{FLOOR}\n".encode())


# Terminals.

# What is on the screen when the program waits for keys, and which other program waits there.
WAITING = {
    ("ask",): ("Your question: ", "sh"),
    ("browse", "--plain"): ("goes back): ", "sh"),
    ("browse",): ("All questions", "fzf"),
    ("show", "alcohol"): ("SPACE goes on", "less"),
}


@pytest.mark.parametrize("args", WAITING, ids=" ".join)
@pytest.mark.parametrize("end", ["Ctrl-C", "Ctrl-C in a line", "SIGTERM", "SIGHUP"])
def test_a_terminal_is_left_as_it_was_and_nothing_kept(
    terminal: Terminals, args: tuple[str, ...], end: str, tmp_path: Path
) -> None:
    prompt, program = WAITING[args]
    shutil.which(program) or pytest.skip(f"{program} is not installed")
    screen = terminal(*args, rows=10, HOME=str(tmp_path), NO_PAGER=None)
    screen.until(prompt)
    stops = program == "less"  # which only stops what it does at Ctrl-C
    if end == "Ctrl-C in a line" and not stops:
        screen.type("half a line", enter=False)
        screen.until("line")
    if stops and end.startswith("Ctrl"):
        screen.type("\x03", enter=False)

    number = getattr(signal, end, signal.SIGINT)
    code = screen.end(number=number) if end in ("SIGTERM", "SIGHUP") else screen.end("q" if stops else "\x03")
    assert code == (0 if program != "sh" and number == signal.SIGINT else -number)
    assert screen.after == screen.before
    assert not {"Traceback", "Exception"} & set(re.findall(r"\w+", screen.written))
    assert list(tmp_path.iterdir()) == []


# The environment.

UNUSUAL: dict[str, list[str]] = {
    "HOME": ["/nonexistent", ""],
    "TERM": ["unknown", "\x1b[31m"],
    "LINES": ["0"],
    "PATH": [""],
    "COLUMNS": ["0", "-5", "wide", "9" * 30],
    "LANG": ["xx_YY.nonsense"],
    "LC_ALL": ["\x1b[31m"],
    "TMPDIR": ["/nonexistent"],
    "PAGER": ["/nonexistent"],
}


@pytest.mark.parametrize(("name", "value"), [(name, one) for name, many in UNUSUAL.items() for one in many])
@pytest.mark.parametrize("color", ["", "1"], ids=["piped", "coloured"])
def test_an_unusual_environment_changes_no_word(run: Forks, name: str, value: str, color: str) -> None:
    args = ("ask", OVERDOSE, "--region", "INT")

    ended = run(*args, env={name: value, "FORCE_COLOR": color})
    expected = run(*args).stdout.decode()
    assert ended.stderr == b""
    assert color or ended.stdout.decode() == expected
    shown = re.sub(r"\s", "", bare(ended.stdout.decode()))
    assert [word for word in re.findall(r"[A-Za-z]{4,}", expected) if word not in shown] == []


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        *({"PYTHONOPTIMIZE": "2"}, {"PYTHONHASHSEED": "1"}, {"PYTHONDEVMODE": "1"}),
        {"PYTHONWARNINGS": "error"},
    ],
    ids=str,
)
def test_pythons_own_variables_change_no_word(variables: dict[str, str], run: Forks) -> None:
    args = ("ask", "safest benzo", "--region", "INT")
    ended = process(*PROGRAM, *args, env=variables)

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.isascii() or ended.stdout == run(*args).stdout


# Where it is installed.


def packaged(folder: Path) -> Path:
    """Return a folder that has the program as a wheel installs it: the data inside the package."""
    shutil.copytree(ROOT / "benzofaq", folder / "benzofaq", ignore=shutil.ignore_patterns("__pycache__"))
    unwanted = shutil.ignore_patterns("training", "*.md", "*.schema.json")
    shutil.copytree(ROOT / "data", folder / "benzofaq" / "data", ignore=unwanted)
    return folder


@pytest.fixture(scope="module", name="archive")
def _archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = tmp_path_factory.mktemp("archive") / "benzofaq.pyz"
    zipapp.create_archive(packaged(tmp_path_factory.mktemp("zipped")), archive, main="benzofaq.__main__:main")
    return archive


@pytest.mark.parametrize(
    "args",
    [
        *(("list",), ("ask", "safest benzo"), ("ask", OVERDOSE, "--region", "GB"), ("drug", "xanex")),
        *(("cite", "alcohol", "--style", "bibtex"), ("export", "alcohol", "--format", "html"), ("--help",)),
    ],
    ids=" ".join,
)
def test_a_zip_archive_answers_as_a_folder_does(run: Forks, archive: Path, args: tuple[str, ...]) -> None:
    ended, wanted = process(sys.executable, archive, *args, env={"PYTHONPATH": None}), run(*args)

    assert (ended.returncode, ended.stdout, ended.stderr) == (wanted.returncode, wanted.stdout, b"")


def test_a_folder_that_nobody_may_write_will_do(run: Forks, tmp_path: Path) -> None:
    site = packaged(tmp_path / "site")
    for path in (site, *site.rglob("*")):
        path.chmod(path.stat().st_mode & 0o555)
    before = sorted(site.rglob("*"))

    script = f"unset PYTHONDONTWRITEBYTECODE; exec {as_an_ordinary_user()} $BENZOFAQ ask safest benzo"
    ended = in_a_shell(script, tmp_path, PYTHONPATH=str(site))
    for path in (site, *site.rglob("*")):
        path.chmod(path.stat().st_mode | 0o700)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, run("ask", "safest benzo").stdout, b"")
    assert sorted(site.rglob("*")) == before


# Data of an installation that are damaged.

FOLDER = Path(str(bundled_folder()))
DATA = sorted(path.name for path in FOLDER.iterdir() if re.fullmatch(r"[a-z]+\.(json|tsv|txt)", path.name))
READS = [("ask", "safest benzo"), ("ask", OVERDOSE, "--json"), ("drug", "valium"), ("contacts",), ("list",)]
# What these can't do without, whatever reads the questions.
NEEDED = {
    "faq.json": ("list",),
    "sources.json": ("ask", "safest benzo"),
    "drugs.json": ("drug", "valium"),
    "contacts.json": ("contacts",),
}

# The program as it is installed, the folder of its data, and what it says with them whole.
Installed = tuple[Forks, Path, dict[tuple[str, ...], bytes]]

NOISE = bytes((at * 7919 + at // 251) % 256 for at in range(5000))
# What may have become of a file that is no longer there, and had this content.
DAMAGES: dict[str, Callable[[Path, bytes], object]] = {
    "missing": lambda path, content: None,
    "empty": lambda path, content: path.touch(),
    "half": lambda path, content: path.write_bytes(content[: len(content) // 2].rstrip()),
    "noise in it": lambda path, content: path.write_bytes(content[:2000] + NOISE + content[7000:]),
    "an object": lambda path, content: path.write_bytes(b"{}"),
    "nested": lambda path, content: path.write_bytes(b"[" * 100_000),
    "a folder": lambda path, content: path.mkdir(),
    "a pipe": lambda path, content: os.mkfifo(path),
}


@pytest.fixture(scope="module", name="installed")
def _installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    site = packaged(tmp_path_factory.mktemp("site"))
    with Forks(tmp_path_factory.mktemp("work"), site) as forks:
        assert forks.file.is_relative_to(site)
        yield forks, site / "benzofaq" / "data", {args: forks(*args).stdout for args in READS}


@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_data_cost_no_answer_or_are_named(installed: Installed, name: str, damage: str) -> None:
    forks, data, whole = installed
    path = data / name
    content = path.read_bytes()
    path.unlink()
    try:
        DAMAGES[damage](path, content)
        ended = {args: forks(*args) for args in READS}
    finally:
        path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
        path.write_bytes(content)

    for args, one in ended.items():  # the whole answer or one message, never half of either
        if one.returncode == 4:
            told = one.stderr.decode()
            assert one.stdout == b"", args
            assert name in said(one.stderr), args
            assert "Reinstall" in told, args
            assert (FLOOR in told) == (args[0] in ("ask", "contacts")), args
        else:
            assert (one.stdout, one.stderr) == (whole[args], b""), args
            assert NEEDED.get(name) != args, args


def test_no_data_folder_at_all_is_said(installed: Installed) -> None:
    forks, data, _ = installed
    elsewhere = data.rename(data.with_name("elsewhere"))
    ended = [forks(*args) for args in READS]
    elsewhere.rename(data)

    for one in ended:
        assert (one.returncode, one.stdout) == (4, b"")
        assert b"Reinstall" in one.stderr

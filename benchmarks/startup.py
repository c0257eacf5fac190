"""Time how soon each command is done, as a ratio to `python -c pass` in the same environment and run.

    python benchmarks/startup.py [--runs 25] [--check]

Each round runs every command once, so that a busy moment falls on all of them; the medians are compared.
Byte code is present (a folder of the benchmark's own is filled first). `ask` on a terminal runs on a real
pseudo-terminal of 80 by 24. tldr and papis are timed where they are installed beside benzofaq
(pip install tldr papis). `--check` exits with 1 where a budget is broken.
"""

import argparse
import contextlib
import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """\
import typer
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
@app.command()
def main(name: str = "x") -> None:
    print(name)
app()
"""

# The commands with their budgets, in times `python -c pass`; None where there is none.
COMMANDS = {
    "list": (["list"], 7.0),
    "cite": (["cite", "safest-for-anxiety"], 7.0),
    "--help": (["--help"], 15.0),
    "ask --help": (["ask", "--help"], None),
    "ask, in a pipe": (["ask", "safest benzo"], 8.0),
    "ask with a typo, in a pipe": (["ask", "safst benzo"], None),
    "ask --json": (["ask", "safest benzo", "--json"], None),
    "ask an emergency, in a pipe": (["ask", "he took all his xanax and wont wake up"], None),
    "ask, on a terminal": (["ask", "safest benzo", "--no-pager"], 11.5),
    "show": (["show", "alcohol"], None),
    "drug": (["drug", "valium"], None),
    "contacts": (["contacts"], None),
}
ON_A_TERMINAL = frozenset({"ask, on a terminal"})


def seconds(command: list[str], env: dict[str, str], terminal: bool = False) -> float:
    """Return how long a command takes from its start until its output has ended, in seconds."""
    began = time.perf_counter()
    if terminal:
        ours, theirs = pty.openpty()
        process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env)
        os.close(theirs)
        with contextlib.suppress(OSError):  # the end of a pseudo-terminal's output is an error
            while os.read(ours, 65536):
                pass
        process.wait()
        os.close(ours)
    else:
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=env, check=False)
    return time.perf_counter() - began


def main() -> int:
    """Print the table; return 1 where a budget is broken and that was asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=25, help="rounds (25)")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a budget is broken")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(BARE)
        env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        env |= {"PYTHONPYCACHEPREFIX": str(Path(folder, "bytecode")), "COLUMNS": "80", "LINES": "24"}
        env |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
        python = sys.executable
        timed: dict[str, tuple[list[str], float | None]] = {
            "python -c pass": ([python, "-c", "pass"], None),
            "a bare Typer command": ([python, str(bare)], None),
        }
        timed |= {
            name: ([python, "-m", "benzofaq", *words], most) for name, (words, most) in COMMANDS.items()
        }
        for rival, words in {"tldr": ["--version"], "papis": ["list"]}.items():
            if (program := Path(python).parent / rival).exists():
                timed[f"{rival} {' '.join(words)}"] = ([str(program), *words], None)
        took: dict[str, list[float]] = {name: [] for name in timed}
        for one in range(args.runs + 1):
            for name, (command, _) in timed.items():
                span = seconds(command, env, name in ON_A_TERMINAL)
                if one:  # the first round fills the folder of byte code
                    took[name].append(span)
    base = statistics.median(took["python -c pass"])
    print(f"Python {sys.version.split()[0]}, median of {args.runs} runs\n")
    print("| command | times `python -c pass` | milliseconds | at most |")
    print("| --- | --- | --- | --- |")
    broken = False
    for name, (_, most) in timed.items():
        middle = statistics.median(took[name])
        late = most is not None and middle / base > most
        broken = broken or late
        limit = f"{most:g}{' BROKEN' if late else ''}" if most else ""
        print(f"| {name} | {middle / base:.2f} | {middle * 1000:.0f} | {limit} |")
    return int(broken and args.check)


if __name__ == "__main__":
    sys.exit(main())

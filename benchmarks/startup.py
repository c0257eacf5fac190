"""Time how soon each command is done, as a ratio to `python -c pass` in the same environment and run.

    python benchmarks/startup.py [--runs 25] [--check] [--margin 1.0] [--also PROGRAM]...

Each round runs every command once, so that a busy moment falls on all of them; the medians are compared.
Beside the time on the clock there is the processor time, on which other programs weigh less. Byte code is
present (a folder of the benchmark's own is filled first). `ask` on a terminal runs on a real
pseudo-terminal of 80 by 24. tldr and papis are timed where they are installed beside benzofaq (pip install
tldr papis). `--also` times `ask` of another build: "python dist/benzofaq.pyz", "dist/benzofaq/benzofaq".

`--check` times only what has a budget, and exits with 1 where both ratios of a command are over it, twice.
`--margin 1.1` widens the budgets by a tenth, for a busy machine.
"""

import argparse
import contextlib
import os
import pty
import shlex
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


Times = list[tuple[float, float]]


def seconds(command: list[str], env: dict[str, str], terminal: bool = False) -> tuple[float, float]:
    """Return the seconds that a command takes until its output has ended: on the clock, of a processor."""
    ours, theirs = pty.openpty() if terminal else os.pipe()
    began = time.perf_counter()
    stdin = theirs if terminal else subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=stdin, stdout=theirs, stderr=theirs, env=env)
    os.close(theirs)
    with contextlib.suppress(OSError):  # the end of a pseudo-terminal's output is an error
        while os.read(ours, 65536):
            pass
    _, process.returncode, used = os.wait4(process.pid, 0)
    span = time.perf_counter() - began
    os.close(ours)
    return span, used.ru_utime + used.ru_stime


def alternating(commands: dict[str, list[str]], env: dict[str, str], runs: int) -> dict[str, Times]:
    """Return the times of each command, all of them run once in each round."""
    took: dict[str, Times] = {name: [] for name in commands}
    for one in range(runs + 1):
        for name, command in commands.items():
            span = seconds(command, env, name in ON_A_TERMINAL)
            if one:  # the first round fills the folder of byte code
                took[name].append(span)
    return took


def table(took: dict[str, Times], margin: float) -> list[str]:
    """Print the table; return the commands of which both ratios are over the budget."""
    middle = {
        name: [statistics.median(one) for one in zip(*times, strict=True)] for name, times in took.items()
    }
    base = middle["python -c pass"]
    print("| command | times `python -c pass` | of processor time | milliseconds | at most |")
    print("| --- | ---: | ---: | ---: | ---: |")
    broken = []
    for name, times in middle.items():
        clock, processor = (one / least for one, least in zip(times, base, strict=True))
        most = COMMANDS.get(name, ([], None))[1]
        if most and min(clock, processor) > most * margin:
            broken.append(name)
        limit = f"{most:g}" if most else ""
        print(f"| {name} | {clock:.2f} | {processor:.2f} | {times[0] * 1000:.0f} | {limit} |")
    return broken


def main() -> int:
    """Print the table; return 1 where a budget is broken and that was asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=25, help="rounds (25)")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a budget is broken")
    parser.add_argument("--margin", type=float, default=1.0, help="times the budgets (1.0)")
    parser.add_argument("--also", action="append", default=[], help="another build of the program")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(BARE)
        env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        env |= {"PYTHONPYCACHEPREFIX": str(Path(folder, "bytecode")), "COLUMNS": "80", "LINES": "24"}
        env |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
        python = sys.executable
        timed = {"python -c pass": [python, "-c", "pass"]}
        if not args.check:
            timed["a bare Typer command"] = [python, str(bare)]
        for name, (words, most) in COMMANDS.items():
            if most or not args.check:
                timed[name] = [python, "-m", "benzofaq", *words]
        for rival, words in {"tldr": ["--version"], "papis": ["list"]}.items():
            if (program := Path(python).parent / rival).exists():
                timed[f"{rival} {' '.join(words)}"] = [str(program), *words]
        for also in args.also:
            timed[f"{also} ask"] = [*shlex.split(also), "ask", "safest benzo"]
        print(f"Python {sys.version.split()[0]}, median of {args.runs} runs\n")
        broken = table(alternating(timed, env, args.runs), args.margin)
        if broken and args.check:
            print(f"\nOnce more, as {', '.join(broken)} took too long:\n")
            again = {name: timed[name] for name in ("python -c pass", *broken)}
            broken = table(alternating(again, env, 2 * args.runs), args.margin)
    if broken:
        print(f"\nOver budget: {', '.join(broken)}")
    return int(bool(broken) and args.check)


if __name__ == "__main__":
    sys.exit(main())

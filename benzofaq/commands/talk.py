"""Talk with a person at a terminal: one question after another, things offered by number."""

from __future__ import annotations

import contextlib
import shlex
import sys
from collections.abc import Callable, Sequence

import typer

from benzofaq.commands.contacts import CALLS
from benzofaq.commands.output import look, show
from benzofaq.commands.records import show_record, show_reply
from benzofaq.pages.block import Block
from benzofaq.pages.reply import of_emergency
from benzofaq.reading.matcher import Matcher
from benzofaq.reading.reply import Reply
from benzofaq.records.contacts import Lines
from benzofaq.records.library import Library
from benzofaq.terminal.pager import program
from benzofaq.terminal.show import show as show_page
from benzofaq.terminal.signals import clearing, ignoring
from benzofaq.text import clean

INTRODUCTION = "Ask in your own words, without quotes. Enter alone leaves; benzofaq --help lists the rest."
PROMPT = "\nYour question: "
OFFERED = "\nA number shows it; or say it in other words: "

# What people type to leave when the first line, which says how, is long gone from the screen; not a question.
ENDINGS = frozenset({"q", ":q", "quit", "exit", "bye"})

# Each row goes to fzf as its place, an id and its words; only the words are shown and searched.
_FZF = (
    *("--height=80%", "--cycle", "--layout=reverse", "--no-multi", "--print-query"),
    *("--with-nth=3..", "--delimiter=\t"),
)
_PREVIEW = ("--preview-window", "right,50%,wrap,<100(down,60%,wrap)", "--preview")

# The exit code by which fzf says that something was wrong, and not that nothing was picked.
_FZF_FAILED = 2


def line(prompt: str) -> str | None:
    """Return what the person types on one line, or None at its end (Ctrl-D)."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 (gives input() the arrow keys; its history stays in memory)
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    with clearing():  # the terminal must get its settings back
        try:
            return input(prompt).strip()
        except EOFError:
            print()
            return None
        except BaseException:  # interrupted: the shell's prompt begins on a line of its own
            print()
            raise
    return None


def converse(
    library: Library, lines: Lines, *, full: bool, ids: bool, explain: bool, after: Reply | None = None
) -> None:
    """Answer one question after another until an empty line, a word that ends it, or Ctrl-D.

    After a reply that offers several, a number shows one of them; whatever else is typed is a question,
    searched for an emergency like any other, and read with the one before it.
    """
    matcher = Matcher(library)
    if after is None:
        print(INTRODUCTION)
    before = after.question if after else ""
    offered = after.matches if after else ()
    while (text := line(OFFERED if offered else PROMPT)) and text.casefold() not in ENDINGS:
        if offered and text.isdecimal() and len(text) < 3:  # three digits may be a call for help
            if 1 <= int(text) <= len(offered):
                print()
                show_record(library.record(offered[int(text) - 1].id), library, "show", full=full, ids=ids)
                offered = ()
            else:
                print(f"There is no number {clean(text)} here: they go from 1 to {len(offered)}.")
            continue
        if text.lower() in CALLS:
            print()
            show(of_emergency("overdose", library, lines), library)
            continue
        if not any(char.isalnum() for char in text):
            print("There is no question here. Ask in words, as in: safest benzo")
            continue
        reply = matcher.ask(text, before=before, explain=explain)
        offered = reply.matches if reply.state == "suggest" else ()
        print()
        show_reply(reply, library, lines, full=full, ids=ids, explain=explain, numbered=bool(offered))
        before = text


def pick(rows: Sequence[str], prompt: str, heard: Callable[[str], bool]) -> int | None:
    """Return which row the person picks, from 0, by number or by words of it; None for none.

    `heard` is given whatever else is typed, and returns whether it was dealt with.
    """
    while (typed := line(prompt)) and typed.casefold() not in ENDINGS:
        if typed.isdecimal():
            if 1 <= int(typed[:9]) <= len(rows):
                return int(typed) - 1
            print(f"There is no number {clean(typed[:9])} here: they go from 1 to {len(rows)}.")
            continue
        if heard(typed):
            continue
        wanted = typed.casefold().split()
        found = [at for at, row in enumerate(rows) if all(word in row.casefold() for word in wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            numbered([rows[at] for at in found], [at + 1 for at in found])
        else:
            print(f"No line here has {clean(typed[:40])!r}. Type a number, or other words.")
    return None


def numbered(rows: Sequence[str], numbers: Sequence[int] | None = None) -> None:
    """Print rows with their numbers."""
    given = zip(numbers or range(1, len(rows) + 1), rows, strict=True)
    page = [Block(kind="command", label=f"{number}", text=row) for number, row in given]
    show_page(page, labelled=look["plain"])


def select(
    rows: Sequence[str],
    prompt: str,
    heading: str,
    heard: Callable[[str], bool],
    *,
    ids: Sequence[str],
    data: str | None,
) -> int | None:
    """Return which row the person picks, from 0: with fzf where it is installed, else by number.

    Beside its list fzf shows the entry of the row under the cursor: `ids` has that of each row, or "";
    `data` is where they are read from.
    """
    fzf = None if look["plain"] else program("fzf")
    if fzf is not None:
        with contextlib.suppress(OSError):  # it can't be started, or does not know an option
            typed, at = _with_fzf([fzf, *_options(prompt, heading, ids, data)], rows, ids)
            if at is None and typed and heard(typed):
                raise typer.Exit  # fzf would draw over what to do
            return at
    print(f"\n{clean(heading)}\n")
    numbered(rows)
    return pick(rows, f"\n{prompt} (a number; Enter alone goes back): ", heard)


def _options(prompt: str, heading: str, ids: Sequence[str], data: str | None) -> list[str]:
    """Return the options of fzf: the keys in its header, an answer beside the list where there are any."""
    options = [
        *_FZF,
        "--prompt",
        f"{prompt}: ",
        "--header",
        f"{clean(heading)}   (Enter selects, Esc goes back)",
    ]
    if not any(ids) or sys.platform == "win32":
        return options
    # -P: a folder called benzofaq in the current one is not what is run.
    show = [sys.executable, "-P", "-m", "benzofaq", "--no-pager", *(("--data", data) if data else ()), "show"]
    command = f"env COLUMNS=$FZF_PREVIEW_COLUMNS FORCE_COLOR=1 {shlex.join(show)} --short {{2}} 2>/dev/null"
    return [*options, *_PREVIEW, command]


def _with_fzf(command: Sequence[str], rows: Sequence[str], ids: Sequence[str]) -> tuple[str, int | None]:
    """Return what the person typed in fzf and which row they picked, from 0, None for none.

    Raises OSError where fzf fails.
    """
    import subprocess

    given = "".join(
        f"{at}\t{id_}\t{clean(row)}\n" for at, (id_, row) in enumerate(zip(ids, rows, strict=True))
    )
    # Nothing but the rows goes in, and fzf keeps no history unless told to.
    with (
        ignoring("SIGPIPE"),  # one that has seen enough may close before it has read all
        clearing(),
        subprocess.Popen(  # noqa: S603 (the path comes from PATH, the arguments from here)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as asked,
    ):
        try:
            out, _ = asked.communicate(given)
        except BaseException:
            asked.terminate()  # a kill would leave the terminal without echo
            raise
    if asked.returncode == _FZF_FAILED:
        raise OSError("fzf failed")
    typed, _, chosen = out.partition("\n")
    at = chosen.split("\t")[0]
    return typed.strip(), int(at) if asked.returncode == 0 and at.isdecimal() else None

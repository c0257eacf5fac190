"""Talk with a person at a terminal: ask for a line, offer things by number; no command by itself."""

import contextlib
import shutil
import sys
from collections.abc import Sequence

from benzofaq.commands.common import look, reply_page, show_entry, show_record
from benzofaq.interrupt import Clearing, ignoring
from benzofaq.library import Library
from benzofaq.model import Reply, Style
from benzofaq.textsafe import clean

_FZF = ("--height=70%", "--cycle", "--layout=reverse", "--no-multi", "--with-nth=2..", "--delimiter=\t")

# What people type to leave when the first line, which says how, is long gone from the screen; no question.
ENDINGS = frozenset({"q", "quit", "exit"})

# The exit code by which fzf says that something was wrong, and not that nothing was picked.
_FZF_FAILED = 2


def line(prompt: str) -> str | None:
    """Return what the person types on one line, or None at its end (Ctrl-D)."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 (gives input() the arrow keys; its history stays in memory)
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        with Clearing():  # the terminal must get its settings back
            return input(prompt).strip()
    except EOFError:
        print()
        return None
    except SystemExit:  # interrupted: the shell's prompt begins on a line of its own
        print()
        raise


def ask_again(library: Library, region: str | None, short: bool, explain: bool, style: Style | None) -> None:
    """Answer one question after another until an empty line, a word that ends it, or Ctrl-D."""
    from benzofaq.match import Matcher
    from benzofaq.words import MAX_CHARS

    matcher = Matcher(library)
    print("Ask in your own words. Press Enter alone to stop.")
    while (text := line("\nYour question: ")) and text.casefold() not in ENDINGS:
        if not any(char.isalnum() for char in text):
            print("There is no question here. Ask in words, as in: safest benzo")
            continue
        if len(text) > MAX_CHARS:
            print(f"That is longer than {MAX_CHARS} characters. Ask it in a sentence or two.")
            continue
        reply = matcher.ask(text, explain)
        best = reply.matches[0].id if reply.state == "answer" else ""
        print()
        show_record(
            reply_page(reply, library, region, short, explain, numbered=True), best, library, short, style
        )
        if reply.state == "suggest":
            choose(reply, library, short)


def choose(reply: Reply, library: Library, short: bool) -> bool:
    """Offer the answers that may be meant by number and show the one chosen; tell whether one was."""
    many = len(reply.matches)
    picked = pick([match.question for match in reply.matches], f"\nWhich one, 1 to {many}? Enter for none: ")
    if picked is None:
        return False
    print()
    show_entry(reply.matches[picked].id, library, "show", False, None, short)
    return True


def pick(rows: Sequence[str], prompt: str) -> int | None:
    """Return which row the person picks, from 0, by number or by words of it; None for none."""
    while typed := line(prompt):
        if typed.isdecimal():
            if 1 <= int(typed[:9]) <= len(rows):
                return int(typed) - 1
            print(f"There is no number {clean(typed[:9])} here: they go from 1 to {len(rows)}.")
            continue
        wanted = typed.casefold().split()
        found = [at for at, row in enumerate(rows) if all(word in row.casefold() for word in wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            numbered([rows[at] for at in found], [at + 1 for at in found])
        else:
            print(f"Nothing here holds {clean(typed[:40])!r}. Type a number, or other words.")
    return None


def numbered(rows: Sequence[str], numbers: Sequence[int] | None = None) -> None:
    """Print rows with their numbers, as candidates are printed."""
    from benzofaq import render
    from benzofaq.page import Block

    given = zip(numbers or range(1, len(rows) + 1), rows, strict=True)
    page = [Block(kind="command", label=f"{number}", text=row) for number, row in given]
    render.show(page, labelled=look["plain"])


def select(rows: Sequence[str], prompt: str, heading: str) -> int | None:
    """Return which row the person picks, from 0: with fzf where it is installed, else by number."""
    fzf = None if look["plain"] else shutil.which("fzf")
    if fzf is not None:
        with contextlib.suppress(OSError):  # it can't be started, or does not know an option
            return _with_fzf(fzf, rows, prompt, heading)
    print(f"\n{clean(heading)}\n")
    numbered(rows)
    return pick(rows, f"\n{prompt}: ")


def _with_fzf(fzf: str, rows: Sequence[str], prompt: str, heading: str) -> int | None:
    """Return which row the person picks in fzf, from 0; None for none. Raises OSError where fzf fails."""
    import subprocess

    # Nothing but the rows goes in, and fzf keeps no history unless told to.
    with (
        ignoring("SIGPIPE"),  # one that has seen enough may close before it has read all
        Clearing(),
        subprocess.Popen(  # noqa: S603 (the path comes from PATH, the arguments from here)
            [fzf, *_FZF, "--prompt", f"{prompt}: ", "--header", clean(heading)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as asked,
    ):
        try:
            chosen, _ = asked.communicate("".join(f"{at}\t{clean(row)}\n" for at, row in enumerate(rows)))
        except SystemExit:
            asked.terminate()  # a kill would leave the terminal without echo
            raise
    if asked.returncode == _FZF_FAILED:
        raise OSError("fzf failed")
    at = chosen.split("\t")[0]
    return int(at) if asked.returncode == 0 and at.isdecimal() else None

"""Talk with a person at a terminal: one question after another, or from one answer to the next by picking."""

import contextlib
import shlex
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from subprocess import PIPE

import typer
from msgspec.structs import replace

from benzofaq.commands.contacts import is_call
from benzofaq.commands.output import look
from benzofaq.commands.records import View, lines_of, record_of, show_record, show_reply
from benzofaq.pages.block import Block
from benzofaq.pages.lists import of_contacts
from benzofaq.reading.matcher import Matcher
from benzofaq.reading.reply import Reply
from benzofaq.records.contacts import Lines
from benzofaq.records.library import Library
from benzofaq.records.model import Entry
from benzofaq.terminal.pager import program, run
from benzofaq.terminal.show import show as show_page
from benzofaq.terminal.signals import clearing
from benzofaq.text import clean

INTRODUCTION = "Ask in your own words, without quotes. Enter alone leaves; benzofaq --help lists the rest."
PROMPT = "\nYour question: "
OFFERED = "\nA number shows it; or say it in other words: "

# What people type to leave when the first line, which says how, is long gone from the screen; not a question.
ENDINGS = frozenset({"q", ":q", "quit", "exit", "bye"})

# Each row goes to fzf as its place, an id and its words; only the words are shown and searched.
_FZF = ("--height=80%", "--cycle", "--layout=reverse", "--no-multi", "--print-query", "--with-nth=3..")
_PREVIEW = ("--preview-window", "right,50%,wrap,<100(down,60%,wrap)", "--preview")

# The exit code by which fzf says that something was wrong, and not that nothing was picked.
_FZF_FAILED = 2

# What a person can pick: the id of an entry, or "", and its words.
Row = tuple[str, str]


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


def converse(library: Library, lines: Lines, view: View, after: Reply | None = None) -> None:
    """Answer one question after another until an empty line, a word that ends it, or Ctrl-D.

    After several offers a number shows one; all else is a question, read with those before it.
    """
    matcher = Matcher(library)
    if after is None:
        print(INTRODUCTION)
    before, offered = ([after.question], after.matches) if after else ([], ())
    alarm: Reply | None = None
    while (text := line(OFFERED if offered else PROMPT)) and text.casefold() not in ENDINGS:
        if offered and text.isdecimal() and len(text) < 3:  # three digits may be a call for help
            if 1 <= int(text) <= len(offered):
                print()
                show_record(library.record(offered[int(text) - 1].id), library, view)
                offered = ()
            else:
                print(f"There is no number {clean(text)} here: they go from 1 to {len(offered)}.")
            continue
        if not any(char.isalnum() for char in text):
            print("There is no question here. Ask in words, as in: safest benzo")
            continue
        reply = matcher.ask(text, before=before, explain=view.explain)
        typed = text.lower().removeprefix("benzofaq ").split()
        named = text.lower().startswith("benzofaq ") or typed[0] == "contacts"
        if named and typed[0] != "emergency" and not reply.emergency:
            print()
            _run(typed, library, lines, view)
            continue
        if alarm:
            reply = _soon_after(alarm, reply, matcher)
        if not reply.emergency and (named or is_call(text)):
            reply = Reply(question=text, state="none", emergency="overdose")
        alarm = reply if reply.emergency else None
        offered = reply.matches if reply.state == "suggest" else ()
        print()
        show_reply(reply, library, lines, view, numbered=bool(offered))
        before.append(text)


def _soon_after(alarm: Reply, reply: Reply, matcher: Matcher) -> Reply:
    """Return the reply to what is typed right after an emergency, of which it may be a part.

    What has no answer of its own gets the same help again; so does a wish to die right after an overdose.
    After a wish to die anything calm is answered, with the line to call below it.
    """
    gentle = {kind for kind, one in matcher.library.emergencies.items() if "suicide-crisis" in one.call[:1]}
    if alarm.emergency in gentle:
        return reply if reply.emergency else alarm if is_call(reply.question) else replace(reply, quiet=True)
    part = not reply.emergency and matcher.ask(reply.question).state != "answer"
    return alarm if part or (reply.emergency in gentle and alarm.emergency == "overdose") else reply


def _run(words: list[str], library: Library, lines: Lines, view: View) -> None:
    """Show what a command that answers name would: an entry, a card, whom to call."""
    with contextlib.suppress(typer.Exit):
        if words[0] in ("show", "drug"):
            show_record(record_of(" ".join(words[1:]), library), library, replace(view, full=True))
        elif words[0] == "contacts":
            found = lines_of(library, " ".join(words[1:]).replace("--all", "INTL") or lines.region)
            show_page(of_contacts(found.own or found.everywhere, library.contacts), labelled=look["plain"])
        else:
            print("That is a command: press Enter alone to leave, then type it in the shell.")


def look_around(library: Library, lines: Lines, view: View) -> None:
    """Let a person pick a topic, a question of it, and what to read next, until they leave."""
    matcher = Matcher(library)

    def heard(text: str) -> bool:
        """Give help where words describe an emergency; return whether they do."""
        reply = matcher.ask(text)
        if reply.emergency:
            show_reply(reply, library, lines, View())
        return reply.emergency is not None

    data = () if library.bundled else ("--data", str(library.folder / library.entries_file))
    choose = partial(select, heard=heard, data=data)
    topics = [("", "All questions"), *library.topics.items()]
    while (at := choose([("", title) for _, title in topics], "Topic", "What is it about?")) is not None:
        topic, title = topics[at]
        entries = [one for one in library.entries.values() if topic in ("", one.topic)]
        while (at := choose(_rows(entries), "Question", title)) is not None:
            if not _read(entries[at], library, view, choose):
                return


def _rows(entries: Iterable[Entry]) -> list[Row]:
    return [(one.id, one.question) for one in entries]


def _read(entry: Entry, library: Library, view: View, choose: Callable[..., int | None]) -> bool:
    """Show an entry and those it leads to; return whether to go on with the questions (or else to leave)."""
    visited = [entry]
    while visited:
        print()
        show_record(visited[-1], library, view)
        near = [library.entries[one] for one in visited[-1].related if one in library.entries]
        back = "Back to the last answer" if len(visited) > 1 else "Back to the questions"
        at = choose([*_rows(near), ("", back), ("", "Leave")], "Go on to", "What next?")
        if at is None or at == len(near):
            visited.pop()
        elif at > len(near):
            return False
        else:
            visited.append(near[at])
    return True


def select(
    rows: Sequence[Row], prompt: str, heading: str, *, heard: Callable[[str], bool], data: Sequence[str]
) -> int | None:
    """Return which row the person picks, from 0: with fzf where it is installed, else by number.

    `heard` is given words that pick nothing, and returns whether it dealt with them; `data` is the option
    by which fzf shows the entry of the row under the cursor.
    """
    fzf = None if look["plain"] else program("fzf")
    if fzf is not None:
        with contextlib.suppress(OSError):  # it can't be started, or does not know an option
            typed, at = _with_fzf([fzf, *_options(rows, prompt, heading, data)], rows)
            if at is None and typed and heard(typed):
                raise typer.Exit  # fzf would draw over what to do
            return at
    shown = [(at, words) for at, (_, words) in enumerate(rows, 1)]
    print(f"\n{clean(heading)}\n")
    _print_numbered(shown)
    return _by_number(shown, f"\n{prompt} (a number; Enter alone goes back): ", heard)


def _by_number(rows: Sequence[tuple[int, str]], prompt: str, heard: Callable[[str], bool]) -> int | None:
    """Return which row the person picks, from 0, by number or by words of it; None for none."""
    while (typed := line(prompt)) and typed.casefold() not in ENDINGS:
        if typed.isdecimal():
            if 1 <= int(typed[:9]) <= len(rows):
                return int(typed) - 1
            print(f"There is no number {clean(typed[:9])} here: they go from 1 to {len(rows)}.")
        elif not heard(typed):
            wanted = typed.casefold().split()
            found = [row for row in rows if all(word in row[1].casefold() for word in wanted)]
            if len(found) == 1:
                return found[0][0] - 1
            if found:
                _print_numbered(found)
            else:
                print(f"No line here has {clean(typed[:40])!r}. Type a number, or other words.")
    return None


def _print_numbered(rows: Iterable[tuple[int, str]]) -> None:
    show_page([Block(kind="command", label=str(n), text=row) for n, row in rows], labelled=look["plain"])


def _options(rows: Iterable[Row], prompt: str, heading: str, data: Sequence[str]) -> list[str]:
    """Return the options of fzf: the keys in its header, an answer beside the list where there are any."""
    header = f"{clean(heading)}   (Enter selects, Esc goes back)"
    options = [*_FZF, "--delimiter=\t", f"--prompt={prompt}: ", f"--header={header}"]
    if not any(id_ for id_, _ in rows) or sys.platform == "win32":
        return options
    # -P: a folder called benzofaq in the current one is not what is run.
    show = shlex.join([sys.executable, "-P", "-m", "benzofaq", "--no-pager", *data, "show"])
    command = f"env COLUMNS=$FZF_PREVIEW_COLUMNS FORCE_COLOR=1 {show} --short {{2}} 2>/dev/null"
    return [*options, *_PREVIEW, command]


def _with_fzf(command: Sequence[str], rows: Iterable[Row]) -> tuple[str, int | None]:
    """Return what was typed in fzf and which row was picked, from 0 (else None). Raises OSError."""
    # Nothing but the rows goes in, and fzf keeps no history by itself.
    given = "".join(f"{at}\t{id_}\t{clean(words)}\n" for at, (id_, words) in enumerate(rows))
    code, out = run(command, given.encode(), stdout=PIPE)
    if code == _FZF_FAILED:
        raise OSError("fzf failed")
    typed, _, chosen = out.decode("utf-8", "replace").partition("\n")
    at = chosen.split("\t")[0]
    return typed.strip(), int(at) if code == 0 and at.isdecimal() else None

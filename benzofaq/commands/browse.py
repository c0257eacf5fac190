"""The command `browse`: look around in the entries, from one to the next and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benzofaq.commands.find import library_of, lines_of
from benzofaq.commands.options import Data, Region, Short
from benzofaq.commands.output import USAGE, fail, is_interactive
from benzofaq.records.library import Library
from benzofaq.records.model import Entry

Pick = Callable[[Sequence[str], str, str], int | None]


def browse(short: Short = False, region: Region = None, data: Data = None) -> None:
    """Pick a question, read its answer, and go on to those near it.

    With fzf installed you pick with the arrow keys or by typing part of a question; without it, by its
    number or by words of it.

    \b
    Examples:
      benzofaq browse
      benzofaq browse --short
    """
    library = library_of(data)
    if not is_interactive():
        fail("browse needs a terminal. In a script use: benzofaq list --ids, benzofaq show ID", USAGE)
    pick = _picker(library, region)
    while (
        topic := pick(["All questions", *library.topics.values()], "Topic", "What is it about?")
    ) is not None:
        entries = _of_topic(library, ["", *library.topics][topic])
        heading = library.topics.get(["", *library.topics][topic], "All questions")
        while (at := pick([one.question for one in entries], "Question", heading)) is not None:
            if not _read(entries[at], library, short, pick):
                return


def _picker(library: Library, region: str | None) -> Pick:
    """Return how the person picks a row; words that describe an emergency get help first."""
    from benzofaq.commands.records import show_reply
    from benzofaq.commands.talk import select
    from benzofaq.reading.matcher import Matcher

    matcher, lines = Matcher(library), lines_of(library, region)

    def heard(text: str) -> bool:
        reply = matcher.ask(text)
        if reply.emergency:
            show_reply(reply, library, lines, full=False)
        return reply.emergency is not None

    data = None if library.bundled else str(library.folder / library.entries_file)
    ids = {one.question: one.id for one in library.entries.values()}
    return lambda rows, prompt, heading: select(
        rows, prompt, heading, heard, ids=[ids.get(row, "") for row in rows], data=data
    )


def _of_topic(library: Library, topic: str) -> list[Entry]:
    return [one for one in library.entries.values() if topic in ("", one.topic)]


def _read(entry: Entry, library: Library, short: bool, pick: Pick) -> bool:
    """Show an entry and those it leads to; return whether to go on with the questions (or else to leave)."""
    from benzofaq.commands.records import show_record

    been = [entry]
    while been:
        print()
        show_record(been[-1], library, "show", full=not short)
        near = [library.entries[one] for one in been[-1].related if one in library.entries]
        back = "Back to the last answer" if len(been) > 1 else "Back to the questions"
        picked = pick([*(one.question for one in near), back, "Leave"], "Go on to", "What next?")
        if picked is None or picked == len(near):
            been.pop()
        elif picked > len(near):
            return False
        else:
            been.append(near[picked])
    return True

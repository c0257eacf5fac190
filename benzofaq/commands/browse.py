"""The command `browse`: look around in the entries, from one to the next and back."""

from benzofaq.commands.common import (
    USAGE,
    Data,
    Short,
    fail,
    is_interactive,
    library_of,
    show_entry,
)
from benzofaq.library import Library


def browse(short: Short = False, data: Data = None) -> None:
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
    while (topic := _topic(library)) is not None:
        while (id_ := _question(library, topic)) is not None:
            if not _read(id_, library, short):
                return


def _topic(library: Library) -> str | None:
    """Return the topic that is picked, "" for all of them, or None to leave."""
    from benzofaq.commands import talk

    rows = ["All questions", *library.topics.values()]
    picked = talk.select(rows, "Topic (Enter leaves)", "What is it about?")
    return None if picked is None else ["", *library.topics][picked]


def _question(library: Library, topic: str) -> str | None:
    """Return the id of the entry that is picked, or None to go back to the topics."""
    from benzofaq.commands import talk

    entries = [one for one in library.entries.values() if topic in ("", one.topic)]
    heading = library.topics.get(topic, "All questions")
    picked = talk.select([one.question for one in entries], "Question (Enter goes back)", heading)
    return None if picked is None else entries[picked].id


def _read(id_: str, library: Library, short: bool) -> bool:
    """Show an entry and those it leads to; tell whether to go on with the questions (or else to leave)."""
    from benzofaq.commands import talk

    been = [id_]
    while been:
        print()
        show_entry(been[-1], library, "show", False, None, short)
        near = [one for one in library.entries[been[-1]].related if one in library.entries]
        rows = [library.entries[one].question for one in near]
        back = "Back to the last answer" if len(been) > 1 else "Back to the questions"
        picked = talk.select([*rows, back, "Leave"], "Go on to (Enter goes back)", "What next?")
        if picked is None or picked == len(rows):
            been.pop()
        elif picked > len(rows):
            return False
        else:
            been.append(near[picked])
    return True

"""The commands `list`, `show`, `random` and `search`: entries by id, by chance, by their words."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from benzofaq.commands.find import heed, library_of, record_of
from benzofaq.commands.options import Cite, Data, Full, Ids, Json, Short, complete_record, complete_topic
from benzofaq.commands.output import NOTHING, USAGE, fail, print_json, show
from benzofaq.commands.records import show_record
from benzofaq.records.model import Drug, Entry
from benzofaq.text import clean


def list_(
    topic: Annotated[
        str | None, typer.Option("--topic", help="Only this topic.", autocompletion=complete_topic)
    ] = None,
    ids: Annotated[bool, typer.Option("--ids", help="Print the ids only, one a line.")] = False,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """List the questions by topic.

    \b
    Examples:
      benzofaq list
      benzofaq list --topic withdrawal
      benzofaq list --ids
    """
    library = library_of(data)
    if topic is not None:
        known = {one.casefold(): one for one in library.topics}
        if topic.casefold() not in known:
            fail(f"no topic is called {topic!r}. Topics: {', '.join(library.topics)}.", NOTHING)
        topic = known[topic.casefold()]
    entries = [one for one in library.entries.values() if topic in (None, one.topic)]
    if ids:
        sys.stdout.write("".join(f"{clean(one.id)}\n" for one in entries))
    elif as_json:
        from benzofaq.pages import as_json as shape

        listed = [{"id": one.id, "topic": one.topic, "question": one.question} for one in entries]
        print_json(shape.document("list", library, topics=library.topics, entries=listed))
    else:
        from benzofaq.pages.lists import of_list

        show(of_list(library, topic), library, paged=True)


def show_(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The id of an entry (see `benzofaq list`).", autocompletion=complete_record
        ),
    ],
    short: Short = False,
    ids: Ids = False,
    cite: Cite = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Show one entry, or a drug card, by its id.

    \b
    Examples:
      benzofaq show alcohol
      benzofaq show drug:diazepam
    """
    library = library_of(data)
    record = record_of(id_, library)
    show_record(record, library, "show", full=not short, ids=ids, style=cite, as_json=as_json)


def random(
    daily: Annotated[bool, typer.Option("--daily", help="The entry of the day: the same all day.")] = False,
    full: Full = False,
    cite: Cite = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Show an entry picked by chance, or the one of the day.

    \b
    Examples:
      benzofaq random
      benzofaq random --daily
    """
    library = library_of(data)
    entries = list(library.entries.values())
    at = _of_today(len(entries)) if daily else _by_chance(len(entries))
    show_record(entries[at], library, "random", full=full, style=cite, as_json=as_json)


def _of_today(count: int) -> int:
    """Return a number below `count` that changes every day and takes each value before any comes again."""
    import datetime

    return datetime.date.today().toordinal() % count


def _by_chance(count: int) -> int:
    import os

    return int.from_bytes(os.urandom(8), "big") % count


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="Words that an answer must hold.")],
    as_json: Json = False,
    data: Data = None,
) -> None:
    """List the answers whose text contains all these words.

    \b
    Examples:
      benzofaq search grapefruit
      benzofaq search seizures alcohol
    """
    from benzofaq.records.passages import parts

    library = library_of(data)
    wanted = " ".join(words).casefold().split()
    if not wanted:
        fail("there are no words here. Give some, as in: benzofaq search grapefruit", USAGE)
    found: list[Entry | Drug] = []
    records: list[Entry | Drug] = [*library.entries.values(), *library.drugs.values()]
    for record in records:
        names = (*getattr(record, "aliases", ()), *getattr(record, "brands", ()))
        text = " ".join((record.id, record.title, *names, *(one.text for _, one in parts(record)))).casefold()
        if all(word in text for word in wanted):
            found.append(record)
    if as_json:
        from benzofaq.pages import as_json as shape

        listed = [{"id": one.id, "question": one.title} for one in found]
        print_json(shape.document("search", library, matches=listed))
    elif found:
        from benzofaq.pages.block import Block

        show([Block(kind="row", label=one.id, cells=(one.id, one.title)) for one in found], library)
    if not found:
        heed(" ".join(words), library)
        fail(f"no answer holds {' '.join(wanted)!r}. Ask in words: benzofaq ask {' '.join(wanted)}", NOTHING)

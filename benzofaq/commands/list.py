"""The command `list`: every question, by topic."""

import sys
from typing import Annotated

import typer

from benzofaq.commands.common import NOTHING, Data, Json, fail, library_of, print_json, show


def list_(
    topic: Annotated[str | None, typer.Option("--topic", help="Only this topic.")] = None,
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
        wanted = topic.casefold()
        topic = next((one for one in library.topics if one.casefold() == wanted), None)
        if topic is None:
            fail(f"no topic is called {wanted!r}. Topics: {', '.join(library.topics)}.", NOTHING)
    if ids:
        from benzofaq.textsafe import clean

        listed = [one for one in library.entries.values() if topic in (None, one.topic)]
        sys.stdout.write("".join(f"{clean(one.id)}\n" for one in listed))
    elif as_json:
        from benzofaq import jsonable

        entries = [
            {"id": one.id, "topic": one.topic, "question": one.question}
            for one in library.entries.values()
            if topic in (None, one.topic)
        ]
        print_json(jsonable.document("list", library, topics=dict(library.topics), entries=entries))
    else:
        from benzofaq import page

        show(page.of_list(library, topic), library)

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
    wanted_ids = [id_ for id_, one in library.topic_of.items() if topic in (None, one)]
    if ids:
        from benzofaq.textsafe import clean

        sys.stdout.write("".join(f"{clean(id_)}\n" for id_ in wanted_ids))
    elif as_json:
        from benzofaq import jsonable

        entries = [
            {"id": id_, "topic": library.topic_of[id_], "question": library.wordings[id_][0]}
            for id_ in wanted_ids
        ]
        print_json(jsonable.document("list", library, topics=dict(library.topics), entries=entries))
    else:
        from benzofaq import page

        show(page.of_list(library, topic), library)

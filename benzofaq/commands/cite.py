"""The command `cite`: references in a style, printed or written into a file."""

from typing import Annotated

import typer

from benzofaq.commands.common import (
    NOTHING,
    Data,
    Force,
    Json,
    Output,
    as_json,
    deliver,
    fail,
    library_of,
    show,
    sources_of,
)
from benzofaq.model import Style


def cite(
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID...", help="Ids of entries, sources, drug:NAME cards; or benzofaq."),
    ],
    style: Annotated[Style, typer.Option("--style", help="The style of the references.")] = "vancouver",
    output: Output = None,
    force: Force = False,
    json_: Json = False,
    data: Data = None,
) -> None:
    """Print the references of entries, drug cards or single sources, in the order of the answer.

    \b
    Examples:
      benzofaq cite safest-for-anxiety
      benzofaq cite ritvo2023 barker2004 --style apa
      benzofaq cite bind drug:diazepam --style bibtex --output benzos.bib
    """
    from benzofaq import cite as styles

    library = library_of(data)
    cited = {source.id: source for one in ids for source in sources_of(one, library)}
    if not cited:
        fail(f"{' '.join(ids)} has no sources.", NOTHING)
    if json_:
        from benzofaq import jsonable

        listed = [jsonable.source(source) for source in cited.values()]
        fields = {"sources": listed, **jsonable.citations(cited.values(), style)}
        text = as_json(jsonable.document("cite", library, **fields))
    elif style in styles.TEXT and (output is None or str(output) == "-"):
        from benzofaq import page

        show(page.of_references(cited.values(), style), library)
        return
    else:
        text = styles.write((source.item for source in cited.values()), style)
    deliver(text, output, force)

"""The command `export`: entries and drug cards as Markdown, one web page, or JSON."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from benzofaq.commands.common import (
    USAGE,
    Data,
    Force,
    Json,
    Output,
    as_json,
    deliver,
    fail,
    find_drug,
    library_of,
    unknown,
)

if TYPE_CHECKING:
    from benzofaq.library import Library
    from benzofaq.model import Drug, Entry

Format = Literal["markdown", "html", "json"]


def export(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="Only these entries and drug:NAME cards (else all of them)."),
    ] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", help="markdown unless given; html is one page by itself.")
    ] = None,
    output: Output = None,
    force: Force = False,
    json_: Json = False,
    data: Data = None,
) -> None:
    """Write entries and drug cards out whole, with their sources: to print or to publish.

    \b
    Examples:
      benzofaq export --format html --output benzos.html
      benzofaq export tapering drug:diazepam --format html --output for-my-doctor.html
      benzofaq export alcohol
    """
    if json_ and format_ not in (None, "json"):
        fail(f"give either --json or --format {format_}, not both.", USAGE)
    library = library_of(data)
    entries, cards = _chosen(ids or [], library)
    text = _written("json" if json_ else format_ or "markdown", entries, cards, library)
    deliver(text, output, force)


def _chosen(ids: list[str], library: "Library") -> "tuple[list[Entry], list[Drug]]":
    """Return the entries and cards of these ids, each once, or all; end the program where one is unknown."""
    if not ids:
        return list(library.entries.values()), list(library.drugs.values())
    entries: dict[str, Entry] = {}
    cards: dict[str, Drug] = {}
    for id_ in ids:
        if id_.lower().startswith("drug:"):
            card = find_drug(id_[5:], library)
            cards[card.name] = card
            continue
        known = id_ if id_ in library.entries else id_.strip().lower()
        if known not in library.entries:
            unknown("entry", id_, library.entries, library=library)
        entries[known] = library.entries[known]
    return list(entries.values()), list(cards.values())


def _written(format_: Format, entries: "list[Entry]", cards: "list[Drug]", library: "Library") -> str:
    if format_ == "json":
        from benzofaq import export_json

        return as_json(export_json.document(entries, cards, library))
    from benzofaq import handout

    shown = handout.handout(entries, cards, library)
    if format_ == "html":
        from benzofaq import export_html

        return export_html.html(shown)
    from benzofaq import export_markdown

    return export_markdown.markdown(shown)

"""The command `sources`: what the answers rest on, and what rests on one source."""

from typing import Annotated

import typer

from benzofaq.commands.common import (
    NOTHING,
    USAGE,
    Data,
    Json,
    fail,
    library_of,
    print_json,
    show,
    sources_of,
    unknown,
)
from benzofaq.library import Library


def sources(
    id_: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Show this one, with all that cites it.")
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Only this kind, as in guideline.")] = None,
    used_by: Annotated[
        str | None, typer.Option("--used-by", metavar="ENTRY", help="Only those of this entry or drug:NAME.")
    ] = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """List the sources, or show one with every entry and paragraph that cites it.

    \b
    Examples:
      benzofaq sources --kind guideline
      benzofaq sources --used-by alcohol
      benzofaq sources barker2004
    """
    from benzofaq import uses

    library = library_of(data)
    if not library.sources and not as_json:
        fail(f"{library.name} has no sources.", NOTHING)
    if id_ is not None:
        if kind or used_by:
            fail("give either the id of a source, or --kind and --used-by.", USAGE)
        if id_ not in library.sources:
            unknown("source", id_, library.sources, "benzofaq sources")
        _show_source(id_, library, as_json)
        return
    chosen = list(library.sources.values()) if used_by is None else sources_of(used_by, library)
    if kind is not None:
        kinds = sorted({one.kind for one in library.sources.values()})
        if (wanted := kind.replace(" ", "-")) not in kinds:
            fail(f"no kind of source is called {kind!r}. Kinds: {', '.join(kinds)}.", NOTHING)
        chosen = [one for one in chosen if one.kind == wanted]
    citing = uses.counts(library)
    if as_json:
        from benzofaq import jsonable

        listed = [jsonable.listed_source(one, citing.get(one.id, uses.Citing())) for one in chosen]
        print_json(jsonable.document("sources", library, sources=listed))
    else:
        from benzofaq import sourcepage

        show(sourcepage.of_sources(chosen, citing), library)


def _show_source(id_: str, library: Library, as_json: bool) -> None:
    from benzofaq import uses

    source, found = library.source(id_), uses.of(id_, library)
    if as_json:
        from benzofaq import jsonable

        fields = {"source": jsonable.source(source), "cited_by": [jsonable.use(one) for one in found]}
        print_json(jsonable.document("sources", library, **fields))
    else:
        from benzofaq import sourcepage

        show(sourcepage.of_source(source, found), library)

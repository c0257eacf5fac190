"""What the commands share: their options, their exit codes, and the ways in which they print."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TextIO

import typer

from benzofaq.library import Library, at
from benzofaq.model import Style
from benzofaq.textsafe import clean, escaped

if TYPE_CHECKING:
    from benzofaq.contacts import Lines
    from benzofaq.model import Drug, Reply, Source
    from benzofaq.page import Block

ANSWERED, NOTHING, USAGE, SUGGESTED, BROKEN = 0, 1, 2, 3, 4

# How pages look: set by --plain and --no-pager, which every command that prints one has.
look = {"plain": False, "pager": True}

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Read the entries from this file or folder.", envvar="BENZOFAQ_DATA", show_envvar=True
    ),
]
Region = Annotated[
    str | None,
    typer.Option(
        "--region", metavar="CODE", help="Country of the phone numbers, as in GB (else the locale's)."
    ),
]
Cite = Annotated[
    Style | None,
    typer.Option(
        "--cite", help="Add the references in this style; bibtex, ris and csl-json are printed alone."
    ),
]
Short = Annotated[bool, typer.Option("--short", help="Print the short answer only.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write into this file (- is standard output)."),
]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


def say(message: str) -> None:
    """Print one line on standard error."""
    print(f"benzofaq: {clean(message)}", file=sys.stderr)


def fail(message: str, code: int) -> NoReturn:
    """Say what is wrong and what to do, and end the program with this exit code."""
    say(message)
    raise typer.Exit(code)


def library_of(data: Path | None) -> Library:
    """Return the bundled library, or the one of a file or a folder."""
    if data is None:
        return Library()
    try:
        return at(data)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        fail(f"{str(data)[:80]} can't be read: {why}. Give a file or a folder to --data.", BROKEN)


def show(page: "Sequence[Block]", library: Library, out: TextIO | None = None) -> None:
    """Print a page; where the data are not the bundled ones it says so at its end."""
    from benzofaq import render
    from benzofaq.page import of_origin

    whole = [*page, *of_origin(library)]
    render.show(whole, out, labelled=look["plain"], paged=look["pager"] and out is None)


def print_json(document: Any) -> None:
    """Print a document as one line of JSON."""
    sys.stdout.write(as_json(document))


def as_json(document: Any) -> str:
    """Return a document as one line of JSON."""
    import json

    # allow_nan=False: NaN is not JSON. ASCII would hide the text, so only what is no text is escaped.
    return escaped(json.dumps(document, ensure_ascii=False, allow_nan=False)) + "\n"


def put(text: str) -> None:
    """Print what a program will read: in a pipe the bytes as they must be, in UTF-8, line ends kept."""
    if sys.stdout.isatty():
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def save(text: str, path: Path, force: bool) -> None:
    """Write a text into a file, whole or not at all; never over one that is there without `force`."""
    from benzofaq import outfile

    try:
        outfile.save(path, text.encode("utf-8", "replace"), force=force)
    except FileExistsError:
        fail(f"{path} is there already. Give --force to write over it.", BROKEN)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        fail(f"{path} can't be written: {why}. Give another file to --output.", BROKEN)


def deliver(text: str, output: Path | None, force: bool) -> None:
    """Write a text into the file that is named, or print it where none is, or "-"."""
    if output is None or str(output) == "-":
        put(text)
    else:
        save(text, output, force)


def region_code(library: Library, region: str | None) -> str:
    """Return the code of the country asked for by code or by name, else that of the locale."""
    from benzofaq import contacts

    if region is None:
        return contacts.region_of(None)
    named = contacts.named(region, library.places)
    if named is None:
        known = ", ".join(contacts.regions(library.contacts))
        fail(f"no country is called {region!r}. Give a code, as in GB; there are lines for {known}.", USAGE)
    return named


def lines(library: Library, region: str | None) -> "Lines":
    """Return the lines to call in the country asked for, else in that of the locale."""
    from benzofaq import contacts

    return contacts.lines_for(library.contacts, library.places, region_code(library, region))


def show_record(
    blocks: "tuple[list[Block], list[Block]]", id_: str, library: Library, short: bool, style: Style | None
) -> None:
    """Show a page and, where a style is asked for, its references with the numbers that the page gave.

    A machine style is printed alone, or it would not be valid; what must not be missed (an emergency, or
    that there is no answer) then goes to standard error.
    """
    urgent, rest = blocks
    if not style:
        show([*urgent, *rest], library)
        return
    from benzofaq import cite as styles
    from benzofaq import page

    cited = [library.source(one) for one in cited_by(id_, library, short)] if id_ else []
    if style in styles.MACHINE:
        said = urgent if id_ else [*urgent, *rest]
        if said:
            show(said, library, sys.stderr)
        if cited:
            put(styles.write((one.item for one in cited), style))
        elif id_:
            say(f"{id_} names no source{' in its short answer' if short else ''}.")
    else:
        show([*urgent, *rest, *page.of_appended(cited, style)], library)


def citations(id_: str, library: Library, style: Style | None) -> dict[str, Any]:
    """Return what `--json` adds where a style is asked for."""
    if not style:
        return {}
    from benzofaq import jsonable

    return jsonable.citations([library.source(one) for one in cited_by(id_, library)], style)


def reply_page(
    reply: "Reply",
    library: Library,
    region: str | None,
    short: bool = False,
    explain: bool = False,
    numbered: bool = False,
) -> "tuple[list[Block], list[Block]]":
    """Return what is said first in an emergency, and the rest of the page."""
    from benzofaq import page

    urgent: list[Block] = []
    blocks: list[Block] = []
    if reply.emergency:
        urgent += page.of_emergency(library.emergency(reply.emergency), lines(library, region), library)
    if reply.state == "answer":
        best = reply.matches[0].id
        if best.startswith("drug:"):
            from benzofaq import drugpage

            card = library.drugs[best.removeprefix("drug:")]
            blocks += drugpage.of_drug(card, library, reply.question, short)
        else:
            blocks += page.of_entry(library.entries[best], library, reply.question, short)
        blocks += page.of_also(reply)
    elif not reply.emergency or reply.matches:
        blocks += page.of_miss(reply, numbered and reply.state == "suggest")
    if explain:
        blocks += page.of_explanation(reply)
    return urgent, blocks


def sources_of(id_: str, library: Library) -> "list[Source]":
    """Return the sources of an entry or a card in the order of its answer, or the one source of that id."""
    if id_.startswith("drug:"):
        id_ = find_drug(id_.removeprefix("drug:"), library).id
    elif id_ in library.sources:
        return [library.source(id_)]
    elif id_ == "benzofaq":
        from benzofaq import about

        return [about.source((library if library.bundled else Library()).reviewed)]
    elif id_ not in library.entries:
        unknown("entry or source", id_, [*library.entries, *library.sources], library=library)
    return [library.source(one) for one in cited_by(id_, library)]


def cited_by(id_: str, library: Library, short: bool = False) -> list[str]:
    """Return the ids of the sources of an entry or a card, or of its short answer, in its order."""
    if id_.startswith("drug:"):
        card = library.drugs[id_.removeprefix("drug:")]
        return list(dict.fromkeys(card.drug_class.cites)) if short else library.cited_by(card)
    entry = library.entries[id_]
    return list(dict.fromkeys(entry.short.cites)) if short else library.cited_by(entry)


def find_drug(name: str, library: Library) -> "Drug":
    """Return the card that goes by this name, or end the program with the nearest ones."""
    from benzofaq import match

    if not any(char.isalnum() for char in name):
        fail("there is no name here. Give one, as in: benzofaq drug valium", USAGE)
    found = match.find_drug(name, library)
    if isinstance(found, str):
        return library.drugs[found]
    hint = f" Nearest: {', '.join(found)}." if found else ""
    fail(f"no drug card goes by the name {name!r}.{hint} See `benzofaq drugs`.", NOTHING)


def show_drug(
    card: "Drug",
    library: Library,
    command: str,
    as_json: bool,
    style: Style | None = None,
    short: bool = False,
) -> None:
    """Print the card of a drug."""
    if as_json:
        from benzofaq import jsonable

        record = jsonable.record(card.id, library) | citations(card.id, library, style)
        print_json(jsonable.document(command, library, **record))
    else:
        from benzofaq import drugpage

        show_record(([], drugpage.of_drug(card, library, short=short)), card.id, library, short, style)


def show_entry(
    id_: str, library: Library, command: str, as_json: bool, style: Style | None = None, short: bool = False
) -> None:
    """Print an entry or, for an id that begins with drug:, a card; end the program where there is none."""
    if id_.lower().startswith("drug:"):
        show_drug(find_drug(id_[5:], library), library, command, as_json, style, short)
        return
    if id_ not in library.entries:
        lower = id_.strip().lower()
        if lower not in library.entries:
            unknown("entry", id_, library.entries, library=library)
        id_ = lower
    if as_json:
        from benzofaq import jsonable

        record = jsonable.record(id_, library) | citations(id_, library, style)
        print_json(jsonable.document(command, library, **record))
    else:
        from benzofaq import page

        show_record(
            ([], page.of_entry(library.entries[id_], library, short=short)), id_, library, short, style
        )


def unknown(
    what: str, id_: str, known: Iterable[str], see: str = "benzofaq list", library: Library | None = None
) -> NoReturn:
    """Say that no such record is there and which ids come nearest, and end the program.

    With a library, the name of one of its drugs is told the id of the card instead.
    """
    from rapidfuzz import fuzz, process

    for card in library.drugs.values() if library else ():
        if id_.casefold() in (name.casefold() for name in (card.name, *card.brands)):
            fail(f"no {what} is called {id_!r}. The drug card is called drug:{card.name}.", NOTHING)
    near = [
        one for one, _, _ in process.extract(id_, list(known), scorer=fuzz.WRatio, limit=3, score_cutoff=60)
    ]
    hint = f" Nearest: {', '.join(near)}." if near else ""
    fail(f"no {what} is called {id_!r}.{hint} See `{see}`.", NOTHING)


def is_interactive() -> bool:
    """Tell whether a person sits at both ends: a terminal for what is typed and for what is printed."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())

"""The commands `export`, `share` and `report`: answers for others, and word of a wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from benzofaq.commands.find import library_of, record_of
from benzofaq.commands.options import Data, Force, Json, Output, complete_record
from benzofaq.commands.output import BROKEN, USAGE, as_json, deliver, fail, put
from benzofaq.records.model import Drug, Entry

if TYPE_CHECKING:
    from benzofaq.records.library import Library

Format = Literal["markdown", "html", "json"]
Id = Annotated[
    str, typer.Argument(metavar="ID", help="An entry, or drug:NAME.", autocompletion=complete_record)
]

# Characters of a shared answer at most: three text messages of 160.
MESSAGE = 480


def export(
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...",
            help="Only these entries and drug:NAME cards (else all of them).",
            autocompletion=complete_record,
        ),
    ] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", help="markdown unless given; html is one page by itself.")
    ] = None,
    output: Output = None,
    force: Force = False,
    json_: Json = False,
    data: Data = None,
) -> None:
    """Write whole answers with their sources, to print or to publish.

    \b
    Examples:
      benzofaq export --format html --output benzos.html
      benzofaq export tapering drug:diazepam --format html --output for-my-doctor.html
      benzofaq export alcohol
    """
    if json_ and format_ not in (None, "json"):
        fail(f"give either --json or --format {format_}, not both.", USAGE)
    library = library_of(data)
    chosen = {record.id: record for record in (record_of(one, library) for one in ids or ())}
    records = list(chosen.values()) or [*library.entries.values(), *library.drugs.values()]
    deliver(_written("json" if json_ else format_ or "markdown", records, library), output, force)


def _written(format_: Format, records: list[Entry | Drug], library: Library) -> str | bytes:
    if format_ == "json":
        from benzofaq.pages import as_json as shape

        return as_json(shape.export(records, library))
    from benzofaq.exporting.handout import handout

    shown = handout(records, library)
    if format_ == "html":
        from benzofaq.exporting.html import html

        return html(shown)
    from benzofaq.exporting.markdown import markdown

    return markdown(shown)


def share(
    id_: Id,
    qr: Annotated[
        bool, typer.Option("--qr", help="Draw the text as a QR code for a phone's camera.")
    ] = False,
    data: Data = None,
) -> None:
    """Print a short answer for a message, 480 characters at most.

    \b
    Examples:
      benzofaq share alcohol
      benzofaq share overdose --qr
    """
    from benzofaq.pages.message import message

    library = library_of(data)
    text = message(record_of(id_, library), library, MESSAGE)
    if not qr:
        put(f"{text}\n")
        return
    try:
        import segno
    except ImportError:
        fail("--qr needs the package segno. Install it: pip install 'benzofaq[qr]'", BROKEN)
    segno.make(text, error="l").terminal(compact=True)


def report(id_: Id, data: Data = None) -> None:
    """Print a report that an answer is wrong; it sends nothing.

    \b
    Examples:
      benzofaq report alcohol
    """
    from benzofaq.pages.message import report_of

    library = library_of(data)
    put(report_of(record_of(id_, library), library))

"""The commands `export`, `share`, `report` and `mcp`: pass answers on, and report a wrong one."""

from typing import Annotated, Any, Literal

from benzofaq.commands.examples import examples
from benzofaq.commands.options import Chosen, Data, Force, Id, Json, Output, Region, option
from benzofaq.commands.output import BROKEN, USAGE, Content, deliver, fail, put
from benzofaq.commands.records import library_of, lines_of, record_of

Format = Literal["markdown", "html", "json"]
# Characters of a shared answer at most: three text messages of 160.
MESSAGE = 480


@examples(
    "export --format html --output benzos.html",
    "export tapering drug:diazepam --format html --output for-my-doctor.html",
    "export alcohol",
)
def export(
    ids: Chosen = None,
    format_: Annotated[Format | None, option("--format", "markdown unless given; html is one page.")] = None,
    output: Output = None,
    force: Force = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """Write whole answers with their sources, to print or to publish."""
    if json and format_ not in (None, "json"):
        fail(f"give either --json or --format {format_}, not both.", USAGE)
    library = library_of(data)
    chosen = {record.id: record for record in (record_of(one, library) for one in ids or ())}
    records = list(chosen.values()) or [*library.entries.values(), *library.drugs.values()]
    if json or format_ == "json":
        from benzofaq.pages import as_json

        content: Content = as_json.export(records, library)
    else:
        from benzofaq.exporting import handout, html, markdown

        write = html.html if format_ == "html" else markdown.markdown
        content = write(handout.handout(records, library))
    deliver(content, output, force)


@examples("share alcohol", "share overdose --qr")
def share(
    id_: Id,
    qr: Annotated[bool, option("--qr", "Draw the text as a QR code for a phone's camera.")] = False,
    data: Data = None,
) -> None:
    """Print a short answer for a message, 480 characters at most."""
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


@examples("report alcohol")
def report(id_: Id, data: Data = None) -> None:
    """Print a report that an answer is wrong; it sends nothing."""
    from benzofaq.pages.message import report_of

    library = library_of(data)
    put(report_of(record_of(id_, library), library))


@examples("mcp")
def mcp(region: Region = None, data: Data = None) -> None:
    """Serve the answers as tools to a language model.

    It speaks the Model Context Protocol over standard input and output: ask, show and contacts.
    """
    try:
        from mcp.server.mcpserver import MCPServer
    except ImportError:
        fail("mcp needs the package mcp, version 2 or newer. Install it: pip install 'benzofaq[mcp]'", BROKEN)
    from msgspec.structs import asdict

    from benzofaq.pages import as_json as shape
    from benzofaq.reading.matcher import Matcher

    library = library_of(data)
    lines = lines_of(library, region)
    matcher = Matcher(library)
    server = MCPServer("benzofaq", instructions="Quote texts, numbers and sources word for word.")

    @server.tool()  # type: ignore[untyped-decorator]
    def ask(question: str) -> dict[str, Any]:
        """Answer a question about benzodiazepines; `help` comes first where `emergency` is true."""
        reply = matcher.ask(question)
        return shape.reply(reply, library, lines) | shape.answer(reply, library, None)

    @server.tool()  # type: ignore[untyped-decorator]
    def show(id: str) -> dict[str, Any]:  # noqa: A002 (the name that callers see)
        """Return an entry, or a drug card by drug:NAME, with its sources."""
        return shape.record(id, library)

    @server.tool()  # type: ignore[untyped-decorator]
    def contacts() -> list[dict[str, Any]]:
        """List whom to call: emergency, poison, crisis and support lines."""
        return [asdict(one) for one in lines.own or lines.everywhere]

    server.run()

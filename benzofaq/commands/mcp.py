"""The command `mcp`: serve the answers to a program that speaks the Model Context Protocol."""

from __future__ import annotations

from typing import Any

from benzofaq.commands.find import library_of, lines_of
from benzofaq.commands.options import Data, Region
from benzofaq.commands.output import BROKEN, fail


def mcp(region: Region = None, data: Data = None) -> None:
    """Serve the answers as tools to a language model.

    It speaks the Model Context Protocol over standard input and output: ask, show and contacts.

    \b
    Examples:
      benzofaq mcp
    """
    try:
        from mcp.server.mcpserver import MCPServer
    except ImportError:
        fail("mcp needs the package mcp, version 2 or newer. Install it: pip install 'benzofaq[mcp]'", BROKEN)
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
        from msgspec.structs import asdict

        return [asdict(one) for one in lines.own or lines.everywhere]

    server.run()

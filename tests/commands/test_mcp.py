"""The answers as tools of the Model Context Protocol, called by its own client."""

import asyncio
import importlib.util
import json
import sys
from typing import Any

import pytest

from benzofaq.pages import as_json
from benzofaq.records.library import Library
from tests.helpers.files import ROOT
from tests.helpers.forks import Forks

installed = importlib.util.find_spec("mcp") is not None
needs_mcp = pytest.mark.skipif(not installed, reason="mcp is not installed (the extra mcp)")


def called(*calls: tuple[str, dict[str, str]]) -> list[Any]:
    """Return the names of the tools, and what these calls give."""
    from mcp import ClientSession, StdioServerParameters, stdio_client

    async def talk() -> list[Any]:
        args = ["-m", "benzofaq", "mcp", "--region", "GB"]
        server = StdioServerParameters(command=sys.executable, args=args, cwd=ROOT)
        async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
            await session.initialize()
            tools = await session.list_tools()
            results = [await session.call_tool(name, arguments) for name, arguments in calls]
        return [sorted(tool.name for tool in tools.tools), *results]

    return asyncio.run(talk())


@pytest.mark.skipif(installed, reason="mcp is installed")
def test_without_its_package_it_says_what_to_install(run: Forks) -> None:
    ended = run("mcp")

    assert ended.returncode == 4
    assert b"pip install 'benzofaq[mcp]'" in ended.stderr


@needs_mcp
def test_the_tools_give_our_text_numbers_and_sources_word_for_word(library: Library) -> None:
    tools, shown, asked, contacts, wrong, right = called(
        ("show", {"id": "alcohol"}),
        ("ask", {"question": "he took all his xanax and won't wake up"}),
        ("contacts", {}),
        *(("show", {"id": one}) for one in ("no-such", "drug:diazepam")),
    )

    assert tools == ["ask", "contacts", "show"]
    assert json.loads(shown.content[0].text) == json.loads(json.dumps(as_json.record("alcohol", library)))
    reply = json.loads(asked.content[0].text)
    assert reply["emergency"]
    assert reply["help"]["act"] == "CALL 999 NOW"
    assert "999" in str(contacts.content)
    assert (wrong.is_error, right.is_error) == (True, False)  # an unknown id is an error of that call alone

"""How a page looks: one that has every kind of block, and what each command puts on a real screen.

The files in fixtures/screens hold it, the escape character as ␛. After a change of the looks run
BENZOFAQ_UPDATE=1 python -m pytest tests/test_screens.py, and read the difference.
"""

import os
import re
import shutil
from pathlib import Path

import pytest

from benzofaq.terminal.lines import labelled_lines, plain
from benzofaq.terminal.painted import painted
from tests.helpers.files import FIXTURES, ROOT
from tests.helpers.invocations import OVERDOSE
from tests.helpers.synthetic import PAGE
from tests.helpers.tmux import screens

SCREENS = FIXTURES / "screens"


def held(name: str, shown: str) -> str:
    """Return what the file holds; write it first where that is asked for."""
    path = SCREENS / f"{name}.txt"
    if os.environ.get("BENZOFAQ_UPDATE"):
        SCREENS.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def on_terminal(columns: int, styled: bool) -> str:
    shown = painted(PAGE, columns, colour=True, styled=styled).replace("\x1b", "␛")
    return re.sub(r"id=\d+", "id=N", shown)  # a new number for each link in each run


SHOWN = {
    "page-40": on_terminal(40, False),
    "page-80": on_terminal(80, False),
    "page-80-styled": on_terminal(80, True),
    "page-pipe": "".join(f"{line}\n" for line in plain(PAGE)),
    "page-spoken": "".join(f"{line}\n" for line in labelled_lines(PAGE)),
}


@pytest.mark.parametrize("name", SHOWN)
def test_every_kind_of_block_on_a_terminal_in_a_pipe_and_for_a_screen_reader(name: str) -> None:
    assert SHOWN[name] == held(name, SHOWN[name])


# What each command puts on the screen: of the sample pack, whose words never change.
CALLS = {
    "answer": ("ask", "what is the first question"),
    "emergency": ("ask", OVERDOSE, "--region", "US"),
    "emergency-anywhere": ("ask", OVERDOSE, "--region", "INT"),
    "show": ("show", "first"),
    "drug": ("show", "drug:nonepam"),
    "drugs": ("drugs",),
    "contacts": ("contacts", "US", "--sources"),
    "list": ("list",),
    "sources": ("sources",),
}


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
@pytest.mark.parametrize("columns", [50, 80, 140])
def test_the_screens_of_the_commands(columns: int, pack: Path) -> None:
    calls = {name: (*args, "--data", "faq.json", "--no-pager") for name, args in CALLS.items()}
    shown = screens(calls, columns, pack)
    page = "".join(f"== {name}\n{text}\n" for name, text in shown.items())

    assert page == held(f"commands-{columns}", page)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_the_help_fits_a_screen_of_44_lines() -> None:
    shown = screens({"help": ["--help"]}, 80, ROOT, rows=44)["help"]

    assert "Usage: benzofaq" in shown
    assert "│ mcp " in shown
    assert shown.count("\n") <= 44

"""What each command puts on a screen of 40, 80 and 140 columns, and what a screen reader is given.

The files in fixtures/screens hold it, with the escape character written as ␛. After a change of the data or
of the looks run BENZOFAQ_UPDATE=1 python -m pytest tests/test_screens.py, and read the difference.
"""

import os
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from benzofaq.cli import COMMANDS

from .conftest import FIXTURES, ROOT

SCREENS = FIXTURES / "screens"
WIDTHS = (40, 80, 140)

CASES: dict[str, list[str]] = {
    "welcome": [],
    "help": ["--help"],
    "ask": ["ask", "is prozac a benzo"],
    "ask-short": ["ask", "safest benzo", "--short"],
    "ask-explain": ["ask", "is it ok to drink on valum", "--short", "--explain"],
    "ask-emergency": ["ask", "he took all his xanax and wont wake up", "--region", "GB"],
    "ask-emergency-anywhere": ["ask", "he took all his xanax and wont wake up"],
    "ask-suggest": ["ask", "benzos weird feeling"],
    "ask-none": ["ask", "how long does lyrica stay in your system"],
    "ask-cite": ["ask", "is prozac a benzo", "--short", "--cite", "apa"],
    "ask-help": ["ask", "--help"],
    "list": ["list"],
    "show": ["show", "naloxone"],
    "cite": ["cite", "barker2004", "ritvo2023"],
    "drug": ["drug", "flurazepam"],
    "drugs": ["drugs"],
    "contacts": ["contacts", "--region", "NZ"],
    "sources": ["sources", "--used-by", "prozac"],
    "sources-one": ["sources", "fda2019zdrugs"],
}

# Commands without a screen of their own: chance decides it, a person does, the machine does, or a program
# reads it.
WITHOUT = {"random", "browse", "info", "open", "export", "completion", "check"}


def same_everywhere(text: str) -> str:
    """Return the text without what differs from one machine, or one version of the data, to the next."""
    return text.replace("\x1b", "␛").replace(str(ROOT), "ROOT")


def held(name: str, printed: str) -> str:
    """Return what the file holds; write it first where that is asked for."""
    path = SCREENS / name
    if os.environ.get("BENZOFAQ_UPDATE"):
        SCREENS.mkdir(exist_ok=True)
        path.write_text(printed, encoding="utf-8")
    return Path(path).read_text(encoding="utf-8")


def columns(line: str) -> int:
    plain = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", line)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in plain)


def test_every_command_has_a_screen() -> None:
    assert set(COMMANDS) - {args[0] for args in CASES.values() if args} == WITHOUT & set(COMMANDS)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CASES)
def test_a_screen(benzofaq: Any, name: str, width: int) -> None:
    run = benzofaq(*CASES[name], COLUMNS=str(width), FORCE_COLOR="1", TERM="xterm-256color", LINES="24")
    printed = run.stdout.decode()

    assert same_everywhere(printed) == held(f"{name}-{width}.txt", same_everywhere(printed))
    if "help" not in name:
        assert {line for line in printed.splitlines() if columns(line) > min(width, 90)} == {
            line for line in printed.splitlines() if "http" in line and columns(line) > min(width, 90)
        }


@pytest.mark.parametrize("name", [name for name in CASES if name != "welcome" and "help" not in name])
def test_what_a_screen_reader_is_given(benzofaq: Any, name: str) -> None:
    printed = benzofaq(*CASES[name], "--plain").stdout.decode()

    assert same_everywhere(printed) == held(f"{name}-plain.txt", same_everywhere(printed))
    assert "" not in printed.splitlines()
    for sign in ("\x1b", "█", "░", "\t"):
        assert sign not in printed


def test_accessible_asks_for_the_same_as_plain(benzofaq: Any) -> None:
    plain = benzofaq("drugs", "--plain").stdout

    assert benzofaq("drugs", ACCESSIBLE="1", FORCE_COLOR="1").stdout == plain
    assert benzofaq("drugs", ACCESSIBLE="0").stdout != plain
    assert benzofaq("drugs", ACCESSIBLE="").stdout != plain


def test_plain_says_everything_that_a_pipe_says(benzofaq: Any) -> None:
    for args in (["drug", "flurazepam"], ["show", "bind"], ["contacts", "--region", "US"]):
        spoken = benzofaq(*args, "--plain").stdout.decode()
        numbers = set(re.findall(r"\d[\d.,:-]*\d|https?://\S+", benzofaq(*args).stdout.decode()))

        assert {number for number in numbers if number not in spoken} == set()

"""Which form a page is shown in: painted on a terminal, plain in a pipe, labelled for a screen reader."""

import io
import re

import pytest

from benzofaq.pages.block import GAP, Block
from benzofaq.terminal.lines import labelled_lines, plain
from benzofaq.terminal.show import show
from tests.helpers.synthetic import PAGE
from tests.helpers.terminal import Terminals

SMALL = [Block(kind="title", text="Why?"), GAP, Block(kind="lead", text="So.", refs=(1,))]


class Screen(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(out: io.StringIO, **how: bool) -> str:
    show(SMALL, out, **how)
    return out.getvalue()


@pytest.mark.parametrize(
    ("out", "variables", "codes", "colours"),
    [
        (io.StringIO, {}, False, False),
        (io.StringIO, {"FORCE_COLOR": "1"}, True, True),
        (io.StringIO, {"FORCE_COLOR": ""}, False, False),
        (io.StringIO, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        (io.StringIO, {"FORCE_COLOR": "1", "NO_COLOR": ""}, True, True),
        (Screen, {"TERM": "xterm"}, True, True),
        (Screen, {"TERM": "dumb"}, False, False),
        (Screen, {"TERM": "xterm", "NO_COLOR": "1"}, True, False),
    ],
)
def test_a_terminal_gets_styles_and_a_pipe_where_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
    out: type[io.StringIO],
    variables: dict[str, str],
    codes: bool,
    colours: bool,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    text = shown(out())

    assert codes or text == "Why?\n\nSo. [1]\n"
    assert ("\x1b[" in text) == codes
    assert bool(re.search(r"\x1b\[[0-9;]*35m", text)) == colours


@pytest.mark.parametrize(("value", "labelled"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_accessible_asks_for_labels(monkeypatch: pytest.MonkeyPatch, value: str, labelled: bool) -> None:
    monkeypatch.setenv("ACCESSIBLE", value)

    assert ("In short: So." in shown(io.StringIO())) == labelled
    assert shown(Screen(), labelled=True) == "Title: Why?\nIn short: So. (source 1)\n"


def test_the_width_is_that_of_the_terminal(terminal: Terminals) -> None:
    for columns in (40, 100):
        screen = terminal("show", "alcohol", columns=columns)
        screen.ended()

        longest = max(len(line) for line in screen.written.splitlines() if "http" not in line)
        assert columns - 20 < longest <= min(columns, 90)


@pytest.mark.parametrize(("rows", "times"), [(16, 1), (15, 2)])
def test_whom_to_call_comes_last_too_where_it_would_scroll_away(
    monkeypatch: pytest.MonkeyPatch, rows: int, times: int
) -> None:
    monkeypatch.setenv("LINES", str(rows))  # of which a prompt takes four
    page = [Block("act", "CALL 1 NOW"), GAP, Block("call", "Help", "1"), GAP]
    show([*page, *(Block("step", "Wait.", str(number)) for number in range(8))], out := Screen())

    assert [out.getvalue().count(words) for words in ("CALL 1 NOW", "Help")] == [times, times]


def test_the_labelled_form_says_all_that_a_pipe_says_without_bars_tabs_or_empty_lines() -> None:
    spoken = list(labelled_lines(PAGE))
    numbers = set(re.findall(r"\d[\d.,:-]*\d|https?://\S+", "\n".join(plain(PAGE))))

    assert numbers
    assert {number for number in numbers if number not in "\n".join(spoken)} == set()
    assert "" not in spoken
    assert not any(sign in line for line in spoken for sign in "█░\t•♡●·")
    assert all(re.match(r"[A-Za-z0-9][^:]*: .|Step|To read on", line) for line in spoken)

"""Which form a page is shown in: painted on a terminal, plain in a pipe, labelled for a screen reader."""

import io
import re

import pytest

from benzofaq.pages.block import GAP, Block
from benzofaq.terminal.lines import labelled_lines, plain
from benzofaq.terminal.show import show
from tests.helpers.synthetic import ADDRESS, PAGE
from tests.helpers.terminal import Terminals

SMALL = [Block(kind="title", text="Why?"), GAP, Block(kind="lead", text="So.", refs=(1,))]


class Screen(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(out: io.StringIO, **how: bool) -> str:
    show(SMALL, out, **how)
    return out.getvalue()


def test_a_pipe_gets_one_line_a_block_and_no_escape_code() -> None:
    assert shown(io.StringIO()) == "Why?\n\nSo. [1]\n"


def test_a_terminal_gets_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")

    assert "\x1b[1m" in shown(Screen())


def test_a_dumb_terminal_gets_the_same_layout_without_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")

    assert shown(Screen()) == "Why?\n\nSo. [1]\n"


@pytest.mark.parametrize(
    ("variables", "codes", "colours"),
    [
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": ""}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True, True),
    ],
    ids=str,
)
def test_force_color_asks_for_it_in_a_pipe_and_no_color_beats_it(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], codes: bool, colours: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    text = shown(io.StringIO())

    assert ("\x1b" in text) == codes
    assert bool(re.search(r"\x1b\[[0-9;]*35m", text)) == colours


def test_no_color_leaves_a_terminal_its_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    text = shown(Screen())

    assert "\x1b[1m" in text
    assert "35" not in text


@pytest.mark.parametrize(("value", "labelled"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_accessible_asks_for_the_labelled_form(
    monkeypatch: pytest.MonkeyPatch, value: str, labelled: bool
) -> None:
    monkeypatch.setenv("ACCESSIBLE", value)

    assert ("In short: So." in shown(io.StringIO())) == labelled
    assert shown(Screen(), labelled=True) == "Title: Why?\nIn short: So. (source 1)\n"


def test_the_width_is_that_of_the_terminal(terminal: Terminals) -> None:
    for columns in (40, 100):
        screen = terminal("show", "alcohol", columns=columns)
        screen.ended()

        longest = max(len(line) for line in screen.written.splitlines() if "http" not in line)
        assert columns - 20 < longest <= min(columns, 90)


def test_the_labelled_form_says_all_that_a_pipe_says_without_bars_tabs_or_empty_lines() -> None:
    spoken = list(labelled_lines(PAGE))
    numbers = set(re.findall(r"\d[\d.,:-]*\d|https?://\S+", "\n".join(plain(PAGE))))

    assert numbers
    assert {number for number in numbers if number not in "\n".join(spoken)} == set()
    assert "" not in spoken
    assert not any(sign in line for line in spoken for sign in "█░\t•♡●·")
    assert all(re.match(r"[A-Za-z0-9][^:]*: .|Step|To read on", line) for line in spoken)


def test_every_line_that_is_heard_begins_with_what_it_is() -> None:
    spoken = "\n".join(labelled_lines(PAGE))

    for line in (
        "Emergency: CALL 911 NOW",
        "Help: You don't have to face this alone.",
        "Call 911: Emergency services",
        "Step 1 of 2: Can't be woken",
        "In short: A sentence",
        "Urgent: A seizure? Call for help now. (source 1)",
        "Evidence: limited, reviewed Nov 2026",
        f"Address: {ADDRESS}",
        "Heading: A heading (heading-id)",
        "Row: another-id, Another question? (source 3)",
        "After 4 days: 4% to 51% left",
        "To read on, type benzofaq show an-id (A sentence",
        "Note: General information",
    ):
        assert line in spoken


def test_sources_are_heard_last_in_a_line() -> None:
    assert list(labelled_lines([Block(kind="lead", text="So.", refs=(1, 2))])) == [
        "In short: So. (sources 1, 2)"
    ]

"""How a page looks: plain in a pipe, wrapped and weighed on a terminal, and the text always as it stands."""

import contextlib
import io
import os
import pty
import re
import select
import struct
import subprocess
import sys
from typing import Any

import pytest

from benzofaq import chart, drugpage, page, paint, render
from benzofaq.library import Library
from benzofaq.model import HalfLife, Source
from benzofaq.page import Block, References

from .conftest import ROOT

ESCAPE = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
VERBATIM = "NHS [cited 2024 May 1] :pill: [/b] [bold]x[/bold] [95% CI]"


def on_a_terminal(*args: str, columns: int = 80, **env: str) -> str:
    """Return what the program writes to a real pseudo-terminal of this width."""
    master, slave = pty.openpty()
    import fcntl
    import termios

    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environ = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "LINES"}}
    with subprocess.Popen(
        [sys.executable, "-m", "benzofaq", *args],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=ROOT,
        env={**environ, "TERM": "xterm-256color", "NO_PAGER": "1", **env},
        close_fds=True,
    ) as process:
        os.close(slave)
        out = b""
        while True:
            ready, _, _ = select.select([master], [], [], 20)
            if not ready:
                process.kill()
                break
            with contextlib.suppress(OSError):
                chunk = os.read(master, 65536)
                if chunk:
                    out += chunk
                    continue
            break
    os.close(master)
    return out.decode("utf-8").replace("\r\n", "\n")


def plain(blocks: list[Block]) -> str:
    out = io.StringIO()
    render.show(blocks, out)
    return out.getvalue()


def painted(blocks: list[Block], width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = io.StringIO()
    render.show(blocks, out, width)
    return out.getvalue()


@pytest.mark.parametrize(
    "kind", ["text", "lead", "bullet", "note", "reference", "citation", "command", "alert", "call"]
)
def test_text_is_printed_as_it_stands(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [Block(kind=kind, text=VERBATIM, label="x")]

    assert VERBATIM in plain(blocks)
    assert VERBATIM in ESCAPE.sub("", painted(blocks, 200, monkeypatch)).replace("\n     ", " ").replace(
        "\n", " "
    )


def test_a_pipe_gets_one_line_a_block_however_long(library: Library) -> None:
    blocks = page.of_entry(library.entries["bind"], library)
    lines = plain(blocks).splitlines()

    assert not ESCAPE.search("\n".join(lines))
    for passage in library.entries["bind"].answer:
        assert any(passage.text in line for line in lines)


@pytest.mark.parametrize("columns", [20, 40, 50, 80, 140])
def test_a_terminal_gets_lines_no_wider_than_itself_or_90_columns(columns: int) -> None:
    out = ESCAPE.sub("", on_a_terminal("show", "alcohol", columns=columns))

    lines = [line for line in out.splitlines() if "http" not in line]
    assert max(map(len, lines)) <= min(columns, 90)
    assert len(lines) > 40


def test_an_address_is_never_cut_and_is_a_link(library: Library) -> None:
    address = "https://www.fda.gov/drugs/drug-safety-and-availability/fda-requiring-boxed-warning-updated-improve-safe-use-benzodiazepine-drug-class"

    out = on_a_terminal("ask", "safest benzo", columns=50)

    assert "\x1b]8;" in out
    assert address in ESCAPE.sub("", out)


def test_dumb_terminals_get_no_escape_codes() -> None:
    assert "\x1b" not in on_a_terminal("show", "alcohol", TERM="dumb")


def test_on_windows_a_page_goes_to_its_own_stream_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    screen = io.StringIO()

    render._on_windows(f"\x1b[1mGet help now.\x1b[0m\n\n{VERBATIM}\n", screen)

    assert screen.getvalue() == f"Get help now.\n\n{VERBATIM}\n"
    assert capsys.readouterr() == ("", "")


def test_no_color_takes_the_colour_out_and_nothing_else() -> None:
    args = ("ask", "i want to die", "--region", "US")
    out = on_a_terminal(*args, NO_COLOR="1")

    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", out)
    assert ESCAPE.sub("", out) == ESCAPE.sub("", on_a_terminal(*args))


def test_no_color_beats_force_color(benzofaq: Any) -> None:
    forced = benzofaq("show", "alcohol", FORCE_COLOR="1", TERM="xterm").stdout
    both = benzofaq("show", "alcohol", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm").stdout

    assert b"\x1b" in forced
    assert both == benzofaq("show", "alcohol").stdout


def test_an_empty_no_color_counts_as_none() -> None:
    assert re.search(r"\x1b\[[0-9;]*31m", on_a_terminal("ask", "i want to die", NO_COLOR=""))


def test_help_for_an_emergency_comes_before_anything_else(benzofaq: Any) -> None:
    for args in (["--short"], ["--region", "GB"], []):
        out = benzofaq("ask", "my friend took all his xanax and wont wake up", *args).stdout.decode()

        assert out.startswith("This may be an overdose. Get help now.\n")


@pytest.mark.parametrize(
    ("region", "number"),
    [("US", "911"), ("GB", "999"), ("uk", "999"), ("AU", "000"), ("DE", "112"), ("NZ", "111")],
)
def test_the_numbers_are_those_of_the_region(benzofaq: Any, region: str, number: str) -> None:
    out = benzofaq("ask", "he wont wake up after his ativan", "--region", region).stdout.decode()

    assert f"Call {number} now" in out or f"Call {number} or" in out


def test_the_region_is_the_locales_and_else_international(benzofaq: Any) -> None:
    question = "he wont wake up after his ativan"

    assert "Call 999 now" in benzofaq("ask", question, LANG="en_GB.UTF-8").stdout.decode()
    assert "Call 112 now" in benzofaq("ask", question, LANG="it_IT.UTF-8").stdout.decode()
    out = benzofaq("ask", question, LANG="C.UTF-8").stdout.decode()
    assert "your local emergency number" in out
    for number in ("911", "112", "999", "000", "111"):
        assert number in out


def test_a_half_life_table_has_bars_on_a_screen_and_numbers_in_a_pipe(benzofaq: Any) -> None:
    screen, pipe = on_a_terminal("drugs", columns=100), benzofaq("drugs").stdout.decode()

    assert paint.FULL in screen
    assert paint.FULL not in pipe
    for text in ("diazepam (Valium)", "hours"):
        assert text in screen
        assert text in pipe


def test_the_longest_lasting_drug_stands_first(library: Library) -> None:
    rows = chart.bars(library.drugs.values())

    assert [row.longest for row in rows] == sorted((row.longest for row in rows), reverse=True)
    assert rows[0].longest > rows[-1].longest


def test_half_a_dose_is_left_after_one_half_life() -> None:
    assert chart.left(24, 24) == 0.5
    assert chart.left(0, 24) == 1
    assert chart.left(48, 24) == 0.25


def test_the_axis_is_logarithmic_and_keeps_to_its_width() -> None:
    columns = [chart.column(hours, 61) for hours in chart.AXIS_HOURS]

    assert columns[0] == 0
    assert columns[-1] == 60
    assert columns == sorted(columns)
    assert chart.column(10_000, 61) == 60
    assert chart.column(0.1, 61) == 0


def test_what_is_left_of_a_dose_counts_a_breakdown_product_that_outlasts_it(library: Library) -> None:
    flurazepam, temazepam = library.drugs["flurazepam"], library.drugs["temazepam"]

    assert chart.outlasting(flurazepam, HalfLife(what="flurazepam", low=2, high=4, cites=())) is not None
    assert chart.outlasting(temazepam, HalfLife(what="temazepam", low=3, high=20, cites=())) is None
    assert chart.outlasting(flurazepam, HalfLife(what="flurazepam", low=2, high=999, cites=())) is None
    text = plain(drugpage.of_drug(flurazepam, library))
    assert "counts the breakdown product" in text
    assert "10 days" in text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (1, 1, "1 hour"),
        (6.3, 26.9, "6.3 to 26.9 hours"),
        (20, 100, "20 to 100 hours (about 0.8 to 4.2 days)"),
        (48, 48, "48 hours (about 2 days)"),
    ],
)
def test_a_half_life_is_told_in_hours_and_in_days_from_two_up(low: float, high: float, text: str) -> None:
    assert drugpage.hours(HalfLife(what="x", low=low, high=high, cites=())) == text


def test_sources_are_numbered_when_they_are_first_cited(library: Library) -> None:
    refs = References(library)

    assert refs.of(("ritvo2023", "barker2004")) == (1, 2)
    assert refs.of(("huff2023", "ritvo2023")) == (1, 3)
    assert [block.label for block in refs.blocks()] == ["1.", "2.", "3."]


def test_nothing_of_the_data_reaches_a_terminal_raw() -> None:
    source = Source(
        id="x",
        kind="web",
        item={"id": "x", "type": "webpage", "title": "A\x1b[31mB\u202e", "URL": "https://a.b/\x07"},
    )

    text = plain([page.reference(source, 1)])

    assert not any(char in text for char in ("\x1b", "\u202e", "\x07"))


FAINT = re.compile(r"\x1b\[(?:1;)?2m(.*?)\x1b\[0m")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["show", "alcohol", "--short"], "Stopping a benzodiazepine suddenly can"),
        (["ask", "he took all his xanax and wont wake up", "--region", "GB"], "Numbers for United Kingdom."),
        (["ask", "he took all his xanax and wont wake up"], "For the numbers of your country"),
        (["contacts", "--region", "GB"], "In an emergency call the emergency number"),
        (["drugs"], "24 to 40 hours"),
        (["drug", "valium"], "It is not a guide to when to take"),
    ],
)
def test_what_must_not_be_missed_is_never_faint(benzofaq: Any, args: list[str], said: str) -> None:
    printed = benzofaq(*args, FORCE_COLOR="1", COLUMNS="140").stdout.decode()
    faint = " ".join(" ".join(FAINT.findall(printed)).split())

    assert said in " ".join(ESCAPE.sub("", printed).split())
    assert faint
    assert said not in faint


@pytest.mark.parametrize("drug", ["valium", "xanax"])
@pytest.mark.parametrize("args", [["--plain"], []])
def test_two_shares_of_a_dose_are_told_apart_without_bars(benzofaq: Any, drug: str, args: list[str]) -> None:
    printed = benzofaq("drug", drug, *args).stdout.decode()

    assert (
        "Of two shares, the lower is for the shortest half-life above, the higher for the longest" in printed
    )


def test_an_emergency_is_the_only_line_that_begins_as_one(benzofaq: Any) -> None:
    spoken = benzofaq("contacts", "--region", "US", "--plain").stdout.decode()

    assert "\nDetail: Emergency; seen " in spoken
    assert not re.search("^Emergency", spoken, re.MULTILINE)


def test_a_heading_and_the_id_after_it_are_not_run_together() -> None:
    page = [Block(kind="label", text="Is it so?", label="so")]

    assert list(render.labelled_lines(page)) == ["Heading: Is it so? (so)"]

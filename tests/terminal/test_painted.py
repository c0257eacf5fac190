"""What a terminal of some width gets: every word, wrapped and weighed."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from benzofaq.pages.block import Block
from benzofaq.terminal.lines import labelled_lines, plain
from benzofaq.terminal.painted import MAX_WIDTH, painted, rows
from tests.helpers.synthetic import ADDRESS, PAGE
from tests.helpers.terminal import bare
from tests.helpers.text import ANY, KINDS, LINKS, raw

VERBATIM = "NHS [cited 2024 May 1] :pill: [/b] [bold]x[/bold] [95% CI]"
COLOUR = re.compile(r"\x1b\[[0-9;]*(?:3[0-7]|4[0-7])m")


def shown(page: list[Block], columns: int = 80) -> str:
    return painted(page, columns, colour=True, styled=True)


@pytest.mark.parametrize("columns", [1, 20, 40, 50, 80, 140, 1000])
def test_no_line_is_wider_than_the_terminal_or_than_prose_can_be_read(columns: int) -> None:
    lines = [line for line in bare(shown(PAGE, columns)).splitlines() if ADDRESS not in line]

    assert max(map(cell_len, lines)) <= max(20, min(columns, MAX_WIDTH))


@pytest.mark.parametrize("columns", [1, 20, 50, 1000])
def test_every_word_of_a_pipe_is_on_the_terminal_too(columns: int) -> None:
    page = [block for block in PAGE if block.kind not in ("source", "bars")]  # shortened where room is short
    text = re.sub(r"\s", "", bare(shown(page, columns)))

    for word in re.findall("[A-Za-z]{4,}", " ".join(plain(page))):
        assert word in text


@pytest.mark.parametrize("kind", sorted({*KINDS} - {"gap", "axis", "source", "row", "bars", "address"}))
def test_text_is_printed_as_it_is_written(kind: Any) -> None:
    page = [Block(kind=kind, text=VERBATIM, label="x")]

    assert VERBATIM in " ".join(bare(shown(page, 200)).split())


def test_a_source_is_one_line_that_leads_there_however_long_it_is() -> None:
    for columns in (40, 50, 80, 140):
        text = shown([block for block in PAGE if block.kind == "source"], columns)

        assert len(text.splitlines()) == 2
        assert f";{ADDRESS}\x1b\\" in text
        assert "[one2020]" in text  # the id that was asked for is not cut


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "https://a.b/ c", "https://a.b/\x1b\\", "https://\u202eb.a"]
)
def test_only_an_address_of_the_web_leads_anywhere(link: str) -> None:
    for kind in ("address", "reference", "citation", "source"):
        assert "\x1b]8" not in shown([Block(kind=kind, text="x", link=link, cells=("", ""))])


def test_without_colour_the_weight_stays_and_without_styles_every_word() -> None:
    without = painted(PAGE, 80, colour=False, styled=True)
    unstyled = painted(PAGE, 80, colour=True, styled=False)

    assert not COLOUR.search(without)
    assert "\x1b[1m" in without
    assert bare(without) == bare(shown(PAGE))
    assert "\x1b" not in unstyled
    assert unstyled.replace(" \n", "\n") == bare(shown(PAGE)).replace(" \n", "\n")


def test_the_rows_of_a_screen_count_lines_that_run_over_and_wide_characters() -> None:
    assert rows("a\n\nb\n", 80) == 3
    assert rows("x" * 81 + "\n", 80) == 2
    assert rows("\x1b[1m" + "x" * 80 + "\x1b[0m\n", 80) == 1
    assert rows("薬" * 41 + "\n", 80) == 2
    assert rows("xx", 0) == 2


def test_no_bar_ends_before_it_begins_or_goes_beyond_its_room() -> None:
    page = [
        Block(kind="bars", label="x", bar=(0.01, 10_000), cells=("f",)),
        Block(kind="fading", label="x", text="f", bar=(0, 1)),
        Block(kind="fading", label="x", text="f", bar=None),
    ]
    lines = bare(shown(page)).splitlines()

    assert [line.count("█") + line.count("░") for line in lines] == [80 - 22 - 21, 80 - 27, 0]
    assert all(line.endswith(" f") for line in lines)


@given(st.sampled_from(KINDS), ANY, ANY, LINKS, st.integers(1, 200))
def test_no_page_steers_the_terminal(kind: Any, text: str, label: str, link: str, width: int) -> None:
    block = Block(
        kind=kind, text=text, label=label, link=link, bar=(0.2, 0.4), refs=(1,), cells=(text, label)
    )

    assert raw(shown([block], width)) == []
    assert raw("\n".join(plain([block]))) == []
    assert raw("\n".join(labelled_lines([block]))) == []

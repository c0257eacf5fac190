"""The command `cite`: which sources it prints, in which style, and where to."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from benzofaq.citing.styles import MACHINE, TEXT, Style, write
from benzofaq.records.library import Library
from benzofaq.records.passages import cited, parts
from tests.helpers.forks import Forks

STYLES: tuple[Style, ...] = get_args(Style)


def items(library: Library, *ids: str) -> list[dict[str, Any]]:
    return [library.sources[id_].item for id_ in dict.fromkeys(ids)]


@pytest.mark.parametrize("style", STYLES)
def test_entries_cards_and_sources_are_cited_together_in_each_style(
    run: Forks, library: Library, style: Style
) -> None:
    ended = run("cite", "barker2004", "bind", "drug:diazepam", "--style", style)

    ids = ["barker2004", *cited(parts(library.entries["bind"])), *cited(parts(library.drugs["diazepam"]))]
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.decode("utf-8") == write(items(library, *ids), style)


@pytest.mark.parametrize("style", STYLES)
def test_a_file_gets_what_a_pipe_gets_and_json_holds_the_same(
    run: Forks, tmp_path: Path, style: Style
) -> None:
    printed = run("cite", "bind", "--style", style).stdout

    saved = run("cite", "bind", "--style", style, "--output", str(tmp_path / "refs"))
    document = json.loads(run("cite", "bind", "--style", style, "--json").stdout)

    assert saved.stdout == b""
    assert (tmp_path / "refs").read_bytes() == printed
    assert document["citations"] == {"style": style, "text": printed.decode()}


@pytest.mark.parametrize("style", TEXT)
def test_html_is_printed_to_paste_into_a_word_processor(run: Forks, library: Library, style: Style) -> None:
    ended = run("cite", "bind", "--style", style.upper(), "--html")

    ids = cited(parts(library.entries["bind"]))
    assert ended.returncode == 0
    assert ended.stdout.decode() == write(items(library, *ids), style, html=True)


@pytest.mark.parametrize("style", MACHINE)
def test_a_style_for_programs_has_no_html(run: Forks, style: Style) -> None:
    ended = run("cite", "bind", "--style", style, "--html")

    assert (ended.returncode, ended.stdout) == (2, b"")
    assert b"--html goes with the styles vancouver and apa." in ended.stderr


@pytest.mark.parametrize(
    ("args", "numbers"),
    [(("2",), [2]), (("2-3",), [2, 3]), (("1", "3"), [1, 3]), (("3", "1-2"), [3, 1, 2])],
)
def test_a_number_or_a_range_after_an_entry_narrows_its_sources(
    run: Forks, library: Library, args: tuple[str, ...], numbers: list[int]
) -> None:
    ids = list(cited(parts(library.entries["bind"])))

    ended = run("cite", "bind", *args, "--style", "csl-json")

    assert [one["id"] for one in json.loads(ended.stdout)] == [ids[number - 1] for number in numbers]


@pytest.mark.parametrize("numbers", ["0", "99", "3-2", "1-99"])
def test_a_number_that_an_entry_does_not_have_is_said(run: Forks, numbers: str) -> None:
    ended = run("cite", "bind", numbers)

    assert (ended.returncode, ended.stdout) == (1, b"")
    assert f"there is no {numbers} here: the numbers go from 1 to".encode() in ended.stderr


def test_an_unknown_style_is_wrong_usage_and_an_unknown_id_finds_nothing(run: Forks) -> None:
    assert run("cite", "bind", "--style", "mla").returncode == 2
    assert b"csl-json" in run("cite", "bind", "--style", "mla").stderr
    assert run("cite", "nobody1999").returncode == 1
    assert run("cite", "bind", "nobody1999").stdout == b""


def test_ris_lines_end_as_the_format_asks(run: Forks) -> None:
    printed = run("cite", "bind", "--style", "ris").stdout

    assert printed.count(b"\n") == printed.count(b"\r\n") > 20


def test_a_source_is_found_by_its_words_whichever_apostrophe_is_typed(run: Forks) -> None:
    straight, curly = (
        run("sources", "--search", "alzheimer's disease"),
        run("sources", "--search", "ALZHEIMER’S"),
    )

    assert straight.returncode == curly.returncode == 0
    assert straight.stdout in curly.stdout

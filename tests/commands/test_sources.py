"""`sources`, `cite` and `open`: what the answers rest on."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from benzofaq.citing.styles import write
from benzofaq.records.library import Library
from benzofaq.records.passages import cited, sourced
from tests.helpers.forks import Forks
from tests.helpers.terminal import Terminals

IN_ORDER = ("trial2020", "label", "agency")


def test_sources_lists_each_with_what_cites_it(run: Forks, pack: Path) -> None:
    told = run("sources", "--data", str(pack)).stdout.decode().splitlines()

    assert told[0] == "trial2020\tFamily & Second (2020). A trial of nonepam.\ttrial\t1 entry, 1 card"
    assert len([line for line in told if "\t" in line]) == 3


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        (["--kind", "label"], ["label"]),
        (["--kind", "Regulator"], ["agency"]),
        (["--search", "NONEX tablets"], ["label"]),
        (["--search", "family"], ["trial2020"]),
        (["--used-by", "first"], list(IN_ORDER)),
        (["--used-by", "drug:zolnone"], ["label"]),
        (["--used-by", "first", "--kind", "trial"], ["trial2020"]),
    ],
    ids=str,
)
def test_sources_are_narrowed(run: Forks, pack: Path, args: list[str], ids: list[str]) -> None:
    found = json.loads(run("sources", *args, "--json", "--data", str(pack)).stdout)

    assert [one["id"] for one in found["sources"]] == ids


def test_a_source_is_shown_with_each_passage_that_cites_it(run: Forks, pack: Path) -> None:
    told = run("sources", "trial2020", "--data", str(pack)).stdout.decode()
    found = json.loads(run("sources", "trial2020", "--json", "--data", str(pack)).stdout)

    assert told.startswith("trial2020 (trial)\n")
    assert "\nWhat is the first question? (first)\n- short answer: It depends on the dose.\n" in told
    first = ("first", "What is the first question?", "short answer", "It depends on the dose.")
    assert found["cited_by"][0] == dict(zip(("record", "title", "part", "text"), first, strict=True))


@pytest.mark.parametrize("style", ["", "Vancouver", "apa", "bibtex", "RIS", "Csl-Json"])
def test_cite_prints_the_sources_of_an_answer_in_any_style(run: Forks, library: Library, style: Any) -> None:
    entry = library.entries["safest-for-anxiety"]
    items = [library.source(id_).item for id_ in cited(sourced(entry))]

    told = run("cite", entry.id, *(["--style", style] if style else [])).stdout.decode()
    assert told == write(items, style.lower() or "vancouver")


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        ("label", ["label"]),
        ("agency label agency", ["agency", "label"]),
        ("first drug:zolnone", list(IN_ORDER)),
        ("first 2", ["label"]),
        ("first 2-3", ["label", "agency"]),
        ("first 1 agency", ["trial2020", "agency"]),
        ("first 3 1", ["agency", "trial2020"]),
        ("agency first 2", ["agency", "label"]),
        ("first 3,1", ["agency", "trial2020"]),
        ("emergency:overdose", ["agency", "label"]),
    ],
)
def test_cite_prints_each_source_once(run: Forks, pack: Path, ids: str, found: list[str]) -> None:
    told = json.loads(run("cite", *ids.split(), "--json", "--data", str(pack)).stdout)

    assert [one["id"] for one in told["sources"]] == found
    assert told["citations"]["style"] == "vancouver"


def test_benzofaq_itself_can_be_cited_and_html_is_for_pasting(run: Forks, pack: Path) -> None:
    for data in ([], ["--data", str(pack)]):
        assert b"benzofaq" in run("cite", "benzofaq", *data).stdout
    told = run("cite", "first", "--style", "apa", "--format", "html", "--data", str(pack)).stdout.decode()
    assert re.search("<(em|i)>", told)


def test_references_go_into_a_file_and_never_over_one_unless_forced(run: Forks, tmp_path: Path) -> None:
    file = tmp_path / "mine.bib"
    args = ("cite", "bind", "--style", "bibtex", "-o", str(file))

    assert run(*args).returncode == 0
    written = file.read_bytes()
    assert written == run(*args[:4]).stdout == run(*args[:5], "-").stdout
    file.write_text("mine")
    refused = run(*args)
    assert (refused.returncode, refused.stdout) == (4, b"")
    assert refused.stderr == f"benzofaq: {file} already exists. Give --force to overwrite it.\n".encode()
    assert file.read_text() == "mine"
    assert run(*args, "--force").returncode == 0
    assert file.read_bytes() == written


def test_open_prints_the_address_and_in_a_pipe_no_more(run: Forks, pack: Path) -> None:
    assert run("open", "trial2020", "--data", str(pack)).stdout == b"https://doi.org/10.1/x\n"
    assert b"example.org/label" in run("open", "first", "2", "--data", str(pack)).stdout
    found = json.loads(run("open", "trial2020", "--json", "--data", str(pack)).stdout)
    assert (found["source"], found["url"]) == ("trial2020", "https://doi.org/10.1/x")
    plain = run("open", "agency", "--data", str(pack))
    assert plain.stdout == b"http://example.org/agency\n"
    assert b"its address does not start with https://" in plain.stderr


def test_on_a_terminal_a_browser_gets_the_address(terminal: Terminals, tmp_path: Path, pack: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "OPENED $1" >{tmp_path}/opened\n')
    browser.chmod(0o755)

    def told(*args: str) -> str:
        screen = terminal("open", *args, "--data", str(pack), BROWSER=str(browser))
        assert screen.ended() == 0
        return screen.written

    assert "does not start with https" in told("agency")
    assert "https://doi.org/10.1/x" in told("trial2020", "--json")
    assert not (tmp_path / "opened").exists()
    assert told("trial2020")
    assert (tmp_path / "opened").read_text() == "OPENED https://doi.org/10.1/x\n"


def test_without_a_browser_it_ends_with_4(terminal: Terminals, tmp_path: Path, pack: Path) -> None:
    none = {"PATH": str(tmp_path), "BROWSER": None, "DISPLAY": None}
    screen = terminal("open", "trial2020", "--data", str(pack), env=none)

    assert screen.ended() == 4
    assert "https://doi.org/10.1/x" in screen.written
    assert "no browser could be opened. The address is the line above." in screen.written

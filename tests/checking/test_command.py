"""The command `check`: what it prints, and with what code it ends."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.files import ROOT
from tests.helpers.forks import Forks
from tests.helpers.packs import good, write
from tests.helpers.program import Program

EXAMPLE = str(ROOT / "examples" / "tool-library")


@pytest.fixture(name="broken")
def _broken(tmp_path: Path) -> Path:
    """Write a pack with one error and one warning."""
    files = good()
    files["faq.json"]["entries"][0]["short"] = {"text": 5}
    files["sources.json"][0]["URL"] = "http://example.org/rules"
    return write(files, tmp_path / "broken")


SHORT = "entries[0] (open): short.text: should be text, not a number."
LINK = "sources.json: [0] (rules): URL: warning: 'http://example.org/rules' is not an https address"


def test_a_sound_pack_prints_nothing_and_ends_with_0(run: Forks) -> None:
    ended = run("check", EXAMPLE)

    assert (ended.returncode, ended.stdout) == (0, b"")
    assert ended.stderr == b"benzofaq: no errors, no warnings.\n"


def test_each_problem_is_a_line_and_an_error_ends_with_1(run: Forks, broken: Path) -> None:
    ended = run("check", str(broken))

    first, second = ended.stdout.decode().splitlines()
    assert ended.returncode == 1
    assert first == f"faq.json: {SHORT}"
    assert second.startswith(LINK)
    assert ended.stderr == b"benzofaq: 1 error, 1 warning.\n"


def test_json_holds_the_same_list_and_ends_with_the_same_code(run: Forks, broken: Path) -> None:
    ended = run("check", str(broken), "--json")

    document = json.loads(ended.stdout)
    first, second = document.pop("problems")
    assert (ended.returncode, ended.stderr) == (1, b"")
    assert document == {
        "schema": "benzofaq/1",
        "command": "check",
        "path": str(broken / "faq.json"),
        "errors": 1,
        "warnings": 1,
    }
    assert first == {
        "file": "faq.json",
        "record": "entries[0] (open)",
        "field": "short.text",
        "message": "should be text, not a number.",
        "level": "error",
        "rule": "wrong-type",
    }
    assert (second["level"], second["rule"]) == ("warning", "unreachable-source")


def test_warnings_count_where_it_is_strict(run: Forks, broken: Path) -> None:
    (broken / "faq.json").write_text(json.dumps(good()["faq.json"]))

    calm, strict = run("check", str(broken)), run("check", str(broken), "--strict")

    assert (calm.returncode, strict.returncode) == (0, 1)
    assert calm.stdout == strict.stdout != b""


def test_what_is_due_is_listed_alone(run: Forks, broken: Path) -> None:
    files = good()
    files["faq.json"]["entries"][0]["next_review"] = "2020-01-01"

    due = run("check", str(write(files, broken)), "--stale")

    assert due.returncode == 1
    assert due.stdout.splitlines()[0] == (
        b"faq.json: entries[0] (open): next_review: warning: was due for review on 2020-01-01."
    )
    assert b"URL" not in due.stdout
    assert run("check", EXAMPLE, "--stale").returncode == 0


def test_a_file_of_entries_is_a_pack_with_what_is_beside_it(run: Forks, broken: Path) -> None:
    (broken / "faq.json").rename(broken / "mine.json")

    ended = run("check", str(broken / "mine.json"))

    assert ended.stdout.decode().startswith(f"mine.json: {SHORT}\n{LINK}")


def test_the_data_of_the_environment_are_checked_or_else_the_bundled_ones(run: Forks, broken: Path) -> None:
    assert run("check", BENZOFAQ_DATA=str(broken)).returncode == 1
    assert run("check").returncode == 0


@pytest.mark.parametrize("path", ["nothing", "nothing/faq.json", "a\x1b[1mb", "x" * 5000])
def test_a_path_that_cannot_be_read_ends_with_4(run: Forks, tmp_path: Path, path: str) -> None:
    ended = run("check", str(tmp_path / path))

    assert (ended.returncode, ended.stdout) == (4, b"")
    assert b"can't be read" in ended.stderr
    assert ended.stderr.endswith(b"Give the folder of a pack, or its file.\n")
    assert b"\x1b" not in ended.stderr


def test_a_pipe_is_not_a_file_and_is_not_waited_for(benzofaq: Program, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "faq.json")

    ended = benzofaq("check", str(tmp_path / "faq.json"), timeout=20)

    assert (ended.returncode, ended.stdout.startswith(b"faq.json: is ")) == (1, True)


def test_nothing_in_a_pack_can_steer_the_terminal(run: Forks, broken: Path) -> None:
    files: dict[str, Any] = good()
    first = files["faq.json"]["entries"][0]
    first |= {"id": "\x1b]0;owned\x07", "\x1b[31mred": 1, "topic": "\x9b1m\nfaq.json: fine"}
    files["sources.json"][0] |= {"DOI": "\u202e\x1b", "title": "\x1b"}

    for args in ([], ["--json"]):
        ended = run("check", str(write(files, broken)), *args, FORCE_COLOR="1", TERM="xterm")

        text = ended.stdout.decode()
        assert ended.returncode == 1
        assert all(line.isprintable() for line in text.split("\n"))
        assert "\nfaq.json: fine" not in text


def test_the_schema_is_printed_as_it_is_stored(run: Forks) -> None:
    ended = run("check", "--schema", "faq")

    assert (ended.returncode, ended.stdout) == (0, (ROOT / "data" / "faq.schema.json").read_bytes())
    assert run("check", "--schema", "words").returncode == 2

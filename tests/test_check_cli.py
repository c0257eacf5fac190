"""The command `check`: what it prints, and with what code it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT
from .packs import good, write

EXAMPLE = ROOT / "examples" / "tool-library"


def broken(folder: Path) -> Path:
    """Write a pack with one error and one warning."""
    files = good()
    files["faq.json"]["entries"][0]["answer"][0]["text"] = ""
    files["sources.json"][0]["URL"] = "http://example.org/rules"
    return write(files, folder)


def test_a_sound_pack_prints_nothing_and_ends_with_0(benzofaq: Any) -> None:
    run = benzofaq("check", str(EXAMPLE))

    assert (run.returncode, run.stdout) == (0, b"")
    assert run.stderr == b"benzofaq: no errors, no warnings.\n"


def test_each_problem_is_one_line_and_an_error_ends_with_1(benzofaq: Any, tmp_path: Path) -> None:
    run = benzofaq("check", str(broken(tmp_path)))

    assert run.returncode == 1
    assert run.stdout.decode().splitlines() == [
        "faq.json: entries[0] (open): answer[0].text: is empty. Write the passage or leave it out.",
        "sources.json: [0] (rules): URL: warning: does not start with https://. "
        "Write the https address if it has one.",
    ]
    assert run.stderr == b"benzofaq: 1 error, 1 warning.\n"


def test_json_holds_the_same_list_and_ends_with_the_same_code(benzofaq: Any, tmp_path: Path) -> None:
    run = benzofaq("check", str(broken(tmp_path)), "--json")

    document = json.loads(run.stdout)
    assert run.returncode == 1
    assert run.stderr == b""
    assert {key: document[key] for key in ("schema", "command", "errors", "warnings")} == {
        "schema": "benzofaq/1",
        "command": "check",
        "errors": 1,
        "warnings": 1,
    }
    assert document["path"] == str(tmp_path / "faq.json")
    assert document["problems"][0] == {
        "file": "faq.json",
        "record": "entries[0] (open)",
        "field": "answer[0].text",
        "message": "is empty. Write the passage or leave it out.",
        "level": "error",
        "rule": "empty-text",
    }


def test_warnings_count_where_it_is_strict(benzofaq: Any) -> None:
    calm = benzofaq("check")
    strict = benzofaq("check", "--strict")

    assert (calm.returncode, strict.returncode) == (0, 1)
    assert calm.stdout == strict.stdout
    assert b": warning: " in calm.stdout


def test_a_file_of_entries_is_a_pack_with_what_stands_beside_it(benzofaq: Any, tmp_path: Path) -> None:
    folder = broken(tmp_path)
    (folder / "faq.json").rename(folder / "mine.json")

    run = benzofaq("check", str(folder / "mine.json"))

    assert run.stdout.startswith(b"mine.json: entries[0] (open): answer[0].text: is empty.")
    assert b"sources.json: [0] (rules): URL: warning" in run.stdout


def test_the_data_of_the_environment_are_checked(benzofaq: Any, tmp_path: Path) -> None:
    run = benzofaq("check", BENZOFAQ_DATA=str(broken(tmp_path)))

    assert run.returncode == 1


def test_a_folder_without_entries_lacks_them(benzofaq: Any, tmp_path: Path) -> None:
    run = benzofaq("check", str(tmp_path))

    assert run.returncode == 1
    assert run.stdout.startswith(b"faq.json: is missing. Write it: ")


@pytest.mark.parametrize("path", ["nothing", "nothing/faq.json", "a\x1b[1mb", "x" * 5000])
def test_a_path_that_cannot_be_read_ends_with_4(benzofaq: Any, tmp_path: Path, path: str) -> None:
    run = benzofaq("check", str(tmp_path / path))

    assert (run.returncode, run.stdout) == (4, b"")
    assert b"can't be read" in run.stderr
    assert b"Give the folder of a pack, or its file." in run.stderr
    assert b"\x1b" not in run.stderr
    assert b"Traceback" not in run.stderr


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b"\x00" * 10, b'{"entries": 5}'])
def test_a_broken_file_is_a_problem_not_a_crash(benzofaq: Any, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "faq.json").write_bytes(content)

    run = benzofaq("check", str(tmp_path))

    assert run.returncode == 1
    assert run.stdout.startswith(b"faq.json: ")
    assert b"Traceback" not in run.stderr


def test_nothing_in_a_pack_can_steer_the_terminal(benzofaq: Any, tmp_path: Path) -> None:
    files = good()
    entry = files["faq.json"]["entries"][0]
    entry["id"], entry["\x1b[31mred"], entry["topic"] = "\x1b]0;owned\x07", "\u202e", "\x9b1m\nfaq.json: fine"

    for args in ([], ["--json"]):
        run = benzofaq("check", str(write(files, tmp_path)), *args, FORCE_COLOR="1", TERM="xterm")

        text = run.stdout.decode()
        assert run.returncode == 1
        assert all(line.isprintable() for line in text.split("\n"))
        assert "\nfaq.json: fine" not in text


def test_the_schema_is_printed_as_it_is_stored(benzofaq: Any) -> None:
    run = benzofaq("check", "--schema", "faq")

    assert run.returncode == 0
    assert run.stdout == (ROOT / "data" / "faq.schema.json").read_bytes()


def test_an_unknown_schema_is_wrong_usage(benzofaq: Any) -> None:
    assert benzofaq("check", "--schema", "words").returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_list_that_cannot_be_written_is_said() -> None:
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "benzofaq", "check"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ},
            check=False,
        )

    assert run.returncode == 4
    assert b"the output can't be written" in run.stderr

"""`check`: one line a problem, and an exit code."""

import json
import os
from pathlib import Path

import pytest

from benzofaq.checking.pack import FILES, schema_of
from tests.helpers.forks import Forks
from tests.helpers.packs import NAMES, put, sample_with


@pytest.fixture(name="broken")
def _broken(tmp_path: Path) -> Path:
    """Return a pack with an error."""
    return sample_with(put("faq.json", "entries", 0, "short", "text", ""), tmp_path / "broken")


def test_a_problem_is_one_line_or_one_object_and_an_error_ends_with_1(run: Forks, broken: Path) -> None:
    ended, as_json = run("check", str(broken)), run("check", str(broken), "--json")
    found = json.loads(as_json.stdout)

    assert (ended.returncode, as_json.returncode, as_json.stderr) == (1, 1, b"")
    assert ended.stdout.startswith(b"faq.json: entries[0]")
    assert b" error" in ended.stderr
    assert ended.stderr.count(b"\n") == 1
    assert (found["schema"], found["command"]) == ("benzofaq/1", "check")
    assert found["path"] == str(broken / "faq.json")
    assert found["errors"] == sum(one["level"] == "error" for one in found["problems"])
    assert len(ended.stdout.splitlines()) == len(found["problems"])


def test_warnings_count_where_it_is_strict(run: Forks, tmp_path: Path) -> None:
    folder = str(sample_with(put("sources.json", 0, "DOI", "10.1000/182"), tmp_path))

    calm, strict = run("check", folder), run("check", folder, "--strict")
    assert (calm.returncode, strict.returncode) == (0, 1)
    assert calm.stdout == strict.stdout
    assert b": warning: " in calm.stdout


def test_stale_lists_only_what_is_due_for_another_look(run: Forks, tmp_path: Path) -> None:
    folder = sample_with(put("faq.json", "entries", 0, "next_review", "2020-01-01"), tmp_path)

    ended = run("check", str(folder), "--stale", "--json")
    assert ended.returncode == 1
    assert {one["rule"] for one in json.loads(ended.stdout)["problems"]} == {"stale"}


def test_a_file_of_entries_is_a_pack_with_the_files_beside_it(run: Forks, broken: Path) -> None:
    (broken / "faq.json").rename(broken / "mine.json")

    for call in (("check", str(broken / "mine.json")), ("check",)):
        ended = run(*call, env={"BENZOFAQ_DATA": str(broken / "mine.json")})
        assert ended.stdout.startswith(b"mine.json: entries[0]")


def test_no_entries_are_a_problem_and_a_pipe_is_not_waited_for(run: Forks, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "faq.json")

    for path in (tmp_path / "faq.json", tmp_path):
        ended = run("check", str(path))
        assert ended.returncode == 1
        assert ended.stdout.startswith(b"faq.json: ")
    (tmp_path / "faq.json").unlink()
    assert run("check", str(tmp_path)).stdout.startswith(b"faq.json: ")


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_printed_for_an_editor(run: Forks, name: str) -> None:
    ended = run("check", "--schema", name)

    assert ended.stdout == schema_of(FILES[f"{name}.json"][0])
    assert json.loads(ended.stdout)["$schema"]

"""`check`: one line a problem, and an exit code."""

import json
import os
from pathlib import Path

import pytest

from benzofaq.checking.pack import FILES, schema_of
from tests.helpers.forks import Forks
from tests.helpers.sample import laid, sample


@pytest.fixture(name="broken")
def _broken(tmp_path: Path) -> Path:
    """Return a pack with an error."""
    files = sample()
    files["faq.json"]["entries"][0]["short"]["text"] = ""
    return laid(tmp_path / "broken", files)


def test_each_problem_is_one_line_and_an_error_ends_with_1(run: Forks, broken: Path) -> None:
    ended = run("check", str(broken))

    assert ended.returncode == 1
    assert ended.stdout.startswith(b"faq.json: entries[0]")
    assert b" error" in ended.stderr
    assert ended.stderr.count(b"\n") == 1


def test_json_holds_the_same_list_and_ends_with_the_same_code(run: Forks, broken: Path) -> None:
    ended = run("check", str(broken), "--json")
    found = json.loads(ended.stdout)

    assert (ended.returncode, ended.stderr) == (1, b"")
    assert (found["schema"], found["command"]) == ("benzofaq/1", "check")
    assert found["path"] == str(broken / "faq.json")
    assert found["errors"] == sum(one["level"] == "error" for one in found["problems"])
    assert len(run("check", str(broken)).stdout.splitlines()) == len(found["problems"])


def test_warnings_count_where_it_is_strict(run: Forks, tmp_path: Path) -> None:
    files = sample()
    files["sources.json"][0]["DOI"] = "10.1000/182"
    folder = laid(tmp_path, files)

    calm, strict = run("check", str(folder)), run("check", str(folder), "--strict")
    assert (calm.returncode, strict.returncode) == (0, 1)
    assert calm.stdout == strict.stdout
    assert b": warning: " in calm.stdout


def test_stale_lists_only_what_is_due_for_another_look(run: Forks, tmp_path: Path) -> None:
    files = sample()
    files["faq.json"]["entries"][0]["next_review"] = "2020-01-01"

    ended = run("check", str(laid(tmp_path, files)), "--stale", "--json")
    assert ended.returncode == 1
    assert {one["rule"] for one in json.loads(ended.stdout)["problems"]} == {"stale"}


def test_a_file_of_entries_is_a_pack_with_the_files_beside_it(run: Forks, broken: Path) -> None:
    (broken / "faq.json").rename(broken / "mine.json")

    for call in (("check", str(broken / "mine.json")), ("check",)):
        ended = run(*call, env={"BENZOFAQ_DATA": str(broken / "mine.json")})
        assert ended.stdout.startswith(b"mine.json: entries[0]")


def test_a_folder_without_entries_is_missing_them_and_a_pipe_is_not_waited_for(
    run: Forks, tmp_path: Path
) -> None:
    paths = [tmp_path, tmp_path / "pipe", tmp_path / "pipe" / "faq.json"]
    paths[1].mkdir()
    os.mkfifo(paths[2])

    for path in paths:
        ended = run("check", str(path))
        assert ended.returncode == 1
        assert ended.stdout.startswith(b"faq.json: ")


@pytest.mark.parametrize("name", ["faq", "sources", "drugs", "contacts", "emergencies"])
def test_a_schema_is_printed_for_an_editor(run: Forks, name: str) -> None:
    ended = run("check", "--schema", name)

    assert ended.stdout == schema_of(FILES[f"{name}.json"][0])
    assert json.loads(ended.stdout)["$schema"]
    assert run("check", "--schema", "words").returncode == 2

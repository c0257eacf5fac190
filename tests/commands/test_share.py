"""`export`, `share` and `report`: answers for others, and word of a wrong one."""

import json
from pathlib import Path

import pytest

from benzofaq.exporting.handout import handout
from benzofaq.exporting.html import html
from benzofaq.exporting.markdown import markdown
from benzofaq.pages.message import report_of
from benzofaq.records.library import Library
from tests.helpers.forks import Forks
from tests.helpers.packs import put, records, sample_with


def test_markdown_of_everything_is_what_it_writes_by_itself(run: Forks, library: Library) -> None:
    ended = run("export")

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.decode() == markdown(handout(records(library), library))


def test_html_of_some_goes_into_a_file(run: Forks, library: Library, tmp_path: Path) -> None:
    file = tmp_path / "for my doctor.html"
    ended = run("export", "tapering", "drug:valium", "--format", "html", "--output", str(file))

    chosen = handout([library.entries["tapering"], library.drugs["diazepam"]], library)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
    assert file.read_text("utf-8") == html(chosen)


def test_json_is_one_object_under_either_option_and_an_id_given_twice_is_exported_once(run: Forks) -> None:
    by_format = run("export", "bind", "drug:diazepam", "--format", "json").stdout
    document = json.loads(by_format)

    assert run("export", "bind", "BIND", "DRUG:Valium", "valium", "bind", "--json").stdout == by_format
    assert [one["id"] for one in document["entries"]] == ["bind"]
    assert [one["id"] for one in document["drugs"]] == ["drug:diazepam"]
    refused = run("export", "bind", "--json", "--format", "html")
    assert (refused.returncode, b"--json or --format html, not both" in refused.stderr) == (2, True)


@pytest.mark.parametrize("format_", ["markdown", "html", "json"])
def test_a_missing_source_ends_with_4_and_no_half_page(run: Forks, tmp_path: Path, format_: str) -> None:
    folder = sample_with(put("sources.json", []), tmp_path)
    ended = run("export", "--format", format_, "--data", str(folder))

    assert (ended.returncode, ended.stdout) == (4, b"")
    assert b"is missing the source 'trial2020'" in ended.stderr


def test_share_prints_a_message_and_nothing_else_and_says_what_a_code_for_a_phone_needs(run: Forks) -> None:
    ended, code = run("share", "alcohol"), run("share", "alcohol", "--qr")

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert len(ended.stdout.decode()) <= 481  # and a line end
    assert ended.stdout == run("share", "Alcohol", FORCE_COLOR="1").stdout
    if code.returncode == 0:
        assert set("█▄") & set(code.stdout.decode())
    else:
        assert (code.returncode, code.stdout) == (4, b"")
        assert b"pip install 'benzofaq[qr]'" in code.stderr


def test_report_prints_what_is_to_be_sent_and_sends_nothing(run: Forks, pack: Path, sample: Library) -> None:
    told = run("report", "first", "--data", str(pack)).stdout.decode()

    assert told == report_of(sample.entries["first"], sample)

"""`export`, as a shell runs it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from benzofaq import export_html, export_markdown
from benzofaq.handout import handout
from benzofaq.library import Library

from .test_cite_cli import pack


def test_markdown_of_everything_is_what_it_writes_by_itself(benzofaq: Any, library: Library) -> None:
    run = benzofaq("export")

    everything = handout(list(library.entries.values()), list(library.drugs.values()), library)
    assert run.returncode == 0
    assert run.stderr == b""
    assert run.stdout.decode("utf-8") == export_markdown.markdown(everything)


def test_html_of_some_entries_and_cards_goes_into_a_file(
    benzofaq: Any, library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "for my doctor.html"

    run = benzofaq("export", "tapering", "drug:valium", "--format", "html", "--output", str(file))

    chosen = handout([library.entries["tapering"]], [library.drugs["diazepam"]], library)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert file.read_text("utf-8") == export_html.html(chosen)


def test_json_is_one_object_under_either_option(benzofaq: Any) -> None:
    by_format = benzofaq("export", "bind", "drug:diazepam", "--format", "json")
    document = json.loads(by_format.stdout)

    assert benzofaq("export", "bind", "drug:diazepam", "--json").stdout == by_format.stdout
    assert [one["id"] for one in document["entries"]] == ["bind"]
    assert [one["id"] for one in document["drugs"]] == ["drug:diazepam"]
    assert by_format.stdout.count(b"\n") == 1


def test_an_id_given_twice_or_in_capitals_is_exported_once(benzofaq: Any) -> None:
    once = benzofaq("export", "bind", "drug:diazepam")

    assert once.returncode == 0
    assert benzofaq("export", "bind", "BIND", "DRUG:Valium", "drug:diazepam", "bind").stdout == once.stdout


@pytest.mark.parametrize("format_", ["markdown", "html", "json"])
def test_a_format_is_utf_8_whatever_the_locale(benzofaq: Any, tmp_path: Path, format_: str) -> None:
    args = ("export", "liver-disease", "--format", format_)

    piped = benzofaq(*args, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    benzofaq(*args, "--output", str(tmp_path / "out"))

    assert "Grønbæk".encode() in piped.stdout
    assert (tmp_path / "out").read_bytes() == piped.stdout
    assert benzofaq(*args, "--output", "-").stdout == piped.stdout


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("alchol",), 1, "alcohol"),
        (("alcohol", "nothing-like-it"), 1, "no entry is called 'nothing-like-it'"),
        (("drug:nonexistentium",), 1, "no drug card"),
        (("drug:",), 2, "there is no name here"),
        (("alcohol", "--format", "pdf"), 2, "markdown"),
        (("alcohol", "--json", "--format", "html"), 2, "not both"),
        (("alcohol", "--data", "/nowhere/at/all"), 4, "can't be read"),
    ],
)
def test_what_is_wrong_is_said_on_standard_error_and_nothing_is_written(
    benzofaq: Any, tmp_path: Path, args: tuple[str, ...], code: int, said: str
) -> None:
    run = benzofaq("export", *args, "--output", str(tmp_path / "out"))

    assert run.returncode == code
    assert run.stdout == b""
    assert said in run.stderr.decode()
    assert b"Traceback" not in run.stderr
    assert os.listdir(tmp_path) == []


def test_a_file_is_not_written_over_unless_asked(benzofaq: Any, tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("mine", encoding="utf-8")

    refused = benzofaq("export", "bind", "-o", str(file))
    assert refused.returncode == 4
    assert b"--force" in refused.stderr
    assert file.read_text("utf-8") == "mine"

    assert benzofaq("export", "bind", "-o", str(file), "--force").returncode == 0
    assert file.read_text("utf-8").startswith("# ")
    assert os.listdir(tmp_path) == ["mine.md"]


def test_a_source_that_is_missing_ends_with_4_and_no_half_page(benzofaq: Any, tmp_path: Path) -> None:
    folder = pack(tmp_path)
    (folder / "sources.json").write_text("[]", encoding="utf-8")

    for format_ in ("markdown", "html", "json"):
        run = benzofaq("export", "e", "--format", format_, "--data", str(folder))
        assert (run.returncode, run.stdout) == (4, b"")
        assert b"lacks the source 's'" in run.stderr


def test_data_of_ones_own_are_named(benzofaq: Any, tmp_path: Path) -> None:
    run = benzofaq("export", "e", "--data", str(pack(tmp_path)))

    assert run.returncode == 0
    assert "not from benzofaq's own data" in run.stdout.decode()


def test_entries_alone_are_exported_without_the_cards_being_read(benzofaq: Any, tmp_path: Path) -> None:
    folder = pack(tmp_path)

    assert not (folder / "drugs.json").exists()
    assert benzofaq("export", "e", "--format", "html", "--data", str(folder)).returncode == 0


def test_each_example_of_the_help_runs(benzofaq: Any, tmp_path: Path) -> None:
    printed = benzofaq("export", "--help").stdout.decode()
    examples = [line.split()[1:] for line in printed.splitlines() if line.startswith("  benzofaq export")]

    assert len(examples) == 3
    for args in examples:
        args = [str(tmp_path / one) if one.endswith(".html") else one for one in args]
        assert benzofaq(*args).returncode == 0
    assert sorted(os.listdir(tmp_path)) == ["benzos.html", "for-my-doctor.html"]

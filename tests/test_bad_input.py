"""Whatever is typed, piped or broken: a clear message and an exit code, never a traceback."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benzofaq.library import data_folder
from benzofaq.textsafe import REPLACEMENT, clean

from .conftest import ROOT

TRACEBACK = b"Traceback"
STEERING = ("\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\x00")


def printed(run: Any) -> str:
    text = (run.stdout + run.stderr).decode("utf-8", "replace")
    assert "Traceback" not in text
    assert not any(char in text for char in STEERING)
    return str(text)


@pytest.mark.parametrize("question", ["", "   ", "?!... --", "\U0001f600\U0001f600", "..."])
def test_a_question_without_words_is_wrong_usage(benzofaq: Any, question: str) -> None:
    run = benzofaq("ask", "--", question)

    assert run.returncode == 2
    assert run.stdout == b""
    assert "there is no question here" in printed(run)


def test_no_question_at_all_is_wrong_usage(benzofaq: Any) -> None:
    run = benzofaq("ask", stdin=b"")

    assert run.returncode == 2
    assert "there is no question here" in printed(run)


def test_a_question_of_100000_characters_is_refused(benzofaq: Any) -> None:
    run = benzofaq("ask", "-", stdin=b"benzo " * 17_000)

    assert run.returncode == 2
    assert "longer than 10000 characters" in printed(run)


def test_a_long_line_of_a_batch_does_not_stop_the_batch(benzofaq: Any) -> None:
    run = benzofaq("ask", "--batch", "-", "--json", stdin=b"benzo " * 17_000 + b"\nsafest benzo\n")

    assert [json.loads(line)["status"] for line in run.stdout.splitlines()][1] == "answer"


@pytest.mark.parametrize(
    "typed",
    [
        "safest benzo \x1b[31m\x1b]0;owned\x07",
        "what is \u202exanax\u2066",
        "zzz \x9b31m qqq",
        "\u0645\u0627 \u0647\u0648 \u062f\u064a\u0627\u0632\u064a\u0628\u0627\u0645",
        "safest benzo \U0001f600",
        "[bold]safest benzo[/bold] :pill: [/b]",
    ],
)
def test_nothing_typed_can_steer_the_terminal(benzofaq: Any, typed: str) -> None:
    for args in (
        ["ask", typed],
        ["show", typed],
        ["cite", typed],
        ["drug", typed],
        ["list", "--topic", typed],
    ):
        printed(benzofaq(*args))
        printed(benzofaq(*args, FORCE_COLOR="", TERM="xterm"))


def test_markup_in_a_question_is_printed_as_it_stands(benzofaq: Any) -> None:
    run = benzofaq("ask", "[bold]safest benzo[/bold] :pill:")

    assert "You asked: [bold]safest benzo[/bold] :pill:" in printed(run)


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe\x00safest benzo\n", b"safest \xc3\x28 benzo", b"\x00\x01\x02", b"\x80" * 50]
)
def test_bytes_that_are_not_utf8_are_read_all_the_same(benzofaq: Any, raw: bytes) -> None:
    for args in (["ask", "-"], ["ask", "--batch", "-"], ["ask", "--batch", "-", "--json"]):
        run = benzofaq(*args, stdin=raw)

        assert run.returncode in (0, 1, 2, 3)
        printed(run)


def test_an_argument_that_is_not_utf8_is_read_all_the_same(benzofaq: Any) -> None:
    run = benzofaq("ask", b"safest benzo \xff\xfe")

    assert run.returncode == 0
    assert REPLACEMENT in printed(run)


@pytest.mark.parametrize("name", ["faq.json", "sources.json", "weights.tsv", "vocabulary.json", "drugs.json"])
@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"\xff", b'{"entries": [1]}', b"[" * 100_000])
def test_missing_or_broken_data_are_named_with_what_to_do(
    benzofaq: Any, tmp_path: Path, name: str, content: bytes | None
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("training"))
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)
    elif name == "weights.tsv":
        return  # a folder without weights of its own uses the bundled ones

    run = benzofaq("ask", "safest benzo", "--data", str(folder))

    assert run.returncode == 4
    assert run.stdout == b""
    assert name in printed(run)
    assert "data" in printed(run)


def test_a_data_file_that_is_not_there_is_named(benzofaq: Any, tmp_path: Path) -> None:
    run = benzofaq("list", "--data", str(tmp_path / "nothing.json"))

    assert run.returncode == 4
    assert "nothing.json is missing" in printed(run)


def test_a_batch_file_that_is_not_there_is_wrong_usage(benzofaq: Any, tmp_path: Path) -> None:
    run = benzofaq("ask", "--batch", str(tmp_path / "nothing.txt"))

    assert run.returncode == 2
    assert "can't be read" in printed(run)


@pytest.mark.parametrize(
    "args", ["list", "show bind", "cite bind", "ask safest benzo", "contacts --all", "drugs"]
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_ends_the_program_quietly(args: str, unbuffered: str) -> None:
    run = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m benzofaq {args} | head -1"],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        check=False,
    )

    assert run.stderr == b""
    assert run.stdout.count(b"\n") == 1


@pytest.mark.parametrize(("args", "code"), [("ask -", 2), ("ask", 2), ("ask --batch -", 0), ("list", 0)])
def test_a_closed_standard_input_is_an_empty_one(args: str, code: int) -> None:
    shell = f"exec {sys.executable} -m benzofaq {args} <&-"
    run = subprocess.run(["sh", "-c", shell], capture_output=True, cwd=ROOT, check=False)

    assert run.returncode == code
    assert TRACEBACK not in run.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("args", [["list"], ["show", "bind"], ["ask", "safest", "benzo"], ["list", "--json"]])
def test_output_that_cannot_be_written_is_said(args: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "benzofaq", *args],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
        )

    assert run.returncode == 4
    assert b"the output can't be written" in run.stderr
    assert TRACEBACK not in run.stderr
    assert b"Exception ignored" not in run.stderr


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii", "cp437"])
def test_a_terminal_of_another_encoding_gets_other_letters_not_a_crash(benzofaq: Any, encoding: str) -> None:
    for args in (
        ["show", "bind"],
        ["cite", "pregnancy"],
        ["contacts", "--all"],
        ["drugs"],
        ["ask", "caf\u00e9 \u2265 benzo"],
    ):
        run = benzofaq(*args, PYTHONIOENCODING=encoding, PYTHONUTF8="0")

        assert TRACEBACK not in run.stderr
        run.stdout.decode(encoding)


def test_signs_are_spelt_out_where_the_encoding_lacks_them(benzofaq: Any) -> None:
    typed = "5 \u00b5g \u2265 1 mcg \u2013 safest benzo?"

    run = benzofaq("ask", typed, PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert b"You asked: 5 mcg >= 1 mcg - safest benzo?" in run.stdout


def test_a_screen_that_claims_no_columns_still_gets_help(benzofaq: Any) -> None:
    run = benzofaq("ask", "i took all my pills", COLUMNS="0", FORCE_COLOR="1")

    assert b"Get help now" in run.stdout


def test_a_closed_standard_error_does_not_cost_the_answer() -> None:
    shell = f"exec {sys.executable} -m benzofaq ask safest benzo 2>&-"
    run = subprocess.run(["sh", "-c", shell], stdout=subprocess.PIPE, cwd=ROOT, check=False)

    assert run.returncode == 0
    assert run.stdout.startswith(b"safest-for-anxiety")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("sources.json", '"date-parts"', '"parts"'),
        ("sources.json", '"title": "', '"title": 5, "x": "'),
        ("faq.json", '"holds": "', '"holds": "maybe'),
        ("faq.json", '"grade": "', '"grade": "very '),
        ("drugs.json", '"low": ', '"low": -'),
        ("drugs.json", '"group": "z-drug"', '"group": "y-drug"'),
        ("emergencies.json", '"title": "', '"name": "'),
        ("contacts.json", '"phone": "', '"phone": "", "x": "'),
    ],
)
def test_a_wrong_value_in_the_data_is_said_to_be_in_its_file(
    benzofaq: Any, tmp_path: Path, name: str, old: str, new: str
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("training"))
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    run = benzofaq("ask", "he took a whole bottle of valium and wont wake up", "--data", str(folder))
    more = benzofaq("drug", "ambien", "--data", str(folder))

    said = printed(run) + printed(more)
    assert 4 in (run.returncode, more.returncode)
    assert name in said


def test_clean_takes_out_everything_that_steers_and_keeps_the_rest() -> None:
    assert clean("a\x1b[31mb\u202ec\x00\r\nd\te") == f"a{REPLACEMENT}[31mb{REPLACEMENT}c{REPLACEMENT} d e"
    assert clean("[cited 2024 May 1] :pill: [/b] \u05e9\u05dc\u05d5\u05dd \u00e9 \U0001f600") == (
        "[cited 2024 May 1] :pill: [/b] \u05e9\u05dc\u05d5\u05dd \u00e9 \U0001f600"
    )
    assert clean("\ud800") == REPLACEMENT
    for hidden in ("\u200b", "\u2060", "\ufeff", "\U000e0041", "\u00ad"):
        assert clean(f"a{hidden}b") == f"a{REPLACEMENT}b"


def test_a_line_of_a_batch_that_is_too_long_is_cut_and_the_next_is_read_whole(benzofaq: Any) -> None:
    lines = [b"a" * 5_000_000, b"safest benzo", "\N{PILL}".encode() * 10_001, b"is prozac a benzo"]

    run = benzofaq("ask", "--batch", "-", stdin=b"\n".join(lines))

    assert [line.split(b"\t")[2] for line in run.stdout.splitlines()] == [
        b"-",
        b"safest-for-anxiety",
        b"-",
        b"prozac",
    ]
    assert run.stderr.decode().splitlines() == [
        "benzofaq: line 1 is longer than 10000 characters: only so much of it was read.",
        "benzofaq: line 3 is longer than 10000 characters: only so much of it was read.",
    ]


def test_a_batch_is_answered_line_by_line_as_it_comes(benzofaq: Any) -> None:
    command = [sys.executable, "-m", "benzofaq", "ask", "--batch", "-"]
    env = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"safest benzo\n")
        process.stdin.flush()
        assert b"safest-for-anxiety" in process.stdout.readline()
        process.stdin.close()

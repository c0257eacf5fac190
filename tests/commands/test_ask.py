"""`ask`: one answer, what comes near, or that there is none; many questions in a batch."""

import json
import re
from pathlib import Path

import pytest

from benzofaq.reading.features import MAX_CHARS
from benzofaq.records.library import Library
from tests.helpers.forks import Forks
from tests.helpers.invocations import OVERDOSE
from tests.helpers.text import NASTY, raw


def test_an_answer_is_one_screen_and_with_full_all_of_it(run: Forks, library: Library) -> None:
    entry = library.entries["safest-for-anxiety"]
    ended, whole = run("ask", "safest benzo"), run("ask", "safest benzo", "--full")

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.decode().startswith(f"{entry.question}\n\n{entry.short.text}")
    assert "benzofaq show safest-for-anxiety\t" in ended.stdout.decode()
    assert entry.details[0].text not in ended.stdout.decode()
    assert entry.details[0].text in whole.stdout.decode()
    for args in (["--ids"], ["--ids", "--full"]):
        assert entry.short.cites[0] in run("ask", "safest benzo", *args).stdout.decode()


def test_the_question_may_come_from_standard_input(run: Forks) -> None:
    typed = run("ask", "safest benzo").stdout

    assert run("ask", "-", stdin=b"safest benzo\n").stdout == typed
    assert run("ask", stdin=b"  safest benzo  ").stdout == typed
    assert run("ask", stdin=b"?!...").returncode == 2


def test_no_answer_ends_with_1_and_whom_to_call(run: Forks) -> None:
    ended = run("ask", "who won the world cup", "--region", "NZ")

    assert (ended.returncode, ended.stdout[:10]) == (1, b"No answer.")
    assert ended.stdout.endswith(b"\nIn an emergency call 111.\n")


def test_an_emergency_comes_first_in_every_form(run: Forks) -> None:
    for args in ([], ["--full"], ["--explain"], ["--ids"], ["--plain"]):
        told = run("ask", OVERDOSE, "--region", "GB", *args).stdout.decode()
        assert told.removeprefix("Emergency: ").startswith("CALL 999 NOW\n")
    found = json.loads(run("ask", OVERDOSE, "--region", "GB", "--json").stdout)
    assert found["emergency"] is True
    assert found["help"]["act"] == "CALL 999 NOW"


@pytest.mark.parametrize(
    ("env", "number"),
    [
        ({"LANG": "en_GB.UTF-8"}, "999"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "112"),
        ({"LANG": "en_US.UTF-8", "BENZOFAQ_REGION": "nz"}, "111"),
        ({"LANG": "C.UTF-8"}, "YOUR EMERGENCY NUMBER"),
    ],
    ids=str,
)
def test_the_number_is_that_of_the_country(run: Forks, env: dict[str, str], number: str) -> None:
    assert run("ask", OVERDOSE, env=env).stdout.decode().startswith(f"CALL {number} NOW\n")
    assert run("ask", OVERDOSE, "--region", "united kingdom", env=env).stdout.startswith(b"CALL 999 NOW\n")


def test_json_is_one_object_with_the_answer_and_its_references(run: Forks) -> None:
    found = json.loads(run("ask", "safest benzo", "--json", "--cite", "APA", "--explain").stdout)

    assert (found["schema"], found["command"], found["status"]) == ("benzofaq/1", "ask", "answer")
    assert found["matches"][0]["id"] == found["entry"]["id"] == "safest-for-anxiety"
    assert found["citations"]["style"] == "apa"
    assert found["explanation"]["reasons"]
    none = json.loads(run("ask", "who won the world cup", "--json").stdout)
    assert none["status"] == "none"
    assert none["reason"]
    assert "entry" not in none


@pytest.mark.parametrize("style", ["vancouver", "Vancouver", "apa", "bibtex", "RIS", "csl-json"])
def test_cite_prints_the_references_alone(run: Forks, style: str, pack: Path) -> None:
    args = ("what is the first question", "--data", str(pack), "--cite", style)
    ended = run("ask", *args)

    assert ended.returncode == 0
    assert b"It depends on the dose" not in ended.stdout
    assert b"A trial of nonepam" in ended.stdout
    headed = re.findall("References in (.*) style", ended.stdout.decode())
    assert headed == {"vancouver": ["Vancouver"], "apa": ["APA"]}.get(style.lower(), [])
    assert b"What an agency says" not in ended.stdout  # of the first screen only
    assert b"What an agency says" in run("ask", *args, "--full").stdout


def test_cite_sends_what_must_not_be_missed_to_standard_error(run: Forks, pack: Path) -> None:
    asked = (OVERDOSE, "can i drink on xanax? he isn't breathing")
    alarms = [run("ask", one, "--cite", "ris", "--region", "US") for one in asked]
    none = run("ask", "who won the world cup", "--cite", "ris")
    bare = run("ask", "is the second question shorter", "--data", str(pack), "--cite", "ris")

    assert [one.stderr[:13] for one in alarms] == [b"CALL 911 NOW\n"] * 2
    assert [one.stdout[:6] for one in alarms] == [b"", b"TY  - "]
    assert (none.stdout, none.stderr[:10]) == (b"", b"No answer.")
    assert (bare.stdout, bare.stderr) == (b"", b"benzofaq: second has no sources.\n")


def test_a_pipe_is_never_asked_anything_and_an_explanation_comes_after_the_answer(run: Forks) -> None:
    ended = run("ask", "withdrawal", "--explain")

    assert ended.returncode == 3
    assert b"A number shows it" not in ended.stdout
    assert b"benzofaq show " in ended.stdout
    assert b"\nWhy this reply\nState: " in ended.stdout


def test_answers_from_other_data_say_so(run: Forks, pack: Path) -> None:
    said, question = f"This comes from Sample ({pack / 'faq.json'})", ("ask", "the first question")
    for data in (pack, pack / "faq.json"):
        assert said in run(*question, "--data", str(data)).stdout.decode()
    assert said in run(*question, BENZOFAQ_DATA=str(pack)).stdout.decode()
    assert b"This comes from" not in run("ask", "safest benzo").stdout
    batch = ("ask", "--batch", "-", "--data", str(pack))
    ended = run(*batch, stdin=b"the first question\n")
    assert ended.stdout.count(b"\n") == 1
    assert said in ended.stderr.decode()
    assert run(*batch, "--json", stdin=b"x\n").stderr == b""


def test_a_batch_answers_each_line_with_one_line(run: Forks, tmp_path: Path) -> None:
    questions = ["safest benzo", "", "who won the world cup", OVERDOSE]
    (tmp_path / "questions").write_text("\r\n".join(questions))

    printed = run("ask", "--batch", str(tmp_path / "questions")).stdout.decode().splitlines()
    lines = [line.split("\t") for line in printed]
    told = run("ask", "--batch", "-", "--json", stdin="\n".join(questions).encode()).stdout
    replies = [json.loads(line) for line in told.splitlines()]
    assert [line[4] for line in lines] == [reply["question"] for reply in replies] == questions
    none = ["none", "-", "-"]
    assert [line[:3] for line in lines[:3]] == [["answer", "-", "safest-for-anxiety"], none, none]
    assert lines[3][1].startswith("emergency:")
    assert [reply["emergency"] for reply in replies] == [False, False, False, True]
    assert replies[3]["help"]["steps"]


def test_a_line_that_is_too_long_is_read_at_both_ends_and_the_next_is_read_whole(run: Forks) -> None:
    long = [b"a" * 100_000, b"x " * 60_000 + OVERDOSE.encode(), "\N{PILL}".encode() * (MAX_CHARS + 1)]

    ended = run("ask", "--batch", "-", stdin=b"\n".join([*long, b"safest benzo"]))
    lines = ended.stdout.decode().splitlines()
    assert [len(line) < 90_000 for line in lines] == [True] * 4
    assert lines[1].endswith(OVERDOSE)
    assert lines[3].startswith("answer\t-\tsafest-for-anxiety\t")
    assert ended.stderr.decode().splitlines() == [
        f"benzofaq: line {n} is longer than {MAX_CHARS} characters: its start and its end were read."
        for n in (1, 2, 3)
    ]


@pytest.mark.parametrize("between", [1000, 60_000])
def test_of_a_long_text_the_start_and_the_end_are_read(run: Forks, between: int) -> None:
    for text in ("x " * between + OVERDOSE, f"{OVERDOSE}. " + "x " * between):
        found = json.loads(run("ask", "-", "--region", "US", "--json", stdin=text.encode()).stdout)

        assert found["help"]["act"] == "CALL 911 NOW"
        assert (found["question"][:5], found["question"][-5:]) == (text[:5], text.strip()[-5:])
        assert len(found["question"]) < 90_000


@pytest.mark.parametrize(
    "given", [b"\xff\xfe\x00safest benzo\n", b"safest \xc3\x28 benzo", b"\x00\x01\x02", b"\x80" * 50]
)
def test_bytes_that_are_not_utf_8_are_read_all_the_same(run: Forks, given: bytes) -> None:
    for args in (["ask", "-"], ["ask", "--batch", "-"], ["ask", "--batch", "-", "--json"]):
        ended = run(*args, stdin=given)

        assert ended.returncode in (0, 1, 2, 3)
        assert raw(ended.stdout + ended.stderr) == []
    assert run("ask", b"safest benzo \xff\xfe").returncode == 0


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii", "utf-16", "utf-8:strict", "ascii:strict"])
def test_each_encoding_gets_the_answer_in_its_own_letters(run: Forks, encoding: str) -> None:
    ended = run("ask", "safest benzo", PYTHONIOENCODING=encoding)

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert "not medical advice" in ended.stdout.decode(encoding.split(":")[0])


# Each takes the text that is typed in place of TYPED.
TYPED = """TYPED; --TYPED; ask safest TYPED; ask TYPED --json; ask x --region TYPED; ask --batch TYPED;
list TYPED; list --TYPED; list --topic TYPED; list --data TYPED; show TYPED; drug TYPED; cite TYPED;
cite alcohol --style TYPED; cite alcohol --output /no/TYPED; sources --kind TYPED; sources --used-by TYPED;
sources TYPED; open TYPED; contacts TYPED; search TYPED; share TYPED; report TYPED; check TYPED;
ask [bold]safest benzo[/bold] :pill: [/b]"""


@pytest.mark.parametrize("color", ["", "1"])
def test_nothing_typed_can_steer_the_terminal_or_is_markup(run: Forks, color: str) -> None:
    typed = NASTY.replace("\x00", "").replace("\udc80", "")
    for line in TYPED.split(";"):
        ended = run(*(part.replace("TYPED", typed) for part in line.split()), FORCE_COLOR=color)

        assert raw(ended.stdout + ended.stderr) == [], line
        assert b"Traceback" not in ended.stderr, line

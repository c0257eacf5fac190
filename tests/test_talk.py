"""With a person at a terminal: one question after another, answers by number, looking around."""

import shutil
from pathlib import Path

import pytest

from benzofaq.commands.output import FLOOR
from tests.helpers.invocations import OVERDOSE
from tests.helpers.packs import sample, write
from tests.helpers.terminal import Terminal, Terminals

QUESTION = "Your question: "
OFFERED = "A number shows it; or say it in other words: "

needs_fzf = pytest.mark.skipif(shutil.which("fzf") is None, reason="fzf is not installed")


@pytest.fixture(name="asked")
def _asked(terminal: Terminals) -> Terminal:
    """Return a conversation that waits for its first question."""
    screen = terminal("ask", "--region", "GB")
    assert "Enter alone leaves" in screen.until(QUESTION)
    return screen


def test_one_question_after_another_is_answered_and_help_comes_first(asked: Terminal) -> None:
    for question, said in (
        ("safest benzo", "safest benzo for anxiety?"),
        ("tapering off benzos", "taper"),
        ("???", "There is no question here. Ask in words, as in: safest benzo"),
    ):
        asked.type(question)
        assert said in asked.until(QUESTION)
    asked.type(OVERDOSE)
    assert asked.until(QUESTION).split("\n", 1)[1].strip().startswith("CALL 999 NOW")
    asked.type("")
    assert asked.ended() == 0


@pytest.mark.parametrize("word", ["", "q", "Quit", "exit", ":q", "bye", "\x04"])
def test_enter_ctrl_d_and_the_words_by_which_people_leave_end_it(asked: Terminal, word: str) -> None:
    if word != "\x04":  # Ctrl-C: test_faults
        asked.type(word)

    assert (asked.end(word) if word == "\x04" else asked.ended()) == 0
    assert "No answer" not in asked.written
    assert "Traceback" not in asked.written


@pytest.fixture(name="offering")
def _offering(terminal: Terminals) -> Terminal:
    """Return a conversation that offers entries by number."""
    screen = terminal("ask", "withdrawal", "--region", "US")
    assert "Did you mean one of these?" in screen.until(OFFERED)
    return screen


def test_what_comes_near_is_offered_by_number(offering: Terminal) -> None:
    first = next(line for line in offering.written.splitlines() if line.startswith("1 "))[1:].strip()

    for typed in ("0", "7"):
        offering.type(typed)
        assert f"There is no number {typed} here: they go from 1 to " in offering.until(OFFERED)
    offering.type("1")
    shown = offering.until(QUESTION)
    assert first in shown
    assert OFFERED not in shown
    offering.type("")
    assert offering.ended() == 3


@pytest.mark.parametrize("typed", [OVERDOSE, "911", "who do i call?"])
def test_an_emergency_is_heard_where_a_number_is_asked_for(offering: Terminal, typed: str) -> None:
    offering.type(typed)

    assert "CALL 911 NOW" in offering.until(QUESTION)


def test_a_few_words_soon_after_an_emergency_get_the_same_help_again(asked: Terminal) -> None:
    for typed in (
        OVERDOSE,
        "is he going to be ok",
        "he says he is fine, so should i let him go to bed",
        "help!",
        f"benzofaq {OVERDOSE}",
        "i want to kill myself",  # the one who took it, or whoever is with him: help with that first
    ):
        asked.type(typed)
        assert "CALL 999 NOW" in asked.until(QUESTION)
    for typed in ("safest benzo", "i want to kill myself", "who do i call", "how do you taper off benzos"):
        asked.type(typed)
        assert "CALL 999 NOW" not in asked.until(QUESTION)
    assert "116 123" in asked.written.rsplit("?\n", 1)[1]  # after such a wish: the answer, and whom to call


def test_commands_that_answers_name_may_be_typed_here_too(asked: Terminal) -> None:
    for typed, said in (
        ("benzofaq show alcohol", "More about it"),
        ("benzofaq drug valium", "diazepam"),
        ("benzofaq show nothing-like-it", "no entry is called"),
        ("contacts new zealand", "New Zealand"),
        ("contacts", "United Kingdom"),
        ("contacts --all", "United States"),
        ("benzofaq emergency", "CALL 999 NOW"),
        ("benzofaq list", "That is a command"),
    ):
        asked.type(typed)
        assert said in asked.until(QUESTION)


def test_nothing_typed_can_steer_the_terminal(asked: Terminal) -> None:
    asked.type("\x16\x1b[31m zebra \x16\x07 q")

    asked.until(QUESTION)
    assert "\x1b[31m" not in asked.written
    assert "\x07" not in asked.written.split("zebra", 1)[1]


@pytest.mark.parametrize(
    ("option", "said"), [("--full", "Sources"), ("--ids", "["), ("--explain", "Why this reply")]
)
def test_a_conversation_takes_the_options_of_ask(terminal: Terminals, option: str, said: str) -> None:
    screen = terminal("ask", option)
    screen.until(QUESTION)
    screen.type("safest benzo")

    assert said in screen.until(QUESTION)


def test_data_that_turn_out_broken_leave_a_number_to_call(terminal: Terminals, tmp_path: Path) -> None:
    screen = terminal("ask", "--data", str(write(sample() | {"sources.json": b"{"}, tmp_path)))
    screen.until(QUESTION)
    screen.type("what is the first question")

    assert screen.ended() == 4
    assert "sources.json" in screen.written
    assert FLOOR.split(":")[0] in " ".join(screen.written.split())


# Looking around.


TOPIC, ENTRY, NEXT = (
    f"{what} (a number; Enter alone goes back): " for what in ("Topic", "Question", "Go on to")
)


def browsed(terminal: Terminals, pack: Path, *args: str, columns: int = 80, **env: str) -> Terminal:
    return terminal("browse", "--data", str(pack), *args, columns=columns, rows=50, env=env)


@pytest.fixture(name="rows")
def _rows(terminal: Terminals, pack: Path, tmp_path: Path) -> Terminal:
    """Return a list of topics on a terminal, with a PATH on which there is no fzf."""
    return browsed(terminal, pack, "--short", "--region", "US", PATH=str(tmp_path))


def test_without_fzf_rows_go_by_number_and_by_words(rows: Terminal) -> None:
    assert "1  All questions\n2  About the first\n3  All the rest\n" in rows.until(TOPIC)
    rows.type("about")
    rows.until(ENTRY)
    rows.type("1")
    shown = rows.until(NEXT)
    assert "It depends on the dose." in shown
    assert "More about it" not in shown  # with --short
    rows.type("second")
    assert "Back to the last answer" in rows.until(NEXT)
    for prompt in (NEXT, ENTRY, TOPIC):
        rows.type("")
        rows.until(prompt)
    rows.type("")
    assert rows.ended() == 0


def test_words_that_several_rows_have_narrow_the_list(rows: Terminal) -> None:
    rows.until(TOPIC)
    for typed, prompt, said in (
        ("1", ENTRY, ""),
        ("question", ENTRY, "1  What is the first question?\n2  Is the second question shorter?\n"),
        ("zebra", ENTRY, "No line here has 'zebra'. Type a number, or other words."),
        ("9", ENTRY, "There is no number 9 here: they go from 1 to 2."),
        ("shorter", NEXT, "Yes."),
    ):
        rows.type(typed)
        assert said in rows.until(prompt)
    rows.type("leave")
    assert rows.ended() == 0


def test_an_emergency_is_heard_where_a_row_is_asked_for(rows: Terminal) -> None:
    rows.until(TOPIC)
    rows.type(OVERDOSE)

    told = rows.until(TOPIC)
    assert "CALL 911 NOW" in told
    assert "No line here" not in told


@needs_fzf
def test_with_fzf_rows_go_by_typing_beside_the_answer(terminal: Terminals, pack: Path) -> None:
    screen = browsed(terminal, pack, columns=140)

    for heading, typed in (("What is it about?", "about"), ("About the first", "first")):
        screen.until(f"{heading}   (Enter selects, Esc goes back)")
        screen.type(typed, enter=False)
        screen.until("1/")  # so many rows are left
        if typed == "first":
            screen.until("It depends")
        screen.type("")
    screen.until("What next?")
    screen.type("\x1b[A")  # the arrow goes from the first row to the last: Leave
    assert screen.ended() == 0


@needs_fzf
def test_an_emergency_typed_into_fzf_is_heard_and_not_covered(terminal: Terminals, pack: Path) -> None:
    screen = browsed(terminal, pack, "--region", "US")
    screen.until("What is it about?")
    screen.type("")
    screen.until("All questions   (Enter")
    screen.type(OVERDOSE, enter=False)
    screen.until("0/2")
    screen.type("")

    assert screen.ended() == 0
    assert "CALL 911 NOW" in screen.written
    assert "What is it about?" not in screen.written.split("CALL 911 NOW")[1]


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 2\n", "#!/no/such/interpreter\n"])
def test_numbers_do_where_fzf_fails(terminal: Terminals, pack: Path, tmp_path: Path, script: str) -> None:
    (tmp_path / "fzf").write_text(script)
    (tmp_path / "fzf").chmod(0o755)
    screen = browsed(terminal, pack, PATH=str(tmp_path))

    screen.until(TOPIC)
    screen.type("")
    assert screen.ended() == 0


@needs_fzf
def test_for_a_screen_reader_rows_go_by_number(terminal: Terminals, pack: Path) -> None:
    assert "1: All questions" in browsed(terminal, pack, "--plain").until(TOPIC)

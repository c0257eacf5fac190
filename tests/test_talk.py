"""With a person at a terminal: one question after another, answers by number, looking around."""

import shutil
from pathlib import Path

import pytest

from benzofaq.commands.output import FLOOR
from tests.helpers.forks import Forks
from tests.helpers.sample import laid, sample
from tests.helpers.terminal import Terminal, Terminals

QUESTION = "Your question: "
OFFERED = "A number shows it; or say it in other words: "
OVERDOSE = "my son took all his xanax and wont wake up"

needs_fzf = pytest.mark.skipif(shutil.which("fzf") is None, reason="fzf is not installed")


@pytest.fixture(name="asked")
def _asked(terminal: Terminals) -> Terminal:
    """Return a conversation that waits for its first question."""
    screen = terminal("ask", "--region", "GB")
    assert "Enter alone leaves" in screen.until(QUESTION)
    return screen


def test_one_question_after_another_is_answered(asked: Terminal) -> None:
    for question, said in (("safest benzo", "safest benzo for anxiety?"), ("tapering off benzos", "taper")):
        asked.type(question)
        assert said in asked.until(QUESTION)
    asked.type("???")
    assert "There is no question here. Ask in words, as in: safest benzo" in asked.until(QUESTION)
    asked.type("")
    assert asked.ended() == 0


@pytest.mark.parametrize("word", ["", "q", "Quit", "exit", ":q", "bye"])
def test_enter_and_the_words_by_which_people_leave_end_it(asked: Terminal, word: str) -> None:
    asked.type(word)

    assert asked.ended() == 0
    assert "No answer" not in asked.written


@pytest.mark.parametrize(("keys", "code"), [("\x04", 0), ("\x03", -2)], ids=["Ctrl-D", "Ctrl-C"])
def test_ctrl_d_ends_it_and_ctrl_c_interrupts_it(asked: Terminal, keys: str, code: int) -> None:
    assert asked.end(keys) == code
    assert "Traceback" not in asked.written


def test_help_comes_first_in_a_conversation_too(asked: Terminal) -> None:
    asked.type(OVERDOSE)

    assert asked.until(QUESTION).split("\n", 1)[1].strip().startswith("CALL 999 NOW")


def test_what_comes_near_is_offered_by_number_and_anything_else_is_a_question(
    terminal: Terminals, run: Forks
) -> None:
    screen = terminal("ask", "withdrawal", "--region", "US")

    offered = screen.until(OFFERED)
    assert "Did you mean one of these?" in offered
    first = next(line for line in offered.splitlines() if line.startswith("1 "))[1:].strip()
    screen.type("1")
    shown = screen.until(QUESTION)
    assert first in shown
    assert OFFERED not in shown
    screen.type(OVERDOSE)
    assert "CALL 911 NOW" in screen.until(QUESTION)
    screen.type("")
    assert screen.ended() == 3


def test_an_emergency_is_heard_where_a_number_is_asked_for(terminal: Terminals) -> None:
    screen = terminal("ask", "withdrawal", "--region", "US")
    screen.until(OFFERED)
    screen.type(OVERDOSE)

    assert "CALL 911 NOW" in screen.until(QUESTION)


def test_a_number_that_was_not_offered_is_said_and_one_to_call_is_heard(terminal: Terminals) -> None:
    screen = terminal("ask", "withdrawal", "--region", "US")
    screen.until(OFFERED)
    for typed in ("0", "7"):
        screen.type(typed)
        assert f"There is no number {typed} here: they go from 1 to " in screen.until(OFFERED)
    screen.type("911")

    assert "CALL 911 NOW" in screen.until(OFFERED)


def test_none_of_them_is_an_answer_too(terminal: Terminals) -> None:
    screen = terminal("ask", "withdrawal")
    screen.until(OFFERED)
    screen.type("")

    assert screen.ended() == 3


def test_nothing_typed_can_steer_the_terminal(asked: Terminal) -> None:
    asked.type("\x16\x1b[31m zebra \x16\x07 q")

    asked.until(QUESTION)
    assert "\x1b[31m" not in asked.written
    assert "\x07" not in asked.written.split("zebra", 1)[1]


@pytest.mark.parametrize("args", [("--full",), ("--ids",), ("--explain",)])
def test_a_conversation_takes_the_options_of_ask(terminal: Terminals, args: tuple[str, ...]) -> None:
    screen = terminal("ask", *args)
    screen.until(QUESTION)
    screen.type("safest benzo")

    told = screen.until(QUESTION)
    assert {"--full": "Sources", "--ids": "[", "--explain": "Why this reply"}[args[0]] in told


def test_data_that_turn_out_broken_in_a_conversation_leave_a_number_to_call(
    terminal: Terminals, tmp_path: Path
) -> None:
    screen = terminal("ask", "--data", str(laid(tmp_path, sample() | {"sources.json": b"{"})))
    screen.until(QUESTION)
    screen.type("what is the first question")

    assert screen.ended() == 4
    assert "sources.json" in screen.written
    assert FLOOR.split(":")[0] in " ".join(screen.written.split())


# Looking around.


@pytest.fixture(name="without_fzf")
def _without_fzf(tmp_path: Path) -> str:
    """Return a PATH on which there is no fzf."""
    return str(tmp_path)


def browsed(terminal: Terminals, pack: Path, path: str | None, *args: str, columns: int = 80) -> Terminal:
    env = {} if path is None else {"PATH": path}
    return terminal("browse", "--data", str(pack), *args, columns=columns, rows=50, env=env)


TOPIC, ENTRY, NEXT = (
    f"{what} (a number; Enter alone goes back): " for what in ("Topic", "Question", "Go on to")
)


def test_without_fzf_rows_go_by_number_and_by_words(
    terminal: Terminals, pack: Path, without_fzf: str
) -> None:
    screen = browsed(terminal, pack, without_fzf)

    assert "1  All questions\n2  About the first\n3  All the rest\n" in screen.until(TOPIC)
    screen.type("about")
    screen.until(ENTRY)
    screen.type("1")
    assert "It depends on the dose." in screen.until(NEXT)
    screen.type("second")
    assert "Back to the last answer" in screen.until(NEXT)
    for prompt in (NEXT, ENTRY, TOPIC):
        screen.type("")
        screen.until(prompt)
    screen.type("")
    assert screen.ended() == 0


def test_words_that_several_rows_have_narrow_the_list(
    terminal: Terminals, pack: Path, without_fzf: str
) -> None:
    screen = browsed(terminal, pack, without_fzf)
    screen.until(TOPIC)
    screen.type("1")
    screen.until(ENTRY)
    screen.type("question")
    assert "1  What is the first question?\n2  Is the second question shorter?\n" in screen.until(ENTRY)
    screen.type("zebra")
    assert "No line here has 'zebra'. Type a number, or other words." in screen.until(ENTRY)
    screen.type("9")
    assert "There is no number 9 here: they go from 1 to 2." in screen.until(ENTRY)
    screen.type("shorter")
    assert "Yes." in screen.until(NEXT)
    screen.type("leave")
    assert screen.ended() == 0


def test_short_shows_first_screens(terminal: Terminals, pack: Path, without_fzf: str) -> None:
    screen = browsed(terminal, pack, without_fzf, "--short")
    for prompt in (TOPIC, ENTRY):
        screen.until(prompt)
        screen.type("1")

    assert "What studies and guidelines found" not in screen.until(NEXT)


def test_an_emergency_is_heard_where_a_row_is_asked_for(
    terminal: Terminals, pack: Path, without_fzf: str
) -> None:
    screen = browsed(terminal, pack, without_fzf, "--region", "US")
    screen.until(TOPIC)
    screen.type(OVERDOSE)

    told = screen.until(TOPIC)
    assert "CALL 911 NOW" in told
    assert "No line here" not in told


@needs_fzf
def test_with_fzf_rows_go_by_typing_and_arrows(terminal: Terminals, pack: Path) -> None:
    screen = browsed(terminal, pack, None)

    for heading, typed in (("What is it about?", "about"), ("About the first", "first")):
        screen.until(f"{heading}   (Enter selects, Esc goes back)")
        screen.type(typed, enter=False)
        screen.until("1/")  # so many rows are left
        screen.type("")
    screen.until("What next?")
    assert "It depends on the dose." in screen.written
    screen.type("\x1b[A")  # the arrow goes from the first row to the last: Leave
    assert screen.ended() == 0


@needs_fzf
def test_fzf_shows_the_answer_beside_the_list(terminal: Terminals, pack: Path) -> None:
    screen = browsed(terminal, pack, None, columns=140)
    screen.until("What is it about?")
    screen.type("")
    screen.until("All questions")

    screen.until("It depends")
    assert screen.end("\x03") == 0


@needs_fzf
def test_an_emergency_typed_into_fzf_is_heard_and_nothing_covers_what_to_do(
    terminal: Terminals, pack: Path
) -> None:
    screen = browsed(terminal, pack, None, "--region", "US")
    screen.until("What is it about?")
    screen.type(OVERDOSE, enter=False)
    screen.until("0/3")
    screen.type("")

    assert screen.ended() == 0
    assert "CALL 911 NOW" in screen.written
    assert "What is it about?" not in screen.written.split("CALL 911 NOW")[1]


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 2\n", "#!/no/such/interpreter\n"])
def test_rows_go_by_number_where_fzf_fails(
    terminal: Terminals, pack: Path, tmp_path: Path, script: str
) -> None:
    (tmp_path / "fzf").write_text(script)
    (tmp_path / "fzf").chmod(0o755)
    screen = browsed(terminal, pack, str(tmp_path))

    screen.until(TOPIC)
    screen.type("")
    assert screen.ended() == 0


@needs_fzf
def test_for_a_screen_reader_rows_go_by_number(terminal: Terminals, pack: Path) -> None:
    screen = browsed(terminal, pack, None, "--plain")

    assert "1: All questions" in screen.until(TOPIC)

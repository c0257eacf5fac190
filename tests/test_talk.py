"""With a person at a terminal: questions one after another, answers by number, looking around, the pager."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from .conftest import ROOT

PROMPT = "Your question: "


class Terminal:
    """The program on a pseudo-terminal of 80 by 24, with nothing of the tester's own settings."""

    def __init__(self) -> None:
        """Begin with nothing started."""
        self.children: list[pexpect.spawn] = []

    def __call__(self, *args: str, rows: int = 24, **env: str) -> pexpect.spawn:
        """Start the program and return it."""
        dropped = {"COLUMNS", "LINES", "PAGER", "LESS", "FZF_DEFAULT_OPTS"}
        environ = {key: value for key, value in os.environ.items() if key not in dropped}
        child = pexpect.spawn(
            sys.executable,
            ["-m", "benzofaq", *args],
            env={**environ, "TERM": "xterm", "NO_COLOR": "1", "NO_PAGER": "1", **env},
            cwd=str(ROOT),
            dimensions=(rows, 80),
            encoding="utf-8",
            timeout=20,
        )
        self.children.append(child)
        return child


@pytest.fixture(name="terminal")
def _terminal() -> Iterator[Terminal]:
    """Return what starts the program on a terminal; whatever still runs is ended."""
    terminal = Terminal()
    yield terminal
    for child in terminal.children:
        child.close(force=True)


def ended(child: pexpect.spawn) -> int | None:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


@pytest.fixture(name="without_fzf")
def _without_fzf(tmp_path: Path) -> str:
    """Return a PATH on which there is no fzf."""
    return str(tmp_path)


def test_ask_alone_answers_one_question_after_another(terminal: Terminal) -> None:
    child = terminal("ask", "--short")

    child.expect_exact(PROMPT)
    child.sendline("is prozac a benzo")
    child.expect_exact("No. Prozac (fluoxetine) is an antidepressant")
    child.expect_exact(PROMPT)
    child.sendline("???")
    child.expect_exact("There is no question here.")
    child.expect_exact(PROMPT)
    child.sendline("can i drink on xanax")
    child.expect_exact("It is best not to")
    child.expect_exact(PROMPT)
    child.sendline("")

    assert ended(child) == 0


@pytest.mark.parametrize("word", ["q", "Quit", "exit"])
def test_the_words_by_which_people_leave_end_it(terminal: Terminal, word: str) -> None:
    child = terminal("ask")

    child.expect_exact(PROMPT)
    child.sendline(word)

    assert ended(child) == 0
    assert "no answer" not in child.before


def test_a_question_that_is_too_long_is_told_so(terminal: Terminal) -> None:
    child = terminal("ask")

    child.expect_exact(PROMPT)
    for _ in range(101):
        child.send("xanax " * 17)
    child.send("\r")
    child.expect_exact("That is longer than 10000 characters. Ask it in a sentence or two.")
    child.expect_exact(PROMPT)


def test_ctrl_d_ends_it(terminal: Terminal) -> None:
    child = terminal("ask")

    child.expect_exact(PROMPT)
    child.sendeof()

    assert ended(child) == 0


def test_ctrl_c_ends_it_with_the_code_of_an_interruption(terminal: Terminal) -> None:
    child = terminal("ask")

    child.expect_exact(PROMPT)
    child.sendintr()

    assert ended(child) == 130
    assert "Traceback" not in (child.before or "")


def test_help_comes_first_in_a_conversation_too(terminal: Terminal) -> None:
    child = terminal("ask", "--region", "GB")

    child.expect_exact(PROMPT)
    child.sendline("he wont wake up after his ativan")
    child.expect_exact("Get help now.")
    child.expect_exact("Call 999 now")
    child.expect_exact(PROMPT)


def test_candidates_are_offered_by_number(terminal: Terminal) -> None:
    child = terminal("ask", "--short", "benzos weird feeling")

    child.expect_exact("Which one, 1 to 3?")
    child.sendline("7")
    child.expect_exact("There is no number 7 here: they go from 1 to 3.")
    child.expect_exact("Which one")
    child.sendline("0")
    child.expect_exact("There is no number 0 here: they go from 1 to 3.")
    child.expect_exact("Which one")
    child.sendline("2")
    child.expect_exact("The most common are feeling sleepy")

    assert ended(child) == 0


def test_a_candidate_may_be_named_by_its_words(terminal: Terminal) -> None:
    child = terminal("ask", "--short", "benzos weird feeling")

    child.expect_exact("Which one")
    child.sendline("zebra")
    child.expect_exact("Nothing here holds 'zebra'.")
    child.expect_exact("Which one")
    child.sendline("symptoms withdrawal")
    child.expect_exact("withdrawal-symptoms")

    assert ended(child) == 0


def test_none_of_the_candidates_is_an_answer_too(terminal: Terminal) -> None:
    child = terminal("ask", "benzos weird feeling")

    child.expect_exact("Which one")
    child.sendline("")

    assert ended(child) == 3


def test_a_pipe_is_never_asked_anything(benzofaq: Any) -> None:
    run = benzofaq("ask", "benzos weird feeling")

    assert run.returncode == 3
    assert b"Which one" not in run.stdout
    assert benzofaq("ask", stdin=b"is prozac a benzo\n").stdout.startswith(b"prozac")


def test_browse_without_fzf_goes_by_number_and_by_words(terminal: Terminal, without_fzf: str) -> None:
    child = terminal("browse", "--short", PATH=without_fzf)

    child.expect_exact("  1   \x1b[0mAll questions")
    child.expect_exact("Topic (Enter leaves): ")
    child.sendline("basics")
    child.expect_exact("Question (Enter goes back): ")
    child.sendline("prozac")
    child.expect_exact("No. Prozac (fluoxetine)")
    child.expect_exact("  1  \x1b[0mWhat are benzodiazepines")
    child.expect_exact("Go on to (Enter goes back): ")
    child.sendline("1")
    child.expect_exact("Benzos are drugs that calm the mind")
    child.expect_exact("Back to the last answer")
    child.expect_exact("Go on to (Enter goes back): ")
    child.sendline("")
    child.expect_exact("No. Prozac (fluoxetine)")
    child.expect_exact("Go on to (Enter goes back): ")
    child.sendline("")
    child.expect_exact("Question (Enter goes back): ")
    child.sendline("")
    child.expect_exact("Topic (Enter leaves): ")
    child.sendline("")

    assert ended(child) == 0


def test_rows_to_pick_from_break_between_words_on_a_narrow_terminal(
    terminal: Terminal, without_fzf: str
) -> None:
    child = terminal("browse", PATH=without_fzf, COLUMNS="50")

    child.expect_exact("Topic (Enter leaves): ")
    shown = re.sub(r"\x1b\[\d*m", "", child.before).split("\r\n")
    child.sendline("")

    assert "      treatments" in shown[shown.index("  7   Choosing: safety, length of use, other") + 1]
    assert ended(child) == 0


def test_words_that_fit_several_rows_narrow_the_list(terminal: Terminal, without_fzf: str) -> None:
    child = terminal("browse", "--short", PATH=without_fzf)

    child.expect_exact("Topic (Enter leaves): ")
    child.sendline("1")
    child.expect_exact("Question (Enter goes back): ")
    child.sendline("withdrawal")
    child.expect_exact("How long does benzo withdrawal last?")
    child.expect_exact("Question (Enter goes back): ")
    child.sendline("symptoms withdrawal")
    child.expect_exact("withdrawal-symptoms")
    child.expect_exact("Leave")
    child.sendline("leave")

    assert ended(child) == 0


@pytest.mark.skipif(shutil.which("fzf") is None, reason="fzf is not installed")
def test_browse_with_fzf_goes_by_typing_and_arrows(terminal: Terminal) -> None:
    child = terminal("browse", "--short")

    for heading, typed in (("What is it about?", "basics"), ("Is Prozac a benzo?", "prozac")):
        drawn(child, heading)
        child.send(typed)
        drawn(child, "1/")  # so many rows are left
        child.send("\r")
    drawn(child, "No. Prozac (fluoxetine)")
    drawn(child, "What next?")
    child.send("\x1b[A\r")  # the arrow goes from the first row to the last: Leave

    assert ended(child) == 0


def drawn(child: pexpect.spawn, text: str) -> None:
    """Wait for a text, and tell fzf on the way where the cursor is, as a terminal would."""
    while child.expect_exact([text, "\x1b[6n"]):
        child.send("\x1b[10;1R")


@pytest.mark.skipif(shutil.which("fzf") is None, reason="fzf is not installed")
def test_plain_mode_browses_without_fzf(terminal: Terminal) -> None:
    child = terminal("browse", "--plain")

    child.expect_exact("1: All questions")
    child.sendline("")

    assert ended(child) == 0


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 2\n", "#!/no/such/interpreter\n"])
def test_browse_goes_by_number_where_fzf_fails(terminal: Terminal, tmp_path: Path, script: str) -> None:
    (tmp_path / "fzf").write_text(script)
    (tmp_path / "fzf").chmod(0o755)

    child = terminal("browse", "--short", PATH=str(tmp_path))

    child.expect_exact("All questions")
    child.sendline("")
    assert ended(child) == 0


def test_browse_in_a_pipe_says_what_to_use_instead(benzofaq: Any) -> None:
    run = benzofaq("browse")

    assert run.returncode == 2
    assert run.stderr == (
        b"benzofaq: browse needs a terminal. In a script use: benzofaq list --ids, benzofaq show ID\n"
    )


@pytest.fixture(name="pager")
def _pager(tmp_path: Path) -> Path:
    """Return a pager that says that it was called and shows two lines."""
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED $LESS\nhead -n 2\n")
    pager.chmod(0o755)
    return pager


def test_a_page_longer_than_the_screen_goes_to_the_pager(terminal: Terminal, pager: Path) -> None:
    child = terminal("show", "bind", NO_PAGER="", PAGER=str(pager))

    child.expect_exact("PAGED FRX")
    child.expect_exact("bind")

    assert ended(child) == 0
    assert "Traceback" not in (child.before or "")


@pytest.mark.parametrize(
    ("args", "env"),
    [
        (["show", "bind", "--no-pager"], {}),
        (["show", "bind"], {"NO_PAGER": "1"}),
        (["show", "bind"], {"PAGER": "cat"}),
        (["show", "bind"], {"PAGER": ""}),
        (["show", "bind"], {"PAGER": "no-such-program"}),
        (["show", "bind"], {"PAGER": "'"}),
        (["show", "bind"], {"TERM": "dumb"}),
        (["show", "bind", "--plain"], {}),
    ],
)
def test_the_whole_page_is_printed_where_no_pager_is_wanted(
    terminal: Terminal, pager: Path, args: list[str], env: dict[str, str]
) -> None:
    child = terminal(*args, **{"NO_PAGER": "", "PAGER": str(pager), **env})

    assert ended(child) == 0
    assert "PAGED" not in child.before
    assert "Reviewed 2026" in child.before


def test_a_page_that_fits_needs_no_pager(terminal: Terminal, pager: Path) -> None:
    child = terminal("list", "--topic", "basics", rows=40, NO_PAGER="", PAGER=str(pager))

    assert ended(child) == 0
    assert "PAGED" not in child.before


def test_a_pager_that_fails_to_start_leaves_the_page_on_the_screen(
    terminal: Terminal, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/no/such/interpreter\n")
    broken.chmod(0o755)

    child = terminal("show", "bind", NO_PAGER="", PAGER=str(broken))

    assert ended(child) == 0
    assert "Reviewed 2026" in child.before


def test_a_pager_that_refuses_its_options_leaves_the_page_on_the_screen(terminal: Terminal) -> None:
    child = terminal("show", "bind", NO_PAGER="", PAGER="ls --no-such-option")

    assert ended(child) == 0
    assert "Reviewed 2026" in child.before

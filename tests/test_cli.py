"""The command line: the order of arguments, the help, usage errors, exit codes."""

import json
import re
import shlex
import sys
from pathlib import Path

import pytest

from benzofaq import __version__
from benzofaq.cli import COMMANDS, PANELS, arguments
from benzofaq.commands.output import FLOOR
from tests.helpers.forks import Forks
from tests.helpers.invocations import OVERDOSE
from tests.helpers.program import PROGRAM, process
from tests.helpers.terminal import Terminals


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("", ""),
        ("list", "list"),
        ("--plain list", "--plain list"),
        ("list --plain", "--plain list"),
        ("list --topic x --no-pager", "--no-pager list --topic x"),
        ("--json list", "list --json"),
        ("--data p list --json", "list --data p --json"),
        ("--data list list", "list --data list"),
        ("-o f cite alcohol", "cite -o f alcohol"),
        ("--json can i drink", "ask --json can i drink"),
        ("can i drink --json", "ask can i drink --json"),
        ("--region GB can i drink", "ask --region GB can i drink"),
        ("-", "ask -"),
        ("--batch -", "ask --batch -"),
        ("--region GB", "ask --region GB"),
        ("ask -- --plain", "ask -- --plain"),
        ("-- is it safe", "ask -- is it safe"),
        ("help", "--help"),
        ("help ask", "ask --help"),
        ("911", "emergency"),
        ("999 --json", "emergency --json"),
        ("911 --region GB", "emergency --region GB"),
        ("call 911", "emergency call 911"),
        *((call, "emergency") for call in ("911!", "SOS!!", "help!", "hilfe!")),
        ("Emergency!", "emergency"),
        ("who do i call?", "emergency who do i call?"),
        *((one, f"ask {one}") for one in ("can i drink on xanax", "shwo alcohol", "911 my son")),
        *((one, f"ask {one}") for one in ("help my son wont wake up", f"poison control said {'x' * 60}")),
        ("--version", "--version"),
        ("-h list", "-h list"),
        ("--json --help", "--json --help"),
    ],
)
def test_options_may_come_anywhere_and_a_question_needs_no_command(typed: str, taken: str) -> None:
    assert arguments(typed.split()) == taken.split()


def test_a_question_with_or_without_the_command_or_quotes_gets_the_same_answer(run: Forks) -> None:
    asked = "can i drink on xanax"
    outputs = {run(*one).stdout for one in ([asked], ["ask", asked], asked.split(), ["ask", *asked.split()])}

    assert len(outputs) == 1
    assert outputs != {b""}


@pytest.mark.parametrize(
    "words",
    [
        *(OVERDOSE, f"{OVERDOSE} --json", "911", "emergency"),
        *(f"{words} {OVERDOSE}" for words in ("ask", "help", "shwo me what to do", "show me what to do")),
        *(f"{words} {OVERDOSE}" for words in ("list of things", "drug overdose", "search overdose")),
        *(f"{words} {OVERDOSE}" for words in ("check on him", "cite")),
        *(f"{command} she isn't breathing" for command in ("drug", "search", "cite")),
    ],
)
def test_an_emergency_is_heard_wherever_words_are_taken(run: Forks, words: str) -> None:
    told = run(*words.split(), LANG="en_GB.UTF-8").stdout.decode()

    assert told.startswith("CALL 999 NOW\n") or json.loads(told)["help"]["act"] == "CALL 999 NOW"


@pytest.mark.parametrize("panel", PANELS)
def test_the_help_has_the_commands_in_panels_each_with_an_example_that_runs(run: Forks, panel: str) -> None:
    _, _, example = panel.partition(": ")
    said = run("--help").stdout.decode()

    assert f"─ {panel} ─" in said
    if "my-pack" not in example:
        assert run(*shlex.split(example)[1:]).returncode in (0, 3)
    for name in PANELS[panel]:
        assert re.search(rf"│ {name} +\S", said)


def test_the_help_has_no_boxes_for_a_screen_reader(run: Forks) -> None:
    spoken = run("--help", ACCESSIBLE="1").stdout.decode()

    assert "\N{BOX DRAWINGS LIGHT HORIZONTAL}" in run("--help", ACCESSIBLE="0").stdout.decode()
    assert "\N{BOX DRAWINGS LIGHT HORIZONTAL}" not in spoken + run("--plain", "ask", "--help").stdout.decode()
    assert all(name in spoken for name in COMMANDS)


def test_the_help_is_a_word_too_and_names_whom_to_call_and_what_it_is_not(run: Forks) -> None:
    said = " ".join(run("--help").stdout.decode().split())

    assert "In an emergency call your emergency number" in said
    assert "not medical advice" in said
    for option in ("--version", "-V"):
        assert run(option).stdout.decode() == f"benzofaq {__version__}\n"
    assert run("ask", "-h").stdout == run("ask", "--help").stdout == run("help", "ask").stdout
    assert run("help").stdout == run("-h").stdout == run("--help").stdout


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_commands_help_is_as_listed_and_its_examples_run(run: Forks, name: str, tmp_path: Path) -> None:
    listed, said = (run(*args, COLUMNS="200").stdout.decode() for args in (["--help"], [name, "-h"]))
    (about,) = re.findall(rf"│ {name} +(\S.*?) *│", listed)
    examples = re.findall(rf"^   benzofaq {name}.*$", said, re.MULTILINE)

    assert f"\n {about} " in said
    assert examples
    for example in examples:
        if not re.search(r"browse|mcp|my-pack|--qr|>", example):
            assert run(*shlex.split(example)[1:], cwd=tmp_path).returncode in (0, 3), example


@pytest.mark.parametrize("args", [("--help",), ("cite", "--help")], ids=" ".join)
def test_the_help_has_one_colour_that_can_be_read_on_white_and_on_black(args: tuple[str, ...]) -> None:
    said = process(*PROGRAM, *args, env={"FORCE_COLOR": "1", "TERM": "xterm"}).stdout.decode()

    codes = {code for codes in re.findall(r"\x1b\[([\d;]*)m", said) for code in codes.split(";")}
    assert codes == {"0", "1", "2", "35"}


@pytest.mark.parametrize(("args", "title"), [((), "safest"), (("--plain",), "Title: ")])
def test_without_arguments_a_pipe_gets_the_help_and_a_terminal_is_asked(
    run: Forks, terminal: Terminals, args: tuple[str, ...], title: str
) -> None:
    assert run(*args).stdout == run(*args, "--help").stdout
    screen = terminal(*args)
    screen.until("Your question: ")
    screen.type("safest benzo")
    assert title in screen.until("Your question: ")


def test_without_arguments_the_data_of_the_environment_are_read(terminal: Terminals) -> None:
    screen = terminal(BENZOFAQ_DATA="/nowhere/faq.json")

    assert screen.ended() == 4
    assert "/nowhere/faq.json" in screen.written
    assert "call the emergency number now" in screen.written


def test_a_fault_of_the_program_names_a_number_and_asks_for_a_report_and_the_end_of_input_is_none() -> None:
    run = "import sys, benzofaq.cli; sys.argv[1:] = ['ask', 'x']; sys.exit(benzofaq.cli.run())"
    faulty = "import benzofaq.reading.matcher as m; m.Matcher.ask = lambda *_, **__:"
    fault, end = (process(sys.executable, "-c", f"{faulty} {one}; {run}") for one in ("1 / 0", "input()"))

    assert (fault.returncode, end.returncode) == (4, 1)
    assert b"ZeroDivisionError" in fault.stderr
    assert b"Please report it" in fault.stderr
    assert fault.stderr.decode().endswith(f"benzofaq: {FLOOR}\n")
    assert b"Traceback" not in end.stderr


def test_under_oo_the_help_of_a_command_says_where_it_went() -> None:
    helped, asked = (
        process(sys.executable, "-OO", *PROGRAM[1:], *args).stdout.decode()
        for args in (("cite", "--help"), ("ask", "safest benzo"))
    )

    assert "There is no help on this command under python -OO." in helped
    assert asked.startswith("What is the safest benzo")

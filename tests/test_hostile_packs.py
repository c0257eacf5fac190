"""A pack that means ill ends in an answer or in one message, and its text stays text."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.forks import Forks
from tests.helpers.invocations import OVERDOSE
from tests.helpers.packs import Change, places, put, retype, sample, sample_with, soiled, write
from tests.helpers.terminal import Terminals
from tests.helpers.text import NASTY, raw

STDIN = f"what is the first question\n{OVERDOSE}\n".encode()

# A lone half of a pair is no JSON.
TEXT = NASTY.replace("\udc80", "")

CALLS = f"""ask what is the first question --explain; ask what is the first question --json --cite apa;
ask {OVERDOSE} --region GB; ask --batch -; ask --batch - --json --explain; list; list --json; show first;
show first --short --cite vancouver; show first --json; random --daily; show drug:zolnone; drugs --all;
drugs --json; contacts --all --sources; contacts GB --json; cite first --style apa; cite first --style bibtex;
cite first --style ris; cite first --json; sources; sources label; sources --json; open label; search the;
share first; report first; info; info --json; export; export --format html; check""".split(";")

# Bytes of address space: the program takes 0.3 GB of it to start.
MEMORY = 1 << 30


def held(run: Forks, line: str, folder: object, color: str = "") -> int:
    """Run a command over a pack, hold it to a clean end, and return its exit code."""
    args = ["check", str(folder)] if "check" in line else [*line.split(), "--data", str(folder)]
    ended = run(*args, stdin=STDIN, FORCE_COLOR=color, memory=MEMORY)

    assert ended.returncode in {0, 1, 3, 4}, (line, ended)
    assert b"Traceback" not in ended.stderr, (line, ended.stderr[-2000:])
    assert raw(ended.stdout) == raw(ended.stderr) == [], line
    if ended.returncode == 4:
        assert ended.stderr.startswith((b"benzofaq: ", b'{"schema"')), line
        assert ended.stdout == b"" or "--batch" in line, line
    elif "--json" in line and "--batch" not in line:
        json.loads(ended.stdout, parse_constant=pytest.fail)
    return ended.returncode


@pytest.mark.parametrize("color", ["", "1"], ids=["piped", "coloured"])
def test_nothing_in_a_pack_reaches_the_terminal_raw(run: Forks, tmp_path: Path, color: str) -> None:
    folder = soiled(tmp_path / f"pack \x1b[31m\u202e{color}", TEXT).folder

    assert [line for line in CALLS if held(run, line, folder, color) == 4] == []


@pytest.mark.parametrize("word", ["first", "label", "nonepam", "GB"])
def test_an_id_that_steers_a_terminal_is_refused_or_clean(run: Forks, tmp_path: Path, word: str) -> None:
    nasty = json.dumps(f"{word}{TEXT}")
    files = {name: json.dumps(one).replace(f'"{word}"', nasty).encode() for name, one in sample().items()}

    for line in CALLS[::4]:
        held(run, line, write(files, tmp_path))


@pytest.mark.parametrize("args", [("--plain",), ()], ids=["by number", "fzf"])
def test_browsing_shows_nothing_raw(terminal: Terminals, tmp_path: Path, args: tuple[str, ...]) -> None:
    folder = soiled(tmp_path, TEXT).folder
    screen = terminal("browse", "--data", str(folder), *args, NO_COLOR="1", rows=40)
    screen.until("All questions")
    screen.end("\x03")

    # fzf steers the terminal itself: what counts is whether the pack's own codes are among it.
    assert not [code for code in ("\x1b]0;owned", "\x9b31m", "\u202e", "\u2066") if code in screen.written]


INSTEAD: list[Any] = [None, True, 0, -1, 1e308, 10**400, "", "text", [], [[]], {}, {"text": 5}]
READ_BY = {
    "faq.json": ["show first", "list --json", "ask what is the first question --json"],
    "sources.json": ["sources --json", "sources", "cite label --style bibtex"],
    "drugs.json": ["show drug:nonepam", "drugs --json", "drugs"],
    "contacts.json": ["contacts --all", "contacts GB --json"],
    "emergencies.json": [f"ask {OVERDOSE} --region GB"],
}


@pytest.mark.parametrize("name", READ_BY)
def test_a_wrong_value_anywhere_is_said_or_does_not_matter(run: Forks, tmp_path: Path, name: str) -> None:
    codes = []

    for at, path in list(enumerate(places(sample()[name], (name,))))[::4]:
        wrong = put(*path, INSTEAD[at % len(INSTEAD)])  # not each value at each place, but each at some
        codes.append(held(run, READ_BY[name][at % len(READ_BY[name])], sample_with(wrong, tmp_path)))
    assert 4 in codes or name in ("contacts.json", "emergencies.json")  # whose place the bundled ones take


DEEP = "[" * 900 + "]" * 900
# What each does to the sample.
ILL: dict[str, Change] = {
    "a field of 10 MB": put("faq.json", "footer", "x" * 10_000_000),
    "an id of 1 MB": retype("faq.json", '"first"', f'"{"f" * 1_000_000}"'),
    "100,000 levels": put("faq.json", b"[" * 100_000 + b"]" * 100_000),
    "900 levels in a source": retype("sources.json", '"volume": "1"', f'"volume": {DEEP}'),
    "a key twice": put("faq.json", b'{"entries": [], "entries": []}'),
    "NaN": retype("drugs.json", '"low": 20', '"low": NaN'),
    "Infinity": retype("drugs.json", '"high": 100', '"high": Infinity'),
    "1e999": retype("drugs.json", '"high": 100', '"high": 1e999'),
    "a number of 1,000,000 digits": retype("drugs.json", '"high": 100', f'"high": {"9" * 1_000_000}'),
    "more than fits into the memory": put("faq.json", b"[" + b"[]," * 5_000_000 + b"0]"),
    "links that do harm": retype("sources.json", "https://", "javascript://"),
}


@pytest.mark.parametrize("kind", ILL)
def test_a_pack_that_means_ill_ends_in_a_message_or_an_answer(run: Forks, tmp_path: Path, kind: str) -> None:
    folder = sample_with(ILL[kind], tmp_path)

    for line in CALLS[:: 4 if "link" in kind else 8]:
        held(run, line, folder, "1" if "link" in kind else "")

"""A pack that means ill ends in an answer or in one message, and its text stays text."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.forks import Forks
from tests.helpers.sample import laid, sample, spoilt
from tests.helpers.terminal import Terminals
from tests.helpers.text import NASTY, raw

OVERDOSE = "my son took all his xanax and wont wake up"
STDIN = f"what is the first question\n{OVERDOSE}\n".encode()

# A lone half of a pair is no JSON.
TEXT = NASTY.replace("\udc80", "")

CALLS = [
    *("ask what is the first question --explain", "ask what is the first question --json --cite apa"),
    *(
        f"ask {OVERDOSE} --region GB",
        "ask --batch -",
        "ask --batch - --json --explain",
        "list",
        "list --json",
    ),
    *("show first", "show first --short --cite vancouver", "show first --json", "random --daily"),
    *("show drug:zolnone", "drugs --all", "drugs --json", "contacts --all --sources", "contacts GB --json"),
    *("cite first --style apa", "cite first --style bibtex", "cite first --style ris", "cite first --json"),
    *(
        "sources",
        "sources label",
        "sources --json",
        "open label",
        "search the",
        "share first",
        "report first",
    ),
    *("info", "info --json", "export", "export --format html", "check"),
]

# Bytes of address space: the program takes 0.3 GB of it to start.
MEMORY = 1 << 30


def held(run: Forks, line: str, folder: Path, color: str = "") -> int:
    """Run a command over a pack, hold it to a clean end, and return its exit code."""
    env = {"FORCE_COLOR": color}
    ended = (
        run(*line.split(), "--data", str(folder), stdin=STDIN, env=env, memory=MEMORY)
        if (line != "check")
        else run("check", str(folder), env=env, memory=MEMORY)
    )

    assert ended.returncode in {0, 1, 3, 4}, (line, ended)
    assert b"Traceback" not in ended.stderr, (line, ended.stderr[-2000:])
    assert raw(ended.stdout) == [], line
    assert raw(ended.stderr) == [], line
    if ended.returncode == 4:
        assert ended.stderr.startswith((b"benzofaq: ", b'{"schema"')), line
        assert ended.stdout == b"" or "--batch" in line, line
    elif "--json" in line and "--batch" not in line:
        json.loads(ended.stdout, parse_constant=pytest.fail)
    return ended.returncode


@pytest.mark.parametrize("color", ["", "1"], ids=["piped", "coloured"])
def test_nothing_in_a_pack_reaches_the_terminal_raw(run: Forks, tmp_path: Path, color: str) -> None:
    files = {name: spoilt(content, TEXT) for name, content in sample().items()}
    for at, drug in enumerate(files["drugs.json"]["drugs"]):
        drug["name"] = f"{TEXT}{at}"
    folder = laid(tmp_path / f"pack \x1b[31m\u202e{color}", files)

    codes = {line: held(run, line, folder, color) for line in CALLS}
    assert [line for line, code in codes.items() if code == 4] == []


@pytest.mark.parametrize("word", ["first", "label", "nonepam", "GB"])
def test_an_id_or_key_that_steers_a_terminal_is_refused_or_printed_clean(
    run: Forks, tmp_path: Path, word: str
) -> None:
    nasty = json.dumps(f"{word}{TEXT}")
    files = {name: json.dumps(one).replace(f'"{word}"', nasty).encode() for name, one in sample().items()}

    for line in CALLS[::4]:
        held(run, line, laid(tmp_path, files))


@pytest.mark.parametrize("args", [("--plain",), ()], ids=["by number", "fzf"])
def test_browsing_shows_nothing_raw_either(
    terminal: Terminals, tmp_path: Path, args: tuple[str, ...]
) -> None:
    folder = laid(tmp_path, {name: spoilt(content, TEXT) for name, content in sample().items()})
    screen = terminal("browse", "--data", str(folder), *args, NO_COLOR="1", rows=40)
    screen.until("All questions")
    screen.end("\x03")

    # fzf steers the terminal itself: what counts is whether the pack's own codes are among it.
    for code in ("\x1b]0;owned", "\x9b31m", "\u202e", "\u2066"):
        assert code not in screen.written


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value of a record."""
    yield path
    if isinstance(node, dict):
        for key, value in node.items():
            yield from places(value, (*path, key))
    elif isinstance(node, list):
        for value in node[:1]:
            yield from places(value, (*path, 0))


def replaced(node: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return a copy of a record with one value in the place of another."""
    if not path:
        return value
    copy = dict(node) if isinstance(node, dict) else list(node)
    copy[path[0]] = replaced(node[path[0]], path[1:], value)
    return copy


INSTEAD: list[Any] = [None, True, 0, -1, 1e308, 10**400, "", "text", [], [[]], {}, {"text": 5}]
READ_BY = {
    "faq.json": ["show first", "list --json", "ask what is the first question --json"],
    "sources.json": ["sources --json", "sources", "cite label --style bibtex"],
    "drugs.json": ["show drug:nonepam", "drugs --json", "drugs"],
    "contacts.json": ["contacts --all", "contacts GB --json"],
    "emergencies.json": [f"ask {OVERDOSE} --region GB"],
}


@pytest.mark.parametrize("name", READ_BY)
def test_a_wrong_value_anywhere_in_a_pack_is_said_or_does_not_matter(
    run: Forks, tmp_path: Path, name: str
) -> None:
    files = sample()
    folder = laid(tmp_path, files)
    codes = []

    for at, path in list(enumerate(places(files[name])))[::2]:
        # Not each value at each place, but each at some.
        value = INSTEAD[at % len(INSTEAD)]
        (folder / name).write_text(json.dumps(replaced(files[name], path, value)))
        codes.append(held(run, READ_BY[name][at % len(READ_BY[name])], folder))
    assert 4 in codes or name in ("contacts.json", "emergencies.json")  # whose place the bundled ones take


def _with(name: str, old: str, new: str) -> dict[str, bytes]:
    text = json.dumps(sample()[name])
    assert old in text
    return {name: text.replace(old, new).encode()}


DEEP = "[" * 900 + "]" * 900
ILL: dict[str, dict[str, Any]] = {
    "a field of 10 MB": {"faq.json": sample()["faq.json"] | {"footer": "x" * 10_000_000}},
    "an id of 1 MB": _with("faq.json", '"first"', f'"{"f" * 1_000_000}"'),
    "100,000 levels": {"faq.json": b"[" * 100_000 + b"]" * 100_000},
    "900 levels in a source": _with("sources.json", '"volume": "1"', f'"volume": {DEEP}'),
    "a key twice": {"faq.json": b'{"entries": [], "entries": []}'},
    "NaN": _with("drugs.json", '"low": 20', '"low": NaN'),
    "Infinity": _with("drugs.json", '"high": 100', '"high": Infinity'),
    "1e999": _with("drugs.json", '"high": 100', '"high": 1e999'),
    "a number of 1,000,000 digits": _with("drugs.json", '"high": 100', f'"high": {"9" * 1_000_000}'),
    "more than fits into the memory": {"faq.json": b"[" + b"[]," * 5_000_000 + b"0]"},
    "links that do harm": _with("sources.json", "https://", "javascript://"),
}


@pytest.mark.parametrize("kind", ILL)
def test_a_pack_that_means_ill_ends_in_a_message_or_an_answer(run: Forks, tmp_path: Path, kind: str) -> None:
    folder = laid(tmp_path, sample() | ILL[kind])

    for line in CALLS[:: 4 if "link" in kind else 8]:
        held(run, line, folder, "1" if "link" in kind else "")

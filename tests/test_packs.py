"""Packs of others: what is wrong with them is said, what they lack is made up for, and they run nothing."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from benzofaq.commands.output import FLOOR
from benzofaq.reading.matcher import Matcher
from tests.helpers.forks import Forks
from tests.helpers.packs import GOOD, Write, entry, good, write

MEND = "Fix the file, or leave out --data to use the bundled data."
OVERDOSE = "my toddler swallowed a whole bottle of pills"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "faq.json is not valid JSON: Input data was truncated."),
        (b'{"entries": 1e999}', "faq.json"),
        ({"entries": []}, "faq.json: entries: is empty."),
        ({"entries": [entry("a;id>/tmp/x", "Is it?")]}, "faq.json: entries[0].id: is not an id. Write small"),
        ({"entries": [entry("a", "Is it?")] * 2}, "faq.json: an id is used twice."),
        ({"entries": [entry("none", "Is it?")]}, "faq.json: 'none' can't be an id."),
    ],
)
def test_a_broken_pack_ends_with_4_and_the_place(run: Forks, tmp_path: Path, content: Any, said: str) -> None:
    folder = write({"faq.json": content}, tmp_path)

    for args in (("list",), ("show", "a"), ("ask", "is it?"), ("cite", "a")):
        ended = run(*args, "--data", str(folder))

        assert (ended.returncode, ended.stdout) == (4, b"")
        first, *floor = ended.stderr.decode().splitlines()
        assert first.startswith(f"benzofaq: the data can't be read: {folder}/{said}")
        assert first.endswith(MEND)
        assert floor == [f"benzofaq: {FLOOR}"] * (args[0] == "ask")
    assert {"911", "999"} <= set(re.findall(r"\d+", FLOOR))


@pytest.mark.parametrize("name", ["sources.json", "drugs.json"])
def test_another_broken_file_is_named_where_it_is_wanted(run: Forks, tmp_path: Path, name: str) -> None:
    folder = write({**GOOD, name: "text"}, tmp_path)

    ended = run(name.removesuffix(".json"), "--data", str(folder))

    assert ended.returncode == 4
    assert f"{folder}/{name}: should be" in ended.stderr.decode()
    assert run("list", "--data", str(folder)).returncode == 0


@pytest.mark.parametrize("name", ["contacts.json", "emergencies.json", "sources.json", "drugs.json"])
@pytest.mark.parametrize("content", [b"{", b"\xff", b"[]", b'{"contacts": [], "kinds": {}, "regions": {}}'])
def test_a_broken_file_swallows_no_emergency(run: Forks, tmp_path: Path, name: str, content: bytes) -> None:
    folder = write({**GOOD, name: content}, tmp_path)

    for args in (["ask", OVERDOSE], ["emergency"], ["contacts"]):
        told = run(*args, "--region", "GB", "--data", str(folder)).stdout.decode()
        assert told.startswith("United Kingdom (GB)\n- 999 " if "contacts" in args else "CALL 999"), args


def test_a_pack_brings_words_never_weights(packed: Write, matcher: Matcher, tmp_path: Path) -> None:
    pack = packed(entry("hours", "When are you open?"))
    for name in ("weights.tsv", "vocabulary.json", "words.txt", "lexicon.json"):
        (tmp_path / name).write_text("nan\tinf\n0:nan")

    for question in (OVERDOSE, "i want to die", "when are you open"):
        assert Matcher(pack).ask(question).emergency == matcher.ask(question).emergency
    assert Matcher(pack).ask("when are you open").state == "answer"


# Commands that the output offers to paste.

HOSTILE = "x; touch /tmp/owned #"


def pasted(printed: str) -> list[list[str]]:
    """Return the commands that an output offers, as a shell would part them into words."""
    lines = [line.partition("\t")[0].strip() for line in printed.splitlines()]
    return [shlex.split(line) for line in lines if line.startswith("benzofaq ")]


@pytest.mark.parametrize("name", [HOSTILE, "$(id)", "`id`", "a'b", "--data=/", "a\nid"])
def test_a_drug_name_in_a_command_to_paste_runs_nothing(run: Forks, tmp_path: Path, name: str) -> None:
    files = good()
    files["drugs.json"]["drugs"][0] |= {"name": name, "brands": ["Exabrand"]}
    folder = str(write(files, tmp_path))

    calls = ("show drug:nothing", "drug exabran", "sources --used-by drug:exabrand")
    for call in (*calls, "ask exabrand", "cite exabrand"):
        ended = run(*call.split(), "--data", folder)
        text = (ended.stdout + ended.stderr).decode()
        for words in pasted(text):
            assert not any(word in (";", "touch", "#") for word in words)
        for offered in re.findall(r"benzofaq drug [^\t\n]*", text):
            words = shlex.split(offered, comments=False)
            assert words[2].rstrip(".") in (name.replace("\n", " "), "NAME", "exabrand")


def test_a_bundled_name_with_an_apostrophe_can_be_pasted_too(run: Forks) -> None:
    reason = run("ask", "will st john's wort make me sleepy").stdout.decode()

    command = reason.split("Its card: ")[1].splitlines()[0]
    assert shlex.split(command) == ["benzofaq", "drug", "st john's wort"]
    assert run(*shlex.split(command)[1:]).returncode == 0

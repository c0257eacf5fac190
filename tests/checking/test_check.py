"""The check lists all that is wrong with a pack, and never fails itself; what it passes can be used."""

import contextlib
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benzofaq.checking.check import problems
from benzofaq.checking.problem import MOST_LISTED, Problem, quote
from benzofaq.reading.matcher import Matcher
from benzofaq.records.library import Library
from benzofaq.records.passages import cited, parts
from benzofaq.text import clean
from tests.helpers.files import ROOT
from tests.helpers.packs import (
    DAY,
    GOOD,
    TODAY,
    Change,
    both,
    drop,
    entry,
    good,
    places,
    put,
    records,
    source,
    write,
)

FIELDS = ("topics", "grades", "reviewed", "name", "covers", "contacts", "checks_emergencies")


def use(folder: Path) -> None:
    """Load all that a library can load, as the commands do; ask it something."""
    library = Library(folder)
    for name in FIELDS:
        getattr(library, name)
    for record in records(library):
        for id_ in cited(parts(record)):
            assert library.source(id_).title
    for kind in library.emergencies:
        assert library.emergency(kind).steps
    matcher = Matcher(library)
    for one in library.entries.values():
        assert matcher.ask(one.question, explain=True).question == one.question


def test_a_pack_without_a_fault_can_be_used(tmp_path: Path) -> None:
    assert problems(ROOT / "examples" / "tool-library") == []
    use(write(GOOD, tmp_path))


def test_a_record_of_a_wrong_type_does_not_hide_what_is_wrong_elsewhere(tmp_path: Path) -> None:
    files = good()
    first, second = files["faq.json"]["entries"]
    first["question"], second["topic"], files["faq.json"]["reviewed"] = 5, "elsewhere", "soon"
    files["faq.json"]["entries"].append({**second, "id": "third", "question": "Is it so?", "short": []})
    files["sources.json"][0]["DOI"] = "x"

    found = problems(write(files, tmp_path), today=DAY)

    assert [(one.record, one.field, one.rule) for one in found if one.level == "error"] == [
        ("", "reviewed", "bad-date"),
        ("entries[0] (open)", "question", "wrong-type"),
        ("entries[1] (cost)", "topic", "unknown-topic"),
        ("entries[2] (third)", "short", "wrong-type"),
        ("[0] (rules)", "DOI", "not-a-doi"),
    ]


FAQ = "faq.json"
BESIDE = both(put(FAQ, "entries", 0, "question", 5), put(FAQ, "covers", []))
MISSED = both(put(FAQ, "entries", 1, "topic", "more"), put(FAQ, "entries", 1, "short", 5))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (BESIDE, [("", "covers"), ("entries[0] (open)", "question")]),
        (both(put(FAQ, "topics", "more", "More"), MISSED), [("entries[1] (cost)", "short")]),
    ],
    ids=["beside another", "of a topic that has no other"],
)
def test_what_can_not_be_read_is_the_only_problem(tmp_path: Path, change: Change, found: list[Any]) -> None:
    files = good()
    change(files)

    assert [(one.record, one.field) for one in problems(write(files, tmp_path), today=DAY)] == found


@pytest.mark.parametrize("name", GOOD)
def test_a_broken_file_is_not_blamed_on_the_others(tmp_path: Path, name: str) -> None:
    (write(GOOD, tmp_path) / name).write_bytes(b"}")

    assert [(one.file, one.rule) for one in problems(tmp_path, today=DAY)] == [(name, "bad-json")]


def test_a_folder_in_the_place_of_a_file_is_a_problem(tmp_path: Path) -> None:
    assert [one.rule for one in problems(tmp_path / "nothing")] == ["missing-file"]
    (tmp_path / "faq.json").mkdir()

    assert [str(one) for one in problems(tmp_path)] == ["faq.json: is not a file."]


def test_problems_are_in_the_order_of_the_files_and_the_same_each_time(tmp_path: Path) -> None:
    files = good()
    files["sources.json"].append(source("idle"))
    files["faq.json"]["entries"] += [entry("open", "Really?", related=["x", "y"]), 5]
    folder = write({**files, "source.json": []}, tmp_path)

    found = problems(folder, today=DAY)

    assert found == problems(folder, today=DAY)
    assert list(dict.fromkeys(one.file for one in found)) == ["faq.json", "sources.json"]


@pytest.mark.parametrize("level", ["error", "warning"])
def test_a_hundred_problems_of_a_file_are_listed_and_the_others_counted(tmp_path: Path, level: str) -> None:
    more: dict[str, Any] = {"related": ["nowhere"]} if level == "error" else {"aliases": ...}
    entries = [entry(f"e{at}", f"Is it {at}?", "a" * (at + 2), "b" * (at + 2), **more) for at in range(130)]

    found = problems(write({"faq.json": {"entries": entries}}, tmp_path))

    assert len(found) == MOST_LISTED + 1
    assert str(found[-1]) == f"faq.json: {'' if level == 'error' else 'warning: '}has 30 more problems."


def test_long_names_are_cut_and_harmful_ones_spelt_out(tmp_path: Path) -> None:
    files = good()
    files["faq.json"]["entries"][0]["id"] = "\x1b]0;owned\x07" * 1000
    files["sources.json"][0]["DOI"] = "\x1b[31m" * 1000

    found = [str(one) for one in problems(write(files, tmp_path), today=DAY)]

    assert len(found) >= 2
    assert all(len(line) < 300 and clean(line) == line for line in found)
    assert quote("a" * 60) == f"'{'a' * 60}'"
    assert quote("a" * 61) == f"'{'a' * 57}...'"


# Anything at all in a file.

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
TAKEN = st.sampled_from(["open", "rules", "strong", TODAY, "https://example.org", "emergency-check"])
json_values = st.recursive(
    SCALARS | TAKEN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=6),
    max_leaves=10,
)


PLACES = [(name, *path) for name, document in GOOD.items() for path in places(document) if path]


def checked(files: dict[str, Any]) -> None:
    """Hold the check to its promises about a pack: it ends, prints cleanly, and passes only what works."""
    with tempfile.TemporaryDirectory() as folder:
        found = problems(write(files, Path(folder)), today=DAY)
        assert all(isinstance(one, Problem) and clean(str(one)) == str(one) for one in found)
        json.dumps([str(one) for one in found]).encode()
        if not any(one.level == "error" for one in found):
            use(Path(folder))


@pytest.mark.parametrize("contents", [json_values, st.binary(max_size=60)], ids=["json", "bytes"])
@given(data=st.data())
def test_anything_in_a_file_gets_a_list_of_problems(contents: Any, data: st.DataObject) -> None:
    value = data.draw(contents)
    name = data.draw(st.sampled_from([*GOOD]))

    checked({**GOOD, name: value if isinstance(value, bytes) else json.dumps(value).encode()})


@given(name=st.sampled_from([*GOOD]), at=st.integers(0, 2000), byte=st.integers(0, 255))
def test_one_wrong_byte_gets_a_list_of_problems(name: str, at: int, byte: int) -> None:
    content = bytearray(json.dumps(GOOD[name]).encode())
    content[at % len(content)] = byte

    checked({**GOOD, name: bytes(content)})


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.just(...) | json_values), min_size=1, max_size=3))
def test_a_changed_pack_without_errors_can_be_used(changes: list[tuple[Any, Any]]) -> None:
    files = good()
    for way, value in changes:
        with contextlib.suppress(KeyError, IndexError, TypeError):  # where an earlier one took it away
            (drop(*way) if value is ... else put(*way, value))(files)

    checked({name: json.dumps(document).encode() for name, document in files.items()})

"""The check finds what is wrong with a pack, all of it, where it is, and never fails itself."""

import copy
import datetime
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benzofaq import model_file, rawpack
from benzofaq.check import Problem, problems
from benzofaq.library import DataError, Library, data_folder
from benzofaq.match import Matcher
from benzofaq.model_file import Weights
from benzofaq.rules import RESERVED, RULES
from benzofaq.textsafe import clean

from .conftest import ROOT
from .packs import BROKEN, GOOD, TODAY, Broken, good, write

DAY = datetime.date.fromisoformat(TODAY)

# What the loader refuses of a pack too, so that no half of it is shown. The rest it takes as it stands:
# nothing of it keeps an answer from being found, printed and cited.
REFUSED = {
    "missing-file", "unreadable-file", "file-too-large", "bad-json", "broken-matcher", "duplicate-key",
    "missing-field", "duplicate-id", "reserved-id", "bad-half-life",
}  # fmt: skip


def every_part(folder: Path, file: str = "faq.json") -> None:
    """Load all that a library can load, as the commands would; ask it something."""
    library = Library(folder, file)
    for name in (
        "faq", "topics", "grades", "notes", "reviewed", "sources", "drugs", "emergencies", "places",
        "contact_kinds", "contacts", "vocabulary", "name", "covers", "turned_off",
    ):  # fmt: skip
        getattr(library, name)
    matcher = Matcher(library)
    for entry in library.entries.values():
        for id_ in library.cited_by(entry):
            library.source(id_)
        matcher.ask(entry.question)
    for kind in ("overdose", "suicide", "lethal-dose", "seizure", "child", "pet"):
        library.emergency(kind)


def errors(found: list[Problem]) -> list[Problem]:
    return [one for one in found if one.level == "error"]


def named(broken: Broken) -> str:
    return f"{broken.rule}-{broken.said[:40]}"


def test_the_bundled_data_have_no_error_and_no_warning_but_of_links() -> None:
    found = problems(data_folder())

    assert errors(found) == []
    assert {one.rule for one in found} <= {"plain-link"}


def test_the_example_pack_has_no_problem() -> None:
    assert problems(ROOT / "examples" / "tool-library") == []


def test_a_pack_without_a_fault_has_no_problem(tmp_path: Path) -> None:
    assert problems(write(GOOD, tmp_path), today=DAY) == []
    every_part(tmp_path)


def test_a_pack_of_one_short_file_has_no_problem(tmp_path: Path) -> None:
    passage = {"text": "Yes."}
    entry = {"id": "a", "topic": "b", "question": "Is it?", "aliases": ["was it", "will it be"]}
    files = {"q.json": {"reviewed": TODAY, "entries": [{**entry, "short": passage, "answer": [passage]}]}}

    found = problems(write(files, tmp_path), "q.json", DAY)

    assert found == []
    every_part(tmp_path, "q.json")


def test_every_rule_has_a_pack_that_breaks_it() -> None:
    assert {one.rule for one in BROKEN} == set(RULES)


@pytest.mark.parametrize("broken", BROKEN, ids=named)
def test_a_fault_is_found_by_its_rule_and_named_with_its_place(broken: Broken, tmp_path: Path) -> None:
    folder = write(broken.files(), tmp_path)

    found = problems(folder, today=DAY)

    said = [str(one) for one in found if one.rule == broken.rule]
    assert [one for one in said if one.startswith(broken.said)], [str(one) for one in found]
    assert all(clean(line) == line and line.endswith((".", "?")) for line in map(str, found))


@pytest.mark.parametrize("broken", [one for one in BROKEN if one.rule in REFUSED], ids=named)
def test_the_loader_refuses_what_would_leave_half_an_answer(broken: Broken, tmp_path: Path) -> None:
    folder = write(broken.files(), tmp_path)

    with pytest.raises(DataError):
        every_part(folder)


@pytest.mark.parametrize("broken", BROKEN, ids=named)
def test_a_pack_without_errors_can_be_loaded_whole(broken: Broken, tmp_path: Path) -> None:
    folder = write(broken.files(), tmp_path)

    if not errors(problems(folder, today=DAY)):
        every_part(folder)


def test_all_problems_are_listed_not_the_first_alone(tmp_path: Path) -> None:
    files = good()
    for entry in files["faq.json"]["entries"]:
        entry["question"], entry["topic"] = 5, "elsewhere"
        entry["short"]["text"] = "" if entry["id"] == "open" else "x\x1b"
    files["sources.json"][0]["URL"] = "ftp://example.org"

    found = problems(write(files, tmp_path), today=DAY)

    assert [(one.record, one.field, one.rule) for one in errors(found)] == [
        ("entries[0] (open)", "question", "wrong-type"),
        ("entries[0] (open)", "short.text", "empty-text"),
        ("entries[0] (open)", "topic", "unknown-topic"),
        ("entries[1] (cost)", "question", "wrong-type"),
        ("entries[1] (cost)", "short.text", "bad-character"),
        ("entries[1] (cost)", "topic", "unknown-topic"),
        ("[0] (rules)", "URL", "bad-link"),
    ]


def test_a_broken_file_does_not_blame_the_others(tmp_path: Path) -> None:
    for name in GOOD:
        folder = write(GOOD, tmp_path / name)
        (folder / name).write_bytes(b"{")

        assert [(one.file, one.rule) for one in problems(folder, today=DAY)] == [(name, "bad-json")]


def test_the_list_is_the_same_each_time(tmp_path: Path) -> None:
    files = good()
    files["faq.json"]["entries"] += [{"id": "open", "x": 1, "a": 2, "topic": []}, 5, {}]
    folder = write(files, tmp_path)

    assert problems(folder, today=DAY) == problems(folder, today=DAY)


@pytest.mark.parametrize("name", [*list(GOOD)[1:], "words.txt", "weights.tsv", "vocabulary.json"])
def test_another_file_than_that_of_the_entries_is_no_pack(tmp_path: Path, name: str) -> None:
    matcher = ("words.txt", "weights.tsv", "vocabulary.json")
    files = {**GOOD, **{one: (data_folder() / one).read_bytes() for one in matcher}}

    found = problems(write(files, tmp_path), name, DAY)

    assert [one for one in errors(found) if one.file == name]


def test_a_pack_may_turn_the_emergency_check_off_and_then_need_not_say_what_to_do(tmp_path: Path) -> None:
    files = good()
    files["faq.json"]["turn_off"] = ["emergency-check"]
    files["emergencies.json"]["kinds"] = {}

    assert problems(write(files, tmp_path), today=DAY) == []


def test_a_date_may_be_that_of_tomorrow_as_it_may_be_elsewhere(tmp_path: Path) -> None:
    files = good()
    files["faq.json"]["reviewed"] = "2026-06-16"

    assert problems(write(files, tmp_path), today=DAY) == []


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    folder = write(GOOD, tmp_path)
    (folder / "faq.json").write_bytes(b"\xef\xbb\xbf" + (folder / "faq.json").read_bytes())

    assert problems(folder, today=DAY) == []
    every_part(folder)


def test_a_folder_that_is_not_there_lacks_its_entries(tmp_path: Path) -> None:
    assert [one.rule for one in problems(tmp_path / "nothing")] == ["missing-file"]


def test_long_names_are_cut_and_harmful_ones_made_harmless(tmp_path: Path) -> None:
    files = good()
    files["faq.json"]["entries"][0]["id"] = "\x1b]0;owned\x07" * 1000
    files["faq.json"]["\x1b[31m" * 1000] = 1

    found = problems(write(files, tmp_path), today=DAY)

    assert all(len(str(one)) < 400 and clean(str(one)) == str(one) for one in found)


@pytest.mark.parametrize(
    "where",
    [
        ("short", "cites", 0), ("topic",), ("id",), ("question",), ("aliases", 0), ("related", 0),
        ("safety", 0), ("reviewed",),
    ],
    ids=lambda where: where[0],
)  # fmt: skip
def test_a_blank_is_said_to_be_empty_and_nothing_else(tmp_path: Path, where: tuple[Any, ...]) -> None:
    files = good()
    entry = files["faq.json"]["entries"][0]
    entry |= {"safety": ["care"], "reviewed": TODAY, "aliases": ["one", "two", "three"]}
    put(entry, where, " ")
    del files["faq.json"]["topics"]

    found = problems(write(files, tmp_path), today=DAY)

    assert [one.rule for one in found] == ["empty-text"]


@pytest.mark.parametrize(("scale", "bias"), [(0.0, (0.0, 1.0)), (-1.0, (0.0, 1.0)), (1.0, (0.0,))])
def test_weights_whose_numbers_make_no_sense_are_a_fault(
    tmp_path: Path, scale: float, bias: tuple[float, ...]
) -> None:
    model = Weights(classes=("open", "none"), bias=bias, scale=scale, table={})
    folder = write(good(), tmp_path)
    for name in ("vocabulary.json", "words.txt"):
        (folder / name).write_bytes((data_folder() / name).read_bytes())
    (folder / "weights.tsv").write_bytes(model_file.write(["a"], model, {"b": "0:1.00"}, "x"))

    found = problems(folder, today=DAY)

    assert [(one.file, one.rule) for one in found] == [("weights.tsv", "broken-matcher")]


def test_what_stands_too_deep_is_not_walked() -> None:
    value: Any = []
    for _ in range(200):
        value = [value]

    assert max(len(where) for where, _ in rawpack.nodes(value)) == rawpack.MAX_DEPTH


def test_the_ids_that_are_taken_are_those_of_the_loader() -> None:
    from benzofaq import library

    assert set(RESERVED) == library._TAKEN


# The same examples each time: a run says what the code does, not what was drawn. To draw others:
# BENZOFAQ_EXAMPLES=20000 python -m pytest tests/test_check.py -k "any or changed"
MANY = int(os.environ.get("BENZOFAQ_EXAMPLES", "0"))
FIXED = settings(max_examples=MANY or 200, derandomize=not MANY, database=None, deadline=None)

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["open", "rules", "strong", "2026-01-31", "https://example.org", "emergency-check"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=3)
            | st.sampled_from(
                ["entries", "id", "topic", "topics", "short", "answer", "text", "cites", "aliases", "notes",
                 "evidence", "seed", "reviewed", "drugs", "half_life", "low", "high", "kinds", "contacts",
                 "date-parts", "issued", "custom", "author", "turn_off", "related", "safety", "grade"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)  # fmt: skip


def nodes_of(files: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(name, *where) for name, value in files.items() for where, _ in rawpack.nodes(value)]


PLACES = nodes_of(GOOD)
VALUES = [value for one in GOOD.values() for _, value in rawpack.nodes(one)]
GONE = object()  # what takes a value away, where others take its place


changed_values = st.just(GONE) | st.sampled_from(VALUES) | json_values


def put(files: dict[str, Any], where: tuple[Any, ...], value: Any) -> None:
    at: Any = files
    try:
        for part in where[:-1]:
            at = at[part]
        if value is GONE:
            del at[where[-1]]
        else:
            at[where[-1]] = copy.deepcopy(value)
    except (KeyError, IndexError, TypeError):
        return  # an earlier change took the place away


@settings(FIXED)
@given(name=st.sampled_from([*GOOD, "vocabulary.json"]), value=json_values)
def test_any_json_in_a_file_gets_a_list_of_problems(name: str, value: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = problems(write({**GOOD, name: value}, Path(folder)), today=DAY)

    assert all(isinstance(one, Problem) and clean(str(one)) == str(one) for one in found)


@settings(FIXED)
@given(content=st.binary(max_size=60), name=st.sampled_from([*GOOD, "words.txt", "weights.tsv"]))
def test_any_bytes_in_a_file_get_a_list_of_problems(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = problems(write({**GOOD, name: content}, Path(folder)), today=DAY)

    assert all(isinstance(one, Problem) for one in found)


@settings(FIXED)
@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), changed_values), min_size=1, max_size=3))
def test_a_changed_pack_without_errors_can_be_loaded_whole(changes: list[tuple[Any, Any]]) -> None:
    files = good()
    for where, value in changes:
        put(files, where, value)

    with tempfile.TemporaryDirectory() as folder:
        found = problems(write(files, Path(folder)), today=DAY)
        if not errors(found):
            every_part(Path(folder))

    assert all(clean(str(one)) == str(one) for one in found)
    json.dumps([one.message for one in found]).encode()

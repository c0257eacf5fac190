"""One walk names every passage of a record, and from it follows what cites what."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from benzofaq.records.library import Library
from benzofaq.records.model import Drug, Entry, Evidence, HalfLife, PageClaim, Passage
from benzofaq.records.passages import Citing, cited, citing, front, parts, sourced, uses
from tests.helpers.packs import GOOD, good, put, source, write


def said(text: str, *cites: str, **locators: str) -> Passage:
    return Passage(text=text, cites=cites, locators=locators)


ENTRY = Entry(
    id="a",
    topic="b",
    question="Is it?",
    short=said("1", "x"),
    points=(said("2", "y"), said("3")),
    urgent=said("4"),
    details=(said("5", "x"), said("6")),
    evidence=Evidence(grade="limited", why=said("7"), unknown=said("8")),
    page_claim=PageClaim(claim="no passage", holds="no", verdict=said("9")),
)

CARD = Drug(
    name="examplam",
    drug_class=said("1"),
    uses=said("2"),
    onset=said("3"),
    metabolism=said("4"),
    schedule=said("5"),
    mixing=said("6"),
    notes=(said("7"), said("8")),
    group="other",
    half_lives=(
        HalfLife(what="examplam", low=2, high=4.5, cites=("x",), locators={"x": "table 1"}, note="of adults"),
        HalfLife(what="norexamplam", low=30, high=100),
    ),
)

ALL = "short answer, point 1, point 2, urgent, detail 1, detail 2, evidence, not known, on the page's claim"
HALF = "what it is, used for, half-life, half-life, mixing"
NAMED = [
    (ALL, ENTRY),
    (f"{HALF}, how fast, broken down, schedule, note, note", CARD),
    ("short answer", Entry(id="a", topic="b", question="Is it?", short=said("1"))),
    ("what it is", Drug(name="a", group="other", drug_class=said("1"))),
]


@pytest.mark.parametrize(("named", "record"), NAMED)
def test_the_passages_of_a_record_are_in_the_order_of_reading(named: str, record: Entry | Drug) -> None:
    assert ", ".join(part for part, _ in parts(record)) == named


def test_the_figures_of_a_card_are_among_its_passages_and_a_page_begins_with_those_of_its_front() -> None:
    half_lives = ["examplam: 2 to 4.5 hours (of adults)", "norexamplam: 30 to 100 hours"]

    assert [passage.text for _, passage in parts(ENTRY)] == [*"123456789"]
    assert [passage.text for _, passage in parts(CARD)] == ["1", "2", *half_lives, *"634578"]
    assert [passage.text for _, passage in front(ENTRY)] == ["1", "2", "3", "4"]
    assert ", ".join(part for part, _ in front(CARD)) == HALF


def test_the_steps_of_an_emergency_are_numbered(library: Library) -> None:
    walked = list(parts(library.emergency("overdose")))

    assert [part for part, _ in walked] == [f"step {n}" for n in range(1, len(walked) + 1)]


def test_sources_are_in_the_order_of_their_first_citation_with_all_their_places() -> None:
    first, second = said("", "b", "a", b="page 1"), said("", "c", "b", b="page 2", c="x")
    passages = (("part", one) for one in (first, second, said("", "b", b="page 1")))

    assert cited(passages) == {"b": "page 1, page 2", "a": "", "c": "x"}
    assert cited(parts(CARD)) == {"x": "table 1"}
    assert list(cited(parts(ENTRY))) == ["x", "y"]


def test_further_reading_comes_last_among_the_sources_and_is_no_statement(tmp_path: Path) -> None:
    entry = replace(ENTRY, further_reading=("z", "x"), to_ask=("Why?",))
    files = good()
    put("faq.json", "entries", 0, "further_reading", ["more"])(files)
    files["sources.json"].append(source("more"))
    library = Library(write(files, tmp_path))

    assert list(cited(sourced(entry))) == ["x", "y", "z"]
    assert [*sourced(entry)][:-1] == [*parts(entry)] == [*parts(ENTRY)]
    assert [(one.record, one.part) for one in uses("more", library)] == [("open", "further reading")]
    assert citing(library)["more"] == Citing(entries=("open",))


def test_every_use_of_a_source_is_found_with_its_record_and_part(tmp_path: Path) -> None:
    sound = Library(write(GOOD, tmp_path))
    found = uses("rules", sound)

    assert [(one.record, one.title, one.part) for one in found[:3]] == [
        ("open", "Is it open?", "short answer"),
        ("open", "Is it open?", "point 1"),
        ("open", "Is it open?", "detail 1"),
    ]
    assert {one.record for one in found} == {
        *("open", "cost", "drug:examplam", "drug:samplam"),
        *("emergency:overdose", "emergency:pet"),
    }
    assert uses("nothing", sound) == []
    found_by = Citing(entries=("open", "cost"), cards=("drug:examplam", "drug:samplam"))
    assert citing(sound) == {"rules": found_by}


def test_uses_and_citing_agree_on_the_bundled_data(library: Library) -> None:
    for id_, found in citing(library).items():
        records = dict.fromkeys(one.record for one in uses(id_, library))

        assert [one for one in records if not one.startswith("emergency:")] == [*found.entries, *found.cards]

"""A pack needs its entries alone; what it leaves out or breaks gives way to the bundled data."""

from pathlib import Path
from typing import Any

import pytest

from benzofaq.records.files import DataError
from benzofaq.records.library import Library, at
from benzofaq.records.model import Drug, Entry
from tests.helpers.packs import GOOD, NAMES, Write, entry, source, write

MEND = "Fix the file, or leave out --data to use the bundled data."


def test_the_entries_alone_are_a_pack_to_which_the_bundled_data_add(packed: Write, library: Library) -> None:
    pack = packed(entry("hours", "When are you open?", "opening times"))

    assert pack.wordings == {"hours": ("When are you open?", "opening times")}
    assert (pack.sources, pack.drugs) == ({}, {})
    assert (pack.covers, pack.reviewed, pack.bundled) == ("", "2026-01-01", False)
    assert pack.checks_emergencies
    assert (pack.contacts, pack.grades) == (library.contacts, library.grades)
    for kind, emergency in library.emergencies.items():
        assert pack.emergency(kind).title == emergency.title
    assert pack.language("de") == library.language("de")
    assert pack.language("en") is None


def test_it_goes_by_its_name_or_that_of_its_folder_or_file(packed: Write, tmp_path: Path) -> None:
    packed(name=" Elm Street ", covers=" the library ")
    (tmp_path / "faq.json").rename(tmp_path / "town.json")

    town = at(tmp_path / "town.json")
    assert (town.name, town.covers) == ("Elm Street", "the library")
    assert packed().name == at(tmp_path).name == tmp_path.name
    (tmp_path / "faq.json").rename(tmp_path / "town.json")
    assert at(tmp_path / "town.json").name == "town"
    assert (Library().name, Library().covers, Library().bundled) == ("benzofaq", "benzodiazepines", True)


def test_a_topic_without_a_title_goes_by_its_id_after_the_others(packed: Write) -> None:
    topics = ("loans", "visit", "account", "loans")
    entries = [entry(f"e{n}", f"Is it {n}?", topic=one) for n, one in enumerate(topics)]
    pack = packed(*entries, topics={"visit": "Visits"})

    assert list(pack.topics.items()) == [("visit", "Visits"), ("loans", "loans"), ("account", "account")]


def test_a_record_is_an_entry_or_a_card_and_a_source_that_is_missing_is_named(tmp_path: Path) -> None:
    pack = Library(write(GOOD, tmp_path))

    assert isinstance(pack.record("open"), Entry)
    assert isinstance(pack.record("drug:samplam"), Drug)
    for absent in ("samplam", "drug:open", "drug:", "nothing"):
        with pytest.raises(KeyError):
            pack.record(absent)
    assert pack.source("rules").title == "Rules"
    with pytest.raises(DataError, match=r"sources\.json is missing the source 'ruels'"):
        pack.source("ruels")


@pytest.mark.parametrize("blank", [{}, {"title": " "}, {"do": [{"text": " "}]}])
def test_bundled_steps_take_the_place_of_those_left_out_or_blank(
    packed: Write, library: Library, blank: dict[str, Any]
) -> None:
    own = {"title": "Fire", "do": [{"text": "Get out."}], "call": [], **blank}
    pack = packed(files={"emergencies.json": {"kinds": {"fire": own, "suicide": own}}})

    title = library.emergency("suicide").title if blank else "Fire"
    assert pack.emergency("suicide").title == title
    assert blank or pack.emergency("fire").title == "Fire"
    assert pack.emergency("overdose").title == library.emergency("overdose").title
    assert pack.emergency("earthquake") == pack.emergency("overdose")


def test_bundled_steps_cite_nothing_in_a_pack_with_the_same_ids(packed: Write, library: Library) -> None:
    theirs = {id_ for step in library.emergency("overdose").steps for id_ in step.cites}
    pack = packed(files={"sources.json": [source(id_) for id_ in theirs]})

    steps = pack.emergency("overdose").steps
    assert theirs
    assert [step.text for step in steps] == [step.text for step in library.emergency("overdose").steps]
    assert not any(step.cites or step.locators for one in pack.emergencies.values() for step in one.steps)


def test_a_pack_turns_the_emergency_check_off_by_its_name_alone(packed: Write) -> None:
    assert not packed(turn_off=["emergency-check"]).checks_emergencies
    assert packed(turn_off=[]).checks_emergencies
    with pytest.raises(DataError, match=r"turn_off\[0\]: alarm is not one of the allowed values"):
        _ = packed(turn_off=["alarm"]).checks_emergencies


@pytest.mark.parametrize("id_", ["benzofaq", "drug", "none"])
def test_an_id_with_a_meaning_of_its_own_is_refused(packed: Write, id_: str) -> None:
    with pytest.raises(DataError, match=f"'{id_}' can't be an id. {MEND}"):
        _ = packed(entry(id_, "Is it so?")).entries


@pytest.mark.parametrize(
    ("name", "twice"),
    [
        ("faq", {"entries": [entry("a", "Is it?"), entry("a", "Was it?")]}),
        ("sources", [source("a"), source("a")]),
        ("drugs", {"drugs": [{"name": "a", "group": "other", "class": {"text": "x"}}] * 2}),
    ],
)
def test_a_broken_file_and_two_records_of_one_id_are_refused(packed: Write, name: str, twice: Any) -> None:
    for content, said in ((twice, "an id is used twice"), (b"{", "")):
        with pytest.raises(DataError, match=rf"{name}\.json.*{said}. {MEND}"):
            getattr(packed(files={f"{name}.json": content}), name if name != "faq" else "entries")


def test_broken_bundled_data_are_to_be_installed_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("benzofaq.records.library.bundled_folder", lambda: tmp_path)

    for name in NAMES:
        with pytest.raises(DataError, match=r"json is missing\. Reinstall benzofaq, e\.g\. pip install"):
            getattr(Library(), name if name != "faq" else "entries")

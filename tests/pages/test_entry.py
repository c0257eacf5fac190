"""The page of an entry: one screen at first, all of it on request."""

from pathlib import Path
from typing import Any

import pytest

from benzofaq.pages.entry import grade, month, of_entry
from benzofaq.records.library import Library
from benzofaq.records.model import Entry, Evidence, Passage
from tests.helpers.packs import library_of


def test_a_related_entry_that_does_not_exist_is_left_out(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    entry = Entry(id="x", topic="t", question="Why?", short=Passage(text="So."), related=("gone", "second"))

    commands = [block.label for block in of_entry(entry, library, full=True) if block.kind == "command"]
    assert commands == ["benzofaq show second", "benzofaq contacts"]


def test_what_to_ask_and_to_read_is_on_the_whole_page_only(sample: Library) -> None:
    more: dict[str, Any] = {"to_ask": ("And then?",), "further_reading": ("agency",)}
    entry = Entry(id="x", topic="t", question="Why?", short=Passage(text="So.", cites=("label",)), **more)
    screen, page = (of_entry(entry, sample, full=full) for full in (False, True))

    told = [one.text for one in page if one.kind in ("heading", "box")]
    assert told == ["To ask, and to tick off", "And then?", "Sources", "Read more"]
    (read,) = (one for one in page if one.kind == "source")
    assert (read.label, read.link) == ("2", "http://example.org/agency")
    assert "agency" not in str(screen)
    assert "And then?" not in str(screen)


@pytest.mark.parametrize(
    "said", ["●●●● strong", "●●●○ moderate", "●●○○ limited", "contested: sources disagree"]
)
def test_a_grade_is_a_word_beside_a_gauge(sample: Library, said: str) -> None:
    word = said.strip("●○ ").partition(":")[0]
    evidence = Evidence(grade=word, why=Passage(text="x"), unknown=Passage(text="y"))  # type: ignore[arg-type]
    entry = Entry(id="x", topic="t", question="Why?", short=Passage(text="So."), evidence=evidence)

    assert grade(entry, sample).text == said


def test_the_line_on_evidence_says_when_and_what_it_is_not(library: Library, tmp_path: Path) -> None:
    entry = Entry(id="x", topic="t", question="Why?", short=Passage(text="So."), reviewed="2026-11-30")

    assert grade(entry, library).text == "not graded · reviewed Nov 2026 · not medical advice"
    assert grade(entry, library_of(tmp_path, footer="")).text.endswith("not medical advice")
    assert grade(entry, library_of(tmp_path)).text.endswith("Nov 2026")  # its own footer says what it is not
    assert (month("2026-11-30"), month("soon")) == ("Nov 2026", "soon")

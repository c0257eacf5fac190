"""The page of an entry: one screen at first, all of it on request."""

from pathlib import Path

import pytest

from benzofaq.pages.block import Block
from benzofaq.pages.entry import grade, month, of_entry
from benzofaq.records.library import Library
from benzofaq.records.model import Entry, Evidence, Passage
from tests.helpers.sample import library_of


def kinds(page: list[Block]) -> list[str]:
    """Return the kinds of the blocks of a page, without the gaps."""
    return [block.kind for block in page if block.kind != "gap"]


def test_the_first_screen_goes_from_the_answer_to_how_sure_it_is_and_where_to_read_on(
    sample: Library,
) -> None:
    page = of_entry(sample.entries["first"], sample)

    assert kinds(page) == [
        "title",
        "lead",
        "bullet",
        "bullet",
        "urgent",
        "grade",
        "source",
        "source",
        "command",
    ]
    assert page[-1].label == "benzofaq show first"


def test_the_whole_page_adds_studies_evidence_the_claim_and_references(sample: Library) -> None:
    page = of_entry(sample.entries["first"], sample, full=True)

    assert [block.text for block in page if block.kind == "heading"] == [
        "What studies and guidelines found",
        "How sure is this? Limited",
        "What the page that this answer started from claims",
        "Sources",
        "Related",
    ]
    assert [block.label for block in page if block.text == "It was not."] == ["This does not hold."]
    assert [block.text for block in page if block.label == "Not known:"] == ["What happens later."]
    assert [block.label for block in page if block.kind == "command"] == ["benzofaq show second"]
    assert page[-1].text == "Nothing here is true. Reviewed 2026-01-02. Next review 2027-01-02."


def test_sources_are_numbered_as_they_are_first_cited_and_named_in_rising_order(sample: Library) -> None:
    page = of_entry(sample.entries["first"], sample)

    assert [block.refs for block in page if block.refs] == [(1,), (2,), (1, 2), (2,)]
    assert [block.text for block in page if block.kind == "source"] == [
        "Family 2020, A trial of nonepam",
        "Maker of Nonex 2024, NONEX (nonepam) tablets: label, section 2",
    ]
    assert [block.link[:24] for block in page if block.kind == "source"] == [
        "https://doi.org/10.1/x",
        "https://example.org/labe",
    ]


@pytest.mark.parametrize("full", [False, True])
def test_ids_of_sources_are_printed_on_request(sample: Library, full: bool) -> None:
    def shown(ids: bool) -> str:
        page = of_entry(sample.entries["first"], sample, full=full, ids=ids)
        return "".join(
            block.text + "".join(block.cells) for block in page if block.kind in ("source", "reference")
        )

    assert "trial2020" in shown(ids=True)
    assert "trial2020" not in shown(ids=False)


def test_an_entry_needs_no_more_than_a_short_answer(sample: Library) -> None:
    second = sample.entries["second"]

    assert kinds(of_entry(second, sample)) == ["title", "lead", "grade", "command"]
    assert kinds(of_entry(second, sample, full=True)) == ["title", "lead", "notice"]


def test_a_bullet_among_the_details_follows_without_a_gap(sample: Library) -> None:
    page = of_entry(sample.entries["first"], sample, full=True)
    at = [block.text for block in page].index("Others found none.")

    assert page[at].kind == "bullet"
    assert page[at - 1].kind == "text"


def test_a_related_entry_that_does_not_exist_is_left_out(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    entry = Entry(id="x", topic="t", question="Why?", short=Passage(text="So."), related=("gone", "second"))

    assert [block.link for block in of_entry(entry, library, full=True) if block.kind == "command"] == [
        "second"
    ]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("strong", "●●●● strong"),
        ("moderate", "●●●○ moderate"),
        ("limited", "●●○○ limited"),
        ("contested", "contested: sources disagree"),
    ],
)
def test_a_grade_is_a_word_beside_a_gauge(sample: Library, word: str, said: str) -> None:
    evidence = Evidence(grade=word, why=Passage(text="x"), unknown=Passage(text="y"))  # type: ignore[arg-type]
    entry = Entry(id="x", topic="t", question="Why?", short=Passage(text="So."), evidence=evidence)

    assert grade(entry, sample).text == said


def test_without_a_grade_it_says_so(sample: Library) -> None:
    assert grade(sample.entries["second"], sample).text == "not graded"


def test_the_line_on_evidence_says_when_it_was_reviewed_and_what_it_is_not(
    library: Library, tmp_path: Path
) -> None:
    entry = Entry(id="x", topic="t", question="Why?", short=Passage(text="So."), reviewed="2026-11-30")

    assert grade(entry, library).text == "not graded · reviewed Nov 2026 · not medical advice"
    assert grade(entry, library_of(tmp_path, footer="")).text.endswith("not medical advice")
    assert grade(entry, library_of(tmp_path)).text.endswith("Nov 2026")  # its own footer says what it is not


def test_a_day_is_a_month_and_a_year_and_anything_else_stays() -> None:
    assert month("2026-11-30") == "Nov 2026"
    assert month("soon") == "soon"

"""The bundled entries keep their promises: short, plain, sourced, and nothing copied."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from statistics import median

import pyphen
import pytest

from benzofaq.pages.entry import of_entry
from benzofaq.records.library import Library
from benzofaq.records.model import Drug, Entry, Passage
from benzofaq.records.passages import cited, front, parts
from benzofaq.terminal.painted import painted
from tests.helpers.files import FIXTURES

LIBRARY = Library()
ENTRIES = list(LIBRARY.entries.values())
SYLLABLES = pyphen.Pyphen(lang="en_US")

every_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.id)


def school_grade(text: str) -> float:
    """Return the US school grade of a text by Flesch and Kincaid's formula (Navy report 8-75, 1975)."""
    words = re.findall(r"[A-Za-z']+", text)
    sentences = len(re.findall(r"[.!?](?:\s|$)", text))
    syllables = sum(len(SYLLABLES.positions(word)) + 1 for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def words(*passages: Passage) -> int:
    return sum(len(passage.text.split()) for passage in passages)


def first_words(entry: Entry) -> str:
    return " ".join(passage.text for passage in (entry.short, *entry.points))


def lines_on_a_screen(entry: Entry) -> int:
    page = painted(of_entry(entry, LIBRARY), 80, colour=False, styled=False)
    return page.count("\n")


def every_passage() -> Iterator[tuple[str, Passage]]:
    records: list[Entry | Drug] = [*ENTRIES, *LIBRARY.drugs.values()]
    for record in records:
        for part, passage in parts(record):
            yield f"{record.id}, {part}", passage
    for kind, emergency in LIBRARY.emergencies.items():
        for part, passage in parts(emergency):
            yield f"emergency {kind}, {part}", passage


def test_all_66_entries_are_there() -> None:
    assert len(ENTRIES) == 66
    assert {one.topic for one in ENTRIES} == set(LIBRARY.topics)


@every_entry
class TestEntry:
    def test_it_has_all_its_parts(self, entry: Entry) -> None:
        assert 3 <= len(entry.points) <= 5
        assert entry.details
        assert entry.evidence
        assert len(entry.aliases) >= 10
        assert 2 <= len(entry.related) <= 4
        assert entry.reviewed < entry.next_review

    def test_the_short_answer_is_one_or_two_plain_sentences(self, entry: Entry) -> None:
        assert 1 <= len(re.findall(r"[.!?](?:\s|$)", entry.short.text)) <= 3
        assert school_grade(entry.short.text) <= 8

    def test_short_answer_and_points_are_soon_read(self, entry: Entry) -> None:
        assert words(entry.short, *entry.points) <= 130
        assert school_grade(first_words(entry)) <= 8

    def test_the_rest_is_not_long_either(self, entry: Entry) -> None:
        assert entry.evidence
        assert words(*entry.details) <= 200
        assert words(entry.evidence.why, entry.evidence.unknown) <= 60

    def test_no_sentence_has_more_than_25_words(self, entry: Entry) -> None:
        for part, passage in parts(entry):
            for sentence in re.split(r"(?<=[.!?])\s+", passage.text):
                assert len(sentence.split()) <= 25, f"{part}: {sentence}"

    def test_its_first_screen_has_at_most_34_lines(self, entry: Entry) -> None:
        assert lines_on_a_screen(entry) <= 34

    def test_every_statement_is_cited_by_at_most_ten_sources(self, entry: Entry) -> None:
        assert [part for part, one in parts(entry) if not one.cites and part != "not known"] == []
        assert len(cited(parts(entry))) <= 10

    def test_a_label_a_guideline_and_a_review_are_cited_by_their_place(self, entry: Entry) -> None:
        for part, passage in parts(entry):
            for id_ in passage.cites:
                if LIBRARY.source(id_).kind in ("label", "guideline", "regulator", "review"):
                    assert passage.locators.get(id_), f"{part}: where in {id_}?"

    def test_it_warns_of_a_sudden_stop_where_stopping_comes_up(self, entry: Entry) -> None:
        said = " ".join([entry.question, *(passage.text for _, passage in front(entry))]).lower()
        if re.search(r"\b(taper|wean|withdrawal|come off|coming off|quit)\b", said):
            assert re.search(r"sudden|all at once|abrupt|slow|gradual|prescriber", said)

    def test_it_gives_no_instruction_on_a_dose(self, entry: Entry) -> None:
        text = " ".join(passage.text for _, passage in parts(entry))

        assert not re.search(
            r"\b(you should|you can|you may|try to|simply) "
            r"(take|stop|start|double|halve|skip|increase|reduce|cut|lower|raise)\b",
            text,
            re.IGNORECASE,
        )
        assert not re.search(r"(?<!not )\btake (two|half|\d)", text, re.IGNORECASE)


def test_the_median_entry_is_easy_short_and_lightly_sourced() -> None:
    assert median(school_grade(first_words(entry)) for entry in ENTRIES) <= 7
    assert median(lines_on_a_screen(entry) for entry in ENTRIES) <= 24
    assert median(len(cited(parts(entry))) for entry in ENTRIES) <= 6


def test_answers_blame_nobody() -> None:
    for where, passage in every_passage():
        assert not re.search(r"\b(users?|abusers?|addicts?|junkies?)\b", passage.text, re.IGNORECASE), where


def test_answers_are_plain_text_and_keep_no_diary() -> None:
    for where, passage in every_passage():
        assert not re.search(r"[“”‘’–—\[\]*_]|https?:", passage.text), where
        assert not re.search(r"\bwe (saw|found|read)\b|dummy pill|cut off", passage.text), where


def runs(text: str) -> Iterator[str]:
    """Yield every eight words in a row, folded."""
    folded = unicodedata.normalize("NFKD", text).lower().replace("'", "").replace("’", "")
    found = re.findall(r"[a-z0-9]+(?:[.,][0-9]+)*", folded)
    for at in range(len(found) - 7):
        yield " ".join(found[at : at + 8])


def test_no_eight_words_in_a_row_are_copied_from_a_source() -> None:
    quoted = set((FIXTURES / "quoted_runs.txt").read_text(encoding="ascii").split())
    texts = [(where, passage.text) for where, passage in every_passage()]
    texts += [(entry.id, entry.page_claim.claim) for entry in ENTRIES if entry.page_claim]

    copied = [
        (where, run)
        for where, text in texts
        for run in runs(text)
        if hashlib.sha256(run.encode()).hexdigest()[:12] in quoted
    ]
    assert copied == []

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
from benzofaq.records.model import Entry, Passage
from benzofaq.records.passages import cited, front, parts
from benzofaq.terminal.painted import painted
from tests.helpers.files import FIXTURES
from tests.helpers.packs import records

LIBRARY = Library()
ENTRIES = list(LIBRARY.entries.values())
SYLLABLES = pyphen.Pyphen(lang="en_US")


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
    return painted(of_entry(entry, LIBRARY), 80, colour=False, styled=False).count("\n")


def every_passage() -> Iterator[tuple[str, Passage]]:
    for record in records(LIBRARY):
        for part, passage in parts(record):
            yield f"{record.id}, {part}", passage
    for kind, emergency in LIBRARY.emergencies.items():
        for part, passage in parts(emergency):
            yield f"emergency {kind}, {part}", passage


def test_each_has_all_its_parts() -> None:
    for entry in ENTRIES:
        assert 3 <= len(entry.points) <= 5, entry.id
        assert entry.details, entry.id
        assert entry.evidence, entry.id
        assert len(entry.aliases) >= 10, entry.id
        assert 2 <= len(entry.related) <= 4, entry.id
        assert entry.reviewed < entry.next_review, entry.id


def test_short_answers_and_points_are_plain_and_soon_read_and_the_rest_is_not_long() -> None:
    for entry in ENTRIES:
        assert 1 <= len(re.findall(r"[.!?](?:\s|$)", entry.short.text)) <= 3, entry.id
        assert school_grade(entry.short.text) <= 8, entry.id
        assert school_grade(first_words(entry)) <= 8, entry.id
        assert words(entry.short, *entry.points) <= 130, entry.id
        assert words(*entry.details) <= 200, entry.id
        assert entry.evidence, entry.id
        assert words(entry.evidence.why, entry.evidence.unknown) <= 60, entry.id
        assert lines_on_a_screen(entry) <= 34, entry.id


def test_no_sentence_has_more_than_25_words() -> None:
    for entry in ENTRIES:
        for part, passage in parts(entry):
            for sentence in re.split(r"(?<=[.!?])\s+", passage.text):
                assert len(sentence.split()) <= 25, f"{part}: {sentence}"


def test_every_statement_is_cited_by_at_most_ten_sources_and_where_they_are_long_by_the_place() -> None:
    for entry in ENTRIES:
        assert [part for part, one in parts(entry) if not one.cites and part != "not known"] == [], entry.id
        assert len(cited(parts(entry))) <= 10, entry.id
        for part, passage in parts(entry):
            for id_ in passage.cites:
                if LIBRARY.source(id_).kind in ("label", "guideline", "regulator", "review"):
                    assert passage.locators.get(id_), f"{entry.id}, {part}: where in {id_}?"


def test_an_entry_warns_of_a_sudden_stop_where_stopping_comes_up() -> None:
    for entry in ENTRIES:
        said = " ".join([entry.question, *(passage.text for _, passage in front(entry))]).lower()
        if re.search(r"\b(taper|wean|withdrawal|come off|coming off|quit)\b", said):
            assert re.search(r"sudden|all at once|abrupt|slow|gradual|prescriber", said), entry.id


INSTRUCTION = (
    r"(?i)\b(you should|you can|you may|try to|simply) "
    r"(take|stop|start|double|halve|skip|increase|reduce|cut|lower|raise)\b|(?<!not )\btake (two|half|\d)"
)


def test_no_entry_gives_an_instruction_on_a_dose() -> None:
    for entry in ENTRIES:
        assert not re.search(INSTRUCTION, " ".join(passage.text for _, passage in parts(entry))), entry.id


def test_there_are_66_and_the_median_entry_is_easy_short_and_lightly_sourced() -> None:
    assert len(ENTRIES) == 66
    assert {one.topic for one in ENTRIES} == set(LIBRARY.topics)
    assert median(school_grade(first_words(entry)) for entry in ENTRIES) <= 7
    assert median(lines_on_a_screen(entry) for entry in ENTRIES) <= 24
    assert median(len(cited(parts(entry))) for entry in ENTRIES) <= 6


@pytest.mark.parametrize(
    "word",
    [
        r"\b(?i:users?|abusers?|addicts?|junkies?)\b",  # blames
        r"[“”‘’–—\[\]*_]|https?:",  # is no plain text
        r"\bwe (saw|found|read)\b|dummy pill|cut off",  # keeps a diary
    ],
)
def test_answers_blame_nobody_are_plain_text_and_keep_no_diary(word: str) -> None:
    assert [where for where, passage in every_passage() if re.search(word, passage.text)] == []


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

import pytest

from benzofaq.reading import wordings
from benzofaq.reading.wordings import Wordings

BOOKS = {
    "renew": ("How do I renew a book?", "extend my loan", "keep a library book longer"),
    "fine": ("What is the fine for a late book?", "overdue charge", "pay for a late return"),
    "hours": ("When is the library open?", "opening hours", "is it open on sundays"),
}


@pytest.mark.parametrize(
    ("question", "sure", "found"),
    [
        ("how do i renew my book", True, [("renew", 0.956)]),
        ("overdu charge", True, [("fine", 1.0)]),
        ("opening hours on sunday", True, [("hours", 0.877)]),
        ("library book", True, [("renew", 0.773), ("hours", 0.43), ("fine", 0.378)]),
        ("library", False, [("hours", 0.6), ("renew", 0.6)]),  # too near to one another
        ("how do i renew my passport and visa", False, [("renew", 0.506)]),  # too much of it is in no entry
        *(("weather", False, []), ("", False, []), ("the of and", False, [])),
    ],
)
def test_a_question_finds_entries_by_their_wordings(question: str, sure: bool, found: object) -> None:
    answers, scores = Wordings(BOOKS).find(question)

    assert (answers, [(id_, round(score, 3)) for id_, score in scores]) == (sure, found)


def test_a_rare_word_is_found_among_many_entries_with_the_common_ones() -> None:
    entries = {str(number): ["book loan"] for number in range(150)} | {"zebra": ["zebra"]}

    assert Wordings(entries).find("book loan zebra")[1][0][0] == "zebra"


def test_a_typo_or_two_are_mended_in_words_long_enough() -> None:
    mended = Wordings({"a": ["book boot library november novembre"]})._mended
    kept = ["lock", "bok", "boo5", "boom", "librazz", "libraryzzz"]

    assert list(mended(kept)) == kept
    assert list(mended(["bock", "librarzz", "novembar"])) == ["book", "library", "november"]


def test_what_reaches_a_limit_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, limit in {"ENOUGH": 1.0, "OFFERED": 1.0, "UNHEARD": 0.0}.items():
        monkeypatch.setattr(wordings, name, limit)

    assert Wordings(BOOKS).find("overdue charge") == (True, [("fine", 1.0)])

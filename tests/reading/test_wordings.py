import pytest

from benzofaq.reading.wordings import Wordings

BOOKS = Wordings(
    {
        "renew": ("How do I renew a book?", "extend my loan", "keep a library book longer"),
        "fine": ("What is the fine for a late book?", "overdue charge", "pay for a late return"),
        "hours": ("When is the library open?", "opening hours", "is it open on sundays"),
    }
)


@pytest.mark.parametrize(
    ("question", "id_"),
    [("how do i renew my book", "renew"), ("opening hours on sunday", "hours"), ("overdu charge", "fine")],
)
def test_an_entry_is_found_by_its_wordings(question: str, id_: str) -> None:
    sure, found = BOOKS.find(question)

    assert sure
    assert found[0][0] == id_


@pytest.mark.parametrize("question", ["how do i renew my passport and visa", "weather", "", "the of and"])
def test_what_no_entry_holds_is_not_answered(question: str) -> None:
    sure, _ = BOOKS.find(question)

    assert not sure

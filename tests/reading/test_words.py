import pytest

from benzofaq.reading.features import MAX_CHARS, bounded, fold, size, split


def test_accents_quotes_and_capitals_make_no_difference() -> None:
    assert fold("Can’t ÉTÉ stop") == "can't ete stop"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0.5mg xanax?", ["0.5", "mg", "xanax", "?"]),
        ("i can't sleeeeep", ["i", "cant", "sleep"]),
        ("", []),
        ("!!! ...", []),
    ],
)
def test_words_numbers_and_question_marks_are_told_apart(text: str, words: list[str]) -> None:
    assert split(fold(text)) == words


@pytest.mark.parametrize("long", ["a" * MAX_CHARS + " end", "\N{RIAL SIGN}" * (MAX_CHARS // 3)])
def test_a_long_text_is_read_at_its_start_and_its_end(long: str) -> None:
    start, end = bounded(long)

    assert (start, end) == (fold(long)[:MAX_CHARS], fold(long)[-MAX_CHARS:])
    assert bounded("short") == ("short", "")


@pytest.mark.parametrize(
    ("number", "token"), [("6", "#"), ("7", "##"), ("0.5", "#"), ("6,5", "#"), ("05", "#"), ("100", "##")]
)
def test_numbers_are_few_or_many(number: str, token: str) -> None:
    assert size(number) == token

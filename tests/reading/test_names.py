import pytest

from benzofaq.reading.features import fold
from benzofaq.reading.reader import Reader


def _named(read: Reader, text: str) -> list[str]:
    return [one.drug or one.group for one in read.understand(fold(text)).reading.mentions]


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        ("xanax", ["alprazolam"]),
        ("VALIUM 5mg", ["diazepam"]),
        ("klonopins", ["clonazepam"]),
        ("lorazepan", ["lorazepam"]),
        ("alprazolma", ["alprazolam"]),
        ("are benzos bad", ["benzos"]),
        ("prozac and ativan", ["fluoxetine", "lorazepam"]),
        ("the football game", []),
        ("took acid twice", ["street"]),
        ("an acid test", []),
    ],
)
def test_drugs_are_recognised_by_any_name(read: Reader, text: str, drugs: list[str]) -> None:
    assert _named(read, text) == drugs


@pytest.mark.parametrize("word", ["dopamine", "bento", "general", "climate", "restore", "value"])
def test_plain_words_are_no_misspelt_drugs(read: Reader, word: str) -> None:
    assert _named(read, f"what is {word}") == []


@pytest.mark.parametrize(
    ("name", "not_this"),
    [("pentobarbital", "phenobarbital"), ("flubrotizolam", "flubromazolam"), ("lormetazepam", "lorazepam")],
)
def test_a_name_like_another_is_not_that_other(read: Reader, name: str, not_this: str) -> None:
    assert not_this not in _named(read, f"half life of {name}")


def test_a_designer_benzo_without_a_card_counts_as_a_benzo(read: Reader) -> None:
    (mention,) = read.understand("is zaprazolam addictive").reading.mentions

    assert mention.group == "designer"


def test_a_medicine_is_known_by_its_ending(read: Reader) -> None:
    (mention,) = read.understand("can i take quonamycin").reading.mentions

    assert mention.group == "other"

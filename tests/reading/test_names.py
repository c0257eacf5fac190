import pytest

from benzofaq.reading.features import fold
from benzofaq.reading.names import Name, Names
from benzofaq.reading.reader import Reader


def _named(read: Reader, text: str) -> list[str]:
    return [one.drug or one.group for one in read.understand(fold(text)).reading.mentions]


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        *(("xanax", ["alprazolam"]), ("VALIUM 5mg", ["diazepam"]), ("klonopins", ["clonazepam"])),
        *(("lorazepan", ["lorazepam"]), ("alprazolma", ["alprazolam"])),
        *(("are benzos bad", ["benzos"]), ("prozac and ativan", ["fluoxetine", "lorazepam"])),
        *(("the football game", []), ("took acid twice", ["street"]), ("an acid test", [])),
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


def test_an_unknown_word_is_the_names_it_comes_nearest_to() -> None:
    groups = {"kurafin": "otc", "kurafon": "otc", "bizolam": "benzo", "bizolem": "z-drug", "mixulam": "benzo"}
    groups |= {"mixulem": "otc", "dormalin": "street", "sleep aid tea": "otc", "bar": "benzo"}
    names = {name: Name("" if name == "kurafon" else name, group, typos=3) for name, group in groups.items()}
    read = Names(names, known="", context=frozenset(), endings=("pril",)).read
    plain = ["abazepam", "abpril", "kurofen", "dormeloon", "sleepaidtea", "bark"]  # short, or too many typos

    for typed, *meant in (
        *(("sleep aid tea", "sleep aid tea", "otc", ()), ("bars", "bar", "benzo", ())),
        ("dormelan", "dormalin", "street", ()),
        ("kurafan", "", "otc", ("kurafin", "otc")),
        ("bizolim", "", "benzo", ("bizolam", "bizolem")),
        ("mixulim", "", "other", ("mixulam", "mixulem")),
        *(("abcazepam", "", "designer", ()), ("abcazolam", "", "designer", ()), ("abcpril", "", "other", ())),
    ):
        assert read(typed.split()) == [(typed, *meant)]
    assert read(plain) == plain

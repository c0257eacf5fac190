"""An item of a pack is read as any style needs it: clean, on one line, empty where nothing is held."""

import time
from typing import Any

import pytest

from benzofaq.citing import item
from benzofaq.citing.item import Name

ASH = [{"family": "Ash", "given": "A", "suffix": "Jr"}]


@pytest.mark.parametrize(
    ("given", "initials", "spaced"),
    [
        *(("Ann B", ("A", "B"), "Ann B"), ("A.B.", ("A", "B"), "A. B."), ("EM", ("E", "M"), "E. M.")),
        *(("JJSS", ("J", "J", "S", "S"), "J. J. S. S."), ("JJSSA", ("J",), "JJSSA"), ("ann", ("A",), "ann")),
        ("Nick NJJM", ("N", "J", "J", "M"), "Nick N. J. J. M."),
        ("Carl-Dan E.", ("C-D", "E"), "Carl-Dan E."),
        *(("Carl\N{HYPHEN}dan", ("C-D",), "Carl\N{HYPHEN}dan"), ("- ", (), "-")),
        ("J.-F.", ("J-F",), "J.-F."),
    ],
)
def test_initials_are_those_of_the_given_names(given: str, initials: tuple[str, ...], spaced: str) -> None:
    assert Name(family="Ash", given=given).initials == initials
    assert Name(family="Ash", given=given).spaced == spaced


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (ASH, [Name(family="Ash", given="A", suffix="Jr")]),
        ([{"literal": " NHS\nEngland "}], [Name(whole="NHS England")]),
        ([{"given": "Plato"}], [Name(whole="Plato")]),
        ([{"dropping-particle": "d", "non-dropping-particle": "l", "family": "A"}], [Name(family="d l A")]),
        ([{}, {"suffix": "Jr"}], []),
        ([], []),
    ],
)  # fmt: skip
def test_names_are_persons_or_organisations_by_their_role(raw: Any, found: list[Name]) -> None:
    assert list(item.names({"author": raw})) == found
    assert list(item.names({"author": ASH, "editor": raw}, "editor")) == found


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ({"date-parts": [[2024, 5, 1]]}, (2024, 5, 1)), ({"date-parts": [[2024]]}, (2024,)), (None, ()),
    ],
)  # fmt: skip
def test_a_date_is_as_exact_as_the_record(raw: Any, found: tuple[int, ...]) -> None:
    assert item.date({"issued": raw}) == found


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("437-454", ("437", "454")), ("437\N{EN DASH}454", ("437", "454")), ("437--454", ("437", "454")),
        ("437 \N{EM DASH} 454", ("437", "454")), ("437\N{MINUS SIGN}454", ("437", "454")),
        ("e13", ("e13", "")), ("7-7", ("7", "")), ("-7", ("7", "")), (7, ("7", "")), ("", ("", "")),
    ],
)  # fmt: skip
def test_pages_have_a_first_and_a_last(page: str | int, found: tuple[str, str]) -> None:
    assert item.pages({"page": page}) == found


def test_an_article_number_is_not_a_page() -> None:
    assert all(map(item.is_article_number, ["e0285584", "CD011481", "i90", "75123", "S12a"]))
    assert not any(map(item.is_article_number, ["460", "S93", "1234", ""]))


EDITIONS = "1st, 2nd, 3rd, 4th, 11th, 12th, 13th, 20th, 21st, 101st, 111th, 112th, 113th"


def test_a_mere_number_of_an_edition_is_an_ordinal() -> None:
    for one in EDITIONS.split(", "):
        assert item.edition({"edition": one[:-2]}) == f"{one} ed."
    assert item.edition({"edition": "Third"}) == "Third"
    assert item.edition({}) == ""


def test_a_number_has_its_label_unless_it_says_more() -> None:
    said = [item.numbered("No.", number) for number in ("NG116", "5b", "SI 2012/1916")]

    assert said == ["No. NG116", "No. 5b", "SI 2012/1916"]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [("a", "a."), ("a.", "a."), ("a?", "a?"), ("a! ", "a!"), ("", ""), ("a\3", "a\3."), ("a?\3", "a?\3")],
)  # fmt: skip
def test_a_sentence_ends_with_one_stop(sentence: str, said: str) -> None:
    assert item.stop(sentence) == said
    assert item.sentences(["b", "", sentence]) == f"b. {said}".rstrip()


def test_text_is_one_clean_line() -> None:
    raw = {"title": " a\n\tb\x1b ", "volume": 7, "page": ""}

    assert item.text(raw, "title") == "a b\N{REPLACEMENT CHARACTER}"
    assert [item.text(raw, key) for key in ("volume", "page", "0")] == ["7", "", ""]


def test_keys_of_ids_that_are_all_alike_take_no_longer() -> None:
    began = time.process_time()

    assert len(set(item.keyed([{"id": "東"}] * 20_000))) == 20_000
    assert time.process_time() - began < 5

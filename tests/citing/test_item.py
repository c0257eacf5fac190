"""An item of a pack is read as any style needs it: clean, on one line, empty where nothing is held."""

import time
from typing import Any

import pytest

from benzofaq.citing.item import (
    Name,
    date,
    is_article_number,
    is_safe,
    iso,
    keys,
    more_authors,
    names,
    numbered,
    ordinal,
    pages,
    sentences,
    stop,
    text,
)


@pytest.mark.parametrize(
    ("given", "initials", "spaced"),
    [
        ("Ann B", ("A", "B"), "Ann B"),
        ("Ann B.", ("A", "B"), "Ann B."),
        ("A.B.", ("A", "B"), "A. B."),
        ("EM", ("E", "M"), "E. M."),
        ("JJSS", ("J", "J", "S", "S"), "J. J. S. S."),
        ("JJSSA", ("J",), "JJSSA"),
        ("Nick NJJM", ("N", "J", "J", "M"), "Nick N. J. J. M."),
        ("Carl-Dan E.", ("C-D", "E"), "Carl-Dan E."),
        ("Carl\N{HYPHEN}dan", ("C-D",), "Carl\N{HYPHEN}dan"),
        ("ann", ("A",), "ann"),
        ("- ", (), "-"),
        ("", (), ""),
    ],
)
def test_initials_are_those_of_the_given_names(given: str, initials: tuple[str, ...], spaced: str) -> None:
    name = Name(family="Ash", given=given)

    assert name.initials == initials
    assert name.spaced == spaced


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ([{"family": "Ash", "given": "A", "suffix": "Jr"}], [Name(family="Ash", given="A", suffix="Jr")]),
        ([{"literal": " NHS\nEngland "}], [Name(whole="NHS England")]),
        ([{"given": "Plato"}], [Name(whole="Plato")]),
        (
            [{"dropping-particle": "de", "non-dropping-particle": "la", "family": "Ash"}],
            [Name(family="de la Ash")],
        ),
        ([{}, {"suffix": "Jr"}, "Ash", None], []),
        ("Ash", []),
        (None, []),
    ],
)
def test_names_are_persons_or_organisations(raw: Any, found: list[Name]) -> None:
    assert list(names({"author": raw})) == found


def test_editors_are_asked_for_by_their_role() -> None:
    assert names({"author": [{"family": "Ash"}], "editor": [{"family": "Oak"}]}, "editor") == (
        Name(family="Oak"),
    )


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([[2024, 5, 1]], (2024, 5, 1)),
        ([["2024", "5"]], (2024, 5)),
        ([[2024, 13, 1]], (2024,)),
        ([[2024, 12, 32]], (2024, 12)),
        ([[2024, 0]], (2024,)),
        ([[2024, 1, 1, 1]], (2024, 1, 1)),
        ([["spring"]], ()),
        ([[]], ()),
        ([], ()),
        (None, ()),
    ],
)
def test_a_date_is_as_exact_as_it_makes_sense(parts: Any, found: tuple[int, ...]) -> None:
    assert date({"issued": {"date-parts": parts}}) == found
    assert iso(found) == "-".join(f"{part:02d}" for part in found)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("437-454", ("437", "454")),
        ("437\N{EN DASH}454", ("437", "454")),
        ("437 \N{EM DASH} 454", ("437", "454")),
        ("437\N{MINUS SIGN}454", ("437", "454")),
        ("437--454", ("437", "454")),
        ("e13", ("e13", "")),
        ("7-7", ("7", "")),
        ("-7", ("7", "")),
        (7, ("7", "")),
        ("", ("", "")),
    ],
)
def test_pages_have_a_first_and_a_last(page: str | int, found: tuple[str, str]) -> None:
    assert pages({"page": page}) == found


@pytest.mark.parametrize("page", ["e0285584", "CD011481", "i90", "75123", "S12a"])
def test_an_article_number_is_not_a_page(page: str) -> None:
    assert is_article_number(page)


@pytest.mark.parametrize("page", ["460", "S93", "1234", ""])
def test_a_page_is_not_an_article_number(page: str) -> None:
    assert not is_article_number(page)


@pytest.mark.parametrize(
    "address", ["https://a.b", "https://a.b/c d".replace(" ", "%20"), "https://a.b:8/?c#d", "https://a-b.c/é"]
)
def test_an_https_address_may_be_opened(address: str) -> None:
    assert is_safe(address)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://a.b",
            "HTTPS://a.b",
            "https://",
            "https:///a",
            "https://user@a.b",
            "https://a.b/c d",
            "--help",
        ),
        *(
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://a.b/\x1b",
            "https://a.b/\u202e",
            " https://a.b",
            "",
        ),
    ],
)
def test_no_other_address_is_opened(address: str) -> None:
    assert not is_safe(address)


@pytest.mark.parametrize(("number", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th")])
def test_an_ordinal(number: int, said: str) -> None:
    assert ordinal(number) == said
    assert ordinal(number + 100) == said.replace(str(number), str(number + 100))


@pytest.mark.parametrize(("number", "said"), [(12, "12th"), (13, "13th"), (21, "21st"), (20, "20th")])
def test_an_ordinal_of_a_teen(number: int, said: str) -> None:
    assert ordinal(number) == said


def test_a_number_has_its_label_unless_it_says_more() -> None:
    assert numbered("No.", "NG116") == "No. NG116"
    assert numbered("No.", "5b") == "No. 5b"
    assert numbered("No.", "SI 2012/1916") == "SI 2012/1916"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("a", "a."),
        ("a.", "a."),
        ("a?", "a?"),
        ("a! ", "a!"),
        ("", ""),
        ("a\x03", "a\x03."),
        ("a?\x03", "a?\x03"),
    ],
)
def test_a_sentence_ends_with_one_stop(sentence: str, said: str) -> None:
    assert stop(sentence) == said


def test_sentences_leave_out_what_is_empty() -> None:
    assert sentences(["a", "", "b?", "c."]) == "a. b? c."
    assert sentences([]) == ""


def test_text_is_one_clean_line() -> None:
    item = {"title": " a\n\tb\x1b ", "volume": 7, "page": 1.5, "x": True, "y": None, "z": []}

    assert text(item, "title") == "a b\N{REPLACEMENT CHARACTER}"
    assert [text(item, key) for key in ("volume", "page", "x", "y", "z", "nothing")] == [
        "7",
        "1.5",
        "",
        "",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("custom", "more"), [({"more_authors": True}, True), ({}, False), ("x", False), (None, False)]
)
def test_more_authors_are_those_that_the_record_leaves_out(custom: Any, more: bool) -> None:
    assert more_authors({"custom": custom}) is more


def test_keys_of_ids_that_are_all_alike_take_no_longer() -> None:
    began = time.process_time()

    assert len(set(keys([{"id": "東"}] * 20_000))) == 20_000
    assert time.process_time() - began < 5

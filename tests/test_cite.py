"""References in Vancouver style, each after the rule of Citing Medicine (2nd ed.) that it shows."""

from typing import Any

import pytest

from benzofaq.cite import link, vancouver
from benzofaq.library import Library

ARTICLE = {
    "type": "article-journal",
    "title": "A trial of one thing",
    "author": [{"family": "Ash", "given": "Ann B"}, {"family": "Birch", "given": "Carl-Dan E."}],
    "container-title": "Journal of Trees",
    "issued": {"date-parts": [[2004, 4]]},
    "volume": "19",
    "issue": "3",
    "page": "437-454",
    "DOI": "10.1000/tree",
    "PMID": "12345",
}

# What an article has and a web page has not.
WEB_PAGE = {
    "type": "webpage",
    **dict.fromkeys(("container-title", "volume", "issue", "page", "DOI", "PMID")),
}


@pytest.mark.parametrize(
    ("changes", "reference"),
    [
        pytest.param(
            {},
            "Ash AB, Birch CDE. A trial of one thing. Journal of Trees. 2004 Apr;19(3):437-54. "
            "doi: 10.1000/tree. PMID: 12345.",
            id="a journal article (chapter 1)",
        ),
        pytest.param(
            {"author": [{"family": f"Name{n}", "given": "X"} for n in range(7)]},
            "Name0 X, Name1 X, Name2 X, Name3 X, Name4 X, Name5 X, et al. A trial of one thing. "
            "Journal of Trees. 2004 Apr;19(3):437-54. doi: 10.1000/tree. PMID: 12345.",
            id="more than six authors",
        ),
        pytest.param(
            {"author": [{"family": "Ash", "given": "A"}], "custom": {"more_authors": True}},
            "Ash A, et al. A trial of one thing. Journal of Trees. 2004 Apr;19(3):437-54. "
            "doi: 10.1000/tree. PMID: 12345.",
            id="authors beyond those that the record holds",
        ),
        pytest.param(
            {"author": [], "page": "e0285584"},
            "A trial of one thing. Journal of Trees. 2004 Apr;19(3):e0285584. "
            "doi: 10.1000/tree. PMID: 12345.",
            id="no author, and an article number instead of pages",
        ),
        pytest.param(
            {
                "title": "Does it work?",
                "issue": None,
                "page": None,
                "PMID": None,
                "DOI": None,
                "issued": None,
            },
            "Ash AB, Birch CDE. Does it work? Journal of Trees. [date unknown];19.",
            id="a title with a question mark, and little else",
        ),
        pytest.param(
            {
                **WEB_PAGE,
                "author": [{"literal": "Office of Trees"}],
                "publisher": "Office of Trees",
                "issued": {"date-parts": [[2020, 9, 23]]},
                "accessed": {"date-parts": [[2024, 5, 1]]},
                "URL": "https://trees.example/a",
            },
            "Office of Trees. A trial of one thing [Internet]. Office of Trees; 2020 Sep 23 "
            "[cited 2024 May 1]. Available from: https://trees.example/a",
            id="a web page (chapter 25)",
        ),
        pytest.param(
            {
                **WEB_PAGE,
                "author": None,
                "issued": None,
                "URL": "https://trees.example/a",
            },
            "A trial of one thing [Internet]. [date unknown]. Available from: https://trees.example/a",
            id="a web page without author or date",
        ),
    ],
)
def test_a_source_is_cited_after_citing_medicine(changes: dict[str, Any], reference: str) -> None:
    item = {key: value for key, value in {**ARTICLE, **changes}.items() if value is not None}

    assert vancouver(item) == reference


@pytest.mark.parametrize(
    ("pages", "short"),
    [("437-454", "437-54"), ("105-9", "105-9"), ("e1-e9", "e1-9"), ("100-100", "100"), ("1S-9S", "1S-9S")],
)
def test_a_page_range_is_shortened_unless_letters_follow_the_numbers(pages: str, short: str) -> None:
    assert f":{short}." in vancouver({**ARTICLE, "page": pages})


def test_the_address_can_be_left_out(library: Library) -> None:
    item = library.sources["ardu-bind"].item

    assert vancouver(item).endswith(f"Available from: {item['URL']}")
    assert "Available" not in vancouver(item, address=False)


def test_a_reader_is_sent_to_the_doi_first() -> None:
    assert link({"DOI": "10.1/x", "URL": "https://elsewhere.example"}) == "https://doi.org/10.1/x"
    assert link({"URL": "https://elsewhere.example"}) == "https://elsewhere.example"
    assert link({}) is None


def test_no_reference_of_the_data_has_a_hole(library: Library) -> None:
    for source in library.sources.values():
        text = vancouver(source.item, address=False)

        assert "None" not in text
        assert not any(hole in text for hole in ("..", " .", "()", "[]", ";;", ": .", "; .", "  ", " ,")), (
            text
        )

"""A list in APA style: its order, the letters after a year, italics, and each work after the manual."""

import json
from pathlib import Path
from typing import Any

import pytest

from benzofaq.citing.apa import apa
from benzofaq.citing.item import ITALIC, UPRIGHT
from benzofaq.citing.styles import write
from tests.helpers.files import pairs

ASH, BIRCH, CEDAR = ({"family": name, "given": name[0]} for name in ("Ash", "Birch", "Cedar"))


def book(
    title: str, *people: dict[str, str], year: int | None = 2004, inside: str = "", **more: Any
) -> dict[str, Any]:
    item = {"id": title, "type": "book", "title": title, "author": list(people), "container-title": inside}
    return {**item, "issued": {"date-parts": [[year]]} if year else None, **more}


def said(*items: dict[str, Any]) -> list[str]:
    """Return the references with <> for italics."""
    return [one.replace(ITALIC, "<").replace(UPRIGHT, ">") for one in apa(items)]


def test_a_list_is_in_the_order_of_authors_dates_and_titles() -> None:
    undated, later = book("Z", ASH, year=None), book("B", ASH, year=2005)

    assert said(book("C", BIRCH), book("An M"), later, book("b", ASH, BIRCH), undated, book("A", ASH)) == [
        "<An M>. (2004).",
        "Ash, A. (n.d.). <Z>.",
        "Ash, A. (2004). <A>.",
        "Ash, A. (2005). <B>.",
        "Ash, A., & Birch, B. (2004). <b>.",
        "Birch, B. (2004). <C>.",
    ]


def test_works_of_the_same_authors_and_year_are_told_apart_by_letters() -> None:
    undated = (book(title, ASH, year=None) for title in "CD")

    assert said(book("B", ASH), book("a", ASH), *undated, book("E", BIRCH)) == [
        "Ash, A. (n.d.-a). <C>.",
        "Ash, A. (n.d.-b). <D>.",
        "Ash, A. (2004a). <a>.",
        "Ash, A. (2004b). <B>.",
        "Birch, B. (2004). <E>.",
    ]


@pytest.mark.parametrize(
    "other",
    [
        book("B", ASH, year=2005), book("B", ASH, CEDAR), book("B", BIRCH),
        book("B", {"family": "Ash", "given": "Zoe"}), book("B"),
    ],
)  # fmt: skip
def test_works_that_a_citation_tells_apart_have_no_letters(other: dict[str, Any]) -> None:
    assert not any("2004a" in one for one in said(book("A", ASH), other))


def test_letters_follow_the_year_of_a_whole_date_and_go_on_after_z() -> None:
    days = [{"date-parts": [[2004, 5, n]]} for n in range(1, 29)]
    pages = [book(f"{29 - n}", ASH, type="webpage", issued=day) for n, day in enumerate(days, 1)]

    listed = said(*pages)

    assert listed[0] == "Ash, A. (2004a, May 1). <28>."
    assert [one.split("(")[1].split(",")[0] for one in listed[25:]] == ["2004z", "2004aa", "2004ab"]


@pytest.mark.parametrize(("changes", "reference"), pairs(Path(__file__).parent / "apa.txt"))
def test_a_work_is_cited_after_the_manual(changes: str, reference: str) -> None:
    assert said({**book("T", ASH), **json.loads(changes)}) == [reference]


def test_as_html_apa_has_italics_links_and_hanging_indents_and_vancouver_is_a_numbered_list() -> None:
    items = [book("A < B & C", ASH, URL="https://a.b/?c=d&e=\"f'"), book("T", BIRCH, URL="http://a.b")]

    assert write(items, "apa", html=True).splitlines() == [
        "<!DOCTYPE html>",
        '<html lang="en">',
        '<meta charset="utf-8">',
        "<title>References</title>",
        '<p style="margin-left: 0.5in; text-indent: -0.5in">Ash, A. (2004). <i>A &lt; B &amp; C</i>. '
        '<a href="https://a.b/?c=d&amp;e=&quot;f&#x27;">https://a.b/?c=d&amp;e=&quot;f&#x27;</a></p>',
        '<p style="margin-left: 0.5in; text-indent: -0.5in">Birch, B. (2004). <i>T</i>. http://a.b</p>',
        "</html>",
    ]
    lines = write([book("A", ASH), book("B", BIRCH)], "vancouver", html=True).splitlines()
    assert lines[4:] == ["<ol>", "<li>Ash A. A. 2004.</li>", "<li>Birch B. B. 2004.</li>", "</ol>", "</html>"]


@pytest.mark.parametrize("mark", ["\x02", "\x03", "<i>", "</p><script>alert(1)</script>"])
def test_nothing_in_a_record_can_make_markup(mark: str) -> None:
    page = write([book(f"A{mark}B", {"literal": f"C{mark}"}, URL=f"https://a.b/{mark}")], "apa", html=True)

    assert page.count("<i>") == page.count("</i>") == 1
    assert "script>" not in page
    assert "\x02" not in write([book(f"A{mark}B")], "apa")

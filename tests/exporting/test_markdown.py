"""A hand-out as Markdown: every text in it, and none of it taken for markup."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benzofaq.exporting.handout import GROUPS, handout, web_address
from benzofaq.exporting.markdown import escape, markdown
from benzofaq.records.library import Library
from tests.helpers.markup import flat, tokens
from tests.helpers.packs import records

ALPHABET = "\\`*_{}[]<>()#+-.!|~&:;=\"'$^@/?%1a z\u00e9"


def test_it_is_made_of_our_own_markup_only(library: Library) -> None:
    written = markdown(handout(records(library), library))
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens(written)}

    assert kinds == {
        *("heading", "inline", "text", "paragraph", "strong", "bullet_list", "ordered_list", "list_item"),
        *("link", "hr", "table", "thead", "tbody", "tr", "th", "td"),
    }


def test_entries_come_by_topic_and_then_cards_by_kind_of_drug(sample: Library) -> None:
    everything = handout(records(sample), sample)

    assert re.findall("^## (.*)$", markdown(everything), re.MULTILINE) == [
        "About the first",
        "All the rest",
        *(re.sub("([()])", r"\1", one) for one in GROUPS.values()),
    ]
    assert [sheet.id for group in everything.groups for sheet in group.sheets] == [
        *("first", "second", "drug:nonepam", "drug:unknownpam", "drug:zolnone", "drug:nonetine"),
    ]


def test_an_entry_is_written_whole(sample: Library) -> None:
    written = markdown(handout([sample.entries["first"]], sample))

    for line in (
        "### What is the first question?",
        "It depends on the dose. [1]",
        "- Taken for a week it does little. [2]\n- Taken for a year it does more. [1, 2]",
        "**A seizure? Call for help now.** [2]",
        "#### How sure is this? Limited",
        "**Not known:** What happens later.",
        "**This does not hold.** It was not. [2]",
        "- [ ] What if I do nothing?\n- [ ] Write down: date, dose, sleep.",
        "- Agency n.d., What an agency says <http://example.org/agency>",
        "- Is the second question shorter?",
    ):
        assert f"\n{line}\n" in written
    assert re.search(r"^1\. Family G.* \\\[trial\\\] <https://doi.org/10.1/x>$", written, re.MULTILINE)


def test_a_card_has_a_row_for_each_half_life_and_what_is_left_of_a_dose(sample: Library) -> None:
    written = markdown(handout([sample.drugs["nonepam"]], sample))

    assert "| nonepam | 20 to 50 hours (about 0.8 to 2.1 days) | US label | [1] |" in written
    assert "- 4 days: 4% to 51%" in written
    assert sum(token.type == "tr_open" for token in tokens(written)) == 3


@given(st.text(ALPHABET, min_size=1, max_size=12).map(flat).filter(bool))
@settings(max_examples=200)
def test_any_line_of_signs_reads_the_same_wherever_a_block_begins_with_it(text: str) -> None:
    escaped = escape(text)

    for written in (escaped, f"# {escaped}", f"- {escaped}", f"1. {escaped}", f"> a\n> {escaped}"):
        found = list(tokens(written))
        assert [token.content for token in found if token.type == "text"][-1:] == [text]
        assert not {token.type for token in found} & {"html_inline", "html_block", "link_open"}
    row = f"| a | b |\n| --- | --- |\n| {escaped} | c |"
    assert [token.content for token in tokens(row) if token.type == "text"] == ["a", "b", text, "c"]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        *((one, one) for one in ("https://example.org/a?b=c&d#e", "http://a.b", "https://a.b:8080/")),
        ("https://doi.org/10.1002/(SICI)1<2::AID>3.0", "https://doi.org/10.1002/(SICI)1%3C2::AID%3E3.0"),
        ('https://example.org/"x"', "https://example.org/%22x%22"),
        *((one, "") for one in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "")),
        *((one, "") for one in ("ftp://a.b/c", "https://someone@a.b/", "https://a.b/c d", "https:a.b")),
        *((one, "") for one in ("https://a.b/\u202e", "//example.org")),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str, link: str) -> None:
    assert web_address(address) == link

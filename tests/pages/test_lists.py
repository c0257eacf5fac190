"""Lists: questions by topic, lines to call, sources, what a library holds, and whose data these are."""

from pathlib import Path

import pytest

from benzofaq.pages.block import Block
from benzofaq.pages.lists import (
    counted,
    of_contacts,
    of_inventory,
    of_list,
    of_references,
    of_source,
    of_sources,
)
from benzofaq.pages.origin import GENERAL, STOPPING, colophon, of_origin
from benzofaq.records.about import inventory
from benzofaq.records.contacts import Contact, Contacts
from benzofaq.records.library import Library
from benzofaq.records.passages import Citing, citing, uses
from tests.helpers.sample import library_of


def texts(page: list[Block], *kinds: str) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in page if block.kind in kinds]


def contact(**fields: str) -> Contact:
    known = {"region": "US", "kind": "poison", "name": "A line", "seen_at": "x", "checked": "2026-01-02"}
    return Contact(**{**known, "phone": "1", **fields})


def contacts(*lines: Contact) -> Contacts:
    return Contacts(contacts=lines, kinds={"poison": "Poisoning"}, regions={"US": "United States"})


def test_questions_are_listed_by_topic_with_their_ids(sample: Library) -> None:
    page = of_list(sample)

    assert texts(page, "heading") == ["about About the first", "other All the rest"]
    assert [block.cells for block in page if block.kind == "row"] == [
        ("first", "What is the first question?"),
        ("second", "Is the second question shorter?"),
    ]
    assert texts(of_list(sample, "other"), "heading") == ["other All the rest"]


def test_a_topic_without_entries_is_left_out(tmp_path: Path) -> None:
    library = library_of(tmp_path, topics={"about": "A", "other": "B", "empty": "C"})

    assert len(texts(of_list(library), "heading")) == 2


def test_lines_to_call_have_the_number_first_then_who_what_for_and_when(sample: Library) -> None:
    page = of_contacts(sample.contacts.contacts, sample.contacts)

    assert texts(page, "heading", "call") == [
        "US United States",
        "911 Emergency services",
        "1-800-222-1222 Poison Help · poisoning · day and night",
        "988 Crisis Lifeline · crisis and suicide · call or text",
        "GB United Kingdom",
        "999 Emergency services",
        "116 123 Samaritans · crisis and suicide · day and night",
    ]
    assert texts(page, "notice", "note") == [
        "Seen in Jan 2026 or later. Numbers change.",
        "Other countries: benzofaq contacts --all, or https://example.org/lines",
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"hours": "24/7"}, "1 A line · poisoning · day and night"),
        ({"hours": "24/7; often busy"}, "1 A line · poisoning · day and night; often busy"),
        ({"text": "2"}, "1 A line · poisoning · or text 2"),
        ({"phone": "", "text": "2"}, "text 2 A line · poisoning"),
        ({"kind": "unheard-of"}, "1 A line · unheard-of"),
    ],
)
def test_a_line_to_call_says_how_and_when(fields: dict[str, str], said: str) -> None:
    one = contact(**fields)

    assert texts(of_contacts([one], contacts(one)), "call") == [said]


def test_where_and_when_each_was_seen_is_said_on_request(sample: Library) -> None:
    page = of_contacts(sample.contacts.contacts, sample.contacts, sources=True)

    assert texts(page, "detail") == ["seen 2026-01-02 at https://example.org/seen"] * 5
    assert [block.link for block in page if block.kind == "address"] == ["https://example.org/988"]


def test_the_oldest_day_of_a_list_is_the_one_that_it_names() -> None:
    lines = contact(checked="2026-03-01"), contact(checked="2025-12-31")

    assert texts(of_contacts(lines, contacts(*lines)), "notice") == [
        "Seen in Dec 2025 or later. Numbers change."
    ]


def test_sources_have_their_id_reference_kind_and_what_cites_them(sample: Library) -> None:
    rows = [block.cells for block in of_sources(sample.sources.values(), citing(sample))]

    assert rows[0] == ("trial2020", "Family & Second (2020). A trial of nonepam.", "trial", "1 entry, 1 card")
    assert rows[1][3] == "1 entry, 3 cards"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Citing(), "0 entries"),
        (Citing(entries=("a",)), "1 entry"),
        (Citing(entries=("a", "b"), cards=("drug:c",)), "2 entries, 1 card"),
        (Citing(cards=("drug:c", "drug:d")), "2 cards"),
    ],
)
def test_what_cites_a_source_is_counted(found: Citing, said: str) -> None:
    assert counted(found) == said


def test_a_source_is_shown_with_each_passage_that_cites_it_under_its_record(sample: Library) -> None:
    page = of_source(sample.source("trial2020"), uses("trial2020", sample))

    assert texts(page, "title") == ["trial trial2020"]
    assert [block.link for block in page if block.kind == "address"] == ["https://doi.org/10.1/x"]
    assert texts(page, "heading", "bullet")[:3] == [
        "first What is the first question?",
        "short answer: It depends on the dose.",
        "point 2: Taken for a year it does more.",
    ]
    assert len([text for text in texts(page, "heading") if text.startswith("first ")]) == 1


def test_a_source_that_nothing_cites_says_so(sample: Library) -> None:
    assert texts(of_source(sample.source("label"), ()), "note") == ["Nothing cites it."]


def test_references_to_be_pasted_are_numbered_but_for_apa(sample: Library) -> None:
    sources = [sample.source("trial2020"), sample.source("agency")]

    assert [block.label for block in of_references(sources)] == ["1.", "2."]
    assert [block.label for block in of_references(sources, "apa")] == ["", ""]


def test_what_a_library_holds_is_counted_with_the_hash_of_each_file(
    sample: Library, library: Library
) -> None:
    page = of_inventory(inventory(sample))
    rows = {block.cells[0]: block.cells[1] for block in page if block.kind == "row"}

    assert "It holds: 2 entries, 3 sources, 4 drugs, 5 contacts" in texts(page, "text")
    assert any("not the bundled data" in text for text in texts(page, "text"))
    assert any("(bundled)" in text for text in texts(of_inventory(inventory(library)), "text"))
    assert {"faq.json", "sources.json", "drugs.json"} <= set(rows)
    assert all(len(digest) == 64 for digest in rows.values())


def test_every_whole_answer_ends_with_what_it_is_not_and_its_dates(library: Library, sample: Library) -> None:
    assert texts(colophon("2026-01-02", library, "2027-01-02"), "notice") == [
        f"{GENERAL} {STOPPING} Reviewed 2026-01-02. Next review 2027-01-02."
    ]
    assert texts(colophon("", sample), "notice") == ["Nothing here is true."]


def test_data_of_ones_own_are_named_and_the_bundled_ones_not(sample: Library, library: Library) -> None:
    where = sample.folder / "faq.json"

    assert texts(of_origin(sample), "note") == [
        f"This comes from Sample ({where}), not from benzofaq's own data."
    ]
    assert of_origin(library) == []

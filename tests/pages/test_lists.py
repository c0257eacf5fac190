"""Lists: questions by topic, lines to call, sources, what a library holds, and whose data these are."""

import datetime
from pathlib import Path

import pytest

from benzofaq.pages.block import Block
from benzofaq.pages.lists import counted, of_contacts, of_list
from benzofaq.pages.origin import GENERAL, STOPPING, colophon, of_origin
from benzofaq.records.contacts import Contact, Contacts
from benzofaq.records.library import Library
from benzofaq.records.passages import Citing
from tests.helpers.packs import library_of


def texts(page: list[Block], *kinds: str) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in page if block.kind in kinds]


def contact(**fields: str) -> Contact:
    known = {"region": "US", "kind": "poison", "name": "A line", "seen_at": "x", "checked": "2026-01-02"}
    return Contact(**{**known, "phone": "1", **fields})


def contacts(*lines: Contact) -> Contacts:
    return Contacts(contacts=lines, kinds={"poison": "Poisoning"}, regions={"US": "United States"})


def test_a_topic_without_entries_is_left_out(tmp_path: Path) -> None:
    library = library_of(tmp_path, topics={"about": "A", "other": "B", "empty": "C"})

    assert len(texts(of_list(library), "heading")) == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"hours": "24/7"}, "1 A line · poisoning · 24/7"),
        ({"hours": "24/7", "name": "Poison Help"}, "1 Poison Help · 24/7"),
        ({"hours": "24/7", "kind": "emergency", "name": "Emergency services"}, "1 Emergency services"),
        ({"text": "2"}, "1 A line · poisoning · or text 2"),
        ({"phone": "", "text": "2"}, "text 2 A line · poisoning"),
        ({"kind": "unheard-of"}, "1 A line · unheard-of"),
    ],
)
def test_a_line_to_call_says_how_and_when(fields: dict[str, str], said: str) -> None:
    one = contact(**fields)

    assert texts(of_contacts([one], contacts(one)), "call") == [said]


def test_the_oldest_day_of_a_list_is_the_one_that_it_names() -> None:
    lines = contact(checked="2026-03-01"), contact(checked="2025-12-31")

    assert texts(of_contacts(lines, contacts(*lines)), "notice") == [
        "Last checked in Dec 2025 or later. Numbers change."
    ]


def test_what_cites_a_source_is_counted() -> None:
    both = Citing(entries=("a", "b"), cards=("drug:c",))
    found = [Citing(), Citing(entries=("a",)), both, Citing(cards=("drug:c", "drug:d"))]

    assert [counted(one) for one in found] == ["0 entries", "1 entry", "2 entries, 1 card", "2 cards"]


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


def test_a_copy_says_so_once_it_is_more_than_a_year_old(library: Library) -> None:
    day = datetime.date.fromisoformat(library.reviewed)

    assert of_origin(library, day + datetime.timedelta(366)) == []
    (line,) = texts(of_origin(library, day + datetime.timedelta(367)), "note")
    assert line.startswith(f"These answers are of {library.reviewed}, more than a year old.")

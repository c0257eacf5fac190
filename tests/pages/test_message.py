"""An answer as a message, and the report that one is wrong."""

import hashlib
from pathlib import Path

import pytest
from msgspec.structs import replace

from benzofaq import __version__
from benzofaq.pages.message import REPORT_TO, message, report_of
from benzofaq.pages.origin import GENERAL
from benzofaq.records.library import Library
from tests.helpers.packs import records

MOST = 480


def test_a_message_is_the_question_the_answer_as_many_points_as_fit_and_who_says_so(sample: Library) -> None:
    entry = sample.entries["first"]
    entry = replace(entry, short=replace(entry.short, cites=("trial2020", "label", "agency")))

    assert message(entry, sample, MOST).splitlines() == [
        "What is the first question?",
        "It depends on the dose.",
        "- Taken for a week it does little.",
        "- Taken for a year it does more.",
        "- A seizure? Call for help now.",
        f"Sources: Family 2020, Maker of Nonex 2024, Agency n.d. {GENERAL}",
    ]
    assert "- Taken for a week" not in message(entry, sample, 170)
    assert message(entry, sample, 170).endswith(GENERAL)
    assert message(entry, sample, 20) == "What is the first q…"


def test_a_card_as_a_message_says_what_each_line_is_about(sample: Library) -> None:
    assert message(sample.drugs["nonepam"], sample, MOST).splitlines()[1:4] == [
        "A benzodiazepine, longer-acting.",
        "- Used for: Worry.",
        "- Half-life: nonepam: 20 to 50 hours (US label)",
    ]


def test_every_answer_fits_a_message_and_holds_no_address(library: Library) -> None:
    for record in records(library):
        text = message(record, library, MOST)

        assert len(text) <= MOST, record.id
        assert "http" not in text
        assert record.title in text


@pytest.mark.parametrize("id_", ["first", "drug:nonepam"])
def test_a_report_names_record_version_and_where_to_send_it(sample: Library, pack: Path, id_: str) -> None:
    record = sample.record(id_)
    text = report_of(record, sample)
    digest = hashlib.sha256((pack / "faq.json").read_bytes()).hexdigest()

    assert f"Something is wrong with: {id_} ({record.title})" in text
    assert f"benzofaq {__version__}, data of 2026-01-02, faq.json {digest[:12]}" in text
    assert REPORT_TO in text
    assert text.endswith("Nothing was sent by this command.\n")

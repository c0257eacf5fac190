"""Records refuse what could not be printed, cited or called; a file decodes into them as it is."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import msgspec
import pytest

from benzofaq.records.contacts import Contact, Contacts, Emergencies
from benzofaq.records.files import bundled_folder
from benzofaq.records.library import Library
from benzofaq.records.model import Drug, Drugs, Entry, Faq, HalfLife, Names, Passage
from benzofaq.records.sources import CslDate, Source, Sources
from tests.helpers.packs import GOOD, entry, source

TEXT = {"text": "So it is."}
LINE = {"region": "GB", "kind": "crisis", "name": "A line", "seen_at": "https://a.b", "checked": "2026-01-01"}


GOOD_IDS = ("late-fee", "a", "1", "covid-19", "a" * 80)
BAD_IDS = (
    *("", "A", "a b", "-a", "a-", "a--b", "a_b", "a;id>x", "$(id)", "`id`", "a\n", "\x1bb", "ä", "a" * 81),
)


@pytest.mark.parametrize("id_", [*GOOD_IDS, *BAD_IDS])
def test_an_id_is_small_letters_digits_and_hyphens_that_no_shell_reads(id_: str) -> None:
    kinds: list[tuple[Any, Any]] = [(entry(id_, "Is it so?"), Entry), (source(id_), Source)]
    for raw, kind in kinds:
        with nullcontext() if id_ in GOOD_IDS else pytest.raises(msgspec.ValidationError, match=r"\$\.id"):
            assert msgspec.convert(raw, kind).id == id_


@pytest.mark.parametrize(
    "more",
    [
        {"related": [5]},
        {"reviewed": None},
        {"evidence": {"grade": "strong", "why": TEXT}},
        {"page_claim": {"claim": "x", "holds": "maybe", "verdict": TEXT}},
        {"related": ["x"] * 101},
        {"aliases": ["x"] * 1001},
        {"points": [TEXT] * 101},
        {"short": {**TEXT, "cites": ["x"] * 101}},
        {"short": {**TEXT, "locators": {"x": ""}}},
    ],
)
def test_an_entry_with_a_wrong_value_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(entry("one", "Is it so?") | more, Entry)


def test_an_entry_needs_four_fields_and_can_not_be_changed() -> None:
    found = msgspec.convert(entry("hours", "When are you open?", aliases=...), Entry)

    assert (found.aliases, found.points, found.details, found.related) == ((), (), (), ())
    assert (found.urgent, found.evidence, found.page_claim) == (None, None, None)
    assert found.title == found.question == "When are you open?"
    with pytest.raises(AttributeError):
        found.topic = "b"  # type: ignore[misc]


@pytest.mark.parametrize("low", [5, 0, -1, "2", True, None])
def test_a_half_life_is_a_range_of_numbers_above_zero(low: Any) -> None:
    with pytest.raises(
        msgspec.ValidationError, match="from 5 to 4 hours is not a range" if low == 5 else "low"
    ):
        msgspec.convert({"what": "x", "low": low, "high": 4}, HalfLife)
    with pytest.raises(ValueError, match="from 4 to inf hours is not a range"):
        HalfLife(what="x", low=4, high=float("inf"))
    assert HalfLife(what="x", low=4, high=4).high == 4


def test_a_card_goes_by_its_name_and_its_best_known_brand_and_lists_all_names_in_their_order() -> None:
    brands = ("Valium", "Diastat")
    card = Drug(name="diazepam", group="benzodiazepine", drug_class=Passage(text="x"), brands=brands)
    names = Names(synonyms=("a",), misspellings=("b",), slang=("c",), exact=("d",), context=("e",))

    assert (card.id, card.title) == ("drug:diazepam", "diazepam (Valium)")
    assert msgspec.structs.replace(card, brands=()).title == "diazepam"
    assert list(names) == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    "parts",
    [[[]], [], [[2024, 13]], [[2024, 0]], [[2024, 1, 32]], [[0]], [[2024], [2025]], [[1, 1, 1, 1]], [["x"]]],
)
def test_a_date_is_as_exact_as_it_is_known_and_one_that_no_calendar_has_is_refused(parts: Any) -> None:
    for known in ([2024], [2024, 12], [2024, 12, 31]):
        assert msgspec.convert({"date-parts": [known]}, CslDate).date_parts == (tuple(known),)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"date-parts": parts}, CslDate)


def test_a_source_is_the_csl_item_that_the_file_holds(library: Library) -> None:
    raw = json.loads(Path(str(bundled_folder()), "sources.json").read_text("utf-8"))

    for item in raw:
        ours = library.sources[item["id"]].item
        provenance = {key: item["custom"].get(key) for key in ours["custom"]}
        assert json.loads(json.dumps(ours)) == {**item, "custom": provenance}


def test_a_line_has_a_number_to_call_or_to_text() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"^a contact has neither phone nor text"):
        msgspec.convert(LINE, Contact)
    assert msgspec.convert({**LINE, "phone": "116 123", "text": "85258"}, Contact).number == "116 123"
    assert msgspec.convert({**LINE, "text": "85258"}, Contact).number == "text 85258"


def test_what_is_read_is_written_again_unchanged() -> None:
    kinds: list[Any] = [Faq, Sources, Drugs, Contacts, Emergencies]
    for document, kind in zip(GOOD.values(), kinds, strict=True):
        record = msgspec.convert(document, kind)

        assert msgspec.json.decode(msgspec.json.encode(record), type=kind) == record

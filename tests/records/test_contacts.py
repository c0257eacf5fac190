"""The lines to call are those of the reader's country, and a sentence never lacks words for a number."""

import pytest

from benzofaq.records import contacts
from benzofaq.records.contacts import ENGLISH, Contact, Contacts, Wording, lines_for
from benzofaq.records.library import Library

EVERY = "{emergency}, {poison}, {crisis}, {pet-poison}"


def line(region: str, kind: str, phone: str, name: str = "A line", **more: str) -> Contact:
    seen = {"seen_at": "x", "checked": "2026-01-01", **more}
    return Contact(region=region, kind=kind, name=name, phone=phone, **seen)


CONTACTS = Contacts(
    kinds={},
    regions={
        "GB": "United Kingdom",
        "AT": "Austria (Österreich)",
        "EU": "European Union",
        "US": "United States",
    },
    contacts=(
        line("GB", "emergency", "999 or 112"),
        line("GB", "suicide-crisis", "116 123", "Samaritans (UK)"),
        line("GB", "suicide-crisis", "", "Shout", text="85258"),
        line("GB", "suicide-crisis", "0", "A third"),
        line("AT", "poison", "+43 1 406 43 43", "VIZ"),
        line("AT", "poison-children", "+43 1 0", "VIZ for parents"),
        line("EU", "emergency", "112"),
        line("US", "emergency", "911"),
    ),
)


@pytest.mark.parametrize(
    ("wanted", "environ", "region"),
    [
        (" uk ", {"BENZOFAQ_REGION": "US"}, "GB"),
        (None, {"BENZOFAQ_REGION": "usa", "LANG": "de_AT.UTF-8"}, "US"),
        (None, {"LC_ALL": "de_AT.UTF-8", "LANG": "en_US"}, "AT"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "fr_CA@euro", "LANG": "en_US"}, "CA"),
        (None, {"LC_ALL": "C", "LANG": "en_US.UTF-8"}, "INTL"),
        (None, {"LANG": "en_GB"}, "GB"),
        (None, {"LANG": "en_GBR"}, "INTL"),
        (None, {"LANG": "C.UTF-8"}, "INTL"),
        (None, {}, "INTL"),
        (None, {"BENZOFAQ_REGION": "", "LANG": "en_GB"}, "GB"),
        (None, {"BENZOFAQ_REGION": "austria"}, "AT"),
        (None, {"BENZOFAQ_REGION": "nowhere"}, None),
        *((one, {}, "GB") for one in ("gb", "uk", "United Kingdom", " united kingdom", "England", "EN")),
        *((one, {}, "AT") for one in ("austria", "Austria (Österreich)", "at")),
        *(("America", {}, "US"), ("Holland", {}, "NL"), ("xy", {}, "XY")),
        *((one, {}, "INTL") for one in ("intl", "world", "")),
        *((one, {}, None) for one in ("Atlantis", "United", "ÄÖ")),
    ],
)
def test_the_region_is_asked_by_name_or_code_or_guessed(
    wanted: str | None, environ: dict[str, str], region: str | None
) -> None:
    assert contacts.region_of(wanted, CONTACTS.regions, environ) == region


def test_a_member_of_the_eu_without_lines_has_those_of_the_eu() -> None:
    assert [one.phone for one in lines_for(CONTACTS, "DK").own] == ["112"]
    assert {one.region for one in lines_for(CONTACTS, "AT").own} == {"AT"}
    assert lines_for(CONTACTS, "NO").own == ()
    members = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
    assert " ".join(sorted(contacts.EU)) == members


@pytest.mark.parametrize(
    ("region", "place", "own"), [("GB", "United Kingdom", 4), ("DK", "European Union", 1), ("XY", "XY", 0)]
)
def test_the_lines_name_the_place_for_which_they_are(region: str, place: str, own: int) -> None:
    lines = lines_for(CONTACTS, region)

    assert (lines.region, lines.place, len(lines.own)) == (region, place, own)
    assert lines.everywhere == CONTACTS.contacts
    said = [contacts.the(one) for one in ("United Kingdom", "Netherlands", "European Union", "Austria")]
    assert said == ["the United Kingdom", "the Netherlands", "the European Union", "Austria"]


def filled(region: str, text: str = EVERY, wording: Wording = ENGLISH, **how: bool) -> str:
    return lines_for(CONTACTS, region).fill(text, wording, **how)


def test_numbers_stand_in_for_placeholders_with_the_names_of_who_answers() -> None:
    crisis = "Samaritans (116 123) or Shout (text 85258)"
    none = "your emergency number, your poison line, a crisis line (findahelpline.com), an animal poison line"

    assert filled("GB") == f"999 or 112, a doctor or pharmacist, {crisis}, an animal poison line"
    assert filled("XY") == none
    assert filled("GB", "{crisis}", numbers_only=True) == "116 123"
    assert filled("GB", "{vet} {emergency}") == "{vet} 999 or 112"
    assert filled("AT", "{poison}, {crisis}") == "VIZ (+43 1 406 43 43), a crisis line (findahelpline.com)"
    assert filled("AT", "{poison}", child=True) == "VIZ for parents (+43 1 0)"
    assert filled("GB", "{poison}", child=True) == "a doctor or pharmacist"


def test_another_language_has_its_own_words_where_no_number_is_known() -> None:
    german = Wording(unknown={"emergency": "Notruf", "crisis": "Krisentelefon"}, or_="oder")

    assert filled("XY", "{emergency}, {crisis}", german) == "Notruf, Krisentelefon"
    assert filled("AT", "{emergency}", german) == "Notruf"
    assert filled("GB", "{emergency}", german) == "999 oder 112"
    assert filled("XY", "{poison}", german) == ""


def test_the_numbers_of_at_most_five_countries_are_examples() -> None:
    def examples(*numbers: tuple[str, str]) -> list[tuple[str, str]]:
        calls = tuple(line(region, "emergency", phone) for region, phone in numbers)
        regions = CONTACTS.regions | {f"{n}": f"Land {n}" for n in range(9)}
        return lines_for(Contacts(kinds={}, regions=regions, contacts=calls), "XY").examples("emergency")

    known = [("999", "United Kingdom"), ("112", "European Union"), ("911", "United States")]
    assert lines_for(CONTACTS, "XY").examples("emergency") == known
    assert examples(("US", "9"), ("GB", "9"), ("GB", "8")) == [("9", "United Kingdom, United States")]
    numbers = [(f"{n}", f"{n}") for n in reversed(range(9))]
    assert examples(*numbers) == [(f"{n}", f"Land {n}") for n in range(5)]


def test_every_placeholder_of_the_bundled_steps_has_words_everywhere(library: Library) -> None:
    for region in (*library.contacts.regions, "INTL", "XY"):
        lines = lines_for(library.contacts, region)
        for emergency in library.emergencies.values():
            for text in (emergency.act, emergency.act_no_text, *(step.text for step in emergency.steps)):
                assert "{" not in lines.fill(text)
                assert "  " not in lines.fill(text)

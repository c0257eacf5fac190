"""Hold whom to call and what to do first in an emergency, and find the lines of a region."""

import os
import re
from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, field

from benzofaq.records.model import MOST_RECORDS, Ids, Passage, Record, Text, Titles

INTERNATIONAL = "INTL"

# What people type for a code of ISO 3166-1.
_ALIASES = {"USA": "US", "AMERICA": "US", "HOLLAND": "NL"}
_ALIASES |= dict.fromkeys(("UK", "EN", "GREAT BRITAIN", "ENGLAND", "SCOTLAND", "WALES"), "GB")
_ALIASES |= dict.fromkeys(("INT", "WORLD", "INTERNATIONAL"), INTERNATIONAL)

# Members of the European Union, where 112 works (ISO 3166-1 codes; the list as of 2024).
EU = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip

# Countries listed where the reader's own is unknown: more would push the steps down.
MOST_EXAMPLES = 5


class Contact(Record, frozen=True):
    """A line to call or to text. `seen_at` is the page on which it was seen, `checked` the day (ISO 8601)."""

    region: Text
    kind: Text
    name: Text
    seen_at: Text
    checked: Text
    phone: str = ""
    text: str | None = None
    url: str | None = None
    hours: str | None = None

    def __post_init__(self) -> None:
        """Refuse a line without any number (ValueError)."""
        if not (self.phone or self.text):
            raise ValueError("a contact has neither phone nor text")

    @property
    def number(self) -> str:
        """What to dial, or to which number to send a text."""
        return self.phone or f"text {self.text}"


class Emergency(Record, frozen=True):
    """What to do first in one kind of emergency, and which kinds of lines to call.

    `act` is the first line, `act_no_text` the same where the line to call takes no text messages.
    Placeholders such as {emergency} stand for phone numbers.
    """

    title: Text
    steps: Annotated[tuple[Passage, ...], Meta(min_length=1, max_length=100)] = field(name="do")
    act: str = ""
    act_no_text: str = ""
    call: Ids = ()


class Wording(Record, frozen=True):
    """Words by placeholder: for an `unknown` country, and where a country has `none` of these lines."""

    unknown: dict[str, str]
    none: dict[str, str] = {}
    or_: str = field(default="or", name="or")
    elsewhere: str = "Numbers of other countries:"
    sources: str = "Sources:"


class Language(Wording, frozen=True):
    """What is printed in another language: first lines and steps by kind of emergency, and single lines.

    `quiet` says whom one can talk to, `english_answer` that the answer is in English, `no_answer` that
    there is none.
    """

    name: str = ""
    act: dict[str, str] = {}
    act_no_text: str = ""
    steps: dict[str, tuple[str, ...]] = {}
    quiet: str = ""
    english_answer: str = ""
    no_answer: str = ""


class Elsewhere(Record, frozen=True):
    """A directory of lines for the countries that have none here."""

    name: Text
    url: Text
    seen_at: str = ""
    checked: str = ""


class Contacts(Record, frozen=True):
    """The file of lines to call; `kinds` and `regions` give the names of both."""

    contacts: Annotated[tuple[Contact, ...], Meta(max_length=MOST_RECORDS)]
    kinds: Titles
    regions: Titles
    elsewhere: Elsewhere | None = None
    about: str = ""


class Emergencies(Record, frozen=True):
    """The file of emergency steps: in English by kind, in other languages by ISO 639-1 code."""

    kinds: Annotated[dict[str, Emergency], Meta(max_length=100)]
    languages: dict[str, Language] = {}
    about: str = ""
    reviewed: str = ""


# The placeholders, {emergency} and so on, stand for the kind of line of that name, or of suicide-crisis.
ENGLISH = Wording(
    unknown={
        "emergency": "your emergency number",
        "poison": "your poison line",
        "crisis": "a crisis line (findahelpline.com)",
        "pet-poison": "an animal poison line",
    },
    none={"poison": "a doctor or pharmacist", "crisis": "a crisis line (findahelpline.com)"},
)


def region_of(
    wanted: str | None, regions: Mapping[str, str], environ: Mapping[str, str] = os.environ
) -> str | None:
    """Return the code of a country by code or name (or None), else of BENZOFAQ_REGION or the locale."""
    if not wanted and not (wanted := environ.get("BENZOFAQ_REGION")):
        locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG", "")
        found = re.search(r"_([A-Z]{2})(?=[.@]|$)", locale)
        return found[1] if found else INTERNATIONAL
    key = wanted.strip().casefold()
    for code, name in regions.items():
        if key in (name.casefold(), name.split(" (")[0].casefold()):
            return code
    code = _ALIASES.get(key.upper(), key.upper())
    known = code in regions or code == INTERNATIONAL or re.fullmatch("[A-Z]{2}", code)
    return code if known else None


class Lines(Record, frozen=True):
    """The lines to call from the `place` of a region: its `own`, and those of all `places` by code."""

    region: str
    place: str
    own: tuple[Contact, ...]
    everywhere: tuple[Contact, ...]
    places: Mapping[str, str]

    def fill(
        self, text: str, wording: Wording = ENGLISH, *, child: bool = False, numbers_only: bool = False
    ) -> str:
        """Return the text with {emergency}, {poison}, {crisis} and {pet-poison} in words for this place.

        For a `child` the poison line is the one for parents, where there is one.
        """
        for placeholder in ENGLISH.unknown:
            if f"{{{placeholder}}}" in text:
                kind = "suicide-crisis" if placeholder == "crisis" else placeholder
                if child and kind == "poison" and self.of_kind("poison-children"):
                    kind = "poison-children"
                none = (wording.none if self.own else {}).get(placeholder)
                words = self._words(kind, numbers_only) or none or wording.unknown.get(placeholder, "")
                text = text.replace(f"{{{placeholder}}}", words.replace(" or ", f" {wording.or_} "))
        return text

    def of_kind(self, kind: str) -> tuple[Contact, ...]:
        """Return the lines of one kind in this place."""
        return tuple(one for one in self.own if one.kind == kind)

    def _words(self, kind: str, numbers_only: bool) -> str:
        """Return the first lines of a kind as words in a sentence; "" without one."""
        own = self.of_kind(kind)
        if own and (kind == "emergency" or numbers_only):
            return own[0].number
        # A bare number among others would not say who answers.
        return " or ".join(f"{one.name.split(' (')[0]} ({one.number})" for one in own[:2])

    def examples(self, kind: str) -> list[tuple[str, str]]:
        """Return the numbers of one kind in the first regions, each with its countries."""
        first = {one.region: one for one in reversed(self.everywhere) if one.kind == kind and one.phone}
        listed: dict[str, list[str]] = {}
        for code in [code for code in self.places if code in first][:MOST_EXAMPLES]:
            listed.setdefault(first[code].phone.split(" or ")[0], []).append(self.places[code])
        return [(number, ", ".join(places)) for number, places in listed.items()]


def the(place: str) -> str:
    """Return the name of a country with its article, as in a sentence."""
    return f"the {place}" if place.startswith(("United", "Netherlands", "European")) else place


def lines_for(contacts: Contacts, region: str) -> Lines:
    """Return the lines to call in a region: its own, else the EU's for a member, else none."""
    listed, places = contacts.contacts, contacts.regions
    own = tuple(one for one in listed if one.region == region)
    if not own and region in EU:
        own = tuple(one for one in listed if one.region == "EU")
    place = places.get(own[0].region if own else region, region)
    return Lines(region=region, place=place, own=own, everywhere=listed, places=places)

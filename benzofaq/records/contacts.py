"""Choose the lines to call for a region, and put their numbers into sentences."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

from benzofaq.records.help import Contact, Contacts, Wording
from benzofaq.records.model import Record

INTERNATIONAL = "INTL"

# People type UK; ISO 3166-1 says GB.
_ALIASES = {"UK": "GB", "USA": "US", "EN": "GB", "INT": INTERNATIONAL, "WORLD": INTERNATIONAL}

# Members of the European Union, where 112 works (ISO 3166-1 codes; the list as of 2024).
EU = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip

# The kind of line that each placeholder of a step stands for.
_PLACEHOLDERS = {
    "emergency": "emergency",
    "poison": "poison",
    "crisis": "suicide-crisis",
    "pet-poison": "pet-poison",
}

# Countries whose numbers are given where that of the reader is unknown: more would push the steps down.
MOST_EXAMPLES = 5

ENGLISH = Wording(
    unknown={
        "emergency": "your emergency number",
        "poison": "your poison line",
        "crisis": "a crisis line",
        "pet-poison": "an animal poison line",
    },
    none={"poison": "a doctor or pharmacist", "crisis": "a crisis line (findahelpline.com)"},
)


def region_of(wanted: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """Return a region (ISO 3166-1 code or INTL): the one asked for, BENZOFAQ_REGION's, or the locale's."""
    if wanted := wanted or environ.get("BENZOFAQ_REGION"):
        code = wanted.strip().upper()
        return _ALIASES.get(code, code)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            found = re.search(r"_([A-Z]{2})(?=[.@]|$)", value)
            return found[1] if found else INTERNATIONAL
    return INTERNATIONAL


def region_named(wanted: str, regions: Mapping[str, str]) -> str | None:
    """Return the code of a country given by code or by name; None where it is neither."""
    key = wanted.strip().casefold()
    for code, name in regions.items():
        if key in (name.casefold(), name.split(" (")[0].casefold()):
            return code
    code = _ALIASES.get(key.upper(), key.upper())
    known = code in regions or code == INTERNATIONAL or re.fullmatch("[A-Z]{2}", code)
    return code if known else None


def of_region(contacts: Iterable[Contact], region: str) -> tuple[Contact, ...]:
    """Return the lines of a region; for a member of the EU without lines of its own, the EU's."""
    listed = tuple(contacts)
    own = tuple(one for one in listed if one.region == region)
    if own or region not in EU:
        return own
    return tuple(one for one in listed if one.region == "EU")


class Lines(Record, frozen=True):
    """The lines to call from one place.

    `region` is its code and `place` its name, `own` its lines, `everywhere` those of all regions, whose
    names by code are `places`.
    """

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
        for placeholder, kind in _PLACEHOLDERS.items():
            if f"{{{placeholder}}}" in text:
                if child and kind == "poison" and self.of_kind("poison-children"):
                    kind = "poison-children"
                said = self._words(kind, numbers_only) or self._generic(placeholder, wording)
                text = text.replace(f"{{{placeholder}}}", said.replace(" or ", f" {wording.or_} "))
        return text

    def _generic(self, placeholder: str, wording: Wording) -> str:
        return (wording.none if self.own else {}).get(placeholder) or wording.unknown.get(placeholder, "")

    def takes_texts(self, kind: str) -> bool:
        """Return whether one of these lines takes text messages; so it may where none is known."""
        return not self.own or any(one.text for one in self.of_kind(kind))

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
    """Return the lines to call in a region; none of its own where the region is unknown or INTL."""
    own = of_region(contacts.contacts, region)
    place = contacts.regions.get(own[0].region if own else region, region)
    return Lines(region=region, place=place, own=own, everywhere=contacts.contacts, places=contacts.regions)

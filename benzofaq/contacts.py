"""Choose the lines to call for a region; nothing here reads a file or prints."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

from benzofaq.model import Contact
from benzofaq.record import Record

INTERNATIONAL = "INTL"

# People type UK; ISO 3166-1 says GB.
_ALIASES = {"UK": "GB", "USA": "US", "EN": "GB", "INT": INTERNATIONAL, "WORLD": INTERNATIONAL}

# Members of the European Union, where 112 works (ISO 3166-1 codes; the list as of 2024).
_EU = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)


def region_of(wanted: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """Return the region, as an ISO 3166-1 code or INTL: the one asked for, else the locale's."""
    if wanted:
        code = wanted.strip().upper()
        return _ALIASES.get(code, code)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            found = re.search(r"_([A-Z]{2})(?=[.@]|$)", value)
            return found[1] if found else INTERNATIONAL
    return INTERNATIONAL


def named(wanted: str, places: Mapping[str, str]) -> str | None:
    """Return the code of a country given by code or by name; None where it is neither."""
    key = wanted.strip().casefold()
    for code, name in places.items():
        if key == name.casefold() or key == name.split(" (")[0].casefold():
            return code
    code = _ALIASES.get(key.upper(), key.upper())
    known = code in places or code == INTERNATIONAL or re.fullmatch("[A-Z]{2}", code)
    return code if known else None


def regions(contacts: Iterable[Contact]) -> list[str]:
    """Return the regions that have lines of their own, in order, without the EU-wide one."""
    return sorted({contact.region for contact in contacts} - {"EU"})


def of_region(contacts: Iterable[Contact], region: str) -> list[Contact]:
    """Return the lines of a region; for a member of the EU without lines of its own, the EU's."""
    own = [contact for contact in contacts if contact.region == region]
    if own or region not in _EU:
        return own
    return [contact for contact in contacts if contact.region == "EU"]


def everywhere(contacts: Iterable[Contact], kind: str) -> list[Contact]:
    """Return the lines of one kind in every region, one a region."""
    first: dict[str, Contact] = {}
    for contact in contacts:
        if contact.kind == kind:
            first.setdefault(contact.region, contact)
    return list(first.values())


class Lines(Record):
    """The lines to call from one place, and the words that name them in a sentence.

    `place` is the name of the region, `own` its lines; `everywhere` are those of all regions.
    """

    place: str
    own: tuple[Contact, ...]
    everywhere: tuple[Contact, ...]

    def fill(self, text: str) -> str:
        """Return the text with {emergency}, {poison} and {crisis} put in words for this place."""
        return (
            text.replace("{emergency}", self._words("emergency", "your local emergency number"))
            .replace("{poison}", self._words("poison", "a poison line"))
            .replace("{crisis}", self._words("suicide-crisis", "a crisis line"))
        )

    def _words(self, kind: str, generic: str) -> str:
        own = [contact for contact in self.own if contact.kind == kind]
        if own and kind == "emergency":
            return own[0].phone
        if own:  # a bare number among others would not say who answers
            return " or ".join(f"{contact.name.split(' (')[0]} ({contact.phone})" for contact in own)
        if self.own or kind == "poison":  # another country's line is no help where the country is known
            return generic
        numbers: dict[str, list[str]] = {}
        for contact in everywhere(self.everywhere, kind):
            numbers.setdefault(contact.phone.split(" or ")[0].split(" (")[0], []).append(contact.region)
        listed = ", ".join(f"{number} in {'/'.join(places)}" for number, places in numbers.items())
        return f"{generic} ({listed})" if listed else generic


def lines_for(contacts: Iterable[Contact], places: Mapping[str, str], region: str) -> Lines:
    """Return the lines to call in a region; none of its own where the region is unknown or INTL."""
    everything = tuple(contacts)
    own = tuple(of_region(everything, region))
    place = places.get(own[0].region if own else region, region)
    return Lines(place=place, own=own, everywhere=everything)

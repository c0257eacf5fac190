"""The bundled lines and steps: numbers that were seen, steps in every language, cards without doubles."""

import datetime
import hashlib
import json
import re

from benzofaq.records.library import Library
from tests.helpers.files import FIXTURES

LIBRARY = Library()


def test_twenty_countries_or_more_have_an_emergency_number_and_each_line_says_where_it_was_seen() -> None:
    contacts = LIBRARY.contacts

    assert len(contacts.regions) >= 20
    assert {one.region for one in contacts.contacts if one.kind == "emergency"} == set(contacts.regions)
    for contact in contacts.contacts:
        assert contact.seen_at.strip()
        assert datetime.date.fromisoformat(contact.checked)


def test_no_unverified_number_is_shipped() -> None:
    """Numbers seen only second-hand, by hash so that none is printed here."""
    unverified = set(json.loads((FIXTURES / "unverified_numbers.json").read_text(encoding="utf-8")))
    shipped = {
        hashlib.sha256(f"{one.region} {re.sub('[^0-9]', '', one.phone)}".encode()).hexdigest()[:12]
        for one in LIBRARY.contacts.contacts
    }

    assert shipped & unverified == set()


def test_steps_are_few_short_and_begin_with_a_call() -> None:
    for kind, emergency in LIBRARY.emergencies.items():
        assert emergency.act, kind
        assert 3 <= len(emergency.steps) <= 6, kind
        for step in emergency.steps:
            assert len(step.text.split()) <= 30, f"{kind}: {step.text}"


LANGUAGES = [LIBRARY.language(code) for code in ("es", "fr", "de", "it", "pt")]


def test_other_languages_have_first_lines_and_steps_of_the_kinds_that_are_seen_in_them() -> None:
    for language in LANGUAGES:
        assert language
        assert set(language.steps) == set(language.act) <= set(LIBRARY.emergencies)
        assert {"overdose", "suicide", "child", "seizure"} <= set(language.steps)
        assert all((language.quiet, language.english_answer, language.no_answer, language.act_no_text))


def test_placeholders_are_those_that_numbers_replace() -> None:
    texts = [step.text for one in LIBRARY.emergencies.values() for step in one.steps]
    for language in filter(None, LANGUAGES):
        texts += [*language.act.values(), *(step for steps in language.steps.values() for step in steps)]

    found = {name for text in texts for name in re.findall(r"\{([^}]*)\}", text)}
    assert found <= {"emergency", "poison", "crisis", "pet-poison"}

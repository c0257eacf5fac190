"""A small pack that has one of everything, about drugs that do not exist; its words never change."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benzofaq.records.library import Library
from benzofaq.records.model import Drug, Entry

_ENTRY = {
    "id": "first",
    "topic": "about",
    "question": "What is the first question?",
    "aliases": ["first question please"],
    "short": {"text": "It depends on the dose.", "cites": ["trial2020"]},
    "points": [
        {"text": "Taken for a week it does little.", "cites": ["label"], "locators": {"label": "section 2"}},
        {"text": "Taken for a year it does more.", "cites": ["label", "trial2020"]},
    ],
    "urgent": {"text": "A seizure? Call for help now.", "cites": ["label"]},
    "details": [
        {"text": "A trial with 40 people found 1 in 10.", "cites": ["trial2020"]},
        {"text": "Others found none.", "cites": ["agency"], "bullet": True},
    ],
    "evidence": {
        "grade": "limited",
        "why": {"text": "One trial.", "cites": ["trial2020"]},
        "unknown": {"text": "What happens later.", "cites": []},
    },
    "page_claim": {
        "claim": "It is harmless.",
        "holds": "no",
        "verdict": {"text": "It was not.", "cites": ["label"]},
    },
    "related": ["second"],
    "reviewed": "2026-01-02",
    "next_review": "2027-01-02",
}
_SECOND = {
    "id": "second",
    "topic": "other",
    "question": "Is the second question shorter?",
    "short": {"text": "Yes."},
}
_FAQ = {
    "name": "Sample",
    "covers": "drugs that do not exist",
    "footer": "Nothing here is true.",
    "reviewed": "2026-01-02",
    "topics": {"about": "About the first", "other": "All the rest"},
    "grades": {"limited": "Little is known."},
    "entries": [_ENTRY, _SECOND],
}
_SOURCES = [
    {
        "id": "trial2020",
        "type": "article-journal",
        "title": "A trial of nonepam",
        "author": [{"family": "Family", "given": "Given"}, {"family": "Second", "given": "S"}],
        "container-title": "Journal of Nothing",
        "issued": {"date-parts": [[2020, 1, 2]]},
        "volume": "1",
        "page": "1-2",
        "DOI": "10.1/x",
        "custom": {"kind": "trial"},
    },
    {
        "id": "label",
        "type": "webpage",
        "title": "NONEX (nonepam) tablets: label",
        "author": [{"literal": "Maker of Nonex"}],
        "URL": "https://example.org/label/of/nonex?with=a&long=address-that-no-line-of-forty-columns-holds",
        "issued": {"date-parts": [[2024]]},
        "accessed": {"date-parts": [[2026, 1, 2]]},
        "custom": {"kind": "label"},
    },
    {
        "id": "agency",
        "type": "webpage",
        "title": "What an agency says",
        "author": [{"literal": "Agency"}],
        "URL": "http://example.org/agency",
        "custom": {"kind": "regulator", "dated": "n.d."},
    },
]
_DRUGS = {
    "drugs": [
        {
            "name": "nonepam",
            "group": "benzodiazepine",
            "class": {"text": "A benzodiazepine, longer-acting.", "cites": ["label"]},
            "brands": ["Nonex", "Nonex XR"],
            "names": {"slang": ["nonnies"]},
            "half_life": [
                {"what": "nonepam", "low": 20, "high": 50, "cites": ["label"], "note": "US label"},
                {"what": "desnonepam", "low": 40, "high": 100, "cites": ["trial2020"]},
            ],
            "uses": {"text": "Worry.", "cites": ["label"]},
            "onset": {"text": "Within an hour.", "cites": ["label"]},
            "schedule": {"text": "Schedule IV in the US.", "cites": ["agency"]},
            "mixing": {"text": "With alcohol it can stop the breath.", "cites": ["label"]},
            "notes": [{"text": "Its name is made up.", "cites": []}],
            "reviewed": "2026-01-02",
        },
        {
            "name": "zolnone",
            "group": "z-drug",
            "class": {"text": "A Z-drug.", "cites": ["label"]},
            "half_life": [{"what": "zolnone", "low": 2, "high": 2, "cites": ["label"]}],
        },
        {
            "name": "unknownpam",
            "group": "benzodiazepine",
            "class": {"text": "A benzodiazepine.", "cites": ["agency"]},
        },
        {
            "name": "nonetine",
            "group": "other",
            "kind": "antidepressant",
            "class": {"text": "An antidepressant.", "cites": ["agency"]},
            "brands": ["Nonzac"],
            "half_life": [{"what": "nonetine", "low": 24, "high": 72, "cites": ["label"]}],
        },
    ]
}


def _line(region: str, kind: str, name: str, phone: str, **more: str) -> dict[str, str]:
    seen = {"seen_at": "https://example.org/seen", "checked": "2026-01-02"}
    return {"region": region, "kind": kind, "name": name, "phone": phone, **seen, **more}


_CONTACTS = {
    "regions": {"US": "United States", "GB": "United Kingdom"},
    "kinds": {"emergency": "Emergency", "poison": "Poisoning", "suicide-crisis": "Crisis and suicide"},
    "contacts": [
        _line("US", "emergency", "Emergency services", "911"),
        _line("US", "poison", "Poison Help", "1-800-222-1222", hours="day and night"),
        _line("US", "suicide-crisis", "Crisis Lifeline", "988", text="988", url="https://example.org/988"),
        _line("GB", "emergency", "Emergency services", "999"),
        _line("GB", "suicide-crisis", "Samaritans", "116 123", hours="day and night"),
    ],
    "elsewhere": {"name": "A directory", "url": "https://example.org/lines"},
}
_EMERGENCIES = {
    "kinds": {
        "overdose": {
            "title": "This may be an overdose. Get help now.",
            "act": "CALL {emergency} NOW",
            "do": [
                {"text": "They can't be woken: call {emergency}.", "cites": ["agency"]},
                {"text": "Awake and clear: call {poison} at once.", "cites": ["label"]},
                {"text": "Stay with them.", "cites": []},
            ],
            "call": ["emergency", "poison"],
        },
        "suicide": {
            "title": "You don't have to face this alone.",
            "do": [{"text": "Call or text {crisis}.", "cites": []}],
            "call": ["suicide-crisis", "emergency"],
        },
    }
}
_FILES = {
    "faq.json": _FAQ,
    "sources.json": _SOURCES,
    "drugs.json": _DRUGS,
    "contacts.json": _CONTACTS,
    "emergencies.json": _EMERGENCIES,
}


def sample() -> dict[str, Any]:
    """Return the files of the pack by name, to be changed at will."""
    return copy.deepcopy(_FILES)


def laid(folder: Path, files: Mapping[str, Any] | None = None) -> Path:
    """Write the files of a pack, the sample where none are given; what is not bytes is written as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (_FILES if files is None else files).items():
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        (folder / name).write_bytes(data)
    return folder


def library_of(folder: Path, **changed: Any) -> Library:
    """Return the library of the sample, with these fields of its file of entries changed."""
    files = sample()
    files["faq.json"] |= changed
    return Library(laid(folder, files))


def records(library: Library) -> list[Entry | Drug]:
    """Return every entry and card."""
    return [*library.entries.values(), *library.drugs.values()]


# Texts that mean something to the program, and are not shown.
_FIXED = frozenset(
    [
        "id",
        "topic",
        "grade",
        "holds",
        "group",
        "related",
        "cites",
        "type",
        "region",
        "call",
        "kind",
        "issued",
        "URL",
        "DOI",
        "container-title",
        "family",
        "given",
        "literal",
        "volume",
        "page",
    ]
)


def spoilt(node: Any, said: str, key: str = "") -> Any:
    """Return a part of a pack with these words in place of every text that may be anything."""
    if isinstance(node, dict):
        return {one: spoilt(value, said, one) for one, value in node.items() if one != "accessed"}
    if isinstance(node, list):
        return [spoilt(value, said, key) for value in node]
    return node if key in _FIXED or not isinstance(node, str) else said


def soiled(folder: Path, said: str) -> Library:
    """Return the library of the sample with these words in place of every text that may be anything."""
    files = {name: spoilt(content, said) for name, content in sample().items()}
    for at, drug in enumerate(files["drugs.json"]["drugs"]):
        drug["name"] = f"{said} {at}"
    return Library(laid(folder, files))

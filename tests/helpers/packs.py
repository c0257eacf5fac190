"""Packs of entries: one without a fault, small ones of a test's own, and changes that break them."""

import copy
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benzofaq.records.library import Library

TODAY = "2026-06-15"

PASSAGE = {"text": "Yes, on Saturdays.", "cites": ["rules"]}

STEP = {"text": "Call {emergency} now.", "cites": ["rules"]}

KINDS = tuple(Library().emergencies)


def entry(id_: str, question: str, *aliases: str, **more: Any) -> dict[str, Any]:
    """Return an entry as it is in a file; a field that is `...` is left out."""
    raw = {
        "id": id_,
        "topic": "all",
        "question": question,
        "aliases": list(aliases),
        "short": {"text": "It is so."},
    }
    return {key: value for key, value in {**raw, **more}.items() if value is not ...}


def source(id_: str, **more: Any) -> dict[str, Any]:
    """Return a source as it is in a file."""
    return {"id": id_, "type": "webpage", "title": "Rules", "custom": {"kind": "web"}, **more}


def _card(name: str, *brands: str) -> dict[str, Any]:
    return {
        "name": name,
        "group": "other",
        "class": PASSAGE,
        "brands": list(brands),
        "names": {"slang": [], "context": [f"{name}s"]},
        "half_life": [{"what": name, "low": 2, "high": 4.5, "cites": ["rules"], "note": ""}],
        "uses": None,
        "onset": PASSAGE,
        "notes": [],
        "reviewed": TODAY,
    }


GOOD: dict[str, Any] = {
    "faq.json": {
        "$schema": "faq.schema.json",
        "name": "Example",
        "covers": "an example",
        "turn_off": [],
        "reviewed": TODAY,
        "topics": {"visits": "Visits"},
        "grades": {"strong": "Well known."},
        "entries": [
            entry(
                "open", "Is it open?", "opening hours", "when do you open",
                topic="visits", short=PASSAGE, points=[PASSAGE], details=[PASSAGE], related=["cost"],
            ),
            entry(
                "cost", "What does it cost?", "price", "how much is it",
                topic="visits",
                short={**PASSAGE, "locators": {"rules": "section 2"}},
                urgent=PASSAGE,
                page_claim={"claim": "It is free.", "holds": "no", "verdict": PASSAGE},
                evidence={"grade": "strong", "why": PASSAGE, "unknown": PASSAGE},
                reviewed="2026-06-14",
                next_review="2027-06-14",
            ),
        ],
    },
    "sources.json": [
        source(
            "rules",
            author=[{"family": "Doe", "given": "J"}, {"literal": "Example"}],
            issued={"date-parts": [[2024, 2]]},
            accessed={"date-parts": [[2026, 6, 15]]},
            DOI="10.1000/182",
            PMID="123",
            URL="https://example.org/rules",
        )
    ],
    "drugs.json": {"drugs": [_card("examplam", "Exa"), _card("samplam", "Sam")]},
    "contacts.json": {
        "kinds": {"emergency": "Emergency"},
        "regions": {"GB": "United Kingdom"},
        "contacts": [
            {
                "region": "GB",
                "kind": "emergency",
                "name": "Emergency services",
                "phone": "999",
                "url": "https://example.org",
                "seen_at": "https://example.org/phone",
                "checked": TODAY,
            }
        ],
    },
    "emergencies.json": {
        "kinds": {
            kind: {"act": "CALL {emergency}", "title": "Get help.", "do": [STEP], "call": ["emergency"]}
            for kind in KINDS
        }
    },
}  # fmt: skip


def good() -> dict[str, Any]:
    """Return the good pack anew, no part of it shared with another."""
    fresh: dict[str, Any] = json.loads(json.dumps(GOOD))
    return fresh


def write(files: Mapping[str, Any], folder: Path) -> Path:
    """Write the files of a pack: bytes as they are, an integer as so many zeros, else as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if isinstance(content, bytes):
            (folder / name).write_bytes(content)
        elif isinstance(content, int):
            with (folder / name).open("wb") as file:
                file.truncate(content)
        else:
            (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


Write = Callable[..., Library]


def writer(folder: Path) -> Write:
    """Return a function that writes a pack of these entries, with other files by name, and opens it."""

    def write_pack(*entries: Any, files: dict[str, Any] | None = None, **fields: Any) -> Library:
        faq = {"reviewed": "2026-01-01", "entries": list(entries) or [entry("so", "Is it so?")], **fields}
        return Library(write({"faq.json": faq, **(files or {})}, folder))

    return write_pack


# Changes of a pack's files, each a function that alters them in place.

Change = Callable[[dict[str, Any]], Any]


def put(*path: Any) -> Change:
    """Return a change that puts the last item of a path where the others lead."""
    *way, last, value = path

    def change(files: dict[str, Any]) -> None:
        _at(files, way)[last] = copy.deepcopy(value)

    return change


def drop(*path: Any) -> Change:
    """Return a change that takes away that to which a path leads."""
    *way, last = path

    def change(files: dict[str, Any]) -> None:
        del _at(files, way)[last]

    return change


def retype(file: str, old: str, new: str) -> Change:
    """Return a change of the text of a file, for what no Python value can hold."""

    def change(files: dict[str, Any]) -> None:
        text = json.dumps(files[file])
        assert old in text
        files[file] = text.replace(old, new, 1).encode("utf-8", "surrogatepass")

    return change


def both(*changes: Change) -> Change:
    """Return changes as one."""

    def change(files: dict[str, Any]) -> None:
        for one in changes:
            one(files)

    return change


def _at(files: dict[str, Any], way: list[Any]) -> Any:
    at: Any = files
    for part in way:
        at = at[part]
    return at

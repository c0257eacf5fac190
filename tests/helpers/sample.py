"""A small pack that has one of everything, about drugs that do not exist; its words never change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benzofaq.records.library import Library
from benzofaq.records.model import Drug, Entry
from tests.helpers.files import FIXTURES
from tests.helpers.packs import write

SAMPLE = FIXTURES / "sample"


def sample() -> dict[str, Any]:
    """Return the files of the pack by name, to be changed at will."""
    return {path.name: json.loads(path.read_text("utf-8")) for path in SAMPLE.iterdir()}


def laid(folder: Path, files: Mapping[str, Any] | None = None) -> Path:
    """Write the files of a pack, the sample where none are given."""
    return write(sample() if files is None else files, folder)


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
    {
        *("id", "topic", "grade", "holds", "group", "related", "cites", "type", "region", "call", "kind"),
        *(
            "further_reading",
            "issued",
            "URL",
            "DOI",
            "container-title",
            "family",
            "given",
            "literal",
            "volume",
            "page",
        ),
    }
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

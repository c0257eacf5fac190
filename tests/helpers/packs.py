"""Packs: one that has one of everything, one without a fault, small ones, and changes that break them."""

import copy
import datetime
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benzofaq.records.library import Library
from benzofaq.records.model import Drug, Entry
from tests.helpers.files import FIXTURES

TODAY = "2026-06-15"
DAY = datetime.date.fromisoformat(TODAY)
NAMES = ("faq", "sources", "drugs", "contacts", "emergencies")


def _held(name: str) -> dict[str, Any]:
    """Return the files of a pack by name, to be changed at will."""
    return {f"{one}.json": json.loads((FIXTURES / name / f"{one}.json").read_text("utf-8")) for one in NAMES}


GOOD = _held("good")


def good() -> dict[str, Any]:
    """Return a pack in which the check finds nothing, anew."""
    return copy.deepcopy(GOOD)


def sample() -> dict[str, Any]:
    """Return a pack that has one of everything, about drugs that do not exist; its words never change."""
    return _held("sample")


def entry(id_: str, question: str, *aliases: str, **more: Any) -> dict[str, Any]:
    """Return an entry as it is in a file; a field that is `...` is left out."""
    raw: dict[str, Any] = {"id": id_, "topic": "all", "question": question, "aliases": list(aliases)}
    raw |= {"short": {"text": "It is so."}, **more}
    return {key: value for key, value in raw.items() if value is not ...}


def source(id_: str, **more: Any) -> dict[str, Any]:
    """Return a source as it is in a file."""
    return {"id": id_, "type": "webpage", "title": "Rules", "custom": {"kind": "web"}, **more}


def write(files: Mapping[str, Any], folder: Path) -> Path:
    """Write the files of a pack: bytes as they are, an integer as so many zeros, else as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if isinstance(content, int):
            with (folder / name).open("wb") as file:
                file.truncate(content)
        else:
            (folder / name).write_bytes(
                content if isinstance(content, bytes) else json.dumps(content).encode()
            )
    return folder


Write = Callable[..., Library]


def sample_with(change: "Change", folder: Path) -> Path:
    """Write the sample with a change."""
    files = sample()
    change(files)
    return write(files, folder)


def library_of(folder: Path, **changed: Any) -> Library:
    """Return the library of the sample, with these fields of its file of entries changed."""
    files = sample()
    files["faq.json"] |= changed
    return Library(write(files, folder))


def records(library: Library) -> list[Entry | Drug]:
    """Return every entry and card."""
    return [*library.entries.values(), *library.drugs.values()]


# Texts that mean something to the program, and are not shown.
_FIXED = frozenset(
    {
        *("id", "topic", "grade", "holds", "group", "related", "cites", "type", "region", "call", "kind"),
        *("issued", "URL", "DOI", "container-title", "family", "given", "literal", "volume", "page"),
        "further_reading",
    }
)


def _spoilt(node: Any, said: str, key: str = "") -> Any:
    if isinstance(node, dict):
        return {one: _spoilt(value, said, one) for one, value in node.items() if one != "accessed"}
    if isinstance(node, list):
        return [_spoilt(value, said, key) for value in node]
    return node if key in _FIXED or not isinstance(node, str) else said


def soiled(folder: Path, said: str) -> Library:
    """Return the library of the sample with these words in place of every text that may be anything."""
    files = {name: _spoilt(content, said) for name, content in sample().items()}
    for at, drug in enumerate(files["drugs.json"]["drugs"]):
        drug["name"] = f"{said} {at}"
    return Library(write(files, folder))


# Changes of a pack's files, each a function that alters them in place.
Change = Callable[[dict[str, Any]], Any]


def _at(files: dict[str, Any], way: list[Any]) -> Any:
    at: Any = files
    for part in way:
        at = at[part]
    return at


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value in a document."""
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(place for key, value in inner for place in places(value, (*path, key)))]


def put(*path: Any) -> Change:
    """Return a change that puts the last item of a path where the others lead."""
    *way, last, value = path
    return lambda files: _at(files, way).__setitem__(last, copy.deepcopy(value))


def drop(*path: Any) -> Change:
    """Return a change that takes away that to which a path leads."""
    *way, last = path
    return lambda files: _at(files, way).__delitem__(last)


def retype(file: str, old: str, new: str) -> Change:
    """Return a change of the text of a file, for what no Python value can hold."""

    def change(files: dict[str, Any]) -> None:
        text = json.dumps(files[file])
        assert old in text
        files[file] = text.replace(old, new).encode("utf-8", "surrogatepass")

    return change


def both(*changes: Change) -> Change:
    """Return changes as one."""
    return lambda files: [change(files) for change in changes]

"""Read the files of a pack: the records that have their types, and a problem for each that has not."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from benzofaq.checking.fields import unknown_fields
from benzofaq.checking.problem import Problem, quote
from benzofaq.records.files import DataError, explained, read_bytes
from benzofaq.records.help import Contacts, Emergencies
from benzofaq.records.library import ENTRIES_FILE
from benzofaq.records.model import Drug, Drugs, Entry, Faq, Record
from benzofaq.records.sources import Source

# Each file with the type of the whole, and where it lists records of which type.
FILES: Mapping[str, tuple[Any, str, Any]] = {
    ENTRIES_FILE: (Faq, "entries", Entry),
    "sources.json": (tuple[Source, ...], "", Source),
    "drugs.json": (Drugs, "drugs", Drug),
    "contacts.json": (Contacts, "", None),
    "emergencies.json": (Emergencies, "", None),
}

# Braces in a broken file up to which each record is decoded by itself, to find more than the first problem:
# twenty for each of the 10,000 entries that a pack may have. Beyond it memory would be 30 times the file.
MOST_OBJECTS = 200_000


class Pack:
    """The records of a pack by file, and the problems met while they were read."""

    def __init__(self, folder: Path, entries_file: str, today: datetime.date) -> None:
        """Read the files of a folder; `today` is the day after which dates lie in the future."""
        self.folder, self.entries_file, self.today = folder, entries_file, today
        self.problems: list[Problem] = []
        self.whole: dict[str, Any] = {}
        self.listed: dict[str, list[tuple[int, Any]]] = {}
        for name, (kind, key, one) in FILES.items():
            self._read(entries_file if name == ENTRIES_FILE else name, kind, key, one)

    @property
    def faq(self) -> Faq | None:
        """The file of entries; None where it can't be decoded as a whole."""
        return self.whole.get(self.entries_file)

    @property
    def entries(self) -> list[tuple[int, Entry]]:
        """The entries that have their types, with their positions."""
        return self.listed.get(self.entries_file, [])

    @property
    def sources(self) -> list[tuple[int, Source]]:
        """The sources that have their types, with their positions."""
        return self.listed.get("sources.json", [])

    @property
    def drugs(self) -> list[tuple[int, Drug]]:
        """The drug cards that have their types, with their positions."""
        return self.listed.get("drugs.json", [])

    def has(self, name: str) -> bool:
        """Return whether the pack has a file of this name, broken or not."""
        return (self.folder / name).exists()

    def place(self, file: str, at: int, record: Record) -> str:
        """Return the words for the place of a record: "entries[3] (opening-hours)"."""
        key = FILES[ENTRIES_FILE if file == self.entries_file else file][1]
        name = getattr(record, "id", "") or getattr(record, "name", "")
        return f"{key}[{at}] ({name[:60]})"

    def _found(self, file: str, message: str, rule: str, **place: Any) -> None:
        self.problems.append(Problem(file=file, message=message, rule=rule, **place))

    def _read(self, name: str, kind: Any, key: str, one: Any) -> None:
        if not self.has(name):
            if name == self.entries_file:
                example = '{"reviewed": "2026-01-31", "entries": [...]}'
                self._found(name, f"is missing. Write it: {example}.", "missing-file")
            return
        try:
            content = read_bytes(self.folder / name, "").removeprefix(b"\xef\xbb\xbf")
        except DataError as error:
            self._found(name, str(error).removeprefix(f"{self.folder / name} ").strip(), "unreadable-file")
            return
        try:
            self.whole[name] = msgspec.json.decode(content, type=kind)
        except msgspec.ValidationError as error:
            self._one_by_one(name, content, key, one, error)
            return
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            message = (
                f"is not valid JSON in UTF-8: {error}. Look there, and just before, for what is missing."
            )
            self._found(name, message, "bad-json")
            return
        if one:
            self.listed[name] = list(enumerate(getattr(self.whole[name], key) if key else self.whole[name]))
        self._keys(name, content, kind)

    def _one_by_one(self, name: str, content: bytes, key: str, one: Any, error: Exception) -> None:
        """Decode each record of a file by itself, so that one wrong one does not hide the others."""
        raws = _raw_list(content, key) if one and content.count(b"{") <= MOST_OBJECTS else None
        before = len(self.problems)
        kept = []
        for at, raw in enumerate(raws or ()):
            try:
                kept.append((at, msgspec.json.decode(raw, type=one)))
            except msgspec.ValidationError as wrong:
                self._found(name, f"{explained(wrong)}.", "wrong-type", record=f"{key}[{at}]{_named(raw)}")
        self.listed[name] = kept
        if len(self.problems) == before:  # what is wrong lies outside the records
            self._found(name, f"{explained(error)}.", "wrong-type")  # type: ignore[arg-type]

    def _keys(self, name: str, content: bytes, kind: Any) -> None:
        """Find keys that occur twice in an object, and fields that nothing reads."""
        for key, id_ in _repeated(content):
            inside = f" in {quote(id_)}" if id_ else ""
            self._found(name, f"{quote(key)} is a duplicate key{inside}. Keep one.", "duplicate-key")
        if content.count(b"{") <= MOST_OBJECTS:
            for field in unknown_fields(msgspec.json.decode(content), kind):
                message = "benzofaq does not read this field. Correct its name, or remove it."
                self._found(name, message, "unknown-field", field=field, level="warning")


def _raw_list(content: bytes, key: str) -> list[msgspec.Raw] | None:
    """Return the records of a file undecoded; None where it does not even list them."""
    try:
        if not key:
            return msgspec.json.decode(content, type=list[msgspec.Raw])
        return msgspec.json.decode(
            msgspec.json.decode(content, type=dict[str, msgspec.Raw])[key], type=list[msgspec.Raw]
        )
    except (msgspec.DecodeError, KeyError):
        return None


def _named(raw: msgspec.Raw) -> str:
    """Return the id or name of a record that could not be decoded, in brackets."""
    record = msgspec.json.decode(raw)
    name = (record.get("id") or record.get("name")) if isinstance(record, dict) else None
    return f" ({name[:60]})" if isinstance(name, str) else ""


def _repeated(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield each key that occurs twice in an object, and the id of the object where it has one."""
    found: list[tuple[str, str]] = []

    def note(pairs: list[tuple[str, Any]]) -> None:
        keys = [key for key, _ in pairs]
        if len(set(keys)) < len(keys):
            id_ = dict(pairs).get("id")
            found.extend((key, str(id_ or "")) for key in dict.fromkeys(keys) if keys.count(key) > 1)

    json.loads(content, object_pairs_hook=note)  # each object becomes None, so that little is kept
    yield from found

"""Read the files of a pack: the records that have their types, and a problem for each that has not."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from benzofaq.checking.fields import unknown_fields
from benzofaq.checking.problem import Findings, Level, Place, Problem, quote
from benzofaq.records.files import DataError, fault, read_bytes
from benzofaq.records.help import Contact, Contacts, Emergencies, Emergency
from benzofaq.records.library import ENTRIES_FILE
from benzofaq.records.model import MOST_RECORDS, Drug, Drugs, Entry, Faq
from benzofaq.records.sources import Source, Sources

SOURCES, DRUGS, CONTACTS, EMERGENCIES = "sources.json", "drugs.json", "contacts.json", "emergencies.json"

# Each file with the type of the whole, and where it lists records of which type.
FILES: Mapping[str, tuple[Any, str, Any]] = {
    ENTRIES_FILE: (Faq, "entries", Entry),
    SOURCES: (Sources, "", Source),
    DRUGS: (Drugs, "drugs", Drug),
    CONTACTS: (Contacts, "contacts", Contact),
    EMERGENCIES: (Emergencies, "", None),
}

# Brackets in a file up to which its objects are looked at one by one: forty for each of the 10,000 entries
# that a pack may have; and values in it, at commas. Beyond it memory would be 30 times the file.
MOST_BRACKETS, MOST_VALUES = 400_000, 2_000_000


def schema_of(kind: Any) -> bytes:
    """Return the JSON Schema of a type, indented."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(kind)}
    return msgspec.json.format(msgspec.json.encode(schema), indent=1) + b"\n"


class Pack:
    """The records of a pack by file, and the problems met while they were read."""

    def __init__(self, folder: Path, entries_file: str, today: datetime.date) -> None:
        """Read the files of a folder; `today` is the day after which dates lie in the future."""
        self.folder, self.entries_file, self.today = folder, entries_file, today
        self.files = {entries_file if name == ENTRIES_FILE else name: spec for name, spec in FILES.items()}
        self.found = Findings(self.files)
        self.whole: dict[str, Any] = {}
        self._listed: dict[str, list[tuple[int, Any]]] = {}
        for name in self.files:
            self._read(name)
        # The files as wholes, None where they are missing or can't be decoded; the records with their types.
        self.faq: Faq | None = self.whole.get(entries_file)
        self.contacts: Contacts | None = self.whole.get(CONTACTS)
        self.emergencies: Emergencies | None = self.whole.get(EMERGENCIES)
        self.entries: list[tuple[Place, Entry]] = list(self._records(entries_file))
        self.sources: list[tuple[Place, Source]] = list(self._records(SOURCES))
        self.drugs: list[tuple[Place, Drug]] = list(self._records(DRUGS))
        self.lines: list[tuple[Place, Contact]] = list(self._records(CONTACTS))

    def citing(self) -> Iterator[tuple[Place, Entry | Drug | Emergency]]:
        """Yield the records that consist of passages."""
        yield from self.entries
        yield from self.drugs
        for kind, one in self.emergencies.kinds.items() if self.emergencies else ():
            yield Place(EMERGENCIES, f"kinds.{kind}"), one

    def everything(self) -> Iterator[tuple[Place, Any]]:
        """Yield every record."""
        yield from self.citing()
        yield from self.sources
        yield from self.lines

    def _records(self, file: str) -> Iterator[tuple[Place, Any]]:
        key = self.files[file][1]
        for at, record in self._listed.get(file, ()):
            name = getattr(record, "id", "") if file in (self.entries_file, SOURCES) else record.name
            yield Place(file, f"{key}[{at}] ({name[:60]})"), record

    def has(self, name: str) -> bool:
        """Return whether the pack has a file of this name, broken or not."""
        return (self.folder / name).exists()

    def broken(self, name: str) -> bool:
        """Return whether some of a file can't be read."""
        return any(one.level == "error" for one in self.found.by_file.get(name, ()))

    def _found(self, place: Place, message: str, rule: str, level: Level = "error") -> None:
        self.found.add(Problem(*place, message=message, level=level, rule=rule))

    def _read(self, name: str) -> None:
        kind, key, one = self.files[name]
        if not self.has(name):
            if name == self.entries_file:
                example = '{"reviewed": "2026-01-31", "entries": [...]}'
                self._found(Place(name), f"is missing. Write it: {example}.", "missing-file")
            return
        try:
            content = read_bytes(self.folder / name, "").removeprefix(b"\xef\xbb\xbf")
        except DataError as error:
            said = str(error).removeprefix(f"{self.folder / name} ").strip()
            self._found(Place(name), said, "unreadable-file")
            return
        try:
            self.whole[name] = msgspec.json.decode(content, type=kind)
        except msgspec.ValidationError as error:
            if not self._one_by_one(name, content, error):
                return
        except (msgspec.DecodeError, RecursionError) as error:
            self._garbled(Place(name), error)
            return
        else:
            listed = getattr(self.whole[name], key) if key else self.whole[name]
            self._listed[name] = list(enumerate(listed if one else ()))
        self._keys(name, content, kind)

    def _one_by_one(self, name: str, content: bytes, error: msgspec.ValidationError) -> bool:
        """Decode each record of a file by itself, so that one wrong one does not hide the others.

        Return whether the file lists records, and few enough.
        """
        kind, key, one = self.files[name]
        raws = _raw_list(content, key) if one and _is_small(content) else None
        if raws is None or len(raws) > MOST_RECORDS:
            self._wrong(Place(name), error)
            return False
        kept: list[tuple[int, Any]] = []
        for at, raw in enumerate(raws):
            try:
                kept.append((at, msgspec.json.decode(raw, type=one)))
            except msgspec.ValidationError as wrong:
                self._wrong(Place(name, f"{key}[{at}]{_named(raw)}"), wrong)
            except (msgspec.DecodeError, RecursionError) as wrong:
                self._garbled(Place(name, f"{key}[{at}]"), wrong)
        self._listed[name] = kept
        if key and (kept or not raws):  # what lies outside the records
            rest = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
            rest[key] = msgspec.Raw(msgspec.json.encode([record for _, record in kept]))
            try:
                self.whole[name] = msgspec.json.decode(msgspec.json.encode(rest), type=kind)
            except msgspec.ValidationError as wrong:
                self._wrong(Place(name), wrong)
        return True

    def _garbled(self, place: Place, error: Exception) -> None:
        why = "nested too deep" if isinstance(error, RecursionError) else error
        said = f"is not valid JSON in UTF-8: {why}. Look there, and just before, for what is missing."
        self._found(place, said, "bad-json")

    def _wrong(self, place: Place, error: msgspec.ValidationError) -> None:
        field, message = fault(error)
        self._found(place.at(field), f"{message}.", "wrong-type")

    def _keys(self, name: str, content: bytes, kind: Any) -> None:
        """Find keys that occur twice in an object, and fields that nothing reads."""
        if not _is_small(content):
            said = "is so large that its fields were not looked at one by one."
            self._found(Place(name), said, "large-file", "warning")
            return
        try:
            document, repeated = _parsed(content)
        except (RecursionError, ValueError) as error:  # in a field that nothing reads
            self._garbled(Place(name), error)
            return
        for key, id_ in repeated:
            inside = f" in {quote(id_)}" if id_ else ""
            self._found(Place(name), f"{quote(key)} is a duplicate key{inside}. Keep one.", "duplicate-key")
        for field in unknown_fields(document, kind):
            said = "benzofaq does not read this field. Correct its name, or remove it."
            self._found(Place(name, "", field), said, "unknown-field", "warning")


def _is_small(content: bytes) -> bool:
    return content.count(b"{") + content.count(b"[") <= MOST_BRACKETS and content.count(b",") <= MOST_VALUES


def _raw_list(content: bytes, key: str) -> list[msgspec.Raw] | None:
    """Return the records of a file undecoded; None where it does not even list them."""
    try:
        listed = msgspec.json.decode(content, type=dict[str, msgspec.Raw])[key] if key else content
        return msgspec.json.decode(listed, type=list[msgspec.Raw])
    except (msgspec.DecodeError, KeyError):
        return None


def _named(raw: msgspec.Raw) -> str:
    """Return the id or name of a record that could not be decoded, in brackets."""
    try:
        record = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        return ""
    name = (record.get("id") or record.get("name")) if isinstance(record, dict) else None
    return f" ({name[:60]})" if isinstance(name, str) else ""


def _parsed(content: bytes) -> tuple[Any, list[tuple[str, str]]]:
    """Return a document without its numbers, and each key that occurs twice in an object with its id."""
    repeated: list[tuple[str, str]] = []

    def note(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
            repeated.extend((key, str(found.get("id") or "")) for key in twice)
        return found

    return json.loads(content, object_pairs_hook=note, parse_int=len, parse_float=len), repeated

"""Read the files of a pack: the records of the right types, and a problem for each of a wrong one."""

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from benzofaq.checking.problem import Findings, Level, Place, Problem, quote
from benzofaq.records.contacts import Contact, Contacts, Emergencies, Emergency
from benzofaq.records.files import DataError, fault, read_bytes
from benzofaq.records.library import CONTACTS, DRUGS, EMERGENCIES, ENTRIES_FILE, SOURCES
from benzofaq.records.model import MOST_RECORDS, Drug, Drugs, Entry, Faq
from benzofaq.records.sources import Source, Sources

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
        # The files that can be decoded, as wholes and as the records that they list.
        self.whole: dict[str, Any] = {}
        self._listed: dict[str, list[tuple[Place, Any]]] = {name: [] for name in self.files}
        for name in self.files:
            self._read(name)
        self.faq: Faq | None = self.whole.get(entries_file)
        self.contacts: Contacts | None = self.whole.get(CONTACTS)
        self.entries: list[tuple[Place, Entry]] = self._listed[entries_file]
        self.sources: list[tuple[Place, Source]] = self._listed[SOURCES]
        self.drugs: list[tuple[Place, Drug]] = self._listed[DRUGS]
        self.lines: list[tuple[Place, Contact]] = self._listed[CONTACTS]
        kinds = self.whole[EMERGENCIES].kinds if EMERGENCIES in self.whole else {}
        self.steps: list[tuple[Place, Emergency]] = [
            (Place(EMERGENCIES, f"kinds.{kind}"), one) for kind, one in kinds.items()
        ]

    def citing(self) -> Iterator[tuple[Place, Entry | Drug | Emergency]]:
        """Yield the records that consist of passages."""
        return chain(self.entries, self.drugs, self.steps)

    def everything(self) -> Iterator[tuple[Place, Any]]:
        """Yield every record."""
        return chain(self.citing(), self.sources, self.lines)

    def unprintable(self) -> Iterator[tuple[Place, str]]:
        """Yield every text of the records that holds anything but printable characters."""
        for place, record in self.everything():
            for field, text in _texts(msgspec.to_builtins(record)):
                if not text.isprintable():
                    yield place.at(field), text

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
            self.whole[name] = msgspec.json.decode(content, type=kind)
        except DataError as error:
            message = str(error).removeprefix(f"{self.folder / name} ").strip()
            self._found(Place(name), message, "unreadable-file")
        except msgspec.ValidationError as error:
            if self._one_by_one(name, content, error):
                self._keys(name, content)
        except (msgspec.DecodeError, RecursionError) as error:
            self._garbled(Place(name), error)
        else:
            listed = getattr(self.whole[name], key) if key else self.whole[name]
            for at, record in enumerate(listed if one else ()):
                self._keep(name, at, record)
            self._keys(name, content)

    def _keep(self, name: str, at: int, record: Any) -> None:
        title = getattr(record, "name", "") or record.id
        self._listed[name].append((Place(name, f"{self.files[name][1]}[{at}] ({title[:60]})"), record))

    def _one_by_one(self, name: str, content: bytes, error: msgspec.ValidationError) -> bool:
        """Decode each record by itself, so that a wrong one hides no other; return whether they are few."""
        kind, key, one = self.files[name]
        raws = _raw_list(content, key) if one and _is_small(content) else None
        if raws is None or len(raws) > MOST_RECORDS:
            self._wrong(Place(name), error)
            return False
        for at, raw in enumerate(raws):
            try:
                self._keep(name, at, msgspec.json.decode(raw, type=one))
            except msgspec.ValidationError as wrong:
                self._wrong(Place(name, f"{key}[{at}]{_named(raw)}"), wrong)
            except (msgspec.DecodeError, RecursionError) as wrong:
                self._garbled(Place(name, f"{key}[{at}]"), wrong)
        kept = [record for _, record in self._listed[name]]
        if key and (kept or not raws):  # what lies outside the records
            rest = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
            rest[key] = msgspec.Raw(msgspec.json.encode(kept))
            try:
                self.whole[name] = msgspec.json.decode(msgspec.json.encode(rest), type=kind)
            except msgspec.ValidationError as wrong:
                self._wrong(Place(name), wrong)
        return True

    def _garbled(self, place: Place, error: Exception) -> None:
        why = "nested too deep" if isinstance(error, RecursionError) else error
        message = f"is not valid JSON in UTF-8: {why}. Look there, and just before, for what is missing."
        self._found(place, message, "bad-json")

    def _wrong(self, place: Place, error: msgspec.ValidationError) -> None:
        field, message = fault(error)
        self._found(place.at(field), f"{message}.", "wrong-type")

    def _keys(self, name: str, content: bytes) -> None:
        """Find keys that occur twice in an object, and fields that nothing reads."""
        if not _is_small(content):
            message = "is so large that its fields were not looked at one by one."
            self._found(Place(name), message, "large-file", "warning")
            return
        try:
            document, repeated = _parsed(content)
        except (RecursionError, ValueError) as error:  # in a field that nothing reads
            self._garbled(Place(name), error)
            return
        for key, id_ in repeated:
            inside = f" in {quote(id_)}" if id_ else ""
            self._found(Place(name), f"{quote(key)} is a duplicate key{inside}. Keep one.", "duplicate-key")
        for field in _unknown_fields(document, inspect.type_info(self.files[name][0])):
            message = "benzofaq does not read this field. Correct its name, or remove it."
            self._found(Place(name, "", field), message, "unknown-field", "warning")


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
            counts = Counter(key for key, _ in pairs)
            repeated.extend((key, str(found.get("id") or "")) for key in counts if counts[key] > 1)
        return found

    return json.loads(content, object_pairs_hook=note, parse_int=len, parse_float=len), repeated


def _unknown_fields(value: Any, info: inspect.Type, path: str = "") -> Iterator[str]:
    """Yield the path of each field of a document that its type does not have."""
    match info:
        case inspect.UnionType():
            for one in info.types:
                yield from _unknown_fields(value, one, path)
        case inspect.StructType() if isinstance(value, dict):
            fields = {field.encode_name: field.type for field in info.fields}
            for key, inner in value.items():
                where = f"{path}.{key}" if path else key
                if key in fields:
                    yield from _unknown_fields(inner, fields[key], where)
                elif key != "$schema":  # an editor reads it
                    yield where
        case inspect.VarTupleType() if isinstance(value, list):
            for at, inner in enumerate(value):
                yield from _unknown_fields(inner, info.item_type, f"{path}[{at}]")
        case inspect.DictType() if isinstance(value, dict):
            for key, inner in value.items():
                yield from _unknown_fields(inner, info.value_type, f"{path}.{key}" if path else key)


def _texts(document: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a document with its path, keys included."""
    if isinstance(document, str):
        yield path, document
    elif isinstance(document, tuple | list):
        for at, one in enumerate(document):
            yield from _texts(one, f"{path}[{at}]")
    elif isinstance(document, dict):
        for key, one in document.items():
            yield f"{path}[{key!r:.40}]", key
            yield from _texts(one, f"{path}.{key}" if path else key)

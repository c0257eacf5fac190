"""Hold the files of a pack with every place in them that the format knows; nothing here judges them."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from benzofaq.rawpack import Object, Raw, Where, read_bytes, read_json, read_text
from benzofaq.shapes import ENTRIES_FILE, SHAPES, Role, Shape
from benzofaq.text import clean
from benzofaq.words import split

Level = Literal["error", "warning"]

# Names and quotes in a message are cut to this many characters.
MOST_SHOWN = 60

# The files that a pack has together, or none of: its words, and the weights that were learned with them.
MATCHER = ("vocabulary.json", "words.txt", "weights.tsv")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields: a problem with its place as a path of keys and positions."""

    file: str
    where: Where
    message: str
    level: Level = "error"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a file that the format knows: its path, what may stand there, and what does."""

    file: str
    where: Where
    shape: Shape
    value: Any

    def says(self, message: str, level: Level = "error") -> Finding:
        """Return a finding in this place."""
        return Finding(self.file, self.where, message, level)


class Pack:
    """The files of a pack as they stand, and the places of the format in them."""

    def __init__(self, folder: Path, entries_file: str, today: datetime.date) -> None:
        """Read the files of a folder; `today` is the day by which dates lie in the future."""
        self.folder, self.entries_file, self.today = folder, entries_file, today
        others = {name: shape for name, shape in SHAPES.items() if name not in (ENTRIES_FILE, entries_file)}
        self.shapes: dict[str, Shape] = {entries_file: SHAPES[ENTRIES_FILE], **others}
        self.files: dict[str, Raw] = {name: read_json(folder / name) for name in self.shapes}
        _, words, weights = MATCHER
        self.files |= {words: read_text(folder / words), weights: read_bytes(folder / weights)}

    def has(self, name: str) -> bool:
        """Tell whether the pack has a file of this name, broken or not."""
        return self.files[name].trouble != "absent"

    @cached_property
    def places(self) -> list[Place]:
        """Every place of the format in the files that could be read."""
        return [
            place
            for name, shape in self.shapes.items()
            if self.files[name].is_read
            for place in _walk(name, (), shape, self.files[name].value)
        ]

    @cached_property
    def _by_role(self) -> Mapping[Role, list[Place]]:
        found: dict[Role, list[Place]] = {}
        for place in self.places:
            if place.shape.role and place.value is not None and fits(place):
                found.setdefault(place.shape.role, []).append(place)
        return found

    def at(self, *roles: Role) -> Iterator[Place]:
        """Yield the places of these roles whose value has its type."""
        for role in roles:
            yield from self._by_role.get(role, ())

    @cached_property
    def wordings(self) -> list[tuple[Place, str]]:
        """Every wording of the entries, with what is left of it once it is folded."""
        return [(place, folded(place.value)) for place in self.at("wording")]

    def top(self, name: str, key: str) -> Any:
        """Return a field at the top of a file; None where there is none or the file can't be read."""
        value = self.files[name].value
        return value.get(key) if isinstance(value, dict) else None

    def records(self) -> Iterator[tuple[int, Object]]:
        """Yield the entries that are objects, with their positions."""
        entries = self.top(self.entries_file, "entries")
        for at, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, Object):
                yield at, entry

    def used(self, role: Role) -> set[str]:
        """Return every value that stands in places of a role."""
        return {place.value for place in self.at(role)}


def _walk(file: str, where: Where, shape: Shape, value: Any) -> Iterator[Place]:
    """Yield the places below one, itself first; as deep as the format goes, however deep the data."""
    place = Place(file, where, shape, value)
    yield place
    if value is None or not fits(place):
        return
    if shape.type == "object":
        for name, inner in shape.fields.items():
            if name in value:
                yield from _walk(file, (*where, name), inner, value[name])
    elif shape.type == "map":
        for key, one in value.items():
            if shape.keys:
                yield Place(file, (*where, key), shape.keys, key)
            if shape.items:
                yield from _walk(file, (*where, key), shape.items, one)
    elif shape.type == "list" and shape.items:
        for at, one in enumerate(value):
            yield from _walk(file, (*where, at), shape.items, one)


def fits(place: Place) -> bool:
    """Tell whether a value is of the type that its place asks for."""
    value, kind = place.value, place.shape.type
    if kind == "any" or (value is None and place.shape.null):
        return True
    if isinstance(value, bool):
        return kind == "flag"
    types: dict[str, type | tuple[type, ...]] = {
        "object": dict, "map": dict, "list": list, "text": str, "number": (int, float), "whole": int,
    }  # fmt: skip
    return kind in types and isinstance(value, types[kind])


def folded(wording: str) -> str:
    """Return a wording as the matcher sees it: two wordings with one such key are one."""
    return " ".join(word for word in split(wording) if word != "?")


def order(where: Where) -> tuple[tuple[int, int, str], ...]:
    """Return what paths are sorted by: positions as numbers, then keys."""
    return tuple((0, part, "") if isinstance(part, int) else (1, 0, part) for part in where)


def record_length(where: Where) -> int:
    """Return how much of a path leads to a record: entries[3], drugs[1], contacts[0], [5] of the sources."""
    if where[:1] and isinstance(where[0], int):
        return 1
    listed = len(where) > 1 and where[0] in ("entries", "drugs", "contacts") and isinstance(where[1], int)
    return 2 if listed else 0


def named(pack: Pack, file: str, where: Where) -> str:
    """Return the id or name of the record that a path leads into, in brackets."""
    value = pack.files[file].value
    for part in where[: record_length(where)]:
        value = value[part]
    for key in ("id", "name"):
        id_ = value.get(key) if isinstance(value, dict) else None
        if isinstance(id_, str) and id_.strip():
            return f" ({cut(id_)})"
    return ""


def spelt(where: Where) -> str:
    """Return a path as people write it: answer[0].text, topics["two words"]."""
    out = ""
    for part in where:
        if isinstance(part, int):
            out += f"[{part}]"
        elif re.fullmatch(r"[\w$-]+", part) or re.fullmatch(r"line \d+(, column \d+)?", part):
            out += f".{cut(part)}" if out else cut(part)
        else:
            out += f"[{quote(part)}]"
    return out


def quote(text: str) -> str:
    """Return a text in quotes, cut short, its harmful characters spelt out."""
    return repr(text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 3] + "...")


def cut(text: str) -> str:
    """Return a text cut short, without anything that could steer a terminal."""
    return clean(text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 3] + "...")

"""Read the files of a pack as they stand, broken ones too, without a judgement on what they hold."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from benzofaq.library import MAX_FILE_BYTES

# Levels of brackets beyond which nothing is read: the deepest field of a pack stands at the sixth.
MAX_DEPTH = 30

_MARK = "\N{BYTE ORDER MARK}"  # some editors write it first; it is no part of the text

# The keys and positions that lead to a value in a document.
Where = tuple[str | int, ...]

Trouble = Literal["", "absent", "unreadable", "too-large", "not-utf8", "bad-json", "too-deep"]


class Object(dict[str, Any]):
    """A JSON object; `repeated` are the keys that stand in it more than once."""

    repeated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoNumber:
    """What stands where JSON would have a number: NaN, Infinity, or one of thousands of digits."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A file as read: in `value` its JSON, text or bytes; or the `trouble` with it, in words too."""

    value: Any = None
    trouble: Trouble = ""
    said: str = ""
    line: int = 0
    column: int = 0

    @property
    def is_read(self) -> bool:
        """Whether `value` holds what the file holds."""
        return not self.trouble


def read_bytes(path: Path) -> Raw:
    """Return the bytes of a file."""
    try:
        if not path.is_file():
            return Raw(trouble="unreadable", said="it is no file") if path.exists() else Raw(trouble="absent")
        if path.stat().st_size > MAX_FILE_BYTES:
            return Raw(trouble="too-large")
        return Raw(value=path.read_bytes())
    except FileNotFoundError:
        return Raw(trouble="absent")
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        return Raw(trouble="unreadable", said=str(getattr(error, "strerror", None) or error))


def read_text(path: Path) -> Raw:
    """Return the text of a file."""
    raw = read_bytes(path)
    if raw.trouble:
        return raw
    try:
        return Raw(value=raw.value.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Raw(trouble="not-utf8", line=raw.value.count(b"\n", 0, error.start) + 1)


def read_json(path: Path) -> Raw:
    """Return the JSON of a file; objects come as Object, what is no number of JSON as NoNumber."""
    raw = read_text(path)
    if raw.trouble:
        return raw
    try:
        value = json.loads(
            raw.value.removeprefix(_MARK),
            object_pairs_hook=_record,
            parse_constant=NoNumber,
            parse_int=_int,
            parse_float=_float,
        )
    except json.JSONDecodeError as error:
        return Raw(trouble="bad-json", said=error.msg, line=error.lineno, column=error.colno)
    except RecursionError:
        return Raw(trouble="too-deep")
    return Raw(value=value)


def _record(pairs: list[tuple[str, Any]]) -> Object:
    record = Object(pairs)
    if len(record) < len(pairs):
        seen: set[str] = set()
        record.repeated = tuple(
            dict.fromkeys(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        )
    return record


def _number(kind: type[int] | type[float], digits: str) -> Any:
    try:
        number = kind(digits)
        float(number)
    except (ValueError, OverflowError):  # too many digits to turn into a number at all, or into a float
        return NoNumber(f"{digits[:20]}...")
    return NoNumber(digits[:20]) if number in (float("inf"), float("-inf")) else number


_int, _float = partial(_number, int), partial(_number, float)


def nodes(value: Any) -> Iterator[tuple[Where, Any]]:
    """Yield each value in a document with its path, in the order of the file, to the depth of MAX_DEPTH."""
    waiting: list[tuple[Where, Any]] = [((), value)]
    while waiting:
        path, one = waiting.pop()
        yield path, one
        if len(path) == MAX_DEPTH:
            continue
        if isinstance(one, dict):
            waiting.extend(((*path, key), inner) for key, inner in reversed(one.items()))
        elif isinstance(one, list):
            waiting.extend(((*path, at), one[at]) for at in reversed(range(len(one))))

"""Read and decode one data file; nothing else touches the disk on the way to an answer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

T = TypeVar("T")

# A larger file is refused unread. The largest bundled one has 1.6 MB; 10,000 entries, the most that a pack
# may hold, took 31 MB in benchmarks/scale.py.
MAX_FILE_BYTES = 64 * 1024 * 1024

# What msgspec says of a wrong value, and what the author of a pack reads instead.
_FAULTS = (
    (r"Object missing required field `(.*)`", r"is missing the field \1"),
    (r"Invalid enum value '?(.*?)'?", r"\1 is not one of the allowed values"),
    (r"Expected `(?:str|array)` of length >= 1|Expected `str` matching regex '\\\\S'", "is empty"),
    (r"Expected `str` matching .*", "is not an id. Write small letters, digits and hyphens, as in late-fee"),
    (r"Expected `str` of length <= (.*)", r"is longer than \1 characters"),
    (r"Expected `\w+` of length <= (.*)", r"lists more than \1"),
    (r"Expected `(.*)`, got `(.*)`", r"should be `\1`, not `\2`"),
)
_KINDS = {
    "str": "text", "int": "a number", "float": "a number", "bool": "true or false", "null": "null",
    "array": "a list", "object": "an object",
}  # fmt: skip


class DataError(Exception):
    """The data can't be read. The message names the file, the place in it, and what to do."""


def bundled_folder() -> Path | Traversable:
    """Return the folder of the bundled data: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    for folder in (package / "data", package.parent / "data"):
        if folder.is_dir():
            return folder
    from importlib.resources import files  # late: 5 ms, and only a zip archive needs it

    return files("benzofaq") / "data"


def read_bytes(file: Path | Traversable, remedy: str) -> bytes:
    """Return the content of a file. Raises DataError where it can't be read; `remedy` says what to do."""
    try:
        if not file.is_file():
            raise DataError(f"{file} is {'not a file' if Path(str(file)).exists() else 'missing'}. {remedy}")
        with file.open("rb") as opened:
            content: bytes = opened.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        why = getattr(error, "strerror", None) or error
        raise DataError(f"{file} can't be read: {why}. {remedy}") from None
    if len(content) > MAX_FILE_BYTES:
        raise DataError(f"{file} is larger than {MAX_FILE_BYTES} bytes. {remedy}")
    return content


def decode(content: bytes, kind: type[T], name: str, remedy: str) -> T:
    """Return the records that the JSON of a file holds.

    Raises DataError, with the place as in `entries[3].short.text`, where it is not what `kind` asks for.
    """
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=kind)
    except msgspec.ValidationError as error:
        raise DataError(f"{name}: {': '.join(filter(None, fault(error)))}. {remedy}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DataError(f"{name} is not valid JSON: {error}. {remedy}") from None


def fault(error: msgspec.ValidationError) -> tuple[str, str]:
    """Return where a type error is and what is wrong: `entries[3].short`, `is missing the field text`."""
    message, _, place = str(error).partition(" - at ")
    for pattern, words in _FAULTS:
        if found := re.fullmatch(pattern, message):
            message = found.expand(words)
            break
    for kind, words in _KINDS.items():
        message = message.replace(f"`{kind}`", words)
    return place.strip("`").removeprefix("$").removeprefix("."), message

"""The records of a completion, what stands where on the command line, and the file that keeps them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

# Names in `takes` that are no list: a file of the disk, and a value that nothing is known of.
FILES, ANY = "files", "any"

FILE = "completion.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option under all its names. `takes` names what its value is one of; empty for a flag."""

    names: tuple[str, ...]
    help: str
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command: `arguments` holds for each of its words what it is one of; `repeats`: the last, again."""

    name: str
    help: str
    options: tuple[Option, ...]
    arguments: tuple[tuple[str, ...], ...] = ()
    repeats: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """All that is completed. `lists` hold by name words with their descriptions (or "")."""

    options: tuple[Option, ...]
    commands: tuple[Command, ...]
    lists: Mapping[str, Mapping[str, str]]


def to_json(spec: Spec) -> dict[str, Any]:
    """Return the spec as JSON holds it."""
    return asdict(spec)


def from_json(raw: Any) -> Spec:
    """Return the spec that `to_json` made this of; raises KeyError or TypeError where it is another thing."""
    return Spec(
        options=_options(raw["options"]),
        commands=tuple(
            Command(
                name=one["name"],
                help=one["help"],
                options=_options(one["options"]),
                arguments=tuple(map(tuple, one["arguments"])),
                repeats=one["repeats"],
            )
            for one in raw["commands"]
        ),
        lists=raw["lists"],
    )


def _options(raw: Any) -> tuple[Option, ...]:
    return tuple(
        Option(names=tuple(one["names"]), help=one["help"], takes=tuple(one["takes"])) for one in raw
    )

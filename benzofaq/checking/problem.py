"""What a rule finds in a pack, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from benzofaq.records.model import Record
from benzofaq.text import clean

Level = Literal["error", "warning"]

# Problems listed for one file; fix these first. 250,000 took 94 MB.
MOST_LISTED = 100

# Characters to which quotes in a message are cut.
MOST_SHOWN = 60


class Place(NamedTuple):
    """Where something is in a pack: `record` as in "entries[3] (opening-hours)", "" outside any."""

    file: str
    record: str = ""
    field: str = ""

    def at(self, field: str) -> Place:
        """Return the place of a field, given by its path, in this record."""
        return self._replace(field=field)


class Problem(Record, frozen=True):
    """What is wrong in one place of a pack, and what to do. `rule` is the name of the rule that found it."""

    file: str
    record: str
    field: str
    message: str
    level: Level
    rule: str

    def __str__(self) -> str:
        """Return it on one line."""
        message = f"warning: {self.message}" if self.level == "warning" else self.message
        return clean(": ".join(filter(None, (self.file, self.record, self.field, message))))


class Findings:
    """Problems by file: the first hundred are kept, the others counted."""

    def __init__(self, files: Iterable[str] = ()) -> None:
        """Start without a problem; those of `files` are listed before those of others, in this order."""
        self.by_file: dict[str, list[Problem]] = {name: [] for name in files}
        self._more: Counter[str] = Counter()

    def add(self, problem: Problem) -> None:
        """Keep a problem, or count it."""
        here = self.by_file.setdefault(problem.file, [])
        if len(here) < MOST_LISTED:
            here.append(problem)
        else:
            self._more[problem.file] += 1

    def listed(self) -> Iterator[Problem]:
        """Yield the problems of each file in the order of its records, and how many more there are."""
        for file, here in self.by_file.items():
            yield from sorted(here, key=_position)
            if number := self._more[file]:
                yield Problem(file, "", "", f"has {number} more problems.", here[0].level, "more")


def _position(problem: Problem) -> int:
    """Return the position of a record in its file; what lies outside the records comes first."""
    found = re.search(r"\[(\d+)\]", problem.record or problem.field)
    return int(found[1]) if found else -1


def quote(text: str) -> str:
    """Return a text in quotes, cut short, its harmful characters spelt out."""
    return repr(text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 3] + "...")

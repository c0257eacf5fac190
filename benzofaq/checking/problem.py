"""What a rule finds in a pack."""

from __future__ import annotations

from typing import Literal

from benzofaq.records.model import Record
from benzofaq.text import clean

Level = Literal["error", "warning"]

# Names and quotes in a message are cut to this many characters.
MOST_SHOWN = 60


class Problem(Record, frozen=True):
    """What is wrong in one place of a pack, and what to do.

    `record` names the entry, source, card or line by its position and its name, as in
    "entries[3] (opening-hours)", and is empty where the place lies outside any; `field` is the path
    within it, empty for the whole. `rule` is the name of the rule that found it.
    """

    file: str
    message: str
    rule: str
    record: str = ""
    field: str = ""
    level: Level = "error"

    def __str__(self) -> str:
        """Return it on one line."""
        said = f"warning: {self.message}" if self.level == "warning" else self.message
        return clean(": ".join(filter(None, (self.file, self.record, self.field, said))))


def quote(text: str) -> str:
    """Return a text in quotes, cut short, its harmful characters spelt out."""
    return repr(text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 3] + "...")

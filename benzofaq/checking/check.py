"""Say everything that is wrong with a data pack, in the order of its files; nothing here mends or prints."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from benzofaq.pack import Finding, Level, Pack, cut, named, order, record_length, spelt
from benzofaq.rules import RULES
from benzofaq.shapes import ENTRIES_FILE
from benzofaq.text import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong in one place of a pack, and what to do.

    `record` names the entry, source, card or line by its position and its name, as in
    "entries[3] (opening-hours)", and is empty where the place lies outside any; `field` is the path
    within it, empty for the whole. `rule` is the name of the rule that found it.
    """

    file: str
    record: str
    field: str
    message: str
    level: Level
    rule: str

    def __str__(self) -> str:
        """Return it on one line."""
        where = [part for part in (self.file, self.record, self.field) if part]
        return ": ".join([*where, f"warning: {self.message}" if self.level == "warning" else self.message])


def problems(
    folder: Path, entries_file: str = ENTRIES_FILE, today: datetime.date | None = None
) -> list[Problem]:
    """Return every problem of a pack, by file, then by place; the same list for the same files.

    Never fails, whatever the files hold. `today` is the local day where None.
    """
    pack = Pack(folder, entries_file, today or datetime.date.today())
    files = list(pack.files)
    found = [(finding, name) for name, rule in RULES.items() for finding in rule(pack)]
    found.sort(
        key=lambda one: (files.index(one[0].file) if one[0].file in files else -1, order(one[0].where))
    )
    return [_problem(pack, finding, rule) for finding, rule in found]


def _problem(pack: Pack, finding: Finding, rule: str) -> Problem:
    length = record_length(finding.where)
    record = spelt(finding.where[:length]) + named(pack, finding.file, finding.where) if length else ""
    field = spelt(finding.where[length:])
    return Problem(
        file=cut(finding.file),
        record=record,
        field=field,
        message=clean(finding.message),
        level=finding.level,
        rule=rule,
    )

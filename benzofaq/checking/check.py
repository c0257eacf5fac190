"""List every problem of a pack, in the order of its files; nothing here mends or prints."""

from datetime import date
from itertools import islice
from pathlib import Path

from benzofaq.checking.pack import Pack
from benzofaq.checking.problem import Problem
from benzofaq.checking.rules import RULES
from benzofaq.records.library import ENTRIES_FILE

# Problems that one rule may find before it is stopped.
MOST_COUNTED = 10_000


def problems(folder: Path, entries_file: str = ENTRIES_FILE, today: date | None = None) -> list[Problem]:
    """Return the problems of a pack by file, whatever its files hold; `today` is the local day where None."""
    pack = Pack(folder, entries_file, today or date.today())
    for name, (level, rule) in RULES.items():
        for place, message in islice(rule(pack), MOST_COUNTED):
            pack.found.add(Problem(*place, message=message, level=level, rule=name))
    return list(pack.found.listed())

"""List every problem of a pack, in the order of its files; nothing here mends or prints."""

from __future__ import annotations

import datetime
from pathlib import Path

from benzofaq.checking.pack import FILES, Pack
from benzofaq.checking.problem import Problem
from benzofaq.checking.rules import RULES
from benzofaq.records.library import ENTRIES_FILE

# Problems of one file that are listed: whoever has more mends these first. 250,000 took 94 MB.
MOST_LISTED = 100


def problems(
    folder: Path, entries_file: str = ENTRIES_FILE, today: datetime.date | None = None
) -> list[Problem]:
    """Return the problems of a pack by file; the same list for the same files.

    Never fails, whatever the files hold. `today` is the local day where None.
    """
    pack = Pack(folder, entries_file, today or datetime.date.today())
    found = [*pack.problems, *(problem for rule in RULES.values() for problem in rule(pack))]
    listed: list[Problem] = []
    for file in dict.fromkeys([entries_file, *FILES, *(one.file for one in found)]):
        here = [one for one in found if one.file == file]
        listed += here[:MOST_LISTED]
        if len(here) > MOST_LISTED:
            message = f"has {len(here) - MOST_LISTED} more problems."
            listed.append(Problem(file=file, message=message, rule="more", level=here[MOST_LISTED].level))
    return listed

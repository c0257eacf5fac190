"""List every problem of a pack, in the order of its files; nothing here mends or prints."""

from __future__ import annotations

import datetime
from pathlib import Path

from benzofaq.checking.pack import Pack
from benzofaq.checking.problem import Problem
from benzofaq.checking.rules import emergencies, entries, sources, texts  # noqa: F401 (each adds its rules)
from benzofaq.checking.rules.rule import found
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
    met: dict[str, list[Problem]] = {name: [] for name in pack.files}
    more: dict[str, int] = {}
    for one in (*pack.problems, *found(pack)):
        here = met.setdefault(one.file, [])
        if len(here) < MOST_LISTED:
            here.append(one)
        else:
            more[one.file] = more.get(one.file, 0) + 1
    for file, number in more.items():
        met[file].append(Problem(file, "", "", f"has {number} more problems.", met[file][0].level, "more"))
    return [one for here in met.values() for one in here]

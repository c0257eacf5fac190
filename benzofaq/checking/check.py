"""List every problem of a pack, in the order of its files; nothing here mends or prints."""

from __future__ import annotations

import datetime
from pathlib import Path

from benzofaq.checking.pack import Pack
from benzofaq.checking.problem import Problem
from benzofaq.checking.rules import emergencies, entries, sources, texts  # noqa: F401 (each adds its rules)
from benzofaq.checking.rules.rule import found
from benzofaq.records.library import ENTRIES_FILE


def problems(
    folder: Path, entries_file: str = ENTRIES_FILE, today: datetime.date | None = None
) -> list[Problem]:
    """Return the problems of a pack by file; the same list for the same files.

    Never fails, whatever the files hold. `today` is the local day where None.
    """
    pack = Pack(folder, entries_file, today or datetime.date.today())
    for problem in found(pack):
        pack.found.add(problem)
    return list(pack.found.listed())

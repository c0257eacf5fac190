"""Count what a library holds and fingerprint its files; nothing else hashes."""

import sys
from typing import Any

from benzofaq import __version__
from benzofaq.records.library import Library

# Every file that a folder of data may hold beside its entries.
FILES = (
    "sources.json",
    "drugs.json",
    "contacts.json",
    "emergencies.json",
    "weights.tsv",
)


def inventory(library: Library) -> dict[str, Any]:
    """Return version, date of the data, counts, where the data are, and the SHA-256 of each file."""
    import hashlib

    present = [name for name in (library.entries_file, *FILES) if (library.folder / name).is_file()]
    return {
        "version": __version__,
        "python": sys.version.split()[0],
        "reviewed": library.reviewed,
        "folder": str(library.folder),
        "bundled": library.bundled,
        "counts": {
            "entries": len(library.entries),
            "sources": len(library.sources),
            "drugs": len(library.drugs),
            "contacts": len(library.contacts.contacts),
        },
        "sha256": {name: hashlib.sha256(library.read_bytes(name)).hexdigest() for name in present},
    }

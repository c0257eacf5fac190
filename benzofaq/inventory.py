"""Count what a library holds and fingerprint its files; nothing else hashes."""

import sys
from typing import Any

from benzofaq.library import Library

FILES = (
    "sources.json",
    "drugs.json",
    "contacts.json",
    "emergencies.json",
    "vocabulary.json",
    "lexicon.json",
    "words.txt",
    "weights.tsv",
)


def of(library: Library, version: str) -> dict[str, Any]:
    """Return the version, the date of the data, its counts, where it lies, and the SHA-256 of each file."""
    import hashlib

    names = [library.entries_file, *FILES]
    hashes = {
        name: hashlib.sha256(library.bytes_of(name)).hexdigest()
        for name in names
        if (library.folder / name).is_file()
    }
    return {
        "version": version,
        "python": sys.version.split()[0],
        "reviewed": library.reviewed,
        "folder": str(library.folder),
        "bundled": library.bundled,
        "counts": {
            "entries": len(library.entries),
            "sources": len(library.sources),
            "drugs": len(library.drugs),
            "contacts": len(library.contacts),
        },
        "sha256": hashes,
    }

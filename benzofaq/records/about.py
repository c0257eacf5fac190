"""Describe benzofaq itself: as a source to cite, and by what its data hold."""

import hashlib
import sys
from typing import Any

from benzofaq import __version__
from benzofaq.records.library import CONTACTS, DRUGS, EMERGENCIES, READER, SOURCES, Library
from benzofaq.records.sources import Author, CslDate, Provenance, Source


def source(reviewed: str) -> Source:
    """Return benzofaq as a source; a test compares it with CITATION.cff, which no installed copy has."""
    parts = tuple(int(part) for part in reviewed.split("-") if part.isdecimal())[:3]
    return Source(
        id="benzofaq",
        csl_type="software",
        title="benzofaq: an offline, sourced reference on benzodiazepines",
        author=(Author(literal="The benzofaq maintainers"),),
        version=__version__,
        issued=CslDate(date_parts=(parts,)) if parts else None,
        custom=Provenance(kind="software"),
    )


def inventory(library: Library) -> dict[str, Any]:
    """Return version, date of the data, counts, where the data are, and the SHA-256 of each file."""
    files = (library.entries_file, SOURCES, DRUGS, CONTACTS, EMERGENCIES, *READER)
    present = [name for name in files if (library.folder / name).is_file()]
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

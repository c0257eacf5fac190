"""Describe benzofaq itself as a source, from its version and the date of its data."""

from benzofaq import __version__
from benzofaq.records.sources import Author, CslDate, Provenance, Source

ID = "benzofaq"


def source(reviewed: str) -> Source:
    """Return benzofaq as a source; a test compares it with CITATION.cff, which no installed copy has."""
    parts = tuple(int(part) for part in reviewed.split("-") if part.isdecimal())[:3]
    return Source(
        id=ID,
        csl_type="software",
        title="benzofaq: an offline, sourced reference on benzodiazepines",
        author=(Author(literal="The benzofaq maintainers"),),
        version=__version__,
        issued=CslDate(date_parts=(parts,)) if parts else None,
        custom=Provenance(kind="software"),
    )

"""Describe benzofaq itself as a source, from its version and the date of its data."""

from typing import Any

from benzofaq import __version__
from benzofaq.model import Source

ID = "benzofaq"


def source(reviewed: str) -> Source:
    """Return benzofaq as a source; a test holds it to CITATION.cff, which no installed copy has."""
    item: dict[str, Any] = {
        "id": ID,
        "type": "software",
        "title": "benzofaq: an offline, sourced reference on benzodiazepines",
        "author": [{"literal": "The benzofaq maintainers"}],
        "version": __version__,
        "custom": {"kind": "software"},
    }
    if parts := [int(part) for part in reviewed.split("-") if part.isdecimal()]:
        item["issued"] = {"date-parts": [parts[:3]]}
    return Source(id=ID, kind="software", item=item)

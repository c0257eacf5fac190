"""Write items as CSL-JSON, the form in which they are stored, for Zotero, pandoc and citeproc."""

import json
from collections.abc import Iterable

from benzofaq.reference import Item


def csl(items: Iterable[Item]) -> str:
    """Return the items as one JSON array, with nothing changed and nothing left out."""
    dumped = json.dumps([dict(item) for item in items], ensure_ascii=False, allow_nan=False, indent=2)
    # Accents stay as they are; what could steer a terminal, or is not text, becomes \uXXXX.
    safe = (char if char == "\n" or char.isprintable() else json.dumps(char)[1:-1] for char in dumped)
    return "".join(safe) + "\n"

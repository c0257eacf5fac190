"""Write items as CSL-JSON, the form in which they are stored, for Zotero, pandoc and citeproc."""

import json
from collections.abc import Iterable

from benzofaq.reference import Item
from benzofaq.textsafe import escaped


def csl(items: Iterable[Item]) -> str:
    """Return the items as one JSON array, with nothing changed and nothing left out."""
    dumped = json.dumps([dict(item) for item in items], ensure_ascii=False, allow_nan=False, indent=2)
    return escaped(dumped) + "\n"

"""Write the JSON Schema of each data file, and of what `--json` prints, from the types of the records."""

from __future__ import annotations

from typing import Any

import msgspec

from benzofaq.checking.pack import FILES

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(name: str) -> bytes:
    """Return the schema of a data file ("faq") or of all outputs ("output") as indented JSON."""
    if name == "output":
        from benzofaq.pages.outputs import Output

        kind: Any = Output
    else:
        kind = FILES[f"{name}.json"][0]
    schema = {"$schema": _DIALECT, **msgspec.json.schema(kind)}
    return msgspec.json.format(msgspec.json.encode(schema), indent=1) + b"\n"

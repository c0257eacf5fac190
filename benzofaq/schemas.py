"""Write the shapes of a pack's files as JSON Schema (2020-12), for editors."""

from collections.abc import Mapping
from typing import Any

from benzofaq.shapes import SHAPES, Role, Shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# The files that people write; the words of the matcher are learned together with its weights.
FILES = ("faq", "sources", "drugs", "contacts", "emergencies")

SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
_PATTERNS: Mapping[Role, str] = {
    **dict.fromkeys(("entry", "source", "slug", "topic", "note", "related", "cite", "kind"), SLUG),
    **dict.fromkeys(("date", "past"), "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    "link": "^https?://[^\\s]+$",
    "doi": "^10\\.[0-9]{4,9}/\\S+$",
    "pmid": "^[1-9][0-9]{0,8}$",
    "pmcid": "^PMC[0-9]+$",
}
_TYPES = {
    "object": "object", "map": "object", "list": "array", "text": "string",
    "flag": "boolean", "number": "number", "whole": "integer",
}  # fmt: skip


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of one of FILES; shapes that stand in several places are its `$defs`."""
    shape = SHAPES[f"{name}.json"]
    named: dict[str, Any] = {}
    body = _body(shape, named)
    return {
        "$schema": DIALECT,
        "title": f"benzofaq: {name}.json",
        "description": shape.about,
        **body,
        "$defs": dict(sorted(named.items())),
    }


def _place(shape: Shape, named: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a place: what it is for, and its shape or the name of one."""
    about = {"description": shape.about} if shape.about else {}
    if not shape.name:
        return {**about, **_body(shape, named)}
    if shape.name not in named:
        named[shape.name] = {}  # its place is taken before what is inside it is written
        named[shape.name] = _body(shape, named)
    reference = {"$ref": f"#/$defs/{shape.name}"}
    return {**about, "anyOf": [reference, {"type": "null"}]} if shape.null else {**about, **reference}


def _body(shape: Shape, named: dict[str, Any]) -> dict[str, Any]:
    """Return what a shape asks for, without what it is for."""
    if shape.type == "any":
        return {}
    kind: Any = _TYPES[shape.type]
    out: dict[str, Any] = {"type": [kind, "null"] if shape.null and not shape.name else kind}
    if shape.type == "object":
        out["properties"] = {key: _place(one, named) for key, one in shape.fields.items()}
        out["required"] = [key for key, one in shape.fields.items() if one.required]
        out["additionalProperties"] = shape.others != "error"
    elif shape.type == "map":
        if shape.keys:
            out["propertyNames"] = _text(shape.keys)
        out["additionalProperties"] = _place(shape.items, named) if shape.items else True
    elif shape.type == "list":
        out["items"] = _place(shape.items, named) if shape.items else {}
        if shape.least:
            out["minItems"] = shape.least
    elif shape.type == "text":
        out |= _text(shape)
    return out


def _text(shape: Shape) -> dict[str, Any]:
    if shape.allowed:
        return {"enum": list(shape.allowed)}
    if shape.blank:
        return {}
    return {"pattern": _PATTERNS.get(shape.role, "\\S")}

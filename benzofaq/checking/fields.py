"""Compare a JSON document with the types of the records; find what no field reads, and every text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import inspect


def unknown_fields(value: Any, kind: Any) -> Iterator[str]:
    """Yield the path of each field of a document that its type does not have."""
    yield from _unknown(value, inspect.type_info(kind), "")


def _unknown(value: Any, info: inspect.Type, path: str) -> Iterator[str]:
    match info:
        case inspect.UnionType():
            for one in info.types:
                yield from _unknown(value, one, path)
        case inspect.StructType() if isinstance(value, dict):
            fields = {field.encode_name: field.type for field in info.fields}
            for key, inner in value.items():
                where = f"{path}.{key}" if path else key
                if key in fields:
                    yield from _unknown(inner, fields[key], where)
                elif key != "$schema":  # an editor reads it
                    yield where
        case inspect.VarTupleType() if isinstance(value, list):
            for at, inner in enumerate(value):
                yield from _unknown(inner, info.item_type, f"{path}[{at}]")
        case inspect.DictType() if isinstance(value, dict):
            for key, inner in value.items():
                yield from _unknown(inner, info.value_type, f"{path}.{key}" if path else key)


def texts(record: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a record with its path, keys of mappings included."""
    if isinstance(record, str):
        yield path, record
    elif isinstance(record, msgspec.Struct):
        for name, key in zip(record.__struct_fields__, record.__struct_encode_fields__, strict=True):
            yield from texts(getattr(record, name), f"{path}.{key}" if path else key)
    elif isinstance(record, tuple | list):
        for at, one in enumerate(record):
            yield from texts(one, f"{path}[{at}]")
    elif isinstance(record, dict):
        for key, one in record.items():
            yield from texts(key, f"{path}[{key!r:.40}]")
            yield from texts(one, f"{path}.{key}" if path else key)

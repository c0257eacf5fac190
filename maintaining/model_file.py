"""Write the file of a model, as `reading.model` reads it."""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from benzofaq.reading import model


def write(rows: Mapping[int, Sequence[tuple[int, int]]], **header: Any) -> bytes:
    """Return the bytes of a file; `rows` are the (column, weight) pairs of each feature's key.

    `header` has what `model.Header` holds but for the format and what is counted here.
    """
    keys = sorted(rows)
    starts, total = [], 0
    for at, key in enumerate(keys):
        if at % model.BLOCK == 0:
            starts.append(total)
        total += len(rows[key])
    rest = b"".join(
        (
            _little(keys),
            _little(starts),
            bytes(len(rows[key]) for key in keys),
            bytes(column for key in keys for column, _ in rows[key]),
            bytes(weight & 0xFF for key in keys for _, weight in rows[key]),
        )
    )
    first = model.Header(format=model.FORMAT, features=len(keys), checksum=zlib.crc32(rest), **header)
    return msgspec.json.encode(first) + b"\n" + rest


def _little(numbers: Iterable[int]) -> bytes:
    out = array("I", numbers)
    if sys.byteorder == "big":
        out.byteswap()
    return out.tobytes()

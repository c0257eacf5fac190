"""Write the file of a model, as `reading.model` reads it."""

from __future__ import annotations

import itertools
import struct
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from benzofaq.reading import model


def write(rows: Mapping[int, Sequence[tuple[int, int]]], **header: Any) -> bytes:
    """Return the bytes of a file; `rows` are the (column, weight) pairs of each feature's key.

    `header` has what `model.Header` holds but for the format and what is counted here.
    """
    keys = sorted(rows)
    features = Counter(key // model.LOW for key in keys)
    weights = Counter(key // model.LOW for key in keys for _ in rows[key])
    starts = [
        one
        for counted in (features, weights)
        for one in itertools.accumulate((counted[bucket] for bucket in range(model.BUCKETS)), initial=0)
    ]
    rest = b"".join(
        (
            struct.pack(f"<{len(starts)}I", *starts),
            struct.pack(f"<{len(keys)}H", *(key % model.LOW for key in keys)),
            bytes(len(rows[key]) for key in keys),
            bytes(column for key in keys for column, _ in rows[key]),
            bytes(weight & 0xFF for key in keys for _, weight in rows[key]),
        )
    )
    first = model.Header(format=model.FORMAT, features=len(keys), checksum=zlib.crc32(rest), **header)
    return msgspec.json.encode(first) + b"\n" + rest

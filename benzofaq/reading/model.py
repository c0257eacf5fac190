"""The learned weights: a linear model over hashed features, kept in one binary file.

The file is a line of JSON (`Header`), then, for `features` features in ascending order of their keys of
26 bits: which feature and which weight is the first of each bucket, that is of each value of the ten high
bits (4 bytes each, little-endian, an end after the last), the low bits of the keys (2 bytes each), how many
weights each feature has (1 byte), their columns (1 byte each), and them in units of `step` (1 signed byte).
"""

from __future__ import annotations

import math
import struct
import sys
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping

import msgspec

FORMAT = 6
_REASONS = 8  # shown by `ask --explain`
BUCKETS, LOW = 1 << 10, 1 << 16  # keys of 4 bytes each would take a seventh more of the file


class Header(msgspec.Struct, frozen=True):
    """What the columns of the model are, and what it was trained on."""

    format: int
    trained_on: tuple[str, ...]  # "name lines hash" of each part of the training text
    classes: tuple[str, ...]  # the first columns; the others are the levels of emergency
    levels: tuple[str, ...]
    bias: tuple[float, ...]
    scale: float  # divides the sums, so that a chance of 0.9 means nine in ten
    step: float
    features: int
    checksum: int


class Model:
    """A model, read from its file without parsing the rows that no question needs."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes of a file. Raises ValueError where they are not one."""
        start = data.find(b"\n") + 1
        self.header = header = msgspec.json.decode(data[:start], type=Header)
        rest = memoryview(data)[start:]
        if header.format != FORMAT or header.checksum != zlib.crc32(rest):
            raise ValueError("it was cut short, changed, or made for another version")
        table, many = struct.Struct(f"<{BUCKETS + 1}I"), header.features
        self._features, self._rows = table.unpack_from(rest), table.unpack_from(rest, table.size)
        counts = 2 * table.size + 2 * many
        keys = rest[2 * table.size : counts]  # where they can be read in place it takes 2 ms less
        self._keys = keys.cast("H") if sys.byteorder == "little" else struct.unpack(f"<{many}H", keys)
        self._counts = rest[counts : counts + many]
        rows = rest[counts + many :]
        self._columns, self._weights = rows[: len(rows) // 2], rows[len(rows) // 2 :].cast("b")

    def row(self, feature: str) -> Iterable[tuple[int, int]]:
        """Return the columns on which a feature bears, with its weights in units of the step."""
        bucket, key = divmod(hashed(feature), LOW)
        first, end = self._features[bucket : bucket + 2]
        at = bisect_left(self._keys, key, first, end)
        if at == end or self._keys[at] != key:
            return ()
        start = self._rows[bucket] + sum(self._counts[first:at])
        end = start + self._counts[at]
        return zip(self._columns[start:end], self._weights[start:end], strict=True)

    def sums(self, found: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
        """Return the sum of each class and of each level of emergency."""
        out = [bias / self.header.step for bias in self.header.bias]
        for feature, value in found.items():
            for column, weight in self.row(feature):
                out[column] += value * weight
        sums, many = [one * self.header.step for one in out], len(self.header.classes)
        scaled = [one / self.header.scale for one in sums[:many]]
        levels = zip(self.header.levels, sums[many:], strict=True)
        return dict(zip(self.header.classes, scaled, strict=True)), dict(levels)

    def reasons(self, found: Mapping[str, float], winner: str) -> tuple[tuple[str, float], ...]:
        """Return the features that spoke most for and against a class, against the mean of all."""
        column, many = self.header.classes.index(winner), len(self.header.classes)
        shares = []
        for feature, value in found.items():
            row = {at: weight for at, weight in self.row(feature) if at < many}
            if share := (row.get(column, 0) - sum(row.values()) / many) * value * self.header.step:
                shares.append((feature, share))
        return tuple(sorted(shares, key=lambda pair: (-abs(pair[1]), pair[0]))[:_REASONS])


def hashed(name: str) -> int:
    """Return the key of a feature in the model."""
    return zlib.crc32(name.encode()) % (BUCKETS * LOW)


def softmax(sums: Mapping[str, float]) -> dict[str, float]:
    """Return the chances, together 1, that the sums stand for."""
    top = max(sums.values())
    powers = {name: math.exp(one - top) for name, one in sums.items()}
    whole = sum(powers.values())
    return {name: power / whole for name, power in powers.items()}

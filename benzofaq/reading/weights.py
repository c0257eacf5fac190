"""Read and write the learned weights: one feature a line, with the entries it speaks for and against."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Mapping, Sequence

from benzofaq.records.model import Record

MAGIC = "benzofaq-weights 4"

# Rows looked up one by one before all are put into a table: a look-up by bisection takes 4 µs, the table
# of 38,000 rows 12 ms, and one question 30 to 80 look-ups.
MOST_SINGLY = 1000


class Rows:
    """The rows of a weights file: found by bisection at first, from a table where many are asked for."""

    def __init__(self, text: str) -> None:
        """Take the lines, in the order of their features."""
        self._text = text
        self._asked = 0
        self._table: dict[str, str] | None = None

    def get(self, feature: str) -> str | None:
        """Return the row of a feature, or None where it has none."""
        if self._table is not None:
            return self._table.get(feature)
        self._asked += 1
        if self._asked > MOST_SINGLY:
            self._table = dict([line.split("\t", 1) for line in self._text.split("\n")])
            return self._table.get(feature)
        text, low, high = self._text, 0, len(self._text)
        while low < high:
            start = text.rfind("\n", 0, (low + high) // 2) + 1
            end = text.index("\t", start)
            found = text[start:end]
            if found == feature:
                stop = text.find("\n", end)
                return text[end + 1 : stop if stop >= 0 else None]
            if found < feature:
                low = text.find("\n", end) + 1 or len(text)
            else:
                high = start - 1
        return None


class Weights(Record):
    """A linear model over features.

    `classes` are what it chooses between, `bias` one number each; a row of the table holds the
    weights of one feature as "index:weight" pairs, parsed when the feature is first met. `scale`
    divides the sums before they are turned into chances: it makes a chance of 0.9 mean nine in ten.
    """

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    scale: float
    table: Mapping[str, str] | Rows

    def sums(self, found: Mapping[str, float]) -> list[float]:
        """Return the sum of each class: its bias and the weights of the features, times their values."""
        out = list(self.bias)
        for feature, value in found.items():
            row = self.table.get(feature)
            if row:
                for pair in row.split(" "):
                    at, _, weight = pair.partition(":")
                    out[int(at)] += value * float(weight)
        return out

    def chances(self, found: Mapping[str, float], without: Iterable[str] = ()) -> dict[str, float]:
        """Return the chance of each class, 0 to 1, together 1; classes in `without` are ruled out."""
        ruled_out = frozenset(without)
        sums = self.sums(found)
        kept = [
            (name, total) for name, total in zip(self.classes, sums, strict=True) if name not in ruled_out
        ]
        top = max(total for _, total in kept)
        powers = [(name, math.exp((total - top) / self.scale)) for name, total in kept]
        whole = sum(power for _, power in powers)
        return {name: power / whole for name, power in powers}

    def reasons(self, found: Mapping[str, float], winner: str, most: int = 8) -> list[tuple[str, float]]:
        """Return the features that spoke most for and against a class, against the mean of all."""
        at, many = self.classes.index(winner), len(self.classes)
        out = []
        for feature, value in found.items():
            if row := self.table.get(feature):
                weights = {int(a): float(w) for a, _, w in (pair.partition(":") for pair in row.split(" "))}
                share = value * (weights.get(at, 0.0) - sum(weights.values()) / many)
                out.append((feature, share))
        return sorted(out, key=lambda pair: (-abs(pair[1]), pair[0]))[:most]


def parse(data: bytes) -> tuple[list[str], Weights]:
    """Return the words that a weights file knows, and its model.

    Raises ValueError where it is no weights file, or not as it was written.
    """
    first, _, rest = data.partition(b"\n")
    magic, *stamps = first.split(b"\t")
    if magic != MAGIC.encode():
        raise ValueError(f"it does not begin with {MAGIC!r}")
    if len(stamps) != 2 or stamps[1] != b"%08x" % zlib.crc32(rest):
        raise ValueError("it was cut short or changed")
    words, scale, classes, bias, rows = rest.decode("utf-8").rstrip("\n").split("\n", 4)
    model = Weights(
        classes=tuple(classes.split(" ")),
        bias=tuple(map(float, bias.split(" "))),
        scale=float(scale),
        table=Rows(rows),
    )
    return words.split(" "), model


def fingerprint(data: bytes) -> str:
    """Return the hash of what the weights were learned from, as the file's first line holds it."""
    return data[: data.index(b"\n")].split(b"\t")[1].decode("ascii")


def write(words: Iterable[str], model: Weights, rows: Mapping[str, str], made_from: str) -> bytes:
    """Return the bytes of a weights file; its first line holds a checksum (CRC-32) of the rest.

    `words` are the stems towards which typos are mended, the same in training and in answering;
    `made_from` is the hash of what the weights were learned from.
    """
    lines = [" ".join(sorted(words)), f"{model.scale:g}", " ".join(model.classes)]
    lines.append(" ".join(f"{value:.2f}" for value in model.bias))
    lines.extend(f"{feature}\t{row}" for feature, row in sorted(rows.items()))
    rest = ("\n".join(lines) + "\n").encode("utf-8")
    return b"%s\t%s\t%08x\n" % (MAGIC.encode(), made_from.encode(), zlib.crc32(rest)) + rest


def row(weights: Sequence[float], least: float) -> str:
    """Return the weights of one feature as text, those nearer to nought than `least` left out."""
    return " ".join(f"{at}:{weight:.2f}" for at, weight in enumerate(weights) if abs(weight) >= least)

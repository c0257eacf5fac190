"""Read and write the learned weights: one feature a line, with the entries it speaks for and against."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MAGIC = "benzofaq-weights 3"
_END = "end"  # the last line: a file that was cut short lacks it


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model over features.

    `classes` are what it chooses between, `bias` one number each; a row of the table holds the
    weights of one feature as "index:weight" pairs, parsed when the feature is first met. `scale`
    divides the sums before they are turned into chances: it makes a chance of 0.9 mean nine in ten.
    """

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    scale: float
    table: Mapping[str, str]

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


def parse(text: str) -> tuple[list[str], Weights]:
    """Return the words that a weights file knows, and its model.

    Raises ValueError where the text is no weights file.
    """
    lines = text.rstrip("\n").split("\n")
    if lines[0].split("\t")[0] != MAGIC:
        raise ValueError(f"it does not begin with {MAGIC!r}")
    if lines.pop() != _END:
        raise ValueError("it was cut short")
    words, scale, classes, bias = lines[1].split(" "), lines[2], lines[3].split(" "), lines[4].split(" ")
    table = dict([row.split("\t", 1) for row in lines[5:]])
    return words, Weights(tuple(classes), tuple(map(float, bias)), float(scale), table)


def fingerprint(text: str) -> str:
    """Return the hash of what the weights were learned from, as the file's first line holds it."""
    return text[: text.index("\n")].split("\t")[1]


def write(words: Iterable[str], model: Weights, made_from: str) -> str:
    """Return the text of a weights file.

    `words` are the stems towards which typos are mended, the same in training and in answering;
    `made_from` is the hash of what the weights were learned from.
    """
    lines = [f"{MAGIC}\t{made_from}", " ".join(sorted(words)), f"{model.scale:g}", " ".join(model.classes)]
    lines.append(" ".join(f"{value:.2f}" for value in model.bias))
    lines.extend(f"{feature}\t{row}" for feature, row in sorted(model.table.items()))
    return "\n".join([*lines, _END]) + "\n"


def row(weights: Sequence[float], least: float) -> str:
    """Return the weights of one feature as text, those nearer to nought than `least` left out."""
    return " ".join(f"{at}:{weight:.2f}" for at, weight in enumerate(weights) if abs(weight) >= least)

"""Learn the model by which questions are answered, from the project's own questions and folders of corpora.

    python -m maintaining.train [--corpora FOLDER]...

Writes `names.json` and `weights.bin`; the same text gives the same bytes. Needs the extra `train`.
"""

import argparse
import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from benzofaq.reading.emergencies import KIND, QUIET
from benzofaq.reading.features import MAX_CHARS, features, fold, read, split
from benzofaq.reading.names import Names
from benzofaq.reading.reader import Language
from benzofaq.reading.rules import CARD, NONE
from benzofaq.records.library import Library
from maintaining import corpus, drugnames, learn, model_file
from maintaining.corpus import Line

LEVELS = ("calm", "quiet", "loud")


def main() -> None:
    """Learn the model and write it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, action="append", default=[], help="a folder of text")
    args = parser.parse_args()
    begun, library = time.perf_counter(), Library()
    folder = Path(str(library.folder))
    languages = msgspec.json.decode(library.read_bytes("languages.json"), type=dict[str, Language])
    parts = corpus.read(folder / "training", wordings(library), args.corpora, languages)
    lines = [line for part in parts.values() for line in part]
    tables = drugnames.tables(
        library.drugs.values(),
        json.loads((folder / "training" / "substances.json").read_text("utf-8")),
        (folder / "training" / "words.txt").read_text("utf-8"),
        [line.text for line in lines],
    )
    drugnames.write(folder / "names.json", tables)
    names = msgspec.convert(tables, Names)
    data = learned(lines, names, tuple(summary(name, part) for name, part in parts.items()))
    (folder / "weights.bin").write_bytes(data)
    print(f"{len(lines)} lines, {len(data) // 1024} kB, {time.perf_counter() - begun:.0f} s")


def wordings(library: Library) -> list[tuple[str, str]]:
    """Return the id and text of each wording of the entries."""
    return [(id_, text) for id_, texts in library.wordings.items() for text in texts]


def summary(name: str, lines: Sequence[Line]) -> str:
    """Return what the header says of a part of the training text: its name, lines and hash."""
    digest = hashlib.sha256("\n".join(line.text for line in lines).encode()).hexdigest()[:12]
    return f"{name} {len(lines)} {digest}"


def learned(lines: Sequence[Line], names: Names, trained_on: tuple[str, ...]) -> bytes:
    """Return the model's file."""
    texts = [fold(line.text)[:MAX_CHARS] for line in lines]
    table, columns = learn.matrix([features(read(split(text), names)) for text in texts])
    known = {name for line in lines for name in line.answers} - {QUIET, CARD, NONE}
    loud = {name for name in known if name.startswith(KIND)}
    calm = (*sorted(known - loud), CARD, NONE)
    classes = (*calm, *sorted(loud), QUIET)
    weight = np.array([line.weight for line in lines], np.float32)
    shares = learn.targets([line.answers for line in lines], classes)
    allowed = np.array([name in calm for name in classes], np.float32)
    levels = learn.targets([(line.level,) for line in lines], LEVELS)
    scale = scaled(table, shares, weight, allowed)
    weights, bias = learn.fit(table, shares, weight, allowed)
    weights_of_levels, bias_of_levels = learn.fit(table, levels, weight, np.ones(len(LEVELS), np.float32))
    return model_file.write(
        learn.rows(np.concatenate([weights, weights_of_levels], 1), columns),
        trained_on=trained_on,
        classes=classes,
        levels=LEVELS,
        bias=tuple(round(float(one), 3) for one in (*bias, *bias_of_levels)),
        scale=scale,
        step=learn.STEP,
    )


def scaled(table: Any, shares: Any, weight: Any, allowed: Any) -> float:
    """Return the scale at which the chances of a held-out tenth are honest."""
    known = np.flatnonzero(shares.sum(1) > 0.5)
    rest, kept_out = known[known % 10 != 0], known[known % 10 == 0]
    weights, bias = learn.fit(table[rest], shares[rest], weight[rest], allowed)
    return learn.best_scale(table[kept_out] @ weights + bias, shares[kept_out].argmax(1))


if __name__ == "__main__":
    main()

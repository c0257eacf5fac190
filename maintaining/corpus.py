"""Read the text that the model is trained on: own questions and others' words.

A folder may hold `*.jsonl` (labelled lines; `level` marks a line of distress) and `*.tsv` of
`origin<TAB>text` (nothing answers them, none is an emergency). A fifth of each origin of the latter
is kept out, chosen by a hash of the text, to measure alarms on.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from benzofaq.reading import emergencies
from benzofaq.reading.features import fold, split
from benzofaq.reading.reader import Language
from benzofaq.reading.rules import CARD, NONE
from benzofaq.records.model import CARD as PREFIX

# What a line counts, by where it comes from. A few values were compared, not a grid: lines in real words
# count most, the many alike ones of the project least.
_OWN = {"entries": 0.6, "cards": 0.5, "crisis": 0.8, "calm": 1.2, "none": 0.8}
WORDINGS, LABELLED, DISTRESS, CALM, NEGATIVE, LETTER = 1.5, 4.0, 1.5, 0.75, 2.5, 2.5

# Emergencies count so many times as much: of the emergencies of the question sets 2 in 100 more are seen, for
# a false alarm in 1,000 (1.0, 1.4 and 1.8 compared).
LOUD = 1.4

# What a sentence of a calm text counts: a text is searched for an emergency by its sentences too. With them
# alarms on letters about other things fell from 0.6 to 0.2 %, and as many emergencies were seen.
SENTENCE = 0.5

# Files of a corpus that hold no labels.
_UNLABELLED = frozenset({"unlabelled.tsv"})
_KINDS = {"withdrawal": "seizure", "other": "overdose"}


class Line(NamedTuple):
    """A text to learn from.

    `answers` are the classes that suit it, best first (none where only its calm is known), `level`
    is calm, quiet or loud, `weight` what it counts.
    """

    text: str
    answers: tuple[str, ...]
    level: str
    weight: float


def held_out(text: str) -> bool:
    """Return whether a text of the corpora is kept out of training."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") % 5 == 0


def read(
    own: Path,
    wordings: Iterable[tuple[str, str]],
    corpora: Iterable[Path],
    languages: Mapping[str, Language],
) -> dict[str, list[Line]]:
    """Return the lines of each part of the training text by its name, no text twice in one part."""
    parts = {path.stem: list(_own(path, languages)) for path in sorted(own.glob("*.tsv"))}
    parts["wordings"] = [Line(text, (id_,), "calm", WORDINGS) for id_, text in wordings]
    second = _second_looks(corpora)
    for folder in corpora:
        for path in sorted(folder.glob("*.jsonl")):
            parts[f"{folder.name}/{path.name}"] = list(_labelled(path, second))
        for path in sorted(folder.glob("*.tsv")):
            if path.name not in _UNLABELLED:
                parts[f"{folder.name}/{path.name}"] = list(_negatives(path))
    parts["sentences"] = [one for lines in parts.values() for line in lines for one in _sentences(line)]
    return {name: list(dict.fromkeys(lines)) for name, lines in parts.items()}


def _sentences(line: Line) -> Iterator[Line]:
    """Yield the sentences of a calm line of several: calm too, whatever answers them."""
    found = emergencies.parts(fold(line.text)) if line.level == "calm" else []
    for text in found if len(found) > 1 else ():
        yield Line(text, (), "calm", SENTENCE)


def _own(path: Path, languages: Mapping[str, Language]) -> Iterator[Line]:
    """Yield the lines of a file of the project: kind, label, text, and the language where it is not English.

    A text in another language is learned as it is and word for word in English, as it is read.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        kind, label, text, code, *_ = (*line.split("\t"), "", "")
        if not text:
            raise ValueError(f"{path}:{number}: not kind, label, text")
        yield _line(kind, label, text, _OWN.get(path.stem, WORDINGS))
        if code:
            english = " ".join(languages[code].english(word) for word in split(fold(text)))
            yield _line(kind, label, english, WORDINGS)


def _line(kind: str, label: str, text: str, weight: float) -> Line:
    if kind != "crisis":
        return Line(text, _classes([label] if label else []), "calm", weight)
    level, _, rest = label.rpartition(":") if label.startswith("loud:") else label.partition(":")
    if level == "quiet":
        return Line(text, _classes([rest]) if rest else ("quiet",), "quiet", weight)
    return Line(text, (f"!{_KINDS.get(rest or label, rest or label)}",), "loud", weight * LOUD)


def _second_looks(corpora: Iterable[Path]) -> dict[str, Any]:
    """Return the corrected lines by their text."""
    found: dict[str, Any] = {}
    for folder in corpora:
        for path in folder.glob("second-look.jsonl"):
            found.update((row["q"], row) for row in _rows(path))
    return found


def _rows(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _labelled(path: Path, second: dict[str, Any]) -> Iterator[Line]:
    if path.name == "second-look.jsonl":
        return
    for given in _rows(path):
        row = second.get(given["q"], given)
        level = row.get("level") or ("loud" if row.get("kind") == "crisis" else "calm")
        labels = row.get("labels") or []
        if level == "loud":
            kind = row.get("kind_of") or next((one for one in labels if one in _LOUD), "overdose")
            yield Line(row["q"], (f"!{_KINDS.get(kind, kind)}",), level, DISTRESS * LOUD)
        elif "kind" in row:
            answers = ("quiet",) if level == "quiet" and not labels else _classes(labels)
            yield Line(row["q"], answers, level, LABELLED)
        else:
            quiet = level == "quiet"
            yield Line(row["q"], ("quiet",) if quiet else (), level, DISTRESS if quiet else CALM)


_LOUD = frozenset({"overdose", "suicide", "lethal-dose", "seizure", "child", "pet"})


def _negatives(path: Path) -> Iterator[Line]:
    weight = LETTER if path.name == "calm-health.tsv" else NEGATIVE
    for line in path.read_text(encoding="utf-8").split("\n"):
        _, tab, text = line.partition("\t")
        if tab and not held_out(text):
            yield Line(text, (NONE,), "calm", weight)


def _classes(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(CARD if one.startswith(PREFIX) else one for one in labels)) or (NONE,)

"""Make `names.json`, by which drugs are recognised, from the cards and `substances.json`."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from benzofaq.reading.features import fold, split

# The group of a card, by its own group or, of other drugs, by its kind.
_CARD_GROUPS = {
    "benzodiazepine": "benzo",
    "z-drug": "z-drug",
    "alcohol": "alcohol",
    "antidepressant": "antidepressant",
    "antihistamine": "otc",
    "over-the-counter": "otc",
    "opioid": "opioid",
    "cannabis": "street",
    "stimulant": "street",
    "street-drug": "street",
    "gabapentinoid": "gaba",
}
_ENDINGS = ("", "s", "es", "ed", "d", "e", "ing", "er", "ers", "ly", "y", "al", "ment", "ion", "ions", "ies")

# A word seen this often in training text is a word of its own, unless it is a misspelt name.
_OFTEN = 3

# A shorter name than this tolerates no typo.
_TOLERANT = 6


def tables(
    drugs: Iterable[Any], substances: Mapping[str, Any], plain: str, texts: Iterable[str]
) -> dict[str, Any]:
    """Return what `names.json` holds; `plain` lists English stems, `texts` are those trained on."""
    names = _names(drugs, substances)
    known = _known(names, frozenset(plain.split()), texts) | set(substances["not_names"])
    return {
        "names": names,
        "known": " ".join(sorted(known)),
        "context": sorted(set(substances["drug_context"])),
        "endings": substances["drug_endings"],
    }


def write(path: Path, made: Mapping[str, Any]) -> None:
    """Write the tables, a name a line, so that a change can be read."""
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"')
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _names(drugs: Iterable[Any], substances: Mapping[str, Any]) -> dict[str, tuple[str, str, int, bool]]:
    """Return each name with its card, group, tolerated typos and need of context; the first keeps it."""
    close = frozenset(substances["close_names"])
    names: dict[str, tuple[str, str, int, bool]] = {}

    def add(name: str, drug: str, group: str, guessed: bool = False, context: bool = False) -> None:
        key = " ".join(split(fold(name)))
        most = 1 if len(key) < 8 or key in close else 2
        tolerant = guessed and not context and len(key) >= _TOLERANT
        typos = most if tolerant else int(key in substances["short_names"])
        if key:
            names.setdefault(key, (drug, group, typos, context))

    for drug in drugs:
        kind = drug.kind or drug.group
        group = substances["card_groups"].get(drug.name) or _CARD_GROUPS.get(kind, "other")
        for name in (drug.name, *drug.brands, *drug.names.synonyms):
            add(name, drug.name, group, guessed=True)
        for kind in ("misspellings", "slang", "exact"):
            for name in getattr(drug.names, kind):
                add(name, drug.name, group, guessed=kind == "misspellings" and len(name) > 7)
        for name in drug.names.context:
            add(name, drug.name, group, context=True)
    ambiguous = frozenset(substances["ambiguous"])
    for group, given in substances["substances"].items():
        for name in given:
            add(name, "", group, guessed=True, context=name in ambiguous)
    return names


def _known(names: Mapping[str, Any], stems: frozenset[str], texts: Iterable[str]) -> set[str]:
    """Return the words that are no misspelt names: English ones that look like some, and those often seen."""
    by_initial: dict[str, list[str]] = {}
    for name, (_, _, typos, _) in names.items():
        if typos and " " not in name:
            by_initial.setdefault(name[0], []).append(name)

    def near(word: str) -> bool:
        most = 1 if len(word) < 8 else 2
        return any(
            abs(len(name) - len(word)) <= most and OSA.distance(word, name, score_cutoff=most) <= most
            for name in by_initial.get(word[0], ())
        )

    def english(word: str) -> bool:
        return any(word.endswith(one) and word[: len(word) - len(one)] in stems for one in _ENDINGS)

    candidates = {stem + ending for stem in stems for ending in _ENDINGS if stem.isalpha() and len(stem) > 2}
    known = {word for word in candidates if len(word) > 4 and near(word) and word not in names}
    seen = Counter(word for text in texts for word in set(split(fold(text))))
    often = {word for word, times in seen.items() if times >= _OFTEN and len(word) > 4 and word.isalpha()}
    return known | {word for word in often - names.keys() if english(word) or not near(word)}

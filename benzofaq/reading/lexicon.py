"""Build the tables by which questions are read from the vocabulary and the names on the drug cards.

They are built when the weights are learned and kept in `lexicon.json`: building them takes 30 ms,
reading them 1 ms.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benzofaq.reading.words import size, slack, spelt, split, stem
from benzofaq.records.model import Drug

_GROUPS = {"benzodiazepine": "benzo", "z-drug": "z-drug", "other": "other"}

# What the tables take over from the vocabulary as it stands.
_AS_IT_STANDS = ("spelling", "drug_endings", "drug_context", "negators", "negated")
_RULES = ("about_other_drugs", "opposites", "beyond")


def build(vocabulary: Mapping[str, Any], drugs: Iterable[Drug]) -> dict[str, Any]:
    """Return the tables, fit for JSON. Raises KeyError, TypeError or the like for a broken vocabulary."""
    contractions = {key: value.split() for key, value in vocabulary["contractions"].items()}
    phrases = _phrases(vocabulary["concepts"], contractions, vocabulary["spelling"])
    marks: dict[str, list[str]] = {}
    for mark, words in vocabulary["marks"].items():
        for word in words:
            marks.setdefault(stem(word), []).append(f"@{mark}")
    said = {word for first, rows in phrases.items() for row in rows for word in (first, *row[:-1])}
    return {
        "contractions": contractions,
        **{key: vocabulary[key] for key in _AS_IT_STANDS},
        **{key: vocabulary.get(key, []) for key in _RULES},
        "names": _names(vocabulary, drugs),
        "phrases": phrases,
        "marks": marks,
        "concept_words": sorted(said | set(marks)),
    }


def _names(vocabulary: Mapping[str, Any], drugs: Iterable[Drug]) -> dict[str, list[Any]]:
    """Return for each name the card, the group, how many slips it may suffer, and whether context must help.

    The first to claim a name keeps it, so a card comes before a mere substance.
    """
    # A name two letters from another drug's suffers one slip at most: lorazepam, flurazepam.
    close = frozenset(vocabulary["close_names"])
    names: dict[str, list[Any]] = {}

    def slips(word: str) -> int:
        return min(slack(word), 1) if word in close else slack(word)

    def add(word: str, drug: str, group: str, slips: int = 0, context: bool = False) -> None:
        key = " ".join(split(word))
        if key:
            names.setdefault(key, [drug, group, slips, int(context)])

    for drug in drugs:
        group = vocabulary["card_groups"].get(drug.name) or _GROUPS[drug.group]
        for word in drug.names.context:
            add(word, drug.name, group, context=True)
        for word in (drug.name, *drug.brands, *drug.names.synonyms):
            add(word, drug.name, group, slips(word.lower()))
        for kind in ("misspellings", "slang", "exact"):
            for word in getattr(drug.names, kind):
                add(word, drug.name, group)
    for group, words in vocabulary["substances"].items():
        for word in words:
            add(word, "", group, slips(word))
    return names


def _phrases(
    concepts: Mapping[str, Sequence[str]],
    contractions: Mapping[str, Sequence[str]],
    spelling: Mapping[str, str],
) -> dict[str, list[list[str]]]:
    """Return for each first stem the rest of each phrase and its concept, the longest phrase first."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for concept, phrases in concepts.items():
        for phrase in phrases:
            words = tuple(
                size(word) if word[0].isdecimal() else stem(word)
                for word in spelt(split(phrase), contractions, spelling)
            )
            found.setdefault(words[0], {})[words[1:]] = f"~{concept}"
    return {
        first: [[*rest, concept] for rest, concept in sorted(rows.items(), key=lambda row: -len(row[0]))]
        for first, rows in found.items()
    }

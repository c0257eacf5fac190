"""Learn the weights from the questions in data/training; for maintainers, never on the way to an answer.

    python -m benzofaq.train            learn and write data/weights.tsv
    python -m benzofaq.train --check    say whether weights.tsv was made from the data as it stands

One linear model (multinomial logistic regression, L2) over the features of features.py chooses an entry,
a drug card, none, or a kind of emergency. One model and not two (entries; emergencies): with the
entries as rivals, 64 instead of 62 of 65 emergencies of half the development set are seen at the same
number of false alarms. The chances are scaled on held-out folds, so that of the answers at 0.9 about
nine in ten are right.
"""

import argparse
import hashlib
import json
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benzofaq import features as featurise
from benzofaq import lexicon, model_file
from benzofaq.library import Library, data_folder
from benzofaq.match import CARD, EMERGENCY, NONE, language
from benzofaq.words import Language, split, stem

# Strength of the penalty on large weights (scikit-learn's C): 0.3 to 10 tried in five-fold
# cross-validation on the training questions; the rates move by under half a point from 2 to 5.
PENALTY = 3.0

# A feature seen in fewer questions than this is left out: it is as likely chance as sense.
LEAST_SEEN = 2

# Weights nearer to nought than this are left out of the file.
LEAST_WEIGHT = 0.08

FOLDS = 5


def training_questions(folder: Path) -> list[tuple[str, str, str]]:
    """Return (kind, label, question) of every line of the training files, in order."""
    rows = []
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            fields = line.split("\t")
            if len(fields) != 3:
                sys.exit(f"{path}:{number}: {len(fields)} fields instead of kind, label, question")
            rows.append((fields[0], fields[1], fields[2]))
    return rows


def made_from(folder: Path) -> str:
    """Return a hash of everything that the weights depend on: questions, wordings, vocabulary, names."""
    digest = hashlib.sha256()
    for path in [
        *sorted((folder / "training").glob("*.tsv")),
        folder / "vocabulary.json",
        folder / "words.txt",
    ]:
        digest.update(path.read_bytes())
    library = Library(folder)
    for entry in library.entries.values():
        digest.update("\n".join([entry.id, entry.question, *entry.aliases]).encode())
    for drug in library.drugs.values():
        digest.update(
            "\n".join([drug.name, drug.group, *drug.brands, *map(str, drug.names.items())]).encode()
        )
    for module in ("features", "words", "lexicon"):
        digest.update(Path(__file__).with_name(f"{module}.py").read_bytes())
    return digest.hexdigest()[:16]


def label(kind: str, given: str) -> str:
    """Return the class of a training question: an entry, a card, none, or a kind of emergency."""
    if kind == "crisis":
        return EMERGENCY + given
    if kind in {"near", "out"} or not given:
        return NONE
    return CARD if given.startswith("drug:") else given


def known_words(speech: Language, questions: Sequence[str]) -> list[str]:
    """Return the stems that the training questions hold, but for their typos.

    A stem counts as a word where the list of plain English has it, or where four questions share it
    and it is no slip of the finger of another word here.
    """
    seen = Counter(
        root for text in questions for root in {stem(w) for w in speech.spelt(split(text)) if w.isalpha()}
    )
    plain = [root for root in seen if speech.is_plain(root)]
    speech.learn(plain)
    return plain + [
        root
        for root, times in seen.items()
        if times >= 4 and not speech.is_plain(root) and not speech.mend(root)
    ]


def main() -> None:
    """Learn the weights and print how well they do on held-out folds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only compare the hash of the data")
    args = parser.parse_args()
    folder = data_folder()
    now = made_from(folder)
    target = folder / "weights.tsv"
    library = Library()
    if args.check:
        if not target.is_file() or model_file.fingerprint(target.read_bytes()) != now:
            sys.exit("data/weights.tsv was made from other data. Run: python -m benzofaq.train")
        if tables_file(library) != (folder / "lexicon.json").read_text(encoding="utf-8"):
            sys.exit("data/lexicon.json was made from other data. Run: python -m benzofaq.train")
        return

    (folder / "lexicon.json").write_text(tables_file(library), encoding="utf-8")
    rows = training_questions(folder / "training")
    for entry in library.entries.values():
        rows += [("in", entry.id, text) for text in (entry.question, *entry.aliases)]
    speech = language(library)
    words = known_words(speech, [text for _, _, text in rows])
    speech.learn(words)
    found = [featurise.features(speech.read(text)) for _, _, text in rows]

    examples = [(one, label(kind, given)) for one, (kind, given, _) in zip(found, rows, strict=True)]
    weights, learned = learn(examples)
    target.write_bytes(model_file.write(words, weights, learned, now))
    print(f"{len(rows)} questions -> {target} ({target.stat().st_size // 1024} kB)")


def tables_file(library: Library) -> str:
    """Return the text of lexicon.json: the tables built from the vocabulary and the drug names."""
    tables = lexicon.build(library.vocabulary, library.drugs.values())
    tables["words_crc32"] = zlib.crc32(library.read_bytes("words.txt"))  # a list cut short looks whole
    return json.dumps(tables, ensure_ascii=False, separators=(",", ":")) + "\n"


def learn(
    examples: Sequence[tuple[dict[str, float], str]],
) -> tuple[model_file.Weights, dict[str, str]]:
    """Return the model learned from (features, class) pairs, scaled on held-out folds, and its rows."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold

    seen = Counter(feature for one, _ in examples for feature in one)
    vocabulary = {
        feature: at for at, feature in enumerate(sorted(f for f, n in seen.items() if n >= LEAST_SEEN))
    }
    table = matrix([one for one, _ in examples], vocabulary)
    answers = np.array([answer for _, answer in examples])

    def fit(rows: Any) -> Any:
        return LogisticRegression(C=PENALTY, max_iter=400).fit(table[rows], answers[rows])

    held_out = np.zeros((len(examples), len(set(answers))))
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(table, answers):
        held_out[test] = fit(train).decision_function(table[test])
    model = fit(np.arange(len(examples)))
    classes = list(model.classes_)
    right = np.array([classes.index(answer) for answer in answers])
    scale = best_scale(held_out, right)
    rate = np.mean(held_out.argmax(1) == right)
    print(f"{len(classes)} classes, {len(vocabulary)} features: held out {rate:.4f} right, scale {scale:.2f}")
    rows = {
        feature: text
        for feature, at in vocabulary.items()
        if (text := model_file.row(model.coef_[:, at], LEAST_WEIGHT))
    }
    weights = model_file.Weights(
        classes=tuple(classes), bias=tuple(model.intercept_), scale=scale, table=rows
    )
    return weights, rows


def matrix(examples: Sequence[dict[str, float]], vocabulary: dict[str, int]) -> Any:
    """Return the features as a sparse matrix, an example a row."""
    from scipy.sparse import csr_matrix

    cells = [
        (at, vocabulary[feature], value)
        for at, one in enumerate(examples)
        for feature, value in one.items()
        if feature in vocabulary
    ]
    down, across, values = zip(*cells, strict=True)
    return csr_matrix((values, (down, across)), shape=(len(examples), len(vocabulary)))


def best_scale(sums: Any, right: Any) -> float:
    """Return what the sums must be divided by for the chances of held-out questions to be honest."""
    import numpy as np

    def loss(scale: float) -> float:
        scaled = sums / scale
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        return float(-(scaled[np.arange(len(right)), right] - np.log(np.exp(scaled).sum(axis=1))).mean())

    return min((0.4 + 0.05 * step for step in range(40)), key=loss)


if __name__ == "__main__":
    main()

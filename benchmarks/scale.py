"""Measure how time and memory grow with the number of entries, beside SQLite FTS5 and bm25s."""

import argparse
import json
import math
import os
import platform
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import accumulate
from pathlib import Path
from typing import Any

from benzofaq.library import data_folder

ROOT = Path(__file__).parent.parent
SIZES = (100, 1_000, 10_000, 100_000)

# What an entry is made of: like the bundled ones, but with four aliases.
ALIASES, PASSAGES, SENTENCE, SENTENCES, SOURCES = 4, 5, 14, 3, 200

# So many words each entry is about, and so many there are to choose from, some common and most rare
# (Zipf's law, flattened at the top as the words that bind a sentence come on top).
ABOUT, VOCABULARY, FLAT = 4, 12_000, 20

QUESTIONS = 1_000

# Each kind of question in turn: as it stands in the pack, a word left out, a slip of the finger, another
# subject.
KINDS = 4

# Where all questions together take less than this share of the start, the start's own spread hides them.
LOST = 0.1

FRAMES = (
    "How do I {} with the {} and {}?",
    "Is it possible to {} a {} or {}",
    "what about {} {} for my {}",
    "Where can we find the {} of the {}, please? {}",
    "When does {} {} the {}?",
)


class Text:
    """Words and sentences that are the same each time."""

    def __init__(self, seed: int) -> None:
        """Choose from the plain words of the data."""
        self.random = random.Random(seed)
        lines = (data_folder() / "words.txt").read_text(encoding="utf-8").split()
        words = [word for word in lines if word.isalpha() and word.islower() and 4 <= len(word) <= 10]
        self.random.shuffle(words)
        self.words, self.others = words[:VOCABULARY], words[VOCABULARY:]
        self._weights = list(accumulate(1 / (at + FLAT) for at in range(len(self.words))))

    def some(self, many: int) -> list[str]:
        """Return so many words."""
        return self.random.choices(self.words, cum_weights=self._weights, k=many)

    def sentence(self) -> str:
        """Return a sentence."""
        return " ".join(self.some(SENTENCE)).capitalize() + "."


def write_pack(size: int, folder: Path) -> list[tuple[str, str]]:
    """Write a pack of so many entries, and return questions with the ids that they ask for."""
    text = Text(size)
    ask: list[tuple[str, list[str]]] = []
    wanted = {text.random.randrange(size) for _ in range(QUESTIONS)}
    with (folder / "faq.json").open("w", encoding="utf-8") as file:
        file.write('{"name": "scale", "covers": "made-up words", "reviewed": "2026-01-01", "entries": [\n')
        for at in range(size):
            record, wordings = entry(f"entry-{at}", text)
            file.write(
                json.dumps(record, ensure_ascii=False, indent=1) + (",\n" if at + 1 < size else "]}\n")
            )
            if at in wanted:
                ask.append((record["id"], wordings))
    sources = [
        {
            "id": f"source-{at}",
            "type": "webpage",
            "title": text.sentence(),
            "URL": f"https://example.org/{at}",
            "custom": {"kind": "web"},
        }
        for at in range(SOURCES)
    ]
    (folder / "sources.json").write_text(json.dumps(sources), encoding="utf-8")
    return [question(at, *ask[at % len(ask)], text) for at in range(QUESTIONS)]


def entry(id_: str, text: Text) -> tuple[dict[str, Any], list[str]]:
    """Return an entry about a few words, and its wordings."""
    about = text.some(ABOUT)

    def passage(sentences: int) -> dict[str, Any]:
        cites = sorted({f"source-{text.random.randrange(SOURCES)}" for _ in range(2)})
        return {"text": " ".join(text.sentence() for _ in range(sentences)), "cites": cites}

    wordings = [text.random.choice(FRAMES).format(*text.random.sample(about, 3)) for _ in range(ALIASES + 1)]
    record = {
        "id": id_,
        "topic": "scale",
        "question": wordings[0],
        "aliases": wordings[1:],
        "short": passage(1),
        "answer": [passage(SENTENCES) for _ in range(PASSAGES)],
        "evidence": {"grade": "limited", "why": passage(1), "unknown": passage(1)},
    }
    return record, wordings


def question(at: int, id_: str, wordings: Sequence[str], text: Text) -> tuple[str, str]:
    """Return a question of the kind whose turn it is, and the id that it asks for, if any."""
    words = text.random.choice(wordings).split()
    longest = max(range(len(words)), key=lambda place: len(words[place]))
    if at % KINDS == 1:
        del words[text.random.randrange(len(words))]
    elif at % KINDS == 2:
        slip = text.random.randrange(1, len(words[longest]))
        words[longest] = words[longest][:slip] + words[longest][slip + 1 :]
    elif at % KINDS == 3:
        return f"Which {' '.join(text.random.sample(text.others, 3))}?", ""
    return " ".join(words), id_


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds from its start to its end and of the processor, its peak MB, what it printed."""

    seconds: float
    busy: float
    megabytes: float
    printed: str


def run(command: Sequence[str], stdin: str = "") -> Run:
    """Run a command to its end."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out:
        given.write(stdin.encode())
        given.seek(0)
        began = time.perf_counter()
        process = subprocess.Popen(command, stdin=given, stdout=out, cwd=ROOT)
        _, status, used = os.wait4(process.pid, 0)  # the memory of this child alone
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        printed = out.read().decode("utf-8", "replace")
    if process.returncode not in (0, 1, 3):
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    scale = 1024 if sys.platform == "darwin" else 1
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024 / scale, printed)


def wordings(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (id, wording) of a pack."""
    for one in json.loads(path.read_bytes())["entries"]:
        for text in (one["question"], *one["aliases"]):
            yield one["id"], text


def fts5(path: Path) -> Callable[[str], str]:
    """Return the best entry by SQLite's full-text search: BM25 over stems, any word of the question."""
    import re

    base = sqlite3.connect(":memory:")
    base.execute("create virtual table wording using fts5(id unindexed, text, tokenize='porter unicode61')")
    base.executemany("insert into wording values (?, ?)", wordings(path))

    def best(asked: str) -> str:
        terms = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", asked))
        found = base.execute("select id from wording where text match ? order by rank limit 3", [terms])
        return next((str(id_) for (id_,) in found), "-")

    return best


def bm25(path: Path) -> Callable[[str], str]:
    """Return the best entry by bm25s as it comes, over stems, without its list of stop words."""
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")
    ids, texts = zip(*wordings(path), strict=True)

    def tokens(some: Sequence[str]) -> Any:
        return bm25s.tokenize(
            list(some), stopwords=None, stemmer=stemmer, return_ids=False, show_progress=False
        )

    index = bm25s.BM25()
    index.index(tokens(texts), show_progress=False)

    def best(asked: str) -> str:
        words = [word for word in tokens([asked])[0] if word in index.vocab_dict]
        if not words:
            return "-"
        scores = index.get_scores(words)
        at = int(scores.argmax())
        return str(ids[at]) if scores[at] > 0 else "-"

    return best


RIVALS: Mapping[str, Callable[[Path], Callable[[str], str]]] = {"SQLite FTS5": fts5, "bm25s": bm25}


def rival(name: str, path: Path) -> None:
    """Print the best entry for each line of standard input; this is what a rival's process does."""
    best = RIVALS[name](path)
    for line in sys.stdin:
        print(best(line))


@dataclass(frozen=True, slots=True)
class Result:
    """What one way did with one pack: seconds and MB of one question and of a batch, and what it found.

    `each` are the seconds of the processor for one question of the batch without the start, None where
    they are lost in it; `found` is the share of the questions about an entry whose first guess was that.
    """

    ask: Run
    batch: Run
    each: float | None
    found: float


def measure(name: str, path: Path, questions: Sequence[tuple[str, str]], times: int) -> Result:
    """Run one way on one pack."""
    if name == "benzofaq":
        command = [sys.executable, "-m", "benzofaq", "ask", "--data", str(path)]
        batch, column = [*command, "--batch", "-"], 2
        one = [run([*command, questions[0][0]]) for _ in range(times)]
        few = [run(batch, questions[0][0]) for _ in range(times)]
    else:
        batch, column = [sys.executable, __file__, "--rival", name, str(path)], 0
        one = few = [run(batch, questions[0][0]) for _ in range(times)]
    every = run(batch, "".join(f"{text}\n" for text, _ in questions))
    first = [line.split("\t")[column] for line in every.printed.splitlines()]
    right = [got == id_ for got, (_, id_) in zip(first, questions, strict=True) if id_]
    start = min(each.busy for each in few)
    spent = every.busy - start
    return Result(
        min(one, key=lambda each: each.seconds),
        every,
        spent / (len(questions) - 1) if spent > LOST * start else None,
        statistics.mean(right),
    )


def exponent(sizes: Sequence[int], values: Sequence[float | None]) -> str:
    """Return the power of the size with which a value grows: the slope of a line through the logarithms."""
    known = [(math.log(size), math.log(value)) for size, value in zip(sizes, values, strict=True) if value]
    if len(known) < 2:
        return "-"
    slope = statistics.linear_regression(*zip(*known, strict=True)).slope
    return f"{slope:.2f}"


def report(sizes: Sequence[int], times: int) -> Iterator[str]:
    """Yield the lines of the table, as they come."""
    yield "| entries (on disk) | way | one question, s | MB | 1,000 questions, MB | a second | found |"
    yield "| ---: | --- | ---: | ---: | ---: | ---: | ---: |"
    results: dict[str, list[Result]] = {name: [] for name in ("benzofaq", *RIVALS)}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            questions = write_pack(size, Path(folder))
            path = Path(folder) / "faq.json"
            for name, done in results.items():
                try:
                    one = measure(name, path, questions, times)
                except RuntimeError as error:
                    yield f"| {size:,} | {name} | {error} |"
                    continue
                done.append(one)
                rate = f"{1 / one.each:,.0f}" if one.each else "lost in the start"
                yield (
                    f"| {size:,} ({path.stat().st_size / 1e6:,.1f} MB) | {name} | {one.ask.seconds:.2f} | "
                    f"{one.ask.megabytes:,.0f} | {one.batch.megabytes:,.0f} | {rate} | {one.found:.1%} |"
                )
    for name, done in results.items():
        if len(done) == len(sizes):
            cells = [
                exponent(sizes, [value(one) for one in done])
                for value in (
                    lambda one: one.ask.seconds,
                    lambda one: one.ask.megabytes,
                    lambda one: one.batch.megabytes,
                    lambda one: one.each,
                )
            ]
            yield f"| grows with the power | {name} | {' | '.join(cells)} | |"
    yield ""
    yield f"{used()}; {os.cpu_count()} processors."


def used() -> str:
    """Return the versions that the numbers depend on."""
    found = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    for name in ("benzofaq", "rapidfuzz", "bm25s", "numpy"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"no {name}")
    return ", ".join(found)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="entries of the packs"
    )
    parser.add_argument(
        "--times", type=int, default=3, metavar="N", help="runs of one question: the fastest counts"
    )
    parser.add_argument("--rival", nargs=2, metavar=("WAY", "PACK"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.rival:
        rival(args.rival[0], Path(args.rival[1]))
        return
    if min(args.sizes) < 1 or args.times < 1:
        parser.error("give numbers above nought")
    for line in report(sorted(set(args.sizes)), args.times):
        print(line, flush=True)


if __name__ == "__main__":
    main()

"""Measure the matcher on a labelled set of questions; for maintainers, never on the way to an answer.

    python -m maintaining.evaluate tests/questions.jsonl [--misses] [--json]

A line of the set is {"q": str, "labels": [id, ...], "kind": str}; the kinds are `in` (an entry or a
card answers it), `near` (looks like it, but nothing does), `out` (another subject), `crisis` (an
emergency) and `notcrisis` (calm, with words of one). `origin` says whether a line was written for the
project, `note` whether fair people may differ ("doubt"), or a line below the answer is enough ("quiet").
Rates come with Wilson's 95 % interval (Wilson EB, J Am Stat Assoc 1927;22:209-12).
"""

from __future__ import annotations

import argparse
import json
import math
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from benzofaq.reading.matcher import Matcher
from benzofaq.reading.reply import Reply
from benzofaq.records.library import Library

Z = 1.959964  # the normal quantile of a two-sided 95 % interval
RISKS = (0.01, 0.02, 0.05)


class Case(msgspec.Struct, frozen=True):
    """A labelled question. `labels` are the ids that answer it, best first; none where nothing does."""

    q: str
    labels: frozenset[str]
    kind: str
    origin: str = "written"
    note: str | None = ""

    @property
    def real(self) -> bool:
        """Whether somebody typed it who did not write for this project."""
        return not self.origin.startswith("written")

    def has(self, word: str) -> bool:
        """Return whether the note holds a word."""
        return word in (self.note or "")


class Rate:
    """So many hits out of so many."""

    def __init__(self, hits: int = 0, out_of: int = 0) -> None:
        """Begin with a count."""
        self.hits, self.out_of = hits, out_of

    def add(self, hit: bool) -> None:
        """Count one case."""
        self.hits += hit
        self.out_of += 1

    @property
    def value(self) -> float:
        """The rate, 0 to 1; 0 where there are no cases."""
        return self.hits / self.out_of if self.out_of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the rate."""
        if not self.out_of:
            return 0.0, 1.0
        n, p = self.out_of, self.value
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


class Report:
    """The rates by name, how honest the scores are, and every miss."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.rates: dict[str, Rate] = {}
        self.calibration: dict[int, Rate] = {}
        self.answered: list[tuple[float, bool]] = []
        self.asked = self.answerable = 0
        self.misses: list[tuple[str, Case, Reply]] = []

    def count(self, name: str, hit: bool, case: Case, reply: Reply, *, good: bool = True) -> None:
        """Count one case under a rate, and keep it where it is a miss."""
        self.rates.setdefault(name, Rate()).add(hit)
        if hit != good:
            self.misses.append((name, case, reply))

    def add(self, case: Case, reply: Reply) -> None:
        """Count one case under every rate that it belongs to."""
        loud = reply.emergency is not None
        if case.kind == "crisis":
            if not case.has("quiet"):
                self.count("emergencies, loud", loud, case, reply)
            self.count("emergencies, loud or quiet", loud or reply.quiet, case, reply)
            return
        if not (case.has("crisis help") or case.has("quiet")):
            self.count("loud on calm lines", loud, case, reply, good=False)
            self.count("quiet on calm lines", reply.quiet, case, reply, good=False)
        if case.labels or case.kind != "notcrisis":
            self._add_answer(case, reply)

    def _add_answer(self, case: Case, reply: Reply) -> None:
        ids = [match.id for match in reply.matches]
        answered = reply.state == "answer"
        right = answered and ids[0] in case.labels
        self.asked += 1
        self.answerable += bool(case.labels)
        if case.labels:
            self.count("answered right", right, case, reply)
            self.count("right within 3", bool(case.labels & set(ids[:3])), case, reply)
            self.count("wrong answers", answered and not right, case, reply, good=False)
        else:
            self.count(f"false answers, {case.kind}", answered, case, reply, good=False)
        if answered:
            score = reply.matches[0].score
            self.calibration.setdefault(min(9, int(score * 10)), Rate()).add(right)
            self.answered.append((score, right))

    def kept(self, risk: float) -> Rate:
        """Return how many are answered rightly where at most this share of all lines is answered wrongly."""
        right = wrong = best = 0
        for _, good in sorted(self.answered, reverse=True):
            right, wrong = right + good, wrong + (not good)
            if wrong <= risk * self.asked:
                best = right
        return Rate(best, self.answerable)


def read(path: Path) -> list[Case]:
    """Return the cases of a file. Raises ValueError where a line is not one."""
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                cases.append(msgspec.json.decode(line, type=Case))
            except msgspec.DecodeError as error:
                raise ValueError(f"{path}:{number}: not a case: {error}") from None
    return cases


def score(ask: Callable[[str], Reply], cases: Iterable[Case]) -> Report:
    """Return how well `ask` does on the cases."""
    report = Report()
    for case in cases:
        report.add(case, ask(case.q))
    return report


def table(report: Report) -> str:
    """Return the report as text."""
    lines = [f"{'measure':28} {'hits':>6} {'of':>5} {'rate':>8}   95 % interval"]
    kept = {f"kept at {risk:.0%} answered wrong": report.kept(risk) for risk in RISKS}
    calibration = {
        f"right of those at {tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}": rate
        for tenth, rate in sorted(report.calibration.items())
    }
    for name, rate in {**report.rates, **kept, **calibration}.items():
        low, high = rate.interval
        lines.append(f"{name:28} {rate.hits:6} {rate.out_of:5} {rate.value:8.2%}   {low:.2%} to {high:.2%}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the rates on a file of labelled questions, all together and by where its lines are from."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` ends it as it ends any other tool
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", type=Path, metavar="FILE")
    parser.add_argument("--misses", action="store_true", help="list every miss")
    parser.add_argument("--json", action="store_true", help="print the rates as one JSON object")
    args = parser.parse_args(arguments)
    try:
        cases = read(args.cases)
    except (OSError, ValueError) as error:
        sys.exit(f"maintaining.evaluate: {error}")
    ask = Matcher(Library()).ask
    sets = {
        "all": cases,
        "real": [case for case in cases if case.real],
        "written": [case for case in cases if not case.real],
        "without doubt": [case for case in cases if not case.has("doubt")],
    }
    kept = {name: some for name, some in sets.items() if name == "all" or 0 < len(some) < len(cases)}
    reports = {name: score(ask, some) for name, some in kept.items()}
    if args.json:
        values = {name: {key: rate.value for key, rate in one.rates.items()} for name, one in reports.items()}
        print(json.dumps(values))
        return
    if args.misses:
        for name, case, reply in sorted(reports["all"].misses, key=lambda miss: miss[0]):
            got = [f"{match.id} {match.score:.2f}" for match in reply.matches[:3]]
            print(f"{name}: {case.q!r} wants {sorted(case.labels)}, got {reply.state} {got}")
        print()
    for name, one in reports.items():
        print(f"{name}, {len(sets[name])} lines\n{table(one)}\n")


if __name__ == "__main__":
    main()

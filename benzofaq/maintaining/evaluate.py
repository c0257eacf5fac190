"""Measure the matcher on a labelled set of questions; for maintainers, never on the way to an answer.

    python -m benzofaq.maintaining.evaluate tests/questions.jsonl [--misses] [--json]

A line of the set is {"q": str, "labels": [id, ...], "kind": str}; the kinds are `in` (an entry or a
card answers it), `near` (looks like it, but nothing does), `out` (another subject), `crisis` (an
emergency) and `notcrisis` (calm, with words of one). Rates come with Wilson's 95 % interval
(Wilson EB, J Am Stat Assoc 1927;22:209-12).
"""

import argparse
import json
import math
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benzofaq.reading.matcher import Matcher
from benzofaq.reading.reply import Reply
from benzofaq.records.library import Library

Z = 1.959964  # the normal quantile of a two-sided 95 % interval


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled question. `labels` are the ids that answer it, best first; none where nothing does."""

    question: str
    labels: frozenset[str]
    kind: str


@dataclass(slots=True)
class Rate:
    """So many hits out of so many."""

    hits: int = 0
    out_of: int = 0

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


@dataclass(slots=True)
class Report:
    """The rates by name, the confusions (wanted, got), the calibration, and every miss."""

    rates: dict[str, Rate] = field(default_factory=dict)
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)
    calibration: dict[int, Rate] = field(default_factory=dict)
    misses: list[tuple[str, Case, Reply]] = field(default_factory=list)

    def count(self, name: str, hit: bool, case: Case, reply: Reply, miss: bool) -> None:
        """Count one case under a rate, and keep it where it is a miss."""
        self.rates.setdefault(name, Rate()).add(hit)
        if miss:
            self.misses.append((name, case, reply))


def read(path: Path) -> list[Case]:
    """Return the cases of a file. Raises ValueError where a line is not one."""
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                raw = json.loads(line)
                cases.append(Case(raw["q"], frozenset(raw["labels"]), raw["kind"]))
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{path}:{number}: not a case: {error}") from None
    return cases


def score(ask: Callable[[str], Reply], cases: Iterable[Case]) -> Report:
    """Return how well `ask` does on the cases."""
    report = Report()
    for case in cases:
        reply = ask(case.question)
        if case.kind == "crisis":
            alarmed = reply.emergency is not None
            report.count("emergency recall", alarmed, case, reply, miss=not alarmed)
            continue
        alarmed = reply.emergency is not None
        report.count("false alarms", alarmed, case, reply, miss=alarmed)
        ids = [match.id for match in reply.matches]
        answered = reply.state == "answer"
        if case.kind in {"in", "notcrisis"} and case.labels:
            right = answered and ids[0] in case.labels
            within = reply.state != "none" and bool(case.labels & set(ids[:3]))
            report.count("answered right", right, case, reply, miss=not right)
            report.count("right within 3", within, case, reply, miss=False)
            report.count("wrong answers", answered and not right, case, reply, miss=False)
            if answered and not right:
                report.confusions[min(case.labels), ids[0]] += 1
        elif case.kind in {"near", "out"}:
            report.count(f"false answers, {case.kind}", answered, case, reply, miss=answered)
        if answered and (case.labels or case.kind in {"near", "out"}):
            tenth = min(9, int(reply.matches[0].score * 10))
            report.calibration.setdefault(tenth, Rate()).add(ids[0] in case.labels)
    return report


def table(report: Report) -> str:
    """Return the report as text."""
    lines = [f"{'measure':22} {'hits':>6} {'of':>5} {'rate':>8}   95 % interval"]
    for name, rate in report.rates.items():
        low, high = rate.interval
        lines.append(f"{name:22} {rate.hits:6} {rate.out_of:5} {rate.value:8.2%}   {low:.2%} to {high:.2%}")
    lines += ["", "Calibration: of the answers given at this score, how many were right"]
    for tenth in sorted(report.calibration):
        rate = report.calibration[tenth]
        low, high = rate.interval
        lines.append(
            f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f} {rate.hits:6} {rate.out_of:5} {rate.value:8.1%}   "
            f"{low:.1%} to {high:.1%}"
        )
    if report.confusions:
        lines += ["", "Confusions: wanted -> answered"]
        lines += [f"{times:4} {a} -> {b}" for (a, b), times in report.confusions.most_common(20)]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the rates on a file of labelled questions."""
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
        sys.exit(f"benzofaq.evaluate: {error}")
    report = score(Matcher(Library()).ask, cases)
    if args.json:
        print(json.dumps({name: rate.value for name, rate in report.rates.items()}))
        return
    if args.misses:
        for name, case, reply in sorted(report.misses, key=lambda miss: miss[0]):
            got = [f"{match.id} {match.score:.2f}" for match in reply.matches[:3]]
            print(f"{name}: {case.question!r} wants {sorted(case.labels)}, got {reply.state} {got}")
        print()
    print(table(report))


if __name__ == "__main__":
    main()

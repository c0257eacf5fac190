"""Measure the limits at which shared words answer, on the bundled entries without their weights."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benzofaq.evaluate import Case, read
from benzofaq.library import Library
from benzofaq.match import language

from benzofaq import overlap

# What is tried in place of the constants of overlap.py: score, distance from the next, share unheard.
LIMITS = (
    (0.4, 0.1, 0.4),
    (0.4, 0.2, 0.4),
    (0.5, 0.1, 0.4),
    (0.5, 0.2, 0.3),
    (0.5, 0.2, 0.4),
    (0.5, 0.2, 0.5),
    (0.5, 0.2, 1.0),
    (0.5, 0.25, 0.4),
    (0.6, 0.2, 0.4),
    (0.7, 0.2, 0.4),
)
OFFERS = (0.2, 0.25, 0.3, 0.35, 0.4)
WEIGHTS = ((0.1, 0.3), (0.3, 0.6), (1.0, 1.0))
SHARES = (0.0, 0.3, 0.5, 0.7)


class Lax(overlap.Overlap):
    """As the other, but an unknown name does not keep it from answering."""

    def _asked(self, question: str) -> tuple[frozenset[str], tuple[tuple[str, str], ...], bool]:
        return (*super()._asked(question)[:2], False)


def rates(entries: overlap.Overlap, groups: dict[str, Sequence[Case]]) -> str:
    """Return the cells of one row: right and wrong answers, false ones, a right one among three, offers."""
    found = {case: entries.find(case.question).ranked for cases in groups.values() for case in cases}

    def answered(case: Case) -> bool:
        return bool(found[case]) and found[case][0][1] > overlap.MOST_UNSURE

    def right(case: Case) -> bool:
        return answered(case) and found[case][0][0] in case.labels

    inside, near, out = groups.values()
    cells = (
        [right(case) for case in inside],
        [answered(case) and not right(case) for case in inside],
        [answered(case) for case in near],
        [answered(case) for case in out],
        [any(id_ in case.labels for id_, _ in found[case]) for case in inside],
        [bool(found[case]) for case in near],
        [bool(found[case]) for case in out],
    )
    return " | ".join(f"{sum(hits) / len(hits):.1%}" for hits in cells)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, metavar="FILE", help="labelled questions, one JSON object a line")
    cases = read(parser.parse_args().cases)
    library = Library()
    is_plain = language(library).is_plain
    answerable = [case for case in cases if case.kind in {"in", "notcrisis"}]
    groups: dict[str, Sequence[Case]] = {
        "in": [case for case in answerable if case.labels & library.entries.keys()],
        "near": [case for case in cases if case.kind == "near"],
        "out": [case for case in cases if case.kind == "out"],
    }
    print(", ".join(f"{len(some)} {kind}" for kind, some in groups.items()), end="\n\n")
    print("| | right | wrong | false, near | false, out | right within 3 | offered, near | offered, out |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")

    def row(title: str, kind: type[overlap.Overlap] = overlap.Overlap, **constants: float) -> None:
        before = {name: getattr(overlap, name) for name in constants}
        vars(overlap).update(constants)
        entries = kind(library.wordings, is_plain)
        print(f"| {title} | {rates(entries, groups)} |")
        vars(overlap).update(before)

    for enough, ahead, unheard in LIMITS:
        row(f"score {enough}, ahead {ahead}, unheard {unheard}", ENOUGH=enough, AHEAD=ahead, UNHEARD=unheard)
    row("unknown names answer too", Lax, UNHEARD=1.0)
    for offer in OFFERS:
        row(f"offered from {offer}", WORTH_OFFERING=offer)
    for binds, asks in WEIGHTS:
        row(f"binding words {binds}, asking words {asks}", BINDS=binds, ASKS=asks)
    for together in SHARES:
        row(f"all wordings together {together}", TOGETHER=together)


if __name__ == "__main__":
    main()

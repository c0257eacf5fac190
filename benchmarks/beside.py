"""Measure the limit from which one sentence beside others raises the alarm (match.ALARM_BESIDE)."""

import argparse
import math
import random
from collections.abc import Iterable
from pathlib import Path

from benzofaq.evaluate import read
from benzofaq.library import Library

from benzofaq import match

# What is tried in place of the constant; none at all first, as where only the whole text is searched.
LIMITS = (math.inf, 0.9, 0.6, 0.4, 0.3, match.ALARM)

# So many calm questions are put before and after each emergency, and so many texts of calm ones are made.
BESIDE, CALM = 8, 2000


def sentence(text: str, mark: str) -> str:
    """Return the text with a mark at its end."""
    return text if text[-1] in ".?!" else text + mark


def main() -> None:
    """Print for each half of the questions a row a limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, metavar="FILE", help="labelled questions, one JSON object a line")
    cases = read(parser.parse_args().cases)
    matcher = match.Matcher(Library())
    print("| half | from | emergencies seen | false alarms | without marks |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for half in (0, 1):
        chance = random.Random(half)
        urgent = [sentence(one.question, ".") for one in cases if one.kind == "crisis"][half::2]
        calm = [sentence(one.question, "?") for one in cases if one.kind != "crisis"][half::2]
        beside = [[urgent_one, one] for urgent_one in urgent for one in chance.sample(calm, 2 * BESIDE)]
        texts = [" ".join(pair[:: 1 if n % 2 else -1]) for n, pair in enumerate(beside)]
        calmly = [" ".join(chance.sample(calm, chance.choice((2, 2, 3)))) for _ in range(CALM)]
        run_on = [text.translate({ord(mark): " " for mark in ".?!"}) for text in texts]
        for limit in LIMITS:
            vars(match)["ALARM_BESIDE"] = limit

            def alarms(some: Iterable[str]) -> int:
                return sum(matcher.ask(one).emergency is not None for one in some)

            cells = (f"{alarms(texts) / len(texts):.1%}", f"{alarms(calmly)} of {CALM}")
            print(f"| {half + 1} | {limit} | {' | '.join(cells)} | {alarms(run_on) / len(run_on):.1%} |")


if __name__ == "__main__":
    main()

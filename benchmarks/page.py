"""Hold the answers of the exported page, in Chromium, to those of the program.

    python benchmarks/page.py [--number 3000] [FILE.jsonl ...]

It asks both a sample of tests/questions.jsonl and data/training, and every line of the files given
(`{"q": ...}` a line), and exits with 1 where they differ for more than one in a hundred, where a question
takes more than 50 ms in the page, or the page more than 2.5 MB. Needs Chromium, its driver and selenium.
"""

import argparse
import json
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from benzofaq.exporting.handout import handout
from benzofaq.exporting.html import html
from benzofaq.reading.matcher import Matcher
from benzofaq.records.library import Library

ROOT = Path(__file__).parent.parent
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
)
LEAST_SAME, MOST_MS, MOST_BYTES = 0.99, 50, 2_500_000

# What the page makes of each question, and how long that takes it: the least of three times, as others use
# the same processor.
ASK = """
const [questions, done] = arguments;
const before = performance.now();
reader().then((ask) => {
  const opened = performance.now() - before;
  const timed = (question) => {
    const start = performance.now();
    ask(question);
    return performance.now() - start;
  };
  const replies = questions.map((question) => {
    const took = Math.min(timed(question), timed(question), timed(question));
    const { state, matches, emergency, quiet, language } = ask(question);
    return [[state, matches.length ? matches[0].id : null, emergency, quiet, language], took];
  });
  done([opened, replies]);
});
"""


def questions(number: int, files: list[Path]) -> list[str]:
    """Return a sample of the project's own questions, and all of the files."""
    own = [json.loads(line)["q"] for line in (ROOT / "tests/questions.jsonl").read_text("utf-8").splitlines()]
    for path in sorted((ROOT / "data/training").glob("*.tsv")):
        own += [line.split("\t")[-1] for line in path.read_text("utf-8").splitlines()]
    random.seed(0)
    asked = random.sample(own, min(number, len(own)))
    for path in files:
        asked += [json.loads(line)["q"] for line in path.read_text("utf-8").splitlines()]
    return [one for one in asked if one.strip()]


@contextmanager
def browser() -> Iterator[Any]:
    """Yield a browser without a window."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome")
    for switch in SWITCHES:
        options.add_argument(switch)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(600)
    try:
        yield driver
    finally:
        driver.quit()


def main() -> int:
    """Print what both made of the questions."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=3000, help="how many of the project's own questions")
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE")
    args = parser.parse_args()
    library = Library()
    page = html(handout([*library.entries.values(), *library.drugs.values()], library))
    asked = questions(args.number, args.files)
    with tempfile.TemporaryDirectory() as folder, browser() as driver:
        file = Path(folder, "page.html")
        file.write_text(page, encoding="utf-8")
        driver.get(file.as_uri())
        opened, replies = driver.execute_async_script(ASK, asked)
    matcher = Matcher(library)
    start = time.perf_counter()
    ours = [matcher.ask(question) for question in asked]
    each = (time.perf_counter() - start) / len(asked) * 1000
    wanted = [
        [one.state, one.matches[0].id if one.matches else None, one.emergency, one.quiet, one.language]
        for one in ours
    ]
    other = [
        (q, theirs, mine)
        for q, (theirs, _), mine in zip(asked, replies, wanted, strict=True)
        if theirs != mine
    ]
    same = 1 - len(other) / len(asked)
    took = sorted(one for _, one in replies)
    loud, quiet = sum(one.emergency is not None for one in ours), sum(one.quiet for one in ours)
    size = len(page.encode())
    print(f"{len(asked):,} questions ({loud} loud, {quiet} quiet): the same reply to {same:.2%}")
    for question, theirs, mine in other[:20]:
        print(f"  {question[:80]!r}: {theirs} and not {mine}")
    print(f"the page: {size / 1e6:.2f} MB, ready in {opened:.0f} ms")
    late = took[int(0.99 * len(took))]
    print(
        f"a question: median {statistics.median(took):.1f} ms, 99 in 100 {late:.1f}, longest {took[-1]:.1f}"
    )
    print(f"in the program: mean {each:.1f} ms")
    return int(same < LEAST_SAME or took[-1] > MOST_MS or size > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main())

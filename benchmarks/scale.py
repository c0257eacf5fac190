"""Time one question to a pack of 10,000 entries, the most that a pack may hold, and the memory that it takes.

    python benchmarks/scale.py [--entries 10000]

The entries are made of the project's training words, the same each time; the question is one of theirs with
a word left out.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
FRAMES = (
    "How do I {} with the {} and {}?",
    "what about {} {} for my {}",
    "Where can we find the {} of the {} {}",
)


def entry(number: int, words: list[str], chance: random.Random) -> dict[str, object]:
    """Return an entry as long as the bundled ones, with five wordings about three words of its own."""
    about = chance.sample(words, 3)
    wordings = [chance.choice(FRAMES).format(*chance.sample(about, 3)) + f" {about[0]}" for _ in range(5)]
    passages = [{"text": " ".join(chance.choices(words, k=40))} for _ in range(8)]
    return {
        "id": f"entry-{number}",
        "topic": "topic",
        "question": f"{wordings[0]} {number}",
        "aliases": wordings[1:],
        "short": passages[0],
        "points": passages[1:4],
        "details": passages[4:],
    }


def main() -> None:
    """Print the size of the pack, the seconds of one question and its greatest memory."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entries", type=int, default=10_000)
    args = parser.parse_args()
    chance = random.Random(1)
    words = (ROOT / "data" / "training" / "words.txt").read_text("utf-8").split()
    words = [word for word in words if word.isalpha() and 4 <= len(word) <= 10]
    with tempfile.TemporaryDirectory() as folder:
        entries = [entry(number, words, chance) for number in range(args.entries)]
        pack = Path(folder, "faq.json")
        pack.write_text(json.dumps({"entries": entries}), encoding="utf-8")
        question = " ".join(str(entries[len(entries) // 2]["question"]).split()[:-1])
        took = []
        for _ in range(3):
            begun = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "benzofaq", "ask", question, "--data", folder],
                stdout=subprocess.DEVNULL,
                check=False,
            )
            took.append(time.perf_counter() - begun)
        import resource

        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        size = os.path.getsize(pack) / 1e6
        print(f"{args.entries} entries ({size:.1f} MB): {min(took):.2f} s, {memory:.0f} MB")


if __name__ == "__main__":
    main()

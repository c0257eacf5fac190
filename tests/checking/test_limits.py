"""However large or broken a pack is: the check ends soon, takes little memory and prints little.

docs/packs.md promises 150 MB and ten times the size of the files.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.files import ROOT
from tests.helpers.packs import GOOD, entry, source, write

resource = pytest.importorskip("resource")

MEGABYTE = 1_000_000

ONE = json.dumps(entry("a", "Is it so?", "was it so", "will it be so", related=["zz"]))


def repeated(before: str, item: str, after: str, size: int = 6 * MEGABYTE) -> bytes:
    """Return a document of about this many bytes that repeats an item."""
    return f"{before}{f'{item},' * (size // (len(item) + 1))}{item}{after}".encode()


def many(number: int) -> dict[str, Any]:
    """Return a pack of many sound entries with ten passages each."""
    passage = {"text": "It is so, and has been so for as long as anybody can tell.", "cites": ["rules"]}
    entries = [
        entry(f"e{at}", f"Is it {at}?", f"was it {at}", f"will it be {at}", points=[passage] * 10)
        for at in range(number)
    ]
    return {"faq.json": {"entries": entries}, "sources.json": [source("rules", URL="https://example.org")]}


HOSTILE: dict[str, dict[str, Any]] = {
    "sources without a field": {**GOOD, "sources.json": repeated("[", "{}", "]")},
    "sources that are lists": {**GOOD, "sources.json": repeated("[", "[]", "]")},
    "entries that are lists": {"faq.json": repeated('{"entries": [', "[]", "]}")},
    "entries without a field": {"faq.json": repeated('{"entries": [', "{}", "]}", MEGABYTE)},
    "a list nobody reads": {"faq.json": repeated(f'{{"entries": [{ONE}], "x": [', '"xx"', "]}")},
    "numbers nobody reads": {"faq.json": repeated(f'{{"entries": [{ONE}], "x": [', "1", "]}")},
    "keys nobody reads": {"faq.json": repeated(f'{{"entries": [{ONE}], "x": {{', '"x": 1', "}}")},
    "related entries": {"faq.json": repeated(f'{{"entries": [{ONE[:-6]}', '"yy"', "]}]}")},
    "control characters": {"faq.json": repeated(f'{{"entries": [{ONE}], "name": "', "\\u001b", '"}')},
    "topics": {"faq.json": {"entries": [], "topics": {str(at): "" for at in range(300_000)}}},
    "plain words without a last line end": {**GOOD, "words.txt": b"a\nb"},
    "10,000 sound entries": many(10_000),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_check_ends_within_its_limits(tmp_path: Path, kind: str) -> None:
    folder = write(HOSTILE[kind], tmp_path)
    size = sum(path.stat().st_size for path in folder.iterdir())
    limit = 150 * MEGABYTE + 10 * size

    run = subprocess.run(
        [sys.executable, "-m", "benzofaq", "check", str(folder)],
        capture_output=True,
        timeout=60,
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
        check=False,
    )

    assert run.returncode in (0, 1), run.stderr
    assert b"Traceback" not in run.stderr
    assert len(run.stdout) < 20_000
    assert run.stderr.startswith(b"benzofaq: ")
    assert run.stderr.count(b"\n") == 1


def test_a_sound_pack_of_the_greatest_size_has_no_problem(tmp_path: Path) -> None:
    from benzofaq.checking.check import problems

    assert problems(write(many(10_000), tmp_path)) == []
    (only,) = problems(write(many(10_001), tmp_path))
    assert str(only) == "faq.json: entries: lists more than 10000."

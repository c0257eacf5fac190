"""However large or broken a pack is: the check ends soon, takes little memory and prints little.

docs/packs.md promises 150 MB and ten times the size of the files.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from benzofaq.checking.check import problems
from tests.helpers.packs import GOOD, entry, source, write
from tests.helpers.program import PROGRAM, process

MEGABYTE = 1_000_000

ONE = json.dumps(entry("a", "Is it so?", "was it so", "will it be so", related=["zz"]))


def repeated(before: str, item: str, after: str, size: int = 3 * MEGABYTE) -> bytes:
    """Return a document of about this many bytes that repeats an item."""
    return f"{before}{f'{item},' * (size // (len(item) + 1))}{item}{after}".encode()


def many(number: int, passages: int = 4) -> dict[str, Any]:
    """Return a pack of many sound entries."""
    passage = {"text": "It is so, and has been so for as long as anybody can tell.", "cites": ["rules"]}
    entries = [
        entry(f"e{at}", f"Is it {at}?", f"was it {at}", f"will it be {at}", points=[passage] * passages)
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
    "topics": {"faq.json": {"entries": [], "topics": {str(at): "" for at in range(150_000)}}},
    "a sound pack with words that have no last line end": {**GOOD, "words.txt": b"a\nb"},
    "10,000 sound entries": many(10_000),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_check_ends_within_its_limits(tmp_path: Path, kind: str) -> None:
    folder = write(HOSTILE[kind], tmp_path)
    limit = 150_000 + sum(path.stat().st_size for path in folder.iterdir()) // 100  # in kilobytes

    run = process("sh", "-c", f'ulimit -v {limit}; exec "$0" "$@"', *PROGRAM, "check", folder)

    assert run.returncode == (0 if "sound" in kind else 1), run.stderr
    assert b"Traceback" not in run.stderr
    assert len(run.stdout) < (1 if "sound" in kind else 20_000)
    assert run.stderr.startswith(b"benzofaq: ")
    assert run.stderr.count(b"\n") == 1


def test_more_entries_than_the_greatest_number_are_a_problem(tmp_path: Path) -> None:
    (only,) = problems(write(many(10_001, passages=0), tmp_path))
    assert str(only) == "faq.json: entries: lists more than 10000."

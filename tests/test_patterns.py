"""No regular expression can be made slow: each takes texts that almost match, however long, in no time."""

import ast
import itertools
import re
import time
from collections.abc import Iterator

import pytest

from tests.helpers.files import ROOT

# As many characters as a question may have, and more than it needs to show that a pattern squares them.
LONG = 10_000

SIGNS = "aA1 .-_'\"()[]{}/:#?@,;<>\n\t\u00e9\u2019\u2013\u4e00"


def patterns() -> Iterator[tuple[str, str]]:
    """Yield how it is used, and the pattern, of every regular expression in the package."""
    for path in sorted((ROOT / "benzofaq").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args):
                continue
            if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                use = ast.unparse(node.func).removeprefix("re.")
                yield use if use in ("match", "fullmatch") else "search", node.args[0].value


def texts(pattern: str, long: int) -> Iterator[str]:
    """Yield long texts of one or two signs, those of the pattern among them, with an end of another."""
    letters = [*SIGNS, *(char for char in dict.fromkeys(pattern) if char.isalnum())]
    for one in letters:
        yield one * long + "\0"
    for one, other in itertools.pairwise(letters):
        yield (one + other) * (long // 2) + "\0"


def seconds(use: str, pattern: str, long: int = LONG) -> float:
    """Return how long a pattern takes for the text that is worst for it."""
    find = getattr(re.compile(pattern), use)
    slowest = 0.0
    for text in texts(pattern, long):
        began = time.process_time()
        find(text)
        slowest = max(slowest, time.process_time() - began)
    return slowest


@pytest.mark.parametrize(("use", "pattern"), dict.fromkeys(patterns()))
def test_no_pattern_is_slow_on_any_text(use: str, pattern: str) -> None:
    assert seconds(use, pattern) < 0.5


def test_a_slow_pattern_would_be_seen() -> None:
    assert seconds("search", r"\s*\s*$", 150) > 20 * seconds("search", r"\s*", 150)

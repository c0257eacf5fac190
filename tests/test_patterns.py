"""No regular expression takes longer than a text is long: tried on texts that make bad ones slow."""

import ast
import itertools
import re
import time
from collections.abc import Iterator

import pytest

from tests.helpers.files import ROOT

# So long that a pattern that goes back over what it has read takes seconds, and a sound one milliseconds.
LENGTH = 20_000
SECONDS = 0.3


def patterns() -> Iterator[tuple[str, str, str]]:
    """Yield module, function and pattern of every regular expression of the package."""
    for path in sorted((ROOT / "benzofaq").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if getattr(node.func.value, "id", "") != "re" or node.func.attr in ("escape", "error"):
                continue
            if isinstance(node.args[0], ast.Constant):
                yield path.name, node.func.attr, str(node.args[0].value)


def texts(pattern: str) -> Iterator[str]:
    """Yield long texts of the signs that a pattern names and of one of each sort, which nearly match it."""
    named = dict.fromkeys(char for char in re.sub(r"\\\w", "", pattern) if char.isprintable())
    signs = [*dict.fromkeys([*"a1 -.\n", *named])][:16]
    for run in (*signs, *("".join(pair) for pair in itertools.combinations(signs, 2))):
        yield run * (LENGTH // len(run)) + "\x00"


def slow(function: str, pattern: str) -> str:
    """Return the beginning of a text on which a pattern is slow; "" without one."""
    compiled = re.compile(pattern, re.IGNORECASE)
    use = compiled.fullmatch if function in ("match", "fullmatch") else compiled.search
    for text in texts(pattern):
        before = time.process_time()
        use(text)
        if time.process_time() - before > SECONDS:
            return text[:20]
    return ""


@pytest.mark.parametrize(("module", "function", "pattern"), list(patterns()))
def test_no_regular_expression_is_slow(module: str, function: str, pattern: str) -> None:
    assert slow(function, pattern) == ""


def test_a_slow_one_would_be_seen() -> None:
    assert slow("search", r"\s+x") != ""

"""Each part imports only the parts below it, and none of its files or functions grows out of sight."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.files import ROOT

PACKAGE = ROOT / "benzofaq"

# What each part may import; ARCHITECTURE.md shows the same table.
MAY_IMPORT = {
    "text": set(),
    "records": {"text"},
    "reading": {"records"},
    "citing": {"text", "records"},
    "pages": {"text", "records", "reading", "citing"},
    "terminal": {"pages", "text"},
    "exporting": {"text", "records", "pages", "terminal"},
    "checking": {"text", "records", "citing"},
    "commands": {"text", "records", "reading", "citing", "pages", "terminal", "exporting", "checking"},
    "cli": {"text", "records", "terminal", "commands"},
    "__main__": {"cli", "commands", "terminal"},
    "api": {"records", "reading"},
    "__init__": {"api"},
}

# Single modules that a part may import of another, and nothing else there.
ONLY = {("exporting", "terminal"): {"signals"}, ("pages", "reading"): {"reply"}}

MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 40

FILES = sorted(PACKAGE.rglob("*.py"))
OF_MAINTAINERS = sorted((ROOT / "maintaining").rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[list[str]]:
    """Yield the path of each module of ours that is imported: ["records", "model"]."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name.split(".")[1:] for one in node.names if one.name.startswith("benzofaq."))
        elif isinstance(node, ast.ImportFrom) and node.module == "benzofaq":
            yield from (
                [one.name] for one in node.names if (PACKAGE / one.name).is_dir() or one.name == "api"
            )
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("benzofaq."):
            path = (node.module or "").split(".")[1:]
            yield from ([*path, one.name] for one in node.names) if len(path) == 1 else [path]


def test_every_part_is_in_the_table_and_the_table_goes_one_way() -> None:
    order = list(MAY_IMPORT)

    assert {part_of(path) for path in FILES} == set(order)
    for high in order:
        assert all(order.index(low) < order.index(high) for low in MAY_IMPORT[high] - {"api", "cli"})


def test_a_module_says_in_a_sentence_what_it_does_and_imports_only_what_its_part_may() -> None:
    for path in FILES:
        first = (ast.get_docstring(tree_of(path)) or "").split("\n")[0]
        assert re.fullmatch(r"[A-Z`].*[.:]", first), path
        part = part_of(path)
        for other, *inside in imported(tree_of(path)):
            if other != part:
                assert other in MAY_IMPORT[part], f"{other} is not for {path}"
                assert (part, other) not in ONLY or inside[0] in ONLY[part, other], path


def test_a_file_and_its_functions_can_be_seen_at_once() -> None:
    for path in FILES + OF_MAINTAINERS:
        assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES, path
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1  # parameters and docstring among them
                assert lines <= MOST_LINES_OF_A_FUNCTION, f"{path}: {node.name}"


def test_the_prefix_of_a_card_is_written_in_one_place() -> None:
    told = [path for path in FILES if re.search(r"""["']drug:["']""", path.read_text("utf-8"))]

    assert told == [PACKAGE / "records" / "model.py"]


def test_only_commands_and_the_terminal_print_or_exit() -> None:
    for path in FILES:
        if part_of(path) in ("text", "records", "reading", "citing", "pages", "checking", "api"):
            called = {
                node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                for node in ast.walk(tree_of(path))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
            }
            assert called & {"print", "echo", "exit", "Exit", "Console"} == set(), path


def test_the_architecture_shows_the_same_table() -> None:
    row = r"^\| `([\w/]+?)(?:\.py)?/?`[^|]* \|[^|]*\| ([^|]*) \|$"
    shown = dict(re.findall(row, (ROOT / "ARCHITECTURE.md").read_text("utf-8"), re.M))

    assert set(shown) >= {part for part in MAY_IMPORT if not part.startswith("_")} - {"cli"}
    for part, said in shown.items():
        if said not in ("all", "all above", "–"):
            assert {one.strip().split("'")[0] for one in said.split(",")} == MAY_IMPORT[part], part

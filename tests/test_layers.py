"""The modules import one way, and a command imports no more than it needs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "benzofaq"

# Who may import whom. A module that is not a key here fails: say what it may use.
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": {"api"},
    "api": {"contacts", "library", "match", "model"},
    "record": set(),
    "__main__": {"cli", "interrupt"},
    "interrupt": set(),
    "model": {"record"},
    "textsafe": set(),
    "model_file": {"record"},
    "longlist": set(),
    "library": {"longlist", "model"},
    "contacts": {"model", "record"},
    "words": {"record"},
    "lexicon": {"model", "words"},
    "features": {"words"},
    "reference": {"record", "textsafe"},
    "vancouver": {"reference"},
    "apa": {"reference", "vancouver"},
    "bibtex": {"reference"},
    "ris": {"reference"},
    "csl": {"reference", "textsafe"},
    "cite": {"apa", "bibtex", "csl", "model", "reference", "ris", "vancouver"},
    "about": {"model"},
    "outfile": {"interrupt"},
    "uses": {"library", "model", "record"},
    "sourcepage": {"cite", "model", "page", "uses"},
    "chart": {"model", "record"},
    "overlap": {"words"},
    "match": {"features", "lexicon", "library", "model", "model_file", "overlap", "record", "words"},
    "page": {"cite", "contacts", "library", "model", "record"},
    "jsonable": {"cite", "contacts", "library", "model", "record", "uses"},
    "paint": {"chart", "page", "textsafe"},
    "render": {"interrupt", "page", "paint", "textsafe"},
    "train": {"features", "lexicon", "library", "match", "model_file", "words"},
    "evaluate": {"library", "match", "model"},
    "drugpage": {"chart", "library", "model", "page"},
    "inventory": {"library"},
    "handout": {"cite", "drugpage", "library", "model", "page", "record", "reference", "textsafe"},
    "export_assets": set(),
    "export_html": {"export_assets", "handout"},
    "export_markdown": {"handout"},
    "export_json": {"jsonable", "library", "model"},
    "shapes": {"model"},
    "schemas": {"shapes"},
    "rawpack": {"library"},
    "pack": {"rawpack", "shapes", "textsafe", "words"},
    "rules": {"lexicon", "library", "model", "model_file", "pack", "rawpack", "reference", "shapes"}
    | {"textsafe", "words"},
    "check": {"pack", "rules", "shapes", "textsafe"},
    "completion_spec": set(),
    "completion_words": {"library"},
    "completion_bash": {"completion_spec"},
    "completion_zsh": {"completion_spec"},
    "completion_fish": {"completion_spec"},
    "completion_powershell": {"completion_spec", "textsafe"},
    "completion": {"completion_spec", "textsafe"},
    "manpage": set(),
    "derive": {"cli", "completion_spec", "completion_words", "library", "manpage"},
    "commands": set(),
    "cli": {"commands", "library", "render", "textsafe"},
}

# A command may use every module but the command line; of the other commands, only what all share.
SHARED_BY_COMMANDS = {"common", "talk"}

MAY_PRINT = {"cli", "render", "train", "evaluate", "derive", "__main__"}

HEAVY = ("rich", "pygments", "markdown_it", "pydantic", "numpy", "sklearn", "importlib.metadata", "ssl")


def modules() -> list[str]:
    return sorted(path.stem for path in PACKAGE.glob("*.py"))


def commands() -> list[str]:
    return sorted(path.stem for path in (PACKAGE / "commands").glob("*.py") if path.stem != "__init__")


def called(path: Path) -> set[str]:
    """Return the names of everything that a module calls."""
    return {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }


@pytest.mark.parametrize("name", modules())
def test_a_module_imports_only_what_it_may(name: str) -> None:
    tree = ast.parse((PACKAGE / f"{name}.py").read_text(encoding="utf-8"))
    used: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "benzofaq":
            used |= {alias.name for alias in node.names if (PACKAGE / f"{alias.name}.py").exists()}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("benzofaq."):
            used.add((node.module or "").split(".")[1])

    assert used <= MAY_IMPORT[name]


@pytest.mark.parametrize("name", commands())
def test_a_command_imports_no_other_command(name: str) -> None:
    tree = ast.parse((PACKAGE / "commands" / f"{name}.py").read_text(encoding="utf-8"))
    used = {
        node.module.removeprefix("benzofaq.commands.")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("benzofaq.commands.")
    } | {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "benzofaq.commands"
        for alias in node.names
    }

    assert used <= SHARED_BY_COMMANDS


@pytest.mark.parametrize("name", sorted(set(modules()) - MAY_PRINT))
def test_only_the_renderer_and_the_command_line_print_or_exit(name: str) -> None:
    assert called(PACKAGE / f"{name}.py") & {"print", "echo", "exit", "Exit", "Console"} == set()


@pytest.mark.parametrize(
    ("args", "also_never"),
    [
        (["list"], ("rapidfuzz",)),
        (["cite", "alcohol"], ("rapidfuzz",)),
        (["cite", "alcohol", "--style", "bibtex"], ("rapidfuzz",)),
        (["show", "alcohol"], ("rapidfuzz",)),
        (["ask", "safest benzo"], ()),
        (["ask", "safest benzo", "--json"], ()),
        (["completion", "zsh"], ("rapidfuzz",)),
        (["--help"], ("rapidfuzz",)),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_piped_command_imports_nothing_heavy(args: list[str], also_never: tuple[str, ...]) -> None:
    code = (
        "import sys, runpy\n"
        f"sys.argv = ['benzofaq', *{args!r}]\n"
        "try:\n    runpy.run_module('benzofaq', run_name='__main__')\n"
        "except SystemExit:\n    pass\n"
        "print('|'.join(sys.modules), file=sys.stderr)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    loaded = {name for module in run.stderr.split("|") for name in (module, module.split(".")[0])}
    assert loaded & {*HEAVY, *also_never} == set()

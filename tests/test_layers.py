"""The modules import one way, and a command imports no more than it needs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from benzofaq.cli import COMMANDS

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
    "library": {"longlist", "model", "record"},
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


# What each command may import of ours and of others, beyond what a bare Typer command imports: the cause of
# a slow start, where a clock would only show the effect. A module more needs its reason here.
EVERY = {"__main__", "cli", "commands", "commands.common", "interrupt", "library", "longlist", "model"}
EVERY |= {"record", "textsafe"}
PAGE = {"cite", "contacts", "page", "reference", "render", "vancouver"}
ASK = {"features", "match", "model_file", "words"}
JSON = {"__future__", "_json", "gc", "json", "json.decoder", "json.encoder", "json.scanner", "unicodedata"}

MAY_LOAD: dict[tuple[str, ...], tuple[set[str], set[str]]] = {
    (): (set(), set()),
    ("--help",): (set(), {"typer._click._textwrap"}),
    ("list", "--help"): ({"commands.list"}, {"typer._click._textwrap"}),
    ("list",): ({"commands.list"} | PAGE, set()),
    ("list", "--ids"): ({"commands.list"}, set()),
    ("show", "alcohol"): ({"commands.show"} | PAGE, set()),
    ("cite", "alcohol"): ({"commands.cite"} | PAGE, set()),
    ("cite", "alcohol", "--style", "bibtex"): ({"commands.cite", "bibtex", "cite"} | PAGE - {"page"}, set()),
    ("ask", "safest benzo"): ({"commands.ask"} | PAGE | ASK, set()),
    ("ask", "safest benzo", "--json"): ({"commands.ask", "jsonable", "uses"} | PAGE | ASK, set()),
    ("ask", "he took it all and wont wake up"): ({"commands.ask"} | PAGE | ASK, set()),
    ("drug", "valium"): ({"commands.drug", "drugpage", "chart"} | PAGE | ASK, set()),
    ("drugs",): ({"commands.drugs", "drugpage", "chart"} | PAGE, set()),
    ("contacts",): ({"commands.contacts"} | PAGE, set()),
    ("sources",): ({"commands.sources", "sourcepage", "uses"} | PAGE, set()),
    ("open", "barker2004"): ({"commands.open", "reference"}, set()),
    ("random",): ({"commands.random"} | PAGE, set()),
    ("info",): ({"commands.info", "inventory"} | PAGE, {"hashlib", "_hashlib", "_blake2"}),
    ("completion", "bash"): (
        {"commands.completion", "completion", "completion_bash", "completion_spec"},
        {"dataclasses"},
    ),
    ("export", "alcohol"): (
        {"commands.export", "chart", "drugpage", "export_markdown", "handout"} | PAGE,
        set(),
    ),
}

# Of a typo: rapidfuzz, whole, as none of its parts can be imported alone. On a terminal: what paints.
RAPIDFUZZ = {"rapidfuzz", "array", "cython_runtime", "numbers"}

NAMES_OF_MODULES = """
import os, sys
def ended(code, end=os._exit):
    sys.stdout.flush()
    print("|".join(sys.modules), file=sys.stderr, flush=True)
    end(0)
os._exit = ended
"""


def loaded(code: str) -> set[str]:
    """Return the names of the modules that a process has loaded when it ends."""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return set(run.stderr.splitlines()[-1].split("|"))


def started(args: tuple[str, ...]) -> set[str]:
    return loaded(
        f"{NAMES_OF_MODULES}sys.argv = ['benzofaq', *{args!r}]\nfrom benzofaq.__main__ import main\nmain()"
    )


@pytest.fixture(scope="module", name="bare_typer")
def _bare_typer() -> set[str]:
    """Return the modules that the smallest Typer command loads."""
    return loaded(
        f"{NAMES_OF_MODULES}import typer\n"
        "app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)\n"
        "@app.command()\ndef main(): os._exit(0)\napp()"
    )


def test_every_command_has_its_list_of_modules() -> None:
    listed = {args[0] for args in MAY_LOAD if args}

    # A person waits at these anyway, or a maintainer does.
    assert set(COMMANDS) - listed == {"browse", "check"}


@pytest.mark.parametrize("args", MAY_LOAD, ids=" ".join)
def test_a_command_in_a_pipe_loads_nothing_that_it_does_not_need(
    args: tuple[str, ...], bare_typer: set[str]
) -> None:
    names = started(args) - bare_typer - {"benzofaq"}
    ours = {name.removeprefix("benzofaq.") for name in names if name.startswith("benzofaq.")}
    others = {name for name in names if not name.startswith("benzofaq.")}

    assert ours <= EVERY | MAY_LOAD[args][0]
    assert others <= JSON | MAY_LOAD[args][1]


def test_one_slip_is_mended_without_rapidfuzz(bare_typer: set[str]) -> None:
    names = started(("ask", "safst benzo")) - bare_typer

    assert {name.split(".")[0] for name in names} <= {"benzofaq"} | {name.split(".")[0] for name in JSON}


def test_two_slips_load_rapidfuzz_and_nothing_else(bare_typer: set[str]) -> None:
    names = started(("ask", "wihtdrawel")) - bare_typer
    roots = {name.split(".")[0] for name in names if not name.startswith("_cython")}

    assert roots <= {"benzofaq"} | {name.split(".")[0] for name in JSON} | RAPIDFUZZ
    assert "rapidfuzz" in roots


def test_a_terminal_loads_the_smallest_part_of_rich() -> None:
    code = (
        f"{NAMES_OF_MODULES}os.environ['FORCE_COLOR'] = '1'\n"
        "sys.argv = ['benzofaq', 'ask', 'safest benzo']\nfrom benzofaq.__main__ import main\nmain()"
    )
    rich = {name for name in loaded(code) if name.split(".")[0] == "rich"}

    assert "rich.style" in rich
    assert rich & {"rich.console", "rich.text", "rich.markdown", "rich.table", "rich.segment"} == set()
    assert loaded(code) & {"pygments", "markdown_it"} == set()

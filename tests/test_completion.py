"""TAB in real shells, with Typer's own completion as the program installs it."""

import functools
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from benzofaq.cli import COMMANDS
from benzofaq.commands import options
from benzofaq.records.library import Library
from tests.helpers.forks import Forks
from tests.helpers.shells import SHELLS, Shell

pytestmark = pytest.mark.skipif(os.name != "posix", reason="this system has no pseudo-terminals")


@pytest.fixture(scope="module", name="shells")
def _shells(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Shell]:
    """Return a shell by its name, started when it is first asked for; it ends with its terminal."""
    return functools.cache(lambda name: Shell(name, tmp_path_factory.mktemp(name) / "home"))


@pytest.mark.parametrize("name", SHELLS)
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("benzofaq ", COMMANDS),
        ("benzofaq li", {"list"}),
        ("benzofaq --pl", {"--plain"}),
        ("benzofaq show alcoh", {"alcohol"}),
        ("benzofaq show drug:diaz", {"drug:diazepam"}),
        ("benzofaq list --topic wi", {"withdrawal"}),
        ("benzofaq cite alcohol --style ", {"vancouver", "apa", "bibtex", "ris", "csl-json"}),
    ],
)
def test_tab_offers_what_may_come_there_and_nothing_else(
    shells: Callable[[str], Shell], name: str, line: str, offered: set[str]
) -> None:
    if name != "bash" or ":" not in line:  # in bash a word ends at a colon
        assert shells(name).offered(line) == offered


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("benzofaq show alcoh", ["show", "alcohol"]),
        ("benzofaq cite --style ap", ["cite", "--style", "apa"]),
        ("benzofaq cite -o my", ["cite", "-o", "my file.json"]),
    ],
)
def test_the_program_gets_the_whole_word(shells: Callable[[str], Shell], line: str, words: list[str]) -> None:
    bash = shells("bash")
    (bash.folder / "my file.json").touch()

    assert bash.received(line) == words


@pytest.mark.parametrize(
    ("complete", "start", "found"),
    [
        (options.complete_record, "drug:diaz", {"drug:diazepam"}),
        (options.complete_record, "dr", {"drug:", "driving"}),
        (options.complete_source, "barker200", {"barker2004during", "barker2005"}),
        (options.complete_cited, "barker2004d", {"barker2004during"}),
        (options.complete_region, "g", {"GB"}),
        *((options.complete_cited, "alcoh", {"alcohol"}), (options.complete_drug, "Valiu", {"valium"})),
        *((options.complete_drug, "diazepa", {"diazepam"}), (options.complete_topic, "wi", {"withdrawal"})),
        (options.complete_kind, "gui", {"guideline"}),
    ],
)
def test_the_library_completes(complete: Callable[[str], list[str]], start: str, found: set[str]) -> None:
    assert found <= set(complete(start))
    assert all(word.lower().startswith(start.lower()) for word in complete(start))


def test_nothing_that_is_completed_has_to_be_quoted(library: Library) -> None:
    words = [word for complete in (options.complete_cited, options.complete_drug) for word in complete("")]

    assert len(words) > len(library.entries)
    assert not [word for word in words if set(word) & set(" \t\n\"'`$\\;&|<>(){}[]*?!#~")]


def test_completion_never_fails_on_a_line_that_makes_no_sense(run: Forks) -> None:
    for words in ("benzofaq nonsense ", "benzofaq show a b c ", "benzofaq --nosuch ", "benzofaq show -- --"):
        ended = run(env={"_BENZOFAQ_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": "2"})
        assert b"Traceback" not in ended.stderr


def test_the_script_to_install_by_hand_is_printed(run: Forks, tmp_path: Path) -> None:
    chosen = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "HOME": str(tmp_path)}

    assert b"complete -o default -F" in run("--show-completion", "bash", env=chosen).stdout
    assert list(tmp_path.iterdir()) == []

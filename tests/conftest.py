"""What every test shares: a fixed terminal, the program, the bundled library, and packs."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from benzofaq.reading.matcher import Matcher
from benzofaq.records.library import Library
from tests.helpers.files import ROOT
from tests.helpers.forks import Forks
from tests.helpers.packs import Write, entry, sample, write
from tests.helpers.program import LISTENING
from tests.helpers.terminal import Terminals

# The same examples each time: a run tells what the code does, not what was drawn. BENZOFAQ_EXAMPLES=20000
# draws others, and more.
MANY = int(os.environ.get("BENZOFAQ_EXAMPLES", "0"))
settings.register_profile(
    "benzofaq",
    max_examples=MANY or 100,
    derandomize=not MANY,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("benzofaq")

VARIABLES = ("FORCE_COLOR", "NO_COLOR", "LC_ALL", "LC_MESSAGES", "BENZOFAQ_DATA", "BENZOFAQ_REGION")


@pytest.fixture(autouse=True)
def _fixed_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test the same terminal and the same place, whatever runs the tests."""
    for name in (*VARIABLES, *LISTENING, "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"COLUMNS": "80", "TERM": "dumb", "LANG": "C.UTF-8"}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="session", name="library")
def _library() -> Library:
    """Return the bundled library."""
    return Library()


@pytest.fixture(scope="session", name="matcher")
def _matcher(library: Library) -> Matcher:
    """Return the matcher of the bundled library."""
    return Matcher(library)


@pytest.fixture(scope="session", name="pack")
def _pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the sample pack, to be read only."""
    return write(sample(), tmp_path_factory.mktemp("packs") / "sample")


@pytest.fixture(scope="session", name="sample")
def _sample(pack: Path) -> Library:
    """Return the library of the sample pack."""
    return Library(pack)


@pytest.fixture(name="packed")
def _packed(tmp_path: Path) -> Write:
    """Return a function that writes a pack of these entries, with other files by name, and opens it."""

    def write_pack(*entries: Any, files: dict[str, Any] | None = None, **fields: Any) -> Library:
        faq = {"reviewed": "2026-01-01", "entries": list(entries) or [entry("so", "Is it so?")], **fields}
        return Library(write({"faq.json": faq, **(files or {})}, tmp_path))

    return write_pack


@pytest.fixture(scope="session", name="run")
def _run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    """Give what runs the program in a pipe."""
    with Forks(tmp_path_factory.mktemp("forks"), ROOT) as forks:
        yield forks


@pytest.fixture(name="terminal")
def _terminal() -> Iterator[Terminals]:
    """Give what starts the program on a terminal; whatever still runs at the end is ended."""
    with Terminals() as terminals:
        yield terminals

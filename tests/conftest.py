"""What every test shares: a fixed terminal, the bundled library, and packs of its own."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from benzofaq.reading.matcher import Matcher
from benzofaq.records.library import Library
from tests.helpers.packs import Write, writer
from tests.helpers.program import LISTENING

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

pytest_plugins = ["tests.helpers.fixtures"]


@pytest.fixture(autouse=True)
def _fixed_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test the same terminal and the same place, whatever runs the tests."""
    for name in (*VARIABLES, *LISTENING, "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture(scope="session", name="library")
def _library() -> Library:
    """Return the bundled library."""
    return Library()


@pytest.fixture(scope="session", name="matcher")
def _matcher(library: Library) -> Matcher:
    """Return the matcher of the bundled library."""
    return Matcher(library)


@pytest.fixture(name="packed")
def _packed(tmp_path: Path) -> Write:
    """Return a function that writes a pack of entries into a folder of its own and opens it."""
    return writer(tmp_path)

"""What every test shares: a fixed terminal, the bundled library, and the program as a process."""

import os
import subprocess
import sys

import pytest

from benzofaq.reading.matcher import Matcher
from benzofaq.records.library import Library
from tests.helpers.files import ROOT

pytest_plugins = ["tests.helpers.fixtures"]


@pytest.fixture(autouse=True)
def _fixed_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test the same terminal and the same place, whatever runs the tests."""
    for name in (
        "FORCE_COLOR",
        "NO_COLOR",
        "LC_ALL",
        "LC_MESSAGES",
        "BENZOFAQ_DATA",
        "BENZOFAQ_REGION",
        "PYTHONIOENCODING",
    ):
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


class Program:
    """The program as a user's shell would run it."""

    def __call__(
        self, *args: str | bytes, stdin: bytes = b"", timeout: float = 30, **env: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the program with these arguments, these bytes on standard input, and these variables."""
        return subprocess.run(
            [sys.executable, "-m", "benzofaq", *args],
            input=stdin,
            capture_output=True,
            timeout=timeout,
            env={**os.environ, **env},
            cwd=ROOT,
            check=False,
        )


@pytest.fixture(scope="session", name="benzofaq")
def _benzofaq() -> Program:
    """Return the program."""
    return Program()

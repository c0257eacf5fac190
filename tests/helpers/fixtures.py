"""Fixtures of the program as a process and at a terminal, for every room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers.files import ROOT
from tests.helpers.forks import Forks
from tests.helpers.terminal import Terminals


@pytest.fixture(scope="session", name="run")
def _run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    """Give what runs the program in a pipe."""
    forks = Forks(tmp_path_factory.mktemp("forks"), ROOT)
    yield forks
    forks.close()


@pytest.fixture(name="terminal")
def _terminal() -> Iterator[Terminals]:
    """Give what starts the program on a terminal; whatever still runs at the end is ended."""
    terminals = Terminals(ROOT)
    yield terminals
    terminals.close()

"""Fixtures of the program as a process and at a terminal, for every room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benzofaq.records.library import Library
from tests.helpers.files import ROOT
from tests.helpers.forks import Forks
from tests.helpers.sample import laid
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


@pytest.fixture(scope="session", name="pack")
def _pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the sample pack, to be read only."""
    return laid(tmp_path_factory.mktemp("packs") / "sample")


@pytest.fixture(scope="session", name="sample")
def _sample(pack: Path) -> Library:
    """Give the library of the sample pack."""
    return Library(pack)

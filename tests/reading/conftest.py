"""What the tests of reading share: the reader, and a matcher with a limit changed."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from benzofaq.reading.matcher import Matcher
from benzofaq.reading.reader import Reader
from benzofaq.records.library import Library


@pytest.fixture(scope="session", name="read")
def _read(library: Library) -> Reader:
    """Return what reads questions."""
    return Reader(library)


@pytest.fixture(name="changed")
def _changed(library: Library) -> Callable[..., Matcher]:
    """Return what makes a matcher with other limits."""

    def change(**limits: float) -> Matcher:
        matcher = Matcher(library)
        matcher._limits = replace(matcher._limits, **limits)
        return matcher

    return change

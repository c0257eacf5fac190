"""The marker of tests that need a browser."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker."""
    config.addinivalue_line("markers", "browser: needs Chromium; run where BENZOFAQ_BROWSER is set, as in CI")

"""Ask about benzodiazepines in your own words; see `benzofaq.api` for what other programs may use."""

__version__ = "0.1.0"

# Nothing is imported here: while that takes its time, Ctrl-C prints a traceback.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from benzofaq.api import *  # noqa: F403


def __getattr__(name: str) -> "Any":
    from importlib import import_module

    api = import_module("benzofaq.api")  # late: the command line imports this package too
    if name not in api.__all__:
        raise AttributeError(f"module 'benzofaq' has no attribute {name!r}")
    return getattr(api, name)

"""Ask about benzodiazepines in your own words; see `benzofaq.api` for what other programs may use."""

from __future__ import annotations

# Not imported from typing: while a module loads, Ctrl-C prints a traceback.
TYPE_CHECKING = False

__version__ = "0.1.0"

if TYPE_CHECKING:
    from typing import Any

    from benzofaq.api import DataError as DataError
    from benzofaq.api import Drug as Drug
    from benzofaq.api import Entry as Entry
    from benzofaq.api import Library as Library
    from benzofaq.api import Lines as Lines
    from benzofaq.api import Reply as Reply
    from benzofaq.api import Source as Source
    from benzofaq.api import answer as answer
    from benzofaq.api import ask as ask
    from benzofaq.api import lines as lines
    from benzofaq.api import load as load
    from benzofaq.api import sources as sources


# What `benzofaq.api` offers; a test holds the two together.
PUBLIC = frozenset(
    [
        "DataError",
        "Drug",
        "Entry",
        "Library",
        "Lines",
        "Reply",
        "Source",
        "answer",
        "ask",
        "lines",
        "load",
        "sources",
    ]
)


def __getattr__(name: str) -> Any:
    if name not in PUBLIC:
        raise AttributeError(f"module 'benzofaq' has no attribute {name!r}")
    from benzofaq import api  # late: the command line imports this package too, and needs less of it

    return getattr(api, name)

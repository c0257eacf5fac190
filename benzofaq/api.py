"""Answer questions from another Python program; nothing here prints, exits or keeps a question."""

from __future__ import annotations

from pathlib import Path

from benzofaq.contacts import Lines, lines_for, region_of
from benzofaq.library import DataError, Library, at
from benzofaq.match import Matcher
from benzofaq.model import Drug, Entry, Reply, Source

__all__ = [
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


def load(data: str | Path | None = None) -> Library:
    """Return the bundled library, or that of a file of entries or a folder.

    Files are read when they are first wanted: DataError may come from whichever attribute is asked for.
    """
    return Library() if data is None else at(Path(data))


def ask(question: str, library: Library | None = None, *, explain: bool = False) -> Reply:
    """Return the reply to a question: its state, what may answer it, and whether it is an emergency.

    Look at `emergency` first: it may be set whatever the state is. `explain` adds what spoke for and
    against, for twice the time. Without a library the bundled one answers. Raises DataError where the
    data can't be read; never fails for a text.
    """
    return _matcher_of(_bundled() if library is None else library).ask(question, explain)


def answer(reply: Reply, library: Library | None = None) -> Entry | Drug | None:
    """Return the entry or the drug card that answers the question, or None where none does for sure."""
    if reply.state != "answer":
        return None
    chosen = _bundled() if library is None else library
    best = reply.matches[0].id
    if best.startswith("drug:"):
        return chosen.drugs[best.removeprefix("drug:")]
    return chosen.entries[best]


def sources(record: Entry | Drug, library: Library | None = None) -> list[Source]:
    """Return the sources of an entry or a card in the order in which it first cites them."""
    chosen = _bundled() if library is None else library
    return [chosen.source(one) for one in chosen.cited_by(record)]


def lines(region: str | None = None, library: Library | None = None) -> Lines:
    """Return the lines to call in a country (ISO 3166-1 code), else in that of the locale."""
    chosen = _bundled() if library is None else library
    return lines_for(chosen.contacts, chosen.places, region_of(region))


def _matcher_of(library: Library) -> Matcher:
    """Return the matcher of a library, built once: that takes as long as 50 questions.

    It is kept in the library: in a table of libraries, weak or not, it would keep its own alive for ever.
    """
    kept: dict[str, Matcher] = vars(library)
    if "_matcher" not in kept:
        kept["_matcher"] = Matcher(library)
    return kept["_matcher"]


_kept: list[Library] = []


def _bundled() -> Library:
    if not _kept:
        _kept.append(Library())
    return _kept[0]

"""Answer questions from another Python program; nothing here prints, exits or keeps a question."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from benzofaq.reading.matcher import Matcher
from benzofaq.reading.reply import Reply
from benzofaq.records.contacts import INTERNATIONAL, Lines, lines_for, region_of
from benzofaq.records.files import DataError
from benzofaq.records.library import Library, at
from benzofaq.records.model import Drug, Entry
from benzofaq.records.passages import cited, sourced
from benzofaq.records.sources import Source

__all__ = ["DataError", "Drug", "Entry", "Library", "Lines", "Reply", "Source"]
__all__ += ["answer", "ask", "lines", "load", "sources"]


def load(data: str | Path | None = None) -> Library:
    """Return the bundled library, or that of a file of entries or a folder; DataError comes with its use."""
    return _bundled() if data is None else at(Path(data))


def ask(
    question: str, library: Library | None = None, *, explain: bool = False, before: Sequence[str] = ()
) -> Reply:
    """Return the reply to a question; look at `emergency` first, which may be set whatever its state is.

    `before` are the questions before it in a conversation; `explain` adds what spoke for and against.
    Raises DataError where the data can't be read; never fails for a text.
    """
    chosen = library or _bundled()
    # Kept in the library: in a table of libraries, weak or not, a matcher would keep its own alive for ever.
    kept: dict[str, Matcher] = vars(chosen)
    if "_matcher" not in kept:
        kept["_matcher"] = Matcher(chosen)
    return kept["_matcher"].ask(question, explain=explain, before=before)


def answer(reply: Reply, library: Library | None = None) -> Entry | Drug | None:
    """Return the entry or the drug card that answers the question, or None where none does for sure."""
    return (library or _bundled()).record(reply.matches[0].id) if reply.state == "answer" else None


def sources(record: Entry | Drug, library: Library | None = None) -> list[Source]:
    """Return the sources of an entry or a card in the order of their numbers, further reading last."""
    chosen = library or _bundled()
    return [chosen.source(one) for one in cited(sourced(record))]


def lines(region: str | None = None, library: Library | None = None) -> Lines:
    """Return the lines to call in a country, by its code (ISO 3166-1) or name, else in that of the locale."""
    contacts = (library or _bundled()).contacts
    return lines_for(contacts, region_of(region, contacts.regions) or INTERNATIONAL)


@cache
def _bundled() -> Library:
    return Library()

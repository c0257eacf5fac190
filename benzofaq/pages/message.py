"""Write a record as plain text for a message, and the report that one is wrong."""

from __future__ import annotations

from benzofaq import __version__
from benzofaq.citing import styles
from benzofaq.pages.origin import GENERAL
from benzofaq.records.library import Library
from benzofaq.records.model import Drug, Entry
from benzofaq.records.passages import cited, front

REPORT_TO = "https://github.com/benzofaq/benzofaq/issues/new?template=wrong-answer.yml"


def message(record: Entry | Drug, library: Library, most: int) -> str:
    """Return the question, the short answer, as many points as fit, and who says so, in `most` characters."""
    passages = list(front(record))
    lines = [record.title, passages[0][1].text]
    who = _who(record, library)
    end = [" ".join(filter(None, (f"Sources: {who.removesuffix('.')}." if who else "", GENERAL)))]
    for _, passage in passages[1:]:
        if len("\n".join([*lines, f"- {passage.text}", *end])) <= most:
            lines.append(f"- {passage.text}")
    text = "\n".join([*lines, *end])
    return text if len(text) <= most else text[: most - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _who(record: Entry | Drug, library: Library) -> str:
    """Return who the first three sources are by, and when: "FDA 2020, ASAM 2025"."""
    first = [library.source(id_).item for id_ in list(cited(front(record)))[:3]]
    return ", ".join(dict.fromkeys(map(styles.who, first)))


def report_of(record: Entry | Drug, library: Library) -> str:
    """Return a report on a record: what it says now, in which version and data, where to send it."""
    import hashlib

    digest = hashlib.sha256(library.read_bytes(library.entries_file)).hexdigest()[:12]
    return (
        f"Something is wrong with: {record.id} ({record.title})\n"
        f"benzofaq {__version__}, data of {library.reviewed}, {library.entries_file} {digest}\n\n"
        f"It says: {next(front(record))[1].text}\n\nWhat is wrong, and a source that shows it:\n\n\n"
        f"Send this to {REPORT_TO}\nNothing was sent by this command.\n"
    )

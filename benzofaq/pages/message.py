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
    first = [library.source(id_).item for id_ in list(cited(passages))[:3]]
    who = ", ".join(dict.fromkeys(map(styles.who, first))).removesuffix(".")
    end = f"Sources: {who}. {GENERAL}" if who else GENERAL
    text = f"{record.title}\n{passages[0][1].text}"
    for _, passage in passages[1:]:
        if len(f"{text}\n- {passage.text}\n{end}") <= most:
            text += f"\n- {passage.text}"
    text += f"\n{end}"
    return text if len(text) <= most else text[: most - 1] + "\N{HORIZONTAL ELLIPSIS}"


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

"""Write a record as plain text for a message, and the report that one is wrong."""

from benzofaq import __version__
from benzofaq.citing import styles
from benzofaq.pages.origin import GENERAL
from benzofaq.records.library import Library
from benzofaq.records.model import Drug, Entry
from benzofaq.records.passages import cited, front
from benzofaq.text import clean

REPORT_TO = "https://github.com/benzofaq/benzofaq/issues/new?template=wrong-answer.yml"


def message(record: Entry | Drug, library: Library, most: int) -> str:
    """Return the question, the short answer, as many points as fit, and who says so, in `most` characters."""
    short, *points = (_line(part, passage.text) for part, passage in front(record))
    first = [library.source(id_).item for id_ in list(cited(front(record)))[:3]]
    who = clean(", ".join(dict.fromkeys(map(styles.who, first)))).removesuffix(".")
    end = f"Sources: {who}. {GENERAL}" if who else GENERAL
    text = f"{clean(record.title)}\n{short}"
    for point in points:
        if len(f"{text}\n- {point}\n{end}") <= most:
            text += f"\n- {point}"
    text += f"\n{end}"
    return text if len(text) <= most else text[: most - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _line(part: str, text: str) -> str:
    """Return a passage as a line, which of a card says what it is about."""
    return f"{part.capitalize()}: {clean(text)}" if part in ("used for", "half-life") else clean(text)


def report_of(record: Entry | Drug, library: Library) -> str:
    """Return a report on a record: what it says now, in which version and data, where to send it."""
    import hashlib

    digest = hashlib.sha256(library.read_bytes(library.entries_file)).hexdigest()[:12]
    return (
        f"Something is wrong with: {clean(record.id)} ({clean(record.title)})\n"
        f"benzofaq {__version__}, data of {clean(library.reviewed) or 'an unknown day'}, "
        f"{clean(library.entries_file)} {digest}\n\n"
        f"It says: {clean(next(front(record))[1].text)}\n\nWhat is wrong, and a source that shows it:\n\n\n"
        f"Send this to {REPORT_TO}\nNothing was sent by this command.\n"
    )

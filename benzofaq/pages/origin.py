"""Say whose data a page shows, what it is not, and how old it is."""

import datetime

from benzofaq.pages.block import GAP, Block
from benzofaq.records.library import Library

# Days after which a copy says that it is old.
YEAR = 366
GENERAL = "General information, not medical advice."
STOPPING = "Stopping a benzodiazepine suddenly can be dangerous: plan any change with a prescriber."


def colophon(reviewed: str, library: Library, next_review: str = "") -> list[Block]:
    """Return what every whole answer ends with: what it is not, and when it was reviewed."""
    dates = f" Reviewed {reviewed}." if reviewed else ""
    dates += f" Next review {next_review}." if next_review else ""
    return [Block(kind="notice", text=f"{disclaimer(library)}{dates}")]


def disclaimer(library: Library) -> str:
    """Return what the answers are not, or what a pack says instead."""
    return f"{GENERAL} {STOPPING}" if library.bundled else library.faq.footer.strip() or GENERAL


def of_origin(library: Library, today: datetime.date | None = None) -> list[Block]:
    """Return the line that says whose data these are, or that the bundled ones are old; else nothing."""
    text = origin(library) or _aged(library.reviewed, today or datetime.date.today())
    return [GAP, Block(kind="note", text=text)] if text else []


def _aged(reviewed: str, today: datetime.date) -> str:
    """Return what to do about data of this day (ISO 8601) that are over a year old; else ""."""
    if (today - datetime.date.fromisoformat(reviewed)).days <= YEAR:
        return ""
    return f"These answers are of {reviewed}, more than a year old. Look for a newer benzofaq."


def origin(library: Library) -> str:
    """Return where the data come from; empty for the bundled ones."""
    if library.bundled:
        return ""
    where = library.folder / library.entries_file
    return f"This comes from {library.name} ({where}), not from benzofaq's own data."

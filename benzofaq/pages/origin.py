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
    return [Block("notice", f"{disclaimer(library)}{dates}")]


def disclaimer(library: Library) -> str:
    """Return what the answers are not, or what a pack says instead."""
    return f"{GENERAL} {STOPPING}" if library.bundled else library.faq.footer.strip() or GENERAL


def of_origin(library: Library, today: datetime.date | None = None) -> list[Block]:
    """Return the line that says whose data these are, or that the bundled ones are old; else nothing."""
    text = origin(library)
    if not text:
        age = (today or datetime.date.today()) - datetime.date.fromisoformat(library.reviewed)
        if age.days <= YEAR:
            return []
        text = f"These answers are of {library.reviewed}, more than a year old. Look for a newer benzofaq."
    return [GAP, Block("note", text)]


def origin(library: Library) -> str:
    """Return where the data come from; empty for the bundled ones."""
    if library.bundled:
        return ""
    where = library.folder / library.entries_file
    return f"This comes from {library.name} ({where}), not from benzofaq's own data."

"""Rules on texts: what can be printed, and what can be read."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from benzofaq.checking.fields import texts
from benzofaq.checking.pack import Pack
from benzofaq.checking.problem import Place, quote
from benzofaq.checking.rules.rule import ALIKE, day, rule
from benzofaq.records.passages import parts
from benzofaq.text import BREAKS, REPLACEMENT, clean

# Characters of a passage beyond which nobody reads it.
LONG_TEXT = 1000


@rule("warning")
def misnamed_file(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find files whose name is nearly one of the format's."""
    from rapidfuzz import fuzz

    absent = [name for name in pack.files if not pack.has(name)]
    for path in sorted(pack.folder.iterdir()) if pack.folder.is_dir() else ():
        for known in absent:
            if fuzz.ratio(path.name.lower(), known) >= ALIKE + 25:
                message = f"benzofaq does not read this file. Name it {known} if it is that one."
                yield Place(path.name), message


@rule()
def bad_character(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find characters that could steer a terminal, or hide or reorder what is beside them."""
    for place, record in pack.everything():
        for field, text in texts(record):
            bad = "" if text.isprintable() else BREAKS.sub("", text).replace(REPLACEMENT, "")
            steering = next((char for char in bad if clean(char) == REPLACEMENT), "")
            if steering:
                yield place.at(field), f"contains U+{ord(steering):04X}. Remove it."


@rule("warning")
def line_break(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find line breaks in a text, which are printed as spaces."""
    for place, record in pack.everything():
        for field, text in texts(record):
            if not text.isprintable() and BREAKS.search(text):
                message = "has a line break or a tab, which is printed as a space. Make two passages."
                yield place.at(field), message


@rule("warning")
def long_text(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find passages longer than people read."""
    for place, record in pack.citing():
        for part, passage in parts(record):
            if len(passage.text) > LONG_TEXT:
                message = f"has {len(passage.text)} characters. Cut it to {LONG_TEXT}, or make two of it."
                yield place.at(part), message


@rule()
def bad_date(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find review dates that no calendar has, or that lie in the future; a day's grace for time zones."""
    whole = [(Place(file), record) for file, record in pack.whole.items()]
    for place, record in (*whole, *pack.everything()):
        reviewed = getattr(record, "reviewed", "")
        read = day(reviewed)
        if reviewed and read is None:
            yield place.at("reviewed"), f"{quote(reviewed)} is not a date. Write it as in 2026-01-31."
        elif read and read > pack.today + datetime.timedelta(days=1):
            yield place.at("reviewed"), f"{reviewed} lies in the future. Write the day of the review."

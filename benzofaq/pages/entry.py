"""Lay out an entry: its first screen, or all of it."""

from __future__ import annotations

import datetime

from benzofaq.pages.block import GAP, Block, References, command, heading
from benzofaq.pages.origin import GENERAL, colophon, disclaimer
from benzofaq.records.library import Library
from benzofaq.records.model import Entry, Evidence, PageClaim
from benzofaq.records.passages import front, parts

DETAILS = "What studies and guidelines found"
CLAIM = "What the clinic web page that this FAQ started from claims"
CLAIM_OF_A_PACK = "What the page that this answer started from claims"
HOLDS = {"yes": "This holds.", "partly": "This holds in part.", "no": "This does not hold."}

# How many of four dots each grade fills; contested evidence has no place between weak and strong.
GAUGE = {"strong": 4, "moderate": 3, "limited": 2}


def of_entry(entry: Entry, library: Library, *, full: bool = False, ids: bool = False) -> list[Block]:
    """Return the page of an entry: its first screen, or `full` all of it; `ids` adds ids to its sources."""
    refs = References(library, parts(entry) if full else front(entry))
    page = [Block(kind="title", text=entry.question), GAP, refs.block(entry.short, "lead")]
    if entry.points:
        page += [GAP, *(refs.block(point, "bullet") for point in entry.points)]
    if entry.urgent:
        page += [GAP, refs.block(entry.urgent, "urgent")]
    if full:
        return page + _rest(entry, library, refs, ids)
    page += [GAP, grade(entry, library)]
    if refs:
        page += refs.lines(ids)
    return [*page, GAP, command(f"show {entry.id}", "studies, how sure this is, whole references")]


def _rest(entry: Entry, library: Library, refs: References, ids: bool) -> list[Block]:
    """Return what comes after the first screen of an entry."""
    page = []
    if entry.details:
        page += heading(DETAILS)
        for number, passage in enumerate(entry.details):
            page += [GAP] if number and not passage.bullet else []
            page.append(refs.block(passage))
    if entry.evidence:
        page += _evidence(entry.evidence, library, refs)
    if entry.page_claim:
        page += _claim(entry.page_claim, library, refs)
    if refs:
        page += [*heading("Sources"), *refs.whole(ids)]
    related = [library.entries[id_] for id_ in entry.related if id_ in library.entries]
    if related:
        page += [*heading("Related"), *(command(f"show {one.id}", one.question, one.id) for one in related)]
    return [*page, GAP, *colophon(entry.reviewed, library, entry.next_review)]


def _evidence(evidence: Evidence, library: Library, refs: References) -> list[Block]:
    means = library.grades.get(evidence.grade, "")
    return [
        *heading(f"How sure is this? {evidence.grade.capitalize()}"),
        *([Block(kind="text", text=means)] if means else []),
        refs.block(evidence.why),
        refs.block(evidence.unknown, label="Not known:"),
    ]


def _claim(claim: PageClaim, library: Library, refs: References) -> list[Block]:
    return [
        *heading(CLAIM if library.bundled else CLAIM_OF_A_PACK),
        Block(kind="text", text=claim.claim),
        refs.block(claim.verdict, label=HOLDS[claim.holds]),
    ]


def grade(entry: Entry, library: Library) -> Block:
    """Return how strong the evidence is, when the entry was reviewed, and what it is not."""
    reviewed = f"reviewed {month(entry.reviewed)}" if entry.reviewed else ""
    if entry.evidence:
        word = entry.evidence.grade
        filled = GAUGE.get(word, 0)
        gauge = "\N{BLACK CIRCLE}" * filled + "\N{WHITE CIRCLE}" * (4 - filled) if filled else ""
        said = " ".join(filter(None, (gauge, word if filled else f"{word}: sources disagree")))
    else:
        said = "not graded"
    advice = "not medical advice" if GENERAL in disclaimer(library) else ""
    text = " \N{MIDDLE DOT} ".join(filter(None, (said, reviewed, advice)))
    return Block(kind="grade", label="Evidence", text=text)


def month(day: str) -> str:
    """Return a day (ISO 8601) as "Nov 2026", or unchanged where it is not a day."""
    try:
        return datetime.date.fromisoformat(day).strftime("%b %Y")
    except ValueError:
        return day

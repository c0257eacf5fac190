"""Lay out an entry: its first screen, or all of it."""

import datetime

from benzofaq.pages.block import GAP, Block, References, command, heading
from benzofaq.pages.origin import GENERAL, colophon, disclaimer
from benzofaq.records.library import Library
from benzofaq.records.model import Entry
from benzofaq.records.passages import front, parts, sourced

AIM = "For those who take these drugs, and those who help: an answer, what to do, what is known, what to ask."
DETAILS = "More about it"
CLAIM = "A claim that you may have read"
HOLDS = {"yes": "This holds.", "partly": "This holds in part.", "no": "This does not hold."}

# How many of four dots each grade fills; contested evidence has no place between weak and strong.
GAUGE = {"strong": 4, "moderate": 3, "limited": 2}


def of_entry(entry: Entry, library: Library, *, full: bool = False, ids: bool = False) -> list[Block]:
    """Return the page of an entry: its first screen, or `full` all of it; `ids` adds ids to its sources."""
    refs = References(library, parts(entry) if full else front(entry))
    page = [Block("title", entry.question), *([Block("note", AIM)] if full and library.bundled else []), GAP]
    page.append(refs.block(entry.short, "lead"))
    if entry.points:
        page += [GAP, *(refs.block(point, "bullet") for point in entry.points)]
    if entry.urgent:
        page += [GAP, refs.block(entry.urgent, "urgent")]
    if full:
        return page + _rest(entry, library, refs, ids)
    more = command(f"show {entry.id}", "studies, how sure this is, whole references")
    return [*page, GAP, grade(entry, library), *refs.lines(ids), GAP, more]


def _rest(entry: Entry, library: Library, refs: References, ids: bool) -> list[Block]:
    """Return what comes after the first screen of an entry."""
    page = []
    if entry.details:
        page += heading(DETAILS)
        for number, passage in enumerate(entry.details):
            page += [GAP] if number and not passage.bullet else []
            page.append(refs.block(passage))
    if evidence := entry.evidence:
        page += heading(f"How sure is this? {evidence.grade.capitalize()}")
        page += [Block("text", means)] if (means := library.grades.get(evidence.grade)) else []
        page += [refs.block(evidence.why), refs.block(evidence.unknown, label="Not known:")]
    if claim := entry.page_claim:
        page += heading(CLAIM)
        page += [Block("text", claim.claim), refs.block(claim.verdict, label=HOLDS[claim.holds])]
    if entry.to_ask:
        page += [*heading("To ask, and to tick off"), *(Block("box", one) for one in entry.to_ask)]
    page += refs.whole(ids)
    if entry.further_reading:
        page += heading("Read more")
        page += References(library, sourced(entry)).lines(ids, only=entry.further_reading)
    related = [library.entries[id_] for id_ in entry.related if id_ in library.entries]
    if related:
        page += [*heading("Related"), *(command(f"show {one.id}", one.question, one.id) for one in related)]
        page.append(command("contacts", "Numbers to call in your country, also just to talk"))
    return [*page, GAP, *colophon(entry.reviewed, library, entry.next_review)]


def grade(entry: Entry, library: Library) -> Block:
    """Return how strong the evidence is, when the entry was reviewed, and what it is not."""
    word: str = entry.evidence.grade if entry.evidence else "not graded"
    if filled := GAUGE.get(word, 0):
        word = "\N{BLACK CIRCLE}" * filled + "\N{WHITE CIRCLE}" * (4 - filled) + f" {word}"
    elif entry.evidence:
        word += ": sources disagree"
    reviewed = f"reviewed {month(entry.reviewed)}" if entry.reviewed else ""
    advice = "not medical advice" if GENERAL in disclaimer(library) else ""
    return Block("grade", " \N{MIDDLE DOT} ".join(filter(None, (word, reviewed, advice))), "Evidence")


def month(day: str) -> str:
    """Return a day (ISO 8601) as "Nov 2026", or unchanged where it is not a day."""
    try:
        return datetime.date.fromisoformat(day).strftime("%b %Y")
    except ValueError:
        return day

"""Write a page as labelled lines in reading order, for a screen reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benzofaq.pages.block import Block
from benzofaq.text import clean

# What a line is, before its words: heard, a page has neither weight nor space.
_FIRST = {
    "act": "Emergency",
    "call": "Call",
    "quiet": "Help",
    "voice": "Help",
    "title": "Title",
    "lead": "In short",
    "bullet": "Point",
    "urgent": "Urgent",
    "heading": "Heading",
    "notice": "Note",
    "note": "Note",
    "detail": "Detail",
}

# A gauge beside its word, of which every dot would be read out.
_UNHEARD = str.maketrans("", "", "\N{BLACK CIRCLE}\N{WHITE CIRCLE}")


def labelled_lines(page: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of a page, each with a word that says what it is."""
    steps = sum(block.kind == "step" for block in page)
    for block in page:
        text = clean(block.text).translate(_UNHEARD).replace(" \N{MIDDLE DOT} ", ", ").strip()
        yield from _lines(block, text, clean(block.label).rstrip(":."), clean(block.link), steps)


def _lines(block: Block, text: str, label: str, link: str, steps: int) -> Iterator[str]:
    sources = "source" if len(block.refs) == 1 else "sources"
    marks = f" ({sources} {', '.join(map(str, block.refs))})" if block.refs else ""
    match block.kind:
        case "gap" | "axis" | "legend":
            pass
        case "step":
            yield f"Step {label} of {steps}: {text}"
        case "source" | "reference" | "citation":
            what = f"{'Reference' if block.kind == 'citation' else 'Source'} {label}".rstrip()
            yield " ".join(
                filter(None, (f"{what}:", text.removesuffix(link).rstrip(), *map(clean, block.cells[1:])))
            )
            if link:
                yield f"Address: {link}"
        case "address":
            yield f"Address: {link}"
        case "command" if label.startswith("benzofaq "):
            yield f"To read on, type {label} ({text})"
        case "command" | "bars":
            yield f"{label}: {text}"
        case "row":
            yield f"Row: {', '.join(filter(None, map(clean, block.cells)))}{marks}"
        case "fading":
            yield f"After {label}: {text} left"
        case "call":
            yield f"Call {label}: {text}"
        case "heading":
            yield f"Heading: {text} ({label})" if label else f"Heading: {text}"
        case "title" if label:
            yield f"Title: {text}, {label}"
        case _:
            yield f"{label or _FIRST.get(block.kind, 'Text')}: {text}{marks}"

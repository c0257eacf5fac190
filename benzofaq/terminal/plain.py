"""Write a page as plain lines, one block a line, for a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benzofaq.pages.block import Block
from benzofaq.text import clean


def plain(page: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of a page as plain text, never wrapped."""
    for block in page:
        yield from _lines(block, clean(block.text), clean(block.label), clean(block.link))


def _lines(block: Block, text: str, label: str, link: str) -> Iterator[str]:
    marks = f" [{', '.join(map(str, block.refs))}]" if block.refs else ""
    match block.kind:
        case "gap":
            yield ""
        case "axis" | "legend":
            pass  # a pipe gets numbers, not bars
        case "title" | "heading":
            yield f"{text} ({label})" if label else text
        case "bullet" | "call":
            yield f"- {label} {text}{marks}" if label else f"- {text}{marks}"
        case "urgent":
            yield f"! {text}{marks}"
        case "step" | "source":
            yield " ".join(filter(None, (f"{label}. {text}", *map(clean, block.cells[1:]), link)))
        case "reference":
            yield f"{label} {text}"
            if link:
                yield f"   {link}"
        case "row":
            yield "\t".join((*map(clean, block.cells),)) + marks
        case "command" | "bars" | "fading":
            yield f"{label}\t{text}"
        case "address":
            yield f"  {link}"
        case "grade":
            yield f"{label}: {text}"
        case _:
            yield f"{label} {text}{marks}" if label else f"{text}{marks}"

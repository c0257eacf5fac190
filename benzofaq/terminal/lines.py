"""Write a page as lines, one block a line: plain for a pipe, labelled for a screen reader."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from benzofaq.pages.block import Block
from benzofaq.text import clean

# The word before a line, as a listener has neither weight nor space to go by. The other kinds go by their
# own names.
_FIRST = {
    "act": "Emergency",
    "quiet": "Help",
    "voice": "Help",
    "lead": "In short",
    "bullet": "Point",
    "box": "To ask",
    "notice": "Note",
}

# The dots of a gauge, each of which would be read out.
_UNHEARD = str.maketrans("", "", "\N{BLACK CIRCLE}\N{WHITE CIRCLE}")


def cleaned(block: Block) -> Block:
    """Return a block with nothing in it that could steer a terminal."""
    text, label, link = clean(block.text), clean(block.label), clean(block.link)
    return replace(block, text=text, label=label, link=link, cells=tuple(map(clean, block.cells)))


def plain(page: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of a page as plain text, never wrapped."""
    for block in map(cleaned, page):
        text, label = block.text, block.label
        marks = f" [{', '.join(map(str, block.refs))}]" if block.refs else ""
        line = f"{label} {text}{marks}" if label else f"{text}{marks}"
        match block.kind:
            case "axis" | "legend":
                pass  # a pipe gets numbers, not bars
            case "title" | "heading":
                yield f"{text} ({label})" if label else text
            case "bullet" | "call":
                yield f"- {line}"
            case "urgent":
                yield f"! {line}"
            case "box":
                yield f"[ ] {line}"
            case "step" | "source":
                yield " ".join(filter(None, (f"{label}. {text}", *block.cells[1:], block.link)))
            case "reference":
                yield line
                if block.link:
                    yield f"   {block.link}"
            case "row":
                yield "\t".join(block.cells) + marks
            case "command" | "bars" | "fading":
                yield f"{label}\t{text}"
            case "address":
                yield f"  {block.link}"
            case "grade":
                yield f"{label}: {text}"
            case _:  # a gap too: it has no words
                yield line


def labelled_lines(page: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of a page, each with a word that says what it is."""
    steps = sum(block.kind == "step" for block in page)
    for block in map(cleaned, page):
        text = block.text.translate(_UNHEARD).replace(" \N{MIDDLE DOT} ", ", ").strip()
        label = block.label.rstrip(":.")
        sources = "source" if len(block.refs) == 1 else "sources"
        marks = f" ({sources} {', '.join(map(str, block.refs))})" if block.refs else ""
        match block.kind:
            case "gap" | "axis" | "legend":
                pass
            case "step":
                yield f"Step {label} of {steps}: {text}"
            case "source" | "reference" | "citation":
                what = f"{'Reference' if block.kind == 'citation' else 'Source'} {label}".rstrip()
                words = text.removesuffix(block.link).rstrip()
                yield " ".join(filter(None, (f"{what}:", words, *block.cells[1:])))
                if block.link:
                    yield f"Address: {block.link}"
            case "address":
                yield f"Address: {block.link}"
            case "command" if label.startswith("benzofaq "):
                yield f"To read on, type {label} ({text})"
            case "command" | "bars":
                yield f"{label}: {text}"
            case "row":
                yield f"Row: {', '.join(filter(None, block.cells))}{marks}"
            case "fading":
                yield f"After {label}: {text} left"
            case "call":
                yield f"{label.capitalize() if label.startswith('text ') else f'Call {label}'}: {text}"
            case "heading" if label:
                yield f"Heading: {text} ({label})"
            case "title" if label:
                yield f"Title: {text}, {label}"
            case _:
                yield f"{label or _FIRST.get(block.kind, block.kind.capitalize())}: {text}{marks}"

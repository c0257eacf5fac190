"""Put a page on the terminal or into a pipe; alone uses rich, and alone beside the CLI prints."""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from benzofaq import chart
from benzofaq.page import Block
from benzofaq.textsafe import clean

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# Columns beyond which a line of prose is hard to follow; the page stays this narrow on a wide screen.
MAX_WIDTH = 90

# Columns of a terminal that claims to have none.
ASSUMED_WIDTH = 80

# A chart needs this many columns; a narrower screen gets the numbers alone.
CHART = 60
NAME = 28
FULL, LIGHT = "\N{FULL BLOCK}", "\N{LIGHT SHADE}"

# Below this many columns indents cost more than they give.
NARROW = 30


def show(page: Sequence[Block], out: TextIO | None = None, width: int | None = None) -> None:
    """Print a page: styled and wrapped on a terminal, plain and unwrapped everywhere else."""
    stream = out or sys.stdout
    if _is_terminal(stream):
        _paint(page, stream, width)
    else:
        stream.write("".join(f"{line}\n" for line in plain(page)))


def _is_terminal(stream: TextIO) -> bool:
    # FORCE_COLOR (https://force-color.org) asks for the terminal's form in a pipe; NO_COLOR
    # (https://no-color.org) beats it. Only values that are not empty count.
    if os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR"):
        return True
    return stream.isatty()


def plain(page: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of a page as plain text, one block a line, never wrapped."""
    for block in page:
        text = clean(block.text)
        label = clean(block.label)
        marks = _marks(block.refs)
        match block.kind:
            case "gap":
                yield ""
            case "name":
                yield f"{text} ({label})" if label else text
            case "label":
                yield f"{text} ({label})" if label else text
            case "bullet" | "call":
                yield f"- {label} {text}{marks}" if label else f"- {text}{marks}"
            case "reference":
                yield f"{label} {text}"
                if block.link:
                    yield f"   {clean(block.link)}"
            case "command":
                yield f"{label}\t{text}"
            case "address":
                yield f"  {clean(block.link or '')}"
            case "axis" | "legend":
                pass  # a pipe gets numbers, not bars
            case "bars" | "fading":
                yield f"{label}\t{text}"
            case _:
                yield f"{label} {text}{marks}" if label else f"{text}{marks}"


def _marks(refs: Sequence[int]) -> str:
    return f" [{', '.join(map(str, refs))}]" if refs else ""


# Weight and space carry the order of things; colour only repeats what the words already say.
_STYLES = {
    "alert": "bold red",
    "call": "bold",
    "name": "dim",
    "title": "bold",
    "lead": "bold",
    "label": "bold underline",
    "note": "dim",
}


def _paint(page: Sequence[Block], stream: TextIO, width: int | None) -> None:
    from rich.console import Console  # late: rich is a quarter of the run, and a pipe does not need it

    console = Console(
        file=stream,
        markup=False,
        emoji=False,
        highlight=False,
        width=width,
        force_terminal=True if not stream.isatty() else None,
        legacy_windows=False,
    )
    if console.width < 1:  # COLUMNS=0, taken at its word, would print nothing at all
        console.width = ASSUMED_WIDTH
    measure = min(console.width, MAX_WIDTH)
    widest = max((len(block.label) for block in page if block.kind == "command"), default=0)
    for block in page:
        for line in _lines(block, console, measure, widest):
            console.print(line, soft_wrap=True, end="\n")


def _lines(block: Block, console: "Console", measure: int, widest: int) -> Iterator["Text"]:
    from rich.text import Text

    style = _STYLES.get(block.kind, "")
    text, label = clean(block.text), clean(block.label)
    marks = _marks(block.refs)
    narrow = measure < NARROW
    match block.kind:
        case "gap":
            yield Text("")
        case "name" | "label":
            body = Text(text, style)
            if label:
                body.append(f"  {label}", "dim")
            yield from _wrapped(body, console, measure)
        case "bullet" | "call":
            body = Text()
            if label:
                body.append(f"{label} ", "bold")
            body.append(text, style)
            body.append(marks, "dim")
            yield from _hung(body, console, measure, "- " if narrow else "  - ")
        case "reference":
            lead = f"{label} " if narrow else f"{label:>4} "
            yield from _hung(Text(text), console, measure, lead)
            if block.link:
                yield _address(block.link, "" if narrow else " " * len(lead))
        case "citation":
            address = clean(block.link) if block.link and text.endswith(clean(block.link)) else ""
            yield from _hung(Text(text.removesuffix(address).rstrip()), console, measure, f"{label} ")
            if address:
                yield _address(address, "")
        case "command":
            if measure >= widest + 30:
                body = Text(text)
                yield from _hung(body, console, measure, f"  {label:<{widest}}  ", "bold")
            else:
                yield from _hung(Text(label, "bold"), console, measure, "" if narrow else "  ")
                yield from _hung(Text(text), console, measure, "" if narrow else "    ")
        case "address":
            yield _address(block.link or "", "  ")
        case "legend":
            if measure >= CHART:
                yield from _wrapped(Text(f"{FULL} {text}   {LIGHT} {label}", "dim"), console, measure)
        case "axis":
            if measure >= CHART:
                yield Text(" " * NAME + _axis(measure - NAME), "dim")
        case "bars":
            if measure >= CHART:
                yield Text(f"{label:<{NAME - 1}.{NAME - 1}} ") + _range(block, measure - NAME)
                yield from _hung(Text(text), console, measure, " " * NAME, "dim")
            else:
                yield Text(label, "bold")
                yield from _hung(Text(text), console, measure, "  ")
        case "fading":
            low, high = block.bar or (0.0, 0.0)
            if measure >= CHART:
                room = measure - 30
                sure, maybe = round(low * room), round(high * room)
                drawn = FULL * sure + LIGHT * (maybe - sure)
                yield Text(f"  {label:>8} {drawn:<{room}} {text}")
            else:
                yield Text(f"{label:>8}  {text}")
        case _:
            body = Text(style=style)
            if label:
                body.append(f"{label} ", "bold")
            body.append(text)
            body.append(marks, "dim")
            yield from _wrapped(body, console, measure)


def _axis(width: int) -> str:
    """Return the labels of the logarithmic axis, each where its value stands."""
    line = [" "] * (width + 4)
    for value in chart.AXIS_HOURS:
        mark = f"{value}h" if value < 24 else f"{value // 24}d"
        at = min(chart.column(value, width), width - len(mark))
        line[at : at + len(mark)] = mark
    return "".join(line).rstrip()


def _range(block: Block, width: int) -> "Text":
    """Return one row of the half-life chart: the drug solid, its active breakdown product shaded."""
    from rich.text import Text

    cells = [" "] * width
    for span, mark in ((block.second, LIGHT), (block.bar, FULL)):
        if span:
            first, last = chart.column(span[0], width), chart.column(span[1], width)
            cells[first : last + 1] = mark * (last + 1 - first)
    return Text("".join(cells).rstrip())


def _address(link: str, indent: str) -> "Text":
    """Return a link on a line of its own, unbroken: one cut in two can be neither clicked nor copied."""
    from rich.text import Text

    shown = clean(link)
    line = Text(indent)
    line.append(shown, f"link {shown}" if shown.startswith(("https://", "http://")) else "")
    return line


def _wrapped(body: "Text", console: "Console", measure: int) -> Iterator["Text"]:
    for line in body.wrap(console, measure):
        line.rstrip()
        yield line


def _hung(
    body: "Text", console: "Console", measure: int, lead: str, lead_style: str = ""
) -> Iterator["Text"]:
    """Yield the text with `lead` before its first line and as much space before the others."""
    from rich.text import Text

    room = max(1, measure - len(lead))
    for number, line in enumerate(body.wrap(console, room)):
        line.rstrip()
        first = Text(lead, lead_style) if number == 0 else Text(" " * len(lead))
        yield first + line

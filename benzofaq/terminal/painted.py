"""Paint a page for a terminal of some width; alone uses rich."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from benzofaq.pages import chart
from benzofaq.pages.block import Block
from benzofaq.text import clean

# Columns beyond which a line of prose is hard to follow; the page stays this narrow on a wide screen.
MAX_WIDTH = 90
# A chart needs this many columns; a narrower screen gets the numbers alone.
CHART = 60
# Columns of the half-life chart beside its bars: the name before them, the figures after.
NAME_COLUMNS, FIGURE_COLUMNS = 22, 26
# Columns beside a bar of what is left of a dose: the time before it, the shares after it.
FADING_COLUMNS = 30
# Below this many columns the second column of a table goes under the first.
NARROW = 50
FULL, LIGHT = "\N{FULL BLOCK}", "\N{LIGHT SHADE}"

# A style for each kind of block. Weight and space carry the order of things; the one colour of accent and
# the red of what is urgent only repeat it. Faint text is hard to read on many screens: only what can be
# missed without harm is dim.
THEME = Theme(
    {
        "act": "bold white on red",
        "act.number": "bold",
        "quiet": "bold",
        "title": "bold",
        "lead": "bold cyan",
        "text": "none",
        "bullet": "none",
        "urgent": "bold red",
        "heading": "bold cyan",
        "grade": "none",
        "label": "bold",
        "refs": "dim",
        "id": "cyan",
        "address": "dim",
        "notice": "none",
        "note": "dim",
        "detail": "dim",
    },
    inherit=False,
)

# A phone number in the sentence of a step: it has to be found at a glance.
_NUMBER = re.compile(r"\b(?:\d[\d ()-]{4,}\d|\d{3})\b")


def painted(page: Sequence[Block], columns: int, *, colour: bool, styled: bool) -> str:
    """Return a page as text for a terminal of so many columns.

    `colour` allows colours, `styled` any escape code at all (bold, links).
    """
    file = io.StringIO()
    console = Console(
        file=file,
        width=max(20, min(columns, MAX_WIDTH)),
        force_terminal=styled,
        color_system="standard" if styled else None,
        no_color=not colour,
        theme=THEME,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for kind, blocks in groupby(page, key=lambda block: block.kind):
        for shown in _renderables(kind, list(blocks), console.width):
            # What must not be cut (an address) may run over the edge: the terminal wraps it.
            console.print(shown, soft_wrap=isinstance(shown, Text) and shown.no_wrap, crop=False)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def rows(text: str, columns: int) -> int:
    """Return how many rows of the screen a painted text takes, lines that run over counted as they do."""
    bare = Text.from_ansi(text).plain
    return sum(max(1, -(-cell_len(line) // max(1, columns))) for line in bare.splitlines())


def _renderables(kind: str, blocks: list[Block], width: int) -> Iterator[RenderableType]:
    """Yield what rich prints for a run of blocks of one kind."""
    match kind:
        case "gap":
            yield from ("" for _ in blocks)
        case "bullet" | "urgent" | "quiet":
            mark = {"bullet": "\N{BULLET}", "urgent": "!", "quiet": "\N{WHITE HEART SUIT}"}[kind]
            yield _grid((Text(f" {mark}", kind), _prose(one)) for one in blocks)
        case "step":
            yield _grid((Text(f"{one.label:>2}", "label"), _with_numbers(one)) for one in blocks)
        case "call":
            yield _grid((Text(f" {clean(one.label)}", "act.number"), Text(clean(one.text))) for one in blocks)
        case "source":
            yield from (_source(one, width) for one in blocks)
        case "reference" | "citation" | "address" | "detail":
            yield from (part for one in blocks for part in _reference(one, width))
        case "command" | "row":
            yield from _table(blocks, width)
        case "axis" | "bars" | "legend" | "fading":
            yield from (part for one in blocks for part in _picture(one, width))
        case _:
            yield from (_prose(one) for one in blocks)


def _grid(lines: Iterable[tuple[RenderableType, ...]], columns: int = 2) -> Table:
    """Return rows whose first column is as wide as it needs to be, the last with the rest of the width."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(columns - 1):
        grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for line in lines:
        grid.add_row(*line)
    return grid


def _prose(block: Block) -> Text:
    """Return a block as one paragraph: its label, its words, the numbers of its sources."""
    label, text = clean(block.label), clean(block.text)
    if block.kind in ("title", "heading"):
        return Text.assemble((text, block.kind), (f"  {label}" if label else "", "note"))
    if block.kind == "act":
        return Text(f" {text} ", "act")
    tied = "\N{NO-BREAK SPACE}"
    marks = f" [{f',{tied}'.join(map(str, block.refs))}]" if block.refs else ""
    style = block.kind if block.kind != "urgent" else "none"
    return Text.assemble((f"{label} " if label else "", "label"), (text, style), (marks, "refs"))


def _with_numbers(block: Block) -> Text:
    text = Text(clean(block.text))
    text.highlight_regex(_NUMBER, "act.number")
    return text


def _source(block: Block, width: int) -> RenderableType:
    """Return a source on one line: its number, as much of who and what as fits, where it is."""
    place = clean(block.cells[0])
    if ids := clean(block.cells[1]):
        place = f"{place} {ids}"
    room = width - 4 - (3 + cell_len(place))
    said = Text(clean(block.text))
    if room < 20:  # too narrow for both: the address is what leads to the rest
        room = width - 4
        place = ""
    said.truncate(room, overflow="ellipsis")
    said.stylize(Style(link=_target(block.link)) if _target(block.link) else "none")
    return Text.assemble(
        (f"{block.label:>2}  ", "refs"), said, (f" \N{MIDDLE DOT} {place}" if place else "", "address")
    )


def _reference(block: Block, width: int) -> Iterator[RenderableType]:
    """Yield a whole reference, its address unbroken on a line of its own: cut in two it can't be clicked."""
    indent = "" if width < NARROW else "    "
    text = clean(block.text).removesuffix(clean(block.link)).rstrip()
    if block.kind == "detail":
        yield _grid([(Text(indent), Text(text, "detail"))])
    elif text:
        lead = f"{clean(block.label):>3}" if block.label else ""
        yield _grid([(Text(lead), Text(text))]) if lead else Text(text)
    if block.link:
        shown = clean(block.link)
        line = Text(indent if block.kind != "citation" else "", no_wrap=True, overflow="ignore")
        yield line.append(shown, Style(link=_target(block.link)) if _target(block.link) else None)


def _target(link: str) -> str:
    """Return where a click leads; "" for what an escape code can't hold."""
    return link if re.fullmatch(r"https?://[!-~]+", link) else ""


def _table(blocks: Sequence[Block], width: int) -> Iterator[RenderableType]:
    """Yield rows in columns, or on a narrow screen the first column above the others."""
    lines = [block.cells or (block.label, block.text) for block in blocks]
    if width >= NARROW:
        grid = Table.grid(padding=(0, 2, 0, 0))
        for at in range(max(map(len, lines))):
            grid.add_column(style="id" if at == 0 else "none", overflow="fold", no_wrap=at == 0)
        for line, block in zip(lines, blocks, strict=True):
            marks = (f"[{', '.join(map(str, block.refs))}]",) if block.refs else ()
            grid.add_row(*(Text(clean(cell)) for cell in (*line, *marks)))
        yield grid
        return
    for first, *rest in lines:
        yield Text(clean(first), "id")
        yield _grid([(Text(""), Text(clean(", ".join(filter(None, rest)))))])


def _picture(block: Block, width: int) -> Iterator[RenderableType]:
    text, label = clean(block.text), clean(block.label)
    room = width - NAME_COLUMNS - FIGURE_COLUMNS
    if width < CHART:
        if block.kind in ("bars", "fading"):
            yield _grid([(Text(label, "label"), Text(text))])
    elif block.kind == "legend":
        yield Text(f"{FULL} {text}   {LIGHT} {label}", "note")
    elif block.kind == "axis":
        yield Text(" " * NAME_COLUMNS + _axis(room), "note")
    elif block.kind == "bars":
        name = f"{label:<{NAME_COLUMNS - 1}.{NAME_COLUMNS - 1}} "
        yield Text(f"{name}{_bar(block, room):<{room}} {text}")
    else:
        low, high = block.bar or (0.0, 0.0)
        room = width - FADING_COLUMNS
        sure, maybe = round(low * room), round(high * room)
        drawn = FULL * sure + LIGHT * (maybe - sure)
        yield Text(f"  {label:>8} {drawn:<{room}} {text}")


def _axis(width: int) -> str:
    """Return the labels of the logarithmic axis, each where its value lies."""
    line = [" "] * (width + 4)
    for value in chart.AXIS_HOURS:
        mark = f"{value}h" if value < 24 else f"{value // 24}d"
        at = min(chart.column(value, width), width - len(mark))
        line[at : at + len(mark)] = mark
    return "".join(line).rstrip()


def _bar(block: Block, width: int) -> str:
    """Return one row of the half-life chart: the drug solid, its active breakdown product shaded."""
    cells = [" "] * width
    for span, mark in ((block.second, LIGHT), (block.bar, FULL)):
        if span:
            first, last = chart.column(span[0], width), chart.column(span[1], width)
            cells[first : last + 1] = mark * (last + 1 - first)
    return "".join(cells)

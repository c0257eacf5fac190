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

from benzofaq.pages.block import Block
from benzofaq.pages.card import AXIS_HOURS, column
from benzofaq.text import clean

# Columns beyond which a line of prose is hard to follow; the page stays this narrow on a wide screen.
MAX_WIDTH = 90
# A chart needs this many columns; a narrower screen gets the numbers alone.
CHART = 60
# Columns of the half-life chart beside its bars: the name before them, the figures after.
NAME_COLUMNS, FIGURE_COLUMNS = 22, 21
# Columns beside a bar of what is left of a dose: the time before it, the shares after it.
FADING_COLUMNS = 27
# With fewer columns for its last column a table shows each row as lines, one cell under the other.
LAST_COLUMN = 22
# Below this many columns addresses begin at the edge.
NARROW = 50
FULL, LIGHT = "\N{FULL BLOCK}", "\N{LIGHT SHADE}"

# A style for each kind of block. Weight and space carry the order of things; the one colour of accent and
# the red of what is urgent only repeat it. Magenta alone of the eight colours can be read on white and on
# black. Faint text is hard to read on many screens: only what can be missed without harm is dim.
THEME = Theme(
    {
        "act": "bold white on red",
        "voice": "bold",
        "number": "bold",
        "quiet": "bold",
        "title": "bold magenta",
        "lead": "bold",
        "text": "none",
        "fact": "none",
        "bullet": "none",
        "urgent": "bold red",
        "heading": "bold magenta",
        "grade": "none",
        "label": "bold",
        "refs": "dim",
        "id": "magenta",
        "bar": "magenta",
        "address": "dim",
        "notice": "none",
        "note": "dim",
        "detail": "dim",
    },
    inherit=False,
)

_MARKS = {"bullet": "\N{BULLET}", "urgent": "!", "quiet": "\N{WHITE HEART SUIT}"}

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
        height=24,  # without one rich takes 80 columns where TERM is dumb
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
        for shown in _renderables(kind, list(blocks), page, console.width):
            # What must not be cut (an address) may run over the edge: the terminal wraps it.
            console.print(shown, soft_wrap=isinstance(shown, Text) and shown.no_wrap, crop=False)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def rows(text: str, columns: int) -> int:
    """Return how many rows of the screen a painted text takes, lines that run over counted as they do."""
    bare = Text.from_ansi(text).plain
    return sum(max(1, -(-cell_len(line) // max(1, columns))) for line in bare.splitlines())


def _renderables(
    kind: str, blocks: list[Block], page: Sequence[Block], width: int
) -> Iterator[RenderableType]:
    """Yield what rich prints for a run of blocks of one kind."""
    match kind:
        case "gap":
            yield from ("" for _ in blocks)
        case "bullet" | "urgent" | "quiet":
            yield _grid((Text(f" {_MARKS[kind]}", kind), _prose(one)) for one in blocks)
        case "step":
            yield _grid((Text(f"{clean(one.label):>2}", "label"), _with_numbers(one)) for one in blocks)
        case "call":
            # As wide all over the page: what is between two lines to call must not shift the second.
            longest = max(cell_len(clean(one.label)) for one in page if one.kind == "call")
            numbers = [Text(f" {clean(one.label)}".ljust(longest + 1), "number") for one in blocks]
            texts = [Text(clean(one.text)) for one in blocks]
            if width - longest < LAST_COLUMN:
                yield from (part for pair in zip(numbers, texts, strict=True) for part in pair)
            else:
                yield _grid(zip(numbers, texts, strict=True))
        case "fact" if width >= NARROW:
            yield _grid((Text(clean(one.label), "label"), _prose(one, "")) for one in blocks)
        case "source":
            yield from (_source(one, width) for one in blocks)
        case "reference" | "citation" | "address" | "detail":
            yield from (part for one in blocks for part in _reference(one, width))
        case "command" | "row":
            yield from _table(blocks, page, width)
        case "bars" | "fading" if width < CHART:
            yield _grid((Text(clean(one.label), "label"), Text(clean(one.text))) for one in blocks)
        case "axis" | "bars" | "legend" | "fading":
            yield from (_picture(one, width) for one in blocks if width >= CHART)
        case _:
            yield from (_prose(one) for one in blocks)


def _grid(lines: Iterable[Sequence[RenderableType]]) -> Table:
    """Return rows whose first column is as wide as it needs to be, the last with the rest of the width."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for line in lines:
        grid.add_row(*line)
    return grid


def _prose(block: Block, label: str | None = None) -> Text:
    """Return a block as one paragraph: its label (or this one), its words, the numbers of its sources."""
    label, text = clean(block.label) if label is None else label, clean(block.text)
    if block.kind in ("title", "heading"):
        return Text.assemble((text, block.kind), (f"  {label}" if label else "", "note"))
    if block.kind == "act":
        return Text(f" {text} ", "act")
    style = block.kind if block.kind != "urgent" else "none"
    return Text.assemble((f"{label} " if label else "", "label"), (text, style), (_marks(block), "refs"))


def _marks(block: Block) -> str:
    """Return the numbers of the sources of a block, tied together so that no line ends among them."""
    tied = ",\N{NO-BREAK SPACE}"
    return f" [{tied.join(map(str, block.refs))}]" if block.refs else ""


def _with_numbers(block: Block) -> Text:
    text = Text(clean(block.text))
    text.highlight_regex(_NUMBER, "number")
    return text


def _source(block: Block, width: int) -> RenderableType:
    """Return a source on one line: its number, as much of who and what as fits, where it is."""
    place = " ".join(filter(None, map(clean, block.cells)))
    room = width - 4 - (3 + cell_len(place))
    said = Text(clean(block.text))
    if room < 20:  # too narrow for both: the text is linked, and `show` prints the address
        room, place = width - 4, clean(block.cells[1])
        room -= 3 + cell_len(place) if place else 0
    said.truncate(room, overflow="ellipsis")
    said.stylize(_linked(block.link))
    after = f" \N{MIDDLE DOT} {place}" if place else ""
    return Text.assemble((f"{clean(block.label):>2}  ", "refs"), said, (after, "address"))


def _reference(block: Block, width: int) -> Iterator[RenderableType]:
    """Yield a whole reference, its address unbroken on a line of its own: cut in two it can't be clicked."""
    indent = "" if width < NARROW or block.kind == "citation" else "     "
    text = clean(block.text).removesuffix(clean(block.link)).rstrip()
    lead = f"{clean(block.label):>3}" if block.label else ""
    if block.kind == "detail":
        yield _grid([(Text(indent[2:]), Text(text, "detail"))])
    elif text:
        yield _grid([(Text(lead), Text(text))]) if lead else Text(text)
    if block.link:
        line = Text(indent, no_wrap=True, overflow="ignore")
        yield line.append(clean(block.link), _linked(block.link))


def _linked(link: str) -> Style:
    """Return the style of text that leads somewhere; no style for what an escape code can't hold."""
    return Style(link=link) if re.fullmatch(r"https?://[!-~]+", link) else Style.null()


def _table(blocks: Sequence[Block], page: Sequence[Block], width: int) -> Iterator[RenderableType]:
    """Yield rows in columns, their first as wide all over the page, or one cell under the other."""
    kind = blocks[0].kind
    first = max(cell_len(clean(_cells(one)[0])) for one in page if one.kind == kind)
    lines = [tuple(map(clean, _cells(one))) for one in blocks]
    # Four columns leave none of them room: who and what goes under id, kind and count.
    if width - first < LAST_COLUMN or max(map(len, lines)) > 3:
        for name, text, *rest in lines:
            after = " \N{MIDDLE DOT} ".join(filter(None, rest))
            yield Text.assemble((name, "id"), (f"  {after}" if after else "", "note"))
            yield _grid([(Text(""), Text(text))])
        return
    grid = Table.grid(padding=(0, 2, 0, 0))
    for at in range(max(map(len, lines))):
        grid.add_column(style="id" if at == 0 else "none", overflow="fold", min_width=0 if at else first)
    for line, block in zip(lines, blocks, strict=True):
        grid.add_row(*map(Text, line[:-1]), Text.assemble(line[-1], (_marks(block), "refs")))
    yield grid


def _cells(block: Block) -> tuple[str, ...]:
    return block.cells or (block.label, block.text)


def _picture(block: Block, width: int) -> Text:
    """Return a line of a chart."""
    text, label = clean(block.text), clean(block.label)
    room = width - NAME_COLUMNS - FIGURE_COLUMNS
    match block.kind:
        case "legend":
            return Text.assemble((FULL, "bar"), f" {text}   ", LIGHT, f" {label}")
        case "axis":
            return Text(" " * NAME_COLUMNS + _axis(room), "note")
        case "bars":
            name = label if cell_len(label) < NAME_COLUMNS else label.split(" (")[0]
            figures = "; ".join(map(clean, block.cells))
            return Text.assemble(f"{name:<{NAME_COLUMNS}.{NAME_COLUMNS}}", _bar(block, room), f" {figures}")
        case _:
            low, high = block.bar or (0.0, 0.0)
            room = width - FADING_COLUMNS
            sure, maybe = round(low * room), round(high * room)
            rest = (LIGHT * (maybe - sure)).ljust(room - sure)
            return Text.assemble(f"{label:>9} ", (FULL * sure, "bar"), f"{rest} {text}")


def _axis(width: int) -> str:
    """Return the labels of the logarithmic axis, each where its value lies."""
    line = [" "] * (width + 4)
    for value in AXIS_HOURS:
        mark = f"{value}h" if value < 24 else f"{value // 24}d"
        at = column(value, width)
        line[at : at + len(mark)] = mark
    return "".join(line).rstrip()


def _bar(block: Block, width: int) -> Text:
    """Return one row of the half-life chart: the drug solid, its active breakdown product shaded."""
    cells = [" "] * width
    for span, mark in ((block.second, LIGHT), (block.bar, FULL)):
        if span:
            first, last = column(span[0], width), column(span[1], width)
            cells[first : last + 1] = mark * (last + 1 - first)
    bar = Text("".join(cells))
    bar.highlight_regex(f"{FULL}+", "bar")
    return bar

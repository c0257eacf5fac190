"""Paint a page for a terminal of some width; only this module uses rich."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.style import Style
from rich.table import Column, Table
from rich.text import Text
from rich.theme import Theme

from benzofaq.pages.block import Block
from benzofaq.pages.card import AXIS_HOURS, column
from benzofaq.terminal.lines import cleaned

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

# The kinds of blocks in each style. Weight and space carry the order of things; the one colour of accent and
# the red of what is urgent only repeat it. Magenta alone of the eight colours can be read on white and on
# black. Faint text is hard to read on many screens: only what can be missed without harm is dim.
_KINDS = {
    "bold white on red": "act",
    "bold red": "urgent",
    "bold magenta": "title heading",
    "bold": "voice number quiet lead label",
    "magenta": "id bar",
    "dim": "refs address note detail",
    "none": "text fact bullet box grade notice",
}
THEME = Theme({kind: style for style, kinds in _KINDS.items() for kind in kinds.split()}, inherit=False)

_MARKS = {"bullet": "\N{BULLET}", "box": "\N{BALLOT BOX}", "urgent": "!", "quiet": "\N{WHITE HEART SUIT}"}

# A phone number in the sentence of a step: it has to be found at a glance.
_NUMBER = re.compile(r"\b(?:\d[\d ()-]{4,}\d|\d{3})\b")


def painted(page: Sequence[Block], columns: int, *, colour: bool, styled: bool) -> str:
    """Return a page as text; `colour` allows colours, `styled` any escape code at all (bold, links)."""
    file = io.StringIO()
    console = Console(
        file=file,
        width=max(20, min(columns, MAX_WIDTH)),
        height=24,  # without one rich takes 80 columns where TERM is dumb
        force_terminal=styled,
        color_system="standard" if styled else None,
        no_color=not colour,
        theme=THEME,
        legacy_windows=False,
    )
    page = list(map(cleaned, page))
    for kind, blocks in groupby(page, key=lambda block: block.kind):
        for shown in _renderables(kind, list(blocks), page, console.width):
            # What must not be cut (an address) may run over the edge: the terminal wraps it.
            console.print(shown, soft_wrap=isinstance(shown, Text) and shown.no_wrap, crop=False)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def rows(text: str, columns: int) -> int:
    """Return how many rows of the screen a painted text takes, lines that run over counted as they do."""
    lines = Text.from_ansi(text).plain.splitlines()
    return sum(max(1, -(-cell_len(line) // max(1, columns))) for line in lines)


def _renderables(kind: str, blocks: list[Block], page: list[Block], width: int) -> Iterator[RenderableType]:
    """Yield what rich prints for a run of blocks of one kind."""
    match kind:
        case "gap":
            yield from ("" for _ in blocks)
        case "bullet" | "box" | "urgent" | "quiet":
            yield _grid((Text(f" {_MARKS[kind]}", kind), _prose(one)) for one in blocks)
        case "step":
            yield _grid((Text(f"{one.label:>2}", "label"), _prose(one, "")) for one in blocks)
        case "call":
            # As wide all over the page: what is between two lines to call must not shift the second.
            longest = max(cell_len(one.label) for one in page if one.kind == "call")
            lines = [(Text(f" {one.label}".ljust(longest + 1), "number"), Text(one.text)) for one in blocks]
            yield from [_grid(lines)] if width - longest >= LAST_COLUMN else chain(*lines)
        case "fact" if width >= NARROW:
            yield _grid((Text(one.label, "label"), _prose(one, "")) for one in blocks)
        case "source":
            yield from (_source(one, width) for one in blocks)
        case "reference" | "citation" | "address" | "detail":
            yield from (part for one in blocks for part in _reference(one, width))
        case "command" | "row":
            yield from _table(blocks, page, width)
        case "bars" | "fading" if width < CHART:
            yield _grid((Text(one.label, "label"), Text(one.text)) for one in blocks)
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
    label, text = block.label if label is None else label, block.text
    if block.kind in ("title", "heading"):
        return Text.assemble((text, block.kind), (f"  {label}" if label else "", "note"))
    if block.kind == "act":
        return Text(f" {text} ", "act")
    style = block.kind if block.kind not in ("urgent", "step") else "none"
    prose = Text.assemble((f"{label} " if label else "", "label"), (text, style), (_marks(block), "refs"))
    if block.kind == "step":
        prose.highlight_regex(_NUMBER, "number")
    return prose


def _marks(block: Block) -> str:
    """Return the numbers of the sources of a block, tied together so that no line ends among them."""
    tied = ",\N{NO-BREAK SPACE}"
    return f" [{tied.join(map(str, block.refs))}]" if block.refs else ""


def _source(block: Block, width: int) -> RenderableType:
    """Return a source on one line: its number, as much of who and what as fits, where it is."""
    place = " ".join(filter(None, block.cells))
    if width - cell_len(place) < 27:  # too narrow for both: the text is linked, and `show` prints the address
        place = block.cells[1]
    after = f" \N{MIDDLE DOT} {place}" if place else ""
    work = Text(block.text, _linked(block.link))
    work.truncate(width - 4 - cell_len(after), overflow="ellipsis")
    return Text.assemble((f"{block.label:>2}  ", "refs"), work, (after, "address"))


def _reference(block: Block, width: int) -> Iterator[RenderableType]:
    """Yield a whole reference, its address unbroken on a line of its own: cut in two it can't be clicked."""
    indent = "" if width < NARROW or block.kind == "citation" else "     "
    text = block.text.removesuffix(block.link).rstrip()
    lead = f"{block.label:>3}" if block.label else ""
    if block.kind == "detail":
        yield _grid([(Text(indent[2:]), Text(text, "detail"))])
    elif text:
        yield _grid([(Text(lead), Text(text))]) if lead else Text(text)
    if block.link:
        yield Text(indent, no_wrap=True, overflow="ignore").append(block.link, _linked(block.link))


def _linked(link: str) -> Style:
    """Return the style of text that leads somewhere; no style for what an escape code can't hold."""
    return Style(link=link) if re.fullmatch(r"https?://[!-~]+", link) else Style.null()


def _table(blocks: Sequence[Block], page: Sequence[Block], width: int) -> Iterator[RenderableType]:
    """Yield rows in columns, their first as wide all over the page, or one cell under the other."""
    first = max(cell_len(_cells(one)[0]) for one in page if one.kind == blocks[0].kind)
    lines = list(map(_cells, blocks))
    columns = max(map(len, lines))
    # Four columns leave none of them room: who and what goes under id, kind and count.
    if width - first < LAST_COLUMN or columns > 3:
        for name, text, *rest in lines:
            after = " \N{MIDDLE DOT} ".join(filter(None, rest))
            yield Text.assemble((name, "id"), (f"  {after}" if after else "", "note"))
            yield _grid([(Text(""), Text(text))])
        return
    # Could its first column wrap, rich would narrow it, give it back its least width, and run over the edge.
    heading = Column(style="id", no_wrap=True, min_width=first)
    grid = Table.grid(heading, *(Column(overflow="fold") for _ in range(columns - 1)), padding=(0, 2, 0, 0))
    for line, block in zip(lines, blocks, strict=True):
        grid.add_row(*map(Text, line[:-1]), Text.assemble(line[-1], (_marks(block), "refs")))
    yield grid


def _cells(block: Block) -> tuple[str, ...]:
    return block.cells or (block.label, block.text)


def _picture(block: Block, width: int) -> Text:
    """Return a line of a chart."""
    text, label = block.text, block.label
    room = width - NAME_COLUMNS - FIGURE_COLUMNS
    match block.kind:
        case "legend":
            return Text.assemble((FULL, "bar"), f" {text}   ", LIGHT, f" {label}")
        case "axis":
            marks = ((column(one, room), f"{one}h" if one < 24 else f"{one // 24}d") for one in AXIS_HOURS)
            return Text(" " * NAME_COLUMNS, "note").append_text(_placed(marks, room))
        case "bars":  # the drug solid, its active breakdown product shaded
            name = label if cell_len(label) < NAME_COLUMNS else label.split(" (")[0]
            bar = _placed((_span(*one, room) for one in ((block.second, LIGHT), (block.bar, FULL))), room)
            return Text.assemble(f"{name:<{NAME_COLUMNS}.{NAME_COLUMNS}}", bar, f" {'; '.join(block.cells)}")
        case _:
            low, high = block.bar or (0.0, 0.0)
            room = width - FADING_COLUMNS
            bar = _placed(((0, LIGHT * round(high * room)), (0, FULL * round(low * room))), room)
            return Text.assemble(f"{label:>9} ", bar, f" {text}")


def _span(hours: tuple[float, float] | None, mark: str, width: int) -> tuple[int, str]:
    first, last = (column(hours[0], width), column(hours[1], width)) if hours else (0, -1)
    return first, mark * (last + 1 - first)


def _placed(pieces: Iterable[tuple[int, str]], width: int) -> Text:
    """Return a line with each piece at its column; what is solid has the colour of bars."""
    line = [" "] * width
    for at, piece in pieces:
        line[at : at + len(piece)] = piece
    text = Text("".join(line))
    text.highlight_regex(f"{FULL}+", "bar")
    return text

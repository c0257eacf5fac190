"""Turn a page into lines of styled text for a terminal of some width; alone uses rich."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

# The smallest part of rich that does the job: a whole Console takes 20 ms to import, these two 8 ms.
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style

from benzofaq import chart
from benzofaq.page import Block
from benzofaq.textsafe import clean

# A piece of a line: its text, how it is weighed (a style of rich), and where a click leads, if anywhere.
Span = tuple[str, str, str]
Line = list[Span]

# A chart needs this many columns; a narrower screen gets the numbers alone.
CHART = 60
# Columns that the name of a drug takes beside its bar.
NAME_COLUMNS = 28
# Columns beside a bar of what is left of a dose: the time before it, the shares after it.
FADING_COLUMNS = 30
FULL, LIGHT = "\N{FULL BLOCK}", "\N{LIGHT SHADE}"

# Stands for a space at which no line may break, until the line is printed.
_TIED = "\N{NO-BREAK SPACE}"

# Below this many columns indents cost more than they give.
NARROW = 30

# Columns that a text beside a command needs: narrower, it stands below it.
BESIDE = 30

# Weight and space carry the order of things; colour only repeats what the words already say.
_STYLES = {
    "alert": "bold red",
    "name": "dim",
    "title": "bold",
    "lead": "bold",
    "label": "bold underline",
    "note": "dim",
}


def lines(page: Sequence[Block], measure: int) -> Iterator[Line]:
    """Yield the lines of a page, none wider than `measure` columns but for addresses, which stay whole."""
    widest = max((cell_len(clean(block.label)) for block in page if block.kind == "command"), default=0)
    for block in page:
        yield from _lines(block, measure, widest)


def ansi(line: Line, *, colour: bool, links: bool = True) -> str:
    """Return a line with its styles as escape codes, the colours among them only where `colour`."""
    out = []
    for tied, style, link in line:
        text = tied.replace(_TIED, " ")
        said = _style(style, colour).render(text, color_system=ColorSystem.STANDARD) if style else text
        out.append(f"\x1b]8;;{link}\x1b\\{said}\x1b]8;;\x1b\\" if link and links else said)
    return "".join(out)


def bare(line: Line) -> str:
    """Return a line without its styles."""
    return "".join(text for text, _, _ in line).replace(_TIED, " ")


@cache
def _style(name: str, colour: bool) -> Style:
    style = Style.parse(name)
    return style if colour else style.without_color


def _lines(block: Block, measure: int, widest: int) -> Iterator[Line]:
    style = _STYLES.get(block.kind, "")
    text, label = clean(block.text), clean(block.label)
    marks = f" [{f',{_TIED}'.join(map(str, block.refs))}]" if block.refs else ""
    narrow = measure < NARROW
    match block.kind:
        case "gap":
            yield []
        case "name" | "label":
            yield from wrapped([(text, style, ""), (f"  {label}" if label else "", "dim", "")], measure)
        case "bullet" | "call":
            body = [(f"{label} " if label else "", "bold", ""), (text, style, ""), (marks, "dim", "")]
            yield from _hung(body, measure, "- " if narrow else "  - ")
        case "reference":
            lead = f"{label} " if narrow else f"{label:>4} "
            yield from _hung([(text, "", "")], measure, lead)
            if block.link:
                yield _address(block.link, "" if narrow else " " * len(lead))
        case "citation":
            address = clean(block.link) if block.link and text.endswith(clean(block.link)) else ""
            yield from _hung([(text.removesuffix(address).rstrip(), "", "")], measure, f"{label} ")
            if address:
                yield _address(address, "")
        case "command":
            if measure >= widest + BESIDE:
                lead = f"  {label}{' ' * (widest - cell_len(label))}  "
                yield from _hung([(text, "", "")], measure, lead, "bold")
            else:
                yield from _hung([(label, "bold", "")], measure, "" if narrow else "  ")
                yield from _hung([(text, "", "")], measure, "" if narrow else "    ")
        case "address":
            yield _address(block.link or "", "" if narrow else "    ")
        case "detail":
            yield from _hung([(text, "dim", "")], measure, "" if narrow else "    ")
        case "legend":
            if measure >= CHART:
                yield from wrapped([(f"{FULL} {text}   {LIGHT} {label}", "dim", "")], measure)
        case "axis":
            if measure >= CHART:
                yield [(" " * NAME_COLUMNS + _axis(measure - NAME_COLUMNS), "dim", "")]
        case "bars":
            if measure >= CHART:
                name = f"{label:<{NAME_COLUMNS - 1}.{NAME_COLUMNS - 1}} "
                yield [(name + _bar(block, measure - NAME_COLUMNS), "", "")]
                yield from _hung([(text, "dim", "")], measure, " " * NAME_COLUMNS)
            else:
                yield from wrapped([(label, "bold", "")], measure)
                yield from _hung([(text, "", "")], measure, "" if narrow else "  ")
        case "fading":
            low, high = block.bar or (0.0, 0.0)
            if measure >= CHART:
                room = measure - FADING_COLUMNS
                sure, maybe = round(low * room), round(high * room)
                drawn = FULL * sure + LIGHT * (maybe - sure)
                yield [(f"  {label:>8} {drawn:<{room}} {text}", "", "")]
            else:
                yield from _hung([(text, "", "")], measure, f"{label:>8}  ")
        case _:
            body = [(f"{label} " if label else "", f"bold {style}".strip(), ""), (text, style, "")]
            body.append((marks, f"dim {style}".strip(), ""))
            if label and not narrow:  # a row of labels is read down: what runs over stands further in
                yield from _hung(body, measure, "", after="  ")
            else:
                yield from wrapped(body, measure)


def _axis(width: int) -> str:
    """Return the labels of the logarithmic axis, each where its value stands."""
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
    return "".join(cells).rstrip()


def _address(link: str, indent: str) -> Line:
    """Return a link on a line of its own, unbroken: one cut in two can be neither clicked nor copied."""
    shown = clean(link)
    # The escape code of a link ends at a control character, and other letters than ASCII have no place in it.
    target = shown if re.fullmatch(r"https?://[!-~]+", shown) else ""
    return [(indent, "", ""), (shown, "", target)]


def _hung(
    body: Line, measure: int, lead: str, lead_style: str = "", after: str | None = None
) -> Iterator[Line]:
    """Yield the text with `lead` before its first line and `after`, or as much space, before the others."""
    rest = " " * cell_len(lead) if after is None else after
    room = max(1, measure - max(cell_len(lead), len(rest)))
    for number, line in enumerate(wrapped(body, room)):
        yield [(lead, lead_style, "") if number == 0 else (rest, "", ""), *line]


def wrapped(body: Line, width: int) -> Iterator[Line]:
    """Yield the text in lines of at most `width` columns, broken between words where that can be."""
    whole = "".join(text for text, _, _ in body)
    if cell_len(whole) <= width:
        yield [span for span in body if span[0]]
        return
    for first, last in _breaks(whole, width):
        yield _cut(body, first, last)


def _breaks(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends, the spaces at its end left out."""
    first, at, used = 0, 0, 0
    while at < len(text):
        space = text.find(" ", at)
        end = len(text) if space < 0 else space
        size = cell_len(text[at:end])
        if used + size > width and used:
            yield first, len(text[:at].rstrip(" "))
            first, used = at, 0
        # A word longer than the line is cut where the line ends; an address is not, as it would be lost.
        while size > width and "://" not in text[at:end]:
            cut = _fitting(text, at, end, width)
            yield at, cut
            first = at = cut
            size = cell_len(text[at:end])
        used += size
        at = end
        while at < len(text) and text[at] == " ":
            used += 1
            at += 1
    if first < len(text):
        yield first, len(text)


def _fitting(text: str, at: int, end: int, width: int) -> int:
    """Return the place up to which a word fits, one character at least."""
    used = 0
    for place in range(at, end):
        used += cell_len(text[place])
        if used > width and place > at:
            return place
    return end


def _cut(body: Line, first: int, last: int) -> Line:
    """Return the part of a line from one place of its text to another, its styles kept."""
    out: Line = []
    at = 0
    for text, style, link in body:
        piece = text[max(0, first - at) : max(0, last - at)]
        if piece:
            out.append((piece, style, link))
        at += len(text)
    return out


def rows(painted: Iterable[Line], width: int) -> int:
    """Return how many rows of the screen the lines take, addresses that run over counted as they do."""
    return sum(max(1, -(-cell_len(bare(line)) // max(1, width))) for line in painted)

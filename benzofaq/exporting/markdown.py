"""Write a hand-out as Markdown; only this module knows what Markdown takes as markup."""

import re
from collections.abc import Iterator
from itertools import groupby

from benzofaq.exporting.handout import Handout, Sheet, web_address
from benzofaq.pages.block import Block
from benzofaq.text import clean

# Every sign that CommonMark, GitHub or pandoc reads as markup inside a line. A backslash before a sign
# of ASCII punctuation prints that sign in each of them.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#&|~^$@]|:(?=//)|(?<=www)\.|(?<==)=", re.IGNORECASE)
# What opens a list, or underlines a heading, where a line starts.
_OPENERS = re.compile(r"([-+=])|(\d{1,9})([.)])(?=\s|$)")


def markdown(handout: Handout) -> str:
    """Return the hand-out as CommonMark with the tables of GitHub's; no HTML is in it."""
    urgent = [f"**{escape(handout.urgent)}**"] if handout.urgent else []
    dated = handout.reviewed and f"Reviewed {handout.reviewed}. "
    blocks = [f"# {escape(handout.title)}", *urgent, escape(handout.general), escape(dated + handout.origin)]
    for group in handout.groups:
        blocks.append(f"## {escape(group.title)}")
        for sheet in group.sheets:
            blocks += _sheet(sheet)
    blocks += ["---", *urgent, escape(handout.general)]
    return "\n\n".join(filter(None, blocks)) + "\n"


def escape(text: str) -> str:
    """Return one line of text as Markdown that prints it unchanged, wherever a block begins with it."""
    escaped = _SIGNS.sub(lambda found: f"\\{found[0]}", clean(text).strip())
    if opener := _OPENERS.match(escaped):
        at = opener.end(2) if opener[2] else 0
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    return escaped


def _sheet(sheet: Sheet) -> Iterator[str]:
    """Yield the blocks of Markdown of a sheet: a list or a table for a run of one kind, or one for each."""
    yield f"### {escape(sheet.title)}"
    for kind, blocks in groupby(sheet.page, key=lambda block: block.kind):
        if kind == "row":
            yield _table([(*one.cells, _refs(one)) for one in blocks])
        elif kind in ("bullet", "box", "command", "fading", "source", "reference"):
            yield "\n".join(map(_line, blocks))
        elif kind not in ("gap", "legend", "axis"):
            yield from map(_line, blocks)


def _line(block: Block) -> str:
    label, text = escape(block.label), escape(block.text)
    line = " ".join(filter(None, (f"**{label}**" if label else "", text, _refs(block))))
    match block.kind:
        case "heading":
            return f"#### {text}"
        case "bullet":
            return f"- {line}"
        case "box":  # a task list of GitHub's
            return f"- [ ] {line}"
        case "command":
            return f"- {text}"
        case "fading":
            return f"- {label}: {text}"
        case "urgent":
            return f"**{text}** {_refs(block)}".rstrip()
        case "source" | "reference":
            link = web_address(block.link)
            number = "-" if block.kind == "source" else block.label
            return f"{number} {text} {f'<{link}>' if link else escape(block.link)}".rstrip()
        case _:
            return line


def _refs(block: Block) -> str:
    return f"[{', '.join(map(str, block.refs))}]" if block.refs else ""


def _table(rows: list[tuple[str, ...]]) -> str:
    """Return the half-lives of a card, the only rows that a sheet holds."""
    head = "| Half-life of | Range | Whose figure | Sources |\n| --- | --- | --- | --- |"
    lines = (f"| {' | '.join((*map(escape, cells[:-1]), cells[-1]))} |" for cells in rows)
    return "\n".join([head, *lines])

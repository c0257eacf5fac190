"""Write a hand-out as Markdown; only this module knows what Markdown takes as markup."""

from __future__ import annotations

import re
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
    reviewed = f"Reviewed {escape(handout.reviewed)}."
    blocks = [
        f"# {escape(handout.title)}",
        *urgent,
        escape(handout.general),
        f"{reviewed} {escape(handout.origin)}".rstrip(),
    ]
    for group in handout.groups:
        blocks.append(f"## {escape(group.title)}")
        for sheet in group.sheets:
            blocks += _sheet(sheet)
    blocks += ["---", *urgent, escape(handout.general)]
    return "\n\n".join(filter(None, blocks)) + "\n"


def escape(text: str) -> str:
    """Return one line of text as Markdown that prints it unchanged, wherever a block begins with it."""
    escaped = _SIGNS.sub(lambda found: f"\\{found[0]}", clean(text).strip())
    opener = _OPENERS.match(escaped)
    if opener:
        at = opener.end(2) if opener[2] else 0
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    return escaped


def _sheet(sheet: Sheet) -> list[str]:
    out = [f"### {escape(sheet.title)}"]
    for kind, blocks in groupby(sheet.page, key=lambda block: block.kind):
        out += _run(kind, list(blocks))
    return out


def _run(kind: str, blocks: list[Block]) -> list[str]:
    """Return a run of blocks of one kind: a list, a table, or a paragraph each."""
    match kind:
        case "gap" | "legend" | "axis":
            return []
        case "heading":
            return [f"#### {escape(one.text)}" for one in blocks]
        case "bullet":
            return ["\n".join(f"- {_prose(one)}" for one in blocks)]
        case "command":
            return ["\n".join(f"- {escape(one.text)}" for one in blocks)]
        case "reference":
            return ["\n".join(map(_reference, blocks))]
        case "row":
            return [_table([(*one.cells, _refs(one.refs)) for one in blocks])]
        case "fading":
            return ["\n".join(f"- {escape(one.label)}: {escape(one.text)}" for one in blocks)]
        case "urgent":
            return [f"**{escape(one.text)}** {_refs(one.refs)}".rstrip() for one in blocks]
        case _:
            return [_prose(one) for one in blocks]


def _prose(block: Block) -> str:
    label = f"**{escape(block.label)}**" if block.label else ""
    return " ".join(filter(None, (label, escape(block.text), _refs(block.refs))))


def _refs(refs: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, refs))}]" if refs else ""


def _table(rows: list[tuple[str, ...]]) -> str:
    """Return the half-lives of a card, the only rows that a sheet holds."""
    head = "| Half-life of | Range | Whose figure | Sources |\n| --- | --- | --- | --- |"
    lines = (f"| {' | '.join((*map(escape, cells[:-1]), cells[-1]))} |" for cells in rows)
    return "\n".join([head, *lines])


def _reference(block: Block) -> str:
    link = web_address(block.link)
    address = f"<{link}>" if link else escape(block.link)
    return f"{block.label} {escape(block.text)} {address}".rstrip()

"""Write a hand-out as Markdown; only this module knows what Markdown takes as markup."""

import re

from benzofaq.handout import Handout, Reference, Row, Said, Section, Sheet, lists

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
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Return one line of text as Markdown that prints it as it stands, wherever a block begins with it."""
    escaped = _SIGNS.sub(lambda found: f"\\{found[0]}", text)
    opener = _OPENERS.match(escaped)
    if opener:
        at = opener.end(2) if opener[2] else 0
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    return escaped


def _sheet(sheet: Sheet) -> list[str]:
    blocks = [f"### {escape(sheet.title)}", _said(sheet.lead)]
    for section in sheet.sections:
        blocks += _section(section)
    if sheet.references:
        blocks += ["#### Sources", "\n".join(map(_reference, sheet.references))]
    if sheet.related:
        blocks += ["#### Related", "\n".join(f"- {escape(question)}" for _, question in sheet.related)]
    blocks.append(f"Reviewed {escape(sheet.reviewed)}.")
    return [block for block in blocks if block]


def _section(section: Section) -> list[str]:
    blocks = [f"#### {escape(section.heading)}"] if section.heading else []
    blocks += ["\n".join(map(_item, run)) if run[0].bullet else _said(run[0]) for run in lists(section.said)]
    if section.rows:
        head = "| Half-life of | Range | Whose figure | Sources |\n| --- | --- | --- | --- |"
        blocks.append("\n".join([head, *map(_row, section.rows)]))
    return blocks


def _said(said: Said) -> str:
    label = f"**{escape(said.label)}**" if said.label else ""
    return " ".join(part for part in (label, escape(said.text), _refs(said.refs)) if part)


def _item(said: Said) -> str:
    return f"- {_said(said)}"


def _refs(refs: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, refs))}]" if refs else ""


def _row(row: Row) -> str:
    cells = (escape(row.what), escape(row.hours), escape(row.note), _refs(row.refs))
    return f"| {' | '.join(cells)} |"


def _reference(reference: Reference) -> str:
    address = f"<{reference.link}>" if reference.link else escape(reference.address)
    return f"{reference.number}. {escape(reference.text)} {address}".rstrip()

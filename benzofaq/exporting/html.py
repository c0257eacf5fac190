"""Write a hand-out as one HTML page that asks nothing of the network; all text in it is escaped here."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape as escaped
from importlib.resources import files
from itertools import groupby
from string import Template

from benzofaq.exporting.handout import Group, Handout, Sheet, web_address
from benzofaq.pages.block import Block
from benzofaq.text import clean

# Ids of the page itself, which no record may take.
_OWN = ("main", "contents", "find", "found", "search", "help", "country")

Places = Mapping[str, str]


def html(handout: Handout) -> str:
    """Return the whole page, its style and script within; the search box shows where scripts run."""
    places = anchors(sheet.id for group in handout.groups for sheet in group.sheets)
    style, script = _asset("page.css"), _asset("page.js")
    return Template(_asset("page.html")).substitute(
        policy=_policy(style, script),
        style=style,
        script=script,
        title=escape(handout.title),
        urgent=f'<p class="urgent"><strong>{escape(handout.urgent)}</strong></p>' if handout.urgent else "",
        general=escape(handout.general),
        origin=f"<p>{escape(handout.origin)}</p>" if handout.origin else "",
        reviewed=escape(handout.reviewed),
        contents="\n".join(_contents(group, places) for group in handout.groups),
        groups="\n".join(_group(group, n, places) for n, group in enumerate(handout.groups, 1)),
    )


def _asset(name: str) -> str:
    return (files("benzofaq.exporting") / name).read_text(encoding="utf-8")


def escape(text: str) -> str:
    """Return text that HTML shows unchanged."""
    return escaped(clean(text))


def anchors(ids: Iterable[str]) -> dict[str, str]:
    """Return for each record's id one that can be in an address, each once.

    A dot is never in one, so `alcohol.3` (the third source of alcohol) is no record's.
    """
    found: dict[str, str] = {}
    used = set(_OWN)
    for id_ in ids:
        base = re.sub(r"[^A-Za-z0-9_-]+", "-", id_).strip("-") or "entry"
        anchor, n = base, 2
        while anchor in used:
            anchor, n = f"{base}-{n}", n + 1
        used.add(anchor)
        found[id_] = anchor
    return found


def _policy(*contents: str) -> str:
    """Return what the page may load: its own style and script, known by their hashes, and nothing else."""
    style, script = (
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in contents
    )
    return f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


def _contents(group: Group, places: Places) -> str:
    items = "\n".join(
        f'<li><a href="#{places[sheet.id]}">{escape(sheet.title)}</a></li>' for sheet in group.sheets
    )
    kind, shown = ("cards", "") if group.cards else ("questions", " open")
    return (
        f'<details class="{kind}"{shown}>\n<summary>{escape(group.title)}</summary>\n'
        f"<ul>\n{items}\n</ul>\n</details>"
    )


def _group(group: Group, number: int, places: Places) -> str:
    sheets = "\n".join(_sheet(sheet, places) for sheet in group.sheets)
    id_ = f"group.{number}"
    return (
        f'<section class="group" aria-labelledby="{id_}">\n<h2 id="{id_}">{escape(group.title)}</h2>\n'
        f"{sheets}\n</section>"
    )


def _sheet(sheet: Sheet, places: Places) -> str:
    anchor = places[sheet.id]
    words = f' data-words="{escape(" ".join(sheet.words))}"' if sheet.words else ""
    body = "\n".join(_parts(sheet.page, anchor, places))
    return (
        f'<article id="{anchor}" aria-labelledby="{anchor}.title"{words}>\n'
        f'<h3 id="{anchor}.title">{escape(sheet.title)}</h3>\n{body}\n'
        '<p class="small"><a href="#contents">Contents</a></p>\n</article>'
    )


def _parts(page: Iterable[Block], anchor: str, places: Places) -> Iterator[str]:
    """Yield the parts of a sheet; what comes under a heading is folded away until it is wanted."""
    folded = False
    for kind, run in groupby(page, key=lambda block: block.kind):
        blocks = list(run)
        if kind not in ("heading", "notice"):
            yield from _run(kind, blocks, anchor, places)
            continue
        for block in blocks:
            if folded:
                yield "</details>"
            folded = kind == "heading"
            text = escape(block.text)
            yield f"<details>\n<summary>{text}</summary>" if folded else f'<p class="small">{text}</p>'
    if folded:
        yield "</details>"


def _run(kind: str, blocks: list[Block], anchor: str, places: Places) -> Iterator[str]:
    """Yield a run of blocks of one kind as HTML."""
    match kind:
        case "gap" | "legend" | "axis":
            pass
        case "bullet":
            yield _list("ul", (f"<li>{_prose(one, anchor)}</li>" for one in blocks))
        case "reference":
            yield _list("ol", (_reference(one, anchor) for one in blocks), "sources")
        case "command":
            yield _list("ul", (f"<li>{_related(one, places)}</li>" for one in blocks))
        case "row":
            yield _table(blocks, anchor)
        case "fading":
            yield _list("ul", (f"<li>{escape(one.label)}: {escape(one.text)}</li>" for one in blocks))
        case "lead" | "urgent" | "note":
            yield from (f'<p class="{kind}">{_prose(one, anchor)}</p>' for one in blocks)
        case _:
            yield from (f"<p>{_prose(one, anchor)}</p>" for one in blocks)


def _list(tag: str, items: Iterable[str], kind: str = "") -> str:
    inside = "\n".join(items)
    marked = f' class="{kind}"' if kind else ""
    return f"<{tag}{marked}>\n{inside}\n</{tag}>"


def _prose(block: Block, anchor: str) -> str:
    label = f"<strong>{escape(block.label)}</strong>" if block.label else ""
    return " ".join(filter(None, (label, escape(block.text), _refs(block.refs, anchor))))


def _table(rows: Iterable[Block], anchor: str) -> str:
    """Return the half-lives in two columns: a third would leave none of them room on a telephone."""
    body = "\n".join(
        f'<tr><th scope="row">{escape(row.cells[0])}</th><td>{escape(row.cells[1])}'
        f"<br>{escape(row.cells[2])} {_refs(row.refs, anchor)}</td></tr>"
        for row in rows
    )
    return (
        '<table>\n<thead><tr><th scope="col">Of</th><th scope="col">Range, and whose figure it is</th></tr>'
        f"</thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _refs(refs: Iterable[int], anchor: str) -> str:
    links = ", ".join(f'<a href="#{anchor}.{n}" aria-label="Source {n}">{n}</a>' for n in refs)
    return f'<span class="refs">[{links}]</span>' if links else ""


def _reference(block: Block, anchor: str) -> str:
    address = escape(block.link)
    if link := web_address(block.link):
        address = f'<a href="{escape(link)}" rel="noreferrer">{address}</a>'
    return f'<li id="{anchor}.{block.label.rstrip(".")}">{escape(block.text)} {address}</li>'


def _related(block: Block, places: Places) -> str:
    text = escape(block.text)
    return f'<a href="#{places[block.link]}">{text}</a>' if block.link in places else text

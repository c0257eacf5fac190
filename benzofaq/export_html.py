"""Write a hand-out as one HTML page that asks nothing of the network; all text in it is escaped here."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from html import escape

from benzofaq.export_assets import SCRIPT, STYLE
from benzofaq.handout import Group, Handout, Reference, Row, Said, Section, Sheet, lists

# Ids of the page itself, which no entry may take.
_OWN = ("main", "contents", "find", "found", "search")


def html(handout: Handout) -> str:
    """Return the whole page, its style and script within; the search box shows where scripts run."""
    places = anchors(sheet.id for group in handout.groups for sheet in group.sheets)
    urgent = f'\n<p class="urgent"><strong>{escape(handout.urgent)}</strong></p>' if handout.urgent else ""
    origin = f"\n<p>{escape(handout.origin)}</p>" if handout.origin else ""
    contents = "\n".join(_contents(group, places) for group in handout.groups)
    groups = "\n".join(_group(group, n, places) for n, group in enumerate(handout.groups, 1))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{escape(handout.title)}</title>
<style>{STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the answers</a>
<header>
<h1>{escape(handout.title)}</h1>{urgent}
<p>{escape(handout.general)}</p>{origin}
<p class="small">Reviewed {escape(handout.reviewed)}.</p>
</header>
<div class="columns">
<div class="side">
<div id="search" role="search" hidden>
<label for="find">Find answers with these words</label>
<input id="find" type="search" autocomplete="off" spellcheck="false">
<p id="found" role="status" aria-live="polite"></p>
</div>
<nav id="contents" aria-labelledby="contents.title" tabindex="-1">
<h2 id="contents.title">Contents</h2>
{contents}
</nav>
</div>
<main id="main" tabindex="-1">
{groups}
</main>
</div>
<footer>{urgent}
<p>{escape(handout.general)}</p>{origin}
</footer>
<script>{SCRIPT}</script>
</body>
</html>
"""


def anchors(ids: Iterable[str]) -> dict[str, str]:
    """Return for each record's id one that can stand in an address, none twice.

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


def _policy() -> str:
    """Return what the page may load: its own style and script, known by their hashes, and nothing else."""

    def hashed(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; style-src {hashed(STYLE)}; script-src {hashed(SCRIPT)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _contents(group: Group, places: Mapping[str, str]) -> str:
    items = "\n".join(
        f'<li><a href="#{places[sheet.id]}">{escape(sheet.title)}</a></li>' for sheet in group.sheets
    )
    kind, shown = ("cards", "") if group.cards else ("questions", " open")
    return (
        f'<details class="{kind}"{shown}>\n<summary>{escape(group.title)}</summary>\n'
        f"<ul>\n{items}\n</ul>\n</details>"
    )


def _group(group: Group, number: int, places: Mapping[str, str]) -> str:
    sheets = "\n".join(_sheet(sheet, places) for sheet in group.sheets)
    id_ = f"group.{number}"
    return (
        f'<section class="group" aria-labelledby="{id_}">\n<h2 id="{id_}">{escape(group.title)}</h2>\n'
        f"{sheets}\n</section>"
    )


def _sheet(sheet: Sheet, places: Mapping[str, str]) -> str:
    anchor = places[sheet.id]
    words = f' data-words="{escape(" ".join(sheet.words))}"' if sheet.words else ""
    parts = [
        f'<article id="{anchor}" aria-labelledby="{anchor}.title"{words}>',
        f'<h3 id="{anchor}.title">{escape(sheet.title)}</h3>',
        f'<p class="lead">{_said(sheet.lead, anchor)}</p>',
        *(_section(section, anchor) for section in sheet.sections if section.said or section.rows),
    ]
    if sheet.references:
        items = "\n".join(_reference(one, anchor) for one in sheet.references)
        parts.append(f'<section class="sources">\n<h4>Sources</h4>\n<ol>\n{items}\n</ol>\n</section>')
    if sheet.related:
        items = "\n".join(f"<li>{_related(id_, said, places)}</li>" for id_, said in sheet.related)
        parts.append(f'<section class="related">\n<h4>Related</h4>\n<ul>\n{items}\n</ul>\n</section>')
    parts.append(f'<p class="small">Reviewed {escape(sheet.reviewed)}. <a href="#contents">Contents</a></p>')
    parts.append("</article>")
    return "\n".join(parts)


def _section(section: Section, anchor: str) -> str:
    parts = [f"<h4>{escape(section.heading)}</h4>"] if section.heading else []
    for run in lists(section.said):
        if run[0].bullet:
            items = "\n".join(f"<li>{_said(one, anchor)}</li>" for one in run)
            parts.append(f"<ul>\n{items}\n</ul>")
        else:
            parts.append(f"<p>{_said(run[0], anchor)}</p>")
    if section.rows:
        parts.append(_table(section.rows, anchor))
    inner = "\n".join(parts)
    return f'<div class="{section.kind}">\n{inner}\n</div>'


def _table(rows: Iterable[Row], anchor: str) -> str:
    """Return the half-lives in two columns: a third would leave none of them room on a telephone."""
    body = "\n".join(
        f'<tr><th scope="row">{escape(row.what)}</th><td>{escape(row.hours)}'
        f"<br>{escape(row.note)} {_refs(row.refs, anchor)}</td></tr>"
        for row in rows
    )
    return (
        "<table>\n<caption>Half-life: the time for the level in the blood to fall by half</caption>\n"
        '<thead><tr><th scope="col">Of</th><th scope="col">Range, and whose figure it is</th></tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table>"
    )


def _said(said: Said, anchor: str) -> str:
    label = f"<strong>{escape(said.label)}</strong>" if said.label else ""
    return " ".join(part for part in (label, escape(said.text), _refs(said.refs, anchor)) if part)


def _refs(refs: Iterable[int], anchor: str) -> str:
    links = ", ".join(f'<a href="#{anchor}.{n}" aria-label="Source {n}">{n}</a>' for n in refs)
    return f'<span class="refs">[{links}]</span>' if links else ""


def _reference(reference: Reference, anchor: str) -> str:
    address = escape(reference.address)
    if reference.link:
        address = f'<a href="{escape(reference.link)}" rel="noreferrer">{address}</a>'
    return f'<li id="{anchor}.{reference.number}">{escape(reference.text)} {address}</li>'


def _related(id_: str, question: str, places: Mapping[str, str]) -> str:
    said = escape(question)
    return f'<a href="#{places[id_]}">{said}</a>' if id_ in places else said

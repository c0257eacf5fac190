"""Write a hand-out as one HTML page that asks nothing of the network; all text in it is escaped here."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from html import escape as escaped
from importlib.resources import files
from itertools import groupby
from string import Template

from benzofaq.exporting.handout import Group, Handout, Sheet, web_address
from benzofaq.pages.block import Block
from benzofaq.records.contacts import EU
from benzofaq.records.help import Contacts
from benzofaq.text import clean

# What follows a folded part of a sheet and is not folded with it, where a gap is between them.
_SEEN = ("urgent", "fact", "notice")


def html(handout: Handout) -> str:
    """Return the whole page, its style and script within; the search box shows where scripts run."""
    held = {sheet.id for group in handout.groups for sheet in group.sheets}
    style, script, linked = _asset("page.css"), _asset("page.js"), _linked(handout)
    return Template(_asset("page.html")).substitute(
        policy=_policy(style, script, linked),
        style=style,
        script=script,
        linked=linked,
        title=escape(handout.title),
        urgent=escape(handout.urgent),
        numbers=_numbers(handout.contacts) if handout.contacts else "",
        general=escape(handout.general),
        origin=escape(handout.origin),
        reviewed=escape(handout.reviewed),
        contents="\n".join(map(_contents, handout.groups)),
        groups="\n".join(_group(group, n, held) for n, group in enumerate(handout.groups, 1)),
    )


def _asset(name: str) -> str:
    return (files("benzofaq.exporting") / name).read_text(encoding="utf-8")


def _policy(*contents: str) -> str:
    """Return what the page may load: its own style and scripts, known by their hashes, and nothing else."""
    style, *scripts = (
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in contents
    )
    return (
        f"default-src 'none'; style-src {style}; script-src {' '.join(scripts)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _linked(handout: Handout) -> str:
    """Return what the page is in the words of schema.org, for search engines."""
    sheets = [sheet for group in handout.groups if group.questions for sheet in group.sheets]
    answers = [{"@type": "Answer", "text": " ".join(_brief(sheet))} for sheet in sheets]
    page = {
        "@context": "https://schema.org",
        "@type": ["FAQPage", "MedicalWebPage"],
        "name": handout.title,
        "inLanguage": "en",
        "lastReviewed": handout.reviewed,
        "mainEntity": [
            {"@type": "Question", "name": sheet.title, "acceptedAnswer": answer}
            for sheet, answer in zip(sheets, answers, strict=True)
        ],
    }
    return json.dumps(page, ensure_ascii=False).replace("<", r"\u003c")


def _brief(sheet: Sheet) -> Iterator[str]:
    """Yield the short answer, the points, and the sign that needs help now."""
    first = next(_parts(sheet.page))
    return (clean(block.text) for block in first if block.kind in ("lead", "bullet", "urgent"))


def escape(text: str) -> str:
    """Return text that HTML shows unchanged."""
    return escaped(clean(text))


def element(tag: str, *inside: str, **attributes: str) -> str:
    """Return an element around HTML; `data_kind` becomes data-kind, an attribute that is "" is left out."""
    named = {name.strip("_").replace("_", "-"): value for name, value in attributes.items() if value}
    said = "".join(f' {name}="{escape(value)}"' for name, value in named.items())
    return f"<{tag}{said}>" + "\n".join(filter(None, inside)) + f"</{tag}>"


def anchor_of(id_: str) -> str:
    """Return the id of a record's part of the page, of whose own ids each begins with a capital."""
    return re.sub(r"[^\w:-]+", "-", id_).lower()


def _numbers(contacts: Contacts) -> str:
    """Return every line to call; the script makes links of those of the reader's country."""
    lines = (
        element(
            "li",
            escape(f"{contacts.regions.get(one.region, one.region)}: {one.number} {one.name}"),
            data_place=contacts.regions.get(one.region, one.region),
            data_said=contacts.kinds.get(one.kind, one.kind),
            **{f"data_{name}": getattr(one, name) for name in ("region", "kind", "name", "phone", "text", "hours")},
        )
        for one in contacts.contacts
    )
    elsewhere = contacts.elsewhere.url if contacts.elsewhere else ""
    return element("ul", *lines, data_elsewhere=elsewhere, data_members=" ".join(sorted(EU)))


def _contents(group: Group) -> str:
    links = (element("a", escape(one.title), href=f"#{anchor_of(one.id)}") for one in group.sheets)
    kind = "questions" if group.questions else "cards"
    return element("details", element("summary", escape(group.title)), _list("ul", links), class_=kind)


def _list(tag: str, items: Iterable[str]) -> str:
    return element(tag, *(element("li", item) for item in items))


def _group(group: Group, number: int, held: set[str]) -> str:
    id_ = f"Group.{number}"
    title = element("h2", escape(group.title), id=id_)
    sheets = (_sheet(sheet, held) for sheet in group.sheets)
    return element("section", title, *sheets, class_="group", aria_labelledby=id_)


def _sheet(sheet: Sheet, held: set[str]) -> str:
    anchor = anchor_of(sheet.id)
    front, *rest = (_part(part, anchor, held) for part in _parts(sheet.page))
    return element(
        "article",
        element("h3", escape(sheet.title), id=f"{anchor}.title"),
        element("div", front, class_="front"),
        *rest,
        id=anchor,
        aria_labelledby=f"{anchor}.title",
        data_words=" ".join(sheet.words),
    )


def _parts(page: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield the blocks of a sheet by part: one before the first heading, then each that may be folded."""
    part: list[Block] = []
    for block in page:
        ends = [one.kind for one in (*part[:1], *part[-1:])]
        if block.kind == "heading" or (block.kind in _SEEN and ends == ["heading", "gap"]):
            yield part
            part = []
        part.append(block)
    yield part


def _part(part: list[Block], anchor: str, held: set[str]) -> str:
    """Return a part, folded under its heading; related records and half-lives stay in sight."""
    runs = [_run(kind, list(run), anchor, held) for kind, run in groupby(part, key=lambda block: block.kind)]
    if not part or part[0].kind != "heading":
        return "\n".join(filter(None, runs))
    if {"command", "row"} & {block.kind for block in part}:
        return element("h4", escape(part[0].text)) + "\n".join(runs)
    return element("details", element("summary", escape(part[0].text)), *runs)


def _run(kind: str, blocks: list[Block], anchor: str, held: set[str]) -> str:
    """Return a run of blocks of one kind as HTML."""
    match kind:
        case "heading" | "gap" | "legend" | "axis":
            return ""
        case "bullet" | "command" | "fading" | "row":
            return _list("ul", (_prose(one, anchor, held) for one in blocks))
        case "step":
            return _list("ol", (_prose(one, anchor, held) for one in blocks))
        case "reference":
            return element("ol", *(_reference(one, anchor) for one in blocks), class_="sources")
    return "\n".join(element("p", _prose(one, anchor, held), class_=kind) for one in blocks)


def _prose(block: Block, anchor: str, held: set[str]) -> str:
    label, *cells = (block.label, block.text) if not block.cells else block.cells
    text = escape(": ".join(filter(None, cells)))
    if block.kind == "command":
        return element("a", text, href=f"#{anchor_of(block.link)}") if block.link in held else text
    text = re.sub(r"[\u25cb\u25cf]+", r'<span aria-hidden="true">\g<0></span>', text)
    links = [element("a", str(n), href=f"#{anchor}.{n}", aria_label=f"Source {n}") for n in block.refs]
    refs = element("span", f"[{', '.join(links)}]", class_="refs") if links else ""
    return " ".join(filter(None, (element("strong", escape(label)) if label else "", text, refs)))


def _reference(block: Block, anchor: str) -> str:
    link = web_address(block.link)
    address = element("a", escape(block.link), href=link, rel="noreferrer") if link else escape(block.link)
    return element("li", escape(block.text), address, id=f"{anchor}.{block.label.rstrip('.')}")

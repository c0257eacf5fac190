"""Write a hand-out as one HTML page that asks nothing of the network; all text in it is escaped here."""

import base64
import gzip
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
from benzofaq.records.contacts import EU, Contacts
from benzofaq.text import clean

_LISTS = dict.fromkeys(("bullet", "box", "command", "fading", "row", "source"), "ul")
_LISTS |= {"step": "ol", "reference": "ol"}
_SILENT = ("heading", "gap", "legend", "axis")
# What follows a folded part of a sheet and is not folded with it, where a gap is between them.
_SEEN = ("urgent", "fact", "notice")


def html(handout: Handout) -> str:
    """Return the whole page, its style and scripts within; the search shows where scripts run."""
    within = {
        "style": _asset("page.css"),
        "script": (_asset("reader.js") if handout.carried else "") + _asset("page.js"),
        "linked": _linked(handout),
        "model": "",
    }
    if handout.carried:
        within["model"] = base64.b64encode(gzip.compress(handout.carried, mtime=0)).decode()
    groups = (*handout.steps, *handout.groups)
    on_page = {sheet.id for group in groups for sheet in group.sheets}
    texts = ("title", "urgent", "general", "origin")
    return Template(_asset("page.html")).substitute(
        within | {name: escape(getattr(handout, name)) for name in texts},
        policy=_policy(*within.values()),
        reviewed=escape(handout.reviewed and f"Reviewed {handout.reviewed}."),
        whole="data-whole" if handout.whole else "",
        helps="" if handout.urgent else "hidden",
        numbers=_numbers(handout.contacts) if handout.contacts else "",
        contents="\n".join(map(_contents, groups)),
        groups="\n".join(_group(group, n, on_page) for n, group in enumerate(groups, 1)),
    )


def _asset(name: str) -> str:
    return (files("benzofaq.exporting") / name).read_text(encoding="utf-8")


def _policy(*contents: str) -> str:
    """Return what the page may load: its own style and scripts, known by their hashes, and nothing else."""
    hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in contents)
    style, *scripts = (f"'sha256-{one}'" for one in hashes)
    allowed = f"default-src 'none'; style-src {style}; script-src {' '.join(scripts)}"
    return f"{allowed}; base-uri 'none'; form-action 'none'"


def _linked(handout: Handout) -> str:
    """Return the questions and their short answers in the words of schema.org, for search engines."""
    questions = []
    for sheet in (sheet for group in handout.groups if group.questions for sheet in group.sheets):
        front = (one for one in next(_parts(sheet.page)) if one.kind in ("lead", "bullet", "urgent"))
        answer = {"@type": "Answer", "text": " ".join(clean(one.text) for one in front)}
        questions.append({"@type": "Question", "name": sheet.title, "acceptedAnswer": answer})
    page = {
        "@context": "https://schema.org",
        "@type": "FAQPage" if handout.origin else ["FAQPage", "MedicalWebPage"],
        "name": handout.title,
        "inLanguage": "en",
        **({"lastReviewed": handout.reviewed} if handout.reviewed else {}),
        "mainEntity": questions,
    }
    return json.dumps(page, ensure_ascii=False).replace("<", r"\u003c")


def escape(text: str) -> str:
    """Return text that HTML shows unchanged."""
    return escaped(clean(text))


def element(tag: str, *inside: str, **attributes: str) -> str:
    """Return an element around HTML; `data_kind` becomes data-kind, an attribute that is "" is left out."""
    named = {name.strip("_").replace("_", "-"): value for name, value in attributes.items() if value}
    listed = "".join(f' {name}="{escape(value)}"' for name, value in named.items())
    return f"<{tag}{listed}>" + "\n".join(filter(None, inside)) + f"</{tag}>"


def anchor_of(id_: str) -> str:
    """Return a record's id on the page, to which `.3` adds its third source; other ids have a capital."""
    return re.sub(r"\s", "_", clean(id_))


def _numbers(contacts: Contacts) -> str:
    """Return every line to call; the script makes links of those of the reader's country."""
    items, order = [], {region: at for at, region in enumerate(contacts.regions)}
    for one in sorted(contacts.contacts, key=lambda one: order.get(one.region, len(order))):
        place = contacts.regions.get(one.region, one.region)
        line = escape(f"{place}: {one.number} {one.name}")
        fields = ("region", "kind", "name", "phone", "text", "hours")
        known = {f"data_{name}": getattr(one, name) for name in fields}
        about = contacts.kinds.get(one.kind, one.kind)
        items.append(element("li", line, data_place=place, data_about=about, **known))
    elsewhere = web_address(contacts.elsewhere.url) if contacts.elsewhere else ""
    return element("ul", *items, data_elsewhere=elsewhere, data_members=" ".join(sorted(EU)))


def _contents(group: Group) -> str:
    links = (element("a", escape(one.title), href=f"#{anchor_of(one.id)}") for one in group.sheets)
    inside = element("summary", escape(group.title)), element("ul", *(element("li", one) for one in links))
    return element("details", *inside, class_="questions" if group.questions else "cards")


def _group(group: Group, number: int, on_page: set[str]) -> str:
    title = element("h2", escape(group.title), id=f"Group.{number}")
    sheets = (_sheet(sheet, on_page) for sheet in group.sheets)
    return element("section", title, *sheets, aria_labelledby=f"Group.{number}")


def _sheet(sheet: Sheet, on_page: set[str]) -> str:
    anchor = anchor_of(sheet.id)
    front, *rest = (_part(part, anchor, on_page) for part in _parts(sheet.page))
    title = element("h3", escape(sheet.title), id=f"{anchor}.title")
    inside = title, element("div", front, class_="front"), *rest
    words = " ".join(sheet.words)
    return element("article", *inside, id=anchor, aria_labelledby=f"{anchor}.title", data_words=words)


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


def _part(part: list[Block], anchor: str, on_page: set[str]) -> str:
    """Return a part, folded under its heading; related records and half-lives stay in sight."""
    kinds = [block.kind for block in part]
    runs = [_run(list(run), anchor, on_page) for _, run in groupby(part, key=lambda block: block.kind)]
    if kinds[:1] != ["heading"]:
        return "\n".join(filter(None, runs))
    if "command" in kinds or "row" in kinds:
        return element("h4", escape(part[0].text)) + "".join(runs)
    return element("details", element("summary", escape(part[0].text)), *runs)


def _run(blocks: list[Block], anchor: str, on_page: set[str]) -> str:
    """Return a run of blocks of one kind: a list, or paragraphs."""
    kind = blocks[0].kind
    if kind in _SILENT:
        return ""
    items = [_prose(one, anchor, on_page) for one in blocks]
    if kind in _LISTS:
        return element(_LISTS[kind], *(element("li", one) for one in items), class_=kind)
    return "\n".join(element("p", one, class_=kind) for one in items)


def _prose(block: Block, anchor: str, on_page: set[str]) -> str:
    label, *cells = block.cells or (block.label, block.text)
    text = escape(": ".join(filter(None, cells)))
    if block.kind == "command":
        return element("a", text, href=f"#{anchor_of(block.link)}") if block.link in on_page else text
    if block.kind in ("source", "reference"):
        link, address = web_address(block.link), escape(block.link)
        address = element("a", address, href=link) if link else address
        id_ = f"{anchor}.{label.rstrip('.')}" if block.kind == "reference" else ""
        return element("span", escape(block.text), address, id=id_)
    if block.kind == "box":
        return f'<label><input type="checkbox"> {text}</label>'
    text = re.sub(r"[\u25cb\u25cf]+", r'<span aria-hidden="true">\g<0></span>', text)
    links = [element("a", str(n), href=f"#{anchor}.{n}", aria_label=f"Source {n}") for n in block.refs]
    refs = element("span", f"[{', '.join(links)}]", class_="refs") if links else ""
    return " ".join(filter(None, (element("strong", escape(label)) if label else "", text, refs)))

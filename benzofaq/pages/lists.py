"""Lay out lists: questions, lines to call, sources, references to be pasted, what a library holds."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from benzofaq.citing import styles
from benzofaq.citing.item import stop, text
from benzofaq.pages.block import GAP, Block, heading, kind_name
from benzofaq.pages.entry import month
from benzofaq.records.contacts import Contact, Contacts
from benzofaq.records.library import Library
from benzofaq.records.passages import Citing, Use
from benzofaq.records.sources import Source


def of_list(library: Library, topic: str | None = None) -> list[Block]:
    """Return the questions by topic, or those of one topic, a row each: id and question."""
    page: list[Block] = []
    for id_, title in library.topics.items():
        entries = [one for one in library.entries.values() if one.topic == id_ and topic in (None, id_)]
        page += heading(title, id_) if entries else []
        page += [Block("row", label=one.id, cells=(one.id, one.question)) for one in entries]
    return page[1:]


def of_contacts(chosen: Sequence[Contact], contacts: Contacts, *, sources: bool = False) -> list[Block]:
    """Return lines to call by region, numbers first; `sources` adds where and when each was seen."""
    page: list[Block] = []
    for region in dict.fromkeys(contact.region for contact in chosen):
        page += heading(contacts.regions.get(region, region), region)
        for contact in chosen:
            if contact.region == region:
                page += _contact(contact, contacts.kinds, sources)
    oldest = min(contact.checked for contact in chosen)
    page += [GAP, Block("notice", f"Last checked in {month(oldest)} or later. Numbers change.")]
    if contacts.elsewhere:
        page.append(Block("note", f"Other countries: benzofaq contacts --all, or {contacts.elsewhere.url}"))
    return page[1:]


def _contact(contact: Contact, kinds: Mapping[str, str], sources: bool) -> list[Block]:
    kind = kinds.get(contact.kind, contact.kind).lower()
    if any(word[:4] in contact.name.lower() for word in kind.split() if len(word) > 4):
        kind = ""  # the name says it: "Poison Help"
    hours = "" if contact.kind == "emergency" else contact.hours
    how = ""
    if contact.text and contact.phone:
        how = "call or text" if contact.text == contact.phone else f"or text {contact.text}"
    about = " \N{MIDDLE DOT} ".join(filter(None, (contact.name, kind, how, hours)))
    page = [Block("call", about, contact.number)]
    if sources:
        page.append(Block("detail", f"seen {contact.checked} at {contact.seen_at}"))
        page += [Block("address", link=contact.url)] if contact.url else []
    return page


def of_inventory(found: Mapping[str, Any]) -> list[Block]:
    """Return what a library holds (see `records.about`)."""
    rows = {
        "Version:": f"benzofaq {found['version']} on Python {found['python']}",
        "Data of:": found["reviewed"],
        "Read from:": f"{found['folder']} ({'bundled' if found['bundled'] else 'not the bundled data'})",
        "It holds:": ", ".join(_count(number, what) for what, number in found["counts"].items()),
    }
    page = [Block("text", value, label) for label, value in rows.items() if value]
    hashes = [Block("row", cells=(name, digest)) for name, digest in found["sha256"].items()]
    return [*page, *heading("SHA-256 of each file"), *hashes]


def _count(number: int, what: str) -> str:
    return f"{number} {what if number != 1 else {'entries': 'entry'}.get(what, what[:-1])}"


def counted(citing: Citing) -> str:
    """Return how many entries and drug cards these are: "2 entries, 1 card"."""
    counts = {"entries": len(citing.entries), "cards": len(citing.cards)}
    return ", ".join(_count(number, what) for what, number in counts.items() if number) or "0 entries"


def of_sources(sources: Iterable[Source], citing: Mapping[str, Citing]) -> list[Block]:
    """Return the sources, a row each: id, who and what, kind of evidence, how many entries cite it."""
    page = []
    for one in sources:
        count = counted(citing.get(one.id, Citing()))
        cells = (one.id, styles.short(one.item), kind_name(one.kind), count)
        page.append(Block("row", label=one.id, cells=cells))
    return page


def of_source(source: Source, uses: Sequence[Use]) -> list[Block]:
    """Return a source with every passage that cites it, each under its entry, card or emergency."""
    item = source.item
    page = [
        Block("title", source.id, kind_name(source.kind)),
        Block("text", styles.vancouver(item, address=False)),
    ]
    if address := styles.link(item):
        page.append(Block("address", link=address))
    if note := text(item, "note"):
        page.append(Block("note", stop(note)))
    for (record, title), of_record in groupby(uses, lambda use: (use.record, use.title)):
        page += heading(title, record)
        page += [Block("bullet", use.text, f"{use.part}:") for use in of_record]
    return page if uses else [*page, GAP, Block("note", "Nothing cites it.")]


def of_references(sources: Iterable[Source], style: styles.Style = "vancouver") -> list[Block]:
    """Return references in a text style, fit to be pasted: numbered, but for APA."""
    listed = styles.listed((source.item for source in sources), style)
    return [Block("citation", reference, label, link=link) for label, reference, link in listed]

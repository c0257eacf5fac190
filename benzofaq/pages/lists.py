"""Lay out lists: the questions, the lines to call, what a library holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benzofaq.pages.block import GAP, Block, heading
from benzofaq.pages.entry import month
from benzofaq.records.contacts import Contact, Contacts
from benzofaq.records.library import Library
from benzofaq.records.model import Entry


def of_list(library: Library, topic: str | None = None) -> list[Block]:
    """Return the questions by topic, or those of one topic."""
    by_topic: dict[str, list[Entry]] = {}
    for entry in library.entries.values():
        by_topic.setdefault(entry.topic, []).append(entry)
    page: list[Block] = []
    for id_, title in library.topics.items():
        if id_ in by_topic and topic in (None, id_):
            page += [*heading(title, id_), *of_entries(by_topic[id_])]
    return page[1:]


def of_entries(entries: Iterable[Entry]) -> list[Block]:
    """Return entries by id and question, a row each."""
    return [Block(kind="row", label=entry.id, cells=(entry.id, entry.question)) for entry in entries]


def of_contacts(chosen: Sequence[Contact], contacts: Contacts, *, sources: bool = False) -> list[Block]:
    """Return lines to call by region, numbers first; `sources` adds where and when each was seen."""
    page: list[Block] = []
    for region in dict.fromkeys(contact.region for contact in chosen):
        page += heading(contacts.regions.get(region, region), region)
        for contact in chosen:
            if contact.region == region:
                page += _contact(contact, contacts.kinds, sources)
    oldest = min(contact.checked for contact in chosen)
    page += [GAP, Block(kind="notice", text=f"Seen in {month(oldest)} or later. Numbers change.")]
    if contacts.elsewhere:
        elsewhere = f"Other countries: benzofaq contacts --all, or {contacts.elsewhere.url}"
        page.append(Block(kind="note", text=elsewhere))
    return page[1:]


def _contact(contact: Contact, kinds: Mapping[str, str], sources: bool) -> list[Block]:
    kind = "" if contact.kind == "emergency" else kinds.get(contact.kind, contact.kind).lower()
    hours = (contact.hours or "").replace("24/7", "day and night")
    text = ""
    if contact.text and contact.phone:
        text = "call or text" if contact.text == contact.phone else f"or text {contact.text}"
    said = " \N{MIDDLE DOT} ".join(filter(None, (contact.name, kind, text, hours)))
    page = [Block(kind="call", label=contact.number, text=said)]
    if sources:
        page.append(Block(kind="detail", text=f"seen {contact.checked} at {contact.seen_at}"))
        page += [Block(kind="address", link=contact.url)] if contact.url else []
    return page


_ONE = {"entries": "entry", "sources": "source", "drugs": "drug", "contacts": "contact"}


def of_inventory(found: Mapping[str, Any]) -> list[Block]:
    """Return what a library holds (see `records.inventory`)."""
    counts = ", ".join(f"{n} {_ONE[what] if n == 1 else what}" for what, n in found["counts"].items())
    rows = {
        "Version:": f"benzofaq {found['version']} on Python {found['python']}",
        "Data of:": found["reviewed"],
        "Read from:": f"{found['folder']} ({'bundled' if found['bundled'] else 'not the bundled data'})",
        "It holds:": counts,
    }
    page = [Block(kind="text", label=label, text=text) for label, text in rows.items()]
    hashes = [Block(kind="row", cells=(name, digest)) for name, digest in found["sha256"].items()]
    return [*page, *heading("SHA-256 of each file"), *hashes]

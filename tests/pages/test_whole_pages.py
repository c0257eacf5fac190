"""Every page of the sample pack, block by block, as pages.txt holds them.

After a change run BENZOFAQ_UPDATE=1 python -m pytest tests/pages, and read the difference.
"""

import itertools
import os
from pathlib import Path

import msgspec

from benzofaq.pages.block import GAP, Block
from benzofaq.pages.card import of_drug, of_drugs
from benzofaq.pages.entry import of_entry
from benzofaq.pages.lists import of_contacts, of_inventory, of_list, of_references, of_source, of_sources
from benzofaq.pages.reply import of_explanation, of_reply
from benzofaq.reading.reply import Explanation, Match, Reply
from benzofaq.records.contacts import lines_for
from benzofaq.records.library import Library
from benzofaq.records.passages import citing, uses

PAGES = Path(__file__).parent / "pages.txt"

FIRST = Match(id="first", question="What is the first question?", score=0.85)
SECOND = Match(id="second", question="Is the second question shorter?", score=0.3)
CARD = Match(id="drug:nonepam", question="nonepam", score=0.95)
WHY = Explanation(
    drugs=(("nonex", "nonepam"), ("nonzac", "nonetine")),
    reasons=(("first", 1.5), ("cat", -0.25)),
    runners_up=(SECOND, CARD),
)
REPLIES = {
    "an answer": Reply(question="x", state="answer", matches=(FIRST, SECOND), also=(CARD,)),
    "a card, and somebody to talk to": Reply(question="x", state="answer", matches=(CARD,), quiet=True),
    "suggestions": Reply(question="x", state="suggest", matches=(FIRST, CARD)),
    "nothing": Reply(question="x", state="none"),
    "an emergency": Reply(question="x", state="answer", matches=(FIRST,), emergency="overdose"),
    "a wish to die": Reply(question="x", state="none", emergency="suicide"),
}
INVENTORY = {
    "version": "1.2.3",
    "python": "3.11.7",
    "reviewed": "2026-01-02",
    "folder": "/packs/sample",
    "bundled": False,
    "counts": {"entries": 1, "sources": 2, "drugs": 1, "contacts": 2},
    "sha256": {"faq.json": "00aa", "sources.json": "11bb"},
}


def pages(library: Library) -> dict[str, list[Block]]:
    """Return every page of a library, by name."""
    found: dict[str, list[Block]] = {
        "list": of_list(library),
        "list of a topic": of_list(library, "other"),
        "drugs": of_drugs(list(library.drugs.values())),
        "contacts": of_contacts(library.contacts.contacts, library.contacts),
        "contacts, with sources": of_contacts(library.contacts.contacts, library.contacts, sources=True),
        "sources": of_sources(library.sources.values(), citing(library)),
        "info": of_inventory(INVENTORY),
        "info, bundled": of_inventory(INVENTORY | {"bundled": True}),
        "why": of_explanation(Reply(question="x", state="answer", matches=(FIRST,), explanation=WHY)),
        "why nothing": of_explanation(Reply(question="x", state="none", quiet=True)),
    }
    for name, whole in {"first screen": False, "whole": True}.items():
        for entry in library.entries.values():
            found[f"{entry.id}, {name}"] = of_entry(entry, library, full=whole, ids=whole)
        for drug in library.drugs.values():
            found[f"{drug.id}, {name}"] = of_drug(drug, library, full=whole, ids=whole)
    for source in library.sources.values():
        found[f"source {source.id}"] = of_source(source, uses(source.id, library))
        found[f"source {source.id}, cited by nothing"] = of_source(source, [])
    for style in ("vancouver", "apa"):
        found[f"references, {style}"] = of_references(library.sources.values(), style)
    us, nowhere = lines_for(library.contacts, "US"), lines_for(library.contacts, "INTL")
    for name, reply in REPLIES.items():
        urgent, rest = of_reply(reply, library, us)
        found[name] = urgent + rest
    for name in ("an emergency", "a wish to die"):
        found[f"{name}, nobody knows where"] = of_reply(REPLIES[name], library, nowhere)[0]
    found["suggestions by number"] = of_reply(REPLIES["suggestions"], library, us, numbered=True)[1]
    for name in ("an answer", "a card, and somebody to talk to"):
        found[f"{name}, whole"] = of_reply(REPLIES[name], library, us, full=True)[1]
        found[f"{name}, with ids"] = of_reply(REPLIES[name], library, us, ids=True)[1]
    return found


def line(block: Block) -> str:
    """Return a block as one line: its kind, and each field that says something."""
    fields = {
        name: tuple(round(one, 4) for one in value) if name in ("bar", "second") else value
        for name, value in msgspec.structs.asdict(block).items()
        if value not in ((), "", None)
    }
    kind = fields.pop("kind")
    return f"  {kind:9} " + " ".join(f"{name}={value!r}" for name, value in fields.items())


def test_every_page_is_as_it_is_held(sample: Library) -> None:
    shown = [
        text
        for name, page in pages(sample).items()
        for text in (name, *(line(block).rstrip() for block in page), "")
    ]

    if os.environ.get("BENZOFAQ_UPDATE"):
        PAGES.write_text("\n".join(shown), encoding="utf-8")
    assert shown == PAGES.read_text("utf-8").split("\n")


def test_every_block_has_its_type_and_no_page_two_gaps_in_a_row_or_one_at_an_end(sample: Library) -> None:
    for name, page in pages(sample).items():
        assert msgspec.convert(msgspec.to_builtins(page), list[Block]) == page  # of kinds that there are
        before = [] if name.startswith("why") else [GAP]  # the explanation is put under a page
        between = [*before, *page, GAP]
        assert (GAP, GAP) not in itertools.pairwise(between), name

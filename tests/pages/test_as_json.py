"""What `--json` prints: plain dicts of one shape, with the fields that docs/output.schema.json has.

documents.json holds those of the sample. After a change run BENZOFAQ_UPDATE=1 python -m pytest tests/pages,
and read the difference.
"""

import json
import os
from collections.abc import Mapping, Set
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import fields, replace

from benzofaq.pages import as_json
from benzofaq.pages.reply import of_reply
from benzofaq.reading.reply import Explanation, Match, Reply
from benzofaq.records.contacts import lines_for
from benzofaq.records.library import Library
from benzofaq.records.passages import Citing
from maintaining import outputs
from tests.helpers.packs import records

DOCUMENTS = Path(__file__).parent / "documents.json"

FIRST = Match(id="first", question="What is the first question?", score=0.98765)
CARD = Match(id="drug:nonepam", question="nonepam", score=0.5)
WHY = Explanation(drugs=(("xanx", "xanax"),), reasons=(("safest", 1.23456),), runners_up=(FIRST,))
ANSWERED = Reply(question="x", state="answer", matches=(FIRST,), also=(CARD,), explanation=WHY)
URGENT = replace(ANSWERED, emergency="overdose")

# The fields of a reply that only the command `ask` adds, and some only where they are asked for.
LATER = {"schema", "command", "reviewed", "entry", "drug", "sources", "citations", "explanation"}


def shown(library: Library) -> dict[str, Any]:
    """Return what is printed of every record, and of replies, by name."""
    us, gb = lines_for(library.contacts, "US"), lines_for(library.contacts, "GB")
    export = as_json.export(records(library), library)
    card, unsure = replace(ANSWERED, matches=(CARD,)), replace(ANSWERED, state="suggest")
    return {
        **{one.id: as_json.record(one.id, library) for one in records(library)},
        **{f"source {one.id}": as_json.source(one) for one in library.sources.values()},
        "listed": as_json.listed_source(library.source("trial2020"), Citing(entries=("first",))),
        "reply": as_json.reply(ANSWERED, library, gb, explain=False),
        "reply, explained": as_json.reply(ANSWERED, library, gb, explain=True),
        "reply to an emergency": as_json.reply(URGENT, library, gb, explain=False),
        "overdose": as_json.emergency("overdose", library, gb, None),
        "suicide": as_json.emergency("suicide", library, us, None),
        "answer": as_json.answer(ANSWERED, library, None),
        "answer, cited": as_json.answer(ANSWERED, library, "ris"),
        "card, cited": as_json.answer(card, library, "apa"),
        "suggestions": as_json.answer(unsure, library, "ris"),
        "export": {name: [one["id"] for one in export[name]] for name in ("entries", "drugs", "sources")},
    }


def test_every_document_is_as_it_is_held(sample: Library) -> None:
    found = json.loads(msgspec.json.encode(shown(sample)).replace(str(sample.folder).encode(), b"FOLDER"))

    if os.environ.get("BENZOFAQ_UPDATE"):
        DOCUMENTS.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(DOCUMENTS.read_text("utf-8"))


def check(shown: Mapping[str, Any], kind: type[msgspec.Struct], left_out: Set[str] = frozenset()) -> None:
    """Hold an object to its type: the same fields, and each of the right type."""
    assert set(shown) == {field.encode_name for field in fields(kind)} - left_out
    msgspec.convert(msgspec.to_builtins(shown), kind)


def test_every_document_has_the_fields_of_its_type(sample: Library) -> None:
    found = shown(sample)

    for id_ in sample.entries:
        check(found[id_]["entry"], outputs.EntryOut)
    for card in sample.drugs.values():
        check(found[card.id]["drug"], outputs.DrugOut)
    for id_ in sample.sources:
        check(found[f"source {id_}"], outputs.SourceOut)
    check(found["first"]["entry"]["evidence"], outputs.EvidenceOut)
    check(found["first"]["entry"]["page_claim"], outputs.ClaimOut)
    for name in ("reply", "reply to an emergency"):
        check(found[name], outputs.ReplyOut, LATER)
    check(found["reply, explained"], outputs.ReplyOut, LATER - {"explanation"})
    check(found["reply"]["also"][0], outputs.MatchOut)
    check(found["overdose"], outputs.HelpOut)
    export = as_json.export(records(sample), sample)
    assert export.pop("command") == "export"
    check(export, outputs.ExportOut)


@pytest.mark.parametrize(
    ("kind", "region"), [("suicide", "AU"), ("child", "IE"), ("pet", "DE"), ("pet", "US")]
)
@pytest.mark.parametrize("code", ["", "es"])
def test_a_program_is_told_what_a_person_is(library: Library, kind: str, region: str, code: str) -> None:
    lines = lines_for(library.contacts, region)
    reply = replace(ANSWERED, emergency=kind, language=code or None)
    page, _ = of_reply(reply, library, lines)
    told = as_json.reply(reply, library, lines)["help"]

    assert page[0].text.casefold() == told["act"].casefold()
    assert [one.text for one in page if one.kind == "step"] == [one["text"] for one in told["steps"]]
    assert all(one["cites"] for one in told["steps"]) == (code == "")


def test_each_document_names_its_shape_command_and_data(library: Library, sample: Library) -> None:
    own = {"name": "Sample", "file": str(sample.folder / "faq.json")}
    head = {"schema": "benzofaq/1", "command": "list", "reviewed": library.reviewed, "data": None}

    assert as_json.document("list", library, x=1) == {**head, "x": 1}
    assert as_json.document("list", sample)["data"] == own

"""What `--json` prints: plain dicts of one shape, with the fields that docs/output.schema.json has."""

import json
from collections.abc import Mapping, Set
from typing import Any

import msgspec
import pytest
from msgspec.structs import fields

from benzofaq.pages import as_json
from benzofaq.reading.reply import Explanation, Match, Reply
from benzofaq.records.contacts import lines_for
from benzofaq.records.library import Library
from benzofaq.records.passages import Citing
from maintaining import outputs

FIRST = Match(id="first", question="What is the first question?", score=0.98765)
CARD = Match(id="drug:nonepam", question="nonepam", score=0.5)
ANSWERED = Reply(question="x", state="answer", matches=(FIRST,))

# The fields of a reply that only the command `ask` adds, and some only where they are asked for.
LATER = {"schema", "command", "reviewed", "entry", "drug", "sources", "citations", "explanation"}


def check(shown: Mapping[str, Any], kind: type[msgspec.Struct], left_out: Set[str] = frozenset()) -> None:
    """Hold an object to its type: the same fields, and each of the right type."""
    assert set(shown) == {field.encode_name for field in fields(kind)} - left_out
    msgspec.convert(msgspec.to_builtins(shown), kind)


def written(document: object) -> object:
    """Return a document as it is read back."""
    return json.loads(msgspec.json.encode(document))


def test_every_document_names_its_shape_its_command_and_whose_data_these_are(
    library: Library, sample: Library
) -> None:
    own = {"name": "Sample", "file": str(sample.folder / "faq.json")}
    head = {"schema": "benzofaq/1", "command": "list", "reviewed": library.reviewed, "data": None}

    assert as_json.document("list", library, x=1) == {**head, "x": 1}
    assert as_json.document("list", sample)["data"] == own


def test_an_entry_has_each_passage_where_it_belongs_with_its_sources(sample: Library) -> None:
    first, second = (as_json.entry(entry, sample) for entry in sample.entries.values())

    check(first, outputs.EntryOut)
    check(first["evidence"], outputs.EvidenceOut)
    check(first["page_claim"], outputs.ClaimOut)
    point = {"text": "Taken for a week it does little.", "cites": ("label",), "bullet": False}
    assert first["points"][0] == {**point, "locators": {"label": "section 2"}}
    assert first["short"]["text"] == "It depends on the dose."
    assert first["urgent"]["text"] == "A seizure? Call for help now."
    details = [one["text"] for one in first["details"]]
    assert details == ["A trial with 40 people found 1 in 10.", "Others found none."]
    assert first["evidence"]["means"] == "Little is known."
    assert first["evidence"]["why"]["text"] == "One trial."
    assert first["evidence"]["unknown"]["text"] == "What happens later."
    assert (first["page_claim"]["holds"], first["page_claim"]["verdict"]["text"]) == ("no", "It was not.")
    assert first["to_ask"] == ("What if I do nothing?", "Write down: date, dose, sleep.")
    assert first["further_reading"] == ("agency",)
    check(second, outputs.EntryOut)
    assert (second["urgent"], second["evidence"], second["page_claim"]) == (None, None, None)


def test_a_card_has_its_figures_and_each_passage_where_it_belongs(sample: Library) -> None:
    for drug in sample.drugs.values():
        check(as_json.drug(drug), outputs.DrugOut)
    shown = as_json.drug(sample.drugs["nonepam"])

    assert shown["half_life_hours"][0]["high"] == 50
    assert shown["class"]["text"] == "A benzodiazepine, longer-acting."
    assert (shown["uses"]["text"], shown["metabolism"]) == ("Worry.", None)
    assert shown["mixing"]["text"] == "With alcohol it can stop the breath."
    assert [one["text"] for one in shown["notes"]] == ["Its name is made up."]


@pytest.mark.parametrize("id_", ["first", "second", "drug:nonepam", "drug:unknownpam"])
def test_a_record_comes_with_its_sources_and_is_the_same_when_read_back(sample: Library, id_: str) -> None:
    record = as_json.record(id_, sample)
    document = as_json.document("show", sample, **record)

    assert set(record) == {"drug" if id_.startswith("drug:") else "entry", "sources"}
    assert written(document) == written(written(document))
    if id_ == "first":  # in the order of their first citation
        assert [one["id"] for one in record["sources"]] == ["trial2020", "label", "agency"]


def test_a_source_is_its_csl_item_its_reference_and_its_address(sample: Library) -> None:
    for source in sample.sources.values():
        check(as_json.source(source), outputs.SourceOut)
    found = as_json.source(sample.source("trial2020"))

    assert (found["csl"]["DOI"], found["url"]) == ("10.1/x", "https://doi.org/10.1/x")
    assert found["vancouver"].startswith("Family G, Second S. A trial of nonepam.")
    listed = as_json.listed_source(sample.source("trial2020"), Citing(entries=("first",)))
    assert (listed["entries"], listed["cards"]) == (("first",), ())
    assert listed["short"] == "Family & Second (2020). A trial of nonepam."


@pytest.mark.parametrize("emergency", [None, "overdose", "suicide"])
def test_a_reply_says_all_that_a_screen_would(sample: Library, emergency: str | None) -> None:
    lines = lines_for(sample.contacts, "GB")
    why = Explanation(drugs=(("xanx", "xanax"),), reasons=(("safest", 1.23456),), runners_up=(FIRST,))
    reply = msgspec.structs.replace(ANSWERED, also=(CARD,), emergency=emergency, explanation=why)
    found, explained = (as_json.reply(reply, sample, lines, explain=one) for one in (False, True))

    check(found, outputs.ReplyOut, LATER)
    assert (found["status"], found["emergency"], found["quiet"]) == ("answer", bool(emergency), False)
    assert found["help"] == (as_json.emergency(emergency, sample, lines) if emergency else None)
    assert found["matches"] == [{"id": "first", "question": FIRST.question, "score": 0.988}]
    check(found["also"][0], outputs.MatchOut)
    check(explained, outputs.ReplyOut, LATER - {"explanation"})
    assert set(explained["explanation"]) == {"drugs", "reasons", "runners_up"}
    assert explained["explanation"]["reasons"] == [{"feature": "safest", "weight": 1.235}]


def test_an_emergency_holds_the_steps_and_the_lines_of_the_country(sample: Library) -> None:
    overdose = as_json.emergency("overdose", sample, lines_for(sample.contacts, "GB"))
    suicide = as_json.emergency("suicide", sample, lines_for(sample.contacts, "US"))

    check(overdose, outputs.HelpOut)
    assert (overdose["act"], overdose["place"]) == ("CALL 999 NOW", "United Kingdom")
    assert overdose["steps"][0]["text"] == "They can't be woken: call 999."
    assert set(overdose["steps"][0]) == {"text", "cites"}
    assert [one["phone"] for one in overdose["contacts"]] == ["999"]
    assert suicide["act"] == suicide["title"] == "You don't have to face this alone."
    assert suicide["steps"][0]["text"] == "Call or text Crisis Lifeline (988)."


def test_an_answer_brings_its_record_and_references_and_nothing_else_does(sample: Library) -> None:
    card = as_json.answer(Reply(question="x", state="answer", matches=(CARD,)), sample, "apa")

    assert set(as_json.answer(ANSWERED, sample, None)) == {"entry", "sources"}
    assert as_json.answer(ANSWERED, sample, "ris")["citations"]["text"].startswith("TY  - JOUR")
    assert as_json.answer(Reply(question="x", state="suggest", matches=(FIRST,)), sample, "ris") == {}
    assert set(card) == {"drug", "sources", "citations"}
    assert set(card["citations"]) == {"style", "text"}


def test_an_export_has_every_record_and_each_source_once(sample: Library) -> None:
    found = as_json.export([*sample.entries.values(), *sample.drugs.values()], sample)

    assert found.pop("command") == "export"
    check(found, outputs.ExportOut)
    assert [one["id"] for one in found["entries"]] == ["first", "second"]
    assert [one["id"] for one in found["sources"]] == ["trial2020", "label", "agency"]
    assert len(found["drugs"]) == 4

"""What `--json` prints: plain dicts of one shape."""

import json

import msgspec
import pytest

from benzofaq.pages import as_json
from benzofaq.reading.reply import Explanation, Match, Reply
from benzofaq.records.contacts import lines_for
from benzofaq.records.library import Library
from benzofaq.records.passages import Citing

FIRST = Match(id="first", question="What is the first question?", score=0.98765)


def written(document: object) -> object:
    """Return a document as it is read back."""
    return json.loads(msgspec.json.encode(document))


def test_every_document_names_its_shape_its_command_and_whose_data_these_are(
    library: Library, sample: Library
) -> None:
    assert as_json.document("list", library, x=1) == {
        "schema": "benzofaq/1",
        "command": "list",
        "reviewed": library.reviewed,
        "data": None,
        "x": 1,
    }
    assert as_json.document("list", sample)["data"] == {
        "name": "Sample",
        "file": str(sample.folder / "faq.json"),
    }


def test_an_entry_has_each_passage_with_its_sources_and_what_its_grade_means(sample: Library) -> None:
    found = as_json.entry(sample.entries["first"], sample)

    assert found["points"][0] == {
        "text": "Taken for a week it does little.",
        "cites": ("label",),
        "locators": {"label": "section 2"},
        "bullet": False,
    }
    assert found["evidence"]["means"] == "Little is known."
    assert found["page_claim"]["holds"] == "no"
    bare = as_json.entry(sample.entries["second"], sample)
    assert (bare["urgent"], bare["evidence"], bare["page_claim"]) == (None, None, None)


def test_a_record_comes_with_its_sources_in_the_order_of_their_first_citation(sample: Library) -> None:
    entry, card = as_json.record("first", sample), as_json.record("drug:nonepam", sample)

    assert [one["id"] for one in entry["sources"]] == ["trial2020", "label", "agency"]
    assert set(entry) == {"entry", "sources"}
    assert card["drug"]["half_life_hours"][0]["high"] == 50
    assert card["drug"]["class"]["text"] == "A benzodiazepine, longer-acting."
    assert card["drug"]["metabolism"] is None


def test_a_source_is_its_csl_item_its_reference_and_its_address(sample: Library) -> None:
    found = as_json.source(sample.source("trial2020"))

    assert found["csl"]["DOI"] == "10.1/x"
    assert found["url"] == "https://doi.org/10.1/x"
    assert found["vancouver"].startswith("Family G, Second S. A trial of nonepam.")
    listed = as_json.listed_source(sample.source("trial2020"), Citing(entries=("first",)))
    assert (listed["entries"], listed["cards"]) == (("first",), ())
    assert listed["short"] == "Family & Second (2020). A trial of nonepam."


def test_a_reply_says_all_that_a_screen_would(sample: Library) -> None:
    lines = lines_for(sample.contacts, "GB")
    why = Explanation(words=(("xanx", "xanax"),), reasons=(("safest", 1.23456),), runners_up=(FIRST,))
    reply = Reply(question="x", state="answer", matches=(FIRST,), also=(FIRST,), explanation=why)

    found = as_json.reply(reply, sample, lines)
    assert (found["status"], found["emergency"], found["help"], found["quiet"]) == (
        "answer",
        False,
        None,
        False,
    )
    assert found["matches"] == [{"id": "first", "question": FIRST.question, "score": 0.988}]
    assert "explanation" not in found
    explained = as_json.reply(reply, sample, lines, explain=True)["explanation"]
    assert explained["reasons"] == [{"feature": "safest", "weight": 1.235}]


def test_an_emergency_holds_the_steps_and_the_lines_of_the_country(sample: Library) -> None:
    reply = Reply(question="x", state="none", emergency="overdose")

    found = as_json.reply(reply, sample, lines_for(sample.contacts, "GB"))
    assert found["emergency"] is True
    assert found["help"]["act"] == "CALL 999 NOW"
    assert found["help"]["steps"][0]["text"] == "They can't be woken: call 999."
    assert [one["phone"] for one in found["help"]["contacts"]] == ["999"]
    assert found["help"]["place"] == "United Kingdom"


def test_an_answer_brings_its_record_and_references_and_nothing_else_does(sample: Library) -> None:
    answered = Reply(question="x", state="answer", matches=(FIRST,))

    assert set(as_json.answer(answered, sample, None)) == {"entry", "sources"}
    assert as_json.answer(answered, sample, "ris")["citations"]["text"].startswith("TY  - JOUR")
    assert as_json.answer(Reply(question="x", state="suggest", matches=(FIRST,)), sample, "ris") == {}


def test_an_export_has_every_record_and_each_source_once(sample: Library) -> None:
    found = as_json.export([*sample.entries.values(), *sample.drugs.values()], sample)

    assert [one["id"] for one in found["entries"]] == ["first", "second"]
    assert [one["id"] for one in found["sources"]] == ["trial2020", "label", "agency"]
    assert len(found["drugs"]) == 4


@pytest.mark.parametrize("id_", ["first", "second", "drug:nonepam", "drug:unknownpam"])
def test_every_record_is_json_and_the_same_when_read_back(sample: Library, id_: str) -> None:
    document = as_json.document("show", sample, **as_json.record(id_, sample))

    assert written(document) == written(written(document))

"""What `--json` prints has the fields that its types name, which docs/output.schema.json is written from."""

from collections.abc import Mapping, Set
from typing import Any

import msgspec
import pytest
from msgspec.structs import fields

from benzofaq.pages import as_json
from benzofaq.reading.reply import Match, Reply
from benzofaq.records.contacts import lines_for
from benzofaq.records.library import Library
from maintaining.outputs import (
    ClaimOut,
    DrugOut,
    EntryOut,
    EvidenceOut,
    ExportOut,
    HelpOut,
    MatchOut,
    ReplyOut,
    SourceOut,
)

FIRST = Match(id="first", question="What is the first question?", score=0.98765)
CARD = Match(id="drug:nonepam", question="nonepam", score=0.5)

# The fields of a reply that only the command `ask` adds, and some only where they are asked for.
LATER = {"schema", "command", "reviewed", "entry", "drug", "sources", "citations", "explanation"}


def check(shown: Mapping[str, Any], kind: type[msgspec.Struct], left_out: Set[str] = frozenset()) -> None:
    """Hold an object to its type: the same fields, and each of the right type."""
    assert set(shown) == {field.encode_name for field in fields(kind)} - left_out
    msgspec.convert(msgspec.to_builtins(shown), kind)


def test_an_entry(sample: Library) -> None:
    for entry in sample.entries.values():
        shown = as_json.entry(entry, sample)
        check(shown, EntryOut)
    shown = as_json.entry(sample.entries["first"], sample)
    check(shown["evidence"], EvidenceOut)
    check(shown["page_claim"], ClaimOut)
    assert shown["page_claim"]["verdict"]["text"] == "It was not."


def test_an_entry_holds_each_passage_where_it_belongs(sample: Library) -> None:
    shown = as_json.entry(sample.entries["first"], sample)

    assert shown["short"]["text"] == "It depends on the dose."
    assert shown["urgent"]["text"] == "A seizure? Call for help now."
    assert [one["text"] for one in shown["details"]] == [
        "A trial with 40 people found 1 in 10.",
        "Others found none.",
    ]
    assert shown["evidence"]["why"]["text"] == "One trial."
    assert shown["evidence"]["unknown"]["text"] == "What happens later."


def test_a_card(sample: Library) -> None:
    for drug in sample.drugs.values():
        check(as_json.drug(drug), DrugOut)
    shown = as_json.drug(sample.drugs["nonepam"])

    assert (shown["uses"]["text"], shown["mixing"]["text"]) == (
        "Worry.",
        "With alcohol it can stop the breath.",
    )
    assert [one["text"] for one in shown["notes"]] == ["Its name is made up."]


def test_a_source(sample: Library) -> None:
    for source in sample.sources.values():
        check(as_json.source(source), SourceOut)


@pytest.mark.parametrize("emergency", [None, "overdose", "suicide"])
def test_a_reply(sample: Library, emergency: str | None) -> None:
    lines = lines_for(sample.contacts, "US")
    reply = Reply(question="x", state="answer", matches=(FIRST,), also=(CARD,), emergency=emergency)
    shown = as_json.reply(reply, sample, lines)

    check(shown, ReplyOut, LATER)
    check(shown["matches"][0], MatchOut)
    check(shown["also"][0], MatchOut)
    explained = as_json.reply(reply, sample, lines, explain=True)
    check(explained, ReplyOut, LATER - {"explanation"})
    assert set(explained["explanation"]) == {"words", "drugs", "reasons", "runners_up"}
    if emergency:
        check(shown["help"], HelpOut)
        assert shown["help"] == as_json.emergency(emergency, sample, lines)
        assert {"text", "cites"} == set(shown["help"]["steps"][0])


def test_the_first_line_of_help_has_numbers_alone(sample: Library) -> None:
    lines = lines_for(sample.contacts, "US")
    shown = as_json.emergency("suicide", sample, lines)

    assert as_json.emergency("overdose", sample, lines)["act"] == "CALL 911 NOW"
    assert shown["act"] == shown["title"] == "You don't have to face this alone."
    assert shown["steps"][0]["text"] == "Call or text Crisis Lifeline (988)."


def test_an_export_and_a_record_with_references(sample: Library) -> None:
    shown = as_json.export([*sample.entries.values(), *sample.drugs.values()], sample)
    check({name: value for name, value in shown.items() if name != "command"}, ExportOut)
    assert shown["command"] == "export"

    answer = as_json.answer(Reply(question="x", state="answer", matches=(CARD,)), sample, "apa")
    assert set(answer) == {"drug", "sources", "citations"}
    assert set(answer["citations"]) == {"style", "text"}

"""The data keep their promises: every statement is sourced, and no source was invented."""

import datetime
import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyphen
import pytest

from benzofaq.library import Library, data_folder, drug_passages, passages
from benzofaq.model import Entry, Passage
from benzofaq.model_file import Weights
from benzofaq.words import split

from .conftest import FIXTURES

DATA = data_folder()
LIBRARY = Library()
ENTRIES = list(LIBRARY.entries.values())
DRUGS = list(LIBRARY.drugs.values())
SOURCES = list(LIBRARY.sources.values())
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

KINDS = {
    "guideline", "label", "regulator", "systematic-review", "trial", "cohort", "case-control",
    "cross-sectional",
    "pharmacokinetic", "animal", "survey", "case-report", "review", "organisation", "reference", "web", "law",
    "study", "news",
}  # fmt: skip

# The types of CSL 1.0.2 that the data use; pandoc and Zotero know each.
CSL_TYPES = {
    "article", "article-journal", "article-magazine", "article-newspaper", "book", "chapter", "dataset",
    "document",
    "entry", "entry-dictionary", "legislation", "post-weblog", "report", "webpage",
}  # fmt: skip


SYLLABLES = pyphen.Pyphen(lang="en_US")


MODEL = Weights(classes=("one", "two"), bias=(0.0, 1.0), scale=1.0, table={})


def school_grade(text: str) -> float:
    """Return the US school grade of a text by Flesch and Kincaid's formula (Navy report 8-75, 1975)."""
    words = re.findall(r"[A-Za-z']+", text)
    sentences = len(re.findall(r"[.!?](?:\s|$)", text))
    syllables = sum(len(SYLLABLES.positions(word)) + 1 for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def fixture(name: str) -> Any:
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def every_passage() -> Iterator[tuple[str, Passage]]:
    for entry in ENTRIES:
        for at, passage in enumerate(passages(entry, {})):
            yield f"{entry.id}/{at}", passage
    for drug in DRUGS:
        for at, passage in enumerate(drug_passages(drug)):
            yield f"{drug.id}/{at}", passage
    for note, passage in LIBRARY.notes.items():
        yield f"note {note}", passage
    for emergency in LIBRARY.emergencies.values():
        for at, passage in enumerate(emergency.steps):
            yield f"emergency {emergency.kind}/{at}", passage


@pytest.mark.parametrize(
    "name",
    ["faq.json", "sources.json", "drugs.json", "contacts.json", "emergencies.json", "vocabulary.json"],
)
def test_the_file_is_in_canonical_form(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")

    assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n"


def test_all_entries_are_there() -> None:
    assert len(ENTRIES) >= 47
    assert {one.topic for one in ENTRIES} == set(LIBRARY.topics)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.id)
class TestEntry:
    def test_its_ids_are_slugs_and_known(self, entry: Entry) -> None:
        assert SLUG.fullmatch(entry.id)
        assert entry.topic in LIBRARY.topics
        assert 2 <= len(entry.related) <= 4
        assert set(entry.related) <= set(LIBRARY.entries) - {entry.id}
        assert set(entry.safety) <= set(LIBRARY.notes)
        assert entry.evidence.grade in LIBRARY.grades

    def test_every_statement_is_cited(self, entry: Entry) -> None:
        stated = [entry.short, *entry.answer, *([entry.seed.verdict] if entry.seed else [])]

        assert all(passage.cites for passage in stated)

    def test_the_short_answer_is_one_or_two_plain_sentences(self, entry: Entry) -> None:
        text = entry.short.text

        assert 1 <= len(re.findall(r"[.!?](?:\s|$)", text)) <= 2
        assert school_grade(text) <= 9

    def test_the_answer_has_80_to_250_words(self, entry: Entry) -> None:
        assert 80 <= sum(len(passage.text.split()) for passage in entry.answer) <= 250

    def test_it_has_eight_wordings_or_more(self, entry: Entry) -> None:
        assert len(entry.aliases) >= 8

    def test_its_review_date_is_a_date_not_in_the_future_of_the_data(self, entry: Entry) -> None:
        assert datetime.date.fromisoformat(entry.reviewed) <= datetime.date.fromisoformat(LIBRARY.reviewed)

    def test_it_warns_of_stopping_suddenly_where_stopping_comes_up(self, entry: Entry) -> None:
        text = " ".join([entry.question, *(one.text for one in passages(entry, {}))]).lower()
        text = re.sub(r"stopped breathing|checking the breathing[^.]* if it stops", "", text)

        if re.search(
            r"\b(stop|stopp|quit|taper|wean|withdraw|come off|coming off|cut down|cutting down)", text
        ):
            assert "stopping" in entry.safety

    def test_it_gives_no_instruction_on_a_dose(self, entry: Entry) -> None:
        text = " ".join(one.text for one in passages(entry, {}))

        assert not re.search(
            r"\b(you should|you can|you may|try to|simply) "
            r"(take|stop|start|double|halve|skip|increase|reduce|cut|lower|raise)\b",
            text,
            re.IGNORECASE,
        )
        assert not re.search(r"\btake (two|half|\d)", text, re.IGNORECASE)

    def test_its_abbreviations_are_spelt_out(self, entry: Entry) -> None:
        text = " ".join(one.text for one in [entry.short, *entry.answer])
        plain = {
            "US",
            "UK",
            "EU",
            "NHS",
            "HIV",
            "GABA",
            "LSD",
            "DNA",
            "II",
            "III",
            "IV",
            "XR",
        }  # XR: part of a brand

        for short in set(re.findall(r"\b([A-Z]{2,})s?\b", text)) - plain:
            spelt = re.search(rf"\({short}s?[-);,]|\b{short}s? \(", f"{entry.question} {text}")
            assert spelt, f"{short} is not spelt out"


def test_no_wording_belongs_to_two_entries() -> None:
    wordings = Counter(
        " ".join(split(text))
        for entry in ENTRIES
        for text in {" ".join(split(one)) for one in (entry.question, *entry.aliases)}
    )

    assert [text for text, times in wordings.items() if times > 1] == []


def test_every_citation_leads_to_a_source() -> None:
    missing = {(where, one) for where, passage in every_passage() for one in passage.cites} - {
        (where, one) for where, _ in every_passage() for one in LIBRARY.sources
    }

    assert missing == set()


def test_every_source_is_cited() -> None:
    assert set(LIBRARY.sources) - {one for _, passage in every_passage() for one in passage.cites} == set()


def test_sources_are_sorted_and_unique() -> None:
    ids = [item["id"] for item in json.loads((DATA / "sources.json").read_text(encoding="utf-8"))]

    assert ids == sorted(set(ids))


def test_the_page_and_its_four_resources_are_sources() -> None:
    assert {"ardu-bind", "ritvo2023", "barker2004", "huff2023", "akita2021"} <= set(LIBRARY.sources)


@pytest.mark.parametrize("source", SOURCES, ids=lambda one: one.id)
def test_the_fields_of_a_source_have_their_shape(source: Any) -> None:
    item = source.item

    assert SLUG.fullmatch(item["id"])
    assert item["type"] in CSL_TYPES
    assert source.kind in KINDS
    assert item["title"].strip()
    assert item.get("DOI") or item.get("URL")
    if "DOI" in item:
        assert re.fullmatch(r"10\.\d{4,9}/\S+", item["DOI"])
    if "PMID" in item:
        assert re.fullmatch(r"[1-9]\d{0,8}", item["PMID"])
    if "PMCID" in item:
        assert re.fullmatch(r"PMC\d+", item["PMCID"])
    if "URL" in item:
        assert re.fullmatch(r"https?://[^\s/]+\.[^\s/]+(/\S*)?", item["URL"])
    for field in ("issued", "accessed"):
        if field in item:
            ((year, *rest),) = item[field]["date-parts"]
            datetime.date(year, *[*rest, 1, 1][:2])
    for author in item.get("author", []):
        assert author.get("literal") or author.get("family")
        assert "et al" not in json.dumps(author)


def test_no_bibliographic_field_was_invented() -> None:
    evidence, mends = fixture("evidence_sources.json"), fixture("evidence_sources_mended.json")
    for source in SOURCES:
        mend = mends.get(source.id, {})
        expected = mend.get("new") or {**evidence[source.id], **mend.get("set", {})}
        expected = {key: value for key, value in expected.items() if key not in mend.get("drop", [])}
        if mend:
            assert mend["why"].strip()

        assert {key: value for key, value in source.item.items() if key not in {"id", "custom"}} == expected


def test_every_citation_has_a_fact_behind_it() -> None:
    facts = fixture("entry_facts.json")
    for entry in ENTRIES:
        for where, passage in passages_by_place(entry):
            for one in passage.cites:
                behind = facts["passages"][f"{entry.id}/{where}"].get(one)
                assert behind, f"{entry.id}/{where}: nothing bears out {one}"
                for number in behind:
                    assert facts["facts"][number]["quote_sha256"], number


def test_every_value_of_a_card_has_a_fact_behind_it() -> None:
    facts = fixture("card_facts.json")
    for drug in DRUGS:
        fields = {"class": drug.drug_class.cites}
        fields |= {f"half_life[{at}]": one.cites for at, one in enumerate(drug.half_lives)}
        fields |= {f"notes[{at}]": one.cites for at, one in enumerate(drug.notes)}
        for name in ("uses", "onset", "metabolism", "schedule"):
            passage = getattr(drug, name)
            if passage:
                assert passage.cites, f"{drug.name}: {name}"
                fields[name] = passage.cites
        for name, cites in fields.items():
            for one in cites:
                behind = facts[drug.name][name][one]
                assert behind["quote_sha256"], f"{drug.name}: nothing bears out {one} in {name}"
                assert behind["statement"], f"{drug.name}: nothing bears out {one} in {name}"


def passages_by_place(entry: Entry) -> Iterator[tuple[str, Passage]]:
    yield "short", entry.short
    for at, passage in enumerate(entry.answer):
        yield f"answer/{at}", passage
    yield "why", entry.evidence.why
    yield "unknown", entry.evidence.unknown
    if entry.seed:
        yield "seed", entry.seed.verdict


def runs(text: str) -> Iterator[str]:
    folded = (
        unicodedata.normalize("NFKD", text)
        .lower()
        .replace("'", "")
        .replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    )
    words = re.findall(r"[a-z0-9]+(?:[.,][0-9]+)*", folded)
    for at in range(len(words) - 7):
        yield " ".join(words[at : at + 8])


def test_no_eight_words_in_a_row_are_copied() -> None:
    quoted = set((FIXTURES / "quoted_runs.txt").read_text(encoding="ascii").split())
    texts = [(where, passage.text) for where, passage in every_passage()]
    texts += [(entry.id, entry.seed.claim) for entry in ENTRIES if entry.seed]

    copied = [
        (where, run)
        for where, text in texts
        for run in runs(text)
        if hashlib.sha256(run.encode()).hexdigest()[:12] in quoted
    ]
    assert copied == []


def test_answers_blame_nobody() -> None:
    for where, passage in every_passage():
        assert not re.search(r"\b(users?|abusers?|addicts?|junkies?)\b", passage.text, re.IGNORECASE), where


def test_text_is_plain_without_markup_or_look_alike_signs() -> None:
    for where, passage in every_passage():
        assert not re.search(r"[“”‘’–—\[\]*_]|https?:", passage.text), where


@pytest.mark.parametrize("drug", DRUGS, ids=lambda one: one.name)
def test_a_half_life_is_a_range_in_hours_with_a_source(drug: Any) -> None:
    for half_life in drug.half_lives:
        assert 0 < half_life.low <= half_life.high <= 300
        assert half_life.cites


def test_no_name_belongs_to_two_cards() -> None:
    names = Counter(
        (" ".join(split(name)))
        for drug in DRUGS
        for name in {drug.name.lower(), *(one.lower() for one in drug.brands)}
        | {one.lower() for some in drug.names.values() for one in some}
    )

    assert [name for name, times in names.items() if times > 1] == []


def test_every_contact_says_where_and_when_it_was_seen() -> None:
    for contact in LIBRARY.contacts:
        assert contact.seen_at.strip()
        assert datetime.date.fromisoformat(contact.checked)
        assert contact.region in LIBRARY.places
        assert contact.kind in LIBRARY.contact_kinds


def test_no_unverified_line_is_shipped() -> None:
    """The numbers that were only seen second-hand, by hash so that none is printed here."""
    unverified = set(fixture("unverified_numbers.json"))
    shipped = {
        hashlib.sha256(f"{one.region} {re.sub('[^0-9]', '', one.phone)}".encode()).hexdigest()[:12]
        for one in LIBRARY.contacts
    }

    assert shipped & unverified == set()


def test_the_weights_were_learned_from_the_data_as_they_stand() -> None:
    from benzofaq import model_file, train

    weights = Path(DATA / "weights.tsv").read_bytes()

    assert model_file.fingerprint(weights) == train.made_from(DATA), "run: python -m benzofaq.train"


def test_the_tables_were_built_from_the_vocabulary_and_the_cards_as_they_stand(library: Library) -> None:
    from benzofaq import train

    tables = Path(DATA / "lexicon.json").read_text(encoding="utf-8")

    assert tables == train.tables_file(library), "run: python -m benzofaq.train"


def test_a_row_of_the_weights_is_the_same_found_alone_or_in_the_table() -> None:
    from benzofaq import model_file

    text = model_file.write(["a"], MODEL, {"b": "0:1.00", "a b": "1:2.00", "é": "0:3.00"}, "x")
    _, once = model_file.parse(text)
    _, often = model_file.parse(text)
    for _ in range(model_file.MOST_SINGLY):
        often.table.get("b")

    for feature in ("a", "a b", "b", "c", "", "é", "zz", "\n", "\t"):
        assert once.table.get(feature) == often.table.get(feature)
    assert once.table.get("a b") == "1:2.00"
    assert once.table.get("é") == "0:3.00"


def test_weights_that_were_changed_or_cut_short_are_refused() -> None:
    from benzofaq import model_file

    text = model_file.write(["a"], MODEL, {"b": "0:1.00"}, "x")

    model_file.parse(text)
    for broken in (text[:-3], text.replace(b"1.00", b"1.01"), b"", b"benzofaq-weights 4\n", text[5:]):
        with pytest.raises(ValueError, match=r"begin with|cut short"):
            model_file.parse(broken)

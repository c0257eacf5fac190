"""The bundled sources are originals that a reader can find, and each citation has a fact behind it."""

import datetime
import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest

from benzofaq.checking.check import problems
from benzofaq.records.files import bundled_folder
from benzofaq.records.library import Library
from benzofaq.records.model import Drug, Entry
from benzofaq.records.sources import Source
from tests.helpers.files import FIXTURES, ROOT

LIBRARY = Library()
SOURCES = list(LIBRARY.sources.values())

KINDS = frozenset(
    [
        "guideline",
        "label",
        "regulator",
        "systematic-review",
        "trial",
        "cohort",
        "case-control",
        "cross-sectional",
        "survey",
        "animal",
        "pharmacokinetic",
        "case-report",
        "review",
        "organisation",
        "reference",
        "law",
        "study",
        "news",
    ]
)

# Sites that hold other people's texts; a record names the original and its own address.
COPIES = frozenset(
    [
        "docslib.org",
        "scribd.com",
        "docobook.com",
        "slideshare.net",
        "medilib.ir",
        "uptodatefree.ir",
        "rxreasoner.com",
        "medlibrary.org",
        "druginserts.com",
        "semanticscholar.org",
        "fda.report",
        "rxlist.com",
        "drugs-library.com",
        "wikipedia.org",
        "justia.com",
        "casetext.com",
        "blogspot.com",
        "amazonaws.com",
        "globalrph.com",
    ]
)


def test_check_finds_nothing() -> None:
    folder = ROOT / "data"
    assert folder == bundled_folder()

    # As of the day of the review: whether it is due again is for `check --stale`.
    assert [str(one) for one in problems(folder, today=datetime.date(2026, 11, 30))] == []


@pytest.mark.parametrize("name", ["faq", "sources", "drugs", "contacts", "emergencies"])
def test_a_file_is_in_canonical_form(name: str) -> None:
    text = (ROOT / f"data/{name}.json").read_text(encoding="utf-8")

    assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n"


def test_there_are_at_most_260_in_the_order_of_their_ids() -> None:
    ids = [source.id for source in SOURCES]

    assert len(ids) <= 260
    assert ids == sorted(ids)


@pytest.mark.parametrize("source", SOURCES, ids=lambda one: one.id)
class TestSource:
    def test_a_reader_can_find_it(self, source: Source) -> None:
        host = urlsplit(source.URL).netloc.removeprefix("www.")

        assert source.DOI or source.URL
        assert not source.URL or source.URL.startswith("https://")
        assert not any(host == copy or host.endswith(f".{copy}") for copy in COPIES)

    def test_it_names_who_and_when(self, source: Source) -> None:
        undated = source.csl_type == "webpage" and source.accessed and source.custom.dated == "n.d."

        assert source.author
        assert source.issued or undated
        assert not source.title.startswith("[")
        assert "et al" not in str(source.author)

    def test_it_says_of_what_kind_it_is_and_where_it_was_read(self, source: Source) -> None:
        assert source.kind in KINDS
        assert source.custom.seen_at

    def test_an_article_is_complete(self, source: Source) -> None:
        if source.csl_type == "article-journal":
            assert source.container_title
            assert source.volume
            assert source.page or source.number
            assert source.DOI or source.PMID

    def test_its_identifiers_have_their_form(self, source: Source) -> None:
        assert not source.PMID or re.fullmatch(r"[1-9]\d{0,8}", source.PMID)
        assert not source.PMCID or re.fullmatch(r"PMC\d+", source.PMCID)


FACTS: dict[str, dict[str, Any]] = json.loads((FIXTURES / "facts.json").read_text(encoding="utf-8"))
SUPPORTED = {(place, fact["source"]) for fact in FACTS.values() for place in fact["supports"]}


def test_every_fact_is_whole_and_was_read_by_a_second_reader() -> None:
    for id_, fact in FACTS.items():
        assert fact["statement"], id_
        assert fact["seen_at"], id_
        assert re.fullmatch(r"[0-9a-f]{16}", fact["quote_sha256"]), id_
        assert fact["second_reader"], id_


@pytest.mark.parametrize("entry", LIBRARY.entries.values(), ids=lambda one: one.id)
def test_every_citation_of_an_entry_has_a_fact_behind_it(entry: Entry) -> None:
    places = {"short": entry.short}
    places |= {f"points/{n}": one for n, one in enumerate(entry.points)}
    places |= {f"details/{n}": one for n, one in enumerate(entry.details)}
    if entry.urgent:
        places["urgent"] = entry.urgent
    if entry.evidence:
        places |= {"why": entry.evidence.why, "unknown": entry.evidence.unknown}
    if entry.page_claim:
        places["page_claim"] = entry.page_claim.verdict

    wanted = {(f"{entry.id}#{place}", id_) for place, one in places.items() for id_ in one.cites}
    assert wanted - SUPPORTED == set()


@pytest.mark.parametrize("card", LIBRARY.drugs.values(), ids=lambda one: one.name)
def test_every_value_of_a_card_has_a_fact_behind_it(card: Drug) -> None:
    places: dict[str, Any] = {"class": card.drug_class}
    places |= {f"half_life[{n}]": one for n, one in enumerate(card.half_lives)}
    places |= {f"notes[{n}]": one for n, one in enumerate(card.notes)}
    for name in ("uses", "onset", "metabolism", "schedule", "mixing"):
        if passage := getattr(card, name):
            places[name] = passage

    wanted = {(f"{card.id}#{place}", id_) for place, one in places.items() for id_ in one.cites}
    assert wanted - SUPPORTED == set()


def test_every_step_in_an_emergency_has_a_fact_behind_it() -> None:
    wanted = {
        (f"emergency:{kind}#do/{n}", id_)
        for kind, emergency in LIBRARY.emergencies.items()
        for n, step in enumerate(emergency.steps)
        for id_ in step.cites
    }

    assert wanted - SUPPORTED == set()

"""The bundled sources are originals that a reader can find, and each citation has a fact behind it."""

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from benzofaq.checking.check import problems
from benzofaq.records.library import Library
from tests.helpers.files import FIXTURES, ROOT
from tests.helpers.packs import NAMES

LIBRARY = Library()
SOURCES = list(LIBRARY.sources.values())

KINDS = {
    *("guideline", "label", "regulator", "systematic-review", "trial", "cohort", "case-control", "survey"),
    *("cross-sectional", "animal", "pharmacokinetic", "case-report", "review", "organisation", "reference"),
    *("law", "study", "news"),
}

# Sites that hold other people's texts; a record names the original and its own address.
COPIES = {
    *("docslib.org", "scribd.com", "docobook.com", "slideshare.net", "medilib.ir", "uptodatefree.ir"),
    *("rxreasoner.com", "medlibrary.org", "druginserts.com", "semanticscholar.org", "fda.report"),
    *("rxlist.com", "drugs-library.com", "wikipedia.org", "justia.com", "casetext.com", "blogspot.com"),
    *("amazonaws.com", "globalrph.com"),
}


def test_check_finds_nothing_and_there_are_at_most_260_in_the_order_of_their_ids() -> None:
    # As of the day of the review: whether it is due again is for `check --stale`.
    assert [str(one) for one in problems(ROOT / "data", today=datetime.date(2026, 12, 1))] == []
    ids = [source.id for source in SOURCES]
    assert len(ids) <= 260
    assert ids == sorted(ids)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_in_canonical_form(name: str) -> None:
    text = (ROOT / f"data/{name}.json").read_text(encoding="utf-8")

    assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n"


def test_a_reader_can_find_each() -> None:
    for source in SOURCES:
        host = urlsplit(source.URL).netloc.removeprefix("www.")
        assert source.DOI or source.URL, source.id
        assert not source.URL or source.URL.startswith("https://")
        assert not any(host == copy or host.endswith(f".{copy}") for copy in COPIES)


def test_each_names_who_and_when_and_of_what_kind_it_is_and_where_it_was_read() -> None:
    for source in SOURCES:
        undated = source.csl_type == "webpage" and source.accessed and source.custom.dated == "n.d."
        assert source.author, source.id
        assert source.issued or undated, source.id
        assert not source.title.startswith("[")
        assert "et al" not in str(source.author)
        assert source.kind in KINDS
        assert source.custom.seen_at, source.id


def test_an_article_is_complete_and_identifiers_have_their_form() -> None:
    for source in SOURCES:
        if source.csl_type == "article-journal":
            assert source.container_title, source.id
            assert source.volume, source.id
            assert source.page or source.number, source.id
            assert source.DOI or source.PMID, source.id
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


def places() -> Iterator[tuple[str, Any]]:
    """Yield each passage that cites, by the name under which the facts know it; None where there is none."""
    for entry in LIBRARY.entries.values():
        found: dict[str, Any] = {"short": entry.short, "urgent": entry.urgent}
        found |= {f"points/{n}": one for n, one in enumerate(entry.points)}
        found |= {f"details/{n}": one for n, one in enumerate(entry.details)}
        if entry.evidence:
            found |= {"why": entry.evidence.why, "unknown": entry.evidence.unknown}
        if entry.page_claim:
            found["page_claim"] = entry.page_claim.verdict
        yield from ((f"{entry.id}#{place}", one) for place, one in found.items())
    for card in LIBRARY.drugs.values():
        found = {name: getattr(card, name) for name in ("uses", "onset", "metabolism", "schedule", "mixing")}
        found |= {f"half_life[{n}]": one for n, one in enumerate(card.half_lives)}
        found |= {f"notes[{n}]": one for n, one in enumerate(card.notes)} | {"class": card.drug_class}
        yield from ((f"{card.id}#{place}", one) for place, one in found.items())
    for kind, emergency in LIBRARY.emergencies.items():
        yield from ((f"emergency:{kind}#do/{n}", one) for n, one in enumerate(emergency.steps))


def test_every_citation_has_a_fact_behind_it() -> None:
    wanted = {(place, id_) for place, one in places() if one for id_ in one.cites}

    assert len(wanted) > 1000
    assert wanted - SUPPORTED == set()


def test_what_was_read_only_on_somebody_elses_page_says_so() -> None:
    """A new site fails until somebody has judged whether it is the work's own, or a library's."""
    own = set((FIXTURES / "own_sites.txt").read_text(encoding="utf-8").split())
    read: dict[tuple[str, str], set[str]] = {}
    for fact in FACTS.values():
        site = re.findall(r"https?://(?:www\.)?([^/\s;,):]+?)\.?(?=[/\s;,):]|$)", fact["seen_at"])[0]
        for place in fact["supports"]:
            read.setdefault((place, fact["source"]), set()).add(site)
    for place, one in places():
        for id_ in one.cites if one else ():
            copied = read[place, id_].isdisjoint(own)
            assert copied == ("read in a copy" in one.locators.get(id_, "")), (place, id_)

"""A hand-out as one HTML page: every text in it, none taken for markup, nothing asked of the network."""

import base64
import hashlib
import json
import re
from collections import Counter
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from benzofaq.citing.styles import link
from benzofaq.exporting.handout import handout
from benzofaq.exporting.html import anchor_of, html
from benzofaq.records.library import Library
from benzofaq.records.passages import cited, parts
from tests.helpers.markup import Page, flat
from tests.helpers.packs import library_of, records


def page_of(library: Library) -> Page:
    """Return the page of everything that a library holds."""
    return Page(html(handout(records(library), library)))


@pytest.fixture(scope="module", name="page")
def _page(library: Library) -> Page:
    return page_of(library)


def test_every_source_leads_to_its_address(library: Library, page: Page) -> None:
    ids = {id_ for one in records(library) for id_ in cited(parts(one))}
    wanted = {link(library.source(one).item) or "" for one in ids} - {""}

    assert len(wanted) > 100
    assert {flat(node.text) for node in page.all("a")} >= wanted


def test_ids_are_there_once_and_every_link_within_the_page_leads_to_one(page: Page) -> None:
    ids = Counter(page.values("id"))
    wanted = {one[1:] for one in page.values("href") if one.startswith("#")}
    wanted |= {*page.values("aria-labelledby"), *page.values("for")}

    assert max(ids.values()) == 1
    assert len(wanted) > 1000
    assert wanted <= set(ids)


def test_a_number_in_an_answer_leads_to_the_source_that_the_passage_cites(sample: Library) -> None:
    page = page_of(sample)
    (lead,) = (node for node in page.all("p") if flat(node.text).startswith("It depends on the dose."))

    assert flat(lead.text).endswith("[1]")
    assert '<a href="#first.1"' in page.source
    assert "A trial of nonepam" in page["first.1"].text


def test_it_loads_nothing_and_runs_nothing_but_its_own(page: Page) -> None:
    loading = {"src", "srcset", "data", "action", "poster", "background", "style"}
    for node in page.nodes:
        assert node.tag not in {"link", "img", "iframe", "object", "embed", "base", "audio"}
        assert not set(node.attributes) & loading
        assert not any(name.startswith("on") for name in node.attributes)
    assert all(re.match(r"#|https?://|tel:|sms:", one) for one in page.values("href"))
    assert not re.search(r"@import|url\(", page.all("style")[0].text)


def test_the_policy_allows_the_page_its_own_style_and_scripts_and_nothing_else(page: Page) -> None:
    (policy,) = (one for one in page.all("meta") if one.attributes.get("http-equiv"))
    said = policy.attributes["content"] or ""

    for node in page.all("style", "script"):
        if node.attributes.get("type") not in ("application/json", "application/ld+json"):
            digest = base64.b64encode(hashlib.sha256(node.text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in said
    assert said.startswith("default-src 'none';")
    assert "base-uri 'none'" in said
    assert "unsafe" not in said


def test_it_has_landmarks_and_its_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = [int(node.tag[1]) for node in page.all("h1", "h2", "h3", "h4", "h5", "h6")]

    assert page.all("html")[0].attributes["lang"] == "en"
    for tag in ("header", "main", "footer", "title", "h1"):
        assert len(page.all(tag)) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_it_is_not_too_large_for_a_telephone_and_a_page_of_a_few_answers_carries_no_model(
    library: Library, page: Page
) -> None:
    few = Page(html(handout([library.entries["alcohol"]], library)))

    assert len(page.source.encode()) <= 2_500_000
    assert re.findall("benzofaq [a-z]+", page.source) == []  # no word of commands
    assert len(page["Model"].text) > 500_000
    assert few["Model"].text == ""
    assert "data-whole" not in few["Search"].attributes


def test_a_pack_without_the_check_has_no_help_in_sight(tmp_path: Path, page: Page) -> None:
    calm = page_of(library_of(tmp_path, turn_off=["emergency-check"]))

    assert ["hidden" in one["Help"].attributes for one in (page, calm)] == [False, True]


def test_it_begins_with_the_first_steps_in_emergencies_for_every_country(page: Page) -> None:
    overdose = page["emergency:overdose"].text

    assert page.all("article")[0].attributes["id"] == "emergency:overdose"
    assert "call your emergency number" in overdose
    assert "{" not in overdose
    assert page["emergency:overdose.1"].text


def test_it_tells_search_engines_its_questions_and_short_answers(sample: Library, page: Page) -> None:
    scripts = page_of(sample).all("script")
    (script,) = (one for one in scripts if one.attributes.get("type") == "application/ld+json")
    said, bundled = json.loads(script.text), json.loads(page.all("script")[0].text)

    assert said["@type"] == "FAQPage"
    assert [one["name"] for one in said["mainEntity"]] == [one.question for one in sample.entries.values()]
    assert said["mainEntity"][0]["acceptedAnswer"]["text"] == (
        "It depends on the dose. Taken for a week it does little. Taken for a year it does more. "
        "A seizure? Call for help now."
    )
    assert bundled["@type"] == ["FAQPage", "MedicalWebPage"]
    assert len(bundled["mainEntity"]) == 66
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", bundled["lastReviewed"])


def test_answers_come_first_details_and_sources_are_folded_and_no_warning_with_them(sample: Library) -> None:
    page = page_of(sample)
    summaries = [node.text for node in page.all("summary") if "article" in node.inside]
    seen = [node for node in page.all("p") if re.match("Reviewed|.*stop the breath", node.text)]

    assert summaries[-20:].count("Sources") > 2
    told = ("It depends on the dose.", "Evidence", "How sure is this?")
    assert [page.source.index(one) for one in told] == sorted(page.source.index(one) for one in told)
    assert [node.text for node in page.all("h4")].count("Related") == 1
    assert len(seen) == 4
    assert not [node for node in seen if "details" in node.inside]


def test_what_to_ask_has_boxes_to_tick_and_what_to_read_leads_there(sample: Library) -> None:
    page = page_of(sample)
    ticked = [node.text.strip() for node in page.all("label") if "article" in node.inside]
    (read,) = (node for node in page.all("li") if node.text.startswith("Agency n.d., What an agency says"))

    assert ticked == ["What if I do nothing?", "Write down: date, dose, sleep."]
    assert page.source.count('<input type="checkbox">') == 2
    assert read.text.endswith("http://example.org/agency")


def test_a_related_entry_is_a_link_where_it_is_on_the_page_and_text_elsewhere(sample: Library) -> None:
    question = sample.entries["second"].question

    both = Page(html(handout(list(sample.entries.values()), sample)))
    alone = Page(html(handout([sample.entries["first"]], sample)))
    assert [node.attributes["href"] for node in both.all("a") if node.text == question].count("#second") == 2
    assert question in alone.text
    assert not [node for node in alone.all("a") if node.text == question]


def test_an_anchor_has_no_spaces_and_those_of_the_page_itself_begin_with_a_capital() -> None:
    template = (files("benzofaq.exporting") / "page.html").read_text("utf-8")

    ids = ("alcohol", "drug:diazepam", "drug:a b\tc")
    assert [anchor_of(one) for one in ids] == ["alcohol", "drug:diazepam", "drug:a_b_c"]
    assert len(found := re.findall(' id="([^"]*)"', template)) > 8
    assert all(one[0].isupper() for one in found)

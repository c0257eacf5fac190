"""`contacts`, `emergency` and `info`: whom to call, what to do first, which data these are."""

import json

import pytest

from benzofaq.records.about import inventory
from benzofaq.records.library import Library
from tests.helpers.forks import Forks


@pytest.mark.parametrize("args", [["GB"], ["uk"], ["united kingdom"], ["--region", "gb"]])
def test_a_country_is_given_by_code_or_by_name(run: Forks, args: list[str]) -> None:
    told = run("contacts", *args).stdout.decode()

    assert told.startswith("United Kingdom (GB)\n- 999 ")
    assert "116 123" in told
    assert "911" not in told


def test_without_a_country_it_is_that_of_the_locale_or_all(run: Forks, library: Library) -> None:
    assert run("contacts", LANG="en_NZ.UTF-8").stdout.startswith(b"New Zealand (NZ)\n- 111 ")
    for args in ([], ["--all"]):
        told = run("contacts", *args, LANG="C.UTF-8").stdout.decode()
        assert all(f"{name} ({code})" in told for code, name in library.contacts.regions.items())


def test_a_country_without_lines_is_told_what_to_do(run: Forks) -> None:
    ended = run("contacts", "ZZ")

    assert (ended.returncode, ended.stdout) == (1, b"")
    for said in (b"no lines are listed for ZZ", b"US", b"112", b"https://findahelpline.com"):
        assert said in ended.stderr


def test_json_has_each_line_whole_and_where_each_was_seen_comes_on_request(run: Forks) -> None:
    found = json.loads(run("contacts", "US", "--json").stdout)

    assert (found["region"], found["contacts"][0]["phone"]) == ("US", "911")
    assert {"region", "kind", "name", "phone", "seen_at", "checked"} <= set(found["contacts"][0])
    assert b"seen 20" not in run("contacts", "US").stdout
    assert b"seen 20" in run("contacts", "US", "--sources").stdout


def test_each_kind_of_emergency_can_be_asked_for_and_any_other_word_gets_help_too(run: Forks) -> None:
    for words, kind in (
        *(("spiked-drink", "spiked-drink"), ("Sleepy baby", "sleepy-baby"), ("x", "overdose")),
        *(
            ("child took pills", "child"),
            ("my dog ate a xanax", "pet"),
            ("toddler swallowed xanax poison control", "child"),
        ),
    ):
        assert json.loads(run("emergency", *words.split(), "--json").stdout)["help"]["kind"] == kind


def test_emergency_says_what_to_do_first(run: Forks) -> None:
    told = run("emergency", "--region", "GB").stdout.decode()
    found = json.loads(run("emergency", "--region", "GB", "--json").stdout)

    assert told.startswith("CALL 999 NOW\n\n1. ")
    assert found["help"]["act"] == "CALL 999 NOW"
    assert [f"{n}. {step['text']}" for n, step in enumerate(found["help"]["steps"], 1)] == [
        line for line in told.splitlines() if line[:1].isdigit()
    ]
    assert run("cite", f"Emergency:{found['help']['kind']}").returncode == 0
    lost = run("emergency", BENZOFAQ_REGION="nowhere")
    assert b"911" in lost.stdout
    assert lost.stderr.startswith(b"benzofaq: BENZOFAQ_REGION names no country.")


def test_info_says_version_date_counts_and_the_hash_of_each_file(run: Forks, library: Library) -> None:
    found, told = json.loads(run("info", "--json").stdout), run("info").stdout.decode()

    assert found == found | inventory(library)
    assert {"faq.json", "rules.json", "weights.bin"} <= set(found["sha256"])
    for name, digest in found["sha256"].items():
        assert f"{name}\t{digest}" in told

"""The commands, as a shell runs them: what they print, where, and with which exit code."""

import hashlib
import json
import re
import shlex
import shutil
from typing import Any

import pytest

from benzofaq import __version__, contacts, page
from benzofaq.cli import COMMANDS
from benzofaq.library import Library, data_folder
from benzofaq.model import Match, Reply


def test_ask_prints_the_entry_that_fits_with_all_that_belongs_to_it(benzofaq: Any, library: Library) -> None:
    run = benzofaq("ask", "safest benzo")
    out = run.stdout.decode()
    entry = library.entries["safest-for-anxiety"]

    assert run.returncode == 0
    assert run.stderr == b""
    assert out.startswith("safest-for-anxiety (")
    assert f"\n{entry.question}\nYou asked: safest benzo\n" in out
    for passage in (entry.short, *entry.answer, entry.evidence.why, entry.evidence.unknown):
        assert passage.text in out
    assert f"Evidence: {entry.evidence.grade}" in out
    assert "benzofaq show alternatives\t" in out
    assert "not medical advice" in out
    assert "Stopping a benzodiazepine suddenly can be dangerous" in out


def test_references_are_numbered_in_the_order_of_the_answer_and_every_number_has_its_source(
    benzofaq: Any, library: Library
) -> None:
    out = benzofaq("show", "alcohol").stdout.decode()
    answer, _, sources = out.partition("\nSources\n")
    used = [
        int(n) for group in re.findall(r" \[([\d, ]+)\]$", answer, re.MULTILINE) for n in group.split(", ")
    ]
    listed = [int(n) for n in re.findall(r"^(\d+)\. ", sources, re.MULTILINE)]

    first_seen = list(dict.fromkeys(used))
    assert first_seen == sorted(first_seen) == listed
    assert len(listed) == len(library.cited_by(library.entries["alcohol"]))


def test_every_source_of_an_answer_shows_its_address(benzofaq: Any) -> None:
    _, _, sources = benzofaq("show", "bind").stdout.decode().partition("\nSources\n")
    block = sources.split("\n\n")[0].splitlines()

    assert all(line.startswith("   http") for line in block[1::2])


def test_the_question_need_not_be_quoted(benzofaq: Any) -> None:
    assert benzofaq("ask", "safest", "benzo").stdout == benzofaq("ask", "safest benzo").stdout


def test_a_question_can_come_from_standard_input(benzofaq: Any) -> None:
    assert benzofaq("ask", "-", stdin=b"safest benzo\n").stdout == benzofaq("ask", "safest benzo").stdout


@pytest.mark.parametrize("question", ["who won the world cup", "python list comprehension", "asdf qwer zxcv"])
def test_an_unrelated_question_gets_no_entry_and_exit_1(benzofaq: Any, question: str) -> None:
    run = benzofaq("ask", question)

    assert run.returncode == 1
    assert b"Sources" not in run.stdout
    assert b"benzofaq list" in run.stdout


def test_short_leaves_the_rest_out_but_not_the_sources(benzofaq: Any, library: Library) -> None:
    out = benzofaq("ask", "safest benzo", "--short").stdout.decode()
    entry = library.entries["safest-for-anxiety"]

    assert entry.short.text in out
    assert entry.answer[0].text not in out
    assert "1. " in out
    assert "https://" in out


def test_list_names_every_entry_under_its_topic(benzofaq: Any, library: Library) -> None:
    out = benzofaq("list").stdout.decode()

    for entry in library.entries.values():
        assert f"{entry.id}\t{entry.question}\n" in out
    for title in library.topics.values():
        assert title in out


def test_list_keeps_to_one_topic(benzofaq: Any, library: Library) -> None:
    out = benzofaq("list", "--topic", "withdrawal", "--ids").stdout.decode().split()

    assert out == [one.id for one in library.entries.values() if one.topic == "withdrawal"]


def test_list_says_which_topics_there_are(benzofaq: Any) -> None:
    run = benzofaq("list", "--topic", "nonsense")

    assert run.returncode == 1
    assert b"no topic is called 'nonsense'" in run.stderr
    assert b"withdrawal" in run.stderr


def test_cite_of_an_entry_prints_all_its_sources_in_the_order_of_its_answer(
    benzofaq: Any, library: Library
) -> None:
    lines = benzofaq("cite", "safest-for-anxiety").stdout.decode().splitlines()

    assert len(lines) == len(library.cited_by(library.entries["safest-for-anxiety"]))
    assert [line.split(". ")[0] for line in lines] == [str(n) for n in range(1, len(lines) + 1)]


def test_cite_of_a_source_prints_that_one(benzofaq: Any) -> None:
    run = benzofaq("cite", "barker2004")

    assert run.stdout.decode() == (
        "1. Barker MJ, Greenwood KM, Jackson M, Crowe SF. Persistence of cognitive effects after withdrawal "
        "from long-term benzodiazepine use: a meta-analysis. Archives of Clinical Neuropsychology. "
        "2004 Apr;19(3):437-54. "
        "doi: 10.1016/S0887-6177(03)00096-9. PMID: 15033227.\n"
    )


def test_cite_prints_a_source_once_though_two_entries_cite_it(benzofaq: Any) -> None:
    run = benzofaq("cite", "memory", "bind")
    listed = [line.split(". ", 1)[1] for line in run.stdout.decode().splitlines()]

    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    ("args", "near"),
    [
        (["show", "alchol"], "alcohol"),
        (["cite", "safest"], "safest-for-anxiety"),
        (["cite", "ritvo"], "ritvo2023"),
    ],
)
def test_an_unknown_id_gets_the_nearest_and_exit_1(benzofaq: Any, args: list[str], near: str) -> None:
    run = benzofaq(*args)

    assert run.returncode == 1
    assert run.stdout == b""
    assert near in run.stderr.decode()


@pytest.mark.parametrize(
    ("args", "fields"),
    [
        (["list"], {"topics", "entries"}),
        (["show", "alcohol"], {"entry", "sources"}),
        (["cite", "alcohol"], {"sources"}),
        (["ask", "safest benzo"], {"question", "status", "emergency", "matches", "entry", "sources"}),
        (["ask", "who won the world cup"], {"question", "status", "emergency", "matches", "reason"}),
        (["drug", "valium"], {"drug", "sources"}),
        (["drugs"], {"drugs"}),
        (["contacts", "--region", "GB"], {"region", "contacts"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_json_is_one_object_of_one_shape(benzofaq: Any, args: list[str], fields: set[str]) -> None:
    document = json.loads(benzofaq(*args, "--json").stdout)

    assert document["schema"] == "benzofaq/1"
    assert document["command"] == args[0]
    assert document["reviewed"]
    assert fields <= set(document)


def test_json_of_sources_is_csl_as_it_is_stored(benzofaq: Any, library: Library) -> None:
    (source,) = json.loads(benzofaq("cite", "ritvo2023", "--json").stdout)["sources"]

    assert source["csl"] == library.sources["ritvo2023"].item
    assert source["url"] == "https://doi.org/10.1371/journal.pone.0285584"


def test_a_batch_answers_each_line_with_one_object(benzofaq: Any) -> None:
    questions = ["safest benzo", "", "who won the world cup", "i took a whole bottle of klonopin"]

    run = benzofaq("ask", "--batch", "-", "--json", stdin="".join(f"{q}\n" for q in questions).encode())
    replies = [json.loads(line) for line in run.stdout.splitlines()]

    assert run.returncode == 0
    assert [reply["question"] for reply in replies] == questions
    assert [reply["status"] for reply in replies][:3] == ["answer", "none", "none"]
    assert [reply["emergency"] for reply in replies] == [False, False, False, True]
    assert replies[0]["matches"][0]["id"] == "safest-for-anxiety"


def test_a_batch_reads_a_file(benzofaq: Any, tmp_path: Any) -> None:
    path = tmp_path / "questions.txt"
    path.write_text("safest benzo\r\nwhat is bind", encoding="utf-8")

    run = benzofaq("ask", "--batch", str(path))

    assert [line.split("\t")[2] for line in run.stdout.decode().splitlines()] == [
        "safest-for-anxiety",
        "bind",
    ]


def test_help_names_the_exit_codes(benzofaq: Any) -> None:
    for args in (["--help"], ["ask", "-h"]):
        run = benzofaq(*args)

        assert run.returncode == 0
        for line in ("0  answered", "1  nothing found", "2  wrong usage", "3  only suggestions"):
            assert line in run.stdout.decode()


def test_contacts_of_a_region_name_where_each_was_seen(benzofaq: Any) -> None:
    out = benzofaq("contacts", "--region", "uk").stdout.decode()

    assert "999" in out
    assert "116 123" in out
    assert "seen 2026-11-23 at" in out
    assert "Numbers change" in out
    assert "911" not in out


def test_contacts_of_an_unknown_region_name_the_known_ones(benzofaq: Any) -> None:
    run = benzofaq("contacts", "--region", "ZZ")

    assert run.returncode == 1
    assert b"US" in run.stderr
    assert b"112" in run.stderr


def test_a_drug_is_found_by_brand_slang_and_misspelling(benzofaq: Any) -> None:
    cards = {benzofaq("drug", name).stdout.decode().split()[0] for name in ("Xanax", "alprazolam", "xanex")}

    assert cards == {"drug:alprazolam"}


def test_a_drug_that_is_not_known_gets_the_nearest(benzofaq: Any) -> None:
    run = benzofaq("drug", "zzzzqqq")

    assert run.returncode == 1
    assert b"benzofaq drugs" in run.stderr


def test_a_question_with_no_sure_answer_gets_suggestions_and_exit_3(benzofaq: Any) -> None:
    run = benzofaq("ask", "benzos weird feeling")

    assert run.returncode == 3
    assert b"Did you mean one of these?" in run.stdout
    assert b"benzofaq show " in run.stdout


def test_other_questions_in_the_text_are_named(benzofaq: Any) -> None:
    out = benzofaq("ask", "Can I drink alcohol on valium? Is it safe while breastfeeding?").stdout.decode()

    assert "You also seem to ask\nbenzofaq show breastfeeding\t" in out


def test_an_answer_that_is_not_sure_names_what_else_may_be_meant(benzofaq: Any, library: Library) -> None:
    entry = library.entries["insomnia"]
    matches = tuple(
        Match(id=one, question="?", score=score) for one, score in (("insomnia", 0.5), ("driving", 0.3))
    )
    unsure = Reply(question="x", state="answer", matches=matches)
    sure = Reply(
        question="x", state="answer", matches=(Match(id=entry.id, question="?", score=0.95), matches[1])
    )

    assert "Not what you meant?" in [block.text for block in page.of_also(unsure)]
    assert page.of_also(sure) == []


def test_the_json_of_an_emergency_holds_the_steps_and_the_lines(benzofaq: Any) -> None:
    document = json.loads(benzofaq("ask", "i want to die", "--region", "GB", "--json").stdout)

    assert document["emergency"] is True
    assert document["help"]["kind"] == "suicide"
    assert document["help"]["steps"]
    assert {"999", "116 123"} <= {line["phone"] for line in document["help"]["contacts"]}


def test_answers_from_other_data_say_so(benzofaq: Any, tmp_path: Any) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("training"))

    for run in (
        benzofaq("show", "bind", "--data", str(folder)),
        benzofaq("show", "bind", BENZOFAQ_DATA=str(folder)),
    ):
        assert f"This comes from data ({folder / 'faq.json'})" in run.stdout.decode()
    assert "This comes from" not in benzofaq("show", "bind").stdout.decode()


@pytest.mark.parametrize("name", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_the_region_comes_from_each_variable_of_the_locale(name: str) -> None:
    assert contacts.region_of(None, {name: "en_GB.UTF-8"}) == "GB"
    assert contacts.region_of(None, {"LANG": "en_US", name: "zh_Hans_CN.UTF-8"}) == "CN"
    assert contacts.region_of(None, {name: "C.UTF-8"}) == contacts.INTERNATIONAL
    assert contacts.region_of("uk", {name: "en_US"}) == "GB"


def test_a_card_has_a_short_form_too(benzofaq: Any) -> None:
    short, whole = (benzofaq("show", "drug:valium", *args).stdout for args in (["--short"], []))

    assert len(short) < len(whole) / 3
    assert b"Sources" not in short
    assert b"https://" in short


@pytest.mark.parametrize("option", ["--short", "--explain"])
def test_a_batch_refuses_what_does_not_fit_it(benzofaq: Any, option: str) -> None:
    assert benzofaq("ask", "--batch", "-", option).returncode == 2


@pytest.mark.parametrize(
    "code",
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DK",
        "EE",
        "ES",
        "FI",
        "GR",
        "HR",
        "HU",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ],
)
def test_a_member_of_the_eu_without_lines_of_its_own_gets_112(library: Library, code: str) -> None:
    assert [line.phone for line in contacts.of_region(library.contacts, code)] == ["112"]
    assert contacts.of_region(library.contacts, "CH") == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_the_help_of_each_says_first(benzofaq: Any, name: str) -> None:
    said = benzofaq(name, "-h", COLUMNS="200").stdout.decode()
    first = " ".join(said.split("\n\n")[0].split())

    assert first == COMMANDS[name]
    assert said.index("Examples:") < said.index("Usage:") < said.index("Options:") < said.index("Exit codes:")
    assert said == benzofaq(name, "--help", COLUMNS="200").stdout.decode()


def test_info_tells_the_version_the_date_the_counts_and_the_hash_of_each_file(benzofaq: Any) -> None:
    found = json.loads(benzofaq("info", "--json").stdout)
    said = benzofaq("info").stdout.decode()

    assert found["version"] == __version__
    assert found["reviewed"] == Library().reviewed
    assert found["counts"]["entries"] == 47
    assert found["counts"]["sources"] == len(Library().sources)
    assert found["bundled"] is True
    for name in ("faq.json", "weights.tsv", "lexicon.json"):
        digest = hashlib.sha256((data_folder() / name).read_bytes()).hexdigest()
        assert found["sha256"][name] == digest
        assert digest in said
    assert str(data_folder()) in said


def test_random_shows_some_entry_and_daily_the_same_all_day(benzofaq: Any) -> None:
    shown = {benzofaq("random", "--json").stdout for _ in range(4)}
    daily = {benzofaq("random", "--daily", "--json").stdout for _ in range(2)}

    assert len(shown) > 1  # one chance in 100,000 to fail: four times the same of 47
    assert all(json.loads(one)["entry"]["id"] in Library().entries for one in shown)
    assert len(daily) == 1


def test_the_welcome_has_three_examples_that_work(benzofaq: Any) -> None:
    run = benzofaq()
    examples = re.findall(r"^  benzofaq (.*?)  ", run.stdout.decode(), re.MULTILINE)

    assert run.returncode == 0
    assert len(examples) == 3
    assert [benzofaq(*shlex.split(one)).returncode for one in examples if one != "browse"] == [0, 0]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["list", "--topic", "WITHDRAWAL"], 0),
        (["show", "Alcohol"], 0),
        (["drug", ""], 2),
        (["drug", "?"], 2),
        (["contacts", "--region", "germany"], 0),
        (["contacts", "--region", "GB", "--all"], 2),
        (["ask", "safest benzo", "--region", "nowhere"], 2),
        (["safest benzo"], 2),
    ],
)
def test_what_is_typed_loosely_is_understood_or_told(benzofaq: Any, args: list[str], code: int) -> None:
    run = benzofaq(*args)

    assert run.returncode == code
    assert bool(run.stderr) == (code != 0)


def test_a_question_without_ask_is_told_how_to_ask(benzofaq: Any) -> None:
    assert b'To ask a question: benzofaq ask "safest benzo"' in benzofaq("safest benzo").stderr


@pytest.mark.parametrize("words", ["safest benzo", "my son wont wake up", "is ambien a benzo", "xanax"])
def test_a_question_without_ask_and_without_quotes_is_told_too(benzofaq: Any, words: str) -> None:
    run = benzofaq(*words.split(), "--short")

    assert run.returncode == 2
    assert run.stderr.decode().endswith(f'To ask a question: benzofaq ask "{words}"\n')


@pytest.mark.parametrize("args", [["aks", "foo"], ["shwo", "alcohol"], ["drgu"]])
def test_a_misspelt_command_is_no_question(benzofaq: Any, args: list[str]) -> None:
    run = benzofaq(*args)

    assert run.returncode == 2
    assert b"Did you mean '" in run.stderr
    assert b"To ask a question" not in run.stderr


def test_help_is_a_word_as_well_as_an_option(benzofaq: Any) -> None:
    assert benzofaq("help").stdout == benzofaq("--help").stdout
    assert benzofaq("help", "ask").stdout == benzofaq("ask", "--help").stdout
    assert benzofaq("help", "nonsense").returncode == 0


@pytest.mark.parametrize("names", [["xanax", "valium"], ["xanax and valium"]])
def test_two_drugs_at_once_get_no_card_of_one(benzofaq: Any, names: list[str]) -> None:
    run = benzofaq("drug", *names)

    assert (run.returncode, run.stdout) == (1, b"")
    assert b"Nearest: alprazolam, diazepam." in run.stderr


def test_a_drug_without_a_card_gets_no_card_of_another(benzofaq: Any) -> None:
    run = benzofaq("drug", "heroin")

    assert run.returncode == 1
    assert b"Nearest" not in run.stderr

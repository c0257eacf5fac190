"""`list`, `show`, `random`, `search`, `drug` and `drugs`: records by id, by chance, by their words."""

import datetime
import json
import re
from pathlib import Path

from benzofaq.records.library import Library
from tests.helpers.forks import Forks
from tests.helpers.packs import both, drop, put, sample_with


def test_list_names_every_entry_under_its_topic_and_keeps_to_one_in_any_case_and_to_ids(
    run: Forks, library: Library
) -> None:
    told = run("list").stdout.decode()
    ids = [one.id for one in library.entries.values() if one.topic == "withdrawal"]

    for entry in library.entries.values():
        assert f"{entry.id}\t{entry.question}\n" in told
    for id_, title in library.topics.items():
        assert f"{title} ({id_})\n" in told
    assert run("list", "--topic", "Withdrawal", "--ids").stdout.decode().split() == ids
    listed = json.loads(run("list", "--topic", "withdrawal", "--json").stdout)["entries"]
    assert [one["id"] for one in listed] == ids


def test_show_prints_all_of_an_entry_or_with_short_its_first_screen(run: Forks, library: Library) -> None:
    entry = library.entries["alcohol"]
    whole, short = run("show", "alcohol").stdout.decode(), run("show", "Alcohol", "--short").stdout.decode()

    for passage in (entry.short, *entry.points, *entry.details):
        assert passage.text in whole
    assert entry.details[0].text not in short
    assert run("ask", entry.question).stdout.decode().startswith(short)


def test_a_card_goes_by_its_id_or_by_a_name_of_the_drug_in_any_spelling(run: Forks) -> None:
    card = run("drug", "diazepam").stdout

    assert card.startswith(b"diazepam (Valium)\n")
    for id_ in ("drug:diazepam", "drug:valium", "DRUG:Valium", "valium", "Valium"):
        assert run("show", id_).stdout == card
    for name in ("Valium", "DIAZEPAM", "valum"):
        assert run("drug", name).stdout == card
    assert json.loads(run("drug", "valum", "--json").stdout)["drug"]["id"] == "drug:diazepam"
    assert run("show", "valium", "--short").stdout == run("drug", "valium", "--short").stdout != card


def test_a_name_that_two_drugs_share_gets_no_card_of_one(run: Forks, tmp_path: Path, pack: Path) -> None:
    shared = sample_with(put("drugs.json", "drugs", 1, "brands", ["Nonex"]), tmp_path)

    assert run("show", "nonex", "--data", str(pack)).returncode == 0
    assert run("show", "nonex", "--data", str(shared)).returncode == 1


def test_drugs_lists_those_that_last_longest_first_and_with_all_the_others(run: Forks, pack: Path) -> None:
    some, everything = (run("drugs", *args, "--data", str(pack)).stdout.decode() for args in ([], ["--all"]))

    assert some.index("nonepam (Nonex)\t") < some.index("zolnone\t")
    assert "nonetine" not in some
    assert "Not benzodiazepines: nonetine (Nonzac)." in everything
    listed = json.loads(run("drugs", "--all", "--json", "--data", str(pack)).stdout)["drugs"]
    assert [one["name"] for one in listed] == ["nonepam", "zolnone", "unknownpam", "nonetine"]


def test_data_without_cards_or_sources_say_so(run: Forks, tmp_path: Path) -> None:
    folder = str(sample_with(both(drop("drugs.json"), drop("sources.json")), tmp_path))

    for line, said in (("drugs", "these data have no drug"), ("sources --kind label", "no source matches")):
        ended = run(*line.split(), "--data", folder)
        assert (ended.returncode, ended.stdout) == (1, b"")
        assert ended.stderr.decode().startswith(f"benzofaq: {said}")


def test_random_shows_some_entry_and_daily_the_same_all_day(run: Forks, library: Library) -> None:
    shown = {run("random", "--json").stdout for _ in range(5)}

    assert len(shown) > 1  # one chance in 19 million to fail: five times the same of 66
    assert all(json.loads(one)["entry"]["id"] in library.entries for one in shown)
    today = datetime.date.today().toordinal() % len(library.entries)  # so that none comes twice in a round
    daily = json.loads(run("random", "--daily", "--json").stdout)
    assert daily["entry"]["id"] == list(library.entries)[today]


def test_search_lists_what_contains_all_the_words(run: Forks, pack: Path) -> None:
    def found(*words: str) -> list[str]:
        told = run("search", *words, "--data", str(pack)).stdout.decode()
        return re.findall("^(.*?)\t", told, re.MULTILINE)

    assert found("TRIAL", "40 people") == ["first"]
    assert found("nonzac") == ["drug:nonetine"]
    assert found("if i do nothing") == ["first"]
    assert found("benzodiazepine") == ["drug:nonepam", "drug:unknownpam"]
    listed = json.loads(run("search", "trial", "--json", "--data", str(pack)).stdout)["matches"]
    assert listed == [{"id": "first", "question": "What is the first question?"}]

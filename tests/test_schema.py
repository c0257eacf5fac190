"""The JSON Schemas, for editors and for what `--json` prints, are what the records' types say."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from benzofaq.checking.pack import FILES, schema_of
from maintaining.outputs import Output
from tests.helpers.files import ROOT
from tests.helpers.forks import Forks
from tests.helpers.invocations import OVERDOSE
from tests.helpers.packs import GOOD, Change, drop, good, put

ENTRY = ("faq.json", "entries", 0)
NAMES = [name.removesuffix(".json") for name in FILES]


def written(name: str) -> bytes:
    return schema_of(FILES[f"{name}.json"][0])


def faults(name: str, document: Any) -> list[str]:
    found = Draft202012Validator(json.loads(written(name))).iter_errors(document)
    return [f"{one.json_path}: {one.message[:200]}" for one in found]


@pytest.mark.parametrize("name", NAMES)
def test_good_files_fit_and_each_record_is_described(name: str) -> None:
    schema = json.loads(written(name))

    Draft202012Validator.check_schema(schema)
    Draft202012Validator.check_schema(json.loads(schema_of(Output)))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert all(one.get("description") for one in schema["$defs"].values())
    assert faults(name, GOOD[f"{name}.json"]) == []
    for folder in (ROOT / "data", ROOT / "examples" / "tool-library"):
        if (path := folder / f"{name}.json").exists():
            assert faults(name, json.loads(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "change",
    [
        put(*ENTRY, "id", "a\n"),
        put(*ENTRY, "question", 5),
        put(*ENTRY, "question", " "),
        drop(*ENTRY, "short"),
        put("faq.json", "entries", 1, "evidence", "grade", "good"),
        put("faq.json", "entries", []),
        put("faq.json", "turn_off", ["alarm"]),
        put("sources.json", 0, "issued", "date-parts", []),
        put("drugs.json", "drugs", 0, "group", "benzo"),
        put("drugs.json", "drugs", 0, "half_life", 0, "low", 0),
        put("emergencies.json", "kinds", "pet", "do", []),
        drop("contacts.json", "regions"),
    ],
)
def test_a_wrong_value_shows_in_the_editor(change: Change) -> None:
    files = good()
    change(files)

    (file,) = (name for name in files if files[name] != GOOD[name])
    assert faults(file.removesuffix(".json"), files[file])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        *(("output", f"{words} --json") for words in ("ask safest benzo", f"ask {OVERDOSE}", "drug valium")),
        ("output", "ask what is valium --json --explain --cite apa"),
        ("batch", "ask --batch FILE --json --explain"),
        *(("error", f"{words} --json") for words in ("show nothing-like-it", "ask x --region nowhere")),
    ],
)
def test_what_is_printed_fits_its_schema(run: Forks, tmp_path: Path, name: str, words: str) -> None:
    file = tmp_path / "questions"
    file.write_text(OVERDOSE, encoding="utf-8")
    ended = run(*words.replace("FILE", str(file)).split())
    schema = json.loads((ROOT / "docs" / f"{name}.schema.json").read_text("utf-8"))

    Draft202012Validator(schema).validate(json.loads(ended.stderr if name == "error" else ended.stdout))

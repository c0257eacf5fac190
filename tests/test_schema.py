"""The JSON Schemas for editors are in step with the records, the loader and the check.

After a change of shapes.py run BENZOFAQ_UPDATE=1 python -m pytest tests/test_schema.py to write them anew.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from benzofaq import library, schemas, shapes
from benzofaq.library import data_folder
from benzofaq.model import Contact, Drug, Entry, Evidence, HalfLife, Passage, Seed

from .conftest import ROOT
from .packs import BROKEN, Broken, good
from .test_data import CSL_TYPES

# A fault of these rules is one of shape, which an editor can show while the file is written.
OF_SHAPE = {
    "wrong-type", "missing-field", "unknown-field", "not-allowed", "empty-list", "empty-text", "bad-slug",
    "bad-date", "bad-link", "bad-identifier",
}  # fmt: skip

# Dates of no calendar have the shape of dates, and only what CSL knows is asked of a source.
NOT_BY_SCHEMA = {"'2026-02-30' is no date", "containertitle", "'https://a b'"}


def stored(name: str) -> Any:
    return json.loads((data_folder() / f"{name}.schema.json").read_text("utf-8"))


def faults(name: str, document: Any) -> list[str]:
    found = Draft202012Validator(stored(name)).iter_errors(document)
    return [f"{one.json_path}: {one.message[:200]}" for one in found]


def of_shape() -> list[Broken]:
    return [
        one
        for one in BROKEN
        if one.rule in OF_SHAPE
        and one.said.split(".json")[0] in schemas.FILES
        and not any(said in one.said for said in NOT_BY_SCHEMA)
    ]


@pytest.mark.parametrize("name", schemas.FILES)
def test_the_file_is_what_the_shapes_say(name: str) -> None:
    text = json.dumps(schemas.schema(name), indent=1, ensure_ascii=False) + "\n"
    path = data_folder() / f"{name}.schema.json"

    if os.environ.get("BENZOFAQ_UPDATE"):
        path.write_text(text, encoding="utf-8")
    else:
        assert path.read_text("utf-8") == text


@pytest.mark.parametrize("name", schemas.FILES)
def test_it_is_a_schema_whose_fields_say_what_they_are_for(name: str) -> None:
    schema = stored(name)

    Draft202012Validator.check_schema(schema)
    for shape in (schema, *schema["$defs"].values()):
        for key, field in shape.get("properties", {}).items():
            assert field == {} or field.get("description"), key


@pytest.mark.parametrize("name", schemas.FILES)
def test_the_bundled_data_fit(name: str) -> None:
    assert faults(name, json.loads((data_folder() / f"{name}.json").read_text("utf-8"))) == []


@pytest.mark.parametrize("name", ["faq", "sources"])
def test_the_example_pack_fits(name: str) -> None:
    text = (ROOT / "examples" / "tool-library" / f"{name}.json").read_text("utf-8")

    assert faults(name, json.loads(text)) == []


@pytest.mark.parametrize("name", schemas.FILES)
def test_a_pack_without_a_fault_fits(name: str) -> None:
    assert faults(name, good()[f"{name}.json"]) == []


@pytest.mark.parametrize("broken", of_shape(), ids=lambda one: f"{one.rule}-{one.said[:40]}")
def test_a_fault_of_shape_shows_in_the_editor(broken: Broken, tmp_path: Path) -> None:
    file = broken.said.split(":")[0]

    document = broken.files()[file]

    assert faults(file.removesuffix(".json"), document)


def test_every_rule_of_shape_is_shown() -> None:
    assert {one.rule for one in of_shape()} == OF_SHAPE


@pytest.mark.parametrize(
    ("shape", "record", "other_names"),
    [
        (shapes.ENTRY, Entry, {}),
        (shapes.PASSAGE, Passage, {}),
        (shapes.EVIDENCE, Evidence, {}),
        (shapes.SEED, Seed, {}),
        (shapes.CONTACT, Contact, {}),
        (shapes.HALF_LIFE, HalfLife, {}),
        (shapes.DRUG, Drug, {"drug_class": "class", "half_lives": "half_life"}),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_the_fields_are_those_of_the_record(
    shape: shapes.Shape, record: Any, other_names: dict[str, str]
) -> None:
    fields = {other_names.get(name, name): name for name in record.fields}

    assert set(shape.fields) == set(fields)
    for ours, theirs in fields.items():
        assert not (shape.fields[ours].required and theirs in record.defaults), ours


def test_what_an_entry_of_a_pack_may_leave_out_is_what_the_loader_makes_up_for() -> None:
    spare = {name for name, shape in shapes.ENTRY.fields.items() if not shape.required}

    assert spare == {*library._SPARE, "reviewed"}


def test_the_words_that_are_allowed_are_those_of_the_loader() -> None:
    assert set(shapes.EVIDENCE.fields["grade"].allowed) == library._GRADES
    assert set(shapes.SEED.fields["holds"].allowed) == library._HOLDS
    assert set(shapes.DRUG.fields["group"].allowed) == library._GROUPS
    assert set(shapes.SWITCHES) == library._SWITCHES
    assert set(shapes.CSL_TYPES) >= CSL_TYPES

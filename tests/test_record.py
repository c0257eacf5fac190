"""Records are what frozen, slotted, keyword-only dataclasses are, but for what it takes to define them."""

from __future__ import annotations

import copy
import pickle
import re
from typing import Any

import pytest

from benzofaq.model import Match, Passage
from benzofaq.record import as_dict, replace

from .conftest import ROOT

ONE = Match(id="a", question="b", score=0.5)


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"text": "a", "texts": "b"}, "has no texts"), ({}, "lacks text"), ({"cites": ()}, "lacks text")],
)
def test_a_field_that_lacks_or_is_not_known_is_refused(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        Passage(**fields)


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="can't be changed"):
        ONE.id = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="can't be changed"):
        del ONE.id

    assert replace(ONE, id="b") == Match(id="b", question="b", score=0.5)
    assert ONE.id == "a"


def test_records_with_the_same_fields_are_one() -> None:
    twin, other = Match(**as_dict(ONE)), replace(ONE, score=0.4)

    assert {ONE, twin, other} == {ONE, other}
    assert as_dict(ONE) != ONE
    assert copy.deepcopy(ONE) == pickle.loads(pickle.dumps(ONE)) == ONE


def test_each_module_of_records_keeps_its_annotations_as_text() -> None:
    # From Python 3.14 a class body has no others, and the records there would have no fields.
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "benzofaq").rglob("*.py")]
    modules = [text for text in texts if re.search(r"^class \w+\(Record\)", text, re.MULTILINE)]

    assert len(modules) > 5
    assert all("\nfrom __future__ import annotations\n" in text for text in modules)

"""A data file that can't be read is named with the place in it and what to do."""

from pathlib import Path
from typing import Any

import pytest

from benzofaq.records import files
from benzofaq.records.files import DataError, bundled_folder, decode, read_bytes
from benzofaq.records.model import Faq
from tests.helpers.files import ROOT

REMEDY = "Mend it."
ENTRY = '{"id": "a", "topic": "b", "question": "c?", "short": {"text": "d"}}'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "x.json: should be an object, not a list. Mend it."),
        ("5", "x.json: should be an object, not a number. Mend it."),
        ("null", "x.json: should be an object, not null. Mend it."),
        ("{}", "x.json: is missing the field entries. Mend it."),
        ('{"entries": {}}', "x.json: entries: should be a list, not an object. Mend it."),
        ('{"entries": []}', "x.json: entries: is empty. Mend it."),
        ('{"entries": [1]}', "x.json: entries[0]: should be an object, not a number. Mend it."),
        (f'{{"entries": [{ENTRY}, {{}}]}}', "x.json: entries[1]: is missing the field id. Mend it."),
        (f'{{"entries": [{ENTRY.replace("d", "")}]}}', "x.json: entries[0].short.text: is empty. Mend it."),
        (f'{{"entries": [{ENTRY}], "name": true}}', "x.json: name: should be text, not true or false."),
        (f'{{"entries": [{ENTRY}], "format": 2}}', "x.json: format: 2 is not one of the allowed values."),
        ("", "x.json is not valid JSON: "),
        ("{", "x.json is not valid JSON: "),
        (f'{{"entries": [{ENTRY}],}}', "x.json is not valid JSON: "),
        (f'{{"entries": [{ENTRY}]}} {{}}', "x.json is not valid JSON: "),
        (f'{{"entries": [{ENTRY}], "x": NaN}}', "x.json is not valid JSON: "),
        (f'{{"entries": [{ENTRY}], "x": {"[" * 100_000}', "x.json is not valid JSON: "),
        (f'{{"entries": [{ENTRY.replace("d", "%")}]}}', "x.json is not valid JSON: Invalid UTF-8"),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_broken_content_is_said_with_its_place(content: str, said: str) -> None:
    with pytest.raises(DataError) as raised:
        decode(content.encode().replace(b"%", b"\xff"), Faq, "x.json", REMEDY)

    assert str(raised.value).startswith(said)
    assert str(raised.value).endswith(REMEDY)


def test_a_byte_order_mark_is_passed_over_and_the_bundled_data_are_those_of_the_checkout() -> None:
    found = decode(f'\ufeff{{"entries": [{ENTRY}]}}'.encode(), Faq, "x.json", REMEDY)

    assert [one.id for one in found.entries] == ["a"]
    assert bundled_folder() == ROOT / "data"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.json", "none.json is missing. Mend it."), ("folder", "folder is not a file. Mend it."),
        ("large", "large is larger than 50 bytes. Mend it."), ("nul\0", " is missing. Mend it."),
        ("/dev/null", "/dev/null is not a file. Mend it."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 50)
    (tmp_path / "folder").mkdir()
    (tmp_path / "large").write_bytes(b"x" * 51)
    (tmp_path / "full").write_bytes(b"x" * 50)

    with pytest.raises(DataError) as raised:
        read_bytes(tmp_path / name, REMEDY)

    assert said in str(raised.value)
    assert len(read_bytes(tmp_path / "full", REMEDY)) == 50


def test_a_file_that_fails_while_it_is_read_is_named_with_the_reason(tmp_path: Path) -> None:
    class Failing(type(tmp_path)):  # type: ignore[misc]
        def is_file(self) -> bool:
            return True

        def open(self, *_: Any, **__: Any) -> Any:
            raise OSError(5, "Input/output error")

    with pytest.raises(DataError, match=r"x can't be read: Input/output error\. Mend it\."):
        read_bytes(Failing("x"), REMEDY)

"""Other programs may use the engine: typed, silent, and with errors that they can catch."""

import gc
import sys
import weakref
from pathlib import Path
from typing import assert_type

import pytest

import benzofaq
from benzofaq import DataError, Drug, Entry, Reply, answer, ask, lines, load, sources
from benzofaq.records.passages import cited, sourced
from tests.helpers.files import ROOT
from tests.helpers.program import process

TOOLS = ROOT / "examples" / "tool-library"


def test_an_answer_is_an_entry_or_a_card_and_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    entry, card = answer(ask("safest benzo")), answer(ask("what is klonopin"))

    assert_type(ask("safest benzo"), Reply)
    assert_type(card, Entry | Drug | None)
    assert isinstance(entry, Entry)
    assert isinstance(card, Drug)
    assert (entry.id, card.name) == ("safest-for-anxiety", "clonazepam")
    assert [source.id for source in sources(card)] == list(cited(sourced(card)))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("question", ["valium on tuesdays", "best pizza in rome", ""])
def test_what_is_unclear_or_unknown_gives_no_record(question: str) -> None:
    assert answer(ask(question)) is None


def test_an_emergency_comes_with_the_lines_of_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    assert ask("my friend took all his xanax and wont wake up").emergency == "overdose"
    assert "999" in lines("GB").fill("{emergency}")
    assert lines().region == "GB"
    assert lines("US", load(TOOLS)) == lines("US")


def test_data_that_cannot_be_read_are_an_error_to_catch(tmp_path: Path) -> None:
    (tmp_path / "faq.json").write_text("{")

    for data in (tmp_path, str(tmp_path / "faq.json"), tmp_path / "none.json"):
        with pytest.raises(DataError, match=r"faq\.json|none\.json"):
            ask("hello", load(data))


def test_each_library_answers_for_itself_and_is_let_go_when_nobody_holds_it() -> None:
    tools = load(TOOLS)
    seen = weakref.ref(tools)

    assert answer(ask("safest benzo", tools), tools) is None
    assert answer(ask("safest benzo")) is not None
    assert load() is load()
    del tools
    gc.collect()
    assert seen() is None


def test_the_package_offers_what_its_api_does() -> None:
    from benzofaq import api

    assert all(getattr(benzofaq, name) is getattr(api, name) for name in api.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        benzofaq.nonsense  # noqa: B018


def test_importing_the_package_imports_nothing_of_it() -> None:
    code = "import sys, benzofaq; print([one for one in sys.modules if one.startswith('benzofaq.')])"

    assert process(sys.executable, "-c", code).stdout.strip() == b"[]"
    assert (ROOT / "benzofaq" / "py.typed").exists()

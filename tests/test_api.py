"""Other programs may use the engine: typed, silent, and with errors that they can catch."""

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

import benzofaq
from benzofaq import DataError, answer, ask, lines, load, sources

from .conftest import ROOT


def test_a_question_is_answered_without_a_word_printed(capfd: pytest.CaptureFixture[str]) -> None:
    reply = ask("safest benzo")
    found = answer(reply)

    assert found is not None
    assert found.id == "safest-for-anxiety"
    assert capfd.readouterr() == ("", "")


def test_a_card_is_an_answer_too() -> None:
    found = answer(ask("what is klonopin"))

    assert isinstance(found, benzofaq.Drug)
    assert found.name == "clonazepam"
    assert [source.id for source in sources(found)] == load().cited_by(found)


def test_what_is_unclear_or_unknown_gives_no_record() -> None:
    assert answer(ask("benzos weird feeling")) is None
    assert answer(ask("best pizza in rome")) is None
    assert answer(ask("")) is None


def test_an_emergency_is_told_with_its_numbers() -> None:
    reply = ask("my friend took all his xanax and wont wake up")

    assert reply.emergency == "overdose"
    assert "999" in lines("GB").fill("{emergency}")


def test_data_that_cannot_be_read_are_an_error_to_catch(tmp_path: Path) -> None:
    (tmp_path / "faq.json").write_text("{")

    for data in (tmp_path, tmp_path / "faq.json", tmp_path / "none.json"):
        with pytest.raises(DataError, match=r"faq\.json|none\.json"):
            ask("hello", load(data))


def test_each_library_answers_for_itself() -> None:
    tools = load(ROOT / "examples" / "tool-library")

    assert answer(ask("safest benzo", tools), tools) is None
    assert answer(ask("safest benzo")) is not None


def test_a_library_that_nobody_holds_any_more_is_let_go() -> None:
    tools = load(ROOT / "examples" / "tool-library")
    ask("can i bring it back late", tools)
    seen = weakref.ref(tools)

    del tools
    gc.collect()

    assert seen() is None


def test_the_package_offers_what_its_api_does() -> None:
    from benzofaq import api

    assert set(api.__all__) == benzofaq.PUBLIC
    assert all(getattr(benzofaq, name) is getattr(api, name) for name in benzofaq.PUBLIC)


def test_there_is_nothing_else_to_import() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        benzofaq.nonsense  # noqa: B018


def test_the_names_are_typed(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from benzofaq import answer, ask, load\n"
        "reply = ask('x', load())\n"
        "reveal_type(reply)\n"
        "reveal_type(answer(reply))\n"
    )
    mypy = pytest.importorskip("mypy.api")

    said, _, code = mypy.run([str(program), "--strict", "--cache-dir", str(tmp_path / "cache")])

    assert code == 0, said
    assert "benzofaq.model.Reply" in said
    assert "benzofaq.model.Entry | benzofaq.model.Drug | None" in said


def test_importing_the_package_imports_nothing_of_it() -> None:
    code = "import sys, benzofaq; print([one for one in sys.modules if one.startswith('benzofaq.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert run.stdout.strip() == "[]"

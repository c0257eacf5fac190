"""Other programs may use the engine: typed, silent, and with errors that they can catch."""

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

import benzofaq
from benzofaq import DataError, Drug, answer, ask, lines, load, sources
from benzofaq.records.passages import cited, sourced
from tests.helpers.files import ROOT

TOOLS = ROOT / "examples" / "tool-library"


def test_a_question_is_answered_and_nothing_printed(capfd: pytest.CaptureFixture[str]) -> None:
    found = answer(ask("safest benzo"))

    assert found
    assert found.id == "safest-for-anxiety"
    assert capfd.readouterr() == ("", "")


def test_a_card_is_an_answer_too_with_its_sources() -> None:
    found = answer(ask("what is klonopin"))

    assert isinstance(found, Drug)
    assert found.name == "clonazepam"
    assert [source.id for source in sources(found)] == list(cited(sourced(found)))


@pytest.mark.parametrize("question", ["benzos weird feeling", "best pizza in rome", ""])
def test_what_is_unclear_or_unknown_gives_no_record(question: str) -> None:
    assert answer(ask(question)) is None


def test_an_emergency_comes_with_its_numbers() -> None:
    reply = ask("my friend took all his xanax and wont wake up")

    assert reply.emergency == "overdose"
    assert "999" in lines("GB").fill("{emergency}")


def test_the_lines_are_those_of_the_locale_or_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    assert lines().region == "GB"
    assert lines("US", load(TOOLS)) == lines("US")


def test_data_that_cannot_be_read_are_an_error_to_catch(tmp_path: Path) -> None:
    (tmp_path / "faq.json").write_text("{")

    for data in (tmp_path, str(tmp_path / "faq.json"), tmp_path / "none.json"):
        with pytest.raises(DataError, match=r"faq\.json|none\.json"):
            ask("hello", load(data))


def test_each_library_answers_for_itself() -> None:
    tools = load(TOOLS)

    assert answer(ask("safest benzo", tools), tools) is None
    assert answer(ask("safest benzo")) is not None
    assert load() is load()


def test_a_library_that_nobody_holds_any_more_is_let_go() -> None:
    tools = load(TOOLS)
    ask("late fee", tools)
    seen = weakref.ref(tools)

    del tools
    gc.collect()

    assert seen() is None


def test_the_package_offers_what_its_api_does() -> None:
    from benzofaq import api

    assert all(getattr(benzofaq, name) is getattr(api, name) for name in api.__all__)
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
    assert "benzofaq.reading.reply.Reply" in said
    assert "benzofaq.records.model.Entry | benzofaq.records.model.Drug | None" in said


def test_importing_the_package_imports_nothing_of_it() -> None:
    code = "import sys, benzofaq; print([one for one in sys.modules if one.startswith('benzofaq.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)

    assert run.stdout.strip() == b"[]"

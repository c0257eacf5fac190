"""The pages in docs/ keep their word: each example prints what it says.

After a change run BENZOFAQ_UPDATE=1 python -m pytest tests/test_docs.py to write the outputs anew, and
read the difference.
"""

import doctest
import json
import re
from pathlib import Path

import pytest

from benzofaq import shapes
from benzofaq.check import problems

from .conftest import ROOT
from .test_readme import EXAMPLE, held_to
from .test_schema import faults

PAGES = sorted((ROOT / "docs").glob("*.md"))
PACKS = ROOT / "docs" / "packs.md"


def examples() -> list[tuple[Path, str, str]]:
    return [
        (page, found["command"], found["output"])
        for page in PAGES
        for found in EXAMPLE.finditer(page.read_text("utf-8"))
    ]


def snippets() -> list[str]:
    return re.findall(r"```json\n(.*?)```", PACKS.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize(
    ("page", "command", "output"), examples(), ids=[f"{page.stem}: {line}" for page, line, _ in examples()]
)
def test_an_example_prints_what_it_says(page: Path, command: str, output: str) -> None:
    held_to(page, command, output)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_first_pack_that_is_shown_is_a_pack(tmp_path: Path) -> None:
    (tmp_path / "faq.json").write_text(snippets()[0], encoding="utf-8")

    assert problems(tmp_path) == []


def test_the_source_that_is_shown_is_one() -> None:
    assert faults("sources", json.loads(snippets()[1])) == []


def test_every_field_of_a_pack_is_explained() -> None:
    text = PACKS.read_text("utf-8")
    rows = set(re.findall(r"^\| `([\w$]+)` \|", text, re.MULTILINE))

    # The bundled file has three fields more, which say what a pack says in name and covers.
    fields = set(shapes.FAQ.fields) - {"about", "format", "subject", "title"}
    assert rows >= fields | set(shapes.ENTRY.fields)


def test_the_examples_in_python_give_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    failed, tried = doctest.testfile(str(ROOT / "docs" / "library.md"), module_relative=False)

    assert tried > 25
    assert failed == 0

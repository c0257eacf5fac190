"""README and docs keep their word: each example prints what it says, each link leads somewhere.

BENZOFAQ_UPDATE=1 python -m pytest tests/test_docs.py writes the outputs of the examples anew.
"""

import datetime
import doctest
import json
import os
import re
import shlex
import sys
from pathlib import Path

import msgspec
import pytest

from benzofaq.checking.check import problems
from benzofaq.cli import COMMANDS
from benzofaq.records.library import Library
from benzofaq.records.model import Entry, Faq
from benzofaq.records.sources import Source
from tests.helpers.files import ROOT
from tests.helpers.forks import Forks
from tests.helpers.program import PROGRAM, process

README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("[A-Z]*.md"))]
EXAMPLE = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)

EXAMPLES = [
    (page, found["command"], found["output"])
    for page in dict.fromkeys(PAGES)
    for found in EXAMPLE.finditer(page.read_text("utf-8"))
]


def output_of(command: str, run: Forks) -> str:
    if not set(command) & set("|>;$"):
        return run(*shlex.split(command)[1:], cwd=ROOT).stdout.decode("utf-8")
    shell = re.sub(r"\bbenzofaq (?=[a-z-])", f"{' '.join(PROGRAM)} ", command)
    return process("sh", "-c", shell).stdout.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("page", "command", "output"), EXAMPLES, ids=[f"{page.stem}: {line}" for page, line, _ in EXAMPLES]
)
def test_an_example_prints_what_it_says(run: Forks, page: Path, command: str, output: str) -> None:
    printed = output_of(command, run)

    if os.environ.get("BENZOFAQ_UPDATE"):
        text = page.read_text("utf-8")
        old, new = f"$ {command}\n{output}```", f"$ {command}\n{printed}```"
        page.write_text(text.replace(old, new), encoding="utf-8")
    else:
        assert printed == output


@pytest.mark.parametrize("page", dict.fromkeys(PAGES), ids=lambda page: page.stem)
def test_a_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_is_soon_read_and_every_command_and_grade_is_told() -> None:
    commands, evidence = (
        (ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in ("commands", "evidence")
    )

    assert len(README.read_text("utf-8").split()) <= 900
    assert {name for name in COMMANDS if f"benzofaq {name}" not in commands} == set()
    for grade, meaning in Library().grades.items():
        assert re.search(rf"\| {grade} \| .* \| {re.escape(meaning)} \|", evidence)


def test_the_pack_and_the_source_that_are_shown_are_sound(tmp_path: Path) -> None:
    snippets = re.findall(r"```json\n(.*?)```", (ROOT / "docs" / "packs.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "faq.json").write_text(snippets[0], encoding="utf-8")

    assert problems(tmp_path, today=datetime.date(2026, 11, 30)) == []
    assert msgspec.convert(json.loads(snippets[1]), tuple[Source, ...])


def test_every_field_of_a_pack_is_explained() -> None:
    told = (ROOT / "docs" / "packs.md").read_text("utf-8")
    rows = set(re.findall(r"^\| `([\w$]+)` \|", told, re.MULTILINE))
    fields = {field.encode_name for kind in (Faq, Entry) for field in msgspec.structs.fields(kind)}

    assert rows >= fields - {"format"}


def test_the_examples_in_python_give_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    failed, tried = doctest.testfile(str(ROOT / "docs" / "library.md"), module_relative=False)

    assert tried > 25
    assert failed == 0


def test_the_pictures_show_what_the_program_prints() -> None:
    ended = process(sys.executable, ROOT / "docs" / "pictures" / "make.py", "--check")

    assert ended.returncode == 0, ended.stderr.decode()
    for name in re.findall(r"docs/pictures/(\w+)\.svg", README.read_text("utf-8")):
        picture = (ROOT / f"docs/pictures/{name}.svg").read_text("utf-8")
        assert not re.search(r"url\((?!#)|href|@import", picture)  # it asks nobody for anything

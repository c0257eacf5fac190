"""The README keeps its word: each example prints what it says.

After a change of the data run BENZOFAQ_UPDATE=1 python -m pytest tests/test_readme.py to write the
outputs anew, and read the difference.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benzofaq.cli import COMMANDS
from benzofaq.library import Library

from .conftest import ROOT

README = ROOT / "README.md"
EXAMPLE = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)


def examples() -> list[tuple[str, str]]:
    return [(found["command"], found["output"]) for found in EXAMPLE.finditer(README.read_text("utf-8"))]


def output_of(command: str) -> str:
    shell = re.sub(r"\bbenzofaq (?=[a-z])", f"{sys.executable} -m benzofaq ", command)
    run = subprocess.run(
        ["sh", "-c", shell], capture_output=True, cwd=ROOT, env={**os.environ}, check=False, text=True
    )
    return run.stdout


def held_to(page: Path, command: str, output: str) -> None:
    """Hold an example of a page to what the command prints, or write that into the page."""
    printed = output_of(command)

    if os.environ.get("BENZOFAQ_UPDATE"):
        text = page.read_text("utf-8")
        old, new = f"$ {command}\n{output}```", f"$ {command}\n{printed}```"
        page.write_text(text.replace(old, new), encoding="utf-8")
    else:
        assert printed == output


def test_it_has_examples_of_every_command() -> None:
    shown = " ".join(command for command, _ in examples())
    told = README.read_text("utf-8")

    # What a person or chance decides has no output to hold it to.
    assert {name for name in COMMANDS if f"benzofaq {name}" not in shown} <= {
        "browse",
        "random",
        "completion",
    }
    assert {name for name in COMMANDS if f"benzofaq {name}" not in told} == set()


@pytest.mark.parametrize(("command", "output"), examples(), ids=[command for command, _ in examples()])
def test_an_example_prints_what_it_says(command: str, output: str) -> None:
    held_to(README, command, output)


def test_it_names_each_grade_as_the_data_do() -> None:
    text = README.read_text("utf-8")

    for grade, meaning in Library().grades.items():
        assert f"| {grade} | {meaning} |" in text


def test_its_pictures_show_what_the_program_prints() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "docs" / "pictures" / "make.py", "--check"], capture_output=True, check=False
    )

    assert run.returncode == 0, run.stderr.decode()
    for name in re.findall(r"docs/pictures/(\w+)\.svg", README.read_text("utf-8")):
        picture = (ROOT / f"docs/pictures/{name}.svg").read_text("utf-8")
        assert not re.search(r"url\((?!#)|href|@import", picture)  # it asks nobody for anything

"""The manual page: complete, and rendered without a warning; test_completion.py holds it to the commands."""

import re
import shutil
import subprocess
from typing import Any

import pytest

from benzofaq import cli, derive, manpage
from benzofaq.library import Library, data_folder

from .conftest import ROOT

PAGE = ROOT / "man" / "benzofaq.1"
AWKWARD = ".SH 'quoted' \"twice\" \\fBbold\\fR \\n(.H --option `x` ^~ é – “q” .. half-life"


def rendered(roff: str) -> str:
    """Return what a terminal shows of roff; no warning may come."""
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("groff is not installed here")
    run = subprocess.run(
        [groff, "-k", "-ww", "-man", "-Tutf8", "-P-cbou", "-rLL=200n"],
        input=roff.encode(),
        capture_output=True,
        check=True,
    )
    assert run.stderr.decode() == ""
    return run.stdout.decode()


def test_man_shows_the_page_without_a_warning() -> None:
    man = shutil.which("man")
    if man is None:
        pytest.skip("man is not installed here")

    run = subprocess.run([man, "-l", "--warnings", str(PAGE)], capture_output=True, check=False, text=True)

    assert run.returncode == 0
    assert run.stderr == ""
    assert "NAME" in run.stdout


def test_it_shows_every_command_with_its_help_and_every_option_with_its_own() -> None:
    page = " ".join(rendered(PAGE.read_text("utf-8")).split())

    root = derive.root()
    group: Any = root.command
    for name in cli.COMMANDS:
        command = group.get_command(root, name)
        about = " ".join(command.help.split("\n\n")[0].split())
        section = page[page.index(f" {name} {about}") :]
        assert f"benzofaq {name} [OPTIONS]" in page
        for param in command.get_params(root):
            label = ", ".join(sorted(param.opts, key=len)) if param.param_type_name == "option" else ""
            assert label in section
            assert " ".join(param.get_help_record(root)[1].split()) in section


def test_its_sections_are_those_of_a_manual() -> None:
    sections = re.findall(r"^\.SH (.*)$", PAGE.read_text("utf-8"), re.MULTILINE)

    assert sections == [
        "NAME", "SYNOPSIS", "DESCRIPTION", "EXAMPLES", "COMMANDS", "OPTIONS", "EXIT STATUS", "ENVIRONMENT",
        "FILES", "NOTES", "SEE ALSO",
    ]  # fmt: skip


def test_it_names_every_exit_code_and_variable_of_the_help() -> None:
    page = " ".join(rendered(PAGE.read_text("utf-8")).split())

    for block in (cli.EXIT_CODES, cli.ENVIRONMENT):
        for row in block.strip().splitlines()[2:]:
            assert " ".join(row.split()) in page


def test_it_names_every_file_of_the_data() -> None:
    page = rendered(PAGE.read_text("utf-8"))

    for path in data_folder().iterdir():
        if path.is_file() and not path.name.endswith((".md", ".schema.json")):
            assert path.name in page


def test_it_says_that_it_is_no_medical_advice_and_whom_to_call() -> None:
    page = " ".join(rendered(PAGE.read_text("utf-8")).split())

    assert "not medical advice" in page
    assert "call your emergency number now" in page
    assert "sends nothing anywhere" in page


def test_its_date_is_that_of_the_data(library: Library) -> None:
    assert f'"{manpage.text(library.reviewed)}"' in PAGE.read_text("utf-8").splitlines()[1]


def test_hyphens_and_quotes_can_be_copied_whichever_signs_groff_would_print() -> None:
    # (Debian's groff prints them as typed in any case; others make them typographic.)
    assert manpage.text("--a 'b' `c` ^~") == r"\-\-a \(aqb\(aq \(gac\(ga \(ha\(ti"


@pytest.mark.parametrize("raw", [AWKWARD, AWKWARD.lstrip("."), "'br", "\\", "-h", "...", ".\nTH x"])
def test_text_is_never_taken_for_roff(raw: str) -> None:
    shown = rendered(f".TH X 1\n.nh\n.SH NAME\n{manpage.text(raw)}\n.TP\n{manpage.bold(raw)}\nend\n")

    assert shown.count(" ".join(raw.split())) == 2

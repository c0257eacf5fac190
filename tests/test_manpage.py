"""The manual page: complete, up to date, and rendered without a warning."""

import re
import shutil

import pytest
import typer

from benzofaq import cli
from benzofaq.records.library import Library
from maintaining import derive, manpage
from tests.helpers.files import ROOT
from tests.helpers.packs import NAMES
from tests.helpers.program import process

PAGE = ROOT / "man" / "benzofaq.1"
AWKWARD = ".SH 'quoted' \"twice\" \\fBbold\\fR \\n(.H --option `x` ^~ é – “q” .. half-life"


def rendered(roff: str) -> str:
    """Return what a terminal shows of roff; no warning may come."""
    shutil.which("groff") or pytest.skip("groff is not installed here")
    options = ("-k", "-ww", "-man", "-Tutf8", "-P-cbou", "-rLL=200n")
    ended = process("groff", *options, stdin=roff.encode())
    assert ended.stderr.decode() == ""
    return ended.stdout.decode()


@pytest.fixture(scope="module", name="shown")
def _shown() -> str:
    """Return the words of the page."""
    return " ".join(rendered(PAGE.read_text("utf-8")).split())


def test_every_file_that_follows_from_the_code_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert derive.main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_man_shows_the_page_and_its_sections_without_a_warning() -> None:
    shutil.which("man") or pytest.skip("man is not installed here")
    ended = process("man", "-l", "--warnings", PAGE)

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert re.findall(r"^\.SH (.*)$", PAGE.read_text("utf-8"), re.MULTILINE) == [
        *("NAME", "SYNOPSIS", "DESCRIPTION", "EXAMPLES", "COMMANDS", "OPTIONS", "EXIT STATUS", "ENVIRONMENT"),
        *("FILES", "NOTES", "SEE ALSO"),
    ]


def test_it_shows_every_command_with_its_help_and_every_option_with_its_own(shown: str) -> None:
    group = typer.main.get_command(cli.app)
    ctx = group.make_context("benzofaq", ["--help"], resilient_parsing=True)

    for name in cli.COMMANDS:
        command = group.get_command(ctx, name)  # type: ignore[attr-defined]
        about = " ".join(command.help.split("\n\n")[0].split())
        section = shown[shown.index(f" {name} {about}") :]
        assert f"benzofaq {name} [OPTIONS]" in shown
        for param in command.get_params(ctx):
            label = ", ".join(sorted(param.opts, key=len)) if param.param_type_name == "option" else ""
            assert label in section
            assert " ".join(param.get_help_record(ctx)[1].split()) in section


def test_it_names_codes_variables_files_and_what_it_is_not(library: Library, shown: str) -> None:
    for word in ("0", "1", "2", "3", "4", "BENZOFAQ_DATA", "BENZOFAQ_REGION", "PAGER, NO_PAGER"):
        assert re.search(rf" {word} +\w", shown[shown.index("EXIT STATUS") :])
    assert [name for name in NAMES if f"{name}.json" not in shown] == []
    for said in (
        *("not medical advice", "call your emergency number now", "sends nothing anywhere"),
        *(panel.partition(": ")[2] for panel in cli.PANELS),  # an example each
    ):
        assert said in shown
    assert f'"{manpage.text(library.reviewed)}"' in PAGE.read_text("utf-8").splitlines()[1]


@pytest.mark.parametrize("raw", [AWKWARD, AWKWARD.lstrip("."), "'br", "\\", "-h", "...", ".\nTH x"])
def test_text_is_never_taken_for_roff(raw: str) -> None:
    shown = rendered(f".TH X 1\n.nh\n.SH NAME\n{manpage.text(raw)}\n.TP\n{manpage.bold(raw)}\nend\n")

    assert shown.count(" ".join(raw.split())) == 2
    # Hyphens and quotes can be copied, whichever signs groff would print.
    assert manpage.text("--a 'b' `c` ^~") == r"\-\-a \(aqb\(aq \(gac\(ga \(ha\(ti"

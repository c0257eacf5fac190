"""A long page is shown screen by screen, and never lost where a pager fails."""

import os
import shutil
from pathlib import Path

import pytest

from benzofaq.terminal.pager import program
from tests.helpers.invocations import OVERDOSE
from tests.helpers.terminal import Terminals

# What every whole answer ends with.
END = "not medical advice"
LONG = ("show", "alcohol")


def executable(path: Path, script: str) -> Path:
    path.write_text(script)
    path.chmod(0o755)
    return path


@pytest.fixture(name="pager")
def _pager(tmp_path: Path) -> str:
    """Return a pager that says that it was called, and shows two lines."""
    return str(executable(tmp_path / "pager", '#!/bin/sh\necho "PAGED $LESSHISTFILE $LESS"\nhead -n 2\n'))


def test_a_page_longer_than_the_screen_goes_to_the_pager(terminal: Terminals, pager: str) -> None:
    screen = terminal(*LONG, NO_PAGER="", PAGER=pager)

    screen.until("PAGED - FRX")
    assert screen.ended() == 0
    assert END not in screen.written


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_without_a_choice_it_is_less_which_says_how_to_go_on_and_leave(terminal: Terminals) -> None:
    screen = terminal(*LONG, NO_PAGER="")

    screen.until("SPACE goes on, q leaves")
    assert screen.end("q") == 0


@pytest.mark.parametrize(
    ("args", "env"),
    [
        *((("--no-pager",), {}), (("--plain",), {}), ((), {"NO_PAGER": "1"}), ((), {"TERM": "dumb"})),
        *(((), {"PAGER": one}) for one in ("cat", "", "no-such-program", "'")),
        *(((), {"TERM": one}) for one in ("", None)),
    ],
    ids=str,
)
def test_the_whole_page_is_printed_where_no_pager_is_wanted(
    terminal: Terminals, pager: str, args: tuple[str, ...], env: dict[str, str | None]
) -> None:
    screen = terminal(*LONG, *args, env={"NO_PAGER": "", "PAGER": pager, **env})

    assert screen.ended() == 0
    assert "PAGED" not in screen.written
    assert END in screen.written


@pytest.mark.parametrize(
    ("args", "rows", "paged"),
    [
        (LONG, 200, False),
        (LONG, 10, True),
        (("ask", "safest benzo"), 5, False),
        (("ask", OVERDOSE, "--full"), 5, False),
    ],
)
def test_a_page_that_fits_a_first_screen_and_an_emergency_need_no_pager(
    terminal: Terminals, pager: str, args: tuple[str, ...], rows: int, paged: bool
) -> None:
    screen = terminal(*args, rows=rows, NO_PAGER="", PAGER=pager)

    assert screen.ended() in (0, 1)
    assert ("PAGED" in screen.written) == paged


BROKEN = {
    "does not start": "#!/no/such/interpreter\n",
    "fails": "#!/bin/sh\nexit 2\n",
    "dies by a signal": "#!/bin/sh\nkill -SEGV $$\n",
    "reads nothing": "#!/bin/sh\nexec <&-; exit 1\n",
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_pager_that_shows_nothing_leaves_the_page(terminal: Terminals, tmp_path: Path, how: str) -> None:
    screen = terminal(*LONG, NO_PAGER="", PAGER=str(executable(tmp_path / "broken", BROKEN[how])))

    assert screen.ended() == 0
    assert END in screen.written


def test_a_pager_may_have_options_and_quotes_in_its_name(terminal: Terminals, tmp_path: Path) -> None:
    pager = executable(tmp_path / "my pager", '#!/bin/sh\necho "GIVEN $1"\n')

    screen = terminal(*LONG, NO_PAGER="", PAGER=f"'{pager}' 'two words'")
    screen.until("GIVEN two words")
    assert screen.ended() == 0


@pytest.mark.parametrize("folder", [".", "", "relative"])
def test_a_program_is_never_taken_from_the_current_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: str
) -> None:
    (tmp_path / "relative").mkdir()
    executable(tmp_path / "less", "#!/bin/sh\n")
    less = executable(tmp_path / "relative" / "less", "#!/bin/sh\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", folder)

    assert program("less") is None
    assert program("./less") is None
    assert program("relative/less") is None
    monkeypatch.setenv("PATH", os.pathsep.join([folder, str(less.parent)]))
    assert program("less") == str(less)


def test_a_program_is_started_by_its_absolute_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "less").write_text("not a program")
    less = executable(tmp_path / "less", "#!/bin/sh\n")
    monkeypatch.setenv("PATH", os.pathsep.join(["", str(tmp_path / "first"), str(tmp_path)]))

    assert program("less") == program(str(less)) == str(less)
    assert program(str(tmp_path / "none")) is program("none") is None

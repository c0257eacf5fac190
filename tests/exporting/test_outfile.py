"""A file is written whole or not at all, and never wider open than what it replaces."""

import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benzofaq.exporting import outfile
from benzofaq.exporting.outfile import save

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions and links are those of POSIX")


@pytest.fixture(autouse=True)
def _usual_mask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_has_the_usual_permissions_and_is_left_alone_unless_forced(tmp_path: Path) -> None:
    out = tmp_path / "out"
    save(out, b"whole")

    assert (out.read_bytes(), mode(out)) == (b"whole", 0o644)
    with pytest.raises(FileExistsError, match=r"^it already exists$"):
        save(out, b"new")
    assert out.read_bytes() == b"whole"
    save(out, b"new", force=True)
    assert out.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("bits", [0o600, 0o640, 0o664, 0o400])
@pytest.mark.parametrize("refused", [False, True])
def test_no_more_people_may_read_it_at_any_moment_and_file_and_folder_are_flushed(
    tmp_path: Path, bits: int, refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    (tmp_path / "out").chmod(bits)
    seen = []

    def fsync(fd: int) -> None:
        found = os.fstat(fd)
        seen.append("the folder" if stat.S_ISDIR(found.st_mode) else (found.st_mode & 0o777, found.st_size))
        if refused and seen[-1] == "the folder":  # costs nothing
            raise PermissionError

    monkeypatch.setattr(os, "fsync", fsync)
    save(tmp_path / "out", b"whole", force=True)

    assert seen == [(bits & ~0o022, len(b"whole")), "the folder"]
    assert mode(tmp_path / "out") == bits
    assert (tmp_path / "out").read_bytes() == b"whole"


@pytest.mark.parametrize("force", [False, True])
def test_what_is_not_a_regular_file_is_refused(tmp_path: Path, force: bool) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")

    for name in ("folder", "pipe", "link", "/dev/null"):
        with pytest.raises(OSError, match=r"^not a regular file$"):
            save(tmp_path / name, b"x", force=force)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize("there", [False, True])
def test_a_link_is_followed_only_when_forced_and_stays_a_link(tmp_path: Path, there: bool) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    if there:
        target.write_bytes(b"mine")
    link.symlink_to("target")

    with pytest.raises(FileExistsError, match=r"^it already exists$"):
        save(link, b"new")
    assert target.exists() == there
    save(link, b"new", force=True)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_circle_of_links_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")

    with pytest.raises(OSError, match="symbolic links"):
        save(tmp_path / "a", b"x", force=True)
    assert sorted(os.listdir(tmp_path)) == ["a", "b"]


@pytest.mark.parametrize("name", ["x" * 255, "薬" * 85, "e\u0301" * 80])
def test_the_longest_names_that_a_folder_takes_can_be_written(tmp_path: Path, name: str) -> None:
    save(tmp_path / name, b"x")

    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize("step", ["fdopen", "fsync", "chmod", "link", "replace"])  # a full disk: test_faults
@pytest.mark.parametrize("force", [False, True])
def test_whichever_step_fails_nothing_is_lost_and_nothing_is_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, force: bool
) -> None:
    if force:
        (tmp_path / "out").write_bytes(b"mine")

    def fails(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path if step == "chmod" else os, step, fails)
    try:
        save(tmp_path / "out", b"new", force=force)
    except OSError:
        assert [path.read_bytes() for path in tmp_path.iterdir()] == ([b"mine"] if force else [])
    else:  # not every way comes by every step: without hard links a file is renamed
        assert (step, force) in {("chmod", False), ("link", False), ("link", True), ("replace", False)}
        assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]


def test_a_link_planted_under_the_name_of_the_part_file_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "urandom", bytes)
    (tmp_path / "victim").write_bytes(b"mine")
    (tmp_path / f".benzofaq.{'00' * 6}.part").symlink_to("victim")

    with pytest.raises(FileExistsError):
        save(tmp_path / "out", b"new")
    assert (tmp_path / "victim").read_bytes() == b"mine"


def test_of_programs_that_write_at_once_one_wins_and_the_others_are_told(tmp_path: Path) -> None:
    def write(name: str) -> str:
        (tmp_path / f".{name}.part").write_text(name)
        try:
            outfile._rename(tmp_path / f".{name}.part", tmp_path / "out", force=False)
        except FileExistsError as error:
            return str(error)
        return name

    with ThreadPoolExecutor(8) as writers:
        told = list(writers.map(write, "12345678"))
    won = (tmp_path / "out").read_text()
    assert sorted(told) == [won, *["it already exists"] * 7]

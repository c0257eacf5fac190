"""Write a file whole or not at all; nothing else writes to the disk."""

import contextlib
import os
import stat
from pathlib import Path

from benzofaq.terminal.signals import clearing

# Create a new file only, never through a link; on Windows without translating line ends.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def save(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write the file; without `force` an existing one is left alone (FileExistsError).

    The content goes into a file beside it that takes its name at the end, so that neither a full disk
    nor an interruption leaves half a file. Raises OSError where it can't be written.
    """
    mode = None
    with contextlib.suppress(FileNotFoundError):
        mode = path.stat().st_mode
    if mode is not None and not stat.S_ISREG(mode):
        raise OSError("not a regular file")
    if not force and os.path.lexists(path):  # so does a link that leads nowhere
        raise FileExistsError("it already exists")
    # A link keeps pointing where it points; Path.resolve() fails for a circle of them before Python 3.13.
    path = Path(os.path.realpath(path))
    beside = path.with_name(f".benzofaq.{os.urandom(6).hex()}.part")
    with clearing():
        try:
            _write(beside, content, mode)
            _rename(beside, path, force)
            _settle(path.parent)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink()  # still there where something failed, or where the name was linked


def _write(beside: Path, content: bytes, mode: int | None) -> None:
    """Write a new file, at no moment open to more people than the one that it will replace."""
    allowed = 0o666 if mode is None else stat.S_IMODE(mode) & 0o777
    with os.fdopen(os.open(beside, _NEW, allowed), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        beside.chmod(stat.S_IMODE(mode))


def _settle(folder: Path) -> None:
    """Have the new name of a file outlast a power failure, where the system can do that for a folder."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _rename(beside: Path, path: Path, force: bool) -> None:
    if not force:
        try:
            os.link(beside, path)  # fails where another program has made the file in the meantime
        except FileExistsError:
            raise FileExistsError("it already exists") from None
        except OSError:
            pass  # a file system without hard links
        else:
            return
    os.replace(beside, path)

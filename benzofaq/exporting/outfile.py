"""Write a file whole or not at all; nothing else writes to the disk."""

import contextlib
import os
import stat
from pathlib import Path

from benzofaq.terminal.signals import clearing


def save(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write the file; without `force` one that is there already is left alone (FileExistsError).

    The content goes into a file beside it that takes its name at the end, so that neither a full disk
    nor an interruption leaves half a file. Raises OSError where it can't be written.
    """
    # A link keeps pointing where it points; Path.resolve() fails for a circle of them before Python 3.13.
    path = Path(os.path.realpath(path))
    mode = path.stat().st_mode if path.exists() else None
    if mode is not None:
        if not stat.S_ISREG(mode):
            raise OSError("not a regular file")
        if not force:
            raise FileExistsError("it is there already")
    beside = path.with_name(f".{path.name[:200]}.{os.urandom(4).hex()}.part")
    with clearing():
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if mode is not None:
                beside.chmod(stat.S_IMODE(mode))
            _rename(beside, path, force)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink()  # still there where something failed, or where the name was linked


def _rename(beside: Path, path: Path, force: bool) -> None:
    if not force:
        try:
            os.link(beside, path)  # fails where another program has made the file in the meantime
        except FileExistsError:
            raise FileExistsError("it is there already") from None
        except OSError:
            pass  # a file system without hard links
        else:
            return
    os.replace(beside, path)

"""Write the files that follow from the code and the data: the manual page and the JSON Schemas.

python -m maintaining.derive            write them
python -m maintaining.derive --check    report those that are out of date
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from benzofaq.checking.pack import FILES, schema_of
from benzofaq.records.library import Library
from maintaining import manpage
from maintaining.outputs import ErrorOut, Output, ReplyOut

ROOT = Path(__file__).parent.parent


def files() -> dict[Path, str]:
    """Return the content of each derived file, by its path."""
    written = {
        ROOT / "data" / name.replace(".json", ".schema.json"): schema_of(kind).decode()
        for name, (kind, _, _) in FILES.items()
    }
    for name, kind in {"output": Output, "batch": ReplyOut, "error": ErrorOut}.items():
        written[ROOT / "docs" / f"{name}.schema.json"] = schema_of(kind).decode()
    written[ROOT / "man" / "benzofaq.1"] = manpage.write(Library().reviewed)
    return written


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with --check report which are out of date (1) or that none is (0)."""
    stale = [
        (path, text)
        for path, text in files().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in stale:
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{path.name} {'is out of date' if '--check' in arguments else 'written'}")
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

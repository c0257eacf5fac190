"""Make the pictures of the README from what the program prints.

    python docs/pictures/make.py [--check]

`--check` exits with 1 where a picture is not what the program prints now.
"""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

HERE = Path(__file__).parent
COLUMNS = 92

# Each picture: what is typed, and how many lines of the answer are shown.
PICTURES = {
    "ask": ('benzofaq ask "safest benzo"', 30),
    "drugs": ("benzofaq drugs", 34),
    "drug": ("benzofaq drug valium", 42),
}


def printed(typed: str) -> str:
    """Return what a command prints on a terminal."""
    words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', typed)][1:]
    unwanted = {"NO_COLOR", "ACCESSIBLE", "BENZOFAQ_DATA"}
    env = {key: value for key, value in os.environ.items() if key not in unwanted}
    env |= {"FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "benzofaq", *words]
    return subprocess.run(
        command, env=env, capture_output=True, check=True, text=True, encoding="utf-8"
    ).stdout


def picture(name: str) -> str:
    """Return the SVG of one command."""
    typed, most = PICTURES[name]
    lines = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\", "", printed(typed)).splitlines()
    text = Text.from_ansi("\n".join([f"$ {typed}", *lines[:most], *(["..."] if len(lines) > most else [])]))
    console = Console(width=COLUMNS, record=True, file=io.StringIO(), legacy_windows=False)
    console.print(text, soft_wrap=True)
    # Without the fonts that rich would have a viewer fetch: a picture must ask nobody for anything.
    form = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    form = form.replace(
        "font-family: Fira Code, monospace", "font-family: Menlo, Consolas, 'DejaVu Sans Mono', monospace"
    )
    return console.export_svg(
        title=typed, theme=SVG_EXPORT_THEME, code_format=form, unique_id=f"benzofaq-{name}"
    )


def main() -> int:
    """Write the pictures, or say which are not current."""
    old = (
        [name for name in PICTURES if (HERE / f"{name}.svg").read_text("utf-8") != picture(name)]
        if "--check" in sys.argv
        else []
    )
    if "--check" not in sys.argv:
        for name in PICTURES:
            (HERE / f"{name}.svg").write_text(picture(name), encoding="utf-8")
    if old:
        print(f"not current: {', '.join(old)}. Run: python docs/pictures/make.py", file=sys.stderr)
    return int(bool(old))


if __name__ == "__main__":
    sys.exit(main())

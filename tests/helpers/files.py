"""Where the tests find files."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "tests" / "fixtures"


def pairs(file: Path) -> list[list[str]]:
    """Return what a file holds in groups of two lines, a case and what it gives, parted by an empty one."""
    return [group.split("\n") for group in file.read_text("utf-8").strip().split("\n\n")]

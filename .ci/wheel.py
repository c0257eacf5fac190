"""Hold two builds of the packages to each other, and the wheel to what it may hold."""

import re
import stat
import sys
import zipfile
from pathlib import Path

# The package, what describes it, and files for share/ (man pages and the like). Nothing that runs by itself:
# no .pth file, no scripts but the entry point, which the installer makes.
MAY_HOLD = re.compile(
    r"benzofaq/(\w+/)*\w+(\.\w+)?|benzofaq-[^/]+\.dist-info/[\w./]+|benzofaq-[^/]+\.data/data/share/[\w./-]+"
)

first, second = (sorted(Path(folder).iterdir()) for folder in sys.argv[1:])
names = [path.name for path in first]
if names != [path.name for path in second] or len(names) != 2:
    sys.exit(f"one sdist and one wheel were to come out: {names}")
for one, other in zip(first, second, strict=True):
    if one.read_bytes() != other.read_bytes():
        sys.exit(f"{one.name} differs from one build to the next")
wheel = next(path for path in first if path.suffix == ".whl")
for info in zipfile.ZipFile(wheel).infolist():
    mode = stat.S_IMODE(info.external_attr >> 16)
    if not MAY_HOLD.fullmatch(info.filename) or info.filename.endswith(".pth"):
        sys.exit(f"{info.filename} does not belong into the wheel")
    if mode != 0o644:
        sys.exit(f"{info.filename} has the mode {mode:o} in the wheel, and should have 644")
print(f"{', '.join(names)}: the same bytes twice, {len(zipfile.ZipFile(wheel).namelist())} files, all 644")

"""Hold two builds to each other, the sdist to the repository, and the wheel to what it may hold."""

import re
import stat
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

# The package, what describes it, and files for share/ (man pages and the like). Nothing that runs by itself:
# no .pth file, no scripts but the entry point, which the installer makes.
MAY_HOLD = re.compile(
    r"benzofaq/(\w+/)*\w+(\.\w+)*|benzofaq-[^/]+\.dist-info/[\w./]+|benzofaq-[^/]+\.data/data/share/[\w./-]+"
)

first, second = (sorted(Path(folder).iterdir()) for folder in sys.argv[1:])
names = [path.name for path in first]
if names != [path.name for path in second] or len(names) != 3:
    sys.exit(f"one sdist, one wheel and one zip archive were to come out twice: {names}")
for one, other in zip(first, second, strict=True):
    if one.read_bytes() != other.read_bytes():
        sys.exit(f"{one.name} differs from one build to the next")

wheel, pyz, sdist = sorted(first, key=lambda path: [".whl", ".pyz", ".gz"].index(path.suffix))
with zipfile.ZipFile(wheel) as opened:
    held = opened.infolist()
for info in held:
    mode = stat.S_IMODE(info.external_attr >> 16)
    if not MAY_HOLD.fullmatch(info.filename) or info.filename.endswith(".pth"):
        sys.exit(f"{info.filename} does not belong in the wheel")
    if mode != 0o644:
        sys.exit(f"{info.filename} has the mode {mode:o} in the wheel, and should have 644")
with tarfile.open(sdist) as archive:
    packed = {name.partition("/")[2] for name in archive.getnames()}
listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=False)  # none in an sdist
if missing := sorted(set(listed.stdout.split()) - packed):
    sys.exit(f"missing from the sdist: {', '.join(missing)}")
print(f"{', '.join(names)}: the same bytes twice; {len(held)} files in the wheel")

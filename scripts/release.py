"""Build what is handed out, into dist/.

    python -m pip install --require-hashes -r requirements/release.txt
    python scripts/release.py [wheel] [pyz] [onefolder] [page] [sbom]     all of them, where none is named

The packages that benzofaq needs come from requirements/run.txt, their hashes checked. The same checkout gives
the same bytes, but for the folder, in which PyInstaller leaves its own.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipapp
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
sys.path.insert(0, str(ROOT))
from benzofaq import __version__  # noqa: E402 (this checkout's)

EPOCH = int(os.environ.get("SOURCE_DATE_EPOCH", "1580601600"))  # that of hatchling: 2020-02-02

# The head of the zip archive, which can't hold compiled packages. Exit code 4, as where data can't be read.
HEAD = """\
import importlib.util
import sys

missing = [name for name in {compiled!r} if importlib.util.find_spec(name) is None]
if missing:
    print("In an emergency, call your emergency number now (112, 911, 999, 000 ...).", file=sys.stderr)
    print("benzofaq.pyz: first install", *missing, "by: python3 -m pip install", *missing, file=sys.stderr)
    sys.exit(4)
from benzofaq.__main__ import main

main()
"""


def run(*command: str | Path) -> None:
    """Run a command with the Python that runs this; end where it fails."""
    subprocess.run([sys.executable, *map(str, command)], cwd=ROOT, check=True)


def wheel(_: Path) -> None:
    """Build the sdist, and from it the wheel."""
    run("-m", "build", "--no-isolation", "--outdir", DIST)


def installed(work: Path) -> Path:
    """Return the Python of an environment that holds benzofaq and what it needs, and nothing else."""
    folder = work / "environment"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=False)
        pip = ("-m", "pip", "--python", python, "install", "--quiet", "--no-compile", "--no-deps")
        run(*pip, "--require-hashes", "-r", "requirements/run.txt")
        run(*pip, "--no-build-isolation", ".")
    return python


def site(python: Path) -> Path:
    """Return the folder of an environment's packages."""
    return next(python.parent.parent.glob("[Ll]ib/**/site-packages"))


def pyz(work: Path) -> None:
    """Build the zip archive that a Python with the compiled packages runs: `python3 benzofaq.pyz`."""
    packages = site(installed(work))
    compiled = sorted({path.relative_to(packages).parts[0] for path in packages.rglob("*.[sp][oy]*d") if path.suffix in (".so", ".pyd")})
    stage = work / "pyz"
    left_out = [*compiled, *(f"{name}-*" for name in compiled), "*.pth", "__pycache__"]
    shutil.copytree(packages, stage, ignore=shutil.ignore_patterns(*left_out))
    (stage / "__main__.py").write_text(HEAD.format(compiled=compiled))
    for path in stage.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (EPOCH, EPOCH))
    zipapp.create_archive(stage, DIST / "benzofaq.pyz", "/usr/bin/env python3", compressed=True)


def onefolder(work: Path) -> None:
    """Build a folder that needs no Python, for this system: dist/benzofaq/benzofaq."""
    start = work / "benzofaq.py"
    start.write_text("from benzofaq.__main__ import main\n\nmain()\n")
    packages = site(installed(work))
    run(
        *("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--name", "benzofaq", "--paths", packages),
        *("--collect-data", "benzofaq", "--collect-submodules", "rich", "--exclude-module", "benzofaq.maintaining"),
        *("--distpath", DIST, "--workpath", work / "pyinstaller", "--specpath", work, start),
    )


def page(work: Path) -> None:
    """Write all answers as one page, to be hosted or sent."""
    options = ("--format", "html", "--output", DIST / "benzofaq.html", "--force")
    subprocess.run([installed(work), "-m", "benzofaq", "export", *options], check=True)


def sbom(work: Path) -> None:
    """Write what is inside: each package with its version and licence (CycloneDX)."""
    file = DIST / f"benzofaq-{__version__}.cdx.json"
    options = ("--output-reproducible", "--pyproject", "pyproject.toml", "--output-file", file)
    run("-m", "cyclonedx_py", "environment", *options, installed(work))


PARTS: dict[str, Callable[[Path], None]] = {
    one.__name__: one for one in (wheel, pyz, onefolder, page, sbom)
}


def main() -> None:
    """Build the parts that are named, or all."""
    if unknown := set(sys.argv[1:]) - set(PARTS):
        sys.exit(f"no such part: {', '.join(sorted(unknown))}. There are {', '.join(PARTS)}.")
    DIST.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for name in sys.argv[1:] or PARTS:
            PARTS[name](Path(work))
            print(f"{name}: done")


if __name__ == "__main__":
    main()

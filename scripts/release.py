"""Build what is handed out, into dist/.

    python -m pip install --require-hashes -r requirements/release.txt
    python scripts/release.py [pyz] [onefolder] [page] [sbom]     all of them, where none is named

The sdist and the wheel are always built, and the rest from the wheel and from the packages that
requirements/run.txt names, their hashes checked.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent
ROOT = SCRIPTS.parent
DIST = ROOT / "dist"
DAY = (2020, 2, 2, 0, 0, 0)  # of each file in an archive, as hatchling has it


def run(*command: str | Path, cwd: Path = ROOT, python: str | Path = sys.executable) -> None:
    """Run a command with Python; end where it fails."""
    subprocess.run([python, *map(str, command)], cwd=cwd, check=True)


def wheel() -> Path:
    """Return the wheel that was built."""
    return next(DIST.glob("benzofaq-*.whl"))


def installed(work: Path) -> Path:
    """Return the Python of an environment that holds benzofaq and what it needs, and nothing else."""
    folder = work / "environment"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=False)
        pip = ("-m", "pip", "--python", python, "install", "--quiet", "--no-compile", "--no-deps")
        run(*pip, "--require-hashes", "-r", "requirements/run.txt")
        run(*pip, wheel())
    return python


def pyz(work: Path) -> None:
    """Build the zip archive that a Python with the compiled packages runs: `python3 benzofaq.pyz`."""
    packages = next(installed(work).parent.parent.glob("[Ll]ib/**/site-packages"))
    files = [*packages.rglob("*.so"), *packages.rglob("*.pyd")]
    compiled = {file.relative_to(packages).parts[0] for file in files}
    start = (SCRIPTS / "start_pyz.py").read_text(encoding="utf-8")
    if f"COMPILED = {tuple(sorted(compiled))}".replace("'", '"') not in start:
        sys.exit(f"scripts/start_pyz.py should name {compiled}")
    held = {"__main__.py": start.encode()}
    for file in packages.rglob("*"):
        name = file.relative_to(packages).as_posix()
        installed_by = file.name in ("RECORD", "direct_url.json") or file.suffix == ".pth"
        if file.is_file() and not installed_by and not re.match(f"({'|'.join(compiled)})[-/]", name):
            held[name] = file.read_bytes()
    with (DIST / "benzofaq.pyz").open("wb") as out:
        out.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(held):  # the same bytes from the same files
                archive.writestr(zipfile.ZipInfo(name, DAY), held[name], zipfile.ZIP_DEFLATED)


def onefolder(work: Path) -> None:
    """Build a folder that needs no Python, for this system: dist/benzofaq/benzofaq."""
    run("-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", wheel())
    smaller = ("--strip",) if sys.platform == "linux" else ()
    run(
        *("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--name", "benzofaq", *smaller),
        *("--collect-data", "benzofaq", "--collect-submodules", "rich"),
        *("--exclude-module", "maintaining", "--distpath", DIST),
        *("--workpath", work / "pyinstaller", "--specpath", work, SCRIPTS / "start_onefolder.py"),
        cwd=work,  # away from the checkout, where benzofaq/ has no data
    )


def page(work: Path) -> None:
    """Write all answers as one page, to be hosted or sent."""
    options = ("--format", "html", "--output", DIST / "benzofaq.html", "--force")
    run("-m", "benzofaq", "export", *options, python=installed(work), cwd=work)


def sbom(work: Path) -> None:
    """Write what is inside: each package with its version and licence (CycloneDX)."""
    _, version, *_ = wheel().name.split("-")
    file = DIST / f"benzofaq-{version}.cdx.json"
    options = ("--output-reproducible", "--pyproject", "pyproject.toml", "--output-file", file)
    run("-m", "cyclonedx_py", "environment", *options, installed(work))
    bom = json.loads(file.read_text(encoding="utf-8"))
    bom["metadata"]["component"]["version"] = version  # pyproject.toml takes it from the code
    file.write_text(json.dumps(bom, indent=2, sort_keys=True) + "\n", encoding="utf-8")


PARTS = {"pyz": pyz, "onefolder": onefolder, "page": page, "sbom": sbom}


def main() -> None:
    """Build the parts that are named, or all."""
    if unknown := set(sys.argv[1:]) - set(PARTS):
        sys.exit(f"no such part: {', '.join(sorted(unknown))}. There are {', '.join(PARTS)}.")
    shutil.rmtree(DIST, ignore_errors=True)
    run("-m", "build", "--no-isolation", "--outdir", DIST)
    with tempfile.TemporaryDirectory() as work:
        for name in sys.argv[1:] or PARTS:
            PARTS[name](Path(work))
            print(f"{name}: done", flush=True)


if __name__ == "__main__":
    main()

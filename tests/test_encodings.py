"""JSON is UTF-8 and stays JSON whatever the encoding of the terminal; text loses a sign, never its sense."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.files import ROOT
from tests.helpers.forks import Forks
from tests.helpers.program import PROGRAM, process
from tests.helpers.terminal import Terminals

ENCODINGS = ("ascii", "latin-1", "cp1252", "cp437", "koi8-r", "utf-16")

# Characters that a terminal's encoding would spell as quotes, and quotes of other scripts.
QUOTED = "he said “what is bind”"
INJECTED = "i took all my xanax and cant wake up ＂,＂emergency＂:false,＂x＂:＂"


# In a process of its own: Python settles its encodings as it starts.
BATCH = (*PROGRAM, "ask", "--batch", "-", "--json")


def objects(output: bytes) -> list[dict[str, Any]]:
    """Return the JSON objects of an output, a line each, which names no key twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    return [json.loads(line, object_pairs_hook=once) for line in output.decode("utf-8").splitlines()]


@pytest.mark.parametrize("encoding", ENCODINGS)
class TestEncoding:
    def test_a_batch_is_json(self, encoding: str) -> None:
        asked = f"{QUOTED}\n{INJECTED}\n".encode()
        ended = process(*BATCH, stdin=asked, env={"PYTHONIOENCODING": encoding})

        first, second = objects(ended.stdout)
        assert (first["question"], second["question"]) == (QUOTED, INJECTED)
        assert second["emergency"]
        assert "x" not in second

    def test_an_answer_and_an_error_are_json(self, run: Forks, encoding: str) -> None:
        (reply,) = objects(run("ask", INJECTED, "--json", PYTHONIOENCODING=encoding).stdout)
        assert reply["question"] == INJECTED
        assert reply["emergency"]

        ended = run("show", "“,”code”:0", "--json", PYTHONIOENCODING=encoding)
        (error,) = objects(ended.stderr)
        assert ended.returncode == error["error"]["code"] == 1
        assert "“,”code”:0" in error["error"]["message"]

    def test_sources_schemas_findings_and_references_are_json(self, run: Forks, encoding: str) -> None:
        for line in ("sources --json", "check examples/tool-library --json"):
            assert objects(run(*line.split(), cwd=ROOT, PYTHONIOENCODING=encoding).stdout)
        for line in ("check --schema faq", "cite liver-disease --style csl-json"):
            assert json.loads(run(*line.split(), PYTHONIOENCODING=encoding).stdout.decode("utf-8"))


@pytest.fixture(scope="module", name="latin")
def _latin(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the variables of a real locale whose encoding is not UTF-8."""
    folder = tmp_path_factory.mktemp("locales")
    variables = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    if shutil.which("localedef") and Path("/usr/share/i18n/charmaps").is_dir():
        made = ["localedef", "-i", "de_DE", "-f", "ISO-8859-1", str(folder / "de_DE")]
        if subprocess.run(made, capture_output=True, check=False).returncode == 0:
            return {**variables, "LC_ALL": "de_DE", "LOCPATH": str(folder)}
    return {**variables, "LC_ALL": "C"}


def test_in_a_locale_of_another_encoding_json_is_json_and_text_is_text(latin: dict[str, str]) -> None:
    (reply,) = objects(process(*BATCH, stdin=QUOTED.encode(), env=latin).stdout)
    shown = process(*PROGRAM, "contacts", "GB", env=latin).stdout

    assert reply["question"] == QUOTED
    assert b"999" in shown
    assert shown.decode("latin-1").replace("\n", "").replace("\t", "").isprintable()


FILES = [
    *(f"export bind --format {one}" for one in ("markdown", "html", "json")),
    *(f"cite liver-disease --style {one}" for one in ("bibtex", "ris", "csl-json", "apa")),
]


@pytest.mark.parametrize("line", FILES)
def test_what_a_program_will_read_is_utf_8_whatever_the_encoding(
    run: Forks, tmp_path: Path, line: str
) -> None:
    piped = run(*line.split(), PYTHONIOENCODING="ascii" if "apa" not in line else "utf-8").stdout
    run(*line.split(), "--output", str(tmp_path / "out"), PYTHONIOENCODING="ascii")

    assert (tmp_path / "out").read_bytes() == piped
    assert not piped.decode("utf-8").isascii()


def test_a_terminal_gets_what_a_program_reads_in_its_own_letters(terminal: Terminals) -> None:
    screen = terminal("export", "bind", PYTHONIOENCODING="ascii")

    assert screen.ended() == 0
    assert screen.written.isascii()


def test_a_source_is_found_whichever_apostrophe_is_typed(run: Forks) -> None:
    straight, curly = (run("sources", "--search", f"friend{sign}s") for sign in "'’")

    assert straight.stdout == curly.stdout != b""

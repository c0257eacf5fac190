"""JSON is UTF-8 and stays JSON whatever the encoding of the terminal; text loses a sign, never its sense."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.files import ROOT

ENCODINGS = ("ascii", "latin-1", "cp1252", "cp437", "koi8-r", "utf-16")

# Characters that a terminal's encoding would spell as quotes, and quotes of other scripts.
QUOTED = "he said “what is bind”"
INJECTED = "i took all my xanax and cant wake up ＂,＂emergency＂:false,＂x＂:＂"


def benzofaq(
    *args: str, stdin: bytes = b"", env: Mapping[str, str] | None = None, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a shell does, for Python settles its encodings as it starts."""
    command, variables = [sys.executable, "-m", "benzofaq", *args], {**os.environ, **(env or {}), **more}
    return subprocess.run(command, input=stdin, capture_output=True, env=variables, cwd=ROOT, check=False)


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

        run = benzofaq("ask", "--batch", "-", "--json", stdin=asked, PYTHONIOENCODING=encoding)

        first, second = objects(run.stdout)
        assert (first["question"], second["question"]) == (QUOTED, INJECTED)
        assert second["emergency"]
        assert "x" not in second

    def test_an_answer_is_json(self, encoding: str) -> None:
        run = benzofaq("ask", INJECTED, "--json", PYTHONIOENCODING=encoding)

        (reply,) = objects(run.stdout)
        assert reply["question"] == INJECTED
        assert reply["emergency"]

    def test_an_error_is_json(self, encoding: str) -> None:
        run = benzofaq("show", "“,”code”:0", "--json", PYTHONIOENCODING=encoding)

        (error,) = objects(run.stderr)
        assert run.returncode == error["error"]["code"] == 1
        assert "“,”code”:0" in error["error"]["message"]

    def test_sources_schemas_and_findings_are_json(self, encoding: str) -> None:
        for args in (("sources", "--json"), ("check", "examples/tool-library", "--json")):
            assert objects(benzofaq(*args, PYTHONIOENCODING=encoding).stdout)
        assert json.loads(benzofaq("check", "--schema", "faq", PYTHONIOENCODING=encoding).stdout)

    def test_references_for_programs_are_utf_8(self, encoding: str) -> None:
        run = benzofaq("cite", "liver-disease", "--style", "csl-json", PYTHONIOENCODING=encoding)

        assert json.loads(run.stdout.decode("utf-8"))


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
    (reply,) = objects(benzofaq("ask", "--batch", "-", "--json", stdin=QUOTED.encode(), env=latin).stdout)
    shown = benzofaq("contacts", "GB", env=latin).stdout

    assert reply["question"] == QUOTED
    assert b"999" in shown
    assert shown.decode("latin-1").replace("\n", "").replace("\t", "").isprintable()


def test_a_source_is_found_whichever_apostrophe_is_typed() -> None:
    straight, curly = (benzofaq("sources", "--search", f"alzheimer{sign}s") for sign in "'’")

    assert straight.stdout == curly.stdout != b""

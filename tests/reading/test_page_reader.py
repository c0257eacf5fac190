"""The exported page reads a question as the program does: two implementations, one reply to four decimals."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from benzofaq.reading.matcher import Matcher
from benzofaq.records.library import Library

HERE = Path(__file__).parent
EDGES = [
    *("", "?", "...", "\n", "xanax", "XANAX!!!", "valum", "lorazepan", "flubrotizolam", "die hard"),
    *("1,000 mg of ativan", "how addictive is this?", "is alparax safe", "clonepine", "noctem"),
    *("fludazepam dose", "deerol", "biatin", "is it safe with them", "canʼt i stop 001 mg"),
    "I like my garden and the birds in it. " * 170 + "I want to kill myself.",
    "word " * 40 + "he took the whole bottle and wont wake up " + "word " * 40,
    *("ich habe alle tabletten genommen und will sterben", "quiero", "wie lange", "don`t stop xanax"),
    "\u00dcberdosis Diazep\u00e1m \u2019 \ufb01t \u0130stanbul, \U0001f600 help \u0e01\u0e33 \u05e9\u05c1",
    "benzo " * 2000 + "my son took all of them and won't wake up",
    "0.5 mg xanaxx?? 007 \u0664 1,000 a_b ``x``",
    *("¿puedo tomar cerveza con lorazepam?", "Can’t sleep… what’s 0.5mg of Klönopin vs ٣ pills of Straße"),
]
ASKS = """
const fs = require("node:fs"), { folder, records, questions } = JSON.parse(fs.readFileSync(0));
const table = (name) => JSON.parse(fs.readFileSync(`${folder}/${name}.json`));
const tables = ["names", "rules", "languages"].map(table);
const weights = new Uint8Array(fs.readFileSync(`${folder}/weights.bin`));
const ask = openReader(...tables, weights, (id) => records.includes(id));
const replies = questions.map(ask).map(({ state, matches, emergency, quiet, language }) =>
  [state, matches.map(({ id, score }) => [id, Math.round(score * 1e4)]), emergency, quiet, language]);
console.log(JSON.stringify(replies));
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_page_and_program_give_the_same_replies(matcher: Matcher, library: Library) -> None:
    lines = (HERE.parent / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["q"] for line in lines] + EDGES
    records = [*library.entries, *(f"drug:{name}" for name in library.drugs)]
    reader = (HERE.parents[1] / "benzofaq/exporting/reader.js").read_text(encoding="utf-8")
    given = {"folder": str(library.folder), "records": records, "questions": questions}
    run = subprocess.run(
        ["node", "-e", reader + ASKS], input=json.dumps(given), capture_output=True, text=True, check=True
    )

    for one, shown in zip(map(matcher.ask, questions), json.loads(run.stdout), strict=True):
        matches = [[match.id, round(match.score * 1e4)] for match in one.matches]
        assert shown == [one.state, matches, one.emergency, one.quiet, one.language], one.question

"""What can't be done: an exit code, one line that says what to type instead, the same under `--json`."""

import json
import shlex
from pathlib import Path

import pytest

from benzofaq.commands.output import FLOOR
from tests.helpers.forks import Forks

# A line (PACK stands for the folder of the sample), its exit code, and what is said.
ERRORS = [
    # Wrong usage.
    ("list nonsense", 2, "Got unexpected extra argument(s) (nonsense). See: benzofaq list --help"),
    ("list --nosuch", 2, "No such option: --nosuch. See: benzofaq list --help"),
    ("show", 2, "Missing argument 'ID'. See: benzofaq show --help"),
    ("--plain show", 2, "See: benzofaq show --help"),
    ("cite alcohol --style nonsense", 2, "'nonsense' is not one of"),
    ("cite first --format html --style ris --data PACK", 2, "html goes with the styles vancouver and apa."),
    ("cite alcohol -o new/", 2, "'new/' is a folder. Give the name of a file."),
    ("open alcohol nonsense", 2, "'nonsense' is not a valid int"),
    ("open alcohol 0", 2, "0 is not in the range"),
    ("export --format pdf", 2, "'pdf' is not one of"),
    ("export drug: -o out", 2, "there is no name here"),
    ("drug ''", 2, "there is no name here"),
    ("drug ?", 2, "there is no name here"),
    ("search ' '", 2, ""),
    ("sources label --kind trial --data PACK", 2, "give either the id of a source, or"),
    ("check --schema words", 2, "'words' is not one of"),
    ("contacts nowhere", 2, ""),
    ("contacts GB --all", 2, ""),
    ("contacts --region nowhere", 2, ""),
    ("emergency --region nowhere", 2, ""),
    ("browse", 2, "browse needs a terminal. In a script use: benzofaq list --ids, benzofaq show ID"),
    ("ask x --nosuch", 2, "No such option: --nosuch"),
    ("ask x --region nowhere", 2, ""),
    ("ask x --cite nonsense", 2, "'nonsense'"),
    ("ask -- ' ?!... -- '", 2, "there is no question here"),
    ("ask -- '\U0001f600\U0001f600'", 2, "there is no question here"),
    ("ask ''", 2, "there is no question here"),
    ("ask", 2, "there is no question here"),
    ("ask --batch /nowhere", 2, ""),
    *(
        (f"ask --batch - {more}", 2, "--batch prints one line per question")
        for more in ("x", "--cite ris", "--full", "--ids", "--explain")
    ),
    # What is not there.
    ("show alchol", 1, "no entry is called 'alchol'. Nearest: alcohol"),
    ("show barker2005", 1, "barker2005 is a source. To see it: benzofaq sources barker2005"),
    ("cite alchol", 1, "no entry is called 'alchol'. Nearest: alcohol"),
    ("cite first 4 --data PACK", 1, "there is no 4 here: the numbers go from 1 to 3."),
    ("cite first 0 --data PACK", 1, "there is no 0 here"),
    ("cite first 3-2 --data PACK", 1, "there is no 3-2 here"),
    ("cite second --data PACK", 1, "second has no sources."),
    ("cite 2 --data PACK", 1, "no entry is called '2'"),
    ("open first 9 --data PACK", 1, "first has 3 sources; there is no number 9."),
    ("export alchol -o out", 1, "alcohol"),
    ("export alcohol nothing-like-it -o out", 1, "no entry is called 'nothing-like-it'"),
    ("export drug:nonexistentium -o out", 1, "no drug card"),
    ("list --topic Nonsense", 1, "no topic is called 'Nonsense'. Topics: "),
    ("drug zzzzqqq", 1, "no drug card goes by the name 'zzzzqqq'."),
    ("drug xanax and valium", 1, "Nearest: alprazolam, diazepam."),
    ("search zzz qqq", 1, "no answer contains 'zzz qqq'. Ask in words: benzofaq ask 'zzz qqq'"),
    ("sources barker", 1, "no source is called 'barker'. Nearest: barker2004during, barker2005"),
    ("sources valium", 1, "valium is a drug. Its card: benzofaq drug diazepam"),
    ("sources --kind nonsense --data PACK", 1, "'nonsense'. Kinds: label, regulator, trial."),
    ("sources --search nonsense --data PACK", 1, "no source matches."),
    ("sources --used-by nonsense --data PACK", 1, "no entry is called 'nonsense'"),
    # What can't be read or written.
    ("list --data /nowhere", 4, "can't be read"),
    ("list --data none.json", 4, "json is missing. Fix the file"),
    ("list --data folder/none.json", 4, "json is missing. Fix the file"),
    ("ask x --data /nowhere", 4, "can't be read"),
    ("emergency --data /nowhere", 4, "can't be read"),
    ("check nothing", 4, "can't be read"),
    ("check nothing/faq.json", 4, "Give the folder of a pack, or its file."),
    (f"check {'x' * 5000}", 4, "can't be read"),
    ("export alcohol --data /nowhere -o out", 4, "can't be read"),
    ("export alcohol -o none/out", 4, "none/out can't be written: No such file or directory. Give another"),
    ("export alcohol -o .", 4, ". can't be written: not a regular file. Give another file to --output."),
]
# Under --json these are an empty list, or something else that can be done, or another error.
OTHER_AS_JSON = ("search zzz", "sources --search", "ask --batch - --explain", "ask --", "browse", "export")
# Where a question may go unanswered, a number to call is named after the line.
ANSWERING = ("ask", "browse", "contacts", "emergency")


@pytest.mark.parametrize(("line", "code", "said"), ERRORS, ids=lambda one: str(one)[:40])
def test_an_error_is_one_line_and_nothing_is_written(
    run: Forks, pack: Path, tmp_path: Path, line: str, code: int, said: str
) -> None:
    args = [str(pack) if arg == "PACK" else arg for arg in shlex.split(line)]
    floor = f"benzofaq: {FLOOR}\n" if args[0] in ANSWERING else ""

    ended = run(*args, cwd=tmp_path)
    told = ended.stderr.decode()
    assert (ended.returncode, ended.stdout) == (code, b"")
    assert told.startswith("benzofaq: ")
    assert told.endswith(floor)
    assert said in told
    assert told.removesuffix(floor).count("\n") == 1
    assert list(tmp_path.iterdir()) == []
    if line.startswith(OTHER_AS_JSON):
        return

    ended = run(*args, "--json", cwd=tmp_path)
    answer = json.loads(ended.stderr)
    assert (ended.returncode, ended.stdout) == (code, b"")
    assert answer["schema"] == "benzofaq/1"
    assert answer["error"]["code"] == code
    assert f"benzofaq: {answer['error']['message']}\n{floor}" == told
    assert (answer["error"].get("notice") == FLOOR) == bool(floor)

"""`cite`, `--cite`, `sources` and `open`, as a shell runs them."""

import json
import os
import select
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from benzofaq import uses
from benzofaq.cite import MACHINE, TEXT, write
from benzofaq.library import Library, drug_passages
from benzofaq.model import Style

from .conftest import FIXTURES, ROOT

STYLES: tuple[Style, ...] = get_args(Style)


@pytest.mark.parametrize("style", STYLES)
def test_cite_prints_entries_cards_and_sources_together_in_each_style(
    benzofaq: Any, library: Library, style: Style
) -> None:
    run = benzofaq("cite", "barker2004", "bind", "drug:diazepam", "--style", style)
    ids = ["barker2004", *library.cited_by(library.entries["bind"])]
    ids += [one for passage in drug_passages(library.drugs["diazepam"]) for one in passage.cites]

    assert run.returncode == 0
    assert run.stderr == b""
    expected = write((library.sources[one].item for one in dict.fromkeys(ids)), style)
    assert run.stdout.decode("utf-8") == expected


@pytest.mark.parametrize("style", MACHINE)
def test_a_machine_style_is_byte_for_byte_what_a_file_gets(
    benzofaq: Any, tmp_path: Path, style: Style
) -> None:
    file = tmp_path / "out"

    # An ASCII locale must not change a record: the files are UTF-8 everywhere.
    piped = benzofaq(
        "cite", "liver-disease", "--style", style, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    saved = benzofaq("cite", "liver-disease", "--style", style, "--output", str(file))

    assert saved.stdout == b""
    assert "Grønbæk".encode() in piped.stdout
    assert file.read_bytes() == piped.stdout


def test_ris_lines_end_as_the_format_asks(benzofaq: Any) -> None:
    printed = benzofaq("cite", "bind", "--style", "ris").stdout

    assert printed.count(b"\n") == printed.count(b"\r\n") > 20


def test_a_file_is_not_written_over_unless_asked(benzofaq: Any, tmp_path: Path) -> None:
    file = tmp_path / "mine.bib"
    file.write_text("mine", encoding="utf-8")

    refused = benzofaq("cite", "bind", "--style", "bibtex", "--output", str(file))
    assert refused.returncode == 4
    assert b"--force" in refused.stderr
    assert file.read_text("utf-8") == "mine"

    assert benzofaq("cite", "bind", "--style", "bibtex", "--output", str(file), "--force").returncode == 0
    assert file.read_text("utf-8").startswith("@")
    assert os.listdir(tmp_path) == ["mine.bib"]


def test_a_dash_is_standard_output_and_a_link_stays_a_link(benzofaq: Any, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")

    assert benzofaq("cite", "bind", "--output", "-").stdout == benzofaq("cite", "bind").stdout
    assert benzofaq("cite", "bind", "--output", str(tmp_path / "link")).returncode == 0
    assert sorted(os.listdir(tmp_path)) == ["link", "target"]
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("args", [["show", "renew"], ["ask", "how do i renew a book"]])
def test_an_answer_without_sources_shows_none_and_says_so_in_place_of_a_machine_style(
    benzofaq: Any, args: list[str]
) -> None:
    pack = ("--data", str(FIXTURES / "library-pack"))

    whole, short = benzofaq(*args, *pack), benzofaq(*args, *pack, "--cite", "bibtex")

    assert b"At the desk or by telephone." in whole.stdout
    assert b"Sources" not in whole.stdout
    assert short.stdout == b""
    assert short.stderr == b"benzofaq: renew names no source.\n"


def test_a_link_to_itself_is_no_place_to_write(benzofaq: Any, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "link")

    run = benzofaq("cite", "bind", "--output", str(tmp_path / "link"))

    assert run.returncode == 4
    assert b"is there already" in run.stderr
    assert b"Traceback" not in run.stderr


def test_text_references_can_be_saved_too(benzofaq: Any, tmp_path: Path) -> None:
    benzofaq("cite", "bind", "--output", str(tmp_path / "refs.txt"))

    assert (tmp_path / "refs.txt").read_bytes() == benzofaq("cite", "bind").stdout


@pytest.mark.parametrize("name", ["missing/refs.bib", "."])
def test_a_file_that_cannot_be_written_is_named_and_ends_with_4(
    benzofaq: Any, tmp_path: Path, name: str
) -> None:
    run = benzofaq("cite", "bind", "--output", str(tmp_path / name), "--force")

    assert run.returncode == 4
    assert b"can't be written" in run.stderr
    assert b"Traceback" not in run.stderr
    assert os.listdir(tmp_path) == []


def test_a_full_disk_leaves_nothing_behind_and_what_was_there_whole(tmp_path: Path) -> None:
    """A limit on the size of a file stands in for the disk."""
    pytest.importorskip("resource")
    file = tmp_path / "refs.bib"
    file.write_text("mine", encoding="utf-8")
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))\n"
        "from benzofaq.cli import run; sys.exit(run())"
    )
    args = ["cite", "bind", "--style", "bibtex", "--output", str(file), "--force"]
    run = subprocess.run(
        [sys.executable, "-B", "-c", code, *args], capture_output=True, cwd=ROOT, check=False, timeout=30
    )

    assert run.returncode == 4
    assert b"can't be written" in run.stderr
    assert file.read_text("utf-8") == "mine"
    assert os.listdir(tmp_path) == ["refs.bib"]


def test_a_style_that_does_not_exist_is_wrong_usage(benzofaq: Any) -> None:
    run = benzofaq("cite", "bind", "--style", "mla")

    assert run.returncode == 2
    assert b"csl-json" in run.stderr


@pytest.mark.parametrize("style", STYLES)
def test_cite_in_json_holds_the_same_text(benzofaq: Any, style: Style) -> None:
    document = json.loads(benzofaq("cite", "bind", "--style", style, "--json").stdout)

    assert document["citations"]["style"] == style
    assert document["citations"]["text"].encode() == benzofaq("cite", "bind", "--style", style).stdout


@pytest.mark.parametrize("style", TEXT)
@pytest.mark.parametrize(
    "args", [("show", "bind"), ("show", "drug:diazepam"), ("ask", "what is bind", "--short")]
)
def test_references_in_a_text_style_stand_under_the_answer_with_its_numbers(
    benzofaq: Any, args: tuple[str, ...], style: Style
) -> None:
    plain, cited = benzofaq(*args).stdout.decode(), benzofaq(*args, "--cite", style).stdout.decode()
    appended = cited.removeprefix(plain)
    numbers = [line.split(".")[0] for line in plain.splitlines() if line.split(".")[0].isdigit()]

    assert cited.startswith(plain)
    assert [line.split(".")[0] for line in appended.splitlines()[2:]] == numbers
    addresses = [line.strip() for line in plain.splitlines() if line.startswith("   http")]
    for line, address in zip(appended.splitlines()[2:], addresses, strict=True):
        assert address.rpartition("doi.org/")[2] in line


@pytest.mark.parametrize("style", MACHINE)
def test_references_in_a_machine_style_stand_alone(benzofaq: Any, style: Style) -> None:
    run = benzofaq("ask", "what is bind", "--cite", style)

    assert run.returncode == 0
    assert run.stdout == benzofaq("cite", "bind", "--style", style).stdout
    assert run.stderr == b""


def test_a_machine_style_never_hides_an_emergency_or_that_there_is_no_answer(benzofaq: Any) -> None:
    overdose = benzofaq("ask", "i took a whole bottle of klonopin", "--cite", "ris")
    nothing = benzofaq("ask", "who won the world cup", "--cite", "bibtex")

    assert b"Get help now" in overdose.stderr
    assert b"Get help now" not in overdose.stdout
    assert nothing.returncode == 1
    assert nothing.stdout == b""
    assert b"benzofaq list" in nothing.stderr


BESIDE_A_QUESTION = "Can you drink on xanax? She is not breathing"


@pytest.mark.parametrize("style", MACHINE)
def test_a_machine_style_hides_no_emergency_beside_an_answer(benzofaq: Any, style: Style) -> None:
    run = benzofaq("ask", BESIDE_A_QUESTION, "--cite", style)

    assert run.returncode == 0
    assert run.stdout == benzofaq("cite", "alcohol", "--style", style).stdout
    assert b"Get help now" in run.stderr


@pytest.mark.parametrize("args", [[], ["--short"], ["--plain"], ["--explain"], ["--cite", "apa"]])
def test_an_emergency_stands_before_the_answer_in_every_form(benzofaq: Any, args: list[str]) -> None:
    said = benzofaq("ask", BESIDE_A_QUESTION, *args).stdout.decode()

    assert "Get help now" in said.splitlines()[0]
    assert "Can you drink alcohol" in said


def test_json_and_batches_tell_of_an_emergency_beside_an_answer(benzofaq: Any) -> None:
    one = json.loads(benzofaq("ask", BESIDE_A_QUESTION, "--json").stdout)
    many = [
        benzofaq("ask", "--batch", "-", *args, stdin=BESIDE_A_QUESTION.encode()).stdout
        for args in ([], ["--json"])
    ]

    assert (one["status"], one["emergency"], one["help"]["kind"]) == ("answer", True, "overdose")
    assert many[0].startswith(b"answer\temergency:overdose\talcohol\t")
    assert json.loads(many[1])["emergency"] is True


def test_cite_and_batch_do_not_go_together(benzofaq: Any) -> None:
    assert benzofaq("ask", "--batch", "-", "--cite", "apa", stdin=b"what is bind\n").returncode == 2


def test_sources_lists_each_with_who_what_kind_and_how_many_cite_it(benzofaq: Any, library: Library) -> None:
    lines = benzofaq("sources").stdout.decode().splitlines()

    assert [line.split("\t")[0] for line in lines] == list(library.sources)
    (barker,) = (line for line in lines if line.startswith("barker2004\t"))
    assert "\tBarker et al. (2004). Persistence of cognitive effects" in barker
    citing = [one for one in library.entries.values() if "barker2004" in library.cited_by(one)]
    assert barker.endswith(f"[systematic review] {len(citing)} entries")


def test_the_places_that_cite_are_all_the_places(library: Library) -> None:
    for entry in library.entries.values():
        cited = [one for _, passage in uses.of_entry(entry, library.notes) for one in passage.cites]
        assert list(dict.fromkeys(cited)) == library.cited_by(entry)


def test_sources_of_one_kind_and_of_one_entry(benzofaq: Any, library: Library) -> None:
    kinds = benzofaq("sources", "--kind", "systematic review").stdout.decode().splitlines()
    used = benzofaq("sources", "--used-by", "alcohol").stdout.decode().splitlines()

    assert len(kinds) == sum(one.kind == "systematic-review" for one in library.sources.values())
    assert [line.split("\t")[0] for line in used] == library.cited_by(library.entries["alcohol"])


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("sources", "--kind", "rumour"), 1, "systematic-review"),
        (("sources", "--used-by", "alchol"), 1, "alcohol"),
        (("sources", "ritvo"), 1, "ritvo2023"),
        (("sources", "barker2004", "--kind", "trial"), 2, "either"),
        (("open", "alcohol", "99"), 1, "none of them has number 99"),
        (("open", "alcohol", "0"), 2, "0"),
        (("open", "nobody1999"), 1, "no entry or source"),
    ],
)
def test_what_is_not_there_is_said_on_standard_error(
    benzofaq: Any, args: tuple[str, ...], code: int, said: str
) -> None:
    run = benzofaq(*args)

    assert run.returncode == code
    assert run.stdout == b""
    assert said in run.stderr.decode()


def test_one_source_is_shown_with_every_passage_that_cites_it(benzofaq: Any, library: Library) -> None:
    out = benzofaq("sources", "barker2004").stdout.decode()
    document = json.loads(benzofaq("sources", "barker2004", "--json").stdout)

    for entry in library.entries.values():
        for part, passage in uses.of_entry(entry, library.notes):
            assert ("barker2004" in passage.cites) == (f"- {part}: {passage.text}\n" in out)
            use = {"record": entry.id, "title": entry.question, "part": part, "text": passage.text}
            assert ("barker2004" in passage.cites) == (use in document["cited_by"])


def test_the_list_of_sources_in_json_names_the_entries(benzofaq: Any, library: Library) -> None:
    listed = json.loads(benzofaq("sources", "--json").stdout)["sources"]

    assert [one["id"] for one in listed] == list(library.sources)
    for one in listed:
        cited = [entry.id for entry in library.entries.values() if one["id"] in library.cited_by(entry)]
        assert one["entries"] == cited


def test_open_prints_the_address_where_there_is_no_terminal(benzofaq: Any, library: Library) -> None:
    first, second = library.cited_by(library.entries["alcohol"])[:2]

    assert benzofaq("open", "ritvo2023").stdout == b"https://doi.org/10.1371/journal.pone.0285584\n"
    assert library.sources[first].item["URL"].encode() in benzofaq("open", "alcohol").stdout
    assert library.sources[second].item["URL"].encode() in benzofaq("open", "alcohol", "2").stdout
    assert json.loads(benzofaq("open", "ritvo2023", "--json").stdout)["source"] == "ritvo2023"


def pack(folder: Path, **fields: Any) -> Path:
    """Write a data pack of one source and one entry that cites it."""
    said = {"text": "So it is.", "cites": ["s"]}
    item = {"id": "s", "type": "webpage", "title": "T", "custom": {"kind": "web"}, **fields}
    entry = {
        "id": "e", "topic": "t", "question": "Is it so?", "aliases": [], "short": said, "answer": [said],
        "evidence": {"grade": "limited", "why": said, "unknown": said}, "seed": None, "related": [],
        "safety": [], "reviewed": "2026-01-02",
    }  # fmt: skip
    faq = {"reviewed": "2026-01-02", "topics": {"t": "T"}, "grades": {}, "notes": {}, "entries": [entry]}
    for name, content in (("faq.json", faq), ("sources.json", [item])):
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_a_source_without_an_address_says_so(benzofaq: Any, tmp_path: Path) -> None:
    run = benzofaq("open", "s", "--data", str(pack(tmp_path)))

    assert run.returncode == 1
    assert run.stdout == b""
    assert b"has no address" in run.stderr


def in_terminal(tmp_path: Path, *args: str) -> tuple[str, list[str]]:
    """Run the program on a terminal where xdg-open writes down what it is given; return screen and notes."""
    pty = pytest.importorskip("pty")
    if not sys.platform.startswith("linux"):
        pytest.skip("xdg-open is Linux's")
    opener, notes = tmp_path / "xdg-open", tmp_path / "opened"
    opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" > {notes}.part; mv {notes}.part {notes}\n')
    opener.chmod(0o755)
    mine, theirs = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "benzofaq", *args],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT,  # xdg-open shares them: wait for it too
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )  # fmt: skip
    os.close(theirs)
    screen = b""
    while select.select([mine], [], [], 30)[0]:
        try:
            screen += os.read(mine, 4096)
        except OSError:
            break
    run.wait(30)
    return screen.decode(), notes.read_text().splitlines() if notes.exists() else []


def test_open_hands_an_https_address_to_the_browser_on_a_terminal(tmp_path: Path) -> None:
    screen, opened = in_terminal(tmp_path, "open", "ritvo2023")

    assert opened == ["https://doi.org/10.1371/journal.pone.0285584"]
    assert "https://doi.org/10.1371/journal.pone.0285584" in screen


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "--help",
        "https://example.org/a b",
        "https://user@example.org",
        "HTTPS://example.org",
    ],
)
def test_open_hands_nothing_else_to_the_browser(tmp_path: Path, url: str) -> None:
    screen, opened = in_terminal(tmp_path, "open", "s", "--data", str(pack(tmp_path, URL=url)))

    assert opened == []
    assert url in screen
    assert "is not opened" in screen


def test_a_pack_cannot_break_a_listing(benzofaq: Any, tmp_path: Path) -> None:
    folder = pack(tmp_path, title="T\r\nevil\x1b[2J", note=7, author="nobody", issued={"date-parts": [["x"]]})

    for args in (("sources",), ("sources", "s"), ("cite", "e"), ("show", "e", "--cite", "apa")):
        run = benzofaq(*args, "--data", str(folder))
        assert b"\x1b" not in run.stdout
        assert b"\nevil" not in run.stdout
        assert b"Traceback" not in run.stderr


def test_a_pack_with_what_is_no_json_is_refused(benzofaq: Any, tmp_path: Path) -> None:
    run = benzofaq("cite", "e", "--style", "csl-json", "--data", str(pack(tmp_path, volume=float("nan"))))

    assert run.returncode == 4
    assert b"not valid JSON: NaN" in run.stderr


@pytest.mark.parametrize("style", STYLES)
def test_benzofaq_can_be_cited_like_any_source(benzofaq: Any, style: Style) -> None:
    run = benzofaq("cite", "benzofaq", "--style", style)

    assert run.returncode == 0
    assert b"an offline, sourced reference on benzodiazepines" in run.stdout

"""Each rule finds what it is for, and says where it is and what to do."""

import json
import os
from pathlib import Path

import pytest

from benzofaq.checking.check import problems
from benzofaq.checking.problem import Problem
from benzofaq.checking.rules import RULES
from benzofaq.records.files import MAX_FILE_BYTES
from benzofaq.text import clean
from tests.helpers.packs import DAY, GOOD, TODAY, Change, both, drop, entry, good, put, retype, write

FAQ, SOURCES, DRUGS, CONTACTS, EMERGENCIES = GOOD
ENTRY = (FAQ, "entries", 0)
OTHER = (FAQ, "entries", 1)
OVERDOSE = (EMERGENCIES, "kinds", "overdose")
CITING = (("short",), ("points", 0), ("details", 0))
DEEP = b"[" * 100_000 + b"]" * 100_000


# What the types state.
TYPES: list[tuple[str, Change]] = [
    ("missing-file", drop(FAQ)),
    ("unreadable-file", put(DRUGS, MAX_FILE_BYTES + 1)),
    ("bad-json", put(FAQ, b'{"entries":\n[{"id": "\xff"}]}')),
    ("bad-json", put(FAQ, b'{"entries": [5, {"id": "\xff"}]}')),
    ("bad-json", put(FAQ, "{}".encode("utf-16"))),
    ("bad-json", put(SOURCES, b"")),
    ("bad-json", put(FAQ, json.dumps(GOOD[FAQ]).encode() + b" {}")),
    ("bad-json", put(FAQ, b'{"x": ' + DEEP + b"}")),
    ("bad-json", retype(DRUGS, '"low": 2', '"low": NaN')),
    ("wrong-type", put(FAQ, [])),
    ("wrong-type", put(SOURCES, {})),
    ("wrong-type", put(FAQ, "topics", ["a"])),
    ("wrong-type", put(FAQ, "entries", [])),
    ("wrong-type", put(FAQ, "turn_off", ["alarm"])),
    ("wrong-type", put(*ENTRY, "question", 5)),
    ("wrong-type", drop(*ENTRY, "question")),
    ("wrong-type", put(*ENTRY, "short", "Yes.")),
    ("wrong-type", put(*ENTRY, "points", 0, "text", " ")),
    ("wrong-type", put(*ENTRY, "to_ask", ["Why?", ""])),
    ("wrong-type", put(*ENTRY, "id", "a b")),
    ("wrong-type", put(*ENTRY, "id", "x" * 81)),
    ("wrong-type", put(*OTHER, "evidence", "grade", "good")),
    ("wrong-type", drop(*OTHER, "page_claim", "verdict")),
    ("wrong-type", put(SOURCES, 0, "custom", "web")),
    ("wrong-type", put(SOURCES, 0, "id", "the rules")),
    ("wrong-type", put(SOURCES, 0, "issued", "date-parts", [[2024, 13]])),
    ("wrong-type", put(SOURCES, 0, "author", 0, {"suffix": "Jr"})),
    ("wrong-type", put(DRUGS, "drugs", 0, "half_life", 0, "low", 9)),
    ("wrong-type", put(DRUGS, "drugs", 0, "group", "benzo")),
    ("wrong-type", put(DRUGS, "drugs", 0, 5)),
    ("wrong-type", drop(CONTACTS, "contacts", 0, "phone")),
    ("wrong-type", drop(CONTACTS, "regions")),
    ("wrong-type", put(EMERGENCIES, "kinds", "pet", "do", [])),
    ("duplicate-key", retype(FAQ, '"name"', '"covers": "x", "name"')),
    ("duplicate-key", retype(FAQ, '"question": ', '"question": "Really?", "question": ')),
    ("unknown-field", put(*ENTRY, "point", [])),
    ("unknown-field", put(FAQ, "topic", {})),
    ("unknown-field", put(SOURCES, 0, "containertitle", "x")),
]

# What types can't state.
MORE: list[tuple[str, Change]] = [
    ("misnamed-file", both(put("source.json", GOOD[SOURCES]), drop(SOURCES))),
    ("bad-character", put(*ENTRY, "short", "text", "Y\u202ees\x1b[1m.")),
    ("bad-character", put(SOURCES, 0, "note", "\x00")),
    ("bad-character", put(*ENTRY, "aliases", 1, "\x07")),
    ("bad-character", put(*ENTRY, "short", "locators", {"rules": "\x07"})),
    ("bad-character", put(*ENTRY, "short", "locators", {"\u200b": "x"})),
    ("bad-character", put(CONTACTS, "contacts", 0, "name", "A\x9bB")),
    ("line-break", put(*ENTRY, "short", "text", "Yes.\nOn Sunday.")),
    ("bad-date", put(FAQ, "reviewed", "2026-02-30")),
    ("bad-date", put(*ENTRY, "reviewed", "31.1.2026")),
    ("bad-date", put(*ENTRY, "reviewed", "2026-06-17")),
    ("duplicate-id", put(*ENTRY, "id", "cost")),
    ("duplicate-id", put(DRUGS, "drugs", 1, "name", "examplam")),
    ("reserved-id", put(*ENTRY, "id", "none")),
    ("shared-id", put(*ENTRY, "id", "rules")),
    ("unknown-topic", put(*OTHER, "topic", "visit")),
    ("unknown-topic", put(*OTHER, "topic", "zzz")),
    ("unused-topic", put(FAQ, "topics", "more", "More")),
    ("unknown-related", put(*ENTRY, "related", ["costs"])),
    ("unknown-related", put(*ENTRY, "related", ["cost", "open"])),
    ("same-wording", put(*ENTRY, "question", "???")),
    ("same-wording", put(*OTHER, "aliases", 1, "IS IT, open")),
    ("few-wordings", put(*ENTRY, "aliases", ["Is it open"])),
    ("few-wordings", put(*ENTRY, "aliases", ["hours"])),
    ("shared-name", put(DRUGS, "drugs", 1, "brands", ["EXAMPLAM"])),
    ("unknown-source", put(*ENTRY, "details", 0, "cites", ["rule"])),
    ("unknown-source", put(*ENTRY, "further_reading", ["rule"])),
    ("unknown-source", drop(SOURCES)),
    ("unknown-source", put(DRUGS, "drugs", 0, "class", "cites", ["x"])),
    ("unknown-source", put(*OVERDOSE, "do", 0, "cites", ["x"])),
    ("uncited-source", lambda files: files[SOURCES].append({**files[SOURCES][0], "id": "other"})),
    ("unsourced-entry", both(*(put(*ENTRY, *way, "cites", []) for way in CITING))),
    ("not-a-doi", put(SOURCES, 0, "DOI", "https://doi.org/10.1000/182")),
    ("unreachable-source", put(SOURCES, 0, "URL", "http://example.org")),
    ("unreachable-source", put(SOURCES, 0, "URL", "https://a b")),
    ("unreachable-source", both(drop(SOURCES, 0, "URL"), drop(SOURCES, 0, "DOI"))),
    ("unknown-placeholder", put(*OVERDOSE, "do", 0, "text", "Call {vet} now.")),
    *(("unknown-placeholder", put(*OVERDOSE, name, "{x}")) for name in ("act", "act_no_text", "title")),
    ("unknown-kind", put(CONTACTS, "contacts", 0, "region", "XX")),
    ("unknown-kind", put(CONTACTS, "contacts", 0, "kind", "emergencies")),
    ("unknown-kind", put(*OVERDOSE, "call", ["vet"])),
    ("stale", put(CONTACTS, "contacts", 0, "checked", "2025-06-14")),
    ("stale", put(CONTACTS, "contacts", 0, "checked", "June")),
    ("stale", put(*OTHER, "next_review", "2026-06-14")),
]

# For each of these one line, as it is printed. BENZOFAQ_UPDATE=1 writes it anew.
LINES = Path(__file__).parent / "lines.txt"


def found(change: Change, folder: Path) -> list[Problem]:
    files = good()
    change(files)
    return problems(write(files, folder), today=DAY)


def test_every_rule_has_a_pack_that_breaks_it() -> None:
    assert {rule for rule, _ in MORE} == set(RULES)


def test_a_fault_is_found_by_its_rule_with_its_place_and_what_to_do(tmp_path: Path) -> None:
    said = []
    for at, (rule, change) in enumerate(TYPES + MORE):
        listed = found(change, tmp_path / str(at))
        assert all(clean(str(one)) == str(one) for one in listed)
        said.append(next((str(one) for one in listed if one.rule == rule), f"{rule} found nothing"))

    if os.environ.get("BENZOFAQ_UPDATE"):
        LINES.write_text("".join(f"{line}\n" for line in said), encoding="utf-8")
    assert said == LINES.read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(both(), id="a pack without a fault"),
        pytest.param(put(FAQ, "reviewed", "2026-06-16"), id="a date of tomorrow, as it is elsewhere by now"),
        pytest.param(put(CONTACTS, "contacts", 0, "checked", "2025-06-15"), id="a line seen a year ago"),
        pytest.param(put(*OTHER, "next_review", TODAY), id="a review that is due today"),
        pytest.param(put(*ENTRY, "short", "text", "\ufffd \u00e9 \u4e00"), id="signs of any script"),
        pytest.param(both(drop(FAQ, "topics"), put(*ENTRY, "topic", "any")), id="topics without titles"),
        pytest.param(
            lambda files: files.update({FAQ: b"\xef\xbb\xbf" + json.dumps(GOOD[FAQ]).encode()}),
            id="a byte order mark",
        ),
    ],
)  # fmt: skip
def test_no_rule_finds_a_fault_where_there_is_none(change: Change, tmp_path: Path) -> None:
    assert [str(one) for one in found(change, tmp_path)] == []
    short = {"q.json": {"entries": [entry("a", "Is it?", "was it", "will it be")]}}
    assert problems(write(short, tmp_path / "short"), "q.json", DAY) == []

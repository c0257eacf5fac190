"""Whatever text comes in, typed or from somebody else's data: it stays text, and the program stays up.

Why no regular expression can be slow: the test at the end walks the parsed form of each. None repeats
without end what itself repeats without end, unless each round must begin with a character that the inner
repetition can't take; and nothing stands after an endless repetition that could take the same characters.
So each text can be matched in one way only, and the time grows with its length. (Where a search fails it
begins again one character on: that is only allowed of patterns that can't fail once they have begun.)
"""

import ast
import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from benzofaq.contacts import lines_for
from benzofaq.match import Matcher
from benzofaq.model import Source
from benzofaq.page import Block
from benzofaq.textsafe import REPLACEMENT, clean, escaped, transliterate
from benzofaq.words import fold
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benzofaq import jsonable, page, paint, render, words

from .conftest import ROOT
from .forks import Forks
from .terminal import Terminal

# The same cases each time, so that a failure is one for everybody.
settings.register_profile(
    "fixed", derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile("fixed")

ANY = st.text(st.characters(), max_size=200) | st.text(
    st.sampled_from(
        "\x00\x07\x08\x0a\x1b\x7f\x85\x9b\xad\u061c\u200b\u200d\u202e\u2028\u2066\ufeff\ud800\udfff"
        "\U0001d173\U000e0041ab [];\\"
    ),
    max_size=40,
)
SAID = (
    "what is xanax valium and my mom took 30 pills can't wake up ? . stop taper alcohol vlium safest "
    "fentanyl 0.5 mg don't \u2019s \u0130 \ufb01 \u1e9e \u0660 \u0301 \ud800 \x1b[31m \u202e zolpidem"
)
WORDS = st.lists(st.sampled_from(SAID.split(" ")), max_size=30).map(" ".join)

# Format characters (Cf) that are kept: two joiners that scripts and emoji are spelt with, and number and
# verse signs of Arabic, Syriac and Kaithi, which are seen.
KEPT = frozenset(
    "\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)


def harmful(text: str) -> list[str]:
    """Return the characters of a text that could steer a terminal or are none at all."""
    return [
        char
        for char in text
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in KEPT
    ]


STYLED = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;(?P<link>https?://[!-~]+)?\x1b\\")


def raw(stream: bytes) -> list[str]:
    """Return what of the program's output is neither text nor a style or link of its own."""
    return [char for char in harmful(STYLED.sub("", stream.decode("utf-8"))) if char not in "\n\t\r"]


# Text that a person types.


@settings(max_examples=300)
@given(ANY | WORDS)
def test_any_text_gets_a_valid_reply_that_is_the_same_as_json(matcher: Matcher, text: str) -> None:
    reply = matcher.ask(text, explain=True)

    assert reply.question == text
    assert reply.state in {"answer", "suggest", "none"}
    assert bool(reply.matches) == (reply.state != "none")
    assert all(0 <= match.score <= 1 for match in (*reply.matches, *reply.also))
    known = {*matcher.library.entries, *(card.id for card in matcher.library.drugs.values())}
    assert {match.id for match in (*reply.matches, *reply.also)} <= known
    assert (
        reply.state == "suggest"
        or not reply.matches
        or reply.matches[0].score == max(match.score for match in reply.matches)
    )
    library = matcher.library
    record = jsonable.reply(reply, library, lines_for(library.contacts, library.places, "GB"), True)
    dumped = escaped(json.dumps(record, ensure_ascii=False, allow_nan=False))
    assert harmful(dumped) == []
    assert json.loads(dumped) == record


@given(ANY | WORDS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=300)
@given(ANY)
def test_what_is_clean_has_nothing_harmful_and_is_cleaned_no_further(text: str) -> None:
    cleaned = clean(text)

    assert harmful(cleaned) == []
    assert clean(cleaned) == cleaned


def test_every_character_of_unicode_is_kept_replaced_or_made_a_space() -> None:
    for point in range(0x110000):
        char = chr(point)
        expected = {REPLACEMENT, " "} if harmful(char) else {char}
        if unicodedata.category(char) == "Cn":  # not assigned so far: among format characters one of them
            expected |= {REPLACEMENT}
        assert clean(char) in expected, hex(point)


@given(ANY, st.sampled_from(["ascii", "latin-1", "cp1252", "cp437", "koi8-r"]))
def test_every_text_has_a_form_in_every_encoding(text: str, encoding: str) -> None:
    import codecs

    codecs.register_error("benzofaq", transliterate)

    written = clean(text).encode(encoding, "benzofaq").decode(encoding)

    assert raw(written.encode("utf-8")) == []


@given(ANY)
def test_escaped_json_is_the_same_json(text: str) -> None:
    for indent in (None, 2):
        dumped = escaped(json.dumps({text: [text]}, ensure_ascii=False, indent=indent))

        assert [char for char in harmful(dumped) if char != "\n"] == []
        assert json.loads(dumped) == json.loads(json.dumps({text: [text]}))


# Text of somebody else's data, on a page.

KINDS = st.sampled_from(
    ["alert", "call", "name", "title", "lead", "text", "bullet", "label", "reference", "citation", "address",
     "command", "legend", "axis", "bars", "fading", "notice", "note", "gap"]
)  # fmt: skip
HOSTILE_LINKS = ANY | st.sampled_from(
    [
        "javascript:alert(1)",
        "https://a.b/\x1b\\\x1b[31m",
        "https://a.b/ \x07",
        "file:///etc/passwd",
        "https://\u202eb.a",
        "HTTPS://A.B",
        "http://a.b/;c=d",
    ]
)


@settings(max_examples=150)
@given(KINDS, ANY, ANY, st.none() | HOSTILE_LINKS, st.integers(1, 200))
def test_no_block_of_a_page_is_printed_raw(
    kind: Any, text: str, label: str, link: str | None, width: int
) -> None:
    block = Block(kind=kind, text=text, label=label, link=link, bar=(0.2, 0.4), refs=(1, 2))

    painted = "".join(f"{paint.ansi(line, colour=True)}\n" for line in paint.lines([block], width))
    printed = [*render.plain([block]), *render.labelled_lines([block])]

    assert raw(painted.encode("utf-8", "surrogatepass")) == []
    assert [char for char in harmful("".join(printed)) if char != "\t"] == []


@given(ANY, HOSTILE_LINKS)
def test_no_field_of_a_source_is_printed_raw(text: str, link: str) -> None:
    from benzofaq import cite

    fields = ("id", "title", "publisher", "page", "DOI", "volume", "genre", "container-title")
    item = {**dict.fromkeys(fields, text), "type": "webpage", "URL": link}
    item["author"] = [{"family": text, "given": text}, {"literal": text}]
    source = Source(id=text, kind=text, item=item)

    written = [cite.write([item], style) for style in ("vancouver", "apa", "bibtex", "ris", "csl-json")]
    printed = [*render.plain([page.reference(source, 1)]), *written]

    assert [char for char in harmful("".join(printed)) if char not in "\n\r"] == []


# Packs that mean ill, each command a process of its own.

NASTY = "A\x1b[31mB\x1b]0;owned\x07\x9b31m\u202eC\u2066\x00\x7f\u2028\udc80\n\tD"


def pack() -> dict[str, Any]:
    """Return the files of a small pack that is as it should be."""
    passage = {"text": "It depends.", "cites": ["one"], "bullet": False}
    entry = {
        "id": "first",
        "topic": "about",
        "question": "What is the first question?",
        "aliases": ["first question please", "the first"],
        "short": passage,
        "answer": [passage, {"text": "A point.", "cites": ["two"], "bullet": True}],
        "evidence": {"grade": "limited", "why": passage, "unknown": passage},
        "seed": {"claim": "A claim.", "holds": "partly", "verdict": passage},
        "related": ["second", "first"],
        "safety": ["note"],
        "reviewed": "2026-01-01",
    }
    faq = {
        "name": "pack",
        "covers": "questions",
        "footer": "A footer.",
        "reviewed": "2026-01-01",
        "topics": {"about": "A topic"},
        "grades": {"limited": "Not much is known."},
        "notes": {"note": passage},
        "entries": [
            entry,
            {**entry, "id": "second", "question": "And the second?", "aliases": ["second one"]},
        ],
    }
    source = {
        "id": "one",
        "type": "article-journal",
        "title": "A title",
        "author": [{"family": "Family", "given": "Given"}],
        "container-title": "Journal",
        "issued": {"date-parts": [[2020, 1, 2]]},
        "volume": "1",
        "page": "1-2",
        "DOI": "10.1/x",
        "URL": "https://example.org/",
        "custom": {"kind": "trial", "more_authors": True},
    }
    drug = {
        "name": "diazepam",
        "group": "benzodiazepine",
        "class": passage,
        "brands": ["Valium"],
        "names": {"slang": ["blues"]},
        "half_life": [{"what": "diazepam", "low": 20, "high": 100.5, "cites": ["one"], "note": "A note."}],
        "uses": passage,
        "onset": passage,
        "metabolism": None,
        "schedule": passage,
        "notes": [passage],
        "reviewed": "2026-01-01",
    }
    contact = {
        "region": "GB",
        "kind": "emergency",
        "name": "A line",
        "phone": "999",
        "text": "888",
        "url": "https://example.org/",
        "hours": "always",
        "seen_at": "https://example.org/",
        "checked": "2026-01-01",
    }
    emergency = {"title": "Get help now.", "do": [passage], "call": ["emergency"]}
    return {
        "faq.json": faq,
        "sources.json": [source, {**source, "id": "two", "type": "webpage"}],
        "drugs.json": {"drugs": [drug]},
        "contacts.json": {
            "regions": {"GB": "Great Britain"},
            "kinds": {"emergency": "An emergency number"},
            "contacts": [contact],
        },
        "emergencies.json": {"kinds": {"overdose": emergency}},
    }


PACK_CALLS = (
    ("ask", "what is the first question", "--explain"),
    ("ask", "what is the first question", "--json", "--cite", "apa"),
    ("ask", "he took a whole bottle of valium and wont wake up", "--region", "GB"),
    ("ask", "--batch", "-"),
    ("ask", "--batch", "-", "--json", "--explain"),
    ("list",),
    ("list", "--ids"),
    ("list", "--json"),
    ("show", "first"),
    ("show", "first", "--short", "--cite", "vancouver"),
    ("show", "first", "--json"),
    ("random", "--daily"),
    ("drug", "diazepam"),
    ("drug", "diazepam", "--json"),
    ("drugs", "--all"),
    ("contacts", "--all"),
    ("contacts", "--region", "GB", "--json"),
    ("cite", "first", "--style", "apa"),
    ("cite", "first", "--style", "bibtex"),
    ("cite", "first", "--style", "ris"),
    ("cite", "first", "--style", "csl-json"),
    ("cite", "first", "--json"),
    ("sources",),
    ("sources", "one"),
    ("sources", "--json"),
    ("open", "one"),
    ("info",),
    ("info", "--json"),
)

# One for each way of printing, where all would take too long.
FEW_CALLS = (
    ("ask", "what is the first question", "--explain"),
    ("ask", "--batch", "-", "--json"),
    ("list",),
    ("show", "first"),
    ("drug", "diazepam"),
    ("contacts", "--all"),
    ("cite", "first", "--style", "bibtex"),
    ("sources", "--json"),
)

STDIN = b"what is the first question\ntook all her pills and wont wake up\n"

# Bytes of address space: the program takes 0.2 GB of it to start.
MEMORY = 1 << 30


@pytest.fixture(scope="module", name="forks")
def _forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    if not hasattr(os, "fork"):
        pytest.skip("needs a system that can fork")
    forks = Forks(tmp_path_factory.mktemp("forks"))
    yield forks
    forks.close()


def laid(folder: Path, files: dict[str, Any]) -> Path:
    """Write the files of a pack; what is not bytes is written as JSON."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        (folder / name).write_bytes(data)
    return folder


def check(
    forks: Forks,
    args: tuple[str, ...],
    folder: Path,
    color: str = "",
    *,
    memory: int = MEMORY,
    parse: bool = True,
) -> int:
    """Run a command over a pack and hold it to a clean end; return its exit code."""
    env = {"FORCE_COLOR": color}
    run = forks(*args, "--data", str(folder), stdin=STDIN, env=env, memory=memory)

    assert run.returncode in {0, 1, 3, 4}, (args, run)
    assert b"Traceback" not in run.stderr, (args, run.stderr.decode("utf-8", "replace")[-2000:])
    assert raw(run.stdout) == [], args
    assert raw(run.stderr) == [], args
    if run.returncode == 4:
        assert run.stderr.startswith(b"benzofaq: "), args
        assert run.stderr.count(b"\n") == 1, args
        assert run.stdout == b"" or "--batch" in args, args
    elif parse and "--json" in args:
        for line in run.stdout.splitlines():
            json.loads(line, parse_constant=pytest.fail)
    return run.returncode


def test_the_pack_is_as_it_should_be(forks: Forks, tmp_path: Path) -> None:
    folder = laid(tmp_path / "pack", pack())

    codes = {args: check(forks, args, folder) for args in PACK_CALLS}

    assert set(codes.values()) <= {0, 1}
    assert [args for args, code in codes.items() if code == 1] == [PACK_CALLS[2]]


def soiled(node: Any, key: str = "") -> Any:
    """Return a record with something that steers a terminal in every text that may be anything."""
    if isinstance(node, dict):
        return {one: soiled(value, one) for one, value in node.items()}
    if isinstance(node, list):
        return [soiled(value, key) for value in node]
    fixed = {
        "id",
        "topic",
        "grade",
        "holds",
        "group",
        "related",
        "safety",
        "cites",
        "type",
        "region",
        "call",
        "kind",
    }
    if not isinstance(node, str) or key in fixed:
        return node
    return node + NASTY


@pytest.mark.parametrize("color", ["", "1"], ids=["piped", "coloured"])
def test_nothing_in_a_pack_reaches_the_terminal_raw(forks: Forks, tmp_path: Path, color: str) -> None:
    folder = laid(
        tmp_path / f"pack \x1b[31m\u202e{color}", {name: soiled(one) for name, one in pack().items()}
    )

    for args in PACK_CALLS:
        check(forks, args, folder, color)


@pytest.mark.parametrize("color", ["", "1"], ids=["piped", "coloured"])
def test_ids_and_keys_that_steer_a_terminal_are_refused_or_printed_clean(
    forks: Forks, tmp_path: Path, color: str
) -> None:
    nasty = json.dumps(NASTY)[1:-1]
    words = "first about note one diazepam limited GB emergency trial webpage what"
    for word in words.split():
        files = {
            name: json.dumps(one).replace(f'"{word}"', f'"{word}{nasty}"').encode()
            for name, one in pack().items()
        }
        folder = laid(tmp_path / word, files)

        for args in FEW_CALLS:
            check(forks, args, folder, color)


@pytest.mark.parametrize("plain", [True, False], ids=["by number", "fzf"])
def test_browsing_shows_nothing_raw_either(tmp_path: Path, plain: bool) -> None:
    if not plain and shutil.which("fzf") is None:
        pytest.skip("fzf is not installed")
    folder = laid(tmp_path / "pack", {name: soiled(one) for name, one in pack().items()})
    args = ["browse", "--data", str(folder), *(["--plain"] if plain else [])]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}

    with Terminal([sys.executable, "-m", "benzofaq", *args], env=env, cwd=tmp_path) as terminal:
        terminal.read_until("A topic")
        terminal.type("2\r" if plain else "topic\r")
        terminal.read_until("second?")
        terminal.insist(lambda: terminal.type("\x03"))

    # fzf steers the terminal itself: what counts is whether the pack's own codes are among it.
    for code in (b"\x1b]0;owned", b"\x9b31m", "\u202e".encode(), b"A\x1b[31m", "\u2066".encode()):
        assert code not in terminal.written.replace("\u009b".encode(), b"\x9b")


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value of a record."""
    yield path
    if isinstance(node, dict):
        for key, value in node.items():
            yield from places(value, (*path, key))
    elif isinstance(node, list):
        for value in node[:1]:
            yield from places(value, (*path, 0))


def replaced(node: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return a copy of a record with one value in the place of another."""
    if not path:
        return value
    copy = dict(node) if isinstance(node, dict) else list(node)
    copy[path[0]] = replaced(node[path[0]], path[1:], value)
    return copy


INSTEAD: list[Any] = [None, True, 0, -1, 1e308, 10**400, "", "text", [], [[]], {}, {"text": 5}]

READ_BY = {
    "faq.json": [("show", "first"), ("list", "--json"), ("ask", "what is the first question", "--json")],
    "sources.json": [("sources", "--json"), ("sources",), ("cite", "one", "--style", "bibtex")],
    "drugs.json": [("drug", "diazepam"), ("drugs", "--json"), ("drugs",)],
    "contacts.json": [("contacts", "--all"), ("contacts", "--region", "GB", "--json")],
    "emergencies.json": [("ask", "he took a whole bottle of valium and wont wake up", "--region", "GB")],
}


@pytest.mark.parametrize("name", READ_BY)
def test_a_wrong_value_anywhere_in_a_pack_is_said_or_does_not_matter(
    forks: Forks, tmp_path: Path, name: str
) -> None:
    files = pack()
    folder = laid(tmp_path / "pack", files)
    said = 0

    for at, path in enumerate(places(files[name])):
        # Not each value at each place, but each at some: 12 values, of which 2 a place.
        for value in INSTEAD[at % 6 :: 6]:
            (folder / name).write_text(json.dumps(replaced(files[name], path, value)))
            said += check(forks, READ_BY[name][at % len(READ_BY[name])], folder) == 4

    assert said > 5


def deep(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


HOSTILE_FILES: dict[str, dict[str, Any]] = {
    "a field of 10 MB": {"faq.json": {**pack()["faq.json"], "footer": "x" * 10_000_000}},
    "an id of 1 MB": {
        "faq.json": json.dumps(pack()["faq.json"]).replace('"first"', f'"{"f" * 1_000_000}"').encode()
    },
    "100,000 levels": {"faq.json": deep(100_000)},
    "100,000 levels in a field": {"faq.json": b'{"entries": ' + deep(100_000) + b"}"},
    **{
        f"{levels} levels in a source": {
            "sources.json": json.dumps(pack()["sources.json"])
            .replace('"volume": "1"', f'"volume": {deep(levels).decode()}')
            .encode()
        }
        for levels in (50, 300, 900)
    },
    "a key twice": {"faq.json": b'{"entries": [], "entries": []}'},
    "NaN": {"drugs.json": json.dumps(pack()["drugs.json"]).replace("100.5", "NaN").encode()},
    "Infinity": {"drugs.json": json.dumps(pack()["drugs.json"]).replace("100.5", "Infinity").encode()},
    "1e999": {"drugs.json": json.dumps(pack()["drugs.json"]).replace("100.5", "1e999").encode()},
    "1e999 in a source": {
        "sources.json": json.dumps(pack()["sources.json"]).replace('"1"', "1e999").encode()
    },
    "a number of 4,000 digits": {
        "drugs.json": json.dumps(pack()["drugs.json"]).replace("100.5", "9" * 4000).encode()
    },
    "a number of 1,000,000 digits": {
        "drugs.json": json.dumps(pack()["drugs.json"]).replace("100.5", "9" * 1_000_000).encode()
    },
    "more than fits into the memory": {"faq.json": b"[" + b"[]," * 5_000_000 + b"0]"},
    "2,000 sources without a name of their own": {
        "faq.json": json.dumps(pack()["faq.json"])
        .replace('["one"]', json.dumps([chr(0x4E00 + at) for at in range(2000)]))
        .encode(),
        "sources.json": [
            {"id": chr(0x4E00 + at), "type": "webpage", "title": "T", "custom": {"kind": "web"}}
            for at in [*range(2000)]
        ]
        + [{"id": "two", "type": "webpage", "title": "T", "custom": {"kind": "web"}}],
    },
    "links that do harm": {
        "sources.json": json.dumps(pack()["sources.json"]).replace("https://", "javascript://").encode(),
        "contacts.json": json.dumps(pack()["contacts.json"]).replace("https://", "file://").encode(),
    },
}


@pytest.mark.parametrize("kind", HOSTILE_FILES)
def test_a_pack_that_means_ill_ends_in_a_message_or_an_answer(
    forks: Forks, tmp_path: Path, kind: str
) -> None:
    folder = laid(tmp_path / "pack", {**pack(), **HOSTILE_FILES[kind]})
    links, much, deep = "link" in kind, "memory" in kind, "levels" in kind

    for args in PACK_CALLS if links else FEW_CALLS[:3] if " MB" in kind or much else FEW_CALLS:
        code = check(
            forks, args, folder, "1" if links else "", memory=MEMORY // 4 if much else MEMORY, parse=not deep
        )
        assert code == 4 or not much


def test_a_source_too_deep_to_be_written_again_is_said(forks: Forks, tmp_path: Path) -> None:
    text = json.dumps(pack()["sources.json"])

    # Around the depth at which Python gives up: there it may read what it can't write.
    for levels in range(950, 1000):
        sources = text.replace('"volume": "1"', f'"volume": {deep(levels).decode()}').encode()
        folder = laid(tmp_path / "pack", {**pack(), "sources.json": sources})

        check(forks, ("sources", "--json"), folder, parse=False)


def test_only_a_web_address_becomes_a_link(forks: Forks, tmp_path: Path) -> None:
    files = json.dumps(pack()["sources.json"])
    for link, linked in (
        ("https://example.org/a", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://example.org/a b", False),
        ("https://example.org/\\u001b\\\\", False),
        ("https://ex\u00e4mple.org/", False),
    ):
        sources = files.replace("https://example.org/", link).replace('"DOI"', '"doi"').encode()
        folder = laid(tmp_path / "pack", {**pack(), "sources.json": sources})

        out = forks("sources", "one", "--data", str(folder), env={"FORCE_COLOR": "1"}).stdout

        assert (b"\x1b]8;;h" in out) == linked
        assert b"\x1b]8;;j" not in out
        assert b"\x1b]8;;f" not in out


# What is typed wrongly.


@pytest.mark.parametrize("color", ["", "1"], ids=["piped", "coloured"])
def test_a_complaint_never_repeats_what_was_typed_raw(forks: Forks, color: str) -> None:
    typed = NASTY.replace("\x00", "")
    for args in (
        [typed],
        [f"{typed} with spaces"],
        [f"--{typed}"],
        ["list", f"--{typed}"],
        ["list", typed],
        ["list", "--topic", typed],
        ["list", f"--ids={typed}"],
        ["show", "alcohol", typed],
        ["show", typed],
        ["drug", typed],
        ["cite", typed],
        ["cite", "alcohol", "--style", typed],
        ["cite", "alcohol", "--output", f"/nonexistent/{typed}"],
        ["sources", "--kind", typed],
        ["sources", "--used-by", typed],
        ["open", typed],
        ["open", "alcohol", typed],
        ["contacts", "--region", typed],
        ["ask", "x", "--region", typed],
        ["ask", "--batch", typed],
        ["list", "--data", typed],
        ["random", typed],
        ["ask", typed],
        ["ask", typed, "--json"],
    ):
        run = forks(*args, env={"FORCE_COLOR": color})

        assert raw(run.stdout) == [], args
        assert raw(run.stderr) == [], args
        assert b"Traceback" not in run.stderr, args


# Regular expressions.


def patterns() -> list[tuple[str, str, str]]:
    """Return (module, function, pattern) of every regular expression of the package."""
    found = []
    for path in sorted((ROOT / "benzofaq").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr != "escape"
            ):
                pattern = node.args[0]
                assert isinstance(pattern, ast.Constant), f"{path.name}: a pattern must stand there as it is"
                found.append((path.name, node.func.attr, str(pattern.value)))
    return found


# One character of each sort that a pattern may tell apart.
ALPHABET = [
    *map(chr, range(32, 127)),
    "\n",
    "\t",
    "\u00e9",
    "\u2028",
    "\u200b",
    "\u2010",
    "\u0660",
    "\u4e00",
    "\U0001f600",
]


def endless(node: Any) -> bool:
    """Tell whether a node of a parsed pattern repeats without end."""
    op, args = node
    return str(op) in {"MAX_REPEAT", "MIN_REPEAT"} and int(args[1]) > 1000


def inside(node: Any) -> list[list[Any]]:
    """Return the sequences of which a node is made."""
    op, args = node
    match str(op):
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return [list(args[2])]
        case "SUBPATTERN":
            return [list(args[3])]
        case "BRANCH":
            return [list(one) for one in args[1]]
        case "ASSERT" | "ASSERT_NOT":
            return [list(args[1])]
    return []


def may_be_empty(nodes: list[Any]) -> bool:
    """Tell whether a sequence can match nothing."""
    for node in nodes:
        op, args = node
        if str(op) in {"AT", "ASSERT", "ASSERT_NOT"} or (str(op).endswith("REPEAT") and int(args[0]) == 0):
            continue
        if inside(node) and not str(op).endswith("REPEAT") and any(map(may_be_empty, inside(node))):
            continue
        return False
    return True


def begins(nodes: list[Any]) -> set[str]:
    """Return the characters with which a match of a sequence can begin."""
    found: set[str] = set()
    for node in nodes:
        op, args = node
        match str(op):
            case "LITERAL":
                found |= {chr(args)}
            case "NOT_LITERAL":
                found |= set(ALPHABET) - {chr(args)}
            case "ANY" | "GROUPREF":
                found |= set(ALPHABET)
            case "IN":
                found |= {char for char in ALPHABET if _in(args, char)}
            case "AT":
                pass
            case _:
                for one in inside(node):
                    found |= begins(one)
        if not may_be_empty([node]):
            break
    return found


def _in(choices: Any, char: str) -> bool:
    """Tell whether a character is in a class, by asking the engine."""
    state = _parser.State()
    parsed = _parser.SubPattern(state, [(_parser.IN, choices)])
    return _compiler.compile(parsed).fullmatch(char) is not None


def faults(nodes: list[Any], after: set[str]) -> Iterator[str]:
    """Yield what makes a sequence slow, given the characters with which what follows it can begin."""
    for at, node in enumerate(nodes):
        rest = nodes[at + 1 :]
        follows = begins(rest) | (after if may_be_empty(rest) else set())
        if endless(node):
            body = inside(node)[0]
            if may_be_empty(body):
                yield "repeats nothing without end"
            if begins(body) & follows:
                yield f"what is repeated can also begin what follows: {sorted(begins(body) & follows)[:5]}"
            follows = follows | begins(body)
        if str(node[0]) == "BRANCH":
            ways = inside(node)
            if sum(map(may_be_empty, ways)) > 1:
                yield "two ways to match nothing"
            if sum(len(begins(one)) for one in ways) > len(set().union(*map(begins, ways))):
                yield "two ways to begin alike"
        for one in inside(node):
            yield from faults(one, follows)


def begins_in_vain(nodes: list[Any]) -> bool:
    """Tell whether a match can fail after an endless repetition, so that a search begins again and again."""
    if len(nodes) == 1 and str(nodes[0][0]) in {"BRANCH", "SUBPATTERN"}:
        return any(map(begins_in_vain, inside(nodes[0])))
    ends = [at for at, node in enumerate(nodes) if endless(node)]
    return any(
        str(node[0]) in {"AT", "ASSERT", "ASSERT_NOT"} or not may_be_empty([node])
        for node in nodes[min(ends, default=len(nodes)) + 1 :]
    )


@pytest.mark.parametrize(("module", "function", "pattern"), patterns())
def test_no_regular_expression_can_be_slow(module: str, function: str, pattern: str) -> None:
    parsed = list(_parser.parse(pattern))

    assert list(faults(parsed, set())) == []
    assert function in {"match", "fullmatch"} or not begins_in_vain(parsed)


@pytest.mark.parametrize(
    "slow", ["(a+)+b", "(a|a)*b", "a*a*b", r"\s*\s+$", "(ab*)*b", "(?:a?)*b", r"(\w+\s?)*$"]
)
def test_a_slow_regular_expression_would_be_seen(slow: str) -> None:
    assert list(faults(list(_parser.parse(slow)), set())) != []


@pytest.mark.parametrize("slow", ["a+b", r"\s+$", "[ab]*c|d"])
def test_a_search_that_begins_in_vain_would_be_seen(slow: str) -> None:
    assert begins_in_vain(list(_parser.parse(slow)))


@given(st.text(alphabet="abcé", max_size=6), st.text(alphabet="abcé", max_size=6))
def test_one_slip_is_told_as_rapidfuzz_tells_it(typed: str, known: str) -> None:
    from rapidfuzz.distance import OSA

    assert words.one_slip(typed, known) == min(OSA.distance(typed, known), 2)

"""Search, guided by coverage, for text that breaks the program (atheris, https://pypi.org/project/atheris/).

    .venv/bin/pip install atheris
    .venv/bin/python benchmarks/fuzz.py --seconds 60            a quarter of the time for each target
    .venv/bin/python benchmarks/fuzz.py --seconds 60 --target ask
    .venv/bin/python benchmarks/fuzz.py --target ask --again FILE   what was found, once more

What is found is written into the folder `fuzz-findings`; make a test of it and mend it.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

FINDINGS = Path("fuzz-findings")

# Bytes of one input: longer ones take longer and show nothing new.
LONGEST = 4096

KEPT = frozenset(
    "\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)


def harmful(text: str) -> list[str]:
    """Return what in a text could steer a terminal or is no character."""
    return [
        one for one in text if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and one not in KEPT
    ]


def targets() -> dict[str, Any]:
    """Return the functions that are fed with bytes; each raises where something is wrong."""
    from benzofaq.contacts import lines_for
    from benzofaq.library import DataError, Library
    from benzofaq.match import Matcher
    from benzofaq.textsafe import clean, escaped, transliterate
    from benzofaq.words import fold

    from benzofaq import jsonable, page, paint, render

    library = Library()
    matcher = Matcher(library)
    lines = lines_for(library.contacts, library.places, "GB")

    def ask(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        reply = matcher.ask(text, explain=True)
        assert reply.state in {"answer", "suggest", "none"}
        assert bool(reply.matches) == (reply.state != "none")
        assert all(0 <= match.score <= 1 for match in (*reply.matches, *reply.also))
        record = jsonable.reply(reply, library, lines, True)
        assert json.loads(escaped(json.dumps(record, ensure_ascii=False, allow_nan=False))) == record

    def text(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        cleaned = clean(text)
        assert not harmful(cleaned)
        assert clean(cleaned) == cleaned
        assert fold(fold(text)) == fold(text)
        for encoding in ("ascii", "cp1252", "koi8-r"):
            try:
                text.encode(encoding)
            except UnicodeEncodeError as error:
                transliterate(error)[0].encode("ascii")

    folder = Path(tempfile.mkdtemp())

    def pack(data: bytes) -> None:
        (folder / "faq.json").write_bytes(data)
        one = Library(folder)
        try:
            for entry in one.entries.values():
                printed(page.of_entry(entry, one))
                jsonable.entry(entry, one)
            printed(page.of_list(one))
            Matcher(one).ask("what is the first question")
        except DataError as error:
            if not re.search(r"faq\.json|sources\.json", str(error)):
                raise

    def printed(blocks: Any) -> None:
        for line in (*render.plain(blocks), *render.labelled_lines(blocks)):
            assert not harmful(line.replace("\t", "")), line
        for width in (1, 40, 90):
            for line in paint.lines(blocks, width):
                said = re.sub(
                    r"\x1b\[[0-9;]*m|\x1b\]8;;(https?://[!-~]+)?\x1b\\", "", paint.ansi(line, colour=True)
                )
                assert not harmful(said), said

    def pages(data: bytes) -> None:
        words = data.decode("utf-8", "surrogateescape").split("\n")
        kind, label, link, *rest = [*words, "", "", ""]
        kinds = [*page.Kind.__args__]
        block = page.Block(
            kind=kinds[len(kind) % len(kinds)],
            label=label,
            link=link or None,
            text="\n".join(rest),
            bar=(0.1, 0.9),
        )
        printed([block])

    return {"ask": ask, "text": text, "pack": pack, "pages": pages}


SEEDS = {
    "ask": [
        b"what is xanax",
        b"took 30 pills and can't wake up",
        b"vlium with alcohol? and ativan. fentanyl",
    ],
    "text": ["5 \u00b5g \u2265 1\u202e\x1b[31m \ufb01 \u0130 \U000e0041".encode(), b"\xff\x9b\x85"],
    "pages": [
        b"a\nlabel\nhttps://a.b/c\ntext [1] \x1b]8;;x\x07",
        "\u4e00\n\u202e\nhttp://\x9b\n\U0001f600".encode(),
    ],
    "pack": [
        json.dumps(
            {
                "reviewed": "2026-01-01",
                "topics": {"t": "T"},
                "entries": [
                    {
                        "id": "first",
                        "topic": "t",
                        "question": "What is the first question?",
                        "short": {"text": "A."},
                        "answer": [{"text": "B.", "cites": [], "bullet": True}],
                        "evidence": {"grade": "limited", "why": {"text": "C"}, "unknown": {"text": "D"}},
                        "related": ["first"],
                    }
                ],
            }
        ).encode()
    ],
}


def fuzz(name: str, seconds: int, again: str | None) -> None:
    """Feed one target in this process, which libFuzzer ends."""
    import atheris

    with atheris.instrument_imports(include=["benzofaq"]):
        target = targets()[name]
    corpus = Path(tempfile.mkdtemp())
    for at, seed in enumerate(SEEDS[name]):
        (corpus / str(at)).write_bytes(seed)
    if again:
        target(Path(again).read_bytes())
        return
    FINDINGS.mkdir(exist_ok=True)
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={FINDINGS}/{name}-",
        "-timeout=10",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], target)
    atheris.Fuzz()


def main() -> None:
    """Run the targets one after another and print a line for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--target", choices=SEEDS)
    parser.add_argument("--again", metavar="FILE")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.here or chosen.again:
        fuzz(chosen.target or "ask", chosen.seconds, chosen.again)
        return
    names = [chosen.target] if chosen.target else list(SEEDS)
    found = False
    for name in names:
        command = [
            sys.executable,
            __file__,
            "--here",
            "--target",
            name,
            "--seconds",
            str(chosen.seconds // len(names)),
        ]
        run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        runs = re.findall(r"stat::number_of_executed_units: *(\d+)", run.stderr)
        cover = re.findall(r"cov: (\d+) ft: (\d+)", run.stderr)
        points, features = cover[-1] if cover else ("?", "?")
        tried = runs[-1] if runs else "?"
        print(f"{name}: {tried} inputs, {points} points of the code, {features} features reached")
        if run.returncode:
            found = True
            print(run.stdout[-3000:], run.stderr[-3000:], sep="\n")
    sys.exit(found)


if __name__ == "__main__":
    main()

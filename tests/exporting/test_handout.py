"""A hand-out, as a page or as Markdown: every text in it, none taken for markup, and what it is not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from benzofaq.exporting.handout import URGENT, Handout, handout
from benzofaq.exporting.html import html
from benzofaq.exporting.markdown import markdown
from benzofaq.pages.origin import GENERAL, STOPPING
from benzofaq.records.library import Library
from benzofaq.records.passages import parts
from tests.helpers.markup import Page, flat, read, tokens
from tests.helpers.packs import library_of, records, soiled
from tests.helpers.text import NASTY, raw

Write = Callable[[Handout], str]

# What a pack may hold and a reader must see as it is written.
HOSTILE = (
    "<script>window.evil = 1</script>",
    '"><img src=x onerror="window.evil = 1">',
    "' onmouseover='window.evil = 1",
    "</style></script></title><!-- --> ]]>",
    "&lt;b&gt; &amp; $title ${title}",
    "[cited 2024 May 1] <b> *x* **y** _z_ __w__ ~~u~~ `code` | a & b &lt; &#60; \\* \\",
    "[a](javascript:alert(1)) ![b](https://example.org/b.png) <https://example.org> [c]: https://example.org",
    *("# x", "1. x", "- x", "+ x", "> x", "---", "===", "```", "    indented", "| a | b |"),
    "$x^2$ @someone #1 www.example.org https://example.org ==x==",
)

formats = pytest.mark.parametrize("write", [html, markdown])


def text_of(written: str) -> str:
    """Return what a reader sees of a page or of Markdown."""
    return Page(written).text if written.startswith("<") else read(written)


def shape_of(written: str) -> list[Any]:
    """Return the elements of a page and their attributes, or the tokens of Markdown, without any text."""
    if not written.startswith("<"):
        return [token.type for token in tokens(written)]
    return [(node.tag, node.inside, list(node.attributes)) for node in Page(written).nodes]


def everything(library: Library) -> Handout:
    return handout(records(library), library)


@formats
def test_it_shows_every_text_of_every_record_and_what_it_is_not(library: Library, write: Write) -> None:
    shown = text_of(write(everything(library)))

    for record in records(library):
        texts = [one.text for part, one in parts(record) if part != "half-life"]
        assert [text for text in (record.title, *texts) if flat(text) not in shown] == [], record.id
    for said in (URGENT, GENERAL, STOPPING):
        assert shown.count(said) == 2  # at both ends
    assert "emergency number now" in URGENT


@formats
@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_text_is_shown_as_it_is_written(tmp_path: Path, write: Write, said: str) -> None:
    packs = [soiled(tmp_path / "plain", "Plain"), soiled(tmp_path / "hostile", said)]
    # What a page carries is packed in letters and digits: 0.1 s for each, and no markup.
    plain, written = (write(replace(everything(pack), carried=b"")) for pack in packs)

    assert shape_of(written) == shape_of(plain)
    assert flat(said) in text_of(written)
    if '"' not in said:  # of some titles a style takes off the quotation marks
        assert text_of(written).count(flat(said)) == text_of(plain).count("Plain")


@formats
def test_what_would_steer_a_terminal_or_hide_text_is_taken_out(tmp_path: Path, write: Write) -> None:
    written = write(everything(soiled(tmp_path, NASTY.replace("\udc80", ""))))

    assert raw(written) == []
    written.encode("utf-8")


@formats
def test_a_pack_names_itself_and_without_the_check_no_emergencies(tmp_path: Path, write: Write) -> None:
    own = text_of(write(everything(library_of(tmp_path / "own"))))
    calm = text_of(write(everything(library_of(tmp_path / "calm", turn_off=["emergency-check"]))))

    for said in ("Sample ", "Nothing here is true.", "not from benzofaq's own data"):
        assert said in own
    assert STOPPING not in own
    assert "emergency" in own
    assert "emergency number" not in calm

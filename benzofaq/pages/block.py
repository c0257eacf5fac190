"""The blocks that a page is made of; nothing here knows a colour or a width."""

from collections.abc import Container, Iterable
from typing import Literal

from benzofaq.citing import styles
from benzofaq.records.library import Library
from benzofaq.records.model import Passage, Record
from benzofaq.records.passages import Part, cited

Kind = Literal[
    "act",  # the one thing to do at once, as an alarm
    "voice",  # the first words to somebody who may want to die
    "step",  # a numbered step in an emergency
    "call",  # a line to call: its number, and who answers
    "quiet",  # whom one can talk to
    "title",  # the question, or the name of a card
    "lead",  # the short answer
    "text",
    "fact",  # one thing known about a drug: what it is of (the label), and what is known
    "bullet",
    "box",  # something to ask or to note, with a box to tick off
    "urgent",  # which sign needs help now
    "heading",
    "grade",  # how strong the evidence is
    "source",  # one source on one line
    "reference",  # one source whole, its address on a line of its own
    "citation",  # a reference to be pasted
    "address",  # a link by itself
    "command",  # something to type next
    "row",  # one row of a table
    "legend",  # what the solid part of a bar stands for, and what the shaded part (the label)
    "axis",  # the scale above bars
    "bars",  # one drug's half-lives, as a bar on a terminal
    "fading",  # what is left of one dose at one moment, as a bar on a terminal
    "notice",  # not part of the answer, but to be read with it: never printed faintly
    "note",  # in passing
    "detail",  # in passing, about the item above it
    "gap",
]


class Block(Record, frozen=True):
    """One block of a page. `label` goes before the text; `refs` are the numbers of its sources.

    `bar` and `second` are ranges: half-lives in hours for `bars`, shares of a dose (0 to 1) for `fading`.
    `cells` are the columns of a `row`, and of `bars` what is printed beside them.
    """

    kind: Kind
    text: str = ""
    label: str = ""
    refs: tuple[int, ...] = ()
    link: str = ""
    bar: tuple[float, float] | None = None
    second: tuple[float, float] | None = None
    cells: tuple[str, ...] = ()


GAP = Block("gap")


def heading(text: str, label: str = "") -> list[Block]:
    """Return a heading with a gap above it; `label` is its id, where it has one."""
    return [GAP, Block("heading", text, label)]


def command(words: str, about: str, record: str = "") -> Block:
    """Return what to type after `benzofaq`, and what that shows; `record` is the id of what it leads to."""
    return Block("command", about, f"benzofaq {words}", link=record)


class References:
    """The sources of a page, numbered in the order in which it first cites them."""

    def __init__(self, library: Library, parts: Iterable[Part]) -> None:
        """Give a number to each source of these passages."""
        locators = cited(parts)
        self._numbers = {id_: number for number, id_ in enumerate(locators, 1)}
        self._sources = [(library.source(id_), locator) for id_, locator in locators.items()]

    def block(self, passage: Passage, kind: Kind = "text", label: str = "") -> Block:
        """Return a passage as a block with the numbers of its sources."""
        shown: Kind = "bullet" if passage.bullet else kind
        return Block(shown, passage.text, label, self.numbers(passage.cites))

    def numbers(self, cites: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of these sources, in rising order."""
        return tuple(sorted({self._numbers[id_] for id_ in cites}))

    def lines(self, ids: bool = False, only: Container[str] | None = None) -> list[Block]:
        """Return the sources, one line each: who, when, what, where in it; or `only` some, to read whole."""
        return [
            Block(
                kind="source",
                label=str(number),
                text=", ".join(filter(None, (styles.brief(source.item), "" if only else locator))),
                cells=(styles.place(source.item), f"[{source.id}]" if ids else ""),
                link=styles.link(source.item) or "",
            )
            for number, (source, locator) in enumerate(self._sources, 1)
            if only is None or source.id in only
        ]

    def whole(self, ids: bool = False) -> list[Block]:
        """Return a list of whole references, each with its kind of evidence and where in it to look."""
        page = heading("Sources") if self._sources else []
        for number, (source, locator) in enumerate(self._sources, 1):
            notes = "; ".join(filter(None, (locator, kind_name(source.kind), source.id if ids else "")))
            text = f"{styles.vancouver(source.item, address=False)} [{notes}]"
            page.append(Block("reference", text, f"{number}.", link=styles.link(source.item) or ""))
        return page


def kind_name(kind: str) -> str:
    """Return the words for a kind of evidence: systematic-review as "systematic review"."""
    return kind.replace("-", " ")

"""Lay out what is said: records in, a page of plain blocks out; nothing here knows a colour or a width."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from benzofaq import cite
from benzofaq.contacts import Lines
from benzofaq.library import Library
from benzofaq.model import Contact, Emergency, Entry, Passage, Reply, Source, Style
from benzofaq.record import Record

Kind = Literal[
    "alert",  # what to do at once
    "call",  # a line to call
    "name",  # the id of what is shown
    "title",  # its question or name
    "lead",  # the short answer
    "text",
    "bullet",
    "label",  # the heading of what follows
    "reference",  # one numbered source, its address on a line of its own
    "citation",  # one numbered source, whole, to be pasted
    "address",  # a link by itself
    "command",  # something to type next
    "legend",  # what the solid part of a bar stands for, and what the shaded part (the label)
    "axis",  # the scale above bars
    "bars",  # one drug's half-lives, as a bar on a terminal
    "fading",  # what is left of one dose at one moment, as a bar on a terminal
    "notice",  # no part of the answer, but to be read with it: never printed faintly
    "note",  # said in passing
    "detail",  # said in passing of the item above it
    "gap",
]


class Block(Record):
    """One block of a page. `label` stands before the text; `refs` are the numbers of its sources.

    `bar` and `second` are ranges: half-lives in hours for `bars`, shares of a dose (0 to 1) for `fading`.
    """

    kind: Kind
    text: str = ""
    label: str = ""
    refs: tuple[int, ...] = ()
    link: str | None = None
    bar: tuple[float, float] | None = None
    second: tuple[float, float] | None = None


class References:
    """The numbers of the sources, given in the order in which a page first cites them."""

    def __init__(self, library: Library) -> None:
        """Begin with no numbers given."""
        self.library = library
        self.numbers: dict[str, int] = {}

    def of(self, cites: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of these sources, in rising order."""
        return tuple(sorted({self.numbers.setdefault(one, len(self.numbers) + 1) for one in cites}))

    def blocks(self) -> list[Block]:
        """Return the list of sources, numbered."""
        return [reference(self.library.source(one), number) for one, number in self.numbers.items()]


def reference(source: Source, number: int) -> Block:
    """Return one numbered source."""
    return Block(
        kind="reference",
        label=f"{number}.",
        text=f"{cite.vancouver(source.item, address=False)} [{kind_name(source.kind)}]",
        link=cite.link(source.item),
    )


def kind_name(kind: str) -> str:
    """Return the words for a kind of evidence: systematic-review as "systematic review"."""
    return kind.replace("-", " ")


CLAIM = "What the clinic web page that this FAQ started from claims"
CLAIM_OF_A_PACK = "What the page that this answer started from claims"
HOLDS = {"yes": "This holds.", "partly": "This holds in part.", "no": "This does not hold."}


def claim_heading(library: Library) -> str:
    """Return the heading of what the page that an answer began with claims."""
    return CLAIM if library.bundled else CLAIM_OF_A_PACK


def of_entry(entry: Entry, library: Library, asked: str = "", short: bool = False) -> list[Block]:
    """Return the page of an entry; `asked` is the question that led to it, `short` leaves most out."""
    refs = References(library)
    page = [
        Block(kind="name", text=entry.id, label=library.topics.get(entry.topic, entry.topic)),
        Block(kind="title", text=entry.question),
    ]
    if asked:
        page.append(Block(kind="note", label="You asked:", text=asked))
    page += [Block(kind="gap"), said(entry.short, refs, "lead"), Block(kind="gap")]
    if short:
        more = Block(kind="command", label=f"benzofaq show {entry.id}", text="the whole answer")
        end = [Block(kind="gap"), *colophon(entry.reviewed, library)]
        sources = [*refs.blocks(), Block(kind="gap")] if refs.numbers else []
        return [*page, *sources, more, *end]
    page += _spaced(entry.answer, refs)
    if evidence := entry.evidence:
        page += [
            Block(kind="gap"),
            Block(kind="label", text=f"Evidence: {evidence.grade}"),
            said(evidence.why, refs),
            said(evidence.unknown, refs, label="Not known:"),
        ]
    if entry.seed:
        page += [
            Block(kind="gap"),
            Block(kind="label", text=claim_heading(library)),
            Block(kind="text", text=entry.seed.claim),
            Block(
                kind="text",
                text=f"{HOLDS[entry.seed.holds]} {entry.seed.verdict.text}",
                refs=refs.of(entry.seed.verdict.cites),
            ),
        ]
    page += _safety(entry.safety, library.notes, refs)
    if refs.numbers:
        page += [Block(kind="gap"), Block(kind="label", text="Sources"), *refs.blocks()]
    related = [(one, library.wordings[one][0]) for one in entry.related if one in library.wordings]
    if related:
        page += [Block(kind="gap"), Block(kind="label", text="Related")]
        page += [Block(kind="command", label=f"benzofaq show {one}", text=title) for one, title in related]
    page += [Block(kind="gap"), *colophon(entry.reviewed, library)]
    return page


def said(passage: Passage, refs: References, kind: Kind = "text", label: str = "") -> Block:
    """Return a passage as a block with the numbers of its sources."""
    kind = "bullet" if passage.bullet else kind
    return Block(kind=kind, label=label, text=passage.text, refs=refs.of(passage.cites))


def _spaced(answer: Sequence[Passage], refs: References) -> list[Block]:
    """Return the passages with a gap between paragraphs, and none between bullets."""
    blocks: list[Block] = []
    for passage in answer:
        if blocks and not passage.bullet:
            blocks.append(Block(kind="gap"))
        blocks.append(said(passage, refs))
    return blocks


def _safety(ids: Iterable[str], notes: Mapping[str, Passage], refs: References) -> list[Block]:
    found = [notes[one] for one in ids if one in notes]
    if not found:
        return []
    return [
        Block(kind="gap"),
        Block(kind="label", text="Keep in mind"),
        *(Block(kind="bullet", text=note.text, refs=refs.of(note.cites)) for note in found),
    ]


GENERAL = "General information, not medical advice."
STOPPING = "Stopping a benzodiazepine suddenly can be dangerous: plan any change with a prescriber."


def colophon(reviewed: str, library: Library) -> list[Block]:
    """Return what stands under every answer: what it is not, and when it was last reviewed."""
    return [Block(kind="notice", text=f"{disclaimer(library)} Reviewed {reviewed}.")]


def disclaimer(library: Library) -> str:
    """Return what the answers are not, or what a pack says instead."""
    return f"{GENERAL} {STOPPING}" if library.bundled else library.footer or GENERAL


def of_origin(library: Library) -> list[Block]:
    """Return the line that says whose data these are; nothing for the bundled ones."""
    text = origin(library)
    return [Block(kind="gap"), Block(kind="note", text=text)] if text else []


def origin(library: Library) -> str:
    """Return where the data come from; empty for the bundled ones."""
    if library.bundled:
        return ""
    where = library.folder / library.entries_file
    return f"This comes from {library.name} ({where}), not from benzofaq's own data."


def of_references(sources: Iterable[Source], style: Style = "vancouver") -> list[Block]:
    """Return sources as a numbered list in a text style, without the kind of evidence: fit to be pasted."""
    page = []
    for n, source in enumerate(sources, 1):
        said = cite.text_reference(source.item, style)
        address = said.rpartition(" ")[2]
        link = address if address.startswith(("https://", "http://")) else None
        page.append(Block(kind="citation", label=f"{n}.", text=said, link=link))
    return page


STYLE_NAMES: Mapping[Style, str] = {"vancouver": "Vancouver", "apa": "APA"}


def of_appended(sources: Sequence[Source], style: Style) -> list[Block]:
    """Return references to stand under an answer, with the numbers that they have in it."""
    if not sources:
        return []
    heading = Block(kind="label", text=f"References in {STYLE_NAMES[style]} style")
    return [Block(kind="gap"), heading, *of_references(sources, style)]


def of_list(library: Library, topic: str | None = None) -> list[Block]:
    """Return the questions by topic, or those of one topic."""
    page: list[Block] = []
    found: dict[str, list[str]] = {}
    for id_, one in library.topic_of.items():
        found.setdefault(one, []).append(id_)
    for one, title in library.topics.items():
        if one not in found or (topic and one != topic):
            continue
        if page:
            page.append(Block(kind="gap"))
        page.append(Block(kind="label", text=title, label=one))
        page += [Block(kind="command", label=id_, text=library.wordings[id_][0]) for id_ in found[one]]
    return page


def of_miss(reply: Reply, numbered: bool = False) -> list[Block]:
    """Return what is said where nothing fits for sure: the reason, and what comes near.

    `numbered` gives numbers to what comes near, for a person to choose by, in place of commands.
    """
    if reply.state == "suggest":
        first = "That fits more than one answer, or none for sure. Did you mean one of these?"
    else:
        first = reply.reason or "There is no answer to that here."
    page = [Block(kind="text", text=first)]
    if reply.matches:
        page.append(Block(kind="gap"))
        if reply.state == "none":
            page.append(Block(kind="label", text="What comes near"))
        page += [
            Block(
                kind="command",
                label=f"{n}" if numbered else f"benzofaq {show_command(match.id)}",
                text=match.question,
            )
            for n, match in enumerate(reply.matches, 1)
        ]
    else:
        page.append(Block(kind="note", text="`benzofaq list` shows every question that it answers."))
    return page


def show_command(id_: str) -> str:
    """Return the words that show a record: `show alcohol`, or `drug diazepam` for a card."""
    return f"drug {id_.removeprefix('drug:')}" if id_.startswith("drug:") else f"show {id_}"


def of_emergency(emergency: Emergency, lines: Lines, library: Library) -> list[Block]:
    """Return what to do at once and whom to call; this stands before anything else."""
    page = [Block(kind="alert", text=emergency.title)]
    if emergency.call:
        # Under the title, not at the end: the region is a guess from the locale, and may be wrong.
        if lines.own:
            numbers = f"Numbers for {lines.place}. Elsewhere: --region CODE, as in --region GB."
        else:
            numbers = (
                "For the numbers of your country: benzofaq contacts, or --region CODE, as in --region GB."
            )
        page.append(Block(kind="notice", text=numbers))
    page += [Block(kind="bullet", text=lines.fill(step.text)) for step in emergency.steps]
    page += [
        Block(kind="call", label=contact.phone, text=_line(contact))
        for wanted in emergency.call
        for contact in lines.own
        if contact.kind == wanted
    ]
    sources = sorted({one for step in emergency.steps for one in step.cites})
    # A pack may name sources that it has not.
    if sources and (library.bundled or all(one in library.sources for one in sources)):
        page.append(Block(kind="note", text=f"Sources of these steps: benzofaq cite {' '.join(sources)}"))
    page.append(Block(kind="gap"))
    return page


def _line(contact: Contact) -> str:
    hours = f", {contact.hours}" if contact.hours else ""
    text = f"; text {contact.text}" if contact.text else ""
    return f"{contact.name}{hours}{text}"


def of_contacts(
    contacts: Sequence[Contact], kinds: Mapping[str, str], places: Mapping[str, str]
) -> list[Block]:
    """Return the lines of one region, or of all, by region, each with where and when it was seen."""
    page: list[Block] = []
    for place in dict.fromkeys(contact.region for contact in contacts):
        if page:
            page.append(Block(kind="gap"))
        page.append(Block(kind="label", text=places.get(place, place), label=place))
        for contact in contacts:
            if contact.region != place:
                continue
            page.append(Block(kind="call", label=contact.phone, text=_line(contact)))
            kind = kinds.get(contact.kind, contact.kind)
            page.append(Block(kind="detail", text=f"{kind}; seen {contact.checked} at {contact.seen_at}"))
            if contact.url:
                page.append(Block(kind="address", link=contact.url))
    page.append(Block(kind="gap"))
    page.append(
        Block(
            kind="notice",
            text="Numbers change: the organisation's own address, printed with each, has the newest. "
            "In an emergency call the emergency number of the place where you are.",
        )
    )
    return page


# Below this chance an answer is followed by what else may have been meant: of the answers above it,
# about 99 in 100 were right on the development set.
NOT_QUITE_SURE = 0.9


def of_also(reply: Reply) -> list[Block]:
    """Return the other questions found in the text, and what else may have been meant by the first."""
    page: list[Block] = []
    unsure = reply.matches[1:] if reply.matches and reply.matches[0].score < NOT_QUITE_SURE else ()
    for heading, matches in (("You also seem to ask", reply.also), ("Not what you meant?", unsure)):
        if matches:
            page += [Block(kind="gap"), Block(kind="label", text=heading)]
            page += [
                Block(kind="command", label=f"benzofaq {show_command(match.id)}", text=match.question)
                for match in matches
            ]
    return page


def of_explanation(reply: Reply) -> list[Block]:
    """Return why the reply came out as it did."""
    why = reply.explanation
    page = [Block(kind="gap"), Block(kind="label", text="Why this reply")]
    best = reply.matches[0] if reply.matches else None
    page.append(
        Block(
            kind="text",
            label="State:",
            text=reply.state + (f", {best.id} at {best.score:.2f}" if best else ""),
        )
    )
    if reply.emergency:
        page.append(Block(kind="text", label="Emergency:", text=reply.emergency))
    for label, pairs in (("Read as:", why.words), ("Drugs:", why.drugs)):
        if pairs:
            page.append(Block(kind="text", label=label, text=", ".join(f"{a} -> {b}" for a, b in pairs)))
    if why.reasons:
        listed = ", ".join(f"{name} {weight:+.2f}" for name, weight in why.reasons)
        page.append(Block(kind="text", label="What spoke for and against:", text=listed))
    if why.runners_up:
        listed = ", ".join(f"{match.id} {match.score:.2f}" for match in why.runners_up)
        page.append(Block(kind="text", label="Runners-up:", text=listed))
    return page


_ONE = {"entries": "entry", "sources": "source", "drugs": "drug", "contacts": "contact"}


def _counted(number: int, what: str) -> str:
    return f"{number} {_ONE[what] if number == 1 else what}"


def of_inventory(found: Mapping[str, Any]) -> list[Block]:
    """Return what a library holds (see inventory.of)."""
    counts = ", ".join(_counted(number, what) for what, number in found["counts"].items())
    rows = {
        "Version:": f"benzofaq {found['version']} on Python {found['python']}",
        "Data of:": found["reviewed"],
        "Read from:": f"{found['folder']} ({'bundled' if found['bundled'] else 'not the bundled data'})",
        "It holds:": counts,
    }
    page = [Block(kind="text", label=label, text=text) for label, text in rows.items()]
    page += [Block(kind="gap"), Block(kind="label", text="SHA-256 of each file")]
    page += [Block(kind="command", label=name, text=digest) for name, digest in found["sha256"].items()]
    return page

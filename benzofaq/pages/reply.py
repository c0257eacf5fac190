"""Lay out a reply: what to do in an emergency first, then the answer or what comes near."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from benzofaq.pages.block import GAP, Block, command, heading
from benzofaq.pages.card import of_drug
from benzofaq.pages.entry import of_entry
from benzofaq.reading.reply import Match, Reply
from benzofaq.records.contacts import ENGLISH, Emergency, Language, Lines, Wording, the
from benzofaq.records.library import Library
from benzofaq.records.model import CARD, EMERGENCY, Drug

# Below this chance an answer is followed by what else may have been meant: of the answers above it,
# about 99 in 100 were right on the development set.
NOT_QUITE_SURE = 0.9

IN_AN_EMERGENCY = "In an emergency call {emergency}."
QUIET = "Talk to someone, day or night: {crisis}."


def of_reply(
    reply: Reply,
    library: Library,
    lines: Lines,
    *,
    full: bool = False,
    ids: bool = False,
    numbered: bool = False,
) -> tuple[list[Block], list[Block]]:
    """Return what comes first in an emergency, and the rest of the page.

    `full` shows all of an answer, `ids` the ids of its sources; `numbered` offers what comes near by number.
    """
    language = library.language(reply.language)
    urgent = of_emergency(reply.emergency, library, lines, language) if reply.emergency else []
    page: list[Block] = []
    if language and not reply.emergency:
        said = language.english_answer if reply.matches else language.no_answer
        page += [Block(kind="notice", text=lines.fill(said, language)), GAP]
    if reply.state == "answer":
        page += of_record(reply.matches[0].id, library, full=full, ids=ids) + of_also(reply)
    elif not reply.emergency or reply.matches:
        page += of_miss(reply, numbered=numbered and reply.state == "suggest")
        page += [] if reply.emergency or reply.quiet else _whom_to_call(lines)
    if reply.quiet and not reply.emergency:
        quiet = lines.fill(language.quiet, language) if language else lines.fill(QUIET)
        page += [GAP, Block(kind="quiet", text=quiet)]
    return urgent, page


def of_record(id_: str, library: Library, *, full: bool, ids: bool = False) -> list[Block]:
    """Return the page of an entry or a drug card."""
    record = library.record(id_)
    if isinstance(record, Drug):
        return of_drug(record, library, full=full, ids=ids)
    return of_entry(record, library, full=full, ids=ids)


def of_emergency(kind: str, library: Library, lines: Lines, language: Language | None = None) -> list[Block]:
    """Return what to do at once and whom to call; nothing else comes before it."""
    emergency = library.emergency(kind)
    act, steps, wording = _words_of(kind, emergency, lines, language)
    shown = lines.fill(act, wording, child=kind == "child", numbers_only=True)
    # An alarm, but to somebody who may want to die a person's voice.
    loud = emergency.call[:1] != ("suicide-crisis",)
    page = [Block(kind="act", text=shown.upper()) if loud else Block(kind="voice", text=shown), GAP]
    if not lines.own:
        examples = lines.examples("emergency" if loud else "suicide-crisis")
        page += [*(Block(kind="call", label=number, text=places) for number, places in examples), GAP]
    # A country without a line for pets gets no step that names one.
    steps = tuple(
        one for one in steps if "{pet-poison}" not in one or not lines.own or lines.of_kind("pet-poison")
    )
    page += [
        Block(kind="step", label=str(number), text=lines.fill(step, wording, child=kind == "child"))
        for number, step in enumerate(steps, 1)
    ]
    calls = [
        Block(kind="call", label=one.number, text=one.name)
        for wanted in emergency.call
        for one in lines.of_kind(wanted)
    ]
    return [
        *page,
        *([GAP] if calls else []),
        *calls,
        GAP,
        _elsewhere(lines),
        *_steps_rest_on(kind, library),
    ]


def _words_of(
    kind: str, emergency: Emergency, lines: Lines, language: Language | None
) -> tuple[str, tuple[str, ...], Wording]:
    """Return first line, steps and the words for numbers, in the reader's language where it has them."""
    texts = lines.takes_texts("suicide-crisis")
    if language and kind in language.steps:
        act = language.act[kind]
        if "{crisis}" in act and not texts:
            act = language.act_no_text
        return act, language.steps[kind], language
    act = emergency.act or emergency.title
    if emergency.act_no_text and not texts:
        act = emergency.act_no_text
    return act, tuple(step.text for step in emergency.steps), ENGLISH


def _elsewhere(lines: Lines) -> Block:
    """Return how to get the numbers of another country: the region is a guess from the locale."""
    if lines.own:
        other = "GB" if lines.region != "GB" else "US"
        return Block(kind="note", text=f"Not in {the(lines.place)}? benzofaq contacts {other}")
    return Block(kind="note", text="Numbers of other countries: benzofaq contacts --all")


def _steps_rest_on(kind: str, library: Library) -> list[Block]:
    if not any(step.cites for step in library.emergency(kind).steps):
        return []  # the bundled steps stand in for those of a pack, which does not hold their sources
    return [Block(kind="note", text=f"Sources: benzofaq cite {shlex.quote(EMERGENCY + kind)}")]


def _whom_to_call(lines: Lines) -> list[Block]:
    return [GAP, Block(kind="note", text=lines.fill(IN_AN_EMERGENCY))]


def of_miss(reply: Reply, *, numbered: bool = False) -> list[Block]:
    """Return the reason why nothing fits for sure, and what comes near: as commands, or by number."""
    if reply.matches:
        first = "Did you mean one of these?"
    else:
        first = reply.reason or "There is no answer to that here."
    page = [Block(kind="text", label="No sure answer." if reply.matches else "No answer.", text=first)]
    if not reply.matches:
        return [*page, Block(kind="note", text="`benzofaq list` shows every question that it answers.")]
    page.append(GAP)
    if not numbered:
        return [*page, *_commands(reply.matches)]
    return page + [
        Block(kind="command", label=str(number), text=match.question)
        for number, match in enumerate(reply.matches, 1)
    ]


def of_also(reply: Reply) -> list[Block]:
    """Return the other questions found in the text, and what else may have been meant by the first."""
    unsure = reply.matches[1:] if reply.matches[0].score < NOT_QUITE_SURE else ()
    page = []
    for title, matches in (("You also seem to ask", reply.also), ("Not what you meant?", unsure)):
        if matches:
            page += [*heading(title), *_commands(matches)]
    return page


def _commands(matches: Iterable[Match]) -> list[Block]:
    return [command(show_command(match.id), match.question) for match in matches]


def show_command(id_: str) -> str:
    """Return the words that show a record, quoted for a shell: `show alcohol`, `drug diazepam` for a card."""
    if id_.startswith(CARD):
        return f"drug {shlex.quote(id_.removeprefix(CARD))}"
    return f"show {shlex.quote(id_)}"


def of_explanation(reply: Reply) -> list[Block]:
    """Return why the reply came out as it did."""
    why = reply.explanation
    best = f", {reply.matches[0].id} at {reply.matches[0].score:.2f}" if reply.matches else ""
    rows = {
        "State:": reply.state + best,
        "Emergency:": reply.emergency or ("quiet" if reply.quiet else ""),
        "Read as:": ", ".join(f"{typed} -> {read}" for typed, read in why.words),
        "Drugs:": ", ".join(f"{typed} -> {read}" for typed, read in why.drugs),
        "For and against:": ", ".join(f"{name} {weight:+.2f}" for name, weight in why.reasons),
        "Runners-up:": ", ".join(f"{match.id} {match.score:.2f}" for match in why.runners_up),
    }
    shown = [Block(kind="text", label=label, text=text) for label, text in rows.items() if text]
    return [*heading("Why this reply"), *shown]

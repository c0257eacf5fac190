"""Lay out a reply: what to do in an emergency first, then the answer or what comes near."""

import shlex
from collections.abc import Iterable, Iterator
from functools import partial

from msgspec.structs import replace

from benzofaq.pages.block import GAP, Block, command, heading
from benzofaq.pages.card import of_drug
from benzofaq.pages.entry import of_entry
from benzofaq.reading.reply import Match, Reply
from benzofaq.records.contacts import ENGLISH, Language, Lines, the
from benzofaq.records.library import Library
from benzofaq.records.model import CARD, EMERGENCY, Drug, Passage

# Below this chance an answer is followed by what else may have been meant: of the answers above it,
# about 99 in 100 were right on the development set.
NOT_QUITE_SURE = 0.9

# Lines of one kind that stand below the steps in an emergency: more would scroll the first one away.
MOST_OF_A_KIND = 2

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
    if language and not urgent:
        notice = language.english_answer if reply.matches else language.no_answer
        page += [Block("notice", lines.fill(notice, language)), *([GAP] if reply.matches else [])]
    if urgent and reply.matches:  # help stands alone: a page below it would scroll it away
        page += [GAP, *_commands(reply.matches[:1])]
    elif reply.state == "answer":
        page += of_record(reply.matches[0].id, library, full=full, ids=ids) + of_also(reply)
    elif not urgent and (reply.matches or not language):  # else the notice has said it all
        page += of_miss(reply, numbered=numbered and reply.state == "suggest")
        page += [] if language else [GAP, Block("note", lines.fill("In an emergency call {emergency}."))]
    if reply.quiet and not urgent:
        quiet = lines.fill(language.quiet, language) if language else lines.fill(QUIET)
        page += [GAP, Block("quiet", quiet)]
    return urgent, page


def of_record(id_: str, library: Library, *, full: bool, ids: bool = False) -> list[Block]:
    """Return the page of an entry or a drug card."""
    record = library.record(id_)
    if isinstance(record, Drug):
        return of_drug(record, library, full=full, ids=ids)
    return of_entry(record, library, full=full, ids=ids)


def told(kind: str, library: Library, lines: Lines, language: Language | None) -> tuple[str, list[Passage]]:
    """Return the first line and the steps for this place, in the reader's language where it has them."""
    emergency = library.emergency(kind)
    words = language if language and kind in language.steps else None
    act, no_text, steps = emergency.act or emergency.title, emergency.act_no_text, emergency.steps
    if words:
        act, no_text = words.act[kind], words.act_no_text if "{crisis}" in words.act[kind] else ""
        steps = tuple(Passage(text=step) for step in words.steps[kind])
    if no_text and lines.own and not any(one.text for one in lines.of_kind("suicide-crisis")[:1]):
        act = no_text  # the line that is named here takes no text messages
    if not lines.of_kind("pet-poison"):  # where no such line is known no step names one
        steps = tuple(step for step in steps if "{pet-poison}" not in step.text)
    fill = partial(lines.fill, wording=words or ENGLISH, child=kind == "child")
    return fill(act, numbers_only=True), [replace(step, text=fill(step.text)) for step in steps]


def of_emergency(kind: str, library: Library, lines: Lines, language: Language | None = None) -> list[Block]:
    """Return what to do at once and whom to call; nothing else comes before it."""
    emergency = library.emergency(kind)
    shown, steps = told(kind, library, lines, language)
    # An alarm, but to somebody who may want to die a person's voice.
    loud = emergency.call[:1] != ("suicide-crisis",)
    page = [Block("act", shown.upper()) if loud else Block("voice", shown), GAP]
    if not lines.own and "pet-poison" not in emergency.call:
        examples = lines.examples("emergency" if loud else "suicide-crisis")
        page += [*(Block("call", places, number) for number, places in examples), GAP]
    page += [Block("step", step.text, str(number)) for number, step in enumerate(steps, 1)]
    called = [one for wanted in emergency.call for one in lines.of_kind(wanted)[:MOST_OF_A_KIND]]
    page += [GAP, *(Block("call", one.name, one.number) for one in called)] if called else []
    # The region is a guess from the locale, so it says how to get the numbers of another.
    elsewhere = f"Not in {the(lines.place)}? benzofaq contacts {'US' if lines.region == 'GB' else 'GB'}"
    wording = language if language and kind in language.steps else ENGLISH
    if not lines.own or wording is not ENGLISH:
        elsewhere = f"{wording.elsewhere} benzofaq contacts --all"
    page += [GAP, Block("note", elsewhere)]
    # Bundled steps that stand in for those of a pack cite nothing: the pack does not hold their sources.
    if any(step.cites for step in emergency.steps):
        page.append(Block("note", f"{wording.sources} benzofaq cite {shlex.quote(EMERGENCY + kind)}"))
    return page


def of_miss(reply: Reply, *, numbered: bool = False) -> list[Block]:
    """Return the reason why nothing fits for sure, and what comes near: as commands, or by number."""
    if not reply.matches:
        reason = Block("text", reply.reason or "There is no answer to that here.", "No answer.")
        return [reason, Block("note", "`benzofaq list` shows every question that it answers.")]
    page = [Block("text", "Did you mean one of these?", "No sure answer."), GAP]
    if not numbered:
        return [*page, *_commands(reply.matches)]
    return page + [Block("command", one.question, str(number)) for number, one in enumerate(reply.matches, 1)]


def of_also(reply: Reply) -> list[Block]:
    """Return the other questions found in the text, and what else may have been meant by the first."""
    unsure = reply.matches[1:] if reply.matches[0].score < NOT_QUITE_SURE else ()
    page = []
    for title, matches in (("You also seem to be asking", reply.also), ("Not what you meant?", unsure)):
        if matches:
            page += [*heading(title), *_commands(matches)]
    return page


def _commands(matches: Iterable[Match]) -> Iterator[Block]:
    """Yield what to type for each match, quoted for a shell: `show alcohol`, `drug diazepam` for a card."""
    for match in matches:
        words = "drug" if match.id.startswith(CARD) else "show"
        yield command(f"{words} {shlex.quote(match.id.removeprefix(CARD))}", match.question)


def of_explanation(reply: Reply) -> list[Block]:
    """Return why the reply came out as it did."""
    why = reply.explanation
    best = f", {reply.matches[0].id} at {reply.matches[0].score:.2f}" if reply.matches else ""
    rows = {
        "State:": reply.state + best,
        "Emergency:": reply.emergency or ("quiet" if reply.quiet else ""),
        "Read as:": ", ".join(f"{typed} -> {read}" for typed, read in why.drugs),
        "For and against:": ", ".join(f"{name} {weight:+.2f}" for name, weight in why.reasons),
        "Runners-up:": ", ".join(f"{match.id} {match.score:.2f}" for match in why.runners_up),
    }
    return [*heading("Why this reply"), *(Block("text", text, label) for label, text in rows.items() if text)]

"""Rules on emergencies and on the lines to call."""

from __future__ import annotations

import re
from collections.abc import Iterator

from benzofaq.checking.pack import CONTACTS, EMERGENCIES, Pack
from benzofaq.checking.problem import Place, quote
from benzofaq.checking.rules.rule import day, nearest, rule
from benzofaq.records.contacts import ENGLISH
from benzofaq.records.library import Library

# Days after which a phone number has to be seen again.
STALE_DAYS = 365


@rule("warning")
def missing_emergency(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find kinds of emergency that the bundled reader recognises and the pack has no steps for."""
    own = pack.emergencies
    if own and not (pack.faq and "emergency-check" in pack.faq.turn_off):
        for kind in Library().emergencies.keys() - own.kinds.keys():
            yield Place(EMERGENCIES, f"kinds.{kind}"), "is missing; the bundled steps are shown in its place."


@rule()
def unknown_placeholder(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find words in braces that no phone number replaces."""
    known = ", ".join(f"{{{name}}}" for name in ENGLISH.unknown)
    for kind, one in pack.emergencies.kinds.items() if pack.emergencies else ():
        texts = {"act": one.act, **{f"do[{at}]": step.text for at, step in enumerate(one.steps)}}
        for field, text in texts.items():
            for name in dict.fromkeys(re.findall(r"\{([^{}]*)\}", text)):
                if name not in ENGLISH.unknown:
                    message = f"nothing replaces {quote('{' + name + '}')}. Write one of: {known}."
                    yield Place(EMERGENCIES, f"kinds.{kind}", field), message


@rule()
def unknown_kind(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find lines of a kind or a region that has no name, and emergencies that call such a kind."""
    if not pack.contacts:
        return
    kinds, regions = pack.contacts.kinds, pack.contacts.regions
    for place, contact in pack.lines:
        for field, value, known in (("kind", contact.kind, kinds), ("region", contact.region, regions)):
            if value not in known:
                near = nearest(value, known) or " Add it there."
                yield place.at(field), f"{quote(value)} is not in {field}s.{near}"
    for kind, one in pack.emergencies.kinds.items() if pack.emergencies else ():
        for value in one.call:
            if value not in kinds:
                near = nearest(value, kinds) or " Add it there."
                said = f"{quote(value)} is not in the kinds of {CONTACTS}.{near}"
                yield Place(EMERGENCIES, f"kinds.{kind}", "call"), said


@rule("warning")
def stale(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Find lines and answers that are due to be looked at again."""
    for place, contact in pack.lines:
        seen = day(contact.checked)
        if seen is None or (pack.today - seen).days > STALE_DAYS:
            yield place.at("checked"), f"was last seen on {contact.checked}. Look it up again."
    for place, entry in pack.entries:
        due = day(entry.next_review)
        if due and due < pack.today:
            yield place.at("next_review"), f"was due for review on {entry.next_review}."

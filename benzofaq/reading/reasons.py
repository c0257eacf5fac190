"""Say why a question has no answer, and what spoke for and against a reply."""

import shlex
from collections.abc import Sequence
from typing import Any

from benzofaq.reading.features import Reading, features
from benzofaq.reading.names import SUBJECT
from benzofaq.reading.reader import Reader, Understanding
from benzofaq.reading.reply import Explanation, Match
from benzofaq.reading.rules import Rulebook

_ALCOHOL = "alcohol"  # asked about by people on a benzo without naming it


def why_not(library: Any, rules: Rulebook, reading: Reading) -> str:
    """Return one line that says why nothing answers a question, and who may."""
    name, covers = library.name, library.covers
    limits = f" It covers {covers} and nothing else." if covers else ""
    if not library.bundled:
        return f"{name} has no answer to that.{limits}"
    if reading.groups & SUBJECT:
        default = f"{name} has no answer to that about benzodiazepines. A pharmacist or prescriber may."
        return rules.why_beyond(reading) or default
    other = next((one for one in reading.mentions if one.group != _ALCOHOL), None)
    if other is None:
        return f"{name} has no answer to that.{limits}"
    if other.drug in library.drugs:
        seen = f"was recognised ({other.drug}): not a benzodiazepine."
        see = f" Its card: benzofaq drug {shlex.quote(other.drug)}"
    else:
        seen, see = "was recognised as another drug or substance.", ""
    who = f"{name} covers {covers} only; a pharmacist can answer this."
    return f"{other.typed.capitalize()} {seen} {who}{see}"


def explain(reader: Reader, seen: Understanding, near: Sequence[Match]) -> Explanation:
    """Return what was recognised, which rules held, and the features that weighed most."""
    reading, best = seen.reading, seen.ranked[0][1]
    rules = tuple((f"rule: {rule.name}", rule.by) for rule in reader.rules.holding(reading))
    return Explanation(
        words=tuple((one.typed, one.drug or one.group) for one in reading.mentions if not one.exact),
        drugs=tuple((one.typed, one.drug or one.group) for one in reading.mentions),
        reasons=rules + reader.model.reasons(features(reading), best),
        runners_up=tuple(near[1:]),
    )

"""Turn a reading into the features that the model weighs; training and answering share this."""

from benzofaq.reading.words import Reading

# Groups whose mention makes a question one about benzodiazepines or their near kin.
SUBJECT = frozenset({"<benzo>", "<benzos>", "<z-drug>", "<z-drugs>", "<designer>"})

# Groups that say nothing about the subject: people on a benzodiazepine ask about these by themselves.
NEUTRAL = frozenset({"<sleeping pills>", "<alcohol>"})

# Features with more tokens between them than this are not paired: measured on training data held
# out, 3 gains 0.6 points over adjacent pairs alone and 6 nothing more.
REACH = 3


def features(reading: Reading) -> dict[str, float]:
    """Return the features of a question with their values, before any scaling.

    `x` a word or concept, `x y` two in a row, `x..y` two near each other, `@` marks, `=` facts about the
    whole:
    which kinds of drugs are named, whether a benzodiazepine is, how many content words are unknown.
    """
    tokens = [plain_group(token) for token in reading.tokens]
    # A word counts beside its concept: "worse" and "rebound" share ~worse, and still differ.
    found: dict[str, float] = dict.fromkeys(reading.stems, 1.0)
    found.update(dict.fromkeys(tokens, 1.0))
    for left, right in zip(["^", *tokens], [*tokens, "$"], strict=True):
        found[f"{left} {right}"] = 1.0
    for at, left in enumerate(tokens):
        for right in tokens[at + 2 : at + 1 + REACH]:
            found[f"{left}..{right}"] = 1.0
    found.update(dict.fromkeys(reading.marks, 1.0))
    named = {mention.drug for mention in reading.mentions if mention.drug}
    groups = {f"<{mention.group}>" for mention in reading.mentions}
    subject = groups & SUBJECT
    others = groups - SUBJECT
    if subject:
        found["=benzo"] = 1.0
        found["=one drug" if named else "=the class"] = 1.0
    if others:
        found["=other and benzo" if subject else "=other alone"] = 1.0
    if not groups:
        found["=no drug"] = 1.0
    if "<designer>" in groups:
        found["=designer"] = 1.0
    if len(named) > 1:
        found["=two drugs"] = 1.0
    unknown = len(set(reading.unknown))
    if unknown:
        found["=unknown"] = min(unknown, 4) / 2
        if not subject:
            found["=unknown, no benzo"] = min(unknown, 4) / 2
    if len(tokens) <= 2:
        found["=short"] = 1.0
    if reading.asks:
        found["=asks"] = 0.5
    return found


def plain_group(token: str) -> str:
    """Return the token with one drug and the whole class made one: what is asked is the same."""
    return "<benzo>" if token in {"<benzos>", "<designer>"} else token

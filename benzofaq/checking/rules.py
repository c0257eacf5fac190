"""Look for one kind of problem in a pack each: the rules by name, in RULES; nothing here mends or prints."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from benzofaq import lexicon, model_file
from benzofaq.library import MAX_FILE_BYTES, data_folder
from benzofaq.model import Drug, Passage
from benzofaq.pack import (
    MATCHER,
    MOST_SHOWN,
    Finding,
    Pack,
    Place,
    cut,
    fits,
    folded,
    named,
    order,
    quote,
    spelt,
)
from benzofaq.rawpack import MAX_DEPTH, NoNumber, Object, Trouble, Where, nodes, read_json
from benzofaq.citing.item import is_safe
from benzofaq.shapes import CSL_TYPES, PLACEHOLDERS, Role
from benzofaq.text import REPLACEMENT, clean
from benzofaq.words import Language

# Fewer wordings than this, the question among them, and an entry is hard to find.
FEW_WORDINGS = 3

# Least likeness (0 to 100) at which a known name is offered for a misspelt one.
ALIKE = 60

_SOURCES, _DRUGS, _CONTACTS, _EMERGENCIES = "sources.json", "drugs.json", "contacts.json", "emergencies.json"
_VOCABULARY, _WORDS, _WEIGHTS = "vocabulary.json", "words.txt", "weights.tsv"

# Ids that mean something else to the program: the kinds of question of the matcher, and the program itself.
RESERVED = ("none", "drug", "benzofaq")

# A drug card by which the vocabulary is tried: any would do.
_CARD = Drug(
    name="example",
    drug_class=Passage(text=""),
    group="other",
    brands=(),
    names={},
    half_lives=(),
    uses=None,
    onset=None,
    metabolism=None,
    schedule=None,
    notes=(),
    reviewed="",
)

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SLUGS: tuple[Role, ...] = ("entry", "source", "slug", "topic", "note", "related", "cite", "kind")
_IDENTIFIERS: Mapping[Role, tuple[re.Pattern[str], str]] = {
    "doi": (re.compile(r"10\.\d{4,9}/\S+"), "a DOI. Write it as in 10.1000/182, without https://doi.org/"),
    "pmid": (re.compile(r"[1-9][0-9]{0,8}"), "a number of PubMed. Write its digits"),
    "pmcid": (re.compile(r"PMC[0-9]+"), "a number of PubMed Central. Write it as in PMC123456"),
}


# Words for the types, as they are shown.

_KINDS = {
    "object": "an object in braces, {...}",
    "map": "an object in braces, {...}",
    "list": "a list in square brackets, [...]",
    "text": "text in double quotes",
    "flag": "true or false",
    "number": "a number without quotes",
    "whole": "a whole number without quotes",
}


def _what(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {str(value)[:20]}"
    if isinstance(value, str):
        return f"text ({quote(value)})"
    return "a list" if isinstance(value, list) else "an object"


def _nearest(wanted: str, known: Iterable[str]) -> str:
    """Return the words that offer a known name for one that is unknown; empty where none is near."""
    from rapidfuzz import fuzz, process

    near = process.extractOne(wanted[:MOST_SHOWN], sorted(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return f" Did you mean {quote(near[0])}?" if near else ""


def _one_of(known: Iterable[str], most: int = 12) -> str:
    names = sorted(known)
    return ", ".join(map(cut, names[:most])) + (", ..." if len(names) > most else "")


# The rules. Each yields what it finds in a pack, in the order of the files.


def _trouble(kind: Trouble, message: str, pack: Pack) -> Iterator[Finding]:
    for name, raw in pack.files.items():
        if raw.trouble == kind:
            line = (f"line {raw.line}", *((f"column {raw.column}",) if raw.column else ()))
            yield Finding(name, (", ".join(line),) if raw.line else (), message.format(said=raw.said))


def missing_file(pack: Pack) -> Iterator[Finding]:
    """Only the entries are required of a pack."""
    if not pack.has(pack.entries_file):
        yield Finding(
            pack.entries_file, (), 'is missing. Write it: {"reviewed": "2026-01-31", "entries": [...]}.'
        )


def misnamed_file(pack: Pack) -> Iterator[Finding]:
    """A file whose name is nearly one of the format's is read by nobody."""
    from rapidfuzz import fuzz

    try:
        there = sorted(path.name for path in pack.folder.iterdir())
    except OSError:
        return
    for name in there:
        for known, raw in pack.files.items():
            if (
                name not in pack.files
                and raw.trouble == "absent"
                and fuzz.ratio(name.lower(), known) >= ALIKE + 25
            ):
                yield Finding(name, (), f"is read by nobody. Name it {known} if it is that file.", "warning")


def incomplete_matcher(pack: Pack) -> Iterator[Finding]:
    """The words of a pack and the weights that were learned with them go together."""
    there = [name for name in MATCHER if pack.has(name)]
    for name in MATCHER if there else ():
        if name not in there:
            yield Finding(
                name, (), f"is missing, but {' and '.join(there)} is there. Have all three files, or none."
            )


def broken_matcher(pack: Pack) -> Iterator[Finding]:
    """The words and the weights of a pack can be used."""
    vocabulary, words, weights = (pack.files[name] for name in MATCHER)
    if weights.is_read:
        try:
            stems, model = model_file.parse(weights.value)
            if len(model.bias) != len(model.classes) or not model.scale > 0 or not stems:
                raise ValueError("its numbers do not fit its classes")
            if "drug" in model.classes and not pack.top(_DRUGS, "drugs"):
                raise ValueError("it chooses drug cards, but drugs.json has none")
        except (ValueError, KeyError, IndexError) as error:
            yield Finding(_WEIGHTS, (), f"is no weights file: {error}. Learn the weights anew.")
    if vocabulary.is_read and isinstance(vocabulary.value, dict):
        try:
            tables = lexicon.build(vocabulary.value, (_CARD,))
            Language(tables, words.value or "").read("is this a question")
        except Exception as error:  # whatever a wrong shape leads to, the file can't be used
            what = (
                f"lacks the field {error}" if isinstance(error, KeyError) else f"has a wrong shape: {error}"
            )
            yield Finding(_VOCABULARY, (), f"{what}. Write it as in the bundled {_VOCABULARY}.")


def too_deep(pack: Pack) -> Iterator[Finding]:
    """No field of the format stands deep in brackets."""
    deep = f"stands more than {MAX_DEPTH} brackets deep. Take the inner ones out."
    yield from _trouble("too-deep", deep, pack)
    for name, where, value in _nodes(pack):
        if len(where) == MAX_DEPTH and isinstance(value, dict | list):
            yield Finding(name, where[:2], deep)


def _nodes(pack: Pack) -> Iterator[tuple[str, Where, Any]]:
    for name in pack.shapes:
        for where, value in nodes(pack.files[name].value):
            yield name, where, value


def duplicate_key(pack: Pack) -> Iterator[Finding]:
    """Of two fields with one name the first would be lost."""
    for name, where, value in _nodes(pack):
        for key in value.repeated if isinstance(value, Object) else ():
            yield Finding(name, (*where, key), "stands here twice. Leave one of them.")


def not_a_number(pack: Pack) -> Iterator[Finding]:
    """NaN and Infinity are no JSON, though Python reads them."""
    for name, where, value in _nodes(pack):
        if isinstance(value, NoNumber):
            yield Finding(
                name, where, f"{value.name} is not a number of JSON. Write a number, or leave the field out."
            )


def bad_character(pack: Pack) -> Iterator[Finding]:
    """A text must not steer the terminal, nor hide or reorder what stands beside it."""
    for name, where, value in _nodes(pack):
        if isinstance(value, str):
            yield from _bad(name, where, value)
        elif isinstance(value, dict):
            for key in value:
                yield from _bad(name, (*where, key), key)


def _bad(name: str, where: Where, text: str) -> Iterator[Finding]:
    if text.isprintable():
        return
    bad = [(at, char) for at, char in enumerate(text) if char != REPLACEMENT and clean(char) == REPLACEMENT]
    if bad:
        at, char = bad[0]
        more = f" and {len(bad) - 1} more" if len(bad) > 1 else ""
        yield Finding(name, where, f"holds U+{ord(char):04X} at character {at + 1}{more}. Take it out.")


def line_break(pack: Pack) -> Iterator[Finding]:
    """A line break in a text is printed as a space."""
    for place in _texts(pack):
        if not place.value.isprintable() and re.search(r"[\t\n\v\f\r\x85\u2028\u2029]", place.value):
            yield place.says(
                "has a line break or a tab, which is printed as a space. Make two passages, or take it out.",
                "warning",
            )


def _texts(pack: Pack) -> Iterator[Place]:
    return (one for one in pack.places if one.shape.type == "text" and isinstance(one.value, str))


def wrong_type(pack: Pack) -> Iterator[Finding]:
    """Each field has its type."""
    for place in pack.places:
        if not fits(place) and not isinstance(place.value, NoNumber):
            write = f"Write {place.shape.example}." if place.shape.example else ""
            write = write or f"Write {_KINDS[place.shape.type]}."
            instead = "may not be null" if place.value is None else f"should not be {_what(place.value)}"
            yield place.says(f"{instead}. {write}")


def missing_field(pack: Pack) -> Iterator[Finding]:
    """Fields that are required are there."""
    for place in _objects(pack):
        for name, shape in place.shape.fields.items():
            if shape.required and name not in place.value:
                about = f" {shape.about}" if shape.about else ""
                null = " Write null where nothing is known." if shape.null else ""
                near = [one for one in place.value if one not in place.shape.fields]
                yield Finding(
                    place.file,
                    (*place.where, name),
                    f"is missing.{about}{null}{_nearest_misspelt(name, near)}",
                )


def _nearest_misspelt(name: str, near: Iterable[str]) -> str:
    from rapidfuzz import fuzz

    found = [one for one in near if fuzz.ratio(name, one[:MOST_SHOWN]) >= ALIKE]
    return f" Is it the field {quote(found[0])}?" if found else ""


def _objects(pack: Pack) -> Iterator[Place]:
    return (one for one in pack.places if one.shape.type == "object" and isinstance(one.value, dict))


def unknown_field(pack: Pack) -> Iterator[Finding]:
    """A field that the format does not know is not read; it may be one that is misspelt."""
    for place in _objects(pack):
        fields = place.shape.fields
        if place.shape.others == "allowed":
            continue
        for name in place.value:
            if name not in fields:
                near = _nearest(name, set(fields) - set(place.value)) or " Take it out."
                message = f"is no field that is known here.{near}"
                yield Finding(place.file, (*place.where, name), message, place.shape.others)


def not_allowed(pack: Pack) -> Iterator[Finding]:
    """Some fields hold one of a few words."""
    for place in _texts(pack):
        allowed = place.shape.allowed
        if allowed and place.value not in allowed:
            yield place.says(
                f"{quote(place.value)} is not known here.{_nearest(place.value, allowed)} "
                f"Write one of: {_one_of(allowed)}."
            )


def empty_list(pack: Pack) -> Iterator[Finding]:
    """Some lists hold something."""
    for place in pack.places:
        if isinstance(place.value, list) and len(place.value) < place.shape.least:
            yield place.says(f"is empty. {place.shape.about or 'Write at least one.'}")


def empty_text(pack: Pack) -> Iterator[Finding]:
    """No text is blank."""
    for place in _texts(pack):
        if not place.value.strip() and not place.shape.blank:
            what = "the passage" if place.where[-1:] == ("text",) else "it"
            yield place.says(f"is empty. Write {what} or leave it out.")


def long_text(pack: Pack) -> Iterator[Finding]:
    """No text is longer than people read."""
    for place in _texts(pack):
        longest = place.shape.longest
        if longest and len(place.value) > longest:
            yield place.says(
                f"has {len(place.value)} characters. Cut it to {longest} or fewer, or make two of it.",
                "warning",
            )


def bad_slug(pack: Pack) -> Iterator[Finding]:
    """An id can be typed on any keyboard."""
    for place in pack.at(*_SLUGS):
        if place.value.strip() and not _SLUG.fullmatch(place.value):
            yield place.says(
                f"{quote(place.value)} is no id. Write small letters a to z, digits, and single hyphens "
                "between them."
            )


def bad_date(pack: Pack) -> Iterator[Finding]:
    """A date is one of the calendar, in the form of ISO 8601."""
    for place in pack.at("date", "past"):
        if place.value.strip() and _day(place.value) is None:
            yield place.says(f"{quote(place.value)} is no date. Write it as in 2026-01-31.")


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def bad_csl_date(pack: Pack) -> Iterator[Finding]:
    """The date of a source is a year, or a month or a day of the calendar."""
    for place in pack.at("csl-date", "csl-past"):
        parts = _parts(place)
        if parts is not None and _first_day(parts) is None:
            yield place.says(
                f"{quote(', '.join(map(str, parts)))} is no date. Write year, month and day, or as many as "
                'are known: {"date-parts": [[2024, 5, 1]]}.'
            )


def _parts(place: Place) -> list[int] | None:
    """Return the numbers of a date; None where the shape is wrong, which other rules say."""
    parts = place.value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or not first or not all(type(one) is int for one in first):
        return None
    return first


def _first_day(parts: list[int]) -> datetime.date | None:
    try:
        return datetime.date(*[*parts, 1, 1][: max(3, len(parts))])
    except (ValueError, TypeError, OverflowError):
        return None


def future_date(pack: Pack) -> Iterator[Finding]:
    """Nothing was reviewed, seen or read tomorrow; a day's grace, as it may be tomorrow elsewhere."""
    last = pack.today + datetime.timedelta(days=1)
    for place in pack.at("past"):
        day = _day(place.value)
        if day and day > last:
            yield place.says(f"{day} lies in the future (today is {pack.today}). Write the day it was done.")
    for place in pack.at("csl-past"):
        day = _first_day(_parts(place) or [])
        if day and day > last:
            yield place.says(f"{day} lies in the future (today is {pack.today}). Write the day it was read.")


def plain_link(pack: Pack) -> Iterator[Finding]:
    """An address without encryption can be changed on its way."""
    for place in pack.at("link"):
        if place.value.startswith("http://") and is_safe(_secure(place.value)):
            yield place.says(
                "does not start with https://. Write the https address if it has one.", "warning"
            )


def bad_link(pack: Pack) -> Iterator[Finding]:
    """An address can be handed to a browser."""
    for place in pack.at("link"):
        if place.value.strip() and not is_safe(_secure(place.value)):
            yield place.says(f"{quote(place.value)} is no address of a page. Write https://...")


def _secure(address: str) -> str:
    return address.replace("http://", "https://", 1) if address.startswith("http://") else address


def bad_identifier(pack: Pack) -> Iterator[Finding]:
    """A DOI, PMID or PMCID has its form."""
    for role, (form, what) in _IDENTIFIERS.items():
        for place in pack.at(role):
            if place.value.strip() and not form.fullmatch(place.value):
                yield place.says(f"{quote(place.value)} is not {what}.")


def unknown_source_type(pack: Pack) -> Iterator[Finding]:
    """The type of a source is one of CSL's."""
    for place in pack.at("csl-type"):
        if place.value.strip() and place.value not in CSL_TYPES:
            near = _nearest(place.value, CSL_TYPES) or " Write one of CSL, as in webpage."
            yield place.says(f"{quote(place.value)} is no type of CSL.{near}", "warning")


def nameless_author(pack: Pack) -> Iterator[Finding]:
    """An author has a name that can be printed."""
    for place in pack.at("author"):
        names = [place.value.get(key) for key in ("family", "literal", "given")]
        if not any(isinstance(name, str) and name.strip() for name in names):
            yield place.says(
                'has no name. Write {"family": "...", "given": "..."}, or {"literal": "..."} for an '
                "organisation."
            )


def unreachable_source(pack: Pack) -> Iterator[Finding]:
    """A reader can open a source."""
    sources = pack.files[_SOURCES].value
    for at, source in enumerate(sources if isinstance(sources, list) else ()):
        if isinstance(source, dict) and not source.get("DOI") and not source.get("URL"):
            yield Finding(
                _SOURCES,
                (at,),
                "has neither URL nor DOI. Write one, so that a reader can open it.",
                "warning",
            )


def duplicate_id(pack: Pack) -> Iterator[Finding]:
    """Of two records with one id the first would be lost."""
    roles: tuple[Role, ...] = ("entry", "source", "drug")
    for role in roles:
        first: dict[str, Place] = {}
        for place in pack.at(role):
            other = first.setdefault(place.value, place)
            if other is not place:
                yield place.says(
                    f"{quote(place.value)} is taken by {spelt(other.where[:-1])}. Choose another."
                )


def reserved_id(pack: Pack) -> Iterator[Finding]:
    """Some ids mean something else to the program."""
    for place in pack.at("entry"):
        if place.value in RESERVED:
            yield place.says(f"{quote(place.value)} means something else to the program. Choose another.")


def shared_id(pack: Pack) -> Iterator[Finding]:
    """An id names one record wherever either may be asked for."""
    sources = pack.used("source")
    for place in pack.at("entry"):
        if place.value in sources:
            yield place.says(
                f"{quote(place.value)} is the id of a source too, which `benzofaq cite` then means. "
                "Choose another.",
                "warning",
            )


def unknown_source(pack: Pack) -> Iterator[Finding]:
    """What is cited is there."""
    if pack.has(_SOURCES) and not isinstance(pack.files[_SOURCES].value, list):
        return
    known = pack.used("source")
    for place in pack.at("cite"):
        if place.value not in known and place.value.strip():
            lacks = "the pack has no sources.json" if not pack.has(_SOURCES) else "no source has this id"
            near = _nearest(place.value, known) or " Add the source, or take this out."
            yield place.says(f"{quote(place.value)}: {lacks}.{near}")


def uncited_source(pack: Pack) -> Iterator[Finding]:
    """Every source bears something out."""
    if not all(raw.is_read or raw.trouble == "absent" for raw in pack.files.values()):
        return  # what cites it may stand in the file that can't be read
    cited = pack.used("cite")
    for place in pack.at("source"):
        if place.value not in cited:
            yield place.says(f"nobody cites {quote(place.value)}. Cite it, or take it out.", "warning")


def unsourced_entry(pack: Pack) -> Iterator[Finding]:
    """In a pack with sources every answer has one."""
    if not pack.has(_SOURCES):
        return
    cited = {place.where[:2] for place in pack.at("cite") if place.file == pack.entries_file}
    for at, _ in pack.records():
        if ("entries", at) not in cited:
            yield Finding(
                pack.entries_file, ("entries", at), "cites no source. Name one in cites.", "warning"
            )


def repeated_item(pack: Pack) -> Iterator[Finding]:
    """A list of ids names each once."""
    seen: set[tuple[str, Where, str]] = set()
    for place in pack.at("cite", "related", "note"):
        if isinstance(place.where[-1], int):
            key = (place.file, place.where[:-1], place.value)
            if key in seen:
                yield place.says(f"{quote(place.value)} stands here twice. Leave one.", "warning")
            seen.add(key)


def unknown_topic(pack: Pack) -> Iterator[Finding]:
    """The topic of an entry is listed, where topics are."""
    yield from _unlisted(pack, "topic", "topics")


def unknown_note(pack: Pack) -> Iterator[Finding]:
    """A safety note that an entry names is there."""
    yield from _unlisted(pack, "note", "notes")


def _unlisted(pack: Pack, role: Role, key: str) -> Iterator[Finding]:
    """Find the ids that a map at the top of the file lacks."""
    listed = pack.top(pack.entries_file, key)
    if not isinstance(listed, dict):
        if listed is not None or key == "topics":
            return
        listed = {}
    for place in pack.at(role):
        if place.value not in listed and place.value.strip():
            near = _nearest(place.value, listed) or f" Add it to {key}, or take this out."
            yield place.says(f"{quote(place.value)} is not in {key}.{near}")


def unused_topic(pack: Pack) -> Iterator[Finding]:
    """Each topic has an entry."""
    yield from _unused(pack, "topic", "topics")


def unused_note(pack: Pack) -> Iterator[Finding]:
    """Each note has an entry that shows it."""
    yield from _unused(pack, "note", "notes")


def _unused(pack: Pack, role: Role, key: str) -> Iterator[Finding]:
    listed, used = pack.top(pack.entries_file, key), pack.used(role)
    for id_ in listed if isinstance(listed, dict) else ():
        if id_ not in used:
            yield Finding(
                pack.entries_file, (key, id_), "no entry uses it. Use it, or take it out.", "warning"
            )


def unknown_related(pack: Pack) -> Iterator[Finding]:
    """An entry to read next is there."""
    known = pack.used("entry")
    for place in pack.at("related"):
        if place.value not in known and place.value.strip():
            near = _nearest(place.value, known) or " Take it out."
            yield place.says(f"no entry has the id {quote(place.value)}.{near}")


def self_related(pack: Pack) -> Iterator[Finding]:
    """An entry does not lead to itself."""
    entries = dict(pack.records())
    for place in pack.at("related"):
        at = place.where[1]
        if isinstance(at, int) and at in entries and entries[at].get("id") == place.value:
            yield place.says("names the entry itself. Take it out.")


def wordless(pack: Pack) -> Iterator[Finding]:
    """A wording holds a word by which it can be found."""
    for place, key in pack.wordings:
        if place.value.strip() and not key:
            yield place.says(f"{quote(place.value)} holds no word. Write the question in words.")


def same_wording(pack: Pack) -> Iterator[Finding]:
    """A wording belongs to one entry, or chance would say which of two answers."""
    first: dict[str, Place] = {}
    for place, key in pack.wordings:
        other = first.setdefault(key, place)
        if key and other.where[:2] != place.where[:2]:
            theirs = spelt((*other.where[:2],)) + named(pack, other.file, other.where)
            yield place.says(f"{quote(place.value)} is a wording of {theirs} too. Leave it in one of them.")


def few_wordings(pack: Pack) -> Iterator[Finding]:
    """An entry has wordings enough to be found by."""
    wordings: dict[Where, set[str]] = {}
    for place, key in pack.wordings:
        wordings.setdefault(place.where[:2], set()).add(key)
    for at, entry in pack.records():
        found = len(wordings.get(("entries", at), set()) - {""})
        if found < FEW_WORDINGS and "question" in entry:
            yield Finding(
                pack.entries_file,
                ("entries", at, "aliases"),
                f"it has {found} wording{'s' * (found != 1)} with its question: it will be hard to find. "
                "Add some as people would type them.",
                "warning",
            )


def unexplained_grade(pack: Pack) -> Iterator[Finding]:
    """A pack that says what grades mean says so for each that it uses."""
    grades = pack.top(pack.entries_file, "grades")
    if not isinstance(grades, dict):
        return
    for place in pack.places:
        known = place.where[2:] == ("evidence", "grade") and place.value in place.shape.allowed
        if known and place.value not in grades:
            yield place.says(f"grades does not say what {place.value!r} means. Add it there.", "warning")


def bad_half_life(pack: Pack) -> Iterator[Finding]:
    """A half-life is a range of hours."""
    for place in pack.at("half-life"):
        low, high = place.value.get("low"), place.value.get("high")
        if type(low) not in (int, float) or type(high) not in (int, float):
            continue
        if not 0 < low <= high:
            yield place.says(
                f"{str(low)[:20]} to {str(high)[:20]} hours is no range. Write hours above 0, the "
                "smaller one in low."
            )


def shared_name(pack: Pack) -> Iterator[Finding]:
    """A name belongs to one drug card."""
    first: dict[str, Place] = {}
    for place in sorted(pack.at("drug", "name"), key=lambda one: order(one.where)):
        key = folded(place.value)
        other = first.setdefault(key, place)
        if key and other.where[:2] != place.where[:2]:
            theirs = spelt(other.where[:2]) + named(pack, other.file, other.where)
            yield place.says(f"{quote(place.value)} is a name of {theirs} too. Leave it on one card.")


def missing_emergency(pack: Pack) -> Iterator[Finding]:
    """Each kind of emergency that can be found has something to say."""
    kinds, off = pack.top(_EMERGENCIES, "kinds"), pack.top(pack.entries_file, "turn_off")
    if not isinstance(kinds, dict) or (isinstance(off, list) and "emergency-check" in off):
        return
    for kind in _emergencies(pack):
        if kind not in kinds:
            yield Finding(_EMERGENCIES, ("kinds", kind), "is missing. Say what to do in this emergency.")


def _emergencies(pack: Pack) -> list[str]:
    """Return the kinds of emergency that the pack's weights, or the bundled ones, tell apart."""
    own = pack.files[_WEIGHTS]
    if own.is_read:
        try:
            classes = model_file.parse(own.value)[1].classes
        except (ValueError, KeyError, IndexError):
            return []
        return sorted(name[1:] for name in classes if name.startswith("!"))
    return sorted(_bundled(_EMERGENCIES, "kinds"))


def _bundled(name: str, key: str) -> Mapping[str, Any]:
    """Return a map of a bundled file; empty where that is broken, which is not the pack's fault."""
    value = read_json(data_folder() / name).value
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def unknown_placeholder(pack: Pack) -> Iterator[Finding]:
    """What stands in braces is replaced by the lines of the reader's region."""
    for place in pack.at("step"):
        for found in re.findall(r"\{([^{}]*)\}", place.value):
            if found not in PLACEHOLDERS:
                known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
                yield place.says(f"nothing stands for {quote('{' + found + '}')}. Write one of: {known}.")


def unknown_kind(pack: Pack) -> Iterator[Finding]:
    """The kind of a line has a name."""
    known = _listed(pack, "kinds")
    for place in pack.at("kind") if known is not None else ():
        if place.value not in (known or {}) and place.value.strip():
            near = _nearest(place.value, known or {}) or " Add it there."
            yield place.says(f"{quote(place.value)} is not in the kinds of {_CONTACTS}.{near}")


def unknown_region(pack: Pack) -> Iterator[Finding]:
    """The region of a line has a name."""
    known = _listed(pack, "regions")
    for place in pack.at("region") if known is not None else ():
        if place.value not in (known or {}) and place.value.strip():
            yield place.says(f"{quote(place.value)} is not in regions. Add it there.")


def _listed(pack: Pack, key: str) -> Mapping[str, Any] | None:
    """Return a map of contacts.json, the pack's or else the bundled one; None where it can't be read."""
    value = pack.top(_CONTACTS, key)
    if not pack.has(_CONTACTS):
        value = _bundled(_CONTACTS, key)
    return value if isinstance(value, dict) else None


Rule = Callable[[Pack], Iterator[Finding]]

RULES: Mapping[str, Rule] = {
    "missing-file": missing_file,
    "unreadable-file": partial(_trouble, "unreadable", "can't be read: {said}. Make it a file you may read."),
    "file-too-large": partial(
        _trouble, "too-large", f"is larger than {MAX_FILE_BYTES} bytes. Make two packs of it."
    ),
    "not-utf8": partial(_trouble, "not-utf8", "is not UTF-8. Save the file in this encoding."),
    "bad-json": partial(
        _trouble,
        "bad-json",
        "is not valid JSON: {said}. Look there, and just before, for a missing or extra comma, quote or "
        "bracket.",
    ),
    "too-deep": too_deep,
    "misnamed-file": misnamed_file,
    "incomplete-matcher": incomplete_matcher,
    "broken-matcher": broken_matcher,
    "duplicate-key": duplicate_key,
    "not-a-number": not_a_number,
    "wrong-type": wrong_type,
    "missing-field": missing_field,
    "unknown-field": unknown_field,
    "not-allowed": not_allowed,
    "empty-list": empty_list,
    "empty-text": empty_text,
    "bad-character": bad_character,
    "line-break": line_break,
    "long-text": long_text,
    "bad-slug": bad_slug,
    "duplicate-id": duplicate_id,
    "reserved-id": reserved_id,
    "shared-id": shared_id,
    "bad-date": bad_date,
    "future-date": future_date,
    "unknown-topic": unknown_topic,
    "unused-topic": unused_topic,
    "unknown-note": unknown_note,
    "unused-note": unused_note,
    "unknown-related": unknown_related,
    "self-related": self_related,
    "unexplained-grade": unexplained_grade,
    "wordless": wordless,
    "same-wording": same_wording,
    "few-wordings": few_wordings,
    "unknown-source": unknown_source,
    "uncited-source": uncited_source,
    "unsourced-entry": unsourced_entry,
    "repeated-item": repeated_item,
    "plain-link": plain_link,
    "bad-link": bad_link,
    "bad-identifier": bad_identifier,
    "bad-csl-date": bad_csl_date,
    "unknown-source-type": unknown_source_type,
    "nameless-author": nameless_author,
    "unreachable-source": unreachable_source,
    "bad-half-life": bad_half_life,
    "shared-name": shared_name,
    "missing-emergency": missing_emergency,
    "unknown-placeholder": unknown_placeholder,
    "unknown-kind": unknown_kind,
    "unknown-region": unknown_region,
}

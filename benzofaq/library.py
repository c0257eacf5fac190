"""Find and read the data; nothing else touches the disk."""

import json
import math
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from benzofaq import longlist
from benzofaq.model import Contact, Drug, Emergency, Entry, Evidence, HalfLife, Passage, Seed, Source
from benzofaq.record import replace

_HERE = Path(__file__).parent
T = TypeVar("T")

# A file larger than this is refused unread: the largest of the bundled data has 1.5 MB, and the 100,000
# entries of benchmarks/scale.py 310 MB, which take 620 MB of memory.
MAX_FILE_BYTES = 512 * 1024 * 1024


# Up to so many entries are checked all at once (which takes 19 ms); of more, each when it is shown.
CHECKED_WHOLE = 1000


class DataError(Exception):
    """The data can't be read. The message names the file, what is wrong, and what to do."""


def data_folder() -> Path:
    """Return the folder of the bundled data: inside the package once installed, beside it in a checkout."""
    inside = _HERE / "data"
    return inside if inside.is_dir() else _HERE.parent / "data"


class Library:
    """The entries, sources, drug cards and contacts of one data folder, each file read when first wanted.

    A folder of somebody else's (a pack) needs only the file of its entries; what the others are when
    they are absent stands at each attribute. Raises DataError, from whichever attribute is first asked
    for, where a file is broken, or missing and needed.
    """

    def __init__(self, folder: Path | None = None, entries: str = "faq.json") -> None:
        """Read from `folder` (the bundled data where None); `entries` is the file of the entries."""
        self.folder = folder or data_folder()
        self.bundled = folder is None
        self.entries_file = entries

    @property
    def _decoder(self) -> json.JSONDecoder:
        # Whoever wrote a pack is told of a key that stands there twice; of the bundled data the tests are.
        return _FAST if self.bundled else _DECODER

    @cached_property
    def _base(self) -> "Library":
        """The bundled data, for what a pack leaves out."""
        return Library()

    def _lacks(self, name: str) -> bool:
        """Tell whether this is a pack that leaves this file out."""
        return not self.bundled and not os.path.lexists(self.folder / name)

    @cached_property
    def own_weights(self) -> bool:
        """Whether the weights, the vocabulary and the plain words come from this folder.

        The three were made together: a pack has all of them, or the bundled ones read its questions.
        """
        return not self._lacks("weights.tsv")

    def bytes_of(self, name: str) -> bytes:
        """Return one file of the folder as it stands."""
        path = self.folder / name
        try:
            if not path.is_file() and path.exists():
                raise DataError(f"{path} is no file. {self.remedy}")
            if path.stat().st_size > MAX_FILE_BYTES:
                raise DataError(f"{path} is larger than {MAX_FILE_BYTES} bytes. {self.remedy}")
            return path.read_bytes()
        except FileNotFoundError:
            raise DataError(f"{path} is missing. {self.remedy}") from None
        except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
            why = getattr(error, "strerror", None) or error
            raise DataError(f"{path} can't be read: {why}. {self.remedy}") from None

    def read(self, name: str) -> Any:
        """Return the parsed JSON of one file of the folder."""
        data = self.bytes_of(name)
        try:
            return self._decoder.decode(data.decode(json.detect_encoding(data), "surrogatepass"))
        except (ValueError, RecursionError) as error:
            raise DataError(f"{self.folder / name} is not valid JSON: {error}. {self.remedy}") from None

    def read_bytes(self, name: str) -> bytes:
        """Return a file of the folder, or the bundled one where the weights are the bundled ones."""
        return self.bytes_of(name) if self.own_weights else self._base.read_bytes(name)

    def read_text(self, name: str) -> str:
        """Return a text file of the folder, or the bundled one where the weights are the bundled ones."""
        try:
            return self.read_bytes(name).decode("utf-8")
        except ValueError as error:
            raise DataError(f"{self.folder / name} can't be read: {error}. {self.remedy}") from None

    @cached_property
    def lexicon(self) -> Mapping[str, Any]:
        """The bundled tables by which questions are read, made from the vocabulary and the drug names."""
        if not self.bundled:
            return self._base.lexicon
        return self._parse("lexicon.json", self.read("lexicon.json"), dict)

    @cached_property
    def vocabulary(self) -> Mapping[str, Any]:
        """What the matcher knows about words."""
        if not self.own_weights:
            return self._base.vocabulary
        raw = self.read("vocabulary.json")
        return self._parse("vocabulary.json", raw, dict)

    @cached_property
    def named(self) -> Mapping[str, Drug]:
        """The drug cards by whose names a question is read: those that the weights were learned with."""
        return self.drugs if self.own_weights else self._base.drugs

    @cached_property
    def familiar(self) -> frozenset[str]:
        """The ids of the entries that ask what the weights were learned with under their id.

        With the bundled weights, or a copy of them, those whose question is the bundled one: an id may be
        anybody's, and a pack that began as a copy of the bundled data has entries changed under it.
        """
        weights = "weights.tsv"
        if self.bundled or (self.own_weights and self.bytes_of(weights) != self._base.bytes_of(weights)):
            return frozenset(self.wordings)
        theirs = self._base.wordings
        return frozenset(
            id_ for id_, (question, *_) in self.wordings.items() if (question,) == theirs.get(id_, ())[:1]
        )

    @property
    def remedy(self) -> str:
        """What to do where these data can't be read, as a sentence."""
        if self.bundled:
            return "Reinstall benzofaq, e.g. pip install --force-reinstall benzofaq."
        return "Mend the file, or leave --data out to use the bundled data."

    def _parse(self, name: str, raw: Any, parse: Callable[[Any], T], where: str = "") -> T:
        """Turn raw JSON into records; a wrong shape becomes a DataError that names the file and the place."""
        try:
            return parse(raw)
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
            what = (
                f"lacks the field {error}" if isinstance(error, KeyError) else f"has a wrong shape: {error}"
            )
            raise DataError(f"{self.folder / name} {what}{where}. {self.remedy}") from None

    @cached_property
    def faq(self) -> Mapping[str, Any]:
        """The file of entries without its entries, as it stands."""
        return self._scan.fields

    @property
    def wordings(self) -> Mapping[str, tuple[str, ...]]:
        """The question of each entry and its other wordings, by id, in the order of the file."""
        return self._scan.wordings

    @property
    def topic_of(self) -> Mapping[str, str]:
        """The id of the topic of each entry, by id, in the order of the file."""
        return self._scan.topic_of

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """The entries by id, in the order of the file.

        All are checked at once where they are few; of many each is read, and checked, when it is wanted.
        """
        scan = self._scan
        if self.bundled:
            return _OnDemand(dict(zip(scan.places, scan.raws, strict=True)), self._entry_of)
        if scan.raws:
            return {id_: self._entry_of(raw) for id_, raw in zip(scan.places, scan.raws, strict=True)}
        return _Entries(scan.text, scan.places, self._entry_of)

    @cached_property
    def _scan(self) -> "_Scan":
        """Read the file of entries once: its fields, and of each entry what it is found by."""
        name, data = self.entries_file, self.bytes_of(self.entries_file)
        try:
            text = data.decode(json.detect_encoding(data), "surrogatepass")
            del data
            scan = _Scan(text)

            def take(raw: Any, at: int) -> None:
                self._parse(name, raw, lambda raw: scan.take(raw, at), f" (entry {len(scan.places) + 1})")

            scan.fields = longlist.walk(text, "entries", self._decoder, take)
        except (ValueError, RecursionError) as error:
            raise DataError(f"{self.folder / name} is not valid JSON: {error}. {self.remedy}") from None
        except TypeError as error:
            raise DataError(f"{self.folder / name} {error}. {self.remedy}") from None
        self._parse(name, scan.fields, lambda raw: _list(raw["entries"]))
        if not scan.places:
            raise DataError(f"{self.folder / name} holds no entries. {self.remedy}")
        if scan.raws:
            scan.text = ""
        return scan

    def _entry_of(self, raw: Any) -> Entry:
        return self._parse(self.entries_file, raw, self._entry, f" (entry {raw['id']!r})")

    def _entry(self, raw: Any) -> Entry:
        """Return an entry; in a pack it may leave out what its answer can do without."""
        return _entry(raw if self.bundled else {**_SPARE, "reviewed": self.reviewed, **raw})

    @cached_property
    def name(self) -> str:
        """What these data call themselves: in a pack without a name that of its file or folder."""
        if self.bundled:
            return "benzofaq"
        file = self.entries_file
        default = self.folder.resolve().name if file == "faq.json" else Path(file).stem
        return self._parse(file, self.faq, lambda raw: _text(raw.get("name", "")).strip() or default)

    @cached_property
    def covers(self) -> str:
        """What these data answer about, as it stands in "It covers X and nothing else."; may be empty."""
        if self.bundled:
            return "benzodiazepines"
        return self._parse(self.entries_file, self.faq, lambda raw: _text(raw.get("covers", "")).strip())

    @cached_property
    def footer(self) -> str:
        """What a pack says under each answer, if anything."""
        return self._parse(self.entries_file, self.faq, lambda raw: _text(raw.get("footer", "")).strip())

    @cached_property
    def turned_off(self) -> frozenset[str]:
        """What a pack does without: "emergency-check", or nothing."""

        def parse(raw: Any) -> frozenset[str]:
            return frozenset(_one_of(one, _SWITCHES) for one in _strings(raw.get("turn_off", [])))

        return self._parse(self.entries_file, self.faq, parse)

    @cached_property
    def topics(self) -> Mapping[str, str]:
        """The titles of the topics by id, in the order in which they are listed.

        A topic of a pack that has no title goes by its id, after those that have one.
        """
        raw = self.faq if self.bundled else {"topics": {}, **self.faq}
        listed = self._parse(self.entries_file, raw, lambda raw: _texts(raw["topics"]))
        return listed | {one: one for one in self.topic_of.values() if one not in listed}

    @cached_property
    def grades(self) -> Mapping[str, str]:
        """What each grade of evidence means; in a pack that does not say so, what it means here."""
        if "grades" not in self.faq and not self.bundled:
            return self._base.grades
        return self._parse(self.entries_file, self.faq, lambda raw: _texts(raw["grades"]))

    @cached_property
    def notes(self) -> Mapping[str, Passage]:
        """The safety notes that entries share, by id; a pack may have none."""

        def parse(raw: Any) -> dict[str, Passage]:
            return {str(key): _passage(note) for key, note in raw["notes"].items()}

        return self._parse(self.entries_file, self.faq if self.bundled else {"notes": {}, **self.faq}, parse)

    @cached_property
    def reviewed(self) -> str:
        """The date of the data (ISO 8601)."""
        return self._parse(self.entries_file, self.faq, lambda raw: _text(raw["reviewed"]))

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id; a pack without the file has none."""
        if self._lacks("sources.json"):
            return {}

        def parse(raw: Any) -> Mapping[str, Source]:
            if self.bundled:
                parse_one = partial(self._parse, "sources.json", parse=_source)
                return _OnDemand({one["id"]: one for one in raw}, parse_one)
            return _by((source.id, source) for source in map(_source, _list(raw)))

        return self._parse("sources.json", self.read("sources.json"), parse)

    def source(self, id_: str) -> Source:
        """Return the source that a passage cites."""
        if id_ not in self.sources:
            raise DataError(f"{self.folder / 'sources.json'} lacks the source {id_!r}. {self.remedy}")
        return self.sources[id_]

    @cached_property
    def drugs(self) -> Mapping[str, Drug]:
        """The drug cards by generic name; a pack without the file has none."""
        if self._lacks("drugs.json"):
            return {}

        def parse(raw: Any) -> Mapping[str, Drug]:
            if self.bundled:
                parse_one = partial(self._parse, "drugs.json", parse=_drug)
                return _OnDemand({one["name"]: one for one in raw["drugs"]}, parse_one)
            return _by((drug.name, drug) for drug in map(_drug, _list(raw["drugs"])))

        return self._parse("drugs.json", self.read("drugs.json"), parse)

    @cached_property
    def emergencies(self) -> Mapping[str, Emergency]:
        """What to say in each kind of emergency; what a pack leaves out, as the bundled data say it.

        Such steps name no sources: in the pack their ids are nobody's, or another work's.
        """
        spare = (
            {} if self.bundled else {kind: _unsourced(one) for kind, one in self._base.emergencies.items()}
        )
        if self._lacks("emergencies.json"):
            return spare

        def parse(raw: Any) -> dict[str, Emergency]:
            return {
                _text(kind): Emergency(
                    kind=kind,
                    title=_text(one["title"]),
                    steps=tuple(map(_passage, one["do"])),
                    call=_strings(one["call"]),
                )
                for kind, one in raw["kinds"].items()
            }

        return spare | self._parse("emergencies.json", self.read("emergencies.json"), parse)

    def emergency(self, kind: str) -> Emergency:
        """Return what to say in one kind of emergency."""
        if kind not in self.emergencies:
            raise DataError(f"{self.folder / 'emergencies.json'} lacks the kind {kind!r}. {self.remedy}")
        return self.emergencies[kind]

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The names of the regions by code."""
        if self._lacks("contacts.json"):
            return self._base.places
        return self._parse("contacts.json", self._contacts, lambda raw: _texts(raw["regions"]))

    @cached_property
    def contact_kinds(self) -> Mapping[str, str]:
        """The names of the kinds of lines by id."""
        if self._lacks("contacts.json"):
            return self._base.contact_kinds
        return self._parse("contacts.json", self._contacts, lambda raw: _texts(raw["kinds"]))

    @cached_property
    def _contacts(self) -> Any:
        return self.read("contacts.json")

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """The lines to call, in the order of the file; in a pack without the file, the bundled ones."""
        if self._lacks("contacts.json"):
            return self._base.contacts

        def parse(raw: Any) -> tuple[Contact, ...]:
            return tuple(map(_contact, raw["contacts"]))

        return self._parse("contacts.json", self._contacts, parse)

    def cited_by(self, record: Entry | Drug) -> list[str]:
        """Return the ids of the sources of an entry or a card in the order in which it first cites them."""
        said = drug_passages(record) if isinstance(record, Drug) else passages(record, self.notes)
        return list(dict.fromkeys(one for passage in said for one in passage.cites))


def at(path: Path) -> Library:
    """Return the library of a folder, or of a file of entries with the other files beside it."""
    return Library(path) if path.is_dir() else Library(path.parent, path.name)


class _Scan:
    """What is known of a file of entries after one reading of it.

    `places` are where in `text` each entry begins; `raws` the entries themselves, where they are few.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.fields: Mapping[str, Any] = {}
        self.wordings: dict[str, tuple[str, ...]] = {}
        self.topic_of: dict[str, str] = {}
        self.places: dict[str, int] = {}
        self.raws: list[Any] = []

    def take(self, raw: Any, at: int) -> None:
        """Note an entry that begins at this place."""
        id_ = _entry_id(raw["id"])
        if id_ in self.places:
            raise ValueError(f"{id_!r} is the id of two entries")
        self.wordings[id_] = (_text(raw["question"]), *_strings(raw.get("aliases", [])))
        self.topic_of[id_] = sys.intern(_text(raw["topic"]))
        self.places[id_] = at
        if len(self.places) <= CHECKED_WHOLE:
            self.raws.append(raw)
        else:
            self.raws = []


class _OnDemand(Mapping[str, T]):
    """Records that are parsed when they are first wanted: the tests have parsed all of the bundled ones.

    One answer needs 1 entry of 47 and 20 sources of 440: parsing the rest took 12 ms of 60.
    """

    def __init__(self, raws: Mapping[str, Any], parse: Callable[[Any], T]) -> None:
        self._raws, self._parse = raws, parse
        self._parsed: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._parsed:
            self._parsed[key] = self._parse(self._raws[key])
        return self._parsed[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._raws)

    def __len__(self) -> int:
        return len(self._raws)

    def __contains__(self, key: object) -> bool:
        return key in self._raws


class _Entries(Mapping[str, Entry]):
    """Entries that are parsed each time they are wanted, from their places in the text of the file."""

    def __init__(self, text: str, places: Mapping[str, int], parse: Callable[[Any], Entry]) -> None:
        self._text, self._places, self._parse = text, places, parse

    def __getitem__(self, id_: str) -> Entry:
        return self._parse(_DECODER.raw_decode(self._text, self._places[id_])[0])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def passages(entry: Entry, notes: Mapping[str, Passage]) -> Iterator[Passage]:
    """Yield every passage of an entry in the order of reading, its shared safety notes last."""
    yield entry.short
    yield from entry.answer
    if entry.evidence:
        yield entry.evidence.why
        yield entry.evidence.unknown
    if entry.seed:
        yield entry.seed.verdict
    for note in entry.safety:
        if note in notes:
            yield notes[note]


def drug_passages(drug: Drug) -> Iterator[Passage]:
    """Yield every passage of a drug card in the order of reading, half-lives as passages without text."""
    yield drug.drug_class
    if drug.uses:
        yield drug.uses
    for half_life in drug.half_lives:
        yield Passage(text=half_life.note, cites=half_life.cites)
    for passage in (drug.onset, drug.metabolism, drug.schedule):
        if passage:
            yield passage
    yield from drug.notes


def _not_json(constant: str) -> Any:
    # Python would take NaN and Infinity, and then write them into what other programs read.
    raise ValueError(f"{constant} is not a number of JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Python would keep the last of two values silently. The check takes a quarter more of a file of
    # 10,000 entries: 0.30 instead of 0.24 s.
    found = dict(pairs)
    if len(found) < len(pairs):
        _by(pairs)
    return found


def _finite(number: str) -> float:
    # Python would take 1e999 for infinity, which it then can't write as JSON.
    if math.isinf(value := float(number)):
        raise ValueError(f"{number:.20} is too large a number")
    return value


_FAST = json.JSONDecoder(parse_constant=_not_json)
_DECODER = json.JSONDecoder(parse_constant=_not_json, parse_float=_finite, object_pairs_hook=_once)


def _by(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{key!r:.60} stands there twice")
        found[key] = value
    return found


def _list(raw: Any) -> list[Any]:
    if not isinstance(raw, list):
        raise TypeError(f"{raw!r:.60} should be a list")
    return raw


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError(f"{raw!r:.60} should be text")
    return raw


def _strings(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise TypeError(f"{raw!r:.60} should be a list of texts")
    return tuple(map(_text, raw))


def _texts(raw: Any) -> dict[str, str]:
    return {_text(key): _text(value) for key, value in raw.items()}


def _passage(raw: Any) -> Passage:
    return Passage(
        text=_text(raw["text"]),
        cites=_strings(raw.get("cites", [])),
        bullet=bool(raw.get("bullet", False)),
    )


def _maybe(raw: Any) -> Passage | None:
    return None if raw is None else _passage(raw)


def _one_of(raw: Any, allowed: frozenset[str]) -> Any:
    if raw not in allowed:
        raise ValueError(f"{raw!r:.60} should be one of {', '.join(sorted(allowed))}")
    return raw


def _unsourced(emergency: Emergency) -> Emergency:
    return replace(emergency, steps=tuple(replace(step, cites=()) for step in emergency.steps))


_DATE_FIELDS = ("issued", "accessed")


def _source(raw: Any) -> Source:
    """Check the fields that a reference is made of: a wrong one would only show where it is printed."""
    for key in ("type", "title"):
        _text(raw[key])
    for key in ("container-title", "publisher", "publisher-place", "DOI", "URL", "PMID", "PMCID", "page"):
        _text(raw.get(key, ""))
    for author in raw.get("author", []):
        _texts(author)
    for key in _DATE_FIELDS:
        if key in raw:
            parts = raw[key]["date-parts"][0]
            if not all(isinstance(part, int) for part in parts) or not 1 <= [*parts, 1][1] <= 12:
                raise ValueError(f"{raw[key]!r:.60} should be a date")
    return Source(id=_text(raw["id"]), kind=_text(raw["custom"]["kind"]), item=raw)


def _contact(raw: Any) -> Contact:
    for key in ("region", "kind", "name", "phone", "seen_at", "checked"):
        if not _text(raw[key]).strip():
            raise ValueError(f"a contact has an empty {key}")
    for key in ("text", "url", "hours"):
        if raw[key] is not None:
            _text(raw[key])
    return Contact(**raw)


# An id is typed on the command line and printed between tabs, and these words mean something else there.
_ID = re.compile(r"(?![-!])[^\s:\x00-\x1f\x7f]+")
_TAKEN = frozenset({"benzofaq", "drug", "none"})

_SWITCHES = frozenset({"emergency-check"})

# What an entry of a pack may leave out, and what then stands in its place.
_SPARE: Mapping[str, Any] = {"aliases": [], "related": [], "safety": [], "seed": None, "evidence": None}


def _entry_id(raw: Any) -> str:
    if not _ID.fullmatch(_text(raw)) or raw in _TAKEN:
        raise ValueError(f"{raw!r:.60} can't be the id of an entry")
    return str(raw)


_GRADES = frozenset({"strong", "moderate", "limited", "contested"})
_HOLDS = frozenset({"yes", "partly", "no"})
_GROUPS = frozenset({"benzodiazepine", "z-drug", "other"})


def _evidence(raw: Any) -> Evidence:
    return Evidence(
        grade=_one_of(raw["grade"], _GRADES), why=_passage(raw["why"]), unknown=_passage(raw["unknown"])
    )


def _entry(raw: Any) -> Entry:
    evidence, seed = raw["evidence"], raw.get("seed")
    return Entry(
        id=_text(raw["id"]),
        topic=_text(raw["topic"]),
        question=_text(raw["question"]),
        aliases=_strings(raw["aliases"]),
        short=_passage(raw["short"]),
        answer=tuple(map(_passage, _list(raw["answer"]))),
        evidence=None if evidence is None else _evidence(evidence),
        seed=seed
        and Seed(
            claim=_text(seed["claim"]),
            holds=_one_of(seed["holds"], _HOLDS),
            verdict=_passage(seed["verdict"]),
        ),
        related=_strings(raw["related"]),
        safety=_strings(raw["safety"]),
        reviewed=_text(raw["reviewed"]),
    )


def _hours(raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise TypeError(f"{raw!r:.60} should be a number of hours")
    return float(raw)


def _half_life(raw: Any) -> HalfLife:
    low, high = _hours(raw["low"]), _hours(raw["high"])
    if not 0 < low <= high < math.inf:
        raise ValueError(f"a half-life from {low} to {high} hours is no range")
    return HalfLife(
        what=_text(raw["what"]),
        low=low,
        high=high,
        cites=_strings(raw["cites"]),
        note=_text(raw.get("note", "")),
    )


def _drug(raw: Any) -> Drug:
    return Drug(
        name=_text(raw["name"]),
        group=_one_of(raw["group"], _GROUPS),
        drug_class=_passage(raw["class"]),
        brands=_strings(raw["brands"]),
        names={_text(key): _strings(value) for key, value in raw["names"].items()},
        half_lives=tuple(map(_half_life, raw["half_life"])),
        uses=_maybe(raw["uses"]),
        onset=_maybe(raw["onset"]),
        metabolism=_maybe(raw["metabolism"]),
        schedule=_maybe(raw["schedule"]),
        notes=tuple(map(_passage, raw["notes"])),
        reviewed=_text(raw["reviewed"]),
    )

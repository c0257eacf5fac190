"""Open the data of one folder: the bundled ones, or a pack that somebody else wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from benzofaq.records.contacts import Contacts, Emergencies, Emergency, Language
from benzofaq.records.files import DataError, bundled_folder, decode, read_bytes
from benzofaq.records.model import CARD, RESERVED, Drug, Drugs, Entry, Faq
from benzofaq.records.sources import Source, Sources

T = TypeVar("T")
ENTRIES_FILE = "faq.json"
SOURCES, DRUGS, CONTACTS, EMERGENCIES = "sources.json", "drugs.json", "contacts.json", "emergencies.json"
READER = ("names.json", "rules.json", "languages.json", "weights.bin")  # by which a question is read


class Library:
    """The entries, sources, drug cards and contacts of one data folder, each file read on first use.

    A pack needs only its file of entries: sources and cards are optional, and the bundled contacts and
    emergency steps serve. An attribute raises DataError where its file is broken, or needed and missing.
    """

    def __init__(self, folder: Path | None = None, entries: str = ENTRIES_FILE) -> None:
        """Read from `folder` (the bundled data where None); `entries` is the name of the file of entries."""
        self.folder = folder or bundled_folder()
        self.bundled = folder is None
        self.entries_file = entries

    @cached_property
    def base(self) -> Library:
        """The bundled data, for what a pack leaves out."""
        return self if self.bundled else Library()

    @property
    def remedy(self) -> str:
        """What to do where these data can't be read, as a sentence."""
        if self.bundled:
            return "Reinstall benzofaq, e.g. pip install --force-reinstall benzofaq."
        return "Fix the file, or leave out --data to use the bundled data."

    def has(self, name: str) -> bool:
        """Return whether the folder holds this file; the bundled one holds all."""
        return self.bundled or (self.folder / name).is_file() or (self.folder / name).is_dir()

    def read_bytes(self, name: str) -> bytes:
        """Return the content of one file of the folder."""
        return read_bytes(self.folder / name, self.remedy)

    def _decode(self, name: str, kind: type[T]) -> T:
        return decode(self.read_bytes(name), kind, str(self.folder / name), self.remedy)

    def _by(self, key: str, name: str, records: Sequence[T]) -> Mapping[str, T]:
        found = {getattr(record, key): record for record in records}
        if len(found) < len(records):
            raise DataError(f"{self.folder / name}: an id is used twice. {self.remedy}")
        return found

    @cached_property
    def faq(self) -> Faq:
        """The file of entries."""
        return self._decode(self.entries_file, Faq)

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """The entries by id, in the order of the file."""
        found = self._by("id", self.entries_file, self.faq.entries)
        if taken := RESERVED & found.keys():
            file = self.folder / self.entries_file
            raise DataError(f"{file}: {min(taken)!r} can't be an id. {self.remedy}")
        return found

    @cached_property
    def wordings(self) -> Mapping[str, tuple[str, ...]]:
        """The question of each entry and its other wordings, by id."""
        return {entry.id: (entry.question, *entry.aliases) for entry in self.entries.values()}

    @cached_property
    def topics(self) -> Mapping[str, str]:
        """The titles of the topics by id, in their order; one without a title goes last, by its id."""
        titles = self.faq.topics
        return titles | {one.topic: titles.get(one.topic, one.topic) for one in self.entries.values()}

    @property
    def grades(self) -> Mapping[str, str]:
        """What each grade of evidence means; the bundled meanings where a pack has none."""
        return self.faq.grades or self.base.faq.grades

    @property
    def reviewed(self) -> str:
        """The date of the data (ISO 8601)."""
        return self.faq.reviewed

    @property
    def name(self) -> str:
        """What the data call themselves; a pack without a name goes by its file or folder."""
        if self.bundled:
            return "benzofaq"
        from_file = Path(self.entries_file).stem
        default = Path(str(self.folder)).resolve().name if self.entries_file == ENTRIES_FILE else from_file
        return self.faq.name.strip() or default

    @property
    def covers(self) -> str:
        """What the data answer about; a pack may leave it open ("")."""
        return "benzodiazepines" if self.bundled else self.faq.covers.strip()

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id; a pack without the file has none."""
        return self._by("id", SOURCES, self._decode(SOURCES, Sources) if self.has(SOURCES) else ())

    def source(self, id_: str) -> Source:
        """Return the source that a passage cites. Raises DataError where the pack does not hold it."""
        if id_ not in self.sources:
            raise DataError(f"{self.folder / SOURCES} is missing the source {id_!r}. {self.remedy}")
        return self.sources[id_]

    @cached_property
    def drugs(self) -> Mapping[str, Drug]:
        """The drug cards by generic name; a pack without the file has none."""
        return self._by("name", DRUGS, self._decode(DRUGS, Drugs).drugs if self.has(DRUGS) else ())

    def record(self, id_: str) -> Entry | Drug:
        """Return the entry of an id, or the drug card of a `drug:NAME`. Raises KeyError without one."""
        return self.drugs[id_.removeprefix(CARD)] if id_.startswith(CARD) else self.entries[id_]

    @cached_property
    def _emergencies(self) -> Emergencies:
        return self._decode(EMERGENCIES, Emergencies)

    @cached_property
    def emergencies(self) -> Mapping[str, Emergency]:
        """What to do in each kind of emergency; the bundled steps where a pack has none, or broken ones."""
        if self.bundled:
            return self._emergencies.kinds
        spare = {kind: _uncited(one) for kind, one in self.base.emergencies.items()}
        try:
            return spare | self._emergencies.kinds
        except DataError:
            return spare  # a broken pack must not cost anybody the steps; `check` reports it

    def language(self, code: str) -> Language | None:
        """Return what is printed in a language (ISO 639-1 code); None in English."""
        return self.base._emergencies.languages.get(code)

    def emergency(self, kind: str) -> Emergency:
        """Return what to do in one kind of emergency; after an overdose for a kind without steps."""
        return self.emergencies.get(kind) or self.emergencies["overdose"]

    @cached_property
    def contacts(self) -> Contacts:
        """The lines to call; the bundled ones where a pack has none, or broken ones."""
        try:
            own = self._decode(CONTACTS, Contacts)
        except DataError:
            if self.bundled:
                raise
            return self.base.contacts
        return own if own.contacts or self.bundled else self.base.contacts

    @property
    def checks_emergencies(self) -> bool:
        """Whether questions are searched for an emergency: always, unless a pack turns that off by name."""
        return self.bundled or "emergency-check" not in self.faq.turn_off


def at(path: Path) -> Library:
    """Return the library of a folder, or of a file of entries with the other files beside it."""
    return Library(path) if path.is_dir() else Library(path.parent, path.name)


def _uncited(emergency: Emergency) -> Emergency:
    """Return the steps without source ids, which a pack may lack or use for other works."""
    return replace(emergency, steps=tuple(replace(step, cites=(), locators={}) for step in emergency.steps))

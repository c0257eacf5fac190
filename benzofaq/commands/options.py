"""The options that commands share, and what a shell completes for them."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

from typer import Argument, BadParameter, Option

from benzofaq.citing.styles import Style
from benzofaq.records.library import Library
from benzofaq.records.model import CARD

STYLES = "vancouver, apa, bibtex, ris or csl-json"

Complete = Callable[[str], list[str]]


def _completing(words: Callable[[Library, str], Iterable[str]]) -> Complete:
    """Return what completes a word: `words` lists all from the bundled library, given what is typed."""

    def complete(incomplete: str) -> list[str]:
        found = dict.fromkeys(words(Library(), incomplete))
        return [word for word in found if word.lower().startswith(incomplete.lower())]

    return complete


def _records(library: Library, typed: str) -> list[str]:
    """Return the ids of entries, and of drug cards: by their names, as bash ends a word at the colon."""
    names = [name for name in library.drugs if " " not in name and typed]
    cards = [CARD + name for name in names] if typed.startswith(CARD) else [CARD]
    return [*library.entries, *names, *cards]


def _drugs(library: Library, typed: str) -> list[str]:
    """Return generic and brand names."""
    names = {name.lower() for card in library.drugs.values() for name in (card.name, *card.brands)}
    return sorted(name for name in names if " " not in name)


complete_record = _completing(_records)
complete_source = _completing(lambda library, typed: library.sources)
complete_cited = _completing(lambda library, typed: [*_records(library, typed), *library.sources])
complete_drug = _completing(_drugs)
complete_topic = _completing(lambda library, typed: library.topics)
complete_kind = _completing(lambda library, typed: sorted({one.kind for one in library.sources.values()}))
complete_region = _completing(lambda library, typed: library.contacts.regions)
complete_emergency = _completing(lambda library, typed: library.emergencies)


def _file_named(value: str) -> Path | None:
    """Return the path of a file to write, None for "-"; refuse one that ends like a folder (`new/`)."""
    if value.endswith(("/", os.sep)):
        raise BadParameter(f"{value!r} is a folder. Give the name of a file.")
    return None if value == "-" else Path(value)


def argument(metavar: str, about: str, complete: Complete | None = None) -> Any:
    """Return an argument of a command."""
    return Argument(metavar=metavar, help=about, autocompletion=complete)


def option(name: str, about: str, metavar: str = "", complete: Complete | None = None, **more: Any) -> Any:
    """Return an option of a command; without a metavar the help shows its type."""
    return Option(name, help=about, metavar=metavar or None, autocompletion=complete, **more)


# Options of many commands.
Json = Annotated[bool, option("--json", "Print one JSON object, for programs.")]
_DATA = "Read the entries from this file or folder."
Data = Annotated[Path | None, option("--data", _DATA, envvar="BENZOFAQ_DATA")]
_REGION = "Country of the phone numbers, as in GB (else BENZOFAQ_REGION, else the locale's)."
Region = Annotated[str | None, option("--region", _REGION, "CODE", complete_region)]
_CITE = f"Print the references alone: {STYLES}."
Cite = Annotated[Style | None, option("--cite", _CITE, "STYLE", case_sensitive=False)]
Short = Annotated[bool, option("--short", "Print the first screen only.")]
Full = Annotated[bool, option("--full", "Print everything, with whole references.")]
Ids = Annotated[bool, option("--ids", "Print the id of each source.")]
_OUTPUT = "Write into this file (- is standard output)."
Output = Annotated[Path | None, Option("--output", "-o", metavar="FILE", parser=_file_named, help=_OUTPUT)]
Force = Annotated[bool, option("--force", "Overwrite a file that exists.")]
Id = Annotated[str, argument("ID", "An entry (see `benzofaq list`), or drug:NAME.", complete_record)]

# Of one or two.
_QUESTION = "The question, quoted or not; - reads it from standard input."
Question = Annotated[list[str] | None, Argument(help=_QUESTION)]
_BATCH = "Answer each line of a file; - is standard input."
Batch = Annotated[str | None, option("--batch", _BATCH, "FILE")]
_CHOSEN = "Only these entries and drug:NAME cards (else all of them)."
Chosen = Annotated[list[str] | None, argument("[ID]...", _CHOSEN, complete_record)]
Country = Annotated[list[str] | None, argument("[COUNTRY]", "Its name or code, as GB.", complete_region)]
_EMERGENCY = "What happened: child, seizure, pet, spiked-drink, sleepy-baby ... (else an overdose)."
Happened = Annotated[list[str] | None, argument("[KIND]", _EMERGENCY, complete_emergency)]
Name = Annotated[list[str], argument("NAME", "A generic, brand or street name.", complete_drug)]
Topic = Annotated[str | None, option("--topic", "Only this topic.", complete=complete_topic)]
SourceId = Annotated[str | None, argument("[ID]", "Show this one, with all that cites it.", complete_source)]
Kind = Annotated[str | None, option("--kind", "Only this kind, as in guideline.", complete=complete_kind)]
UsedBy = Annotated[str | None, option("--used-by", "Only those of an entry or card.", "ID", complete_record)]
Search = Annotated[str | None, option("--search", "Only those whose reference holds this.", "WORD")]
CitedId = Annotated[str, argument("ID", "A source, an entry, or drug:NAME.", complete_cited)]
_CITED = "Entries (and a number, as 4 or 2-5), sources, drug:NAME, emergency:KIND, or benzofaq."
CitedIds = Annotated[list[str], argument("ID...", _CITED, complete_cited)]
InStyle = Annotated[Style, option("--style", f"{STYLES.capitalize()}.", "STYLE", case_sensitive=False)]
_AS = "html has italics and links, to paste into a word processor."
As = Annotated[Literal["text", "html"], option("--format", _AS)]
_NTH = "Which source of the entry: its number there."
Nth = Annotated[int, Argument(metavar="[N]", min=1, help=_NTH)]

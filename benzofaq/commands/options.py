"""The options that commands share, and what a shell completes for them."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

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


def _file_named(value: str) -> Path | None:
    """Return the path of a file to write, None for "-"; one that ends like a folder (`new/`) is none."""
    if value.endswith(("/", os.sep)):
        raise BadParameter(f"{value!r} is a folder. Give the name of a file.")
    return None if value == "-" else Path(value)


def argument(metavar: str, about: str, complete: Complete | None = None) -> Any:
    """Return an argument of a command."""
    return Argument(metavar=metavar, help=about, autocompletion=complete)


def option(name: str, about: str, metavar: str | None = None, complete: Complete | None = None) -> Any:
    """Return an option of a command; without a metavar what its type is called."""
    return Option(name, help=about, metavar=metavar, autocompletion=complete)


Json = Annotated[bool, option("--json", "Print one JSON object, for programs.")]
Data = Annotated[
    Path | None, Option("--data", help="Read the entries from this file or folder.", envvar="BENZOFAQ_DATA")
]
Region = Annotated[
    str | None,
    Option(
        "--region",
        metavar="CODE",
        help="Country of the phone numbers, as in GB (else the locale's).",
        envvar="BENZOFAQ_REGION",
        autocompletion=complete_region,
    ),
]
Cite = Annotated[
    Style | None,
    Option("--cite", metavar="STYLE", case_sensitive=False, help=f"Print the references alone: {STYLES}."),
]
Short = Annotated[bool, option("--short", "Print the first screen only.")]
Full = Annotated[bool, option("--full", "Print everything, with whole references.")]
Ids = Annotated[bool, option("--ids", "Print the id of each source.")]
_TO = "Write into this file (- is standard output)."
Output = Annotated[Path | None, Option("--output", "-o", metavar="FILE", parser=_file_named, help=_TO)]
Force = Annotated[bool, option("--force", "Overwrite a file that exists.")]
Id = Annotated[str, argument("ID", "An entry (see `benzofaq list`), or drug:NAME.", complete_record)]

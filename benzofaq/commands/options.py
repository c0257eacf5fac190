"""The options that commands share, and what a shell completes for them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from benzofaq.citing.styles import Style
from benzofaq.records.model import CARD

STYLES = "vancouver, apa, bibtex, ris or csl-json"


def _starting(words: Any, incomplete: str) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]


def complete_record(incomplete: str) -> list[str]:
    """Return the ids of entries, and of drug cards: by their names, as bash ends a word at the colon."""
    from benzofaq.records.library import Library

    library = Library()
    names = [name for name in library.drugs if " " not in name and incomplete]
    ids = [CARD + name for name in names] if incomplete.startswith(CARD) else [CARD]
    return _starting(dict.fromkeys([*library.entries, *names, *ids]), incomplete)


def complete_entry(incomplete: str) -> list[str]:
    """Return the ids of entries."""
    from benzofaq.records.library import Library

    return _starting(Library().entries, incomplete)


def complete_source(incomplete: str) -> list[str]:
    """Return the ids of sources."""
    from benzofaq.records.library import Library

    return _starting(Library().sources, incomplete)


def complete_cited(incomplete: str) -> list[str]:
    """Return the ids of whatever can be cited."""
    return complete_record(incomplete) + complete_source(incomplete)


def complete_drug(incomplete: str) -> list[str]:
    """Return generic and brand names."""
    from benzofaq.records.library import Library

    cards = Library().drugs.values()
    names = {name.lower() for card in cards for name in (card.name, *card.brands) if " " not in name}
    return _starting(sorted(names), incomplete.lower())


def complete_topic(incomplete: str) -> list[str]:
    """Return the ids of topics."""
    from benzofaq.records.library import Library

    return _starting(Library().topics, incomplete)


def complete_kind(incomplete: str) -> list[str]:
    """Return the kinds of evidence."""
    from benzofaq.records.library import Library

    return _starting(sorted({source.kind for source in Library().sources.values()}), incomplete)


def complete_region(incomplete: str) -> list[str]:
    """Return the codes of the countries that have lines."""
    from benzofaq.records.library import Library

    return _starting(Library().contacts.regions, incomplete.upper())


def file_named(value: str) -> Path:
    """Return the path of a file to write; one that ends like a folder (`new/`) is none."""
    if value.endswith(("/", os.sep)):
        raise typer.BadParameter(f"{value!r} is a folder. Give the name of a file.")
    return Path(value)


Json = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Read the entries from this file or folder.", envvar="BENZOFAQ_DATA", show_envvar=True
    ),
]
Region = Annotated[
    str | None,
    typer.Option(
        "--region",
        metavar="CODE",
        help="Country of the phone numbers, as in GB (else the locale's).",
        envvar="BENZOFAQ_REGION",
        show_envvar=True,
        autocompletion=complete_region,
    ),
]
Cite = Annotated[
    Style | None,
    typer.Option(
        "--cite", metavar="STYLE", case_sensitive=False, help=f"Print the references alone: {STYLES}."
    ),
]
Short = Annotated[bool, typer.Option("--short", help="Print the first screen only.")]
Full = Annotated[bool, typer.Option("--full", help="Print everything, with whole references.")]
Ids = Annotated[bool, typer.Option("--ids", help="Print the id of each source.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        parser=file_named,
        help="Write into this file (- is standard output).",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")]

"""The records of sources: CSL-JSON items (https://docs.citationstyles.org, version 1.0.2)."""

from typing import Annotated, Any

from msgspec import Meta, field, to_builtins

from benzofaq.records.model import MOST_RECORDS, Record, Slug, Text


class Author(Record, frozen=True):
    """A person by family and given name, or an organisation by its `literal` name."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""
    dropping_particle: str = field(default="", name="dropping-particle")
    particle: str = field(default="", name="non-dropping-particle")

    def __post_init__(self) -> None:
        """Refuse an author without a name that can be printed (ValueError)."""
        if not (self.family or self.literal or self.given).strip():
            raise ValueError('has no name. Write {"family": ..., "given": ...}, or {"literal": ...}')


DatePart = Annotated[int, Meta(ge=1, le=9999)]


class CslDate(Record, frozen=True):
    """A date of CSL-JSON: year, month and day, as many of them as are known."""

    date_parts: tuple[Annotated[tuple[DatePart, ...], Meta(min_length=1, max_length=3)]] = field(
        name="date-parts"
    )

    def __post_init__(self) -> None:
        """Refuse a month or a day that no calendar has (ValueError)."""
        _, month, day = (*self.date_parts[0], 1, 1)[:3]
        if month > 12 or day > 31:
            raise ValueError(f"{list(self.date_parts[0])} is not a date")


class Provenance(Record, frozen=True):
    """What CSL-JSON has no field for: the kind of evidence, and where the work was read.

    `dated` is "n.d." for a page that bears no date; `more_authors` says that the record leaves some out.
    """

    kind: Text
    seen_at: str = ""
    dated: str = ""
    more_authors: bool = False


Number = str | int
Authors = Annotated[tuple[Author, ...], Meta(max_length=MOST_RECORDS)]


class Source(Record, frozen=True):
    """A work that is cited, as a CSL-JSON item (https://docs.citationstyles.org, version 1.0.2)."""

    id: Slug
    csl_type: Text = field(name="type")
    title: Text
    custom: Provenance
    author: Authors = ()
    editor: Authors = ()
    issued: CslDate | None = None
    accessed: CslDate | None = None
    container_title: str = field(default="", name="container-title")
    volume: Number = ""
    issue: Number = ""
    page: Number = ""
    number: Number = ""
    edition: Number = ""
    version: Number = ""
    genre: str = ""
    language: str = ""
    publisher: str = ""
    publisher_place: str = field(default="", name="publisher-place")
    DOI: str = ""
    PMID: str = ""
    PMCID: str = ""
    URL: str = ""
    note: str = ""

    @property
    def kind(self) -> str:
        """The kind of evidence: "guideline", "label"."""
        return self.custom.kind

    @property
    def item(self) -> dict[str, Any]:
        """The CSL-JSON item, without the fields that are empty."""
        return dict(to_builtins(self))


Sources = Annotated[tuple[Source, ...], Meta(max_length=MOST_RECORDS)]

"""The records that the data files hold; decoding a file checks it against them."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field, to_builtins

Grade = Literal["strong", "moderate", "limited", "contested"]
Verdict = Literal["yes", "partly", "no"]
Group = Literal["benzodiazepine", "z-drug", "other"]

# Ids are typed in a shell and pasted from a page, so they hold nothing that a shell reads.
Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, Meta(min_length=1)]
Hours = Annotated[float, Meta(gt=0)]

# An entry can't take the place of a word that commands and `--batch` give a meaning of their own.
RESERVED = frozenset({"benzofaq", "drug", "none"})
CARD = "drug:"


class Record(Struct, frozen=True, omit_defaults=True):
    """The base of all records: immutable."""


class Passage(Record, frozen=True):
    """A piece of text and the ids of the sources that bear it out, the most useful first.

    `locators` says where in a source, by its id: "section 12.3", "table 2".
    """

    text: Text
    cites: tuple[str, ...] = ()
    locators: dict[str, Text] = {}
    bullet: bool = False


class Evidence(Record, frozen=True):
    """How strong the evidence behind an answer is, why, and what nobody knows."""

    grade: Grade
    why: Passage
    unknown: Passage


class PageClaim(Record, frozen=True):
    """What the web page that a question came from claims, and whether it holds."""

    claim: Text
    holds: Verdict
    verdict: Passage


class Entry(Record, frozen=True):
    """One question with its answer.

    `aliases` are other wordings of the question. `short` answers it, `points` say what that means and
    what to do, `urgent` which sign needs help now, `details` what studies found.
    """

    id: Slug
    topic: Text
    question: Text
    short: Passage
    aliases: tuple[str, ...] = ()
    points: tuple[Passage, ...] = ()
    urgent: Passage | None = None
    details: tuple[Passage, ...] = ()
    evidence: Evidence | None = None
    page_claim: PageClaim | None = None
    related: tuple[str, ...] = ()
    reviewed: str = ""
    next_review: str = ""

    @property
    def title(self) -> str:
        """The words under which a list names the entry."""
        return self.question


class HalfLife(Record, frozen=True):
    """A half-life range in hours. `what` is a drug or a breakdown product, `note` whose figure it is."""

    what: Text
    low: Hours
    high: Hours
    cites: tuple[str, ...] = ()
    locators: dict[str, Text] = {}
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a range whose ends are swapped, or that has none (ValueError)."""
        if not self.low <= self.high < float("inf"):
            raise ValueError(f"a half-life from {self.low:g} to {self.high:g} hours is not a range")


class Names(Record, frozen=True):
    """Other names of a drug.

    `exact` tolerate no typo; `context` are plain words that name the drug only beside others about drugs.
    """

    synonyms: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    slang: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    context: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        """Yield every name."""
        for names in (self.synonyms, self.misspellings, self.slang, self.exact, self.context):
            yield from names


class Drug(Record, frozen=True):
    """A drug card. `kind` says what sort of drug one of the group "other" is: "opioid", "antidepressant"."""

    name: Text
    group: Group
    drug_class: Passage = field(name="class")
    kind: str = ""
    brands: tuple[str, ...] = ()
    names: Names = Names()
    half_lives: tuple[HalfLife, ...] = field(default=(), name="half_life")
    uses: Passage | None = None
    onset: Passage | None = None
    metabolism: Passage | None = None
    schedule: Passage | None = None
    mixing: Passage | None = None
    notes: tuple[Passage, ...] = ()
    reviewed: str = ""

    @property
    def id(self) -> str:
        """The id by which an answer names the card."""
        return CARD + self.name

    @property
    def title(self) -> str:
        """The name of the drug with its best-known brand."""
        return f"{self.name} ({self.brands[0]})" if self.brands else self.name


class Author(
    Record,
    frozen=True,
    rename={"dropping_particle": "dropping-particle", "particle": "non-dropping-particle"},
):
    """A person by family and given name, or an organisation by its `literal` name."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""
    dropping_particle: str = ""
    particle: str = ""


DatePart = Annotated[int, Meta(ge=1, le=9999)]


class CslDate(Record, frozen=True, rename={"date_parts": "date-parts"}):
    """A date of CSL-JSON: year, month and day, as many of them as are known."""

    date_parts: tuple[Annotated[tuple[DatePart, ...], Meta(min_length=1, max_length=3)]]

    def __post_init__(self) -> None:
        """Refuse a month or a day that no calendar has (ValueError)."""
        year_month_day = (*self.date_parts[0], 1, 1)[:3]
        if year_month_day[1] > 12 or year_month_day[2] > 31:
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


class Source(
    Record,
    frozen=True,
    rename=lambda name: {"csl_type": "type"}.get(name, name if name.isupper() else name.replace("_", "-")),
):
    """A work that is cited, as a CSL-JSON item (https://docs.citationstyles.org, version 1.0.2)."""

    id: Slug
    csl_type: Text
    title: Text
    custom: Provenance
    author: tuple[Author, ...] = ()
    editor: tuple[Author, ...] = ()
    issued: CslDate | None = None
    accessed: CslDate | None = None
    container_title: str = ""
    volume: Number = ""
    issue: Number = ""
    page: Number = ""
    number: Number = ""
    edition: Number = ""
    version: Number = ""
    genre: str = ""
    language: str = ""
    publisher: str = ""
    publisher_place: str = ""
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


class Contact(Record, frozen=True):
    """A line to call. `seen_at` is the page on which it was seen, `checked` the day (ISO 8601)."""

    region: Text
    kind: Text
    name: Text
    phone: Text
    seen_at: Text
    checked: Text
    text: str | None = None
    url: str | None = None
    hours: str | None = None


class Emergency(Record, frozen=True):
    """What to do first in one kind of emergency, and which kinds of lines to call.

    `act` is the first line, `act_no_text` the same where the line to call takes no text messages.
    Placeholders such as {emergency} stand for phone numbers.
    """

    title: Text
    steps: Annotated[tuple[Passage, ...], Meta(min_length=1)] = field(name="do")
    act: str = ""
    act_no_text: str = ""
    call: tuple[str, ...] = ()


class Wording(Record, frozen=True, rename={"or_": "or"}):
    """The words of one language that stand in for phone numbers.

    `unknown` by placeholder where the country is unknown, `none` where it has no such line.
    """

    unknown: dict[str, str]
    none: dict[str, str] = {}
    or_: str = "or"


class Language(Wording, frozen=True):
    """What is printed in another language: first lines and steps by kind of emergency, and single lines.

    `quiet` says whom one can talk to, `english_answer` that the answer is in English, `no_answer` that
    there is none.
    """

    name: str = ""
    act: dict[str, str] = {}
    act_no_text: str = ""
    steps: dict[str, tuple[str, ...]] = {}
    quiet: str = ""
    english_answer: str = ""
    no_answer: str = ""


class Faq(Record, frozen=True):
    """The file of entries. A pack names itself by `name`, `covers` and `footer`."""

    entries: Annotated[tuple[Entry, ...], Meta(min_length=1, max_length=10_000)]
    format: Literal[1] = 1
    title: str = ""
    subject: str = ""
    name: str = ""
    covers: str = ""
    footer: str = ""
    turn_off: tuple[Literal["emergency-check"], ...] = ()
    reviewed: str = ""
    topics: dict[str, str] = {}
    grades: dict[str, str] = {}


class Drugs(Record, frozen=True):
    """The file of drug cards."""

    drugs: tuple[Drug, ...]


class Elsewhere(Record, frozen=True):
    """A directory of lines for the countries that have none here."""

    name: Text
    url: Text
    seen_at: str = ""
    checked: str = ""


class Contacts(Record, frozen=True):
    """The file of lines to call; `kinds` and `regions` give the names of both."""

    contacts: tuple[Contact, ...]
    kinds: dict[str, str]
    regions: dict[str, str]
    elsewhere: Elsewhere | None = None
    about: str = ""


class Emergencies(Record, frozen=True):
    """The file of emergency steps: in English by kind, in other languages by ISO 639-1 code."""

    kinds: dict[str, Emergency]
    languages: dict[str, Language] = {}
    about: str = ""
    reviewed: str = ""

"""The records that the data files hold; decoding a file checks it against them."""

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Grade = Literal["strong", "moderate", "limited", "contested"]
Verdict = Literal["yes", "partly", "no"]
Group = Literal["benzodiazepine", "z-drug", "other"]

# Ids are typed in a shell and pasted from a page, so they hold nothing that a shell reads; the end is not
# spelt "$", which in Python lets a line break pass.
Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(?![\s\S])", max_length=80)]
Text = Annotated[str, Meta(min_length=1, pattern=r"\S")]
Hours = Annotated[float, Meta(gt=0)]

# What reading a file can cost is limited; only one that is meant to do harm has more of anything.
MOST_RECORDS = 10_000
Ids = Annotated[tuple[str, ...], Meta(max_length=100)]
Texts = Annotated[tuple[str, ...], Meta(max_length=1000)]
Titles = Annotated[dict[str, str], Meta(max_length=1000)]
Locators = Annotated[dict[str, Text], Meta(max_length=100)]

# Words to which commands and `--batch` give a meaning of their own, so that they can't be ids.
RESERVED = frozenset({"benzofaq", "drug", "none"})
CARD = "drug:"
EMERGENCY = "emergency:"


class Record(Struct, frozen=True, omit_defaults=True):
    """The base of all records: immutable."""


class Passage(Record, frozen=True):
    """A piece of text and the ids of the sources that bear it out, the most useful first.

    `locators` says where in a source, by its id: "section 12.3", "table 2".
    """

    text: Text
    cites: Ids = ()
    locators: Locators = {}
    bullet: bool = False


Passages = Annotated[tuple[Passage, ...], Meta(max_length=100)]


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
    what to do, `urgent` which sign needs help now, `details` what studies found. `to_ask` are questions and
    notes to take along, `further_reading` the ids of sources that go further.
    """

    id: Slug
    topic: Text
    question: Text
    short: Passage
    aliases: Texts = ()
    points: Passages = ()
    urgent: Passage | None = None
    details: Passages = ()
    evidence: Evidence | None = None
    page_claim: PageClaim | None = None
    related: Ids = ()
    to_ask: Annotated[tuple[Text, ...], Meta(max_length=100)] = ()
    further_reading: Ids = ()
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
    cites: Ids = ()
    locators: Locators = {}
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a range that is reversed or infinite (ValueError)."""
        if not self.low <= self.high < float("inf"):
            raise ValueError(f"a half-life from {self.low:g} to {self.high:g} hours is not a range")


class Names(Record, frozen=True):
    """Other names of a drug.

    `exact` tolerate no typo; `context` are plain words that name the drug only beside others about drugs.
    """

    synonyms: Texts = ()
    misspellings: Texts = ()
    slang: Texts = ()
    exact: Texts = ()
    context: Texts = ()

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
    brands: Texts = ()
    names: Names = Names()
    half_lives: Annotated[tuple[HalfLife, ...], Meta(max_length=100)] = field(default=(), name="half_life")
    uses: Passage | None = None
    onset: Passage | None = None
    metabolism: Passage | None = None
    schedule: Passage | None = None
    mixing: Passage | None = None
    notes: Passages = ()
    reviewed: str = ""

    @property
    def id(self) -> str:
        """The id by which an answer names the card."""
        return CARD + self.name

    @property
    def title(self) -> str:
        """The name of the drug with its best-known brand."""
        return f"{self.name} ({self.brands[0]})" if self.brands else self.name


class Faq(Record, frozen=True):
    """The file of entries. A pack names itself by `name`, `covers` and `footer`."""

    entries: Annotated[tuple[Entry, ...], Meta(min_length=1, max_length=MOST_RECORDS)]
    format: Literal[1] = 1
    name: str = ""
    covers: str = ""
    footer: str = ""
    turn_off: tuple[Literal["emergency-check"], ...] = ()
    reviewed: str = ""
    topics: Titles = {}
    grades: Titles = {}


class Drugs(Record, frozen=True):
    """The file of drug cards."""

    drugs: Annotated[tuple[Drug, ...], Meta(max_length=MOST_RECORDS)]

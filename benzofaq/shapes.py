"""Say which fields the files of a pack have, what may stand in them and what they are for; no behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from benzofaq.model import Grade

Type = Literal["object", "map", "list", "text", "flag", "number", "whole", "any"]

# What a text stands for, where more is asked of it than that it is text.
Role = Literal[
    "", "entry", "source", "drug", "slug", "topic", "note", "related", "cite", "wording", "date", "past",
    "link", "name", "step", "kind", "region", "doi", "pmid", "pmcid", "csl-type", "csl-date", "csl-past",
    "author", "half-life",
]  # fmt: skip

# Characters beyond which a text is more than a reader takes in, or a wording more than anyone types.
# The longest of the bundled data: a passage 797, a wording 73, an id 31.
LONGEST_PASSAGE = 1_200
LONGEST_WORDING = 200
LONGEST_ID = 60

# The switches that a pack may turn off by name.
SWITCHES = ("emergency-check",)

# The words in braces that a step of an emergency may hold: the lines of the reader's region replace them.
PLACEHOLDERS = ("emergency", "poison", "crisis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What may stand in one place of a file.

    An `object` has the `fields`, a `map` any keys (of the role `keys`) with `items` as values, a `list`
    at least `least` of `items`. `others` says what a field that is not named here is: an error, a
    warning, or allowed. `name` is set where a shape stands in several places. `longest` is in
    characters, 0 for no limit. `example` shows how to write it.
    """

    type: Type
    about: str = ""
    required: bool = False
    null: bool = False
    role: Role = ""
    name: str = ""
    example: str = ""
    fields: Mapping[str, "Shape"] = field(default_factory=dict)
    others: Literal["error", "warning", "allowed"] = "error"
    keys: "Shape | None" = None
    items: "Shape | None" = None
    least: int = 0
    allowed: tuple[str, ...] = ()
    longest: int = 0
    blank: bool = False


def _text(about: str, role: Role = "", *, longest: int = 0, required: bool = False) -> Shape:
    return Shape(type="text", about=about, role=role, longest=longest, required=required)


def _slug(about: str, role: Role = "slug", *, required: bool = False) -> Shape:
    return _text(about, role, longest=LONGEST_ID, required=required)


def _list(about: str, items: Shape, *, least: int = 0, required: bool = False) -> Shape:
    return Shape(type="list", about=about, items=items, least=least, required=required)


def _needed(shape: Shape, about: str = "") -> Shape:
    return replace(shape, required=True, about=about or shape.about)


def _or_null(shape: Shape, about: str, *, required: bool = False) -> Shape:
    return replace(shape, null=True, about=about, required=required)


_SCHEMA = _text("The JSON Schema of this file, for an editor; the program does not read it.")
_ABOUT = _text("A note to whoever edits this file; nobody else sees it.")
_DATE = _text("The day of the last review, as in 2026-01-31.", "past")

CITES = _list(
    "The ids of the sources that bear it out (see sources.json), the most useful first.",
    _slug("The id of a source.", "cite"),
)

PASSAGE = Shape(
    type="object",
    about="A piece of text with its sources.",
    name="passage",
    example='{"text": "...", "cites": []}',
    fields={
        "text": _text(
            "Plain text: it is printed as it stands, without Markdown or HTML.",
            longest=LONGEST_PASSAGE,
            required=True,
        ),
        "cites": CITES,
        "bullet": Shape(type="flag", about="true where it is one item of a list."),
    },
)

EVIDENCE = Shape(
    type="object",
    about="How strong the evidence is. Leave it out where a subject has no such thing.",
    name="evidence",
    fields={
        "grade": Shape(type="text", about="How strong it is.", required=True, allowed=tuple(get_args(Grade))),
        "why": _needed(PASSAGE, "Why it has this grade."),
        "unknown": _needed(PASSAGE, "What nobody knows."),
    },
)

SEED = Shape(
    type="object",
    about="What the page that the question came from claims, and how that stands.",
    name="seed",
    fields={
        "claim": _text("What the page claims.", required=True, longest=LONGEST_PASSAGE),
        "holds": Shape(
            type="text", about="Whether that holds.", required=True, allowed=("yes", "partly", "no")
        ),
        "verdict": _needed(PASSAGE, "What the sources say to it."),
    },
)

ENTRY = Shape(
    type="object",
    about="One question with its answer.",
    name="entry",
    fields={
        "id": _slug(
            "The name of the entry, as in benzofaq show ID: small letters, digits and hyphens.",
            "entry",
            required=True,
        ),
        "topic": _slug("The id of its topic.", "topic", required=True),
        "question": _text("The question as a heading.", "wording", longest=LONGEST_WORDING, required=True),
        "aliases": _list(
            "Other wordings, as people type them: the entry is found by these. Eight or more serve best.",
            _text("A wording.", "wording", longest=LONGEST_WORDING),
        ),
        "short": _needed(PASSAGE, "The answer in one or two sentences."),
        "answer": _list("The whole answer, a passage a paragraph.", PASSAGE, least=1, required=True),
        "evidence": _or_null(EVIDENCE, EVIDENCE.about),
        "seed": _or_null(SEED, SEED.about),
        "related": _list("The ids of entries to read next.", _slug("The id of an entry.", "related")),
        "safety": _list(
            "The ids of the notes to print below the answer.", _slug("The id of a note.", "note")
        ),
        "reviewed": _DATE,
    },
)

FAQ = Shape(
    type="object",
    about="The entries of a pack: questions with their answers.",
    fields={
        "$schema": _SCHEMA,
        "about": _ABOUT,
        "format": Shape(type="whole", about="The version of this format: 1."),
        "title": _text("The title of the pack."),
        "subject": _text("What the pack is about."),
        "name": _text("What the pack calls itself.", longest=LONGEST_WORDING),
        "covers": _text(
            "What it is about, as the words of: It covers ... and nothing else.", longest=LONGEST_WORDING
        ),
        "turn_off": _list(
            "What this pack does without. The check for emergencies stays on unless it is named here.",
            Shape(type="text", about="The name of a part.", allowed=SWITCHES),
        ),
        "reviewed": _needed(_DATE, "The date of the pack, as in 2026-01-31."),
        "topics": Shape(
            type="map",
            about="The titles of the topics by id, in the order of the list. Without it, the ids serve.",
            keys=_slug("The id of a topic."),
            items=_text("The title of a topic.", longest=LONGEST_WORDING),
        ),
        "grades": Shape(
            type="map",
            about="What each grade of evidence means. Without it, the bundled meanings serve.",
            keys=Shape(type="text", allowed=tuple(get_args(Grade))),
            items=_text("What the grade means."),
        ),
        "notes": Shape(
            type="map",
            about="Notes that several entries share, by id; an entry names them in safety.",
            keys=_slug("The id of a note."),
            items=PASSAGE,
        ),
        "entries": _list("The questions with their answers.", ENTRY, least=1, required=True),
    },
)

_CSL_DATE = Shape(
    type="object",
    name="date",
    others="allowed",
    role="csl-date",
    example='{"date-parts": [[2024, 5, 1]]}',
    fields={
        "date-parts": _list(
            "Year, month and day, or as many as are known, as in [[2024, 5]].",
            _list("", Shape(type="whole"), least=1),
            least=1,
            required=True,
        )
    },
)

_PERSON = Shape(
    type="map",
    name="name",
    role="author",
    about='A person, {"family": "...", "given": "..."}, or an organisation, {"literal": "..."}.',
    example='{"family": "...", "given": "..."}',
    items=Shape(type="text", blank=True),
)

# What CSL 1.0.2 calls its variables, but for those that have a shape of their own below.
_CSL_VARIABLES = (
    "abstract", "annote", "archive", "archive-place", "archive_collection", "archive_location",
    "authority", "available-date", "call-number", "categories", "chair", "chapter-number", "citation-key",
    "citation-label", "citation-number", "collection-editor", "collection-number", "collection-title",
    "compiler", "composer", "container-author", "container-title-short", "contributor", "curator",
    "dimensions", "director", "division", "edition", "editor", "editorial-director", "event",
    "event-date", "event-place", "event-title", "executive-producer", "first-reference-note-number",
    "genre", "guest", "host", "illustrator", "interviewer", "ISBN", "ISSN", "issue",
    "journalAbbreviation", "jurisdiction", "keyword", "language", "locator", "medium", "narrator", "note",
    "number", "number-of-pages", "number-of-volumes", "organizer", "original-author", "original-date",
    "original-publisher", "original-publisher-place", "original-title", "page-first", "part-number",
    "part-title", "performer", "printing-number", "producer", "recipient", "references",
    "reviewed-author", "reviewed-genre", "reviewed-title", "scale", "script-writer", "section",
    "series-creator", "shortTitle", "source", "status", "submitted", "supplement-number", "title-short",
    "translator", "version", "volume", "volume-title", "year-suffix",
)  # fmt: skip

# The types of CSL 1.0.2.
CSL_TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
    "chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary",
    "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case",
    "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference",
    "patent", "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation",
    "report", "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty",
    "webpage",
)  # fmt: skip

SOURCE = Shape(
    type="object",
    about="A work that is cited: a CSL-JSON item, as Zotero exports it, with custom.kind.",
    name="source",
    others="warning",
    fields={
        "id": _slug("The name by which passages cite it.", "source", required=True),
        "type": _text("The type of work in CSL, as in webpage or book.", "csl-type", required=True),
        "title": _text("Its title.", required=True),
        "custom": Shape(
            type="object",
            about="What CSL has no field for.",
            required=True,
            others="allowed",
            example='{"kind": "web"}',
            fields={
                "kind": _text(
                    "What sort of source it is, in your words, as in guideline or web.", required=True
                ),
                "more_authors": Shape(type="flag", about="true where it has more authors than are given."),
            },
        ),
        "author": _list("Its authors in their order.", _PERSON),
        "issued": replace(_CSL_DATE, about="When it came out."),
        "accessed": replace(_CSL_DATE, about="When the page was read.", role="csl-past"),
        "container-title": _text("The journal, the site or the book that it is part of."),
        "publisher": _text("Who published it."),
        "publisher-place": _text("Where that is."),
        "page": _text("Its pages, as in 12-15."),
        "DOI": _text("Its DOI, as in 10.1000/182, without https://doi.org/.", "doi"),
        "PMID": _text("Its number in PubMed, in quotes.", "pmid"),
        "PMCID": _text("Its number in PubMed Central, as in PMC123456.", "pmcid"),
        "URL": _text("Its address, https where there is one.", "link"),
        **{name: Shape(type="any") for name in _CSL_VARIABLES},
    },
)

SOURCES = _list("The works that the passages of a pack cite.", SOURCE)

HALF_LIFE = Shape(
    type="object",
    about="How long a drug, or what the body makes of it, takes to fall by half.",
    name="half-life",
    role="half-life",
    example='{"what": "...", "low": 20, "high": 50, "cites": ["..."]}',
    fields={
        "what": _text("Whose half-life it is: the drug's or a metabolite's.", required=True),
        "low": Shape(type="number", about="The least, in hours.", required=True),
        "high": Shape(type="number", about="The most, in hours.", required=True),
        "cites": _needed(CITES),
        "note": Shape(type="text", about="In whom, and by whom.", blank=True, longest=LONGEST_PASSAGE),
    },
)

_NAMES = _list("", _text("A name.", "name", longest=LONGEST_WORDING))

DRUG = Shape(
    type="object",
    about="A drug card.",
    name="drug",
    fields={
        "name": _text("Its generic name.", "drug", longest=LONGEST_WORDING, required=True),
        "group": Shape(
            type="text",
            about="Its group.",
            required=True,
            allowed=("benzodiazepine", "z-drug", "other"),
        ),
        "class": _needed(PASSAGE, "What kind of drug it is."),
        "brands": _needed(_NAMES, "Its brand names."),
        "names": Shape(
            type="object",
            about="What else people call it.",
            required=True,
            fields={
                "synonyms": replace(_NAMES, about="Other proper names."),
                "misspellings": replace(_NAMES, about="Misspellings that are often seen."),
                "slang": replace(_NAMES, about="Street names."),
                "exact": replace(_NAMES, about="Names that suffer no slip of the finger."),
                "context": _list(
                    "Plain words that are its name only beside other words about drugs.",
                    _text("A word.", longest=LONGEST_WORDING),
                ),
            },
        ),
        "half_life": _list("Its half-lives; the list may be empty.", HALF_LIFE, required=True),
        "uses": _or_null(PASSAGE, "What it is for; null where no source says so.", required=True),
        "onset": _or_null(PASSAGE, "How fast it sets in, or null.", required=True),
        "metabolism": _or_null(PASSAGE, "How the body breaks it down, or null.", required=True),
        "schedule": _or_null(PASSAGE, "How the law lists it, or null.", required=True),
        "notes": _list("What else there is to say; the list may be empty.", PASSAGE, required=True),
        "reviewed": _needed(_DATE),
    },
)

DRUGS = Shape(
    type="object",
    about="The drug cards of a pack.",
    fields={
        "$schema": _SCHEMA,
        "about": _ABOUT,
        "drugs": _list("The cards.", DRUG, required=True),
    },
)

_MAYBE_TEXT = Shape(type="text", null=True, required=True)

CONTACT = Shape(
    type="object",
    about="A line to call.",
    name="contact",
    fields={
        "region": _text("The code of its region, as in GB.", "region", required=True),
        "kind": _slug("The kind of line.", "kind", required=True),
        "name": _text("Who answers.", required=True),
        "phone": _text("The number as people dial it.", required=True),
        "text": replace(_MAYBE_TEXT, about="The number for text messages, or null."),
        "url": replace(_MAYBE_TEXT, about="Its page, or null.", role="link"),
        "hours": replace(_MAYBE_TEXT, about="When it answers, or null."),
        "seen_at": _text("The page on which the number was seen.", required=True),
        "checked": _text("The day on which it was seen, as in 2026-01-31.", "past", required=True),
    },
)

CONTACTS = Shape(
    type="object",
    about="The lines to call.",
    fields={
        "$schema": _SCHEMA,
        "about": _ABOUT,
        "kinds": Shape(
            type="map",
            about="The kinds of lines by id, with their names.",
            required=True,
            keys=_slug("The id of a kind."),
            items=_text("Its name."),
        ),
        "regions": Shape(
            type="map",
            about="The names of the regions by code (ISO 3166-1).",
            required=True,
            keys=_text("A code."),
            items=_text("The name of a region."),
        ),
        "contacts": _list("The lines, in the order in which they are listed.", CONTACT, required=True),
    },
)

EMERGENCY = Shape(
    type="object",
    about="What is said first in one kind of emergency.",
    name="emergency",
    fields={
        "title": _text("The heading.", longest=LONGEST_WORDING, required=True),
        "do": _list(
            "What to do, a step a passage. {emergency}, {poison} and {crisis} stand for the reader's lines.",
            replace(
                PASSAGE,
                name="step",
                fields={**PASSAGE.fields, "text": replace(PASSAGE.fields["text"], role="step")},
            ),
            least=1,
            required=True,
        ),
        "call": _list(
            "The kinds of lines to call, the first first (see contacts.json).",
            _slug("The id of a kind.", "kind"),
            required=True,
        ),
    },
)

EMERGENCIES = Shape(
    type="object",
    about="What is said first where a question describes an emergency.",
    fields={
        "$schema": _SCHEMA,
        "about": _ABOUT,
        "reviewed": _DATE,
        "kinds": Shape(
            type="map",
            about="What is said, by the kind of emergency.",
            required=True,
            keys=_slug("The kind."),
            items=EMERGENCY,
        ),
    },
)

_WORDS = _list("", Shape(type="text"))

VOCABULARY = Shape(
    type="object",
    about="What the matcher knows about words.",
    others="allowed",
    fields={
        "beyond": _list(
            "",
            Shape(
                type="object",
                example='{"when": ["..."], "say": "..."}',
                fields={"when": _needed(_WORDS), "all": _WORDS, "say": _text("", required=True)},
            ),
        ),
        "opposites": _list(
            "",
            Shape(
                type="object",
                example='{"says": "...", "not": ["..."]}',
                fields={"says": _text("", required=True), "not": _needed(_WORDS)},
            ),
        ),
        "about_other_drugs": _WORDS,
    },
)

# The file of the entries may go by another name.
ENTRIES_FILE = "faq.json"
SHAPES: Mapping[str, Shape] = {
    ENTRIES_FILE: FAQ,
    "sources.json": SOURCES,
    "drugs.json": DRUGS,
    "contacts.json": CONTACTS,
    "emergencies.json": EMERGENCIES,
    "vocabulary.json": VOCABULARY,
}

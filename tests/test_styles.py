"""References in every style: golden files, what other programs read in them, and what can't break them."""

import itertools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast, get_args

import bibtexparser
import jsonschema
import pytest
import rispy

from benzofaq import about
from benzofaq.cite import MACHINE, TEXT, short, write
from benzofaq.library import Library
from benzofaq.model import Style

from .conftest import FIXTURES, ROOT

# Each file holds an item, its reference in each style, and after which rule or published example.
GOLDEN = sorted((Path(__file__).parent / "golden" / "cite").glob("*.json"))
STYLES: tuple[Style, ...] = get_args(Style)

# What is left behind where a field is missing and nobody looked.
HOLES = (
    "None",
    "nan",
    "..",
    ",,",
    ";;",
    "::",
    "()",
    "[]",
    "( ",
    "[ ",
    " )",
    " ]",
    " ,",
    " ;",
    "  ",
    ",.",
    ";.",
)
HOLES += (": .", ", .", "; .", "(,", ", )", ":.", " .", "; [date unknown];")


def golden(path: Path) -> dict[str, Any]:
    return cast(dict[str, Any], json.loads(path.read_text("utf-8")))


def items(library: Library) -> list[Mapping[str, Any]]:
    return [source.item for source in library.sources.values()]


def entries_of(text: str) -> dict[str, dict[str, str]]:
    """Parse BibTeX as bibtexparser does, each field as it stands between its braces."""
    found = bibtexparser.parse_string(text)
    assert not found.failed_blocks
    return {
        entry.key: {field.key: str(field.value) for field in entry.fields} | {"ENTRYTYPE": entry.entry_type}
        for entry in found.entries
    }


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
@pytest.mark.parametrize("style", TEXT)
def test_a_reference_is_as_the_rule_or_the_published_example_says(path: Path, style: Style) -> None:
    case = golden(path)

    assert case["after"][style]
    assert write([case["item"]], style) == f"1. {case[style]}\n"


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_record_for_programs_is_as_its_golden_file_says(path: Path) -> None:
    case = golden(path)

    assert write([case["item"]], "bibtex").splitlines() == case["bibtex"]
    assert write([case["item"]], "ris") == "".join(f"{line}\r\n" for line in case["ris"])
    assert json.loads(write([case["item"]], "csl-json")) == [case["item"]]


def test_the_golden_files_show_every_type_of_the_data(library: Library) -> None:
    shown = {golden(path)["item"]["type"] for path in GOLDEN}

    assert {item["type"] for item in items(library)} - {"document", "article"} <= shown


def test_bibtexparser_reads_every_source_back(library: Library) -> None:
    read = entries_of(write(items(library), "bibtex"))

    assert list(read) == list(library.sources)
    for id_, fields in read.items():
        item = library.sources[id_].item
        assert fields.get("year") == (str(item["issued"]["date-parts"][0][0]) if "issued" in item else None)
        assert fields.get("doi") == item.get("DOI")
        assert fields.get("url") == item.get("URL")
        assert fields["title"].replace("{", "").replace("}", "").replace("\\", "") == item["title"]
        people = fields["author"].split(" and ") if "author" in fields else []
        if not any(" and " in author.get("literal", "") for author in item.get("author", ())):
            more = bool(item["custom"].get("more_authors"))
            assert len(people) == len(item.get("author", ())) + more
            assert (people[-1:] == ["others"]) == more


def test_bibtex_has_only_types_that_every_style_knows_with_the_fields_they_demand(library: Library) -> None:
    demanded = {
        "article": {"title", "journal"},
        "book": {"title", "publisher"},
        "incollection": {"title", "booktitle", "publisher"},
        "techreport": {"title", "institution"},
        "misc": set(),
    }

    for fields in entries_of(write(items(library), "bibtex")).values():
        assert demanded[fields["ENTRYTYPE"]] <= set(fields)


def test_bibtex_months_are_macros() -> None:
    for number, month in enumerate(("jan", "feb", "mar", "dec"), 1):
        item = {
            "id": "x",
            "type": "book",
            "issued": {"date-parts": [[2020, 12 if month == "dec" else number]]},
        }

        assert f"  month = {month},\n" in write([item], "bibtex")


def test_rispy_reads_every_source_back(library: Library) -> None:
    read = rispy.loads(write(items(library), "ris"))

    assert [record["id"] for record in read] == list(library.sources)
    for record, item in zip(read, items(library), strict=True):
        assert record["title"] == item["title"]
        assert record.get("doi") == item.get("DOI")
        assert record.get("urls", [None])[0] == item.get("URL")
        assert record.get("volume") == item.get("volume")
        assert record.get("accession_number") == item.get("PMID")
        assert len(record.get("authors", ())) == len(item.get("author", ()))
        assert "unknown_tag" not in record
        assert record["type_of_reference"] in rispy.TYPE_OF_REFERENCE_MAPPING


def test_csl_json_is_valid_and_what_is_stored(library: Library) -> None:
    schema = json.loads((FIXTURES / "csl-data.json").read_text("utf-8"))
    written = json.loads(write([*items(library), about.source("2026-11-23").item], "csl-json"))

    jsonschema.Draft7Validator(schema).validate(written)
    assert written[:-1] == list(items(library))


def without_each_field() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the item of each golden file with each one, and each two, of its fields gone or empty."""
    for path in GOLDEN:
        if path.stem == "awkward":
            continue
        item = golden(path)["item"]
        fields = [field for field in item if field not in ("id", "type")]
        for gone in [(), *((one,) for one in fields), *itertools.combinations(fields, 2)]:
            yield path.stem, {key: value for key, value in item.items() if key not in gone}
            for nothing in (None, "", "  ", [], {}, {"date-parts": [[]]}, [{}], [{"given": ""}]):
                yield path.stem, {**item, **dict.fromkeys(gone, nothing)}


def test_a_missing_field_leaves_no_hole() -> None:
    for name, item in without_each_field():
        for style in TEXT:
            said = write([item], style)[3:-1]
            bare = said.replace(". . .", "&c").replace("et al.,", "").replace("Ltd.,", "")
            assert not [hole for hole in HOLES if hole in bare], (name, said)
        for fields in entries_of(write([item], "bibtex")).values():
            assert all(value.strip("{} ") not in ("", "None") for value in fields.values()), (name, item)
        for line in write([item], "ris").split("\r\n")[:-2]:
            assert line[:6] == line[:2] + "  - ", (name, line)
            assert line[6:].strip() not in ("", "None", "/", "///"), (name, line)


@pytest.mark.parametrize(
    "awkward",
    [
        "a\r\nER  - \r\nTY  - JOUR",
        "a},\n}\n@book{evil,\n title = {b}",
        "{{{",
        "}",
        "back\\slash \\input{/etc/passwd}",
        "50% & $1 #2 a_b ~ ^ <c> |d|",
        "\x00\x07\x1b[31mred\x85\u2028\u2029\u202e",
        "naïve 東京 ß ﬁ e\u0301 😀",
        "\ud800",
        'say "this"',
        "Smith and Sons, Ltd",
        "trailing\\",
    ],
)
def test_nothing_in_a_data_pack_breaks_a_record(awkward: str) -> None:
    fields = (
        "title",
        "container-title",
        "volume",
        "issue",
        "page",
        "publisher",
        "DOI",
        "PMID",
        "URL",
        "note",
    )
    item = {
        "id": awkward,
        "type": "article-journal",
        **dict.fromkeys(fields, awkward),
        "author": [{"literal": awkward}, {"family": awkward, "given": awkward, "suffix": awkward}],
    }
    plain = {"id": "next", "type": "book", "title": "The next record"}

    read = entries_of(write([item, plain], "bibtex"))
    assert len(read) == 2
    assert read["next"]["title"] == "The next record"
    assert [record.get("title") for record in rispy.loads(write([item, plain], "ris"))][1:] == [
        "The next record"
    ]
    stored = write([item, plain], "csl-json")
    assert json.loads(stored) == [item, plain]
    assert stored.replace("\n", "").isprintable()  # an escape sequence would steer the terminal
    for style in TEXT:
        assert len(write([item, plain], style).splitlines()) == 2


def test_accents_and_signs_survive_each_style() -> None:
    item = {"id": "x", "type": "book", "title": "Grønbæk’s 東京 β≥½", "publisher": "Ørsted", "issued": {}}

    for style in STYLES:
        written = write([item], style)
        assert all(word in written for word in ("Grønbæk’s", "東京", "β≥½", "Ørsted"))


def test_two_sources_never_share_a_key() -> None:
    same = [{"id": id_, "type": "book", "title": id_} for id_ in ("a b", "a-b", "a{b", "", "東京")]

    assert len(entries_of(write(same, "bibtex"))) == len(same)


@pytest.mark.parametrize("style", STYLES)
def test_benzofaq_itself_is_cited_with_the_version_and_the_date_of_the_data(style: Style) -> None:
    said = write([about.source("2026-11-23").item], style)

    assert "The benzofaq maintainers" in said
    assert about.__version__ in said
    assert "2026" in said


def test_what_is_said_of_benzofaq_is_what_citation_cff_says(library: Library) -> None:
    """CITATION.cff is the truth for a checkout; an installed copy has none."""
    lines = (ROOT / "CITATION.cff").read_text("utf-8").splitlines()
    cff = {key.strip(" -"): value.strip(' "') for key, _, value in (line.partition(": ") for line in lines)}
    item = about.source(library.reviewed).item

    assert item["title"] == cff["title"]
    assert item["type"] == cff["type"]
    assert item["author"] == [{"literal": cff["name"]}]
    assert item["version"] == cff["version"]
    assert "-".join(f"{part:02d}" for part in item["issued"]["date-parts"][0]) == cff["date-released"]


def test_a_short_citation_says_who_when_and_what() -> None:
    people = [{"family": "Ash"}, {"family": "Birch"}, {"family": "Cedar"}]
    when = {"date-parts": [[2004]]}

    assert short({"author": people, "issued": when, "title": "On trees"}) == "Ash et al. (2004). On trees."
    assert short({"author": people[:2], "title": "On trees"}) == "Ash & Birch (n.d.). On trees."
    assert short({"issued": when, "title": "On trees?"}) == "On trees? (2004)."


def test_machine_styles_and_text_styles_are_all_styles() -> None:
    assert (*TEXT, *MACHINE) == STYLES

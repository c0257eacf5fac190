"""BibTeX, RIS and CSL-JSON: what other programs read in them, and what can't break them."""

import json
from typing import Any

import bibtexparser
import jsonschema
import pytest
import rispy

from benzofaq.citing.bibtex import bibtex, escape
from benzofaq.citing.ris import ris
from benzofaq.citing.styles import TEXT, write
from benzofaq.records import about
from benzofaq.records.library import Library
from tests.helpers.files import FIXTURES


def items(library: Library) -> list[dict[str, Any]]:
    return [source.item for source in library.sources.values()]


def read_bibtex(text: str) -> dict[str, dict[str, str]]:
    """Return the records by key, each field as it is between its braces."""
    found = bibtexparser.parse_string(text)
    assert not found.failed_blocks
    return {
        entry.key: {field.key: str(field.value) for field in entry.fields} | {"ENTRYTYPE": entry.entry_type}
        for entry in found.entries
    }


def test_bibtexparser_reads_every_source_back_as_a_type_whose_demands_are_met(library: Library) -> None:
    demanded: dict[str, set[str]] = {"article": {"title", "journal"}, "book": {"title", "publisher"}}
    demanded |= {"incollection": {"title", "booktitle", "publisher"}, "misc": set()}
    demanded |= {"techreport": {"title", "institution"}}
    read = read_bibtex(bibtex(items(library)))

    assert list(read) == list(library.sources)
    for id_, fields in read.items():
        item = library.sources[id_].item
        assert demanded[fields["ENTRYTYPE"]] <= set(fields)
        assert fields.get("year") == (str(item["issued"]["date-parts"][0][0]) if "issued" in item else None)
        assert fields.get("doi") == item.get("DOI")
        assert fields.get("url") == item.get("URL")
        assert fields["title"].replace("{", "").replace("}", "").replace("\\", "") == item["title"]
        people = fields["author"].split(" and ")
        if not any(" and " in author.get("literal", "") for author in item["author"]):
            more = bool(item["custom"].get("more_authors"))
            assert len(people) == len(item["author"]) + more
            assert (people[-1:] == ["others"]) == more


def test_rispy_reads_every_source_back(library: Library) -> None:
    read = rispy.loads(ris(items(library)))

    assert [record["id"] for record in read] == list(library.sources)
    for record, item in zip(read, items(library), strict=True):
        assert record["title"] == item["title"]
        assert record.get("doi") == item.get("DOI")
        assert record.get("urls", [None])[0] == item.get("URL")
        assert record.get("volume") == item.get("volume")
        assert record.get("accession_number") == item.get("PMID")
        assert len(record["authors"]) == len(item["author"])
        assert "unknown_tag" not in record
        assert record["type_of_reference"] in rispy.TYPE_OF_REFERENCE_MAPPING


def test_csl_json_is_valid_and_what_the_records_hold(library: Library) -> None:
    schema = json.loads((FIXTURES / "csl-data.json").read_text("utf-8"))
    written = json.loads(write([*items(library), about.source("2026-11-23").item], "csl-json"))

    jsonschema.Draft7Validator(schema).validate(written)
    assert written[:-1] == json.loads(json.dumps(items(library)))


AWKWARD = [
    *("a\r\nER  - \r\nTY  - JOUR", "a},\n}\n@book{evil,\n title = {b}", "{{{", "}", "trailing\\", "\ud800"),
    *("back\\slash \\input{/etc/passwd}", "50% & $1 #2 a_b ~ ^ <c> |d|", 'say "this"', "Smith and Sons, Ltd"),
    *("\x00\x07\x1b[31mred\x85\u2028\u2029\u202e", "naïve 東京 ß ﬁ e\u0301 😀"),
]
FIELDS = ("title", "container-title", "volume", "issue", "page", "publisher", "DOI", "PMID", "URL", "note")


@pytest.mark.parametrize("awkward", AWKWARD)
def test_nothing_in_a_pack_breaks_out_of_a_record(awkward: str) -> None:
    people = [{"literal": awkward}, {"family": awkward, "given": awkward, "suffix": awkward}]
    item = {"id": awkward, "type": "article-journal", **dict.fromkeys(FIELDS, awkward), "author": people}
    both: list[dict[str, Any]] = [item, {"id": "next", "type": "book", "title": "The next record"}]

    read = read_bibtex(bibtex(both))
    assert len(read) == 2
    assert read["next"]["title"] == "The next record"
    assert [record.get("title") for record in rispy.loads(ris(both))][1:] == ["The next record"]
    stored = write(both, "csl-json")
    assert json.loads(stored) == both
    assert stored.replace("\n", "").isprintable()  # an escape sequence would steer the terminal
    for style in TEXT:
        lines = write(both, style).splitlines()
        assert len(lines) == 2
        assert all(line.isprintable() for line in lines)


def test_two_sources_never_share_a_key() -> None:
    same = [{"id": id_, "type": "book", "title": id_} for id_ in ("a b", "a-b", "a{b", "", "東京")]

    assert list(read_bibtex(bibtex(same))) == ["a-b", "a-b-2", "a-b-3", "source", "source-2"]


def record(**fields: Any) -> str:
    return bibtex([{"id": "x", "type": "book", "publisher": "P", **fields}])


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"issued": {"date-parts": [[2020, 1]]}}, "  month = jan,"),
        ({"issued": {"date-parts": [[2020, 12]]}}, "  month = dec,"),
        ({"title": "McGill went"}, "  title = {{McGill} went},"),
        ({"number": "NG1", "issue": "3"}, "  number = {3},"),
        ({"DOI": "10.1/a_b{c}\\ d"}, "  doi = {10.1/a_b%7Bc%7D%5C%20d},"),
        ({"author": [{"literal": "A & B"}]}, "  author = {{A \\& B}},"),
        ({"author": [{"family": "Ash", "given": "EM", "suffix": "Jr"}]}, "  author = {Ash, Jr, E. M.},"),
        ({"author": [{"family": "Ash and Co", "given": "A, B"}]}, "  author = {{Ash and Co}, {A, B}},"),
        ({"type": "article", "container-title": "J"}, "  journal = {J},"),
    ],
)
def test_a_field_of_bibtex(fields: dict[str, Any], line: str) -> None:
    assert line in record(**fields).splitlines()
    assert "author" not in record(custom={"more_authors": True})  # of whom only others are known


def test_every_character_that_latex_reads_is_escaped() -> None:
    assert escape("\\{}&%$#_~^<>|é") == (
        r"\textbackslash{}\textbraceleft{}\textbraceright{}\&\%\$\#\_"
        r"\textasciitilde{}\textasciicircum{}\textless{}\textgreater{}\textbar{}é"
    )


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"type": "poem"}, ["TY  - GEN"]),
        ({"type": "poem", "URL": "https://a.b"}, ["TY  - ELEC", "UR  - https://a.b"]),
        ({"accessed": {"date-parts": [[2004, 5]]}}, ["Y2  - 2004/05//"]),
        ({"version": "1.0"}, ["ET  - 1.0"]),
        ({"version": "1.0", "edition": "2"}, ["ET  - 2"]),
        ({"editor": [{"family": "Ash", "given": "A", "suffix": "Jr"}]}, ["A2  - Ash, A, Jr"]),
    ],
)
def test_a_field_of_ris(fields: dict[str, Any], lines: list[str]) -> None:
    written = ris([{"id": "x", "type": "book", **fields}])

    assert written.endswith("ER  - \r\n")
    assert [line for line in lines if line not in written.split("\r\n")] == []

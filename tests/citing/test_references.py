"""References in every style: golden files, rules of Citing Medicine, and no hole where a field is missing.

.ci/engines.py compares the text styles with pandoc and citeproc-js.
"""

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import bibtexparser
import pytest

from benzofaq import __version__
from benzofaq.citing.item import link
from benzofaq.citing.styles import MACHINE, TEXT, Style, brief, listed, place, short, vancouver, who, write
from benzofaq.records import about
from benzofaq.records.library import Library
from tests.helpers.files import pairs

HERE = Path(__file__).parent
GOLDEN = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((HERE / "golden").glob("*.json"))}
STYLES: tuple[Style, ...] = get_args(Style)

# What is left behind where a field is missing and nobody looked.
HOLE = re.compile(r"None|\.\.|,,|;;|::|\(\)|\[\]|[(\[] | [)\],;.]|  |[,;:]\.|[:,;] \.|\(,|, \)|;:")

# What the types of a source allow in a field and yet is nothing; where it is not named here, a text.
NOTHINGS: dict[str, list[Any]] = {
    **{field: [[]] for field in ("author", "editor")},
    **{field: [None] for field in ("issued", "accessed")},
    "custom": [{"kind": "web"}],
}


def holes(said: str) -> list[str]:
    return HOLE.findall(said.replace("et al.,", "").replace("Ltd.,", ""))


@pytest.mark.parametrize("name", GOLDEN)
@pytest.mark.parametrize("style", TEXT)
def test_a_reference_is_as_its_golden_file_says(name: str, style: Style) -> None:
    number = "1. " if style == "vancouver" else ""

    assert write([GOLDEN[name]["item"]], style) == f"{number}{GOLDEN[name][style]}\n"


@pytest.mark.parametrize("name", GOLDEN)
def test_a_record_for_programs_is_as_its_golden_file_says(name: str) -> None:
    case = GOLDEN[name]

    assert write([case["item"]], "bibtex").splitlines() == case["bibtex"]
    assert write([case["item"]], "ris") == "".join(f"{line}\r\n" for line in case["ris"])
    assert json.loads(write([case["item"]], "csl-json")) == [case["item"]]


def test_the_golden_files_show_every_type_of_the_data(library: Library) -> None:
    shown = {case["item"]["type"] for case in GOLDEN.values()}

    assert {source.csl_type for source in library.sources.values()} - {"article"} <= shown
    assert (*TEXT, *MACHINE) == STYLES == ("vancouver", "apa", "bibtex", "ris", "csl-json")


@pytest.mark.parametrize("style", TEXT)
def test_no_reference_of_the_data_has_a_hole(library: Library, style: Style) -> None:
    for _, said, address in listed((source.item for source in library.sources.values()), style):
        assert address in said
        assert holes(said.replace(address, "https://a.b")) == [], said


def without_each_field() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the item of each golden file with each one, and each two, of its fields gone or empty."""
    for name, case in GOLDEN.items():
        fields = [field for field in case["item"] if field not in ("id", "type")]
        for gone in [(), *((one,) for one in fields), *itertools.combinations(fields, 2)]:
            yield name, {key: value for key, value in case["item"].items() if key not in gone}
            for nothings in itertools.product(*(NOTHINGS.get(field, ["", "  "]) for field in gone)):
                yield name, {**case["item"], **dict(zip(gone, nothings, strict=True))}


def test_a_missing_field_leaves_no_hole() -> None:
    for name, item in without_each_field():
        if name != "awkward":
            for style in TEXT:
                ((_, said, _),) = listed([item], style)
                assert holes(said) == [], (name, said)
            for line in write([item], "ris").split("\r\n")[:-2]:
                assert line[:6] == line[:2] + "  - ", (name, line)
                assert line[6:].strip() not in ("", "None", "/", "///"), (name, line)


@pytest.mark.parametrize("name", sorted(GOLDEN.keys() - {"awkward"}))
def test_a_missing_field_leaves_no_empty_one_in_bibtex(name: str) -> None:
    items = [item for one, item in without_each_field() if one == name]
    parsed = bibtexparser.parse_string(write(items, "bibtex"))

    assert not parsed.failed_blocks
    assert len(parsed.entries) == len(items)
    for entry in parsed.entries:
        assert all(str(field.value).strip("{} ") not in ("", "None") for field in entry.fields)


ASH, BIRCH = {"family": "Ash", "given": "Ann B"}, {"family": "Birch", "given": "Carl-Dan E."}
ARTICLE: dict[str, Any] = {
    "type": "article-journal",
    "title": "A trial",
    "author": [ASH, BIRCH],
    "container-title": "J. Trees",
    "issued": {"date-parts": [[2004, 4]]},
    "volume": "19",
    "issue": "3",
    "page": "437-454",
    "DOI": "10.1000/tree",
}
MORE = {"more_authors": True}
PAGE: dict[str, Any] = {
    "type": "webpage",
    "title": "Trees",
    "author": [{"literal": "Office"}],
    "URL": "https://a.example",
}


@pytest.mark.parametrize(("case", "reference"), pairs(HERE / "vancouver.txt"))
def test_a_work_is_cited_after_citing_medicine(case: str, reference: str) -> None:
    kind, _, changes = case.partition(" ")

    assert vancouver({**{"article": ARTICLE, "page": PAGE}[kind], **json.loads(changes)}) == reference


def test_apostrophes_and_quotation_marks_are_curled_but_not_in_an_address_which_can_be_left_out() -> None:
    item = {**PAGE, "title": "Don't \"quote\" 'this'", "URL": "https://a.example/o'neil"}

    assert "Don’t “quote” 'this' [Internet]" in vancouver(item)
    assert vancouver(item).endswith("https://a.example/o'neil")
    assert vancouver(PAGE, address=False) == "Office. Trees [Internet]. [date unknown]."


def test_each_reference_has_its_number_and_its_address() -> None:
    items: list[dict[str, Any]] = [{**PAGE, "id": "b"}, {**ARTICLE, "id": "a"}]

    def of(style: Style) -> list[tuple[str, str]]:
        return [(label, address) for label, _, address in listed(items, style)]

    assert of("vancouver") == [("1.", "https://a.example"), ("2.", "")]
    assert of("apa") == [("", "https://doi.org/10.1000/tree"), ("", "https://a.example")]


def test_a_reader_is_sent_to_the_doi_first() -> None:
    assert link({"DOI": "10.1/x", "URL": "https://elsewhere.example"}) == "https://doi.org/10.1/x"
    assert link({"URL": "https://elsewhere.example"}) == "https://elsewhere.example"
    assert link({}) is None
    assert place({"DOI": "10.1/x", "URL": "https://a.b"}) == "doi 10.1/x"
    assert place({"URL": "https://www.a.b/c"}) == "a.b"
    assert place({}) == ""


def test_a_short_citation_says_who_when_and_what() -> None:
    people = [{"family": "Ash"}, {"literal": "Birch & Co"}, {"family": "Cedar"}]
    when = {"date-parts": [[2004, 2]]}

    assert short({"author": people, "issued": when, "title": "On trees"}) == "Ash et al. (2004). On trees."
    assert short({"author": people[:2], "title": "On trees"}) == "Ash & Birch & Co (n.d.). On trees."
    assert short({"author": people[:2], "title": "T", "custom": MORE}) == "Ash et al. (n.d.). T."
    assert short({"author": people[:1], "title": "T", "custom": MORE}) == "Ash et al. (n.d.). T."
    assert short({"author": people[1:2], "title": "T"}) == "Birch & Co (n.d.). T."
    assert short({"issued": when, "title": "On trees?"}) == "On trees? (2004)."
    assert short({}) == "(n.d.)."
    assert who({"author": people, "issued": when}) == "Ash 2004"
    assert who({}) == "n.d."
    assert brief({"author": people[1:], "issued": when, "title": "T"}) == "Birch & Co 2004, T"


@pytest.mark.parametrize("style", STYLES)
def test_benzofaq_itself_is_cited_with_the_version_and_the_date_of_the_data(style: Style) -> None:
    said = write([about.source("2026-11-23").item], style)

    assert all(word in said for word in ("The benzofaq maintainers", __version__, "2026"))

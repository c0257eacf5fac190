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
from benzofaq.citing.styles import (
    MACHINE,
    NAMES,
    TEXT,
    Style,
    brief,
    listed,
    place,
    short,
    vancouver,
    who,
    write,
)
from benzofaq.records import about
from benzofaq.records.library import Library

GOLDEN = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "golden").glob("*.json"))
}
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
    bare = said.replace("et al.,", "").replace("Ltd.,", "")
    return HOLE.findall(bare)


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


def test_machine_styles_and_text_styles_are_all_styles() -> None:
    assert (*TEXT, *MACHINE) == STYLES == ("vancouver", "apa", "bibtex", "ris", "csl-json")
    assert [NAMES[style] for style in TEXT] == ["Vancouver", "APA"]


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


ARTICLE = {
    "type": "article-journal",
    "title": "A trial",
    "author": [{"family": "Ash", "given": "Ann B"}, {"family": "Birch", "given": "Carl-Dan E."}],
    "container-title": "J. Trees",
    "issued": {"date-parts": [[2004, 4]]},
    "volume": "19",
    "issue": "3",
    "page": "437-454",
    "DOI": "10.1000/tree",
}
TWO, AT, DOI = "Ash AB, Birch CDE.", "J Trees. 2004 Apr", "doi:10.1000/tree"
SEVEN = [{"family": f"N{n}", "given": "X"} for n in range(7)]
SIX = "N0 X, N1 X, N2 X, N3 X, N4 X, N5 X"
E = {"family": "E"}
MAY, SEPTEMBER = {"date-parts": [[2024, 5, 1]]}, {"date-parts": [[2020, 9, 23]]}
MORE = {"more_authors": True}
PAGE = {"type": "webpage", "title": "Trees", "author": [{"literal": "Office"}], "URL": "https://a.example"}


@pytest.mark.parametrize(
    ("changes", "reference"),
    [
        ({"page": "437-8"}, f"{TWO} A trial. {AT};19(3):437–8. {DOI}"),
        ({"page": "100-100"}, f"{TWO} A trial. {AT};19(3):100. {DOI}"),
        ({"page": "1S-9S"}, f"{TWO} A trial. {AT};19(3):1S–9S. {DOI}"),
        ({"page": "9", "number": "e7"}, f"{TWO} A trial. {AT};19(3):e7. {DOI}"),
        ({"title": "Does it?", "issue": ""}, f"{TWO} Does it? {AT};19:437–54. {DOI}"),
        ({"volume": "", "page": ""}, f"{TWO} A trial. {AT};(3). {DOI}"),
        (
            {"DOI": "", "URL": "https://a.example", "accessed": MAY},
            f"{TWO} A trial. J Trees [Internet]. 2004 Apr [cited 2024 May 1];19(3):437–54. "
            "Available from: https://a.example",
        ),
        ({"DOI": "", "PMID": "1", "URL": "https://a"}, f"{TWO} A trial. {AT};19(3):437–54. PubMed PMID: 1."),
        ({"author": SEVEN, "custom": MORE}, f"{SIX}, et al. A trial. {AT};19(3):437–54. {DOI}"),
        (
            {"author": [{"literal": "A"}, {"literal": "B"}, {"family": "C", "suffix": "Jr."}]},
            f"A; B; C Jr. A trial. {AT};19(3):437–54. {DOI}",
        ),
    ],
)  # fmt: skip
def test_an_article_is_cited_after_citing_medicine(changes: dict[str, Any], reference: str) -> None:
    assert vancouver({**ARTICLE, **changes}) == reference


@pytest.mark.parametrize(
    ("changes", "reference"),
    [
        ({"URL": ""}, "Office. Trees. [date unknown]."),
        (
            {"container-title": "Woods", "accessed": MAY, "page": "3-4", "genre": "notes"},
            "Office. Woods [notes] [Internet]. [cited 2024 May 1]. p. 3–4. Trees. "
            "Available from: https://a.example",
        ),
        (
            {"type": "report", "number": "NG1", "issued": SEPTEMBER, "publisher-place": "York"},
            "Office. Trees [Internet]. York; 2020 Sep. Report no.: NG1. Available from: https://a.example",
        ),
        (
            {"type": "report", "number": "of 2020", "genre": "White paper", "URL": ""},
            "Office. Trees [White paper]. [date unknown]. White paper of 2020.",
        ),
        (
            {"type": "book", "edition": "2", "publisher": "P", "URL": "", "page": "300"},
            "Office. Trees. 2nd ed. P; [date unknown].",
        ),
        (
            {"type": "chapter", "container-title": "Woods", "edition": "Third", "page": "3", "editor": [E]},
            "Office. Trees. In: E, editor. Woods [Internet]. Third. [date unknown]. p. 3. "
            "Available from: https://a.example",
        ),
        (
            {"type": "legislation", "number": "SI 7", "issued": {"date-parts": [[2012, 7, 1]]}},
            "Office. Trees [Internet]. SI 7. 2012 Jul 1. Available from: https://a.example",
        ),
        (
            {"type": "legislation", "container-title": "R", "volume": "9", "page": "12-14", "publisher": "P"},
            "Office. Trees. R [Internet]. P; [date unknown];9:12–4. Available from: https://a.example",
        ),
    ],
)  # fmt: skip
def test_another_work_is_cited_after_citing_medicine(changes: dict[str, Any], reference: str) -> None:
    assert vancouver({**PAGE, **changes}) == reference


def test_the_address_can_be_left_out() -> None:
    assert vancouver(PAGE, address=False) == "Office. Trees [Internet]. [date unknown]."


def test_apostrophes_and_quotation_marks_are_curled_but_not_in_an_address() -> None:
    item = {**PAGE, "title": "Don't \"quote\" 'this'", "URL": "https://a.example/o'neil"}

    assert "Don’t “quote” 'this' [Internet]" in vancouver(item)
    assert vancouver(item).endswith("https://a.example/o'neil")


def test_each_reference_has_its_number_and_its_address() -> None:
    items: list[dict[str, Any]] = [{**PAGE, "id": "b"}, {**ARTICLE, "id": "a"}]

    assert [(label, address) for label, _, address in listed(items, "vancouver")] == [
        ("1.", "https://a.example"),
        ("2.", ""),
    ]
    assert [(label, address) for label, _, address in listed(items, "apa")] == [
        ("", "https://doi.org/10.1000/tree"),
        ("", "https://a.example"),
    ]


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

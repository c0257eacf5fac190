"""An inventory says what there is, and fingerprints it; benzofaq itself can be cited."""

import hashlib
import platform
from pathlib import Path

from benzofaq import __version__
from benzofaq.records import about
from benzofaq.records.about import inventory
from benzofaq.records.library import Library
from tests.helpers.files import ROOT
from tests.helpers.packs import GOOD, TODAY, write


def test_the_inventory_counts_records_and_fingerprints_the_files_that_are_there(tmp_path: Path) -> None:
    names = ("town.json", "sources.json", "drugs.json")
    write({name: GOOD[name.replace("town", "faq")] for name in names}, tmp_path)

    found = inventory(Library(tmp_path, "town.json"))

    assert (found["version"], found["python"]) == (__version__, platform.python_version())
    assert (found["reviewed"], found["folder"], found["bundled"]) == (TODAY, str(tmp_path), False)
    bundled = len(Library().contacts.contacts)
    assert found["counts"] == {"entries": 2, "sources": 1, "drugs": 2, "contacts": bundled}
    assert found["sha256"] == {
        name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in names
    }


def test_what_benzofaq_says_of_itself_is_what_citation_cff_says(library: Library) -> None:
    """CITATION.cff is the truth for a checkout; an installed copy has none."""
    lines = (ROOT / "CITATION.cff").read_text("utf-8").splitlines()
    cff = {key.strip(" -"): value.strip(' "') for key, _, value in (line.partition(": ") for line in lines)}
    source = about.source(library.reviewed)

    assert source.title == cff["title"]
    assert source.csl_type == cff["type"]
    assert [one.literal for one in source.author] == [cff["name"]]
    assert source.version == cff["version"]
    assert source.issued
    assert "-".join(f"{part:02d}" for part in source.issued.date_parts[0]) == cff["date-released"]
    assert about.source("").issued is about.source("soon").issued is None

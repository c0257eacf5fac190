"""What `export` writes: every record whole, nothing in it taken for markup, every link leading somewhere.

After a meant change run BENZOFAQ_UPDATE=1 python -m pytest tests/test_export.py to write the golden files
anew, and read the difference.
"""

import base64
import hashlib
import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from benzofaq import cite, export_json, jsonable
from benzofaq.export_html import anchors, html
from benzofaq.export_markdown import escape, markdown
from benzofaq.handout import URGENT, Handout, handout, web_address
from benzofaq.library import Library, drug_passages, passages
from benzofaq.page import GENERAL, STOPPING
from benzofaq.reference import line

from .conftest import FIXTURES

GOLDEN = FIXTURES / "golden"

# What a data pack may hold and a page must show as it stands.
HOSTILE = (
    "<script>window.evil = 1</script>",
    '"><img src=x onerror="window.evil = 1">',
    "' onmouseover='window.evil = 1",
    "</style></script></title><!-- --> ]]>",
    "[cited 2024 May 1] <b> *x* **y** _z_ __w__ ~~u~~ `code` | a & b &lt; &#60; \\* \\",
    "[a](javascript:alert(1)) ![b](https://example.org/b.png) <https://example.org> [c]: https://example.org",
    "# x",
    "1. x",
    "- x",
    "+ x",
    "> x",
    "---",
    "===",
    "```",
    "    indented",
    "| a | b |",
    "$x^2$ @someone #1 www.example.org https://example.org ==x==",
)
STEERING = "a\x1b[2Jb\u202ec\u200bd\r\n\r\ne\x00f\ud800g"


@dataclass
class Node:
    """An element of a page: its name, its attributes, and all the text in it."""

    tag: str
    attributes: Mapping[str, str | None]
    inside: tuple[str, ...]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """An HTML page as a list of its elements; an element left open, or closed twice, is an error."""

    source: str
    nodes: list[Node] = field(default_factory=list)
    open: list[Node] = field(default_factory=list)

    VOID = frozenset({"meta", "input", "br"})

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in {attrs}"
        node = Node(tag, dict(attrs), tuple(one.tag for one in self.open))
        self.nodes.append(node)
        if tag not in self.VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for node in self.open:
            node.text += data

    def all(self, *tags: str) -> list[Node]:
        return [node for node in self.nodes if node.tag in tags]

    def __getitem__(self, id_: str) -> Node:
        (found,) = (node for node in self.nodes if node.attributes.get("id") == id_)
        return found

    @property
    def text(self) -> str:
        """All that a reader sees."""
        return flat(
            " ".join(
                node.text for node in self.nodes if node.inside == ("html", "body") and node.tag != "script"
            )
        )


def flat(text: str) -> str:
    return " ".join(text.split())


def tokens(text: str) -> Iterator[Token]:
    """Yield what a reader of CommonMark with GitHub's tables and strikethrough makes of a text."""
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        yield token
        yield from token.children or ()


def read(text: str) -> str:
    """Return the text that Markdown shows, without any markup."""
    return flat(" ".join(token.content for token in tokens(text) if token.type == "text"))


def everything(library: Library) -> Handout:
    return handout(list(library.entries.values()), list(library.drugs.values()), library)


@pytest.fixture(scope="session", name="whole")
def _whole(library: Library) -> Handout:
    return everything(library)


@pytest.fixture(scope="session", name="page")
def _page(whole: Handout) -> Page:
    return Page(html(whole))


def texts(library: Library) -> Iterator[str]:
    """Yield every text that an export of everything must show."""
    for entry in library.entries.values():
        yield from (entry.question, library.grades[entry.evidence.grade])
        yield from (one.text for one in passages(entry, library.notes))
        if entry.seed:
            yield entry.seed.claim
    for drug in library.drugs.values():
        yield from (drug.name, *drug.brands)
        yield from (one.text for one in drug_passages(drug))
    cited = jsonable.sources_of(
        [one for entry in library.entries.values() for one in passages(entry, library.notes)]
        + [one for drug in library.drugs.values() for one in drug_passages(drug)],
        library,
    )
    for source in cited:
        yield cite.vancouver(library.source(source["id"]).item, address=False)


def addresses(library: Library) -> set[str]:
    cited = {one for entry in library.entries.values() for one in library.cited_by(entry)}
    cited |= {one for drug in library.drugs.values() for said in drug_passages(drug) for one in said.cites}
    return {cite.link(library.source(one).item) or "" for one in cited} - {""}


def test_the_page_shows_every_text_of_every_entry_and_card(library: Library, page: Page) -> None:
    shown = page.text

    assert len(page.all("article")) == len(library.entries) + len(library.drugs)
    assert [text for text in texts(library) if flat(text) not in shown] == []
    linked = {node.text for node in page.all("a") if (node.attributes["href"] or "").startswith("http")}
    assert linked == addresses(library)


def test_the_markdown_shows_every_text_of_every_entry_and_card(library: Library, whole: Handout) -> None:
    written = markdown(whole)
    shown = read(written)

    headings = [line for line in written.splitlines() if line.startswith("### ")]
    assert len(headings) == len(library.entries) + len(library.drugs)
    assert [text for text in texts(library) if flat(text) not in shown] == []
    assert set(re.findall(r"<(http[^>]*)>", written)) == addresses(library)


def test_the_markdown_is_made_of_our_own_markup_only(whole: Handout) -> None:
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens(markdown(whole))}

    tables = {"table", "thead", "tbody", "tr", "th", "td"}
    assert kinds == tables | {
        "heading", "inline", "text", "paragraph", "strong", "bullet_list", "ordered_list", "list_item",
        "link", "hr",
    }  # fmt: skip


def test_the_json_has_every_record_and_each_source_once(library: Library) -> None:
    document = export_json.document(list(library.entries.values()), list(library.drugs.values()), library)
    again = json.loads(json.dumps(document, allow_nan=False))

    assert (again["schema"], again["command"]) == (jsonable.SCHEMA, "export")
    assert again["entries"] == [jsonable.record(one, library)["entry"] for one in library.entries]
    assert again["drugs"] == [jsonable.drug(one) for one in library.drugs.values()]
    ids = [source["id"] for source in again["sources"]]
    assert len(ids) == len(set(ids))
    cited = {one for entry in library.entries.values() for one in library.cited_by(entry)}
    cited |= {one for drug in library.drugs.values() for said in drug_passages(drug) for one in said.cites}
    assert set(ids) == cited


def test_ids_are_there_once_and_every_link_within_the_page_leads_to_one(page: Page) -> None:
    ids = Counter(node.attributes["id"] for node in page.nodes if "id" in node.attributes)
    wanted = {
        (node.attributes["href"] or "")[1:]
        for node in page.all("a")
        if (node.attributes["href"] or "").startswith("#")
    }
    wanted |= {
        node.attributes["aria-labelledby"] or ""
        for node in page.nodes
        if "aria-labelledby" in node.attributes
    }
    wanted |= {node.attributes["for"] or "" for node in page.all("label")}

    assert max(ids.values()) == 1
    assert len(wanted) > 1000
    assert wanted <= set(ids)


def test_a_number_in_an_answer_leads_to_the_source_that_the_passage_cites(
    library: Library, page: Page
) -> None:
    for entry in library.entries.values():
        numbers = {one: n for n, one in enumerate(library.cited_by(entry), 1)}
        short = flat(entry.short.text)
        leads = [node for node in page.all("p") if node.attributes.get("class") == "lead"]
        lead = next(node for node in leads if short in flat(node.text))

        said = sorted(numbers[one] for one in entry.short.cites)
        assert flat(lead.text).endswith(f"[{', '.join(map(str, said))}]")
        for one in entry.short.cites:
            listed = page[f"{entry.id}.{numbers[one]}"]
            assert flat(listed.text).startswith(cite.vancouver(library.source(one).item, address=False))
    for drug in library.drugs.values():
        ids = dict.fromkeys(one for said in drug_passages(drug) for one in said.cites)
        for n, one in enumerate(ids, 1):
            listed = page[f"{anchors([drug.id])[drug.id]}.{n}"]
            assert flat(listed.text).startswith(cite.vancouver(library.source(one).item, address=False))


def test_the_page_loads_nothing_and_links_only_to_the_web(page: Page) -> None:
    allowed = {"a": {"href"}, "meta": {"content", "http-equiv", "name", "charset"}}
    for node in page.nodes:
        assert node.tag not in {"link", "img", "iframe", "object", "embed", "base", "form", "svg", "audio"}
        loading = {"src", "srcset", "href", "data", "action", "poster", "background", "style"}
        assert set(node.attributes) & loading <= allowed.get(node.tag, set())
        assert not any(name.startswith("on") for name in node.attributes)
    for node in page.all("a"):
        assert re.match(r"#|https?://", node.attributes["href"] or "")
    (style,) = page.all("style")
    assert "@import" not in style.text
    assert "url(" not in style.text


def test_the_policy_allows_the_page_its_own_style_and_script_and_nothing_else(page: Page) -> None:
    (policy,) = (one for one in page.all("meta") if one.attributes.get("http-equiv"))
    (style,), (script,) = page.all("style"), page.all("script")

    def hashed(text: str) -> str:
        return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert policy.attributes["content"] == (
        f"default-src 'none'; style-src '{hashed(style.text)}'; script-src '{hashed(script.text)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_page_has_landmarks_and_its_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = [int(node.tag[1]) for node in page.all("h1", "h2", "h3", "h4", "h5", "h6")]

    assert page.all("html")[0].attributes["lang"] == "en"
    for tag in ("header", "nav", "main", "footer", "title", "h1"):
        assert len(page.all(tag)) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    first = page.all("a")[0]
    assert first.attributes["href"] == "#main"


def test_the_emergency_and_the_disclaimer_stand_at_the_top_and_at_the_bottom(
    whole: Handout, page: Page
) -> None:
    written = read(markdown(whole))

    for said in (URGENT, f"{GENERAL} {STOPPING}"):
        for part in ("header", "footer"):
            assert flat(page.all(part)[0].text).count(said) == 1
        assert written.count(said) == 2


def test_the_emergency_is_said_as_the_readme_says_it() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8").replace("**", "")

    assert URGENT in readme


def test_contents_and_answers_stand_in_the_same_order(library: Library, page: Page) -> None:
    listed = [node for node in page.all("a") if node.inside[-1] == "li" and "nav" in node.inside]
    topics = [node.text for node in page.all("h2") if "main" in node.inside]

    # The script pairs them by their place.
    assert [node.attributes["href"] for node in listed] == [
        f"#{node.attributes['id']}" for node in page.all("article")
    ]
    assert topics[: len(library.topics)] == list(library.topics.values())
    assert [node.text for node in page.all("summary")] == topics


def test_related_entries_are_links_where_both_are_exported_and_text_elsewhere(library: Library) -> None:
    entry = library.entries["alcohol"]
    first, second = entry.related[:2]
    page = Page(html(handout([entry, library.entries[first]], [], library)))

    related = [node for node in page.all("li") if node.text == library.entries[second].question]
    assert len(related) == 1
    linked = [node for node in page.all("a") if node.text == library.entries[first].question]
    assert [node.attributes["href"] for node in linked] == [f"#{first}"] * 2
    assert not [node for node in page.all("a") if node.text == library.entries[second].question]


def test_bullets_are_one_list_and_paragraphs_none(library: Library) -> None:
    entry = library.entries["alcohol"]
    page = Page(html(handout([entry], [], library)))
    bullets = [one for one in entry.answer if one.bullet]

    lists = [node for node in page.all("ul") if flat(bullets[0].text) in flat(node.text)]
    assert len(lists) == 1
    assert all(flat(one.text) in flat(lists[0].text) for one in bullets)
    assert not any(flat(one.text) in flat(lists[0].text) for one in entry.answer if not one.bullet)


def test_a_verdict_on_the_clinic_page_stands_under_its_claim(library: Library, page: Page) -> None:
    for entry in library.entries.values():
        text = page[entry.id].text
        assert ("What the clinic web page" in text) == (entry.seed is not None)
        if entry.seed:
            said = {"yes": "This holds.", "partly": "This holds in part.", "no": "This does not hold."}
            claim, verdict = flat(entry.seed.claim), flat(entry.seed.verdict.text)
            assert f"{claim} {said[entry.seed.holds]} {verdict}" in flat(text)


def test_a_card_has_a_row_for_each_half_life(library: Library) -> None:
    drug = library.drugs["diazepam"]
    shown = handout([], [drug], library)
    page = Page(html(shown))

    assert len(page.all("tr")) == 1 + len(drug.half_lives)
    for row, one in zip(page.all("tr")[1:], drug.half_lives, strict=True):
        assert flat(row.text).startswith(one.what)
        assert f"{one.low:g}" in row.text
        assert flat(one.note) in flat(row.text)
    assert sum(token.type == "tr_open" for token in tokens(markdown(shown))) == 1 + len(drug.half_lives)


def test_a_benzodiazepine_without_a_schedule_is_not_taken_for_legal(library: Library) -> None:
    drug = next(one for one in library.drugs.values() if one.group != "other" and not one.schedule)

    assert "does not mean that it is legal" in Page(html(handout([], [drug], library))).text


# ---- a pack of one's own


def pack(
    folder: Path, said: str = "So it is.", id_: str = "e", url: str = "https://example.org/a"
) -> Library:
    """Write a data pack of two entries and one drug card, all of whose texts are `said`."""
    passage = {"text": said, "cites": ["s"]}
    entry = {
        "id": id_, "topic": "t", "question": said, "aliases": [said], "short": passage,
        "answer": [passage, {**passage, "bullet": True}, {**passage, "bullet": True}, passage],
        "evidence": {"grade": "limited", "why": passage, "unknown": passage},
        "seed": {"claim": said, "holds": "partly", "verdict": passage},
        "related": ["other"], "safety": ["n"], "reviewed": said,
    }  # fmt: skip
    other = {**entry, "id": "other", "topic": said, "seed": None, "related": [id_], "safety": []}
    faq = {
        "name": said, "covers": said, "footer": said, "reviewed": said,
        "topics": {"t": said}, "grades": {"limited": said}, "notes": {"n": passage},
        "entries": [entry, other],
    }  # fmt: skip
    drug = {
        "name": said, "group": "benzodiazepine", "class": passage, "brands": [said],
        "names": {"slang": [said]},
        "half_life": [{"what": said, "low": 1, "high": 60, "cites": ["s"], "note": said}],
        "uses": passage, "onset": passage, "metabolism": passage, "schedule": passage, "notes": [passage],
        "reviewed": said,
    }  # fmt: skip
    item = {
        "id": "s", "type": "webpage", "title": said, "author": [{"literal": said}], "publisher": said,
        "URL": url, "issued": {"date-parts": [[2024, 5, 1]]}, "accessed": {"date-parts": [[2024, 5, 1]]},
        "custom": {"kind": "systematic-review"},
    }  # fmt: skip
    folder.mkdir(exist_ok=True)
    for name, content in (("faq.json", faq), ("sources.json", [item]), ("drugs.json", {"drugs": [drug]})):
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return Library(folder)


def made_up(folder: Path) -> Library:
    """Return a pack of one small entry and one card that the golden files show."""
    pack(folder, "It is so.")
    faq = json.loads((folder / "faq.json").read_text("utf-8"))
    faq |= {
        "name": "Made up",
        "covers": "nothing",
        "footer": "",
        "reviewed": "2026-01-02",
        "topics": {"t": "A topic"},
    }
    faq["grades"] = {"limited": "Few studies."}
    faq["entries"] = faq["entries"][:1]
    faq["entries"][0] |= {"question": "Is it *so*?", "reviewed": "2026-01-02", "related": []}
    (folder / "faq.json").write_text(json.dumps(faq), encoding="utf-8")
    drugs = json.loads((folder / "drugs.json").read_text("utf-8"))
    drugs["drugs"][0] |= {"name": "nonepam", "brands": ["None & Co"], "reviewed": "2026-01-02"}
    (folder / "drugs.json").write_text(json.dumps(drugs), encoding="utf-8")
    library = Library(folder)
    assert library.entries
    assert library.drugs
    assert library.sources
    library.folder = Path("made-up")  # all is read: the golden files must not name the folder of a test
    return library


@pytest.mark.parametrize("ending", ["md", "html", "json"])
def test_a_small_entry_is_written_as_the_golden_file_has_it(tmp_path: Path, ending: str) -> None:
    library = made_up(tmp_path)
    entries, cards = list(library.entries.values()), list(library.drugs.values())
    golden = GOLDEN / f"export.{ending}"

    if ending == "json":
        written = json.dumps(export_json.document(entries, cards, library), indent=1) + "\n"
    elif ending == "md":
        written = markdown(handout(entries, cards, library))
    else:
        # Style, script and their hashes have tests of their own.
        written = html(handout(entries, cards, library))
        written = re.sub(r"(?s)(<(style|script)>).*?(</\2>)", r"\1\3", written)
        written = re.sub(r"sha256-[\w+/=]+", "sha256-", written)
    if os.environ.get("BENZOFAQ_UPDATE"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text("utf-8")


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_text_stands_as_it_is_in_the_page(tmp_path: Path, said: str) -> None:
    plain = Page(html(everything(pack(tmp_path / "plain", "Plain"))))
    page = Page(html(everything(pack(tmp_path / "hostile", said))))

    assert [(node.tag, node.inside) for node in page.nodes] == [
        (node.tag, node.inside) for node in plain.nodes
    ]
    for node, same in zip(page.nodes, plain.nodes, strict=True):
        assert list(node.attributes) == list(same.attributes)
    assert page.text.count(flat(said)) == plain.text.count("Plain")
    assert page.all("title")[0].text.startswith(line(said))


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_text_stands_as_it_is_in_markdown(tmp_path: Path, said: str) -> None:
    plain = markdown(everything(pack(tmp_path / "plain", "Plain")))
    written = markdown(everything(pack(tmp_path / "hostile", said)))

    assert [token.type for token in tokens(written)] == [token.type for token in tokens(plain)]
    assert read(written).count(flat(said)) == read(plain).count("Plain")


ALPHABET = "\\`*_{}[]<>()#+-.!|~&:;=\"'$^@/?%1a z\u00e9"


def test_any_line_of_signs_reads_the_same_wherever_a_block_begins_with_it() -> None:
    chance = random.Random(20261123)
    wrong = []

    for _ in range(800):
        text = line("".join(chance.choices(ALPHABET, k=chance.randint(1, 12))))
        if not text:
            continue
        escaped = escape(text)
        for written in (escaped, f"# {escaped}", f"- {escaped}", f"1. {escaped}", f"> a\n> {escaped}"):
            shown = [token.content for token in tokens(written) if token.type == "text"]
            others = {token.type for token in tokens(written)} & {"html_inline", "html_block", "link_open"}
            if shown[-1:] != [text] or others:
                wrong.append(written)
        row = f"| a | b |\n| --- | --- |\n| {escaped} | c |"
        if [token.content for token in tokens(row) if token.type == "text"] != ["a", "b", text, "c"]:
            wrong.append(row)
    assert wrong == []


def test_what_would_steer_a_terminal_or_hide_text_is_taken_out(tmp_path: Path) -> None:
    shown = everything(pack(tmp_path, STEERING))

    for written in (html(shown), markdown(shown)):
        assert not set(written) & set("\x1b\u202e\u200b\r\x00\ud800")
        assert "a\N{REPLACEMENT CHARACTER}[2Jb" in written.replace("\\[", "[")
        written.encode("utf-8")


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("http://example.org", "http://example.org"),
        ("https://doi.org/10.1002/(SICI)1<2::AID>3.0", "https://doi.org/10.1002/(SICI)1%3C2::AID%3E3.0"),
        ('https://example.org/"x"', "https://example.org/%22x%22"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("ftp://example.org/a", None),
        ("https://someone@example.org/", None),
        ("https://example.org/a b", None),
        ("https://example.org/\u202e", None),
        ("//example.org", None),
        ("https:example.org", None),
        ("", None),
    ],
)
def test_only_addresses_of_the_web_become_links(tmp_path: Path, address: str, link: str | None) -> None:
    shown = everything(pack(tmp_path, url=address))

    assert web_address(address) == link
    in_page = {node.attributes["href"] for node in Page(html(shown)).all("a")}
    in_markdown = {token.attrs["href"] for token in tokens(markdown(shown)) if token.type == "link_open"}
    assert {one for one in in_page if not (one or "").startswith("#")} == ({link} if link else set())
    assert in_markdown == ({link} if link else set())


@pytest.mark.parametrize("id_", ["main", "find", "OTHER", 'a"onclick="x', "../..", "é", "<b>", "other.1"])
def test_any_id_makes_a_page_whose_links_lead_somewhere(tmp_path: Path, id_: str) -> None:
    library = pack(tmp_path, id_=id_)
    page = Page(html(everything(library)))

    ids = [node.attributes["id"] for node in page.nodes if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[\w.-]+", one or "", re.ASCII) for one in ids)
    for node in page.all("a"):
        target = node.attributes["href"] or ""
        assert not target.startswith("#") or target[1:] in ids


def test_data_of_ones_own_are_named_and_the_bundled_ones_not(tmp_path: Path, whole: Handout) -> None:
    folder = tmp_path / "<mine>"
    own = everything(pack(folder, "Mine"))

    said = f"This comes from Mine ({folder / 'faq.json'}), not from benzofaq's own data."
    assert Page(html(own)).text.count(said) == 2
    assert said in read(markdown(own))
    assert "not from benzofaq's own data" not in html(whole) + markdown(whole)


def write_pack(folder: Path, **fields: Any) -> Library:
    """Write a pack with no more than it must have, and these fields."""
    entry = {"id": "e", "topic": "t", "question": "Why?", "short": {"text": "So."}, "answer": []}
    faq = {"reviewed": "2026-01-02", "entries": [entry], **fields}
    folder.mkdir(exist_ok=True)
    (folder / "faq.json").write_text(json.dumps(faq), encoding="utf-8")
    return Library(folder)


def test_a_pack_needs_no_evidence_sources_titles_or_cards(tmp_path: Path) -> None:
    own = everything(write_pack(tmp_path / "tea"))
    page = Page(html(own))

    assert page.all("title")[0].text == "tea: questions and answers"
    assert [node.text for node in page.all("h1", "h2", "h3", "h4")] == [
        "tea: questions and answers", "Contents", "t", "Why?",
    ]  # fmt: skip
    headings = [token for token in tokens(markdown(own)) if token.type == "heading_open"]
    assert [token.tag for token in headings] == ["h1", "h2", "h3"]


def test_a_pack_names_itself_what_it_covers_and_what_it_is_not(tmp_path: Path) -> None:
    own = everything(write_pack(tmp_path, name="Tea", covers="green tea", footer="Not a doctor."))

    for shown in (Page(html(own)).text, read(markdown(own))):
        assert "Tea: questions and answers on green tea" in shown
        assert shown.count("Not a doctor.") == 2
        assert STOPPING not in shown
        assert shown.count(URGENT) == 2


def test_a_pack_that_turns_the_check_for_emergencies_off_has_no_word_of_them(tmp_path: Path) -> None:
    own = everything(write_pack(tmp_path, turn_off=["emergency-check"]))

    assert "emergency" not in Page(html(own)).text + read(markdown(own))

"""The commands `sources`, `cite` and `open`: what the answers rest on, as references and as addresses."""

import re
import sys
from contextlib import suppress

from benzofaq.citing.item import link
from benzofaq.citing.styles import TEXT, vancouver, write
from benzofaq.commands import options
from benzofaq.commands.examples import examples
from benzofaq.commands.output import BROKEN, NOTHING, USAGE, deliver, fail, print_json, put, say, show
from benzofaq.commands.records import library_of, sources_of, unknown
from benzofaq.records.library import Library
from benzofaq.records.passages import Citing, citing, uses
from benzofaq.records.sources import Source
from benzofaq.text import clean, is_safe

# Which sources of an entry: "4", or "2-5".
_NUMBERS = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")


@examples("sources --kind guideline", "sources --used-by alcohol", "sources barker2005")
def sources(
    id_: options.SourceId = None,
    kind: options.Kind = None,
    used_by: options.UsedBy = None,
    search: options.Search = None,
    json: options.Json = False,
    data: options.Data = None,
) -> None:
    """List the sources, or show one with all that cites it."""
    from benzofaq.pages import as_json
    from benzofaq.pages.lists import of_source, of_sources

    library = library_of(data)
    if id_ is not None:
        if kind or used_by or search:
            fail("give either the id of a source, or --kind, --used-by and --search.", USAGE)
        id_ = id_.strip().lower()
        if id_ not in library.sources:
            unknown("source", id_, library.sources, library)
        source, found = library.source(id_), uses(id_, library)
        if json:
            print_json("sources", library, source=as_json.source(source), cited_by=found)
        else:
            show(of_source(source, found), library, paged=True)
        return
    chosen = list(library.sources.values()) if used_by is None else sources_of(used_by, library)
    chosen = _narrowed(chosen, library, kind, search)
    cited_by = citing(library)
    if json:
        listed = [as_json.listed_source(one, cited_by.get(one.id, Citing())) for one in chosen]
        print_json("sources", library, sources=listed)
    elif chosen:
        show(of_sources(chosen, cited_by), library, paged=True)
    if not chosen:
        fail("no source matches. `benzofaq sources` lists them all.", NOTHING)


def _narrowed(chosen: list[Source], library: Library, kind: str | None, search: str | None) -> list[Source]:
    """Return the sources of a kind whose reference holds some words; end the program for an unknown kind."""
    kinds = sorted({one.kind for one in library.sources.values()})
    wanted = None if kind is None else kind.strip().lower().replace(" ", "-")
    if wanted is not None and kinds and wanted not in kinds:
        fail(f"no kind of source is called {kind!r}. Kinds: {', '.join(kinds)}.", NOTHING)
    chosen = [one for one in chosen if wanted in (None, one.kind)]
    words = _folded(search or "").split()
    if not words:
        return chosen
    texts = (_folded(f"{one.id} {vancouver(one.item)}") for one in chosen)
    return [one for one, text in zip(chosen, texts, strict=True) if all(word in text for word in words)]


def _folded(text: str) -> str:
    """Return a text in small letters, apostrophes as they are typed."""
    return text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


@examples(
    "cite safest-for-anxiety",
    "cite ritvo2023 barker2005 --style apa",
    "cite bind drug:diazepam --style bibtex --output benzos.bib",
)
def cite(
    ids: options.CitedIds,
    style: options.InStyle = "vancouver",
    format_: options.As = "text",
    output: options.Output = None,
    force: options.Force = False,
    json: options.Json = False,
    data: options.Data = None,
) -> None:
    """Print references of answers or of single sources, to be pasted.

    A list in APA style is in the order of its authors.
    """
    library = library_of(data)
    cited = {source.id: source for source in _chosen(ids, library)}.values()
    if not cited:
        fail(f"{' '.join(ids)} has no sources.", NOTHING)
    html = format_ == "html"
    if html and style not in TEXT:
        fail(f"--format html goes with the styles {' and '.join(TEXT)}.", USAGE)
    if json:
        from benzofaq.pages import as_json

        fields = {"sources": list(map(as_json.source, cited)), **as_json.citations(cited, style)}
        deliver(as_json.document("cite", library, **fields), output, force)
    elif style in TEXT and not html and output is None:
        from benzofaq.pages.lists import of_references

        show(of_references(cited, style), library)
    else:
        deliver(write((source.item for source in cited), style, html=html), output, force)


def _chosen(ids: list[str], library: Library) -> list[Source]:
    """Return the sources that the arguments name; a number or a range narrows those of the id before it."""
    chosen: list[Source] = []
    last: list[Source] = []
    for word in filter(None, ",".join(ids).split(",")):
        numbers = _NUMBERS.fullmatch(word)
        if not numbers or not last:
            last = sources_of(word, library)
            chosen += last
            continue
        first, final = int(numbers[1]), int(numbers[2] or numbers[1])
        if not 1 <= first <= final <= len(last):
            fail(f"there is no {word} here: the numbers go from 1 to {len(last)}.", NOTHING)
        if chosen[-len(last) :] == last:
            del chosen[-len(last) :]
        chosen += last[first - 1 : final]
    return chosen


@examples("open ritvo2023", "open alcohol 2")
def open_(
    id_: options.CitedId, number: options.Nth = 1, json: options.Json = False, data: options.Data = None
) -> None:
    """Print the address of a source, and open it in the browser.

    It is opened on a terminal only, and only where it begins with https.
    """
    library = library_of(data)
    found = sources_of(id_, library)
    if number > len(found):
        fail(f"{id_} has {len(found)} sources; there is no number {number}.", NOTHING)
    source = found[number - 1]
    address = link(source.item) or ""
    if json:
        print_json("open", library, source=source.id, url=address or None)
    elif address:
        put(f"{clean(address)}\n")  # by itself and unwrapped, to be clicked or piped on
    if not address:
        fail(f"{source.id} has no address.", NOTHING)
    if not is_safe(address):
        say(f"{source.id} is not opened: its address does not start with https://.")
    elif not json and sys.stdout.isatty():
        import webbrowser

        with suppress(OSError, webbrowser.Error):
            if webbrowser.open(address):
                return
        fail("no browser could be opened. The address is the line above.", BROKEN)

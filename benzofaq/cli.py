"""The command line: arguments in, exit codes out."""

import codecs
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from benzofaq import __version__
from benzofaq.library import DataError, Library, drug_passages
from benzofaq.model import Style
from benzofaq.textsafe import clean, transliterate

if TYPE_CHECKING:
    from benzofaq.contacts import Lines
    from benzofaq.model import Drug, Reply, Source
    from benzofaq.page import Block

ANSWERED, NOTHING, USAGE, SUGGESTED, BROKEN = 0, 1, 2, 3, 4

EXIT_CODES = """\b
Exit codes:
  0  answered
  1  nothing found, or no such id
  2  wrong usage
  3  only suggestions
  4  the data can't be read, or the output can't be written
"""

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    rich_markup_mode=None,  # help through rich takes twice the time (135 against 61 ms)
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES,
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Read the entries from this file or folder.", envvar="BENZOFAQ_DATA", show_envvar=True
    ),
]
Region = Annotated[
    str | None,
    typer.Option(
        "--region", metavar="CODE", help="Country of the phone numbers, as in GB (else the locale's)."
    ),
]
Cite = Annotated[
    Style | None,
    typer.Option(
        "--cite", help="Add the references in this style; bibtex, ris and csl-json are printed alone."
    ),
]


def run() -> int:
    """Run the program and return its exit code."""
    if sys.stdout is None:
        return BROKEN
    if sys.stderr is None:  # closed: what would be said there is lost, but not the answer
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (it ends with the process)
    codecs.register_error("benzofaq", transliterate)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="benzofaq")  # type: ignore[union-attr]
    if sys.platform != "win32":
        import signal

        # A reader that closes the pipe (`| head -1`) ends the program as it ends any other tool.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        try:
            app(prog_name="benzofaq")
        finally:
            sys.stdout.flush()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else NOTHING
    except DataError as error:
        _say(f"the data can't be read: {error}")
        return BROKEN
    except OSError as error:
        # Whatever is left in the buffer would fail again, with a traceback, when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        _say(f"the output can't be written: {error.strerror or error}.")
        return BROKEN
    return ANSWERED


def _say(message: str) -> None:
    print(f"benzofaq: {clean(message)}", file=sys.stderr)


def _fail(message: str, code: int) -> NoReturn:
    _say(message)
    raise typer.Exit(code)


def _library(data: Path | None) -> Library:
    if data is None:
        return Library()
    try:
        is_folder = data.is_dir()
    except OSError as error:
        _fail(f"{str(data)[:80]} can't be read: {error.strerror}. Give a file or a folder to --data.", BROKEN)
    return Library(data) if is_folder else Library(data.parent, data.name)


def _show(page: "Sequence[Block]") -> None:
    from benzofaq import render

    render.show(page)


def _print_json(document: Any) -> None:
    sys.stdout.write(_as_json(document))


def _as_json(document: Any) -> str:
    import json

    # allow_nan=False: NaN is not JSON. ASCII would hide the text, so other characters stay as they are.
    return json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n"


def _put(text: str) -> None:
    """Print what a program will read: in a pipe the bytes as they must be, in UTF-8, line ends kept."""
    if sys.stdout.isatty():
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def _save(text: str, path: Path, force: bool) -> None:
    from benzofaq import outfile

    try:
        outfile.save(path, text.encode("utf-8", "replace"), force=force)
    except FileExistsError:
        _fail(f"{path} is there already. Give --force to write over it.", BROKEN)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        _fail(f"{path} can't be written: {why}. Give another file to --output.", BROKEN)


def _lines(library: Library, region: str | None) -> "Lines":
    from benzofaq import contacts

    return contacts.lines_for(library.contacts, library.places, contacts.region_of(region))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"benzofaq {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Ask about benzodiazepines in your own words: a short answer, its sources, offline.

    \b
    Examples:
      benzofaq ask "safest benzo"
      benzofaq list
      benzofaq cite safest-for-anxiety

    General information, not medical advice. Stopping suddenly can be dangerous.
    """


@app.command(epilog=EXIT_CODES)
def ask(
    question: Annotated[
        list[str] | None,
        typer.Argument(help="The question, quoted or not; - reads it from standard input."),
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option("--batch", metavar="FILE", help="Answer each line of a file; - is standard input."),
    ] = None,
    short: Annotated[bool, typer.Option("--short", help="Print the short answer only.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say why this answer was chosen.")] = False,
    region: Region = None,
    cite_: Cite = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Answer a question.

    \b
    Examples:
      benzofaq ask "safest benzo"
      benzofaq ask can i drink on xanax
      benzofaq ask "how long does valium last" --json
    """
    from benzofaq.match import Matcher

    library = _library(data)
    if batch is not None:
        if question or cite_:
            _fail(f"give either {'a question' if question else '--cite'} or --batch, not both.", USAGE)
        if short or (explain and not as_json):
            _fail("--batch prints one line a question: --short does not fit, --explain needs --json.", USAGE)
        _batch(batch, Matcher(library), library, region, explain, as_json)
        return
    text = _question(question)
    reply = Matcher(library).ask(text, explain)
    if as_json:
        _print_reply(reply, library, region, explain, cite_)
    else:
        pages = _reply_page(reply, library, region, short, explain)
        best = reply.matches[0].id if reply.state == "answer" else ""
        _show_cited(pages, best, library, short, cite_)
    raise typer.Exit({"answer": ANSWERED, "suggest": SUGGESTED, "none": NOTHING}[reply.state])


def _question(words: list[str] | None) -> str:
    from benzofaq.words import MAX_CHARS

    if words == ["-"] or (not words and not (sys.stdin and sys.stdin.isatty())):
        text = _standard_input(4 * MAX_CHARS + 4).decode("utf-8", "replace")
    else:
        text = " ".join(words or ())
    text = text.strip()
    if not any(char.isalnum() for char in text):
        _fail('there is no question here. Ask in words, as in: benzofaq ask "safest benzo"', USAGE)
    if len(text) > MAX_CHARS:
        _fail(f"the question is longer than {MAX_CHARS} characters. Ask it in a sentence or two.", USAGE)
    return text


def _standard_input(most: int = -1) -> bytes:
    """Return what stands on standard input, `most` bytes of it at most; nothing where it is closed."""
    try:
        return sys.stdin.buffer.read(most) if sys.stdin else b""
    except OSError as error:
        _fail(f"standard input can't be read: {error.strerror}.", USAGE)


def _show_cited(
    pages: "tuple[list[Block], list[Block]]", id_: str, library: Library, short: bool, style: Style | None
) -> None:
    """Show a page and, where a style is asked for, its references with the numbers that the page gave.

    A machine style is printed alone, or it would not be valid; what must not be missed (an emergency, or
    that there is no answer) then goes to standard error.
    """
    from benzofaq import cite as styles
    from benzofaq import page, render

    urgent, rest = pages
    cited = [library.source(one) for one in _cited(id_, library, short)] if id_ and style else []
    if style in styles.MACHINE:
        render.show(urgent if id_ else [*urgent, *rest], sys.stderr)
        if cited:
            _put(styles.write((one.item for one in cited), style))
    else:
        _show([*urgent, *rest, *page.of_appended(cited, style or "vancouver")])


def _citations(id_: str, library: Library, style: Style | None) -> dict[str, Any]:
    """Return what `--json` adds where a style is asked for."""
    if not style:
        return {}
    from benzofaq import jsonable

    return jsonable.citations([library.source(one) for one in _cited(id_, library)], style)


def _print_reply(
    reply: "Reply", library: Library, region: str | None, explain: bool, style: Style | None
) -> None:
    from benzofaq import jsonable

    answer: dict[str, Any] = {}
    if reply.state == "answer":
        best = reply.matches[0].id
        answer = jsonable.record(best, library) | _citations(best, library, style)
    fields = jsonable.reply(reply, library, _lines(library, region), explain)
    _print_json(jsonable.document("ask", library, **fields, **answer))


def _reply_page(
    reply: "Reply", library: Library, region: str | None, short: bool, explain: bool
) -> "tuple[list[Block], list[Block]]":
    """Return what is said first in an emergency, and the rest of the page."""
    from benzofaq import page

    urgent: list[Block] = []
    blocks: list[Block] = []
    if reply.emergency:
        urgent += page.of_emergency(library.emergency(reply.emergency), _lines(library, region))
    if reply.state == "answer":
        best = reply.matches[0].id
        if best.startswith("drug:"):
            blocks += page.of_drug(library.drugs[best.removeprefix("drug:")], library, reply.question, short)
        else:
            blocks += page.of_entry(library.entries[best], library, reply.question, short)
        blocks += page.of_also(reply)
    elif not reply.emergency or reply.matches:
        blocks += page.of_miss(reply)
    if explain:
        blocks += page.of_explanation(reply)
    return urgent, blocks


def _batch(
    name: str, matcher: Any, library: Library, region: str | None, explain: bool, as_json: bool
) -> None:
    from benzofaq import jsonable

    lines = _lines(library, region)
    for text in _read_lines(name):
        reply = matcher.ask(text, explain)
        if as_json:
            _print_json(jsonable.reply(reply, library, lines, explain))
        else:
            best = reply.matches[0] if reply.matches else None
            fields = (
                reply.state,
                f"emergency:{reply.emergency}" if reply.emergency else "-",
                best.id if best else "-",
                f"{best.score:.3f}" if best else "-",
                clean(reply.question),
            )
            sys.stdout.write("\t".join(fields) + "\n")


def _read_lines(name: str) -> Iterable[str]:
    """Yield the lines of a file or of standard input; bytes that are not UTF-8 become U+FFFD."""
    if name == "-":
        raw = _standard_input()
    else:
        try:
            raw = Path(name).read_bytes()
        except OSError as error:
            _fail(f"{name} can't be read: {error.strerror}. Give a file with one question a line.", USAGE)
    for line in raw.removesuffix(b"\n").split(b"\n"):
        yield line.removesuffix(b"\r").decode("utf-8", "replace")


@app.command("list", epilog=EXIT_CODES)
def list_(
    topic: Annotated[str | None, typer.Option("--topic", help="Only this topic.")] = None,
    ids: Annotated[bool, typer.Option("--ids", help="Print the ids only, one a line.")] = False,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """List the questions by topic.

    \b
    Examples:
      benzofaq list
      benzofaq list --topic withdrawal
    """
    library = _library(data)
    if topic is not None and topic not in library.topics:
        _fail(f"no topic is called {topic!r}. Topics: {', '.join(library.topics)}.", NOTHING)
    entries = [one for one in library.entries.values() if topic in (None, one.topic)]
    if as_json:
        from benzofaq import jsonable

        listed = [{"id": one.id, "topic": one.topic, "question": one.question} for one in entries]
        _print_json(jsonable.document("list", library, topics=dict(library.topics), entries=listed))
    elif ids:
        sys.stdout.write("".join(f"{one.id}\n" for one in entries))
    else:
        from benzofaq import page

        _show(page.of_list(library, topic))


@app.command(epilog=EXIT_CODES)
def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The id of an entry (see `benzofaq list`).")],
    short: Annotated[bool, typer.Option("--short", help="Print the short answer only.")] = False,
    cite_: Cite = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Show one entry, or a drug card, by its id.

    \b
    Examples:
      benzofaq show alcohol
      benzofaq show drug:diazepam
    """
    library = _library(data)
    if id_.startswith("drug:"):
        _show_drug(_find_drug(id_.removeprefix("drug:"), library), library, "show", as_json, cite_, short)
        return
    if id_ not in library.entries:
        _unknown("entry", id_, library.entries)
    if as_json:
        from benzofaq import jsonable

        record = jsonable.record(id_, library) | _citations(id_, library, cite_)
        _print_json(jsonable.document("show", library, **record))
    else:
        from benzofaq import page

        blocks = page.of_entry(library.entries[id_], library, short=short)
        _show_cited(([], blocks), id_, library, short, cite_)


@app.command(epilog=EXIT_CODES)
def cite(
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID...", help="Ids of entries, sources, drug:NAME cards; or benzofaq."),
    ],
    style: Annotated[Style, typer.Option("--style", help="The style of the references.")] = "vancouver",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write into this file (- is standard output)."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Print the references of entries, drug cards or single sources, in the order of the answer.

    \b
    Examples:
      benzofaq cite safest-for-anxiety
      benzofaq cite ritvo2023 barker2004 --style apa
      benzofaq cite bind drug:diazepam --style bibtex --output benzos.bib
    """
    from benzofaq import cite as styles

    if str(output) == "-":
        output = None
    library = _library(data)
    cited = {source.id: source for one in ids for source in _sources_of(one, library)}
    if not cited:
        _fail(f"{' '.join(ids)} has no sources.", NOTHING)
    if as_json:
        from benzofaq import jsonable

        listed = [jsonable.source(source) for source in cited.values()]
        fields = {"sources": listed, **jsonable.citations(cited.values(), style)}
        text = _as_json(jsonable.document("cite", library, **fields))
    elif style in styles.TEXT and not output:
        from benzofaq import page

        _show(page.of_references(cited.values(), style))
        return
    else:
        text = styles.write((source.item for source in cited.values()), style)
    if output:
        _save(text, output, force)
    else:
        _put(text)


def _sources_of(id_: str, library: Library) -> "list[Source]":
    """Return the sources of an entry or a card in the order of its answer, or the one source of that id."""
    if id_.startswith("drug:"):
        id_ = _find_drug(id_.removeprefix("drug:"), library).id
    elif id_ in library.sources:
        return [library.source(id_)]
    elif id_ == "benzofaq":
        from benzofaq import about

        return [about.source(library.reviewed)]
    elif id_ not in library.entries:
        _unknown("entry or source", id_, [*library.entries, *library.sources])
    return [library.source(one) for one in _cited(id_, library)]


def _cited(id_: str, library: Library, short: bool = False) -> list[str]:
    """Return the ids of the sources of an entry or a card, or of its short answer, in its order."""
    if id_.startswith("drug:"):
        card = library.drugs[id_.removeprefix("drug:")]
        passages = [card.drug_class] if short else drug_passages(card)
        return list(dict.fromkeys(one for passage in passages for one in passage.cites))
    entry = library.entries[id_]
    return list(dict.fromkeys(entry.short.cites)) if short else library.cited_by(entry)


@app.command(epilog=EXIT_CODES)
def sources(
    id_: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Show this one, with all that cites it.")
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Only this kind, as in guideline.")] = None,
    used_by: Annotated[
        str | None, typer.Option("--used-by", metavar="ENTRY", help="Only those of this entry or drug:NAME.")
    ] = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """List the sources, or show one with every entry and paragraph that cites it.

    \b
    Examples:
      benzofaq sources --kind guideline
      benzofaq sources --used-by alcohol
      benzofaq sources barker2004
    """
    from benzofaq import uses

    library = _library(data)
    if id_ is not None:
        if kind or used_by:
            _fail("give either the id of a source, or --kind and --used-by.", USAGE)
        if id_ not in library.sources:
            _unknown("source", id_, library.sources, "benzofaq sources")
        _show_source(id_, library, as_json)
        return
    chosen = list(library.sources.values()) if used_by is None else _sources_of(used_by, library)
    if kind is not None:
        kinds = sorted({one.kind for one in library.sources.values()})
        if (wanted := kind.replace(" ", "-")) not in kinds:
            _fail(f"no kind of source is called {kind!r}. Kinds: {', '.join(kinds)}.", NOTHING)
        chosen = [one for one in chosen if one.kind == wanted]
    citing = uses.counts(library)
    if as_json:
        from benzofaq import jsonable

        listed = [jsonable.listed_source(one, citing.get(one.id, uses.Citing())) for one in chosen]
        _print_json(jsonable.document("sources", library, sources=listed))
    else:
        from benzofaq import sourcepage

        _show(sourcepage.of_sources(chosen, citing))


def _show_source(id_: str, library: Library, as_json: bool) -> None:
    from benzofaq import uses

    source, found = library.source(id_), uses.of(id_, library)
    if as_json:
        from benzofaq import jsonable

        fields = {"source": jsonable.source(source), "cited_by": [jsonable.use(one) for one in found]}
        _print_json(jsonable.document("sources", library, **fields))
    else:
        from benzofaq import sourcepage

        _show(sourcepage.of_source(source, found))


@app.command("open", epilog=EXIT_CODES)
def open_(
    id_: Annotated[str, typer.Argument(metavar="ID", help="A source, an entry, or drug:NAME.")],
    number: Annotated[
        int, typer.Argument(metavar="[N]", min=1, help="Which source of the entry: its number there.")
    ] = 1,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Print the address of a source and, on a terminal, open it in the browser (https only).

    \b
    Examples:
      benzofaq open ritvo2023
      benzofaq open alcohol 2
    """
    from benzofaq import reference

    library = _library(data)
    found = _sources_of(id_, library)
    if number > len(found):
        _fail(f"{id_} has {len(found)} sources, so none of them has number {number}.", NOTHING)
    source = found[number - 1]
    address = reference.link(source.item)
    wanted = bool(address) and not as_json and sys.stdout.isatty()
    opened = wanted and reference.is_safe(address or "") and _open(address or "")
    if as_json:
        from benzofaq import jsonable

        _print_json(jsonable.document("open", library, source=source.id, url=address))
    elif address:
        _put(f"{clean(address)}\n")  # by itself and unwrapped, to be clicked or piped on
    if not address:
        _fail(f"{source.id} has no address.", NOTHING)
    if not reference.is_safe(address):
        _say(f"{source.id} is not opened: its address does not start with https://.")
    elif wanted and not opened:
        _say("no browser could be opened.")


def _open(address: str) -> bool:
    try:
        return typer.launch(address) == 0
    except OSError:
        return False


@app.command(epilog=EXIT_CODES)
def drug(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A generic, brand or street name.")],
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Show the card of a drug: what it is, how long it lasts, how fast it leaves.

    \b
    Examples:
      benzofaq drug valium
      benzofaq drug temazepam --json
    """
    library = _library(data)
    _show_drug(_find_drug(" ".join(name), library), library, "drug", as_json)


def _find_drug(name: str, library: Library) -> "Drug":
    from benzofaq.match import find_drug

    found = find_drug(name, library)
    if isinstance(found, str):
        return library.drugs[found]
    hint = f" Nearest: {', '.join(found)}." if found else ""
    _fail(f"no drug card goes by the name {name!r}.{hint} See `benzofaq drugs`.", NOTHING)


def _show_drug(
    card: "Drug",
    library: Library,
    command: str,
    as_json: bool,
    style: Style | None = None,
    short: bool = False,
) -> None:
    if as_json:
        from benzofaq import jsonable

        record = jsonable.record(card.id, library) | _citations(card.id, library, style)
        _print_json(jsonable.document(command, library, **record))
    else:
        from benzofaq import page

        _show_cited(([], page.of_drug(card, library, short=short)), card.id, library, short, style)


@app.command(epilog=EXIT_CODES)
def drugs(
    everything: Annotated[bool, typer.Option("--all", help="Name the other drugs too.")] = False,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """List the benzodiazepines and Z-drugs, those that last longest first.

    \b
    Examples:
      benzofaq drugs
      benzofaq drugs --all
    """
    library = _library(data)
    cards = [one for one in library.drugs.values() if everything or one.group != "other"]
    if as_json:
        from benzofaq import jsonable

        _print_json(jsonable.document("drugs", library, drugs=[jsonable.drug(one) for one in cards]))
    else:
        from benzofaq import page

        _show(page.of_drugs(cards))


@app.command(epilog=EXIT_CODES)
def contacts(
    region: Region = None,
    everywhere: Annotated[bool, typer.Option("--all", help="List every country.")] = False,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """List whom to call: emergency, poison, crisis and support lines.

    \b
    Examples:
      benzofaq contacts
      benzofaq contacts --region GB
    """
    from benzofaq import contacts as choose

    library = _library(data)
    code = choose.region_of(region)
    own = choose.of_region(library.contacts, code)
    if not own and region is None:
        everywhere = True
    lines = list(library.contacts) if everywhere else own
    if as_json:
        from benzofaq import jsonable

        listed = [jsonable.contact(one) for one in lines]
        _print_json(jsonable.document("contacts", library, region=code, contacts=listed))
    elif lines:
        from benzofaq import page

        _show(page.of_contacts(lines, library.contact_kinds, library.places))
    if not lines:
        known = ", ".join(choose.regions(library.contacts))
        _fail(
            f"no lines are held for {code}; there are lines for {known}. "
            "Call your local emergency number: 112 works across the European Union.",
            NOTHING,
        )


def _unknown(what: str, id_: str, known: Iterable[str], see: str = "benzofaq list") -> NoReturn:
    """Say that no such record is there and which ids come nearest, and end the program."""
    from rapidfuzz import fuzz, process

    near = [
        one for one, _, _ in process.extract(id_, list(known), scorer=fuzz.WRatio, limit=3, score_cutoff=60)
    ]
    hint = f" Nearest: {', '.join(near)}." if near else ""
    _fail(f"no {what} is called {id_!r}.{hint} See `{see}`.", NOTHING)

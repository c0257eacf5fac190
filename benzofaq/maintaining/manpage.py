"""Write the manual page, in roff, from the commands' own help; whatever the help holds stays text."""

import re
from collections.abc import Iterator
from typing import Any

# How each character that roff reads or repaints is written: quotes and hyphens stay as typed, to be copied.
_SIGNS = str.maketrans(
    {"\\": r"\(rs", "-": r"\-", "'": r"\(aq", "`": r"\(ga", '"': r"\(dq", "^": r"\(ha", "~": r"\(ti"}
)

_FILES = {
    "faq.json": "the entries: questions, answers, evidence, safety notes",
    "sources.json": "the sources, as CSL-JSON",
    "drugs.json": "the drug cards",
    "contacts.json": "whom to call, by country",
    "emergencies.json": "what to say first in an emergency",
    "vocabulary.json": "what is known about words: synonyms, spellings, substances",
    "lexicon.json": "the same and the names of the drugs, as tables",
    "words.txt": "English words that are no misspelt drug names",
    "weights.tsv": "what was learnt from the training questions",
    "completion.json": "what the shells complete",
}

_NOTES = (
    "General information, not medical advice. It gives no doses, and it never tells anyone to start, stop or "
    "change one: that is for you and a prescriber. Stopping these medicines suddenly can be dangerous: plan "
    "any change with a prescriber.",
    "If someone can't be woken, is limp, has a seizure or breathes badly, call your emergency number now "
    "(112, 911, 999, 000 ...). `benzofaq contacts` lists emergency, poison and crisis lines.",
    "It works offline: it sends nothing anywhere, keeps no history, and needs no account. `benzofaq open` "
    "hands an address to your browser, on a terminal only.",
)


def write(ctx: Any, *, version: str, date: str, exit_codes: str, environment: str) -> str:
    """Return the page. `ctx` is the context of the live command line, `date` that of the data (ISO 8601)."""
    group = ctx.command
    commands = {name: group.get_command(ctx, name) for name in group.list_commands(ctx)}
    about, examples = _help(group)
    lines = [
        '.\\" Written by `python -m benzofaq.derive`: change the help of the commands, not this.',
        f'.TH BENZOFAQ 1 "{text(date)}" "benzofaq {text(version)}" "User Commands"',
        ".nh",  # no word is divided, as an id or an address would change
        ".ad l",
        ".SH NAME",
        text("benzofaq - ask about benzodiazepines in your own words, offline"),
        ".SH SYNOPSIS",
        *_usages(ctx, commands),
        ".SH DESCRIPTION",
        *_paragraphs(about),
        ".SH EXAMPLES",
        *_literal(examples),
    ]
    for command in commands.values():
        about, examples = _help(command)
        if examples:
            lines += [".PP", text(about[0]), *_literal(examples)]
    lines += [".SH COMMANDS"]
    for name, command in commands.items():
        lines += [f".SS {text(name)}", *_paragraphs(_help(command)[0]), *_params(command, ctx, name)]
    lines += [".SH OPTIONS", "These stand before a command.", *_params(group, ctx, "")]
    lines += [".SH EXIT STATUS", *_table(exit_codes), ".SH ENVIRONMENT", *_table(environment)]
    lines += [".SH FILES", text("The bundled data; `benzofaq info` says in which folder.")]
    lines += [line for name, what in _FILES.items() for line in _item(bold(name), what)]
    lines += [".SH NOTES", *_paragraphs(list(_NOTES))]
    lines += [".SH SEE ALSO", r"\fBless\fR(1), \fBfzf\fR(1)"]
    return "\n".join(lines) + "\n"


def text(raw: str) -> str:
    """Return text as roff prints it as it stands, on one line that is never taken for a request."""
    one_line = " ".join(raw.split())
    escaped = "".join(
        char if char.isascii() else f"\\[u{ord(char):04X}]" for char in one_line.translate(_SIGNS)
    )
    return r"\&" + escaped if escaped.startswith(".") else escaped


def bold(raw: str) -> str:
    """Return text in bold."""
    return rf"\fB{text(raw)}\fR"


def _help(command: Any) -> tuple[list[str], list[str]]:
    """Return the paragraphs of a command's help, and the lines of its examples."""
    about: list[str] = []
    examples: list[str] = []
    for paragraph in (command.help or "").split("\n\n"):
        if paragraph.startswith("\b\nExamples:"):
            examples = paragraph.splitlines()[2:]
        else:
            about.append(paragraph)
    return about, examples


def _paragraphs(paragraphs: list[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield ".PP"
        if paragraph.startswith("\b\n"):
            yield from _literal(paragraph.splitlines()[1:])
        else:
            yield text(paragraph)


def _literal(rows: list[str]) -> Iterator[str]:
    """Yield rows that are printed line by line, as commands to be copied are."""
    yield from (".RS 4", ".nf")
    for row in rows:
        indent = len(row) - len(row.lstrip())
        yield rf"\&{' ' * indent}{text(row)}"
    yield from (".fi", ".RE")


def _usages(ctx: Any, commands: dict[str, Any]) -> Iterator[str]:
    for name, command in {"": ctx.command, **commands}.items():
        pieces = " ".join(command.collect_usage_pieces(ctx))
        if name:
            yield ".br"
        yield f"{bold(f'benzofaq {name}'.strip())} {text(pieces)}"


def _params(command: Any, ctx: Any, name: str) -> Iterator[str]:
    """Yield the arguments and options of a command, each with its help, default and variable."""
    for param in command.get_params(ctx):
        record = None if getattr(param, "hidden", False) else param.get_help_record(ctx)
        if record is None:
            continue
        if param.param_type_name == "argument":
            yield from _item(rf"\fI{text(record[0])}\fR", record[1])
            continue
        names = ", ".join(bold(one) for one in sorted(param.opts, key=len))
        value = "" if param.is_flag else rf" \fI{text(param.make_metavar(ctx))}\fR"
        yield from _item(names + value, record[1])


def _table(block: str) -> Iterator[str]:
    """Yield the rows of a block of help, a heading and then name and meaning two blanks apart."""
    for row in block.strip().splitlines():
        name, *meaning = re.split(" {2,}", row.strip(), maxsplit=1)
        if meaning:
            yield from _item(bold(name), meaning[0])


def _item(label: str, meaning: str) -> Iterator[str]:
    yield from (".TP", label, text(meaning))

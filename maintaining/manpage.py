"""Write the manual page in roff from the commands' own help; whatever the help contains stays text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import typer

from benzofaq import __version__, cli

# How each character that roff reads or repaints is written: quotes and hyphens stay as typed, to be copied.
_SIGNS = str.maketrans(
    {"\\": r"\(rs", "-": r"\-", "'": r"\(aq", "`": r"\(ga", '"': r"\(dq", "^": r"\(ha", "~": r"\(ti"}
)

_EXIT_CODES = {
    "0": "answered",
    "1": "nothing found, or no such id",
    "2": "wrong usage",
    "3": "only suggestions",
    "4": "the data can't be read, or the output can't be written",
}

_ENVIRONMENT = {
    "BENZOFAQ_DATA": "the file or folder of entries, as with --data",
    "BENZOFAQ_REGION": "the country of the phone numbers, as with --region",
    "ACCESSIBLE=1": "the same as --plain",
    "PAGER, NO_PAGER": "what shows long pages (less -FRX unless set); none",
    "NO_COLOR": "no colour; FORCE_COLOR: colour in a pipe too",
    "LC_ALL, LC_MESSAGES, LANG": "the country of the phone numbers, where nothing else names it",
}

_FILES = {
    "faq.json": "the entries: questions, answers, evidence",
    "sources.json": "the sources, as CSL-JSON",
    "drugs.json": "the drug cards",
    "contacts.json": "whom to call, by country",
    "emergencies.json": "what to do first in an emergency",
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


def write(date: str) -> str:
    """Return the page; `date` is that of the data (ISO 8601)."""
    group = typer.main.get_command(cli.app)
    ctx = group.make_context("benzofaq", ["--help"], resilient_parsing=True)
    names = group.list_commands(ctx)  # type: ignore[attr-defined]
    commands = {name: group.get_command(ctx, name) for name in names}  # type: ignore[attr-defined]
    about, _ = _help(group)
    lines = [
        '.\\" Written by `python -m maintaining.derive`: change the help of the commands, not this.',
        f'.TH BENZOFAQ 1 "{text(date)}" "benzofaq {text(__version__)}" "User Commands"',
        ".nh",  # no word is divided, as an id or an address would change
        ".ad l",
        *_section("NAME", [text("benzofaq - ask about benzodiazepines in your own words, offline")]),
        *_section("SYNOPSIS", _usages(ctx, commands)),
        *_section("DESCRIPTION", _paragraphs(about)),
        *_section("EXAMPLES", _literal([panel.partition(": ")[2] for panel in cli.PANELS])),
    ]
    for command in commands.values():
        about, examples = _help(command)
        lines += [".PP", text(about[0]), *_literal(examples)] if examples else []
    lines += [".SH COMMANDS"]
    for name, command in commands.items():
        lines += [f".SS {text(name)}", *_paragraphs(_help(command)[0]), *_params(command, ctx)]
    options = ["They may come anywhere on the line.", *_params(group, ctx)]
    lines += [*_section("OPTIONS", options), *_section("EXIT STATUS", _table(_EXIT_CODES))]
    lines += _section("ENVIRONMENT", _table(_ENVIRONMENT))
    where = text("The bundled data; `benzofaq info` says in which folder.")
    lines += [*_section("FILES", [where, *_table(_FILES)]), *_section("NOTES", _paragraphs(list(_NOTES)))]
    lines += _section("SEE ALSO", [r"\fBless\fR(1), \fBfzf\fR(1)"])
    return "\n".join(lines) + "\n"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    return [f".SH {title}", *lines]


def text(raw: str) -> str:
    """Return text that roff prints unchanged, on one line that is never taken for a request."""
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


def _params(command: Any, ctx: Any) -> Iterator[str]:
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


def _table(rows: Mapping[str, str]) -> Iterator[str]:
    for name, meaning in rows.items():
        yield from _item(bold(name), meaning)


def _item(label: str, meaning: str) -> Iterator[str]:
    yield from (".TP", label, text(meaning))

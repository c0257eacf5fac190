"""Write the files that follow from the commands' own help; for maintainers, never on the way to an answer.

    python -m benzofaq.derive            write man/benzofaq.1 and data/completion.json
    python -m benzofaq.derive --check    say whether both are as the commands and the data stand

What is completed is kept in a file, as asking every command and the whole library for it makes
`benzofaq completion bash` take 6.7 times as long as `python -c pass`; with the file it takes 5.4 times.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from benzofaq import __version__, cli, completion_spec, completion_words, manpage
from benzofaq.completion_spec import ANY, FILES, Command, Option, Spec
from benzofaq.library import Library, data_folder

# What the words of a command are: a list of the library. Paths and fixed values need no line here.
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "ask": (ANY,),
    "show": ("entries", "cards"),
    "drug": ("drugs",),
    "cite": ("entries", "cards", "sources", "itself"),
    "sources": ("sources",),
    "open": ("entries", "cards", "sources"),
    "export": ("entries", "cards"),
}

# Likewise for the value of an option, in whichever command it stands.
VALUES: dict[str, tuple[str, ...]] = {
    "--topic": ("topics",),
    "--kind": ("kinds",),
    "--used-by": ("entries", "cards"),
    "--region": ("regions",),
}

Lists = dict[str, dict[str, str]]


def root() -> Any:
    """Return the context of the live command line."""
    group = typer.main.get_command(cli.app)
    return group.make_context("benzofaq", ["--help"], resilient_parsing=True)


def spec(ctx: Any, library: Library) -> Spec:
    """Return what there is to complete; raises ValueError where nothing says what a word or value is."""
    group: Any = ctx.command
    lists = completion_words.of(library)
    commands = []
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        commands.append(
            Command(
                name=name,
                help=cli.COMMANDS[name].rstrip("."),
                options=_options(command, ctx, lists),
                arguments=tuple(
                    _fixed(one, command, lists) or _known(ARGUMENTS, name, one) if at == 0 else (ANY,)
                    for at, one in enumerate(arguments)
                ),
                repeats=bool(arguments) and arguments[-1].nargs == -1,
            )
        )
    return Spec(options=_options(group, ctx, lists), commands=tuple(commands), lists=lists)


def _options(command: Any, ctx: Any, lists: Lists) -> tuple[Option, ...]:
    found = []
    for one in command.get_params(ctx):
        if one.param_type_name != "option" or one.hidden:
            continue
        takes: tuple[str, ...] = ()
        if not one.is_flag:
            takes = _fixed(one, command, lists) or _known(VALUES, max(one.opts, key=len), one)
        found.append(Option(names=tuple(sorted(one.opts, key=len)), help=one.help.rstrip("."), takes=takes))
    return tuple(found)


def _known(table: dict[str, tuple[str, ...]], name: str, param: Any) -> tuple[str, ...]:
    if name not in table:
        raise ValueError(f"say in benzofaq/derive.py which words {param.name} of {name} takes, or (ANY,)")
    return table[name]


def _fixed(param: Any, command: Any, lists: Lists) -> tuple[str, ...]:
    """Return what a parameter takes where its type says so: files, or fixed values, added to the lists."""
    if param.type.name == "path" or param.metavar == "FILE":
        return (FILES,)
    choices = getattr(param.type, "choices", ())
    if not choices:
        return ()
    fixed = dict.fromkeys(choices, "")
    name = max(param.opts, key=len).lstrip("-").replace("-", "_")
    if lists.setdefault(name, fixed) != fixed:  # another command gives another meaning to this name
        name = f"{command.name}_{name}"
        lists[name] = fixed
    return (name,)


def files(library: Library) -> dict[Path, str]:
    """Return what stands in each derived file, by its path."""
    data, ctx = data_folder(), root()
    raw = completion_spec.to_json(spec(ctx, library))
    return {
        data / completion_spec.FILE: json.dumps(raw, ensure_ascii=False, indent=1) + "\n",
        data.parent / "man" / "benzofaq.1": manpage.write(
            ctx,
            version=__version__,
            date=library.reviewed,
            exit_codes=cli.EXIT_CODES,
            environment=cli.ENVIRONMENT,
        ),
    }


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with --check say which are out of date (1) or that none is (0)."""
    stale = [
        (path, text)
        for path, text in files(Library()).items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in stale:
        if "--check" not in arguments:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{path.name} {'is out of date' if '--check' in arguments else 'written'}")
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

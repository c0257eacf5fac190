"""The command `completion`: a script with which a shell completes what is typed; no file is touched."""

import os
from pathlib import PurePath
from typing import Annotated, Literal, get_args

import typer

from benzofaq.commands.common import BROKEN, USAGE, Data, fail, library_of, put

Shell = Literal["bash", "zsh", "fish", "powershell"]


def completion(
    shell: Annotated[
        Shell | None, typer.Argument(metavar="[SHELL]", help=f"{', '.join(get_args(Shell))}; else $SHELL's.")
    ] = None,
    data: Data = None,
) -> None:
    """Print the script by which a shell completes what you type.

    At TAB it offers the commands, their options, and the ids of entries, sources and drugs (with --data
    those of your own data). It changes no file: you put the script where your shell looks, and print it
    anew after an update.

    \b
    Examples:
      benzofaq completion bash > ~/.benzofaq.bash
        and in ~/.bashrc: source ~/.benzofaq.bash
      mkdir -p ~/.zfunc && benzofaq completion zsh > ~/.zfunc/_benzofaq
        and in ~/.zshrc: fpath=(~/.zfunc $fpath); autoload -U compinit; compinit
      mkdir -p ~/.config/fish/completions
      benzofaq completion fish > ~/.config/fish/completions/benzofaq.fish
      benzofaq completion powershell | Out-File -Encoding ascii ~/benzofaq.ps1
        and in $PROFILE: . ~/benzofaq.ps1
    """
    from benzofaq import completion as scripts
    from benzofaq import completion_spec

    wanted = shell or _shell_of(os.environ.get("SHELL", ""))
    try:
        spec = completion_spec.from_json(library_of(None).read(completion_spec.FILE))
    except (KeyError, TypeError):
        fail(f"{completion_spec.FILE} is damaged. Reinstall benzofaq.", BROKEN)
    if data is not None:
        from dataclasses import replace

        from benzofaq import completion_words

        spec = replace(spec, lists={**spec.lists, **completion_words.of(library_of(data))})
    put(scripts.write(spec, wanted))


def _shell_of(path: str) -> str:
    name = PurePath(path).stem.lower().replace("pwsh", "powershell")
    if name not in get_args(Shell):
        which = f"none is known for {name}" if name else "SHELL names none"
        fail(f"which shell? {which}. Give one: {', '.join(get_args(Shell))}.", USAGE)
    return name

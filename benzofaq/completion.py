"""Write a completion as a script for one shell; whatever its words and descriptions hold stays text."""

import re
from dataclasses import replace
from importlib import import_module

from benzofaq.completion_spec import Command, Option, Spec
from benzofaq.textsafe import clean

# No shell expands, splits or quotes a word of these characters. (The word list of bash's compgen is
# expanded like a command line: `$(...)` in it would run.)
_PLAIN = re.compile(r"\w[\w.:+@-]*")


def write(spec: Spec, shell: str) -> str:
    """Return the script for `shell`: bash, zsh, fish or powershell.

    A word that a shell would have to quote is left out.
    """
    script: str = import_module(f"benzofaq.completion_{shell}").write(_harmless(spec))
    return script


def _harmless(spec: Spec) -> Spec:
    """Return the spec with one-line descriptions, and without the words that are not plain."""
    return Spec(
        options=_options(spec.options),
        commands=tuple(_command(one) for one in spec.commands),
        lists={
            name: {word: clean(text) for word, text in words.items() if _PLAIN.fullmatch(word)}
            for name, words in spec.lists.items()
        },
    )


def _command(command: Command) -> Command:
    return replace(command, help=clean(command.help), options=_options(command.options))


def _options(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(replace(one, help=clean(one.help)) for one in options)

"""Write a completion for zsh, with descriptions, for its own completion system (compinit)."""

import re
from collections.abc import Iterable, Mapping

from benzofaq.completion_spec import ANY, FILES, Command, Option, Spec

_SCRIPT = r"""#compdef benzofaq
# Completion of benzofaq for zsh, written by `benzofaq completion zsh`.
# It holds all that it offers and starts no program. Write it anew after an update.

@LISTS@

_benzofaq() {
    local curcontext=$curcontext state state_descr line ret=1
    typeset -A opt_args
    _arguments -C -S \
@GLOBAL@
        '1:command:_benzofaq_commands' \
        '*:: :->command' && ret=0
    [[ $state == command ]] || return ret
    case $words[1] in
@COMMANDS@
    esac
    return ret
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _benzofaq "$@"
elif (( $+functions[compdef] )); then
    compdef _benzofaq benzofaq
else
    print -u2 'benzofaq: completion in zsh needs this line first: autoload -U compinit; compinit'
fi
"""


def write(spec: Spec) -> str:
    """Return the script: to be kept as _benzofaq in a folder of $fpath, or sourced."""
    lists = {"commands": {one.name: one.help for one in spec.commands}, **spec.lists}
    parts = {
        "LISTS": [
            *(_list(name, words) for name, words in lists.items()),
            *(_either(takes) for takes in sorted(_together(spec))),
        ],
        "GLOBAL": [f"        {one} \\" for one in _options(spec.options)],
        "COMMANDS": [_command(one) for one in spec.commands],
    }
    return re.sub("@([A-Z]+)@", lambda found: "\n".join(parts[found[1]]), _SCRIPT)


def _list(name: str, words: Mapping[str, str]) -> str:
    rows = "".join(f"        {_quoted(_pair(word, text))}\n" for word, text in words.items())
    return (
        f"_benzofaq_{name}() {{\n    local -a known\n    known=(\n{rows}    )\n"
        f'    _describe -t {name} {name} known "$@"\n}}\n'
    )


def _together(spec: Spec) -> set[tuple[str, ...]]:
    """Return the lists that are offered together somewhere."""
    values = {option.takes for one in spec.commands for option in one.options}
    return {takes for takes in values.union(*(one.arguments for one in spec.commands)) if len(takes) > 1}


def _either(takes: tuple[str, ...]) -> str:
    lists = " ".join(f"{name}:{name}:_benzofaq_{name}" for name in takes)
    return f"{_action(takes)}() {{\n    _alternative {lists}\n}}\n"


def _command(command: Command) -> str:
    specs = [*_options(command.options), *_arguments(command)]
    body = " \\\n            ".join(specs)
    return f"    {command.name})\n        _arguments -S \\\n            {body} && ret=0\n        ;;"


def _options(options: Iterable[Option]) -> list[str]:
    specs = []
    for option in options:
        first, last = option.names[0], option.names[-1]
        others = {"--help": "- *", "--version": "- *"}.get(last, " ".join(option.names))
        value = f":{last.lstrip('-')}:{_action(option.takes)}" if option.takes else ""
        for name in dict.fromkeys((first, last)):
            ends = ("=" if name.startswith("--") else "+") if option.takes else ""
            specs.append(_quoted(f"({others}){name}{ends}[{_explained(option.help)}]{value}"))
    return specs


def _arguments(command: Command) -> list[str]:
    specs = []
    for at, takes in enumerate(command.arguments, 1):
        place = "*" if command.repeats and at == len(command.arguments) else at
        specs.append(_quoted(f"{place}:word:{_action(takes)}"))
    return specs


def _action(takes: tuple[str, ...]) -> str:
    if not takes or takes == (ANY,):
        return " "
    if takes == (FILES,):
        return "_files"
    return "_benzofaq_" + "_or_".join(takes)


def _pair(word: str, text: str) -> str:
    """Return a word and its description as _describe wants them."""
    doubled = text.replace("\\", r"\\")
    return word.replace(":", r"\:") + (f":{doubled}" if text else "")


def _explained(text: str) -> str:
    """Return a text as it may stand in the brackets of an option."""
    return re.sub(r"([\\\[\]:])", r"\\\1", text)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"

"""Write a completion for fish, with descriptions."""

import re
from collections.abc import Mapping

from benzofaq.completion_spec import ANY, FILES, Option, Spec

_SCRIPT = r"""# Completion of benzofaq for fish, written by `benzofaq completion fish`.
# It holds all that it offers and starts no program. Write it anew after an update.

@LISTS@
# True where the words of COMMAND are typed ("" before there is one) and, with FROM and TO, where as many of
# them stand there already.
function __benzofaq_in --argument-names wanted from to
    set -l command
    set -l value
    set -l ended
    set -l number 0
    set -l typed (commandline -opc)
    set -e typed[1]
    for word in $typed
        if test -n "$value"
            set value
        else if test -n "$ended"
            set number (math $number + 1)
        else if test "$word" = --
            set ended 1
        else if string match -q -- '-*' "$word"
            contains -- "$word" @VALUED@
            and set value 1
        else if test -z "$command"
            set command "$word"
        else
            set number (math $number + 1)
        end
    end
    test "$command" = "$wanted"
    and begin
        test -z "$from"
        or test $number -ge "$from" -a $number -le "$to"
    end
end

# True where none of these names of an option is typed. The last word does not count while its value is typed.
function __benzofaq_new
    set -l typed (commandline -opc)
    if test "$argv[1]" = valued
        contains -- "$typed[-1]" $argv
        and set -e typed[-1]
    end
    for word in $typed
        test "$word" = --
        and return 0
        contains -- (string replace -r '=.*' '' -- "$word") $argv[2..]
        and return 1
    end
    return 0
end

complete -c benzofaq -f
@RULES@
"""

_NO_LIMIT = 9999


def write(spec: Spec) -> str:
    """Return the script: to be kept as benzofaq.fish in fish's folder of completions, or sourced."""
    lists = {"commands": {one.name: one.help for one in spec.commands}, **spec.lists}
    rules = [_rule("''", "-a '(__benzofaq_commands)'")]
    rules += [_rule("''", _option(option)) for option in spec.options]
    for command in spec.commands:
        for at, takes in enumerate(command.arguments):
            to = _NO_LIMIT if command.repeats and takes == command.arguments[-1] else at
            if takes == (FILES,):
                rules.append(_rule(f"{command.name} {at} {to}", "-F"))
            elif takes and takes != (ANY,):
                words = " ".join(f"(__benzofaq_{name})" for name in takes)
                rules.append(_rule(f"{command.name} {at} {to}", f"-a '{words}'"))
        for option in command.options:
            new = f"__benzofaq_new {'valued' if option.takes else 'flag'} {' '.join(option.names)}"
            rules.append(_rule(f"{command.name}; and {new}", _option(option)))
    valued = sorted(
        {name for one in spec.commands for option in one.options if option.takes for name in option.names}
    )
    parts = {
        "LISTS": [_list(name, words) for name, words in lists.items()],
        "VALUED": [" ".join(valued)],
        "RULES": rules,
    }
    return re.sub("@([A-Z]+)@", lambda found: "\n".join(parts[found[1]]), _SCRIPT)


def _list(name: str, words: Mapping[str, str]) -> str:
    rows = "".join(f" \\\n        {_quoted(word)} {_quoted(text)}" for word, text in words.items())
    body = f"printf '%s\\t%s\\n'{rows}" if rows else "true"
    return f"function __benzofaq_{name}\n    {body}\nend\n"


def _rule(where: str, what: str) -> str:
    return f'complete -c benzofaq -n "__benzofaq_in {where}" {what}'


def _option(option: Option) -> str:
    names = [f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names]
    if not option.takes:
        value = []
    elif option.takes == (FILES,):
        value = ["-r", "-F"]
    elif option.takes == (ANY,):
        value = ["-x"]
    else:
        value = ["-x", "-a", "'" + " ".join(f"(__benzofaq_{name})" for name in option.takes) + "'"]
    return " ".join([*names, *value, "-d", _quoted(option.help)])


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

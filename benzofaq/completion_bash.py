"""Write a completion for bash 3.2 or later, which needs no other package."""

import re
from collections.abc import Iterable
from textwrap import fill

from benzofaq.completion_spec import Option, Spec

# bash 3.2 is what macOS has: no associative arrays, no mapfile, no compopt.
_SCRIPT = r"""# Completion of benzofaq for bash, from version 3.2, written by `benzofaq completion bash`.
# It holds all that it offers and starts no program. Write it anew after an update.

# Add the words of a list to `list`.
_benzofaq_list() {
    case $1 in
@LISTS@
    esac
}

# Set `takes` to what the value of option $2 of command $1 is one of; fail where it has no value.
_benzofaq_value() {
    case "$1 $2" in
@VALUES@
    *) return 1 ;;
    esac
}

# Set `options` to those of command $1, and `takes` to what its word number $2 (from 0) is one of.
_benzofaq_command() {
    case $1 in
@OPTIONS@
    esac
    case "$1 $2" in
@ARGUMENTS@
    esac
}

_benzofaq() {
    local IFS=$' \t\n'
    local line=${COMP_LINE:0:COMP_POINT} rest part name cur command='' given=' ' ended='' value=''
    local takes='' options='' list='' prefix='' head='' tail=''
    local -i i last=-1 number=0
    local -a typed
    typed=()
    COMPREPLY=()

    # bash takes drug:diazepam and --cite=apa apart at : and =. Put together what no blank divides.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        part=${COMP_WORDS[i]}
        rest=${line#"${line%%[![:space:]]*}"}
        [[ $rest == "$part"* ]] || part=$rest # the cursor stands within this word
        if ((last < 0)) || [[ $rest != "$line" ]]; then
            last+=1
            typed[last]=$part
        else
            typed[last]=${typed[last]}$part
        fi
        line=${rest#"$part"}
    done

    for ((i = 1; i < last; i++)); do
        part=${typed[i]}
        if [[ $value ]]; then
            value=''
        elif [[ $ended ]]; then
            number+=1
        elif [[ $part == -- ]]; then
            ended=1
        elif [[ $part == -* ]]; then
            name=${part%%=*}
            case $name in
@SAME@
            *) given+="$name " ;;
            esac
            if [[ $part != *=* ]] && _benzofaq_value "$command" "$name"; then value=$name; fi
        elif [[ ! $command ]]; then
            command=$part
        else
            number+=1
        fi
    done

    cur=${typed[last]}
    takes=''
    if [[ $value ]]; then
        _benzofaq_value "$command" "$value"
    elif [[ ! $ended && $cur == --*=* ]]; then
        prefix=${cur%%=*}=
        _benzofaq_value "$command" "${cur%%=*}" || return 0
    elif [[ ! $command ]]; then
        _benzofaq_command '' 0
        takes=commands
    else
        _benzofaq_command "$command" "$number"
    fi

    if [[ $takes == files && ( $value || $prefix || $ended || $cur != -* ) ]]; then
        # Readline itself completes and quotes file names; without compopt it always does in the end.
        compopt -o default 2>/dev/null
        return 0
    fi
    if [[ ! $value && ! $prefix && ! $ended && ( $cur == -* || ( ! $takes && ! $cur ) ) ]]; then
        for name in $options; do
            [[ $given == *" $name "* ]] || list+=" $name"
        done
    else
        for name in $takes; do
            _benzofaq_list "$name"
        done
    fi

    # Readline replaces what follows the last : or = only, unless a quotation mark comes first.
    if [[ $cur == [\"\']* ]]; then
        cur=${cur:1}
    else
        if [[ $COMP_WORDBREAKS == *:* && $cur == *:* ]]; then head=${cur%"${cur##*:}"}; fi
        tail=${cur#"$head"}
        if [[ $COMP_WORDBREAKS == *=* && $tail == *=* ]]; then head+=${tail%"${tail##*=}"}; fi
    fi
    COMPREPLY=($(compgen -P "$prefix" -W "$list" -- "${cur#"$prefix"}"))
    if [[ $head ]]; then
        for ((i = 0; i < ${#COMPREPLY[@]}; i++)); do
            COMPREPLY[i]=${COMPREPLY[i]#"$head"}
        done
    fi
}

if type compopt >/dev/null 2>&1; then
    complete -F _benzofaq benzofaq
else
    complete -o default -F _benzofaq benzofaq
fi
"""


def write(spec: Spec) -> str:
    """Return the script; it offers words without their descriptions, as bash shows none."""
    lists = {"commands": [one.name for one in spec.commands], **spec.lists}
    listed = [f"    {name})\n        list+=' {_wrap(words)}'\n        ;;" for name, words in lists.items()]

    of_command = {"": spec.options} | {one.name: one.options for one in spec.commands}
    values: dict[str, list[str]] = {}
    for command, options in of_command.items():
        for option in options:
            if option.takes:
                places = [f"'{command} {name}'" for name in option.names]
                values.setdefault(" ".join(option.takes), []).extend(places)
    valued = [f"    {_or(places)}) takes='{takes}' ;;" for takes, places in values.items()]

    offered = [f"    '{name}') options='{_names(options)}' ;;" for name, options in of_command.items()]
    arguments = [
        f"    '{one.name} '{'*' if one.repeats and takes == one.arguments[-1] else at}) "
        f"takes='{' '.join(takes)}' ;;"
        for one in spec.commands
        for at, takes in enumerate(one.arguments)
        if takes
    ]
    same = {" | ".join(option.names): " ".join(option.names) for options in of_command.values()
            for option in options if len(option.names) > 1}  # fmt: skip
    aliases = [f"            {pattern}) given+='{names} ' ;;" for pattern, names in same.items()]
    parts = {"LISTS": listed, "VALUES": valued, "OPTIONS": offered, "ARGUMENTS": arguments, "SAME": aliases}
    return re.sub("@([A-Z]+)@", lambda found: "\n".join(parts[found[1]]), _SCRIPT)


def _wrap(words: Iterable[str]) -> str:
    return fill(" ".join(words), 100, break_long_words=False, break_on_hyphens=False)


def _names(options: Iterable[Option]) -> str:
    return " ".join(name for option in options for name in option.names)


def _or(places: Iterable[str]) -> str:
    return " | \\\n        ".join(places)

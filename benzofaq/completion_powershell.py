"""Write a completion for PowerShell 5.1 or later, in ASCII alone, as 5.1 guesses how a file is encoded."""

import re
from collections.abc import Iterable, Mapping

from benzofaq.completion_spec import Option, Spec
from benzofaq.textsafe import transliterate

_SCRIPT = r"""# Completion of benzofaq for PowerShell, written by `benzofaq completion powershell`.
# It holds all that it offers and starts no program. Write it anew after an update.

Register-ArgumentCompleter -Native -CommandName 'benzofaq', 'benzofaq.exe' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # A word and its description, and so on.
    $lists = @{
@LISTS@
    }
    # The names of an option, what its value is one of ('' for a flag), and its help, and so on.
    $options = @{
@OPTIONS@
    }
    # What each word of a command is one of; '*' repeats the last.
    $arguments = @{
@ARGUMENTS@
    }

    $result = [System.Management.Automation.CompletionResult]
    $command = '(none)'
    $number = 0
    $value = $null
    $ended = $false
    $given = @()
    $elements = @($commandAst.CommandElements)
    for ($i = 1; $i -lt $elements.Count; $i++) {
        if ($elements[$i].Extent.EndOffset -ge $cursorPosition) { break }
        $word = $elements[$i].Extent.Text
        if ($null -ne $value) { $value = $null }
        elseif ($ended) { $number++ }
        elseif ($word -eq '--') { $ended = $true }
        elseif ($word.StartsWith('-')) {
            $name = $word.Split('=')[0]
            $known = @($options[$command])
            for ($k = 0; $k -lt $known.Count - 2; $k += 3) {
                if ($known[$k].Split(' ') -ccontains $name) {
                    $given += $known[$k]
                    if ($known[$k + 1] -and -not $word.Contains('=')) { $value = $known[$k + 1] }
                }
            }
        }
        elseif ($command -eq '(none)') { $command = $word }
        else { $number++ }
    }

    $known = @($options[$command])
    $typed = "$wordToComplete"
    $prefix = ''
    $takes = ''
    if ($null -ne $value) { $takes = $value }
    elseif (-not $ended -and $typed.StartsWith('--') -and $typed.Contains('=')) {
        $prefix = $typed.Substring(0, $typed.IndexOf('=') + 1)
        for ($k = 0; $k -lt $known.Count - 2; $k += 3) {
            if ($known[$k].Split(' ') -ccontains $prefix.TrimEnd('=')) { $takes = $known[$k + 1] }
        }
    }
    elseif (-not $ended -and $typed.StartsWith('-')) {
        for ($k = 0; $k -lt $known.Count - 2; $k += 3) {
            if ($given -ccontains $known[$k]) { continue }
            foreach ($name in $known[$k].Split(' ')) {
                if ($name.StartsWith($typed, [StringComparison]::Ordinal)) {
                    $result::new($name, $name, 'ParameterName', $known[$k + 2])
                }
            }
        }
        return
    }
    elseif ($command -eq '(none)') { $takes = 'commands' }
    else {
        $places = @($arguments[$command])
        if ($number -lt $places.Count -and $places[$number] -ne '*') { $takes = $places[$number] }
        elseif ($places.Count -gt 1 -and $places[-1] -eq '*') { $takes = $places[-2] }
    }

    # Where nothing is offered, PowerShell completes the names of files.
    $start = $typed.Substring($prefix.Length)
    foreach ($list in "$takes".Split(' ')) {
        $words = @($lists[$list])
        for ($k = 0; $k -lt $words.Count - 1; $k += 2) {
            if ($words[$k].StartsWith($start, [StringComparison]::OrdinalIgnoreCase)) {
                $shown = $words[$k + 1]
                if (-not $shown) { $shown = $words[$k] }
                $result::new($prefix + $words[$k], $words[$k], 'ParameterValue', $shown)
            }
        }
    }
}
"""


def write(spec: Spec) -> str:
    """Return the script; a character outside ASCII becomes its nearest, a word that holds one is left out."""
    lists = {"commands": {one.name: one.help for one in spec.commands}, **spec.lists}
    options = {"(none)": spec.options} | {one.name: one.options for one in spec.commands}
    arguments = {
        one.name: [" ".join(takes) for takes in one.arguments] + ["*"] * one.repeats for one in spec.commands
    }
    parts = {
        "LISTS": [_entry(name, _pairs(words), 2) for name, words in lists.items()],
        "OPTIONS": [_entry(name, _triples(known), 3) for name, known in options.items()],
        "ARGUMENTS": [_entry(name, places, 1) for name, places in arguments.items() if places],
    }
    return re.sub("@([A-Z]+)@", lambda found: "\n".join(parts[found[1]]), _SCRIPT)


def _pairs(words: Mapping[str, str]) -> Iterable[str]:
    for word, text in words.items():
        if word.isascii():
            yield from (word, text)


def _triples(options: Iterable[Option]) -> Iterable[str]:
    for option in options:
        yield from (" ".join(option.names), " ".join(option.takes), option.help)


def _entry(name: str, texts: Iterable[str], each: int) -> str:
    """Return one entry of a hashtable: an array of texts, so many a line."""
    quoted = [_quoted(text) for text in texts]
    rows = [", ".join(quoted[at : at + each]) for at in range(0, len(quoted), each)]
    return f"        {_quoted(name)} = @(\n            " + ",\n            ".join(rows) + "\n        )"


def _quoted(text: str) -> str:
    # In ASCII first: PowerShell takes curly quotation marks for straight ones.
    return "'" + "".join(map(_ascii, text)).replace("'", "''") + "'"


def _ascii(char: str) -> str:
    return char if char.isascii() else transliterate(UnicodeEncodeError("ascii", char, 0, 1, ""))[0]

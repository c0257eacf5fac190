"""Real shells in which TAB is pressed: what they offer, and which words the program then gets."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

SHELLS = ("bash", "zsh", "fish")

# What each shell runs first. From then on it writes every word that it offers into $OFFERED.
_PREPARE = {
    "bash": """
PS1='ready> '; bind 'set bell-style none'; bind 'set enable-bracketed-paste off'
source "$SCRIPT"
offered() { _benzofaq "$@"; ((${#COMPREPLY[@]})) && printf '%s\\n' "${COMPREPLY[@]}" >>"$OFFERED"; }
eval "$(complete -p benzofaq | { read -r line; printf %s "${line/_benzofaq/offered}"; })"
""",
    "zsh": """
PS1='ready> '; LISTMAX=9999
unsetopt zle_bracketed_paste auto_list auto_menu list_beep beep prompt_cr prompt_sp
autoload -U compinit; compinit -u -D
compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
    local -a matching
    builtin compadd -O matching "$@"
    print -rl -- $matching >>$OFFERED
    builtin compadd "$@"
}
source $SCRIPT
""",
}


def path_of(shell: str) -> str:
    """Return where this shell is; skip the test where it, or a pseudo-terminal to run it in, is missing."""
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed here")
    if os.name != "posix":
        pytest.skip("this system has no pseudo-terminals")
    return path


class Shell:
    """A shell with the completion of benzofaq; each program that it starts leaves a line in `started`."""

    def __init__(self, name: str, script: str, folder: Path, first: str = "") -> None:
        """Start it in a folder of its own; `first` is a line that it runs before all others."""
        import pexpect

        self.name, self._path = name, path_of(name)
        self.folder, programs = folder / "here", folder / "programs"
        self._started, self._offered = folder / "started", folder / "offered"
        for one in (self.folder, programs):
            one.mkdir()
        for program in ("benzofaq", "python", "python3", "touch"):
            (programs / program).write_text(f'#!/bin/sh\necho "$0 $*" >>"{self._started}"\n')
            (programs / program).chmod(0o755)
        (folder / "script").write_text(script, encoding="utf-8")
        self._environ = {
            "PATH": str(programs),
            "HOME": str(folder),
            "TERM": "dumb",
            "LC_ALL": "C.UTF-8",
            "INPUTRC": os.devnull,
            "SCRIPT": str(folder / "script"),
            "OFFERED": str(self._offered),
        }
        if name == "fish":  # it tells what it offers without a terminal
            return
        (folder / "prepare").write_text(first + _PREPARE[name], encoding="utf-8")
        quiet = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"]}[name]
        self._child = pexpect.spawn(
            self._path,
            quiet,
            env=self._environ,
            cwd=str(self.folder),
            encoding="utf-8",
            timeout=20,
            dimensions=(50, 300),
        )
        self._child.delaybeforesend = None
        self.run(f". '{folder}/prepare'")

    def run(self, line: str) -> str:
        """Return what the terminal shows while the shell runs a line."""
        self._child.sendline(f"{line}\necho the''end")
        self._child.expect("theend")
        shown = str(self._child.before)
        # Before its prompt the shell does not read key by key: Ctrl-U would take away what was typed.
        self._child.expect("ready> ")
        return shown

    def offered(self, line: str) -> set[str]:
        """Return what TAB offers at the end of a line."""
        if self.name == "fish":
            return {row.split("\t")[0] for row in self.described(line)}
        self._offered.write_text("")
        self.run(f"{line}\t\x15")
        return set(self._offered.read_text("utf-8").split())

    def described(self, line: str) -> list[str]:
        """Return what fish offers at the end of a line: a word, a tab, and its description."""
        run = subprocess.run(
            [self._path, "--no-config", "-c", 'source $SCRIPT; complete -C "$argv[1]"', line],
            env=self._environ,
            cwd=self.folder,
            capture_output=True,
            check=True,
            text=True,
        )
        assert run.stderr == ""
        return run.stdout.splitlines()

    def shown(self, line: str) -> str:
        """Return what zsh shows after Ctrl-D at the end of a line: all that it offers, with descriptions."""
        return self.run(f"{line}\x04\x15")

    def received(self, line: str) -> list[str]:
        """Return the words that the program gets after TAB at the end of a line, and Enter."""
        self.run("benzofaq() { printf '<%s>' \"$@\"; echo; }")
        return re.findall("<(.*?)>", self.run(f"{line}\t"))

    def started(self) -> str:
        """Return the programs that were started since the shell was."""
        return self._started.read_text("utf-8") if self._started.exists() else ""

    def close(self) -> None:
        """End the shell."""
        if self.name != "fish":
            self._child.close(force=True)

"""Real shells in which TAB is pressed, with the completion that the program itself installs."""

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.helpers.files import ROOT
from tests.helpers.program import PROGRAM, process

SHELLS = ("bash", "zsh", "fish")

# What each shell runs first. From then on it writes every word that it offers into $OFFERED.
_PREPARE = {
    "bash": """
PS1='ready> '; bind 'set bell-style none'; bind 'set enable-bracketed-paste off'
. ~/.bashrc
offered() {
    _benzofaq_completion "$@"
    ((${#COMPREPLY[@]})) && printf '%s\\n' "${COMPREPLY[@]}" >>"$OFFERED"
}
complete -o default -F offered benzofaq
""",
    "zsh": """
PS1='ready> '; LISTMAX=9999
. ~/.zshrc
zstyle -d ':completion:*' menu
unsetopt zle_bracketed_paste auto_list auto_menu list_beep beep prompt_cr prompt_sp
compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
    local -a matching
    builtin compadd -O matching "$@"
    print -rl -- $matching >>$OFFERED
    builtin compadd "$@"
}
""",
}


class Shell:
    """A shell of a person who has installed the completion of the program that lies in a folder."""

    def __init__(self, name: str, home: Path) -> None:
        """Install the completion into a new home and start the shell there; skip the test without it."""
        self.name, self._path = name, shutil.which(name) or pytest.skip(f"{name} is not installed here")
        self._offered, programs, self.folder = home / "offered", home / "programs", home / "here"
        for one in (programs, self.folder):
            one.mkdir(parents=True)
        program = programs / "benzofaq"
        program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec {" ".join(PROGRAM)} "$@"\n')
        program.chmod(0o755)
        self._environ = {
            "PATH": f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin",
            "HOME": str(home),
            "TERM": "dumb",
            "LC_ALL": "C.UTF-8",
            "INPUTRC": os.devnull,
            "OFFERED": str(self._offered),
            "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1",
        }
        assert process(program, "--install-completion", name, cwd=home, env=self._environ).returncode == 0
        if name != "fish":
            self._start()

    def _start(self) -> None:
        quiet = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"]}[self.name]
        how: Any = {"encoding": "utf-8", "timeout": 20, "dimensions": (50, 300), "cwd": str(self.folder)}
        self._child = pexpect.spawn(self._path, quiet, env=self._environ, **how)
        self._child.delaybeforesend = None
        (self.folder.parent / "prepare").write_text(_PREPARE[self.name])
        self._run(f". '{self.folder.parent}/prepare'")
        self._run("benzofaq \t\x15")  # in zsh the first TAB of a session loads what the next ones run

    def _run(self, line: str) -> str:
        """Return what the terminal shows while the shell runs a line."""
        self._child.sendline(f"{line}\necho the''end")
        self._child.expect("theend")
        shown = str(self._child.before)
        self._child.expect("ready> ")  # before its prompt the shell does not read key by key
        return shown

    def offered(self, line: str) -> set[str]:
        """Return what TAB offers at the end of a line."""
        if self.name == "fish":  # it says what it offers without a terminal
            told = process(self._path, "--command", 'complete -C "$argv[1]"', line, env=self._environ)
            return {row.split("\t")[0] for row in told.stdout.decode().splitlines()}
        self._offered.write_text("")
        self._run(f"{line}\t\x15")
        return set(self._offered.read_text("utf-8").split("\n")) - {""}

    def received(self, line: str) -> list[str]:
        """Return the words that the program gets after TAB at the end of a line, and Enter."""
        self._run("benzofaq() { printf '<%s>' \"$@\"; echo; }")
        try:
            return re.findall("<(.*?)>", self._run(f"{line}\t"))
        finally:
            self._run("unset -f benzofaq")

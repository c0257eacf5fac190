"""Real shells in which TAB is pressed, with the completion that the program itself installs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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

    def __init__(self, name: str, home: Path, root: Path) -> None:
        """Install the completion into a new home and start the shell there; skip the test without it."""
        path = shutil.which(name)
        if path is None:
            pytest.skip(f"{name} is not installed here")
        self.name, self._path, self._offered = name, path, home / "offered"
        programs, self.folder = home / "programs", home / "here"
        for one in (programs, self.folder):
            one.mkdir(parents=True)
        program = programs / "benzofaq"
        program.write_text(f'#!/bin/sh\nPYTHONPATH="{root}" exec "{sys.executable}" -m benzofaq "$@"\n')
        program.chmod(0o755)
        self._environ = {
            "PATH": f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin",
            "HOME": str(home),
            "TERM": "dumb",
            "LC_ALL": "C.UTF-8",
            "INPUTRC": os.devnull,
            "OFFERED": str(self._offered),
        }
        chosen = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
        install = [str(program), "--install-completion", name]
        subprocess.run(install, env={**self._environ, **chosen}, cwd=home, capture_output=True, check=True)
        self._child = None if name == "fish" else self._started()

    def _started(self) -> Any:
        import pexpect

        quiet = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"]}[self.name]
        child = pexpect.spawn(
            self._path,
            quiet,
            env=self._environ,
            cwd=str(self.folder),
            encoding="utf-8",
            timeout=20,
            dimensions=(50, 300),
        )
        child.delaybeforesend = None
        (self.folder.parent / "prepare").write_text(_PREPARE[self.name])
        self._run(f". '{self.folder.parent}/prepare'", child)
        self._run("benzofaq \t\x15", child)  # in zsh the first TAB of a session loads what the next ones run
        return child

    def _run(self, line: str, child: Any = None) -> str:
        """Return what the terminal shows while the shell runs a line."""
        child = child or self._child
        child.sendline(f"{line}\necho the''end")
        child.expect("theend")
        shown = str(child.before)
        child.expect("ready> ")  # before its prompt the shell does not read key by key
        return shown

    def offered(self, line: str) -> set[str]:
        """Return what TAB offers at the end of a line."""
        if self.name == "fish":  # it says what it offers without a terminal
            ask = [self._path, "--command", 'complete -C "$argv[1]"', line]
            told = subprocess.run(
                ask, env=self._environ, cwd=self.folder, capture_output=True, check=True, text=True
            )
            return {row.split("\t")[0] for row in told.stdout.splitlines()}
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

    def close(self) -> None:
        """End the shell."""
        if self._child is not None:
            self._child.close(force=True)

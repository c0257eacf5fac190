"""One way or more to call each command in a pipe, for the tests that hold of every command."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call: its arguments ("FILE" stands for a file that may be written), what it reads, how it ends."""

    args: tuple[str, ...]
    stdin: bytes = b""
    codes: tuple[int, ...] = (0,)

    def __str__(self) -> str:
        """Return the name of the call among the tests."""
        return " ".join(self.args) or "no arguments"


def _call(line: str, *codes: int, stdin: bytes = b"") -> Call:
    return Call(args=tuple(line.split()), stdin=stdin, codes=codes or (0,))


OVERDOSE = "my son took all his xanax and wont wake up"

# A command of benzofaq.cli.COMMANDS without a call here fails test_private.py.
BY_COMMAND: dict[str, tuple[Call, ...]] = {
    "": (_call(""), _call("--help"), _call("--version"), _call("--nosuch", 2), _call("safest benzo")),
    "ask": (
        _call("ask safest benzo"),
        _call("ask safest benzo --json --explain"),
        _call("ask -", 0, 1, stdin=OVERDOSE.encode()),
        _call("ask --batch -", stdin=b"safest benzo\nwhat is my rent\n" + OVERDOSE.encode()),
        _call("ask --batch - --json", stdin=b"safest benzo\n"),
    ),
    "browse": (_call("browse", 2),),
    "search": (_call("search grapefruit"),),
    "random": (_call("random"), _call("random --daily --json")),
    "emergency": (_call("emergency"),),
    "list": (_call("list"), _call("list --ids")),
    "show": (_call("show alcohol"), _call("show alcoholl", 1)),
    "drug": (_call("drug valium"),),
    "drugs": (_call("drugs --all"),),
    "contacts": (_call("contacts GB --sources"),),
    "sources": (_call("sources"), _call("sources barker2005 --json")),
    "cite": (
        _call("cite alcohol"),
        _call("cite alcohol --style bibtex"),
        _call("cite alcohol --style ris --output FILE"),
    ),
    "open": (_call("open barker2005"),),
    "share": (_call("share alcohol"),),
    "export": (_call("export alcohol drug:diazepam"), _call("export --format html --output FILE")),
    "report": (_call("report alcohol"),),
    "check": (_call("check"), _call("check no-such-pack", 4)),
    "info": (_call("info"),),
    "mcp": (_call("mcp", 0, 4),),
}

CALLS = tuple(call for calls in BY_COMMAND.values() for call in calls)
# One for each command: where a test takes long.
LAST = tuple(calls[-1] for calls in BY_COMMAND.values())

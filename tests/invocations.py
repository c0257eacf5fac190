"""One way or more to call each command in a pipe, for the tests that hold of every command."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call: its arguments ("FILE" stands for a file that may be written), what it reads, how it ends."""

    args: tuple[str, ...]
    stdin: bytes = b""
    code: int = 0

    def __str__(self) -> str:
        """Return the name of the call among the tests."""
        return " ".join(self.args) or "no arguments"


# A command of benzofaq.cli.COMMANDS without a call here fails test_private.py.
BY_COMMAND: dict[str, tuple[Call, ...]] = {
    "": (Call(args=()), Call(args=("--help",)), Call(args=("--version",)), Call(args=("nonsense",), code=2)),
    "ask": (
        Call(args=("ask", "safest benzo")),
        Call(args=("ask", "safest benzo", "--json", "--explain")),
        Call(args=("ask", "-"), stdin=b"my friend took all his xanax and wont wake up\n", code=1),
        Call(args=("ask", "--batch", "-"), stdin=b"safest benzo\nwhat is my rent\n"),
        Call(args=("ask", "--batch", "-", "--json"), stdin=b"safest benzo\n"),
    ),
    "browse": (Call(args=("browse",), code=2),),
    "list": (Call(args=("list",)), Call(args=("list", "--ids"))),
    "show": (Call(args=("show", "alcohol")), Call(args=("show", "alcoholl"), code=1)),
    "random": (Call(args=("random",)), Call(args=("random", "--daily", "--json"))),
    "drug": (Call(args=("drug", "valium")),),
    "drugs": (Call(args=("drugs", "--all")),),
    "contacts": (Call(args=("contacts", "--region", "GB")),),
    "cite": (
        Call(args=("cite", "alcohol")),
        Call(args=("cite", "alcohol", "--style", "bibtex")),
        Call(args=("cite", "alcohol", "--style", "ris", "--output", "FILE")),
    ),
    "sources": (Call(args=("sources",)), Call(args=("sources", "barker2004", "--json"))),
    "open": (Call(args=("open", "barker2004")),),
    "info": (Call(args=("info",)),),
    "export": (
        Call(args=("export", "alcohol", "drug:diazepam")),
        Call(args=("export", "--format", "html", "--output", "FILE")),
    ),
    "check": (Call(args=("check",)), Call(args=("check", "no-such-pack"), code=4)),
    "completion": (Call(args=("completion", "bash")), Call(args=("completion", "powershell"))),
}

CALLS = tuple(call for calls in BY_COMMAND.values() for call in calls)

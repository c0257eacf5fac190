"""Put examples into the help of a command."""

from collections.abc import Callable
from inspect import cleandoc
from typing import TypeVar

Command = TypeVar("Command", bound=Callable[..., None])


def examples(*lines: str) -> Callable[[Command], Command]:
    """Add examples to the help of a command, each without the name of the program."""

    def add(command: Command) -> Command:
        if command.__doc__:  # python -OO takes it away
            shown = "\n".join(f"  benzofaq {line}" for line in lines)
            # After \b Typer keeps the lines of a paragraph.
            command.__doc__ = f"{cleandoc(command.__doc__)}\n\n\b\nExamples:\n{shown}"
        return command

    return add

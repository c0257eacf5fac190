"""Settle what a signal does: end the program at once, or after something has been put back in order."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

# The signals by which a person, a shell or a closing terminal ends a program; Windows has no SIGHUP.
ENDING = ("SIGINT", "SIGTERM", "SIGHUP")


class Interrupted(BaseException):
    """A signal arrived while something had to be put back in order."""


@contextmanager
def clearing() -> Iterator[None]:
    """Let a signal unwind the block, so that `finally` works in it, and then end the program.

    The program ends by the signal itself, with the default action, so that a loop of the shell ends too.
    """
    caught: list[int] = []

    def unwind(number: int, frame: object) -> None:
        if not caught:  # a second one waits until everything is in order
            caught.append(number)
            raise Interrupted

    with suppress(Interrupted), _handled(unwind, *ENDING):
        yield
    if caught:
        die(caught[0])


@contextmanager
def _handled(action: object, *names: str) -> Iterator[None]:
    numbers = [number for name in names if (number := getattr(signal, name, None)) is not None]
    # What the shell ignores (`nohup`, a job in the background of a script) stays ignored.
    before = {number: now for number in numbers if (now := signal.getsignal(number)) != signal.SIG_IGN}
    for number in before:
        signal.signal(number, action)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


# Ignores the signals of these names (those that the system knows) in a block.
ignoring = partial(_handled, signal.SIG_IGN)


def die(number: int) -> None:
    """End the program by this signal; what is not written yet is dropped, as half an answer is none."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)

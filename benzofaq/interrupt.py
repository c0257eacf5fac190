"""Settle what a signal does: end the program at once, or by an exception that clears up, or nothing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

_state = {"clearing": 0, "raised": False}


class Clearing:
    """A block in which an interrupt is raised, as SystemExit, so that `finally` can clear up behind it.

    Elsewhere an interrupt ends the program on the spot. Python drops what is raised where it calls back
    itself (a weak reference that died), and makes another error of it in a `__set_name__`: a Ctrl-C would
    do nothing, or print a traceback. A second interrupt in the block waits until the clearing is done.
    """

    def __enter__(self) -> None:
        """Raise interrupts from here on."""
        _state["clearing"] += 1

    def __exit__(self, *raised: object) -> None:
        """End the program at the next interrupt again."""
        _state["clearing"] -= 1


@contextmanager
def ignoring(*names: str) -> Iterator[None]:
    """Ignore the signals of these names (those that the system knows) in a block."""
    import signal  # late: here alone, and 0.5 ms

    before = {number: signal.getsignal(number) for name in names if (number := getattr(signal, name, None))}
    for number in before:
        signal.signal(number, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def interrupted(number: int, frame: object) -> None:
    """Handle a signal: end with the exit code of a shell, 128 and its number."""
    if not _state["clearing"]:
        os._exit(128 + number)  # nothing is written that was not: half an answer is none
    if not _state["raised"]:
        _state["raised"] = True
        raise SystemExit(128 + number)

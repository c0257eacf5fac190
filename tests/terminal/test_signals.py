"""What a signal does: it ends the program, after what has to be put back in order has been."""

import signal
import sys

import pytest

from tests.helpers.program import process

ENDING = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


def ended(code: str) -> tuple[int, str, str]:
    """Run a program that has os, signal and the module under test; return its code and what it wrote."""
    program = f"import os, signal\nfrom benzofaq.terminal.signals import *\n{code}"
    ended = process(sys.executable, "-c", program)
    return ended.returncode, ended.stdout.decode(), ended.stderr.decode()


@pytest.mark.parametrize("number", ENDING, ids=lambda one: one.name)
def test_a_signal_unwinds_the_block_and_then_ends_the_program_by_itself(number: signal.Signals) -> None:
    assert ended(f"""
with clearing():
    try:
        os.kill(os.getpid(), {number})
    finally:
        print("cleared", flush=True)
print("never")
""") == (-number, "cleared\n", "")


def test_a_second_signal_waits_until_everything_is_in_order() -> None:
    assert ended("""
with clearing():
    try:
        os.kill(os.getpid(), signal.SIGINT)
    finally:
        os.kill(os.getpid(), signal.SIGTERM)
        print("cleared", flush=True)
""") == (-signal.SIGINT, "cleared\n", "")


def test_a_signal_is_not_lost_where_what_it_raises_is_swallowed() -> None:
    assert ended("""
with clearing():
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except BaseException:
        pass
print("never")
""") == (-signal.SIGTERM, "", "")


def test_a_signal_on_the_way_out_of_the_block_leaves_no_traceback() -> None:
    assert ended("""
import benzofaq.terminal.signals as module
real = signal.signal
def late(number, handler):
    if handler == signal.SIG_DFL and number == signal.SIGTERM:
        os.kill(os.getpid(), signal.SIGHUP)
    return real(number, handler)
with clearing():
    signal.signal = late
""") == (-signal.SIGHUP, "", "")


def test_what_was_told_to_be_ignored_stays_ignored_and_the_handlers_from_before_are_back_afterwards() -> None:
    assert ended("""
signal.signal(signal.SIGHUP, signal.SIG_IGN)
before = [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
with clearing():
    os.kill(os.getpid(), signal.SIGHUP)
print(before == [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)])
with ignoring("SIGINT", "SIGPIPE", "SIGNONE"):
    os.kill(os.getpid(), signal.SIGINT)
print("done", signal.getsignal(signal.SIGINT) == signal.default_int_handler)
""") == (0, "True\ndone True\n", "")

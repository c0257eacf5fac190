"""Start the program: the settings of the process that must come before any other import."""

import gc
import os
import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # A run lives for a tenth of a second: collecting garbage in it never pays (12 to 15 % of a run).
    gc.disable()
    import _signal as signal  # type: ignore[import-not-found]  # the module `signal` wraps this one in enums: 0.5 ms

    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python's own way would print a traceback from here on
    from benzofaq.interrupt import interrupted

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # the last when the terminal is closed; not on Windows
        number = getattr(signal, name, None)
        # What the shell said to ignore (`nohup`, a job in the background of a script) stays ignored.
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, interrupted)
    if sys.platform != "win32":
        # A reader that closes the pipe (`| head -1`) ends the program as it ends any other tool.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    from benzofaq.cli import run

    code = run()
    # Everything is written by now: taking the program apart module by module takes 3 to 6 ms.
    os._exit(code)


if __name__ == "__main__":
    main()

"""Start the program: the settings of the process that must come before any other import."""

import gc
import os
import sys


def _interrupted(number: int, frame: object) -> None:
    # As an exception, so that a half-written file is taken away on the way out; not KeyboardInterrupt,
    # of which Python would print a traceback and Typer make an exit code of its own.
    raise SystemExit(128 + number)


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # A run lives for a tenth of a second: collecting garbage in it never pays (12 to 15 % of a run).
    gc.disable()
    import _signal as signal  # type: ignore[import-not-found]  # the module `signal` wraps this one in enums: 0.5 ms

    signal.signal(signal.SIGINT, _interrupted)
    signal.signal(signal.SIGTERM, _interrupted)
    if sys.platform != "win32":
        # A reader that closes the pipe (`| head -1`) ends the program as it ends any other tool.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        from benzofaq.cli import run

        code = run()
    except SystemExit as ended:  # interrupted while the command line was still being loaded
        code = ended.code if isinstance(ended.code, int) else 1
    # Everything is written by now: taking the program apart module by module takes 3 to 6 ms.
    os._exit(code)


if __name__ == "__main__":
    main()

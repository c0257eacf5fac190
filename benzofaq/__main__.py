"""Start the program: the settings of the process that must come before any other import."""

import gc
import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # A run lives for a tenth of a second: collecting garbage in it never pays (12 to 15 % of a run).
    gc.disable()
    from benzofaq.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()

"""Start benzofaq.pyz, a zip archive, which can't hold the compiled packages that benzofaq needs."""

import importlib.util
import sys

COMPILED = ("msgspec", "rapidfuzz")

if missing := " ".join(name for name in COMPILED if importlib.util.find_spec(name) is None):
    print("In an emergency, call your emergency number now (112, 911, 999, 000 ...).", file=sys.stderr)
    print(f"benzofaq.pyz needs {missing}: python3 -m pip install {missing}", file=sys.stderr)
    sys.exit(4)  # as where the data can't be read

from benzofaq.__main__ import main  # noqa: E402 (only where that can work)

main()

"""Start benzofaq from its folder, whose libraries are its own alone: the pager must find the system's."""

import os

from benzofaq.__main__ import main

if (before := os.environ.pop("LD_LIBRARY_PATH_ORIG", None)) is not None:
    os.environ["LD_LIBRARY_PATH"] = before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
main()

"""Whether coverage listens to the program."""

import os

# By these coverage listens in a new process. It takes time and writes files, so it does so only where the
# code is seen to run in no other way: on terminals, and in the process that forks.py keeps.
LISTENING = {
    name: value
    for name in ("COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")
    if (value := os.environ.get(name))
}

# Each line is also the whole command, for those without just.

test:
    python -m pytest -n auto --dist loadfile

lint:
    ruff check . && ruff format --check . && mypy

derive:
    python -m maintaining.derive
    BENZOFAQ_UPDATE=1 python -m pytest -q tests/test_docs.py
    python docs/pictures/make.py

train *options:
    python -m maintaining.train {{options}}

bench:
    python benchmarks/startup.py --check

mutants:
    mutmut run && mutmut results

ci:
    .ci/run

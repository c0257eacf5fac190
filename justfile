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

cover:
    coverage erase
    BENZOFAQ_BROWSER=1 coverage run -m pytest -n auto --dist loadfile
    coverage combine --quiet && coverage report

# Needs mutmut; which code and which tests is in pyproject.toml.
mutants *names:
    mutmut run {{names}} && mutmut results

# Needs what requirements/release.txt names.
release *parts:
    python scripts/release.py {{parts}}

ci:
    .ci/run

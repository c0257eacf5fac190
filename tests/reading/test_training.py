import os
import subprocess
import sys

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")

from benzofaq.reading.model import Model  # noqa: E402
from benzofaq.reading.reader import Reader  # noqa: E402
from maintaining import corpus, learn, train  # noqa: E402
from maintaining.corpus import Line  # noqa: E402
from tests.helpers.files import ROOT  # noqa: E402

LINES = [
    *(Line(f"stop taking pills {n}", ("tapering",), "calm", 1.0) for n in range(30)),
    *(Line(f"wine or beer {n}", ("alcohol", "interactions"), "calm", 1.0) for n in range(30)),
    *(Line(f"weather in town {n}", ("none",), "calm", 1.0) for n in range(30)),
    *(Line(f"i want to die {n}", ("!suicide",), "loud", 1.0) for n in range(30)),
    *(Line(f"so sad today {n}", (), "quiet", 1.0) for n in range(30)),
]


_TRAIN = """
import hashlib
from tests.reading.test_training import LINES
from maintaining import train
from benzofaq.reading.reader import Reader
from benzofaq.records.library import Library
print(hashlib.sha256(train.learned(LINES, Reader(Library()).names, ())).hexdigest())
"""


def test_the_same_text_gives_the_same_bytes() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", _TRAIN],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            cwd=ROOT,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(digests) == 1


def test_the_header_names_what_was_trained_on(read: Reader) -> None:
    assert Model(train.learned(LINES, read.names, ("lines 150 abc",))).header.trained_on == ("lines 150 abc",)


def test_a_fifth_of_other_peoples_calm_text_is_kept_out() -> None:
    texts = [f"text {number}" for number in range(2000)]

    assert sum(map(corpus.held_out, texts)) == pytest.approx(400, abs=60)


def test_small_weights_are_left_out_and_large_ones_kept_more_coarsely() -> None:
    units = [3, 4, 6, 7.2, 9.2, 21, 23, 400, -11]
    (row,) = learn.rows(np.array([units]) * learn.STEP, ["pills"]).values()

    assert row == [(1, 4), (2, 6), (3, 8), (4, 8), (5, 20), (6, 24), (7, 124), (8, -12)]

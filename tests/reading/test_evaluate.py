import pytest

from benzofaq.reading.reply import Match, Reply
from maintaining.evaluate import Case, Rate, score, table

CASES = [
    Case("right", frozenset({"a"}), "in"),
    Case("wrong", frozenset({"b"}), "in", origin="web:example.org", note="doubt: either"),
    Case("unasked", frozenset(), "near"),
    Case("danger", frozenset(), "crisis"),
]


def _ask(question: str) -> Reply:
    if question == "danger":
        return Reply(question=question, state="none", emergency="overdose")
    return Reply(
        question=question, state="answer", matches=(Match("a", "A?", 0.9 if question == "right" else 0.4),)
    )


def test_each_line_is_counted_under_its_kind() -> None:
    report = score(_ask, CASES)

    assert {name: (rate.hits, rate.out_of) for name, rate in report.rates.items()} == {
        "answered right": (1, 2),
        "right within 3": (1, 2),
        "wrong answers": (1, 2),
        "false answers, near": (1, 1),
        "loud on calm lines": (0, 3),
        "quiet on calm lines": (0, 3),
        "emergencies, loud": (1, 1),
        "emergencies, loud or quiet": (1, 1),
    }
    assert "95 % interval" in table(report)


def test_the_answers_kept_are_the_surest() -> None:
    assert score(_ask, CASES).kept(0.05).hits == 1


def test_the_interval_is_wilsons() -> None:
    assert Rate(8, 10).interval == pytest.approx((0.490, 0.943), abs=0.001)

"""Drug cards, and the table of half-lives."""

import pytest

from benzofaq.pages import card
from benzofaq.pages.block import Block
from benzofaq.pages.card import AXIS_HOURS, NO_SCHEDULE, bars, column, left, of_drug, of_drugs
from benzofaq.records.library import Library
from benzofaq.records.model import Drug, HalfLife, Passage


def half_life(low: float, high: float, what: str = "x") -> HalfLife:
    return HalfLife(what=what, low=low, high=high)


def drug(name: str = "x", *half_lives: HalfLife, group: str = "benzodiazepine") -> Drug:
    said = Passage(text="A drug.")
    return Drug(name=name, group=group, drug_class=said, half_lives=half_lives)  # type: ignore[arg-type]


def facts(page: list[Block]) -> dict[str, str]:
    return {block.label: block.text for block in page if block.kind == "fact"}


def test_a_benzodiazepine_without_a_schedule_is_not_taken_for_legal(sample: Library) -> None:
    assert facts(of_drug(sample.drugs["zolnone"], sample))["Schedule:"] == NO_SCHEDULE
    assert "Schedule:" not in facts(of_drug(sample.drugs["nonetine"], sample))


def test_a_drug_of_which_only_the_product_is_known_has_that_alone() -> None:
    (row,) = (block for block in of_drugs([drug("x", half_life(48, 120, "y"))]) if block.kind == "bars")

    assert (row.text, row.cells, row.bar, row.second) == ("product 48–120 h", ("48–120 h",), None, (48, 120))


def test_a_half_life_is_in_hours_and_in_days_from_two_days_up() -> None:
    spans = ((1, 1), (2, 2), (6.3, 26.9), (20, 47.9), (20, 100), (48, 48))
    said = "1 hour; 2 hours; 6.3 to 26.9 hours; 20 to 47.9 hours; 20 to 100 hours (about 0.8 to 4.2 days); "

    assert "; ".join(card.hours(half_life(*one)) for one in spans) == f"{said}48 hours (about 2 days)"


def test_a_time_is_in_days_from_two_days_up_and_half_a_dose_is_left_after_one_half_life() -> None:
    assert [card.duration(hour) for hour in (0, 36, 48, 60)] == ["0 h", "36 h", "2 days", "2.5 days"]
    assert [left(hour, 24) for hour in (0, 24, 48)] == [1, 0.5, 0.25]


def test_the_axis_is_logarithmic_and_keeps_to_its_width() -> None:
    columns = [column(hour, 61) for hour in AXIS_HOURS]

    assert columns == sorted(set(columns))
    assert (columns[0], columns[-1]) == (0, 60)
    assert column(19.6, 61) == 30  # the middle of 1 and 384 by factors
    assert (column(0.1, 61), column(10_000, 61)) == (0, 60)


@pytest.mark.parametrize(("longest", "step"), [(1, 1), (2, 2), (20, 24), (100, 96), (1000, 240)])
def test_the_moments_end_when_little_is_left(longest: float, step: float) -> None:
    times = card.moments(longest)

    assert times == [step * n for n in range(7)]
    assert longest > 288 or left(times[-1], longest) < 0.04


def test_a_half_life_is_the_widest_that_any_source_gives() -> None:
    given = drug("x", half_life(3, 8), half_life(2, 5), half_life(40, 50, "y"), half_life(10, 90, "z"))
    span, product = card.over_sources(given, "x"), card.outlasting(given, half_life(2, 8))

    assert span is not None
    assert (span.low, span.high) == (2, 8)
    assert card.over_sources(given, "w") is None
    assert product is not None
    assert product.what == "z"
    assert card.outlasting(given, half_life(1, 90)) is None


def test_drugs_that_last_as_long_are_in_the_order_of_their_names() -> None:
    rows = bars([drug("b", half_life(1, 5, "b")), drug("a", half_life(2, 5, "a")), drug("c")])

    assert [row.label for row in rows] == ["a", "b"]

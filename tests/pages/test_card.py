"""Drug cards, and the table of half-lives."""

import pytest

from benzofaq.pages.block import Block
from benzofaq.pages.card import (
    AXIS_HOURS,
    NO_SCHEDULE,
    bars,
    column,
    duration,
    hours,
    left,
    moments,
    of_drug,
    of_drugs,
    outlasting,
    over_sources,
)
from benzofaq.records.library import Library
from benzofaq.records.model import Drug, HalfLife, Passage


def half_life(low: float, high: float, what: str = "x") -> HalfLife:
    return HalfLife(what=what, low=low, high=high)


def drug(name: str = "x", *half_lives: HalfLife, group: str = "benzodiazepine") -> Drug:
    said = Passage(text="A drug.")
    return Drug(name=name, group=group, drug_class=said, half_lives=half_lives)  # type: ignore[arg-type]


def facts(page: list[Block]) -> dict[str, str]:
    return {block.label: block.text for block in page if block.kind == "fact"}


def test_a_card_goes_from_what_it_is_to_how_long_it_lasts_and_what_kills(sample: Library) -> None:
    page = of_drug(sample.drugs["nonepam"], sample)
    kinds = list(dict.fromkeys(block.kind for block in page if block.kind != "gap"))

    assert kinds[:6] == ["title", "lead", "fact", "heading", "row", "urgent"]
    assert page[0].text == "nonepam (Nonex)"
    assert facts(page) == {
        "Brand names:": "Nonex, Nonex XR",
        "Used for:": "Worry.",
        "How fast:": "Within an hour.",
        "US schedule:": "Schedule IV in the US.",
        "Note:": "Its name is made up.",
    }
    assert [block.cells for block in page if block.kind == "row"] == [
        ("nonepam", "20 to 50 hours (about 0.8 to 2.1 days)", "US label"),
        ("desnonepam", "40 to 100 hours (about 1.7 to 4.2 days)", ""),
    ]


def test_the_short_form_names_what_it_is_and_where_the_rest_is(sample: Library) -> None:
    page = of_drug(sample.drugs["nonepam"], sample, full=False)

    assert [block.kind for block in page if block.kind != "gap"] == ["title", "lead", "source", "command"]
    assert page[-1].label == "benzofaq drug nonepam"


def test_a_benzodiazepine_without_a_schedule_is_not_taken_for_legal(sample: Library) -> None:
    assert facts(of_drug(sample.drugs["zolnone"], sample))["US schedule:"] == NO_SCHEDULE
    assert "US schedule:" not in facts(of_drug(sample.drugs["nonetine"], sample))


def test_what_is_left_of_a_dose_counts_the_breakdown_product_that_outlasts_it(sample: Library) -> None:
    page = of_drug(sample.drugs["nonepam"], sample)
    rows = [block for block in page if block.kind == "fading"]

    assert [row.label for row in rows] == [
        "0 h",
        "4 days",
        "8 days",
        "12 days",
        "16 days",
        "20 days",
        "24 days",
    ]
    assert rows[0].text == "100%"
    assert rows[1].text == "4% to 51%"
    assert rows[1].bar == (left(96, 20), left(96, 100))
    assert rows[-1].text == "under 1% to 2%"
    assert [block.label for block in page if block.kind == "legend"] == [
        "up to the longest of its desnonepam"
    ]
    assert any("counts the breakdown product" in block.text for block in page if block.kind == "notice")


def test_without_a_product_that_outlasts_it_the_drug_alone_is_counted(sample: Library) -> None:
    page = of_drug(sample.drugs["zolnone"], sample)

    assert [block.text for block in page if block.kind == "fading"][:3] == ["100%", "50%", "25%"]
    assert any("leaves out any active breakdown products" in block.text for block in page)


@pytest.mark.parametrize("name", ["nonetine", "unknownpam"])
def test_no_dose_fades_of_another_medicine_or_where_no_half_life_is_known(sample: Library, name: str) -> None:
    assert not [block for block in of_drug(sample.drugs[name], sample) if block.kind in ("fading", "legend")]


def test_the_table_has_the_longest_lasting_first_and_names_those_it_has_no_figure_for(
    sample: Library,
) -> None:
    page = of_drugs(list(sample.drugs.values()))
    rows = [block for block in page if block.kind == "bars"]

    assert [(row.label, row.text, row.cells) for row in rows] == [
        ("nonepam (Nonex)", "20–50 h; product 40–100 h", ("20–50 h", "40–100 h")),
        ("zolnone", "2 h", ("2 h",)),
    ]
    assert (rows[0].bar, rows[0].second) == ((20, 50), (40, 100))
    assert (rows[1].bar, rows[1].second) == ((2, 2), None)
    assert {block.label: block.text for block in page if block.kind == "text"} == {
        "No half-life with a source is held for:": "unknownpam.",
        "Not benzodiazepines:": "nonetine (Nonzac).",
    }


def test_a_drug_of_which_only_the_product_is_known_has_that_alone() -> None:
    (row,) = (block for block in of_drugs([drug("x", half_life(48, 120, "y"))]) if block.kind == "bars")

    assert (row.text, row.cells, row.bar, row.second) == ("product 48–120 h", ("48–120 h",), None, (48, 120))


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (1, 1, "1 hour"),
        (2, 2, "2 hours"),
        (6.3, 26.9, "6.3 to 26.9 hours"),
        (20, 47.9, "20 to 47.9 hours"),
        (20, 100, "20 to 100 hours (about 0.8 to 4.2 days)"),
        (48, 48, "48 hours (about 2 days)"),
    ],
)
def test_a_half_life_is_in_hours_and_in_days_from_two_days_up(low: float, high: float, text: str) -> None:
    assert hours(half_life(low, high)) == text


def test_a_time_is_in_days_from_two_days_up() -> None:
    assert [duration(hour) for hour in (0, 36, 48, 60)] == ["0 h", "36 h", "2 days", "2.5 days"]


def test_half_a_dose_is_left_after_one_half_life() -> None:
    assert [left(hour, 24) for hour in (0, 24, 48)] == [1, 0.5, 0.25]


def test_the_axis_is_logarithmic_and_keeps_to_its_width() -> None:
    columns = [column(hour, 61) for hour in AXIS_HOURS]

    assert columns == sorted(set(columns))
    assert (columns[0], columns[-1]) == (0, 60)
    assert column(19.6, 61) == 30  # the middle of 1 and 384 by factors
    assert (column(0.1, 61), column(10_000, 61)) == (0, 60)


@pytest.mark.parametrize(("longest", "step"), [(1, 1), (2, 2), (20, 24), (100, 96), (1000, 240)])
def test_the_moments_end_when_little_is_left(longest: float, step: float) -> None:
    times = moments(longest)

    assert times == [step * n for n in range(7)]
    assert longest > 288 or left(times[-1], longest) < 0.04


def test_a_half_life_is_the_widest_that_any_source_gives() -> None:
    given = drug("x", half_life(3, 8), half_life(2, 5), half_life(40, 50, "y"), half_life(10, 90, "z"))
    span = over_sources(given, "x")

    assert span is not None
    assert (span.low, span.high) == (2, 8)
    assert over_sources(given, "w") is None
    product = outlasting(given, span)
    assert product is not None
    assert product.what == "z"
    assert outlasting(given, half_life(1, 90)) is None


def test_drugs_that_last_as_long_are_in_the_order_of_their_names() -> None:
    rows = bars([drug("b", half_life(1, 5, "b")), drug("a", half_life(2, 5, "a")), drug("c")])

    assert [row.label for row in rows] == ["a", "b"]

import pytest

from benzofaq.reading.model import Model, hashed, softmax
from maintaining import model_file


def _file(rows: dict[int, list[tuple[int, int]]]) -> bytes:
    columns = {"classes": ("a", "b"), "levels": ("calm",), "bias": (0.5, -0.5, 0.25)}
    return model_file.write(rows, trained_on=("few 1 abc",), **columns, scale=2.0, step=0.1)


@pytest.mark.parametrize("order", ["little", "big"])
def test_what_is_written_is_read(monkeypatch: pytest.MonkeyPatch, order: str) -> None:
    monkeypatch.setattr("sys.byteorder", order)
    rows = {hashed(f"feature {number}"): [(number % 3, number - 100)] for number in range(200)}
    model = Model(_file(rows))

    for number in range(200):
        assert list(model.row(f"feature {number}")) == [(number % 3, number - 100)]
    assert list(model.row("unheard")) == []


def test_sums_add_the_weights_times_the_values() -> None:
    model = Model(_file({hashed("word"): [(0, 10), (2, -5)]}))

    classes, levels = model.sums({"word": 2.0, "other": 1.0})

    assert classes == pytest.approx({"a": (0.5 + 2.0) / 2, "b": -0.25})
    assert levels == pytest.approx({"calm": 0.25 - 1.0})


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: b"{}\n", lambda data: data[:-1] + b"x", bytes]
)
def test_a_damaged_file_is_refused(damage: type[bytes]) -> None:
    with pytest.raises(ValueError, match=r"^it was cut short|^Object missing|^Input data"):
        Model(damage(_file({1: [(0, 1)]})) if damage is not bytes else b"")


def test_reasons_are_what_spoke_most_for_or_against_a_class_beside_the_others() -> None:
    rows = {hashed(f"{number}"): [(1, number), (2, 9)] for number in range(1, 9)} | {hashed("for"): [(0, 20)]}
    found = {"for": 2.0, "unheard": 1.0} | {f"{number}": 1.0 for number in range(1, 9)}
    others = {f"{number}": -0.1 * number / 2 for number in range(8, 1, -1)}

    assert dict(Model(_file(rows)).reasons(found, "a")) == pytest.approx({"for": 2.0, **others})


def test_chances_add_up_to_one() -> None:
    assert sum(softmax({"a": 1000.0, "b": 1000.0, "c": -1000.0}).values()) == pytest.approx(1.0)

"""`text` makes any text harmless to a terminal, and printable in any encoding."""

import codecs
import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benzofaq.text import REPLACEMENT, clean, escaped, is_safe, transliterate
from tests.helpers.text import harmful

# Each that this Python's Unicode knows: one that is not assigned yet may turn out to be a format character.
EVERY_CHARACTER = [one for one in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(one) != "Cn"]
BREAKS = ["\t", "\n", "\v", "\f", "\r", "\x85", "\u2028", "\u2029"]

any_text = st.text(st.characters(exclude_categories=[]))

codecs.register_error("benzofaq-test", transliterate)


# clean


@pytest.mark.parametrize("text", ["", "Plain text, 5 to 10 mg.", "naïve ≥ 5 µg · 日本語 👩‍⚕️", "نمی‌دانم"])
def test_text_of_any_script_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


def test_breaks_in_a_row_become_one_space_and_each_harmful_character_is_replaced_by_itself() -> None:
    assert clean("one\r\n\t\ntwo\n") == "one two "
    assert clean("a\x1b\x1bb\u202e") == f"a{REPLACEMENT * 2}b{REPLACEMENT}"


def test_of_all_of_unicode_only_controls_and_format_characters_are_replaced() -> None:
    changed = {one: cleaned for one in EVERY_CHARACTER if (cleaned := clean(one)) != one}

    assert changed == {one: " " if one in BREAKS else REPLACEMENT for one in harmful(EVERY_CHARACTER)}


@given(any_text)
def test_clean_text_is_one_line_and_stays_clean(text: str) -> None:
    cleaned = clean(text)

    assert len(cleaned.splitlines()) <= 1
    assert clean(cleaned) == cleaned


# escaped


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        ("\x7f", r'"\u007f"'), ("\u202e", r'"\u202e"'), ("\x9b", r'"\u009b"'), ("\ud83d", r'"\ud83d"'),
        ("\U000e0041", r'"\udb40\udc41"'),
    ],
)  # fmt: skip
def test_json_has_harmful_characters_as_escapes(sign: str, expected: str) -> None:
    assert escaped(f'"{sign}"') == expected


@pytest.mark.parametrize("same", ['{"a": "b"}', '"caf\u00e9 \u65e5\u672c"', '{"a": 1}\n{"a": 2}\n'])
def test_json_without_anything_harmful_and_line_ends_between_values_stay(same: str) -> None:
    assert escaped(same) == same
    assert escaped(f'"\u202e"\n{same}') == f'"\\u202e"\n{same}'


@given(any_text)
def test_escaped_json_reads_back_as_it_was_and_is_harmless(text: str) -> None:
    written = escaped(json.dumps(text, ensure_ascii=False))

    assert json.loads(written) == text
    assert clean(written) == written


# transliterate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥ 5 µg", ">= 5 mcg"),
        ("−2 ± ½ × 3", "-2 +/- 1/2 x 3"),
        ("5–10 mg — “daily”…", '5-10 mg - "daily"...'),
        ("37 °C, § 3", "37  deg C, section  3"),
        ("Müller, Šimůnek, Straße", "Muller, Simunek, Strasse"),
        ("①ﬁ", "1fi"),
        ("日本 👍", "?? ?"),
        ("█░▌", "#.#"),
    ],
)
def test_what_an_encoding_lacks_is_spelt_out(text: str, expected: str) -> None:
    assert text.encode("ascii", "benzofaq-test").decode("ascii") == expected


def test_only_the_part_that_is_missing_is_replaced_and_writing_goes_on_after_it() -> None:
    assert "é ≥ 5 µg".encode("latin-1", "benzofaq-test") == b"\xe9 >= 5 \xb5g"
    assert transliterate(UnicodeEncodeError("ascii", "ab≥≤cd", 2, 4, "")) == (">=<=", 4)


def test_an_error_of_reading_is_not_hidden() -> None:
    error = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")

    with pytest.raises(UnicodeDecodeError) as caught:
        transliterate(error)
    assert caught.value is error


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        *((one, True) for one in ("https://a.b", "https://a.b:8/?c#d", "https://a-b.c/é", "https://a.b/%20")),
        *((one, False) for one in ("http://a.b", "HTTPS://a.b", "https://", "https:///a", "https://a.b/c d")),
        *(
            (one, False)
            for one in ("--help", "javascript:alert(1)", "file:///etc/passwd", "https://a.b/\x1b")
        ),
        *((one, False) for one in (" https://a.b", "", "https://user@a.b", "https://a.b/\u202e")),
    ],
)
def test_an_https_address_may_be_opened_and_no_other(address: str, safe: bool) -> None:
    assert is_safe(address) == safe

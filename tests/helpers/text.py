"""Texts that mean ill, and what of an output is neither text nor a style of our own."""

import re
import unicodedata
from collections.abc import Iterable
from typing import get_args

from hypothesis import strategies as st

from benzofaq.pages.block import Kind

KINDS = get_args(Kind)
ANY = st.text(st.characters(), max_size=200) | st.text(
    st.sampled_from(
        "\x00\x07\x08\x0a\x1b\x7f\x85\x9b\xad\u061c\u200b\u200d\u202e\u2028\u2066\ufeff\ud800\udfff"
        "\U0001d173\U000e0041ab [];\\"
    ),
    max_size=40,
)
LINKS = ANY | st.sampled_from(
    [
        *("", "javascript:alert(1)", "https://a.b/\x1b\\\x1b[31m", "https://a.b/ \x07", "file:///etc/passwd"),
        *("https://\u202eb.a", "HTTPS://A.B", "http://a.b/;c=d"),
    ]
)

# What steers a terminal, hides or turns around the text beside it.
NASTY = "A\x1b[31mB\x1b]0;owned\x07\x9b31m\u202eC\u2066\x00\x7f\u2028\udc80\n\tD"

# Format characters (Cf) that are kept: two joiners that scripts and emoji are spelt with, and number and
# verse signs of Arabic, Syriac and Kaithi, which are seen.
KEPT = frozenset(
    "\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)

_STYLED = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(?:id=\d+)?;(?:https?://[!-~]+)?\x1b\\")


def harmful(text: Iterable[str]) -> list[str]:
    """Return the characters of a text that could steer a terminal or are none at all."""
    return [
        char
        for char in text
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in KEPT
    ]


def raw(output: str | bytes) -> list[str]:
    """Return what of an output is neither text nor a style or link of its own."""
    text = output.decode("utf-8", "surrogatepass") if isinstance(output, bytes) else output
    return [char for char in harmful(_STYLED.sub("", text)) if char not in "\n\t\r"]

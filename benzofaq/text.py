"""Make any text harmless to a terminal; everything that is printed has been through here."""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Line breaks and tabs, which are printed as spaces.
BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")

# Surrogates (what is left of invalid UTF-8) and all of Unicode's controls and format characters (Cc, Cf) but
# two joiners that scripts and emoji are spelt with (U+200C, U+200D) and the number and verse signs of Arabic,
# Syriac and Kaithi, which are seen.
_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
    "|[\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)

# What a terminal of another encoding gets instead of a character that it does not have. A sign in a
# number must never be lost, so these are spelt out; anything else becomes "?".
_ASCII = {
    "µ": "mc", "μ": "mc", "≥": ">=", "≤": "<=", "×": "x", "−": "-", "±": "+/-", "½": "1/2", "¼": "1/4",
    "–": "-", "—": "-", "‐": "-", "‑": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "•": "-",
    "·": "-", "→": "->", "\xa0": " ", "\u202f": " ", "\u2009": " ", "°": " deg ", "§": "section ",
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "α": "alpha", "β": "beta", "γ": "gamma", "█": "#", "░": ".", "▌": "#", "☐": "[ ]",
}  # fmt: skip


def clean(text: str) -> str:
    """Return the text on one line: breaks and tabs become one space, what could steer a terminal U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    return _HARMFUL.sub(REPLACEMENT, BREAKS.sub(" ", text))


def is_safe(address: str) -> bool:
    """Return whether an address may be handed to a browser: https, and not a space or a control in it."""
    return bool(re.fullmatch(r"https://[\w.-]+(:\d+)?([/?#]\S*)?", address)) and address.isprintable()


def escaped(dumped: str) -> str:
    """Return JSON with escapes for what `clean` would take out; line ends between values stay."""
    if dumped.isascii() and "\x7f" not in dumped:  # json.dumps has escaped the rest
        return dumped
    import json

    return _HARMFUL.sub(lambda found: found[0] if found[0] == "\n" else json.dumps(found[0])[1:-1], dumped)


def transliterate(error: UnicodeError) -> tuple[str, int]:
    """Replace characters that the terminal's encoding does not have (a codec error handler)."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    import unicodedata  # only where the encoding lacks a character

    def plain(char: str) -> str:
        return "".join(filter(str.isascii, unicodedata.normalize("NFKD", char))) or "?"

    lacking = error.object[error.start : error.end]
    return "".join(_ASCII.get(char) or plain(char) for char in lacking), error.end

"""Split a text into folded words; nothing here knows any drug."""

import re
import unicodedata
from functools import lru_cache

# The longest of the 30,000 texts of the corpora has 511 characters; of one longer than this the beginning
# is read, and the end is searched for an emergency.
MAX_CHARS = 6_000

# A number of this size or more counts as many: tablets beyond a dose, days beyond a short course.
MANY = 7

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[?]")
_REPEATED = re.compile(r"(.)\1{2,}")


def fold(text: str) -> str:
    """Return the text in lower case, with straight quotes and without accents."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(c for c in text if not unicodedata.combining(c))
    return kept.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("\N{MODIFIER LETTER APOSTROPHE}", "'")


def bounded(text: str) -> tuple[str, str]:
    """Return the folded beginning of a text and, where that is not all, its folded end.

    One character can fold to eighteen, so the limit holds before and after folding.
    """
    start = fold(text[:MAX_CHARS])[:MAX_CHARS]
    end = fold(text[-MAX_CHARS:])[-MAX_CHARS:] if len(text) > MAX_CHARS or len(start) == MAX_CHARS else ""
    return start, end


def split(folded: str) -> list[str]:
    """Return the words, numbers and question marks of a folded text, without apostrophes."""
    return [_plain(word) for word in _WORD.findall(folded.replace("`", "'"))]


@lru_cache(1 << 16)  # of a pack of 10,000 entries the words recur ten times: 1.3 s to read them becomes 0.5
def _plain(word: str) -> str:
    return _REPEATED.sub(r"\1\1", word.replace("'", ""))


def size(number: str) -> str:
    """Return `#` for a small number and `##` for a large one."""
    whole = number.replace(",", ".").split(".")[0]
    return "##" if len(whole) > 2 or int(whole) >= MANY else "#"

"""Recognise a question in another language, and put its commonest words into English, word by word."""

from collections.abc import Mapping, Sequence

import msgspec

# Of the words of a question so many must be of a language, and one of them as long as this unless two are.
_SHARE, _LONG = 0.5, 6


class Language(msgspec.Struct, frozen=True):
    """A language: its function words, and English for words; `dej*` stands for all words that begin so."""

    function: str
    words: Mapping[str, str]


class Languages:
    """The languages of `languages.json`, ready for reading questions."""

    def __init__(self, languages: Mapping[str, Language]) -> None:
        """Take what the file holds; "en" has the English words that count against the others (ValueError)."""
        if "en" not in languages:
            raise ValueError("it has no English")
        self._function = {code: frozenset(one.function.split()) for code, one in languages.items()}
        self._exact = {code: one.words for code, one in languages.items()}
        self._stems = {
            code: sorted((word[:-1] for word in one.words if word.endswith("*")), key=len, reverse=True)
            for code, one in languages.items()
        }

    def recognise(self, words: Sequence[str]) -> str:
        """Return the code of the language of some words, or "" for English and for what is not clear."""
        english = sum(word in self._function["en"] for word in words)
        if english >= _SHARE * len(words):
            return ""
        best, most = "", (english, 0)
        for code, function in self._function.items():
            hits = [word for word in words if self._knows(code, word)] if code != "en" else []
            score = (len(hits), sum(word in function for word in words))
            enough = len(hits) > english and len(hits) >= _SHARE * len(words)
            if enough and score > most and (len(hits) > 1 or len(hits[0]) >= _LONG):
                best, most = code, score
        return best

    def english(self, code: str, words: Sequence[str]) -> list[str]:
        """Return the words with those that the language knows in English; the others stay."""
        return [one for word in words for one in self._gloss(code, word).split()]

    def _knows(self, code: str, word: str) -> bool:
        return word in self._function[code] or self._gloss(code, word) != word

    def _gloss(self, code: str, word: str) -> str:
        found = self._exact[code].get(word)
        if found is None:
            stem = next((one for one in self._stems[code] if word.startswith(one)), "")
            found = self._exact[code][f"{stem}*"] if stem else word
        return found

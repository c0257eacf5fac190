"""The records of whom to call and what to do first in an emergency."""

from typing import Annotated

from msgspec import Meta, field

from benzofaq.records.model import MOST_RECORDS, Ids, Passage, Record, Text, Titles


class Contact(Record, frozen=True):
    """A line to call or to text. `seen_at` is the page on which it was seen, `checked` the day (ISO 8601)."""

    region: Text
    kind: Text
    name: Text
    seen_at: Text
    checked: Text
    phone: str = ""
    text: str | None = None
    url: str | None = None
    hours: str | None = None

    def __post_init__(self) -> None:
        """Refuse a line without any number (ValueError)."""
        if not (self.phone or self.text):
            raise ValueError("a contact has neither phone nor text")

    @property
    def number(self) -> str:
        """What to dial, or to which number to send a text."""
        return self.phone or f"text {self.text}"


class Emergency(Record, frozen=True):
    """What to do first in one kind of emergency, and which kinds of lines to call.

    `act` is the first line, `act_no_text` the same where the line to call takes no text messages.
    Placeholders such as {emergency} stand for phone numbers.
    """

    title: Text
    steps: Annotated[tuple[Passage, ...], Meta(min_length=1, max_length=100)] = field(name="do")
    act: str = ""
    act_no_text: str = ""
    call: Ids = ()


class Wording(Record, frozen=True, rename={"or_": "or"}):
    """The words of one language that stand in for phone numbers.

    `unknown` by placeholder where the country is unknown, `none` where it has no such line.
    """

    unknown: dict[str, str]
    none: dict[str, str] = {}
    or_: str = "or"


class Language(Wording, frozen=True):
    """What is printed in another language: first lines and steps by kind of emergency, and single lines.

    `quiet` says whom one can talk to, `english_answer` that the answer is in English, `no_answer` that
    there is none.
    """

    name: str = ""
    act: dict[str, str] = {}
    act_no_text: str = ""
    steps: dict[str, tuple[str, ...]] = {}
    quiet: str = ""
    english_answer: str = ""
    no_answer: str = ""


class Elsewhere(Record, frozen=True):
    """A directory of lines for the countries that have none here."""

    name: Text
    url: Text
    seen_at: str = ""
    checked: str = ""


class Contacts(Record, frozen=True):
    """The file of lines to call; `kinds` and `regions` give the names of both."""

    contacts: Annotated[tuple[Contact, ...], Meta(max_length=MOST_RECORDS)]
    kinds: Titles
    regions: Titles
    elsewhere: Elsewhere | None = None
    about: str = ""


class Emergencies(Record, frozen=True):
    """The file of emergency steps: in English by kind, in other languages by ISO 639-1 code."""

    kinds: Annotated[dict[str, Emergency], Meta(max_length=100)]
    languages: dict[str, Language] = {}
    about: str = ""
    reviewed: str = ""

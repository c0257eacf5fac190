"""The page of a reply: help first, in the words of the reader's place and language, then what is known."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from benzofaq.pages.block import Block
from benzofaq.pages.reply import NOT_QUITE_SURE, of_also, of_emergency, of_reply
from benzofaq.reading.reply import Match, Reply
from benzofaq.records.contacts import Lines, lines_for
from benzofaq.records.library import Library
from tests.helpers.packs import Write, library_of

FIRST = Match(id="first", question="What is the first question?", score=0.95)
SECOND = Match(id="second", question="Is the second question shorter?", score=0.3)
CARD = Match(id="drug:two words", question="two words", score=0.2)

LANGUAGES = ["es", "fr", "de", "it", "pt"]


@pytest.fixture(name="us")
def _us(sample: Library) -> Lines:
    return lines_for(sample.contacts, "US")


def texts(page: list[Block], *kinds: str) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in page if not kinds or block.kind in kinds]


@pytest.mark.parametrize(
    ("region", "act", "calls", "note"),
    [
        ("US", "CALL 911 NOW", ["911 Emergency services", "1-800-222-1222 Poison Help"], "contacts GB"),
        ("GB", "CALL 999 NOW", ["999 Emergency services"], "benzofaq contacts US"),
        ("INTL", "CALL YOUR EMERGENCY NUMBER NOW", ["911 United States", "999 United Kingdom"], "--all"),
    ],
)
def test_an_emergency_begins_with_the_one_thing_to_do_in_capitals(
    sample: Library, region: str, act: str, calls: list[str], note: str
) -> None:
    reply = Reply(question="x", state="none", emergency="overdose")
    urgent, page = of_reply(reply, sample, lines_for(sample.contacts, region))

    assert urgent[0] == Block(kind="act", text=act)
    assert texts(urgent, "call") == calls
    assert texts(urgent, "step")[0] == f"1 They can't be woken: {act.removesuffix(' NOW').lower()}."
    assert texts(urgent, "note")[0].endswith(note)
    assert texts(urgent, "note")[1] == "Sources: benzofaq cite emergency:overdose"
    assert page == []  # and nothing of there being no answer


@pytest.mark.parametrize("kind", ["overdose", "suicide", "lethal-dose", "child", "pet", "seizure"])
def test_the_bundled_steps_begin_with_an_alarm_or_with_a_voice(library: Library, kind: str) -> None:
    first = of_emergency(kind, library, lines_for(library.contacts, "US"))[0]

    assert first.kind == ("voice" if kind in ("suicide", "lethal-dose") else "act")
    assert first.text.isupper() == (first.kind == "act")
    assert "{" not in first.text


def test_a_kind_without_steps_of_its_own_gets_those_for_an_overdose(sample: Library, us: Lines) -> None:
    own, other = (of_emergency(kind, sample, us) for kind in ("overdose", "nonsense"))

    assert texts(other, "step") == texts(own, "step") != []


def test_a_kind_of_two_words_is_named_as_a_shell_takes_it(packed: Write) -> None:
    steps = {"title": "Wait", "do": [{"text": "Wait.", "cites": ["a"]}]}
    library = packed(files={"emergencies.json": {"kinds": {"bad trip": steps}}})

    page = of_emergency("bad trip", library, lines_for(library.contacts, "US"))
    assert page[-1].text == "Sources: benzofaq cite 'emergency:bad trip'"


def test_bundled_steps_that_stand_in_for_a_packs_name_no_source_of_it(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    (tmp_path / "emergencies.json").unlink()

    page = of_emergency("overdose", library, lines_for(library.contacts, "US"))
    assert texts(page, "step")
    assert not [text for text in texts(page, "note") if "Sources" in text]


# What the bundled steps say where the reader is.


def emergency(library: Library, kind: str, region: str, language: str = "") -> list[Block]:
    return of_emergency(kind, library, lines_for(library.contacts, region), library.language(language))


def first(page: list[Block]) -> str:
    return page[0].text


def steps(page: list[Block]) -> str:
    return "\n".join(texts(page, "step"))


@pytest.mark.parametrize("language", ["", *LANGUAGES])
def test_for_a_child_alone_the_line_for_parents_is_named(library: Library, language: str) -> None:
    (parents,) = lines_for(library.contacts, "IE").of_kind("poison-children")

    child, grown_up = (emergency(library, kind, "IE", language) for kind in ("child", "overdose"))
    assert parents.phone in steps(child)
    assert parents.phone not in first(grown_up) + steps(grown_up)


def test_a_country_without_a_line_for_pets_gets_no_step_that_names_one(library: Library) -> None:
    (line, *_) = lines_for(library.contacts, "US").of_kind("pet-poison")
    with_one, without, unknown = (emergency(library, "pet", region) for region in ("US", "DE", "INTL"))

    assert line.phone in steps(with_one)
    assert "poison line" not in steps(unknown) + steps(without)
    assert not texts(unknown, "call")  # a number for people is none for a dog
    numbers = [text.split()[0] for text in texts(without, "step")]
    assert numbers == [str(at) for at in range(1, len(texts(with_one, "step")))]


@pytest.mark.parametrize("kind", ["suicide", "lethal-dose"])
def test_a_text_message_is_offered_only_where_a_crisis_line_takes_one(library: Library, kind: str) -> None:
    assert "Call or text" in first(emergency(library, kind, "US"))
    assert "Call or text" in first(emergency(library, kind, "INTL"))
    assert first(emergency(library, kind, "GB")).endswith(
        "Call 116 123 now."
    )  # another line takes texts there
    without = first(emergency(library, kind, "AU"))
    assert without.startswith("You don't have to face this alone. Call 13 11 14")
    assert "text" not in without


@pytest.mark.parametrize("code", LANGUAGES)
def test_so_it_is_in_every_language(library: Library, code: str) -> None:
    language = library.language(code)
    assert language
    with_texts, without = (first(emergency(library, "suicide", region, code)) for region in ("US", "AU"))

    assert with_texts.split("988")[0] == language.act["suicide"].split("{")[0]
    assert without.split("13 11 14")[0] == language.act_no_text.split("{")[0]
    page = emergency(library, "overdose", "US", code)
    act = lines_for(library.contacts, "US").fill(language.act["overdose"], language, numbers_only=True)
    assert first(page) == act.upper()
    assert len(texts(page, "step")) == len(language.steps["overdose"])
    assert steps(page) != steps(emergency(library, "overdose", "US"))
    assert "911" in steps(page)
    assert [text.split(" benzofaq ")[0] for text in texts(page, "note")] == [
        language.elsewhere,
        language.sources,
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_whom_to_call_and_that_answers_are_english_is_in_their_language(library: Library, code: str) -> None:
    language, lines = library.language(code), lines_for(library.contacts, "US")
    assert language
    unanswered = Reply(question="x", state="none", language=code)
    found = Match(id="alcohol", question="x", score=1)
    answered = replace(unanswered, state="answer", matches=(found,))

    for reply, said in ((answered, language.english_answer), (unanswered, language.no_answer)):
        _, page = of_reply(reply, library, lines)
        assert page[0] == Block(kind="notice", text=lines.fill(said, language))
        assert len(page) == 1 or reply is answered
    _, page = of_reply(replace(unanswered, quiet=True), library, lines)
    assert page[-1] == Block(kind="quiet", text=lines.fill(language.quiet, language))
    assert "988" in page[-1].text


# The answer, and what comes near.


def test_help_stands_alone_with_one_line_on_how_to_read_the_answer(sample: Library, us: Lines) -> None:
    reply = Reply(question="x", state="answer", matches=(FIRST,), quiet=True)
    urgent, page = of_reply(replace(reply, emergency="overdose"), sample, us)

    assert urgent[0].kind in ("act", "voice")
    assert [one.kind for one in page] == ["gap", "command"]
    assert page[1].label == "benzofaq show first"
    _, calm = of_reply(reply, sample, us)
    assert texts(calm)[-1] == "Talk to someone, day or night: Crisis Lifeline (988)."


@pytest.mark.parametrize("reason", ["That is a cat.", ""])
def test_no_answer_gives_the_reason_and_whom_to_call(sample: Library, us: Lines, reason: str) -> None:
    reply = Reply(question="x", state="none", reason=reason)
    _, page = of_reply(reply, sample, us)

    assert texts(page)[0] == f"No answer. {reason or 'There is no answer to that here.'}"
    assert texts(page)[-1] == "In an emergency call 911."
    assert "In an emergency" in str(texts(of_reply(replace(reply, quiet=True), sample, us)[1]))
    if not reason:  # suggestions of nothing are no answer
        assert of_reply(replace(reply, state="suggest"), sample, us)[1] == page


def test_what_comes_near_is_offered_as_commands_that_a_shell_takes(sample: Library, us: Lines) -> None:
    _, page = of_reply(Reply(question="x", state="suggest", matches=(FIRST, CARD)), sample, us)

    assert texts(page, "command")[1] == "benzofaq drug 'two words' two words"


def test_an_answer_that_is_not_quite_sure_names_what_else_may_be_meant() -> None:
    def also(score: float) -> list[str]:
        likely = Match(id="first", question="What?", score=score)
        page = of_also(Reply(question="x", state="answer", matches=(likely, SECOND)))
        return texts(page, "heading", "command")

    assert also(NOT_QUITE_SURE) == []
    assert also(NOT_QUITE_SURE - 0.001) == [
        "Not what you meant?",
        "benzofaq show second Is the second question shorter?",
    ]

"""The first steps of the bundled data say what can be done where the reader is, in the reader's language."""

import pytest

from benzofaq.pages.block import Block
from benzofaq.pages.reply import of_emergency, of_reply
from benzofaq.reading.reply import Match, Reply
from benzofaq.records.contacts import lines_for
from benzofaq.records.library import Library

LANGUAGES = ["es", "fr", "de", "it", "pt"]


def emergency(library: Library, kind: str, region: str, language: str = "") -> list[Block]:
    return of_emergency(kind, library, lines_for(library.contacts, region), library.language(language))


def first(page: list[Block]) -> str:
    return page[0].text


def steps(page: list[Block]) -> str:
    return "\n".join(block.text for block in page if block.kind == "step")


@pytest.mark.parametrize("language", ["", *LANGUAGES])
def test_for_a_child_the_line_for_parents_is_named_and_for_nobody_else(
    library: Library, language: str
) -> None:
    (parents,) = lines_for(library.contacts, "IE").of_kind("poison-children")

    child, grown_up = (emergency(library, kind, "IE", language) for kind in ("child", "overdose"))
    assert parents.phone in first(child)
    assert parents.phone in steps(child)
    assert parents.phone not in first(grown_up) + steps(grown_up)


def test_a_country_without_a_line_for_pets_gets_no_step_that_names_one(library: Library) -> None:
    (line, *_) = lines_for(library.contacts, "US").of_kind("pet-poison")
    with_one, without, unknown = (emergency(library, "pet", region) for region in ("US", "DE", "INTL"))

    assert line.phone in steps(with_one)
    assert "poison line" in steps(unknown)
    assert "poison line" not in steps(without)
    labels = [block.label for block in without if block.kind == "step"]
    assert labels == [str(number) for number in range(1, len(labels) + 1)]
    assert len(labels) == sum(block.kind == "step" for block in with_one) - 1


@pytest.mark.parametrize("kind", ["suicide", "lethal-dose"])
def test_a_text_message_is_offered_only_where_a_crisis_line_takes_one(library: Library, kind: str) -> None:
    assert "Call or text" in first(emergency(library, kind, "US"))
    assert "Call or text" in first(emergency(library, kind, "INTL"))
    without = first(emergency(library, kind, "AU"))
    assert without.startswith("You don't have to face this alone. Call ")
    assert "13 11 14" in without


@pytest.mark.parametrize("code", LANGUAGES)
def test_so_it_is_in_every_language(library: Library, code: str) -> None:
    language = library.language(code)
    assert language
    with_texts, without = (first(emergency(library, "suicide", region, code)) for region in ("US", "AU"))

    assert with_texts.split("988")[0] == language.act["suicide"].split("{")[0]
    assert without.split("13 11 14")[0] == language.act_no_text.split("{")[0]
    assert first(emergency(library, "overdose", "AU", code)) == (
        lines_for(library.contacts, "AU").fill(language.act["overdose"], language, numbers_only=True).upper()
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_who_may_need_to_talk_is_told_whom_to_call_in_their_language(library: Library, code: str) -> None:
    language, lines = library.language(code), lines_for(library.contacts, "US")
    assert language

    _, page = of_reply(Reply(question="x", state="none", quiet=True, language=code), library, lines)
    assert page[-1] == Block(kind="quiet", text=lines.fill(language.quiet, language))
    assert "988" in page[-1].text


@pytest.mark.parametrize("code", LANGUAGES)
def test_one_line_says_that_answers_are_in_english_or_that_there_is_none(library: Library, code: str) -> None:
    language, lines = library.language(code), lines_for(library.contacts, "US")
    assert language
    found = Match(id="alcohol", question="x", score=1)
    answered = Reply(question="x", state="answer", matches=(found,), language=code)
    unanswered = Reply(question="x", state="none", language=code)

    for reply, said in ((answered, language.english_answer), (unanswered, language.no_answer)):
        _, page = of_reply(reply, library, lines)
        assert page[0] == Block(kind="notice", text=lines.fill(said, language))
        assert len(page) > 2


def test_a_gap_stands_between_the_steps_and_whom_to_call(library: Library) -> None:
    page = emergency(library, "overdose", "US")
    kinds = [block.kind for block in page]

    assert kinds[kinds.index("call") - 1] == "gap"
    assert kinds.count("gap") == 3
    assert [block.kind for block in emergency(library, "overdose", "INTL")].count("gap") == 3

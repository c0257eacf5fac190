"""The page of a reply: help first, then the answer or what comes near."""

from pathlib import Path

import pytest

from benzofaq.pages.block import Block
from benzofaq.pages.reply import NOT_QUITE_SURE, of_also, of_emergency, of_explanation, of_miss, of_reply
from benzofaq.reading.reply import Explanation, Match, Reply
from benzofaq.records.contacts import Lines, lines_for
from benzofaq.records.library import Library
from tests.helpers.sample import library_of

FIRST = Match(id="first", question="What is the first question?", score=0.95)
SECOND = Match(id="second", question="Is the second question shorter?", score=0.3)
CARD = Match(id="drug:two words", question="two words", score=0.2)


@pytest.fixture(name="us")
def _us(sample: Library) -> Lines:
    return lines_for(sample.contacts, "US")


@pytest.fixture(name="nowhere")
def _nowhere(sample: Library) -> Lines:
    return lines_for(sample.contacts, "INTL")


def texts(page: list[Block], *kinds: str) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in page if not kinds or block.kind in kinds]


def test_an_answer_is_the_page_of_its_entry(sample: Library, us: Lines) -> None:
    urgent, page = of_reply(Reply(question="x", state="answer", matches=(FIRST,)), sample, us)

    assert urgent == []
    assert page[0] == Block(kind="title", text="What is the first question?")
    assert not texts(page, "quiet")


def test_a_card_answers_with_its_first_lines(sample: Library, us: Lines) -> None:
    nonepam = Match(id="drug:nonepam", question="nonepam", score=1)
    _, page = of_reply(Reply(question="x", state="answer", matches=(nonepam,)), sample, us)

    assert page[0].text == "nonepam (Nonex)"


def test_an_emergency_begins_with_the_one_thing_to_do_in_capitals(sample: Library, us: Lines) -> None:
    reply = Reply(question="x", state="none", emergency="overdose")
    urgent, page = of_reply(reply, sample, us)

    assert urgent[0] == Block(kind="act", text="CALL 911 NOW")
    assert texts(urgent, "step") == [
        "1 They can't be woken: call 911.",
        "2 Awake and clear: call Poison Help (1-800-222-1222) at once.",
        "3 Stay with them.",
    ]
    assert texts(urgent, "call") == ["911 Emergency services", "1-800-222-1222 Poison Help"]
    assert texts(urgent, "note") == [
        "Not in the United States? benzofaq contacts GB",
        "Sources: benzofaq cite emergency:overdose",
    ]
    assert page == []  # and nothing of there being no answer


def test_where_the_country_is_unknown_numbers_of_several_are_listed(sample: Library, nowhere: Lines) -> None:
    page = of_emergency("overdose", sample, nowhere)

    assert texts(page[:5], "call") == ["911 United States", "999 United Kingdom"]
    assert texts(page, "step")[0] == "1 They can't be woken: call your emergency number."
    assert texts(page, "note")[0] == "Numbers of other countries: benzofaq contacts --all"


def test_in_britain_the_other_country_is_the_united_states(sample: Library) -> None:
    page = of_emergency("overdose", sample, lines_for(sample.contacts, "GB"))

    assert texts(page, "note")[0] == "Not in the United Kingdom? benzofaq contacts US"


def test_a_wish_to_die_is_answered_by_a_voice_and_not_by_an_alarm(sample: Library, nowhere: Lines) -> None:
    page = of_emergency("suicide", sample, nowhere)

    assert page[0] == Block(kind="voice", text="You don't have to face this alone.")
    assert texts(page, "call") == ["988 United States", "116 123 United Kingdom"]


@pytest.mark.parametrize("kind", ["overdose", "suicide", "lethal-dose", "child", "pet", "seizure"])
def test_the_bundled_steps_begin_with_an_alarm_or_with_a_voice(library: Library, kind: str) -> None:
    first = of_emergency(kind, library, lines_for(library.contacts, "US"))[0]

    assert first.kind == ("voice" if kind in ("suicide", "lethal-dose") else "act")
    assert first.text.isupper() == (first.kind == "act")
    assert "{" not in first.text


def test_a_kind_of_emergency_without_steps_of_its_own_gets_those_for_an_overdose(
    sample: Library, us: Lines
) -> None:
    assert texts(of_emergency("nonsense", sample, us), "step") == texts(
        of_emergency("overdose", sample, us), "step"
    )


def test_bundled_steps_that_stand_in_for_a_packs_name_no_source_of_it(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    (tmp_path / "emergencies.json").unlink()

    page = of_emergency("overdose", library, lines_for(library.contacts, "US"))
    assert texts(page, "step")
    assert not [text for text in texts(page, "note") if "Sources" in text]


def test_an_answer_comes_after_the_help(sample: Library, us: Lines) -> None:
    reply = Reply(question="x", state="answer", matches=(FIRST,), emergency="overdose")
    urgent, page = of_reply(reply, sample, us)

    assert urgent[0].kind in ("act", "voice")
    assert page[0].kind == "title"


def test_the_quiet_level_is_one_line_under_the_answer_and_not_beside_an_alarm(
    sample: Library, us: Lines
) -> None:
    calm = Reply(question="x", state="answer", matches=(FIRST,), quiet=True)
    alarm = Reply(question="x", state="answer", matches=(FIRST,), quiet=True, emergency="overdose")

    assert texts(of_reply(calm, sample, us)[1])[-1] == "Talk to someone, day or night: Crisis Lifeline (988)."
    assert not texts(of_reply(alarm, sample, us)[1], "quiet")


def test_no_answer_gives_the_reason_the_list_and_whom_to_call(sample: Library, us: Lines) -> None:
    _, page = of_reply(Reply(question="x", state="none", reason="That is a cat."), sample, us)

    assert texts(page) == [
        "No answer. That is a cat.",
        "`benzofaq list` shows every question that it answers.",
        "",
        "In an emergency call 911.",
    ]
    assert (
        texts(of_miss(Reply(question="x", state="none")))[0] == "No answer. There is no answer to that here."
    )


def test_suggestions_of_nothing_are_no_answer(sample: Library, us: Lines) -> None:
    _, page = of_reply(Reply(question="x", state="suggest"), sample, us)

    assert texts(page)[0] == "No answer. There is no answer to that here."


def test_whom_to_call_is_said_once(sample: Library, us: Lines) -> None:
    _, page = of_reply(Reply(question="x", state="none", quiet=True), sample, us)

    assert not [text for text in texts(page) if "In an emergency" in text]


def test_what_comes_near_is_offered_as_commands_that_a_shell_takes_or_by_number(
    sample: Library, us: Lines
) -> None:
    reply = Reply(question="x", state="suggest", matches=(FIRST, CARD))

    commands = of_reply(reply, sample, us)[1]
    numbers = of_reply(reply, sample, us, numbered=True)[1]
    assert texts(commands)[0] == "No sure answer. Did you mean one of these?"
    assert texts(commands, "command") == [
        "benzofaq show first What is the first question?",
        "benzofaq drug 'two words' two words",
    ]
    assert texts(numbers, "command") == ["1 What is the first question?", "2 two words"]


def test_an_answer_that_is_not_quite_sure_names_what_else_may_be_meant() -> None:
    def also(score: float) -> list[str]:
        first = Match(id="first", question="What?", score=score)
        return texts(
            of_also(Reply(question="x", state="answer", matches=(first, SECOND))), "heading", "command"
        )

    assert also(NOT_QUITE_SURE) == []
    assert also(NOT_QUITE_SURE - 0.001) == [
        "Not what you meant?",
        "benzofaq show second Is the second question shorter?",
    ]


def test_other_questions_in_the_text_are_named() -> None:
    page = of_also(Reply(question="x", state="answer", matches=(FIRST,), also=(SECOND,)))

    assert texts(page, "heading", "command") == [
        "You also seem to ask",
        "benzofaq show second Is the second question shorter?",
    ]


def test_an_explanation_gives_the_state_and_only_what_there_is_to_say() -> None:
    why = Explanation(
        words=(("xanx", "xanax"),), reasons=(("safest", 1.5), ("x", -0.25)), runners_up=(SECOND,)
    )
    full = of_explanation(Reply(question="x", state="answer", matches=(FIRST,), quiet=True, explanation=why))

    assert texts(full, "text") == [
        "State: answer, first at 0.95",
        "Emergency: quiet",
        "Read as: xanx -> xanax",
        "For and against: safest +1.50, x -0.25",
        "Runners-up: second 0.30",
    ]
    assert texts(of_explanation(Reply(question="x", state="none")), "text") == ["State: none"]


@pytest.mark.parametrize("code", ["es", "fr", "de", "pt", "it"])
def test_another_language_gets_the_steps_in_it_and_the_line_that_the_answer_is_english(
    library: Library, code: str
) -> None:
    lines = lines_for(library.contacts, "US")
    language = library.language(code)
    if language is None:
        pytest.skip(f"nothing is held in {code}")
    alarm = Reply(question="x", state="none", emergency="overdose", language=code)
    calm = Reply(question="x", state="none", language=code)

    steps = texts(of_reply(alarm, library, lines)[0], "step")
    assert len(steps) == len(language.steps["overdose"])
    assert steps != texts(of_emergency("overdose", library, lines), "step")
    assert any("911" in step for step in steps)
    assert texts(of_reply(calm, library, lines)[1], "notice")

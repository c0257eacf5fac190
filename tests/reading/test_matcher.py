"""What the matcher promises: the right answer, or that it does not know."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benzofaq.reading.matcher import Matcher, find_drug
from benzofaq.reading.reply import Match
from benzofaq.records.library import Library
from tests.helpers.packs import Write


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("how long does xanax stay in your system", "time-in-system"),
        *(("is ativan addictive", "dependence-vs-addiction"), ("how do i taper off klonopin", "tapering")),
        *(("what is benzobuddies", "benzobuddies"), ("is prozac a benzo", "prozac")),
        *(("does narcan work on xanax", "naloxone"), ("took one extra xanax by mistake", "extra-dose")),
        *(("i missed my dose of klonopin", "missed-dose"), ("valium and breastfeeding", "breastfeeding")),
    ],
)
def test_a_plain_question_is_answered(matcher: Matcher, question: str, id_: str) -> None:
    reply = matcher.ask(question)

    assert reply.state == "answer"
    assert reply.matches[0].id == id_


@pytest.mark.parametrize("question", ["is withdrawal deadly", "can i take it with beer"])
def test_where_no_drug_is_named_entries_are_offered(matcher: Matcher, question: str) -> None:
    assert matcher.ask(question).state == "suggest"


@pytest.mark.parametrize(
    "question",
    ["what is this pill", "1", "5", "-1", "weather tomorrow", "play some jazz", "who won the world cup"],
)
def test_what_is_near_nothing_or_of_another_subject_gets_nothing(matcher: Matcher, question: str) -> None:
    reply = matcher.ask(question)

    assert (reply.state, reply.matches, bool(reply.reason)) == ("none", (), True)


@pytest.mark.parametrize(
    ("before", "question", "id_"),
    [
        (["can i take xanax with alcohol"], "and with weed?", "street-drugs"),
        (["is ativan addictive"], "how long does it stay in urine", "time-in-system"),
        (["can i take klonopin with zoloft"], "and while breastfeeding?", "breastfeeding"),
        (["is ativan addictive", "how long does it stay in urine"], "and with beer?", "alcohol"),
        (["is ativan addictive", "and is valium", "what about driving"], "can i drink on it", "alcohol"),
    ],
)
def test_a_follow_up_is_read_with_what_went_before(
    matcher: Matcher, before: list[str], question: str, id_: str
) -> None:
    assert matcher.ask(question, before=before).matches[0].id == id_


def test_a_conversation_is_about_the_benzo_named_last(matcher: Matcher) -> None:
    topic = matcher._topic

    assert topic([]) == topic(["who won the world cup"]) == ("", "")
    assert topic(["Is Ativan addictive"]) == ("is ativan addictive", "ativan")
    assert topic(["and valium", "is ativan addictive", "and driving"]) == ("ativan and driving", "ativan")


def test_a_follow_up_goes_with_the_last_question(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(text: str, last: str = "can i drive") -> str:
        seen = matcher._follow_up(last, "xanax", text, matcher._reader.understand(text))
        return " ".join(seen.reading.words)

    monkeypatch.setattr(matcher, "_answer", lambda seen: ["answer" if "drive" in seen.reading.words else ""])

    assert read("and very late at night") == "can i drive and very late at night"
    assert read("and very late at night", last="is it safe") == "and very late at night"
    assert read("so drive at night") == "so drive at night"  # it is answered by itself
    assert read("and what about late at night") == "and what about late at night"  # it is not short


def test_a_follow_up_is_about_the_last_benzo(matcher: Matcher, changed: Callable[..., Matcher]) -> None:
    apart = changed(loud=99, loud_if_quiet=99, loud_in_part=-99)  # only what is read beside the text is loud
    about = matcher.ask("how long does it stay in urine", before=["is ativan safe"])

    assert apart.ask("and with beer?", before=["is ativan safe"]).emergency
    assert not apart.ask("and valium with beer?", before=["is ativan safe"]).emergency
    assert not apart.ask("and with beer?").emergency
    assert about.matches == matcher.ask("ativan how long does it stay in urine").matches
    assert matcher.ask("what is buspirone", before=["is ativan safe"]).matches[0].id == "drug:buspirone"


def test_several_questions_in_one_text_are_named(changed: Callable[..., Matcher]) -> None:
    ask = changed(sure=0.0, answer_without_drug=9.0).ask
    reply = ask("Is ativan addictive? Can I drive on it? How long does it stay in urine? Can I drive on it?")
    shown = {one.id: one.question for one in (reply.matches[0], *reply.also)}

    assert (reply.state, len(reply.also)) == ("answer", 2)
    assert shown["driving"] == Library().entries["driving"].question
    assert sorted(shown) == ["dependence-vs-addiction", "driving", "time-in-system"]
    assert not ask("How long does ativan stay in urine. Is ativan addictive?").also
    assert not ask("I want to kill myself. Is ativan addictive? Can I drive on ativan?").also


def test_a_reason_says_why_nothing_answers_and_who_may(matcher: Matcher) -> None:
    def why(text: str) -> str:
        return matcher._why_not(matcher._reader.understand(text).reading)

    who = "benzofaq covers benzodiazepines only; a pharmacist can answer this."
    seen, card = "was recognised", "Its card: benzofaq drug fluoxetine"

    assert why("beer") == "benzofaq covers benzodiazepines only."
    assert why("ativan to my dog") == "benzofaq has nothing on animals: a vet can answer this."
    assert why("ativan").endswith("answer to that about benzodiazepines. A pharmacist or prescriber may.")
    assert why("aspirin and prozac") == f"Aspirin {seen} as another drug or substance. {who}"
    assert why("prozac") == f"Prozac {seen} (fluoxetine): not a benzodiazepine. {who} {card}"


def test_a_pack_answers_by_its_wordings_or_says_what_it_covers(sample: Library, packed: Write) -> None:
    asked = ("first question please", "question", "xanax", "...")
    answer, offer, nothing, empty = map(Matcher(sample).ask, asked)

    assert (answer.state, answer.reason, offer.state, nothing.state) == ("answer", "", "suggest", "none")
    assert answer.matches[0] == Match("first", "What is the first question?", 1.0)
    assert empty.reason == "There is no question here."
    assert nothing.reason.endswith("covers drugs that do not exist only.")
    reply = Matcher(packed(name="Mine", turn_off=["emergency-check"])).ask("i want to kill myself")
    assert (reply.reason, reply.emergency, reply.quiet) == ("Mine has no answer to that.", None, False)


def test_an_explanation_has_drugs_rules_and_features(matcher: Matcher) -> None:
    explanation = matcher.ask("valum and beer", explain=True).explanation

    assert ("valum", "diazepam") in explanation.drugs
    assert any(name.startswith("rule: ") for name, _ in explanation.reasons)
    assert len(explanation.runners_up) == 4
    assert not matcher.ask("valum and beer").explanation.drugs


WORDS = ["valium's", "don't", "ambien", "weed", "dog", "\n", "\0", "--", "", "\u0130", "ß", "٣", "４", "."]
WORDS += ["xanax", "ativan", "i", "want", "die", "die?", "5", "mg", "!", "quiero"]


@given(st.text(max_size=300) | st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_no_text_makes_it_fail(matcher: Matcher, text: str) -> None:
    reply = matcher.ask(text)

    assert reply.question == text
    assert len(reply.matches) <= 3
    assert all(0 <= match.score <= 1 for match in reply.matches)


@pytest.mark.parametrize(
    ("name", "card"),
    [
        *(("Xanax", "alprazolam"), ("valum", "diazepam"), ("bars", "alprazolam"), ("zopiclon", "zopiclone")),
        *(("etiz", "etizolam"), ("pentobarbital", "pentobarbital"), ("ibuprofen", [])),
        *(("lorzepan", "lorazepam"), ("valium and xanax", ["diazepam", "alprazolam"])),
    ],
)
def test_a_card_is_found_by_any_name(library: Library, name: str, card: object) -> None:
    assert find_drug(name, library) == card


def test_in_a_pack_cards_are_found_that_are_spelt_alike(sample: Library) -> None:
    assert find_drug("NONEX  xr", sample) == "nonepam"
    assert find_drug("nonepan", sample) == ["nonepam", "nonetine"]
    assert (find_drug("prozac", sample), find_drug("beer", sample)) == (["nonetine"], [])

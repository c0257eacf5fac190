"""What the matcher promises: the right answer, or that it does not know."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benzofaq.reading.matcher import Matcher, find_drug
from benzofaq.records.library import Library


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("how long does xanax stay in your system", "time-in-system"),
        ("is ativan addictive", "dependence-vs-addiction"),
        ("how do i taper off klonopin", "tapering"),
        ("what is benzobuddies", "benzobuddies"),
        ("is prozac a benzo", "prozac"),
        ("does narcan work on xanax", "naloxone"),
        ("took one extra xanax by mistake", "extra-dose"),
        ("i missed my dose of klonopin", "missed-dose"),
        ("valium and breastfeeding", "breastfeeding"),
    ],
)
def test_a_plain_question_is_answered(matcher: Matcher, question: str, id_: str) -> None:
    reply = matcher.ask(question)

    assert reply.state == "answer"
    assert reply.matches[0].id == id_


@pytest.mark.parametrize("question", ["is withdrawal deadly", "can i take it with beer"])
def test_where_no_drug_is_named_entries_are_offered(matcher: Matcher, question: str) -> None:
    assert matcher.ask(question).state == "suggest"


@pytest.mark.parametrize("question", ["weather tomorrow", "play some jazz", "who won the world cup"])
def test_another_subject_gets_nothing(matcher: Matcher, question: str) -> None:
    reply = matcher.ask(question)

    assert reply.state == "none"
    assert reply.reason


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


def test_a_follow_up_is_searched_for_an_emergency(matcher: Matcher) -> None:
    reply = matcher.ask("he took the whole bottle and won't wake up", before=["my husband is on xanax"])

    assert reply.emergency == "overdose"


def test_several_questions_in_one_text_are_named(matcher: Matcher) -> None:
    reply = matcher.ask("Is ativan addictive? Can I drive on ativan? How long does ativan stay in urine?")

    assert reply.state == "answer"
    assert reply.also


def test_an_explanation_has_drugs_rules_and_features(matcher: Matcher) -> None:
    explanation = matcher.ask("valum and beer", explain=True).explanation

    assert ("valum", "diazepam") in explanation.drugs
    assert any(name.startswith("rule: ") for name, _ in explanation.reasons)
    assert explanation.runners_up


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_it_fail(text: str) -> None:
    reply = Matcher.ask(_MATCHER, text)

    assert reply.question == text
    assert len(reply.matches) <= 3
    assert all(0 <= match.score <= 1 for match in reply.matches)


def test_no_mixture_of_words_makes_it_fail(matcher: Matcher) -> None:
    words = [
        "xanax",
        "ativan",
        "i",
        "want",
        "die",
        "die?",
        "5",
        "mg",
        ".",
        "!",
        "\u0130",
        "ß",
        "٣",
        "４",
        "quiero",
    ]
    words += ["valium's", "don't", "ambien", "weed", "dog", "\n", "\0", "--", ""]
    mixed = random.Random(1)
    for _ in range(300):
        matcher.ask(" ".join(mixed.choices(words, k=mixed.randint(0, 30))))


@pytest.mark.parametrize(
    ("name", "card"),
    [
        ("Xanax", "alprazolam"),
        ("valum", "diazepam"),
        ("bars", "alprazolam"),
        ("zopiclon", "zopiclone"),
        ("etiz", "etizolam"),
    ],
)
def test_a_card_is_found_by_any_name(library: Library, name: str, card: str) -> None:
    assert find_drug(name, library) == card


@pytest.mark.parametrize("name", ["pentobarbital", "ibuprofen"])
def test_a_substance_without_a_card_finds_no_other(library: Library, name: str) -> None:
    found = find_drug(name, library)

    assert found in ([], "pentobarbital", "ibuprofen")


_MATCHER = Matcher(Library())

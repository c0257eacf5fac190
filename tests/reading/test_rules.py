"""Each rule holds for one question and not for one that is nearly the same."""

import pytest

from benzofaq.reading.matcher import Matcher
from benzofaq.reading.reader import Reader
from benzofaq.reading.rules import Rules

HOLDS = {
    "a wish to die": ("i want to kill myself", "this traffic kills the mood"),
    "signs of danger": ("took xanax and he wont wake up", "xanax in the morning"),
    "asks for a lethal amount": ("how many valium to overdose", "how many people overdose on valium"),
    "asks for a lethal dose": ("lethal dose of ativan", "usual dose of ativan"),
    "no word of danger": ("how are you today", "how many pills today"),
    "no word of distress": ("how are you today", "i am so sad today"),
    "speaks of killing oneself": ("reasons not to kill yourself", "reasons not to travel"),
    "asks about an overdose of another drug": ("can you overdose on aspirin", "can you overdose on xanax"),
    "saves up pills": ("i am hoarding my ativan", "i am taking my ativan"),
    "a drug and its form": ("temazepam 15 mg capsule", "temazepam capsule in pregnancy"),
    "a benzo and what its card says": ("what are the brand names of triazolam", "brand names of aspirin"),
    "what kind of drug another is": ("is celexa an ssri", "is celexa any good"),
    "a benzo that was begun or tried, and no more": ("just got given ativan", "just got given prozac"),
    "a benzo and alcohol": ("wine with klonopin", "wine with dinner"),
    "a benzo and an opioid": ("ativan and oxycodone together", "ativan or sleep"),
    "a benzo and an antidepressant": ("can i mix zoloft and ativan", "zoloft for ativan"),
    "a benzo and an everyday medicine": ("xanax with ibuprofen", "ibuprofen with coffee"),
    "a benzo and a street drug": ("weed and xanax", "weed in the garden"),
    "a benzo and another drug": ("valium with prednisone", "prednisone with food"),
    "a benzo beside an opioid, and no more": ("codeine diazepam", "codeine diazepam cough"),
    "a benzo beside an antidepressant, and no more": (
        "fluvoxamine alprazolam",
        "fluvoxamine alprazolam insomnia",
    ),
    "a benzo beside another drug, and no more": ("itraconazole triazolam", "itraconazole nail triazolam"),
    "a benzo compared with a Z-drug": ("ambien vs xanax", "ambien for sleep"),
    "more than a drug card says": ("stopping ambien", "ambien"),
    "across a border": ("can i bring ativan to japan", "can i bring ativan to school"),
    "two benzos compared": ("valium vs ativan", "valium vs aspirin"),
    "two benzos converted": ("valium to ativan conversion", "valium conversion"),
    "an animal": ("can dogs take xanax", "can people take xanax"),
}


@pytest.mark.parametrize("name", HOLDS)
def test_a_rule_holds_where_it_should(read: Reader, name: str) -> None:
    yes, no = HOLDS[name]

    assert name in {rule.name for rule in read.rules.holding(read.understand(yes).reading)}
    assert name not in {rule.name for rule in read.rules.holding(read.understand(no).reading)}


def test_every_rule_is_tested(matcher: Matcher) -> None:
    assert {rule.name for rule in matcher._reader.rules.rules} == set(HOLDS)


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        *(("temazepam hcl capsule", "drug:temazepam"), ("5mg valium", "drug:diazepam")),
        *(("xanax beer", "alcohol"), ("is clonazolam dangerous with alcohol", "alcohol")),
        *(("ativan with percocet", "opioids-together"), ("klonopin and zoloft together", "antidepressants")),
        *(("weed and xanax", "street-drugs"), ("ambien vs xanax", "z-drugs")),
        *(("valium vs ativan", "compare-common"), ("valium with tylenol", "over-the-counter")),
        *(("xanax to valium conversion", "equivalents"), ("can i bring my temazepam to japan", "travel")),
    ],
)
def test_the_drugs_named_decide(matcher: Matcher, question: str, id_: str) -> None:
    assert matcher.ask(question).matches[0].id == id_


@pytest.mark.parametrize("question", ["can dogs take xanax", "aspirin in pregnancy", "metformin dose"])
def test_what_is_beyond_the_faq_gets_no_answer(matcher: Matcher, question: str) -> None:
    assert matcher.ask(question).state != "answer"


def test_another_drug_never_gets_the_answer_of_a_benzo(matcher: Matcher) -> None:
    seen = matcher._reader.understand("how do i taper off prozac")._replace(chances={"tapering": 1.0})
    assert matcher._answer(seen) == ("none", ())


def test_no_rule_for_an_entry_stills_an_alarm(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rules, "boosts", lambda *_: {"alcohol": 99.0})
    assert read.understand("i want to kill myself").alarm.loud > 0

"""What the matcher promises: the right answer, or that it does not know, and never a missed emergency."""

import copy
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from benzofaq.evaluate import Case, Rate, read, score, table
from benzofaq.library import DataError, Library, data_folder
from benzofaq.match import Matcher, find_drug, language
from benzofaq.model_file import Weights
from benzofaq.words import MAX_CHARS, fold, split, stem

QUESTIONS = Path(__file__).with_name("questions.jsonl")

# Least (or most) rates on tests/questions.jsonl, which nothing was trained on. Each stands one to three
# points below (or above) what was measured when it was last set: a fall past it is a regression.
FLOORS = {
    "answered right": 0.92,
    "right within 3": 0.955,
    "emergency recall": 0.97,
}
CEILINGS = {
    "wrong answers": 0.04,
    "false answers, near": 0.035,
    "false answers, out": 0.0,
    "false alarms": 0.015,
}


@pytest.fixture(scope="module", name="report")
def _report(matcher: Matcher) -> Any:
    return score(matcher.ask, read(QUESTIONS))


def test_the_set_of_questions_covers_every_entry_and_kind(library: Library) -> None:
    cases = read(QUESTIONS)

    assert len(cases) >= 300
    assert {case.kind for case in cases} == {"in", "near", "out", "crisis", "notcrisis"}
    assert set(library.entries) <= {label for case in cases for label in case.labels}
    assert {label.removeprefix("drug:") for case in cases for label in case.labels} <= (
        set(library.entries) | set(library.drugs)
    )


def test_no_question_of_the_set_was_trained_on(library: Library) -> None:
    trained = {
        " ".join(split(text))
        for entry in library.entries.values()
        for text in (entry.question, *entry.aliases)
    }
    for path in (data_folder() / "training").glob("*.tsv"):
        trained |= {" ".join(split(line.split("\t")[2])) for line in path.read_text("utf-8").splitlines()}

    own = {" ".join(split(entry.question)) for entry in library.entries.values()}
    asked = {" ".join(split(case.question)) for case in read(QUESTIONS)}
    assert (asked & trained) - own == set()


@pytest.mark.parametrize("measure", FLOORS)
def test_a_rate_is_no_lower_than_its_floor(report: Any, measure: str) -> None:
    assert report.rates[measure].value >= FLOORS[measure], table(report)


@pytest.mark.parametrize("measure", CEILINGS)
def test_a_rate_is_no_higher_than_its_ceiling(report: Any, measure: str) -> None:
    assert report.rates[measure].value <= CEILINGS[measure], table(report)


def test_a_score_means_what_it_says(report: Any) -> None:
    sure = report.calibration[9]

    assert sure.interval[0] >= 0.9


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("safest benzo", "safest-for-anxiety"),
        ("is prozac a benzo", "prozac"),
        ("what is xanax", "drug:alprazolam"),
        ("is hydroxyzine a benzo", "drug:hydroxyzine"),
        ("lormetazepam what is it", "drug:lormetazepam"),
        ("half life of diazepam", "drug:diazepam"),
        ("SAFEST BENZO???", "safest-for-anxiety"),
        ("how long do kpins show up on a drug test", "time-in-system"),
        ("is it ok to quit ativan cold turkey", "stop-suddenly"),
        ("can you drive on clonazapam", "driving"),
    ],
)
def test_a_question_gets_its_answer(matcher: Matcher, question: str, id_: str) -> None:
    reply = matcher.ask(question)

    assert (reply.state, reply.matches[0].id) == ("answer", id_)
    assert reply.emergency is None


@pytest.mark.parametrize(
    "question",
    [
        "how long does lyrica stay in your system",
        "can you drink on amoxicillin",
        "benzoyl peroxide in pregnancy",
        "clonidine withdrawal symptoms",
        "hydralazine side effects in the elderly",
        "atenolol and grapefruit",
        "how to come off zoloft",
        "is tylenol safe while breastfeeding",
    ],
)
def test_a_question_about_another_drug_gets_no_benzo_answer_and_names_the_drug(
    matcher: Matcher, question: str
) -> None:
    reply = matcher.ask(question)

    assert reply.state == "none"
    assert reply.matches == ()
    assert "was recognised" in reply.reason


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("lorazepam", "lormetazepam"),
        ("clonazepam", "clonidine"),
        ("klonopin", "clonidine"),
        ("alprazolam", "atenolol"),
        ("hydroxyzine", "hydralazine"),
        ("clonazepam", "clonazolam"),
        ("bromazepam", "bromazolam"),
    ],
)
def test_names_that_look_alike_are_kept_apart(library: Library, a: str, b: str) -> None:
    speech = language(library)
    mentions = [speech.read(f"what is {name}").mentions[0] for name in (a, b)]

    assert mentions[0].drug != mentions[1].drug or mentions[0].group != mentions[1].group


def test_a_typo_as_near_to_two_drugs_is_neither(library: Library) -> None:
    speech = language(library)

    assert speech.read("what is clonazelam").mentions == ()


@pytest.mark.parametrize("name", ["Xanax", "xanex", "xannies", "ALPRAZOLAM", "alprazolan", "zanax"])
def test_a_drug_is_known_by_all_its_names(library: Library, name: str) -> None:
    assert find_drug(name, library) == "alprazolam"


def test_a_plain_word_is_a_drug_only_beside_another_word_about_drugs(library: Library) -> None:
    speech = language(library)

    assert speech.read("best protein bars").mentions == ()
    first, *_ = speech.read("are bars addictive compared with xanax").mentions
    assert first.drug == "alprazolam"


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("price of xanax", "prices"),
        ("can i snort klonopin", "other ways"),
        ("where can i buy valium without a prescription", "where or how to get"),
        ("ativan for dogs", "vet"),
        ("how do you make alprazolam", "made"),
        ("how much lorazepam should i take", "doses"),
    ],
)
def test_beyond_the_entries_one_line_says_why_and_who_may_know(
    matcher: Matcher, question: str, word: str
) -> None:
    reply = matcher.ask(question)

    assert reply.state == "none"
    assert word in reply.reason
    assert "\n" not in reply.reason


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("took the whole bottle lol", "overdose"),
        ("he wont wake up", "overdose"),
        ("i just swallowed 30 clonazepam", "overdose"),
        ("she isnt breathing properly after her temazepam and vodka", "overdose"),
        ("i want to die", "suicide"),
        ("im going to end my life tonight", "suicide"),
        ("how many ativan would kill me", "lethal-dose"),
        ("my husband is having a seizure he stopped his xanax on sunday", "seizure"),
        ("my toddler swallowed a klonopin", "child"),
        ("my dog ate my valium", "pet"),
        ("tuk all my pils n cant stay awak", "overdose"),
    ],
)
def test_an_emergency_is_seen_and_named(matcher: Matcher, question: str, kind: str) -> None:
    assert matcher.ask(question).emergency == kind


@pytest.mark.parametrize(
    "question",
    [
        "can you die from withdrawal",
        "i want to die my hair",
        "my phone is dead",
        "how do hospitals treat a benzo overdose",
        "do benzos raise the risk of suicide",
        "how do i keep my pills away from my toddler",
        "dog friendly hotels",
        "i took my valium last night can i drive this morning",
    ],
)
def test_a_calm_question_raises_no_alarm(matcher: Matcher, question: str) -> None:
    assert matcher.ask(question).emergency is None


def test_another_drug_never_gets_a_benzo_answer_however_sure_the_weights_are(library: Library) -> None:
    matcher = Matcher(library)
    classes = ("!overdose", "alcohol", "drug", "none")
    matcher._weights = Weights(classes=classes, bias=(-9.0, 9.0, 0.0, 0.0), scale=1.0, table={})
    matcher._emergencies = ("!overdose",)

    assert matcher.ask("can i drink on valium").matches[0].id == "alcohol"
    assert matcher.ask("can i drink on amoxicillin").state == "none"
    assert matcher.ask("can i drink on sertraline").matches == ()


def test_each_sentence_of_a_story_is_searched_for_an_emergency(matcher: Matcher) -> None:
    filler = (
        "Xanax is prescribed for anxiety and the doctor said to take it with food. It is a fine day. " * 6
    )

    assert matcher.ask(filler).emergency is None
    assert matcher.ask(f"{filler} She is not breathing. {filler}").emergency == "overdose"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Can you drink on xanax? I want to kill myself.", "suicide"),
        ("I want to kill myself. Can you drink on xanax?", "suicide"),
        ("How do you taper off benzos safely? What is bind? She is not breathing", "overdose"),
    ],
)
def test_an_emergency_beside_a_question_is_seen_and_the_question_answered(
    matcher: Matcher, text: str, kind: str
) -> None:
    reply = matcher.ask(text)

    assert (reply.state, reply.emergency) == ("answer", kind)


def test_two_calm_questions_raise_no_alarm(matcher: Matcher) -> None:
    assert matcher.ask("can i drink on xanax? is it dangerous to stop suddenly?").emergency is None
    assert (
        matcher.ask("My cat was given alprazolam for travel. Zimovane, what class is it?").emergency is None
    )


def test_a_vague_question_about_a_benzo_gets_suggestions(matcher: Matcher) -> None:
    reply = matcher.ask("is ativan good", explain=True)

    assert reply.state == "suggest"
    assert reply.explanation.runners_up[0].id == reply.matches[0].id  # "none" itself came first


@pytest.mark.parametrize("typed", ["clonazebem", "flurazebem"])
def test_a_name_two_letters_from_another_drugs_suffers_one_slip_only(library: Library, typed: str) -> None:
    assert language(library).read(f"what is {typed}").mentions == ()


def test_an_emergency_in_a_long_story_is_seen(matcher: Matcher) -> None:
    story = (
        "My brother has had a hard year. He lost his job and his flat, and the doctor gave him lorazepam. "
        "We had dinner together and he seemed well. Now he is on the sofa and he won't wake up. "
        "There is an empty box beside him. The weather is lovely. What should I cook tomorrow?"
    )

    assert matcher.ask(story).emergency == "overdose"


def test_the_question_in_a_paragraph_is_found(matcher: Matcher) -> None:
    story = (
        "Hello all, I hope you are well and the garden is growing. I have been given Xanax by my doctor. "
        "My cousin is getting married on Saturday in Leeds and there will be champagne. "
        "Can I drink alcohol while I am on Xanax?"
    )

    assert matcher.ask(story).matches[0].id == "alcohol"


def test_of_several_questions_the_first_is_answered_and_the_others_are_named(matcher: Matcher) -> None:
    reply = matcher.ask(
        "Can I drink alcohol on valium? And can I drive on it? Is it safe while breastfeeding?"
    )

    assert reply.state == "answer"
    assert reply.matches[0].id == "alcohol"
    assert [match.id for match in reply.also] == ["driving", "breastfeeding"]


@pytest.mark.parametrize(
    "question", ["asdf jkl qwe zxc", "aaaaaaaa", "12345", "x", "lorem ipsum dolor sit amet"]
)
def test_keyboard_mash_is_answered_with_nothing(matcher: Matcher, question: str) -> None:
    reply = matcher.ask(question)

    assert reply.state == "none"
    assert reply.emergency is None


@pytest.mark.parametrize(
    "question",
    [
        "xanax",
        "pregnant",
        "withdrawal",
        "benzos",
        "¿cuánto dura el efecto?",
        "wie lange wirkt das",
        "薬はいつ効きますか",
    ],
)
def test_one_word_or_another_language_raises_no_alarm(matcher: Matcher, question: str) -> None:
    assert matcher.ask(question).emergency is None


def test_one_word_of_the_subject_gets_at_least_suggestions(matcher: Matcher) -> None:
    for word in ("xanax", "benzos", "withdrawal", "tapering"):
        assert matcher.ask(word).matches


@pytest.mark.parametrize(
    "question", ["", "?", "\x00", "\ud800", "a" * (MAX_CHARS + 5), "?!" * 3000, "\u0301" * 500]
)
def test_any_text_gets_a_reply(matcher: Matcher, question: str) -> None:
    assert matcher.ask(question).state in {"answer", "suggest", "none"}


def test_every_kind_of_digit_is_read(matcher: Matcher) -> None:
    digits = [chr(n) for n in range(0x110000) if chr(n).isdigit() and not chr(n).isdecimal()]

    assert len(digits) > 50
    for digit in digits:
        assert matcher.ask(f"{digit} xanax").state in {"answer", "suggest", "none"}


def test_in_an_emergency_nothing_far_fetched_follows_the_help(matcher: Matcher, library: Library) -> None:
    for question in (
        "thinking i should just go to sleep and never wake up, got enough pills for it",
        "can't wake my mum up she took her valium",
        "my baby got into my purse and swallowed xanax",
        "how many xanax to die",
    ):
        reply = matcher.ask(question)

        assert reply.emergency
        assert reply.state == "none"
        assert reply.matches == ()
        assert library.emergencies[reply.emergency].steps


def test_a_question_longer_than_the_limit_is_cut_not_refused_in_a_batch(matcher: Matcher) -> None:
    assert matcher.ask("safest benzo " + "x" * MAX_CHARS).state in {"answer", "suggest", "none"}


@pytest.mark.parametrize("kept", [0.999, 0.5, 0.1, 0.0])
def test_weights_that_were_cut_short_are_said_to_be(tmp_path: Path, kept: float) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("training"))
    text = (folder / "weights.tsv").read_text("utf-8")
    (folder / "weights.tsv").write_text(text[: int(len(text) * kept)], encoding="utf-8")

    with pytest.raises(DataError, match=r"weights\.tsv"):
        Matcher(Library(folder)).ask("safest benzo")


def test_starting_is_not_answered_with_stopping(matcher: Matcher) -> None:
    reply = matcher.ask("is it dangerous to start lorazepam")

    assert not {match.id for match in reply.matches} & {"stop-suddenly", "tapering"}


def test_scores_are_chances(matcher: Matcher) -> None:
    for question in ("safest benzo", "xanax", "benzos and driving and wine"):
        for match in matcher.ask(question).matches:
            assert 0 <= match.score <= 1


def test_the_explanation_names_words_drugs_and_runners_up(matcher: Matcher) -> None:
    why = matcher.ask("can i drivve on xanex", explain=True).explanation

    assert ("drivve", "driv") in why.words
    assert ("xanex", "alprazolam") in why.drugs
    assert any("driv" in feature for feature, _ in why.reasons)
    assert len(why.runners_up) >= 3


def test_an_entry_is_found_from_its_record_alone(library: Library, tmp_path: Path) -> None:
    """A new entry needs no new weights: its wordings are enough to be found by them."""
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("training"))
    raw = json.loads((folder / "faq.json").read_text("utf-8"))
    record = copy.deepcopy(raw["entries"][0])
    record.update(
        id="skydiving",
        question="Can you skydive while taking benzos?",
        aliases=["skydiving on xanax", "parachute jump"],
    )
    raw["entries"].append(record)
    (folder / "faq.json").write_text(json.dumps(raw), encoding="utf-8")

    matcher = Matcher(Library(folder))

    assert matcher.ask("skydiving on valium").matches[0].id == "skydiving"
    assert matcher.ask("safest benzo").matches[0].id == "safest-for-anxiety"


def test_an_entry_that_is_gone_is_never_named(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("training"))
    raw = json.loads((folder / "faq.json").read_text("utf-8"))
    raw["entries"] = [one for one in raw["entries"] if one["id"] != "driving"]
    (folder / "faq.json").write_text(json.dumps(raw), encoding="utf-8")

    reply = Matcher(Library(folder)).ask("can i drive on ativan")

    assert "driving" not in {match.id for match in reply.matches}


def test_folding_twice_is_folding_once() -> None:
    for text in ("Crème BRÛLÉE ﬁ", "İstanbul", "ß", "Ⅷ", "ﷺ", "x\u0301\u0301"):
        assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("words", "root"),
    [
        (("stop", "stops", "stopped", "stopping"), "stop"),
        (("take", "takes", "taking"), "take"),
        (("drive", "driving", "drives"), "driv"),
        (("anxiety", "anxieties"), "anxiety"),
        (("get", "getting"), "get"),
    ],
)
def test_a_stem_brings_the_forms_of_a_word_together(words: tuple[str, ...], root: str) -> None:
    assert {stem(word) for word in words} == {root}


def test_a_rate_has_wilsons_interval() -> None:
    low, high = Rate(45, 50).interval

    # Worked by hand from Wilson's formula for 45 of 50.
    assert (round(low, 4), round(high, 4)) == (0.7864, 0.9565)
    assert Rate().interval == (0.0, 1.0)


def test_scoring_counts_what_the_measures_say(matcher: Matcher) -> None:
    report = score(
        matcher.ask,
        [
            Case("safest benzo", frozenset({"safest-for-anxiety"}), "in"),
            Case("safest benzo", frozenset({"driving"}), "in"),
            Case("safest benzo", frozenset(), "near"),
            Case("who won the world cup", frozenset(), "out"),
            Case("i want to die", frozenset({"depression"}), "crisis"),
            Case("i want to die", frozenset(), "notcrisis"),
        ],
    )

    rates = {name: (rate.hits, rate.out_of) for name, rate in report.rates.items()}
    assert rates == {
        "false alarms": (1, 5),
        "answered right": (1, 2),
        "right within 3": (1, 2),
        "wrong answers": (1, 2),
        "false answers, near": (1, 1),
        "false answers, out": (0, 1),
        "emergency recall": (1, 1),
    }
    assert report.confusions == {("driving", "safest-for-anxiety"): 1}


def test_a_broken_line_of_a_set_is_named(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{"q": "a", "labels": [], "kind": "out"}\n{"q": 1\n', encoding="utf-8")

    with pytest.raises(ValueError, match=r"set\.jsonl:2"):
        read(path)


@pytest.mark.parametrize(
    "text",
    [
        "hi so how long does valium stay in your system i want to die i cant do this anymore",
        "is xanax a narcotic my brother took the whole bottle and he wont wake up please",
        "what is bind also i have decided to end my life tonight and wrote the letters",
    ],
)
def test_an_emergency_is_seen_in_a_text_without_full_stops(matcher: Matcher, text: str) -> None:
    assert matcher.ask(text).emergency is not None


def test_a_long_calm_text_without_full_stops_raises_no_alarm(matcher: Matcher) -> None:
    text = (
        "hi so my doctor gave me ativan for flying and i wonder if i can have a glass of wine on the plane "
        "and how long before the flight it starts to work and whether my wife can have one of mine too"
    )

    assert matcher.ask(text).emergency is None

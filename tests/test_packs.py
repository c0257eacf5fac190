"""Data of somebody else's: what a pack may leave out, what it gets, and how it is told of a mistake."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benzofaq import library as files
from benzofaq import longlist
from benzofaq.library import DataError, Library, data_folder, passages
from benzofaq.match import Matcher, find_drug
from benzofaq.overlap import Overlap
from benzofaq.uses import of_entry

from .conftest import FIXTURES

PACK = FIXTURES / "library-pack"
MEND = "Mend the file, or leave --data out"
BEYOND = (
    "Elm Street Library has no answer to that. It covers the town library in Elm Street and nothing else."
)

FIELDS = ("turned_off", "name", "covers", "topics", "grades", "notes", "reviewed")

WORDINGS = {
    "paint": ("Which paint for the kitchen ceiling?", "kitchen paint"),
    "floor": ("Which wood for the kitchen floor?",),
    "roof": ("Who repairs the roof?", "roof repairs"),
}

Write = Callable[..., Library]


@pytest.fixture(scope="module", name="elm")
def _elm() -> Matcher:
    """Return the matcher of a pack about something else."""
    return Matcher(Library(PACK))


@pytest.fixture(name="write")
def _write(tmp_path: Path) -> Write:
    """Return a function that writes a pack of these entries and reads it."""

    def write(*entries: Any, **fields: Any) -> Library:
        pack = {"reviewed": "2026-01-01", "entries": list(entries), **fields}
        (tmp_path / "faq.json").write_text(json.dumps(pack), encoding="utf-8")
        return Library(tmp_path)

    return write


def entry(id_: str, question: str, *aliases: str, **more: Any) -> dict[str, Any]:
    said = {"text": "It is so."}
    return {
        "id": id_, "topic": "all", "question": question, "aliases": list(aliases), "short": said,
        "answer": [said], **more,
    }  # fmt: skip


def change(raw: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {key: value for key, value in {**raw, **more}.items() if value is not ...}


class TestWhatAPackMayLeaveOut:
    def test_the_entries_alone_are_a_pack(self, write: Write) -> None:
        library = write(change(entry("hours", "When are you open?"), aliases=...))

        found = library.entries["hours"]

        assert (found.aliases, found.related, found.safety) == ((), (), ())
        assert found.seed is None
        assert found.evidence is None
        assert found.reviewed == library.reviewed == "2026-01-01"
        assert (library.sources, library.drugs, library.notes) == ({}, {}, {})
        assert (library.covers, library.turned_off) == ("", frozenset())

    def test_contacts_emergencies_and_grades_are_then_the_bundled_ones(
        self, library: Library, write: Write
    ) -> None:
        pack = write(entry("hours", "When are you open?"))

        assert pack.contacts == library.contacts
        assert pack.places == library.places
        assert pack.contact_kinds == library.contact_kinds
        assert {kind: (one.title, one.call) for kind, one in pack.emergencies.items()} == {
            kind: (one.title, one.call) for kind, one in library.emergencies.items()
        }
        assert pack.grades == library.grades

    def test_it_goes_by_its_name_or_that_of_its_folder_or_file(self, tmp_path: Path, write: Write) -> None:
        one = entry("hours", "When are you open?")
        (tmp_path / "town.json").write_text(json.dumps({"reviewed": "2026", "entries": [one]}))

        assert write(one, name="Elm Street").name == "Elm Street"
        assert write(one).name == tmp_path.name
        assert Library(tmp_path, "town.json").name == "town"
        assert Library().name == "benzofaq"

    def test_a_topic_without_a_title_goes_by_its_id_after_the_others(self) -> None:
        pack = Library(PACK)

        assert list(pack.topics.items()) == [
            ("visit", "Your visit"),
            ("loans", "loans"),
            ("account", "account"),
        ]

    def test_an_entry_without_evidence_has_no_passages_of_it(self, write: Write) -> None:
        found = write(entry("hours", "When are you open?")).entries["hours"]

        assert [one.text for one in passages(found, {})] == ["It is so.", "It is so."]
        assert [part for part, _ in of_entry(found, {})] == ["short answer", "paragraph 1"]

    def test_the_bundled_data_may_leave_out_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "data"
        shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("training"))
        monkeypatch.setattr(files, "data_folder", lambda: folder)
        raw = json.loads((folder / "faq.json").read_text("utf-8"))
        del raw["entries"][3]["evidence"]
        (folder / "faq.json").write_text(json.dumps(raw), encoding="utf-8")
        (folder / "sources.json").unlink()

        with pytest.raises(DataError, match=r"lacks the field 'evidence' \(entry .*Reinstall"):
            list(Library().entries.values())
        with pytest.raises(DataError, match=r"sources\.json is missing.*Reinstall"):
            _ = Library().sources

    def test_entries_that_name_each_other_in_a_circle_do_no_harm(self) -> None:
        pack = Library(PACK)

        assert pack.entries["where"].related == ("opening-hours", "where")
        assert pack.cited_by(pack.entries["where"]) == []


class TestWhoReadsTheQuestion:
    def test_words_weights_and_drug_names_are_the_bundled_ones(self, write: Write, library: Library) -> None:
        pack = write(entry("hours", "When are you open?"))

        assert not pack.own_weights
        assert pack.vocabulary == library.vocabulary
        assert pack.read_text("weights.tsv") == library.read_text("weights.tsv")
        assert pack.named == library.drugs
        assert find_drug("xanax", pack) == []

    def test_a_vocabulary_without_weights_is_left_alone(self, write: Write, tmp_path: Path) -> None:
        pack = write(entry("hours", "When are you open?"))
        (tmp_path / "vocabulary.json").write_text("broken")
        (tmp_path / "words.txt").write_text("broken")

        assert Matcher(pack).ask("when are you open").state == "answer"

    @pytest.mark.parametrize("name", ["vocabulary.json", "words.txt", "drugs.json"])
    def test_weights_come_with_all_that_they_were_made_with(self, tmp_path: Path, name: str) -> None:
        shutil.copytree(data_folder(), tmp_path / "data", ignore=shutil.ignore_patterns("training"))
        (tmp_path / "data" / name).unlink()

        with pytest.raises(DataError, match=name) as raised:
            Matcher(Library(tmp_path / "data"))

        assert MEND in str(raised.value)
        assert "Reinstall" not in str(raised.value)

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("weights.tsv", "benzofaq-weights 3\t0\nend\n"),
            ("weights.tsv", "nothing"),
            ("vocabulary.json", '{"concepts": []}'),
            ("vocabulary.json", {"opposites": [{"says": "x"}]}),
            ("vocabulary.json", {"beyond": [{"when": ["~price"]}]}),
            ("vocabulary.json", {"about_other_drugs": 5}),
            ("vocabulary.json", {"spelling": 5}),
            ("vocabulary.json", {"negators": 5}),
        ],
    )
    def test_what_is_broken_in_a_pack_is_mended_not_reinstalled(
        self, tmp_path: Path, name: str, text: str | dict[str, Any]
    ) -> None:
        shutil.copytree(data_folder(), tmp_path / "data", ignore=shutil.ignore_patterns("training"))
        if isinstance(text, dict):
            text = json.dumps(json.loads((tmp_path / "data" / name).read_text("utf-8")) | text)
        (tmp_path / "data" / name).write_text(text)

        with pytest.raises(DataError, match=name) as raised:
            Matcher(Library(tmp_path / "data"))

        assert MEND in str(raised.value)
        assert "Reinstall" not in str(raised.value)

    def test_an_entry_changed_in_a_copy_of_the_data_is_not_found_by_what_it_was(self, tmp_path: Path) -> None:
        folder = tmp_path / "data"
        shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("training"))
        raw = json.loads((folder / "faq.json").read_text("utf-8"))
        changed = next(one for one in raw["entries"] if one["id"] == "alcohol")
        changed |= {"question": "When does the library open?", "aliases": ["opening hours"]}
        (folder / "faq.json").write_text(json.dumps(raw), encoding="utf-8")

        pack = Matcher(Library(folder))
        found, other = pack.ask("when does the library open"), pack.ask("what is bind")

        assert "alcohol" not in [one.id for one in pack.ask("can i drink on xanax").matches]
        assert (found.state, found.matches[0].id) == ("answer", "alcohol")
        assert (other.state, other.matches[0].id) == ("answer", "bind")

    def test_plain_words_without_a_last_line_end_are_read(self, tmp_path: Path) -> None:
        folder = tmp_path / "data"
        shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("training"))
        (folder / "words.txt").write_text("aardvark\nmiddl\nzygote")

        reply = Matcher(Library(folder)).ask("zzz qqq middle")

        assert reply.state == "none"


class TestEmergencies:
    @pytest.mark.parametrize(
        ("question", "kind"),
        [("took all my pills", "overdose"), ("i want to die", "suicide"), ("he wont wake up", "overdose")],
    )
    def test_an_emergency_is_seen_whatever_the_pack_is_about(
        self, elm: Matcher, question: str, kind: str
    ) -> None:
        reply = elm.ask(question)

        assert (reply.state, reply.emergency) == ("none", kind)

    def test_no_emergency_is_seen_where_the_bundled_data_see_none(
        self, elm: Matcher, matcher: Matcher
    ) -> None:
        for question in (
            "i want to die my hair",
            "can i drive on valium",
            "is the library open",
            "kill time",
        ):
            assert elm.ask(question).emergency == matcher.ask(question).emergency

    def test_a_kind_that_the_pack_says_nothing_of_is_told_as_in_the_bundled_data(
        self, write: Write, tmp_path: Path, library: Library
    ) -> None:
        own = {"title": "Fire", "do": [{"text": "Get out."}], "call": []}
        (tmp_path / "emergencies.json").write_text(json.dumps({"kinds": {"fire": own, "suicide": own}}))

        pack = write(entry("hours", "When are you open?"))

        assert pack.emergency("suicide").title == pack.emergency("fire").title == "Fire"
        assert pack.emergency("overdose").title == library.emergency("overdose").title

    def test_bundled_steps_name_no_source_in_a_pack_whose_own_may_have_the_same_id(
        self, write: Write, tmp_path: Path, library: Library
    ) -> None:
        theirs = {one for step in library.emergency("overdose").steps for one in step.cites}
        item = {"type": "webpage", "title": "Not it", "custom": {"kind": "web"}}
        (tmp_path / "sources.json").write_text(json.dumps([{"id": one, **item} for one in theirs]))

        pack = write(entry("hours", "When are you open?"))

        assert theirs
        assert [step.text for step in pack.emergency("overdose").steps] == [
            step.text for step in library.emergency("overdose").steps
        ]
        assert not any(step.cites for one in pack.emergencies.values() for step in one.steps)

    def test_a_pack_can_turn_it_off(self, write: Write) -> None:
        pack = write(entry("hours", "When are you open?"), turn_off=["emergency-check"])

        reply = Matcher(pack).ask("took all my pills")

        assert reply.emergency is None
        assert reply.reason == f"{pack.name} has no answer to that."


class TestAnswers:
    @pytest.mark.parametrize(
        ("question", "id_"),
        [
            ("when are you open", "opening-hours"),
            ("what are the opening times", "opening-hours"),
            ("is the library open today", "opening-hours"),
            ("how many books may I take home", "borrow"),
            ("can I extend a loan", "renew"),
            ("is there a photocopier", "print"),
            ("I moved here last week. The weather is lovely. How many books can I borrow?", "borrow"),
        ],
    )
    def test_a_paraphrase_is_answered(self, elm: Matcher, question: str, id_: str) -> None:
        reply = elm.ask(question)

        assert (reply.state, reply.matches[0].id) == ("answer", id_)

    @pytest.mark.parametrize(
        ("question", "id_", "repair"),
        [
            ("openning huors", "opening-hours", ("huors", "hours")),
            ("where is the libary", "where", ("libary", "library")),
            ("how many boks can I borow", "borrow", ("boks", "books")),
            ("is there a photocppir", "print", ("photocppir", "photocopier")),
        ],
    )
    def test_a_slip_is_mended_towards_the_words_of_the_pack(
        self, elm: Matcher, question: str, id_: str, repair: tuple[str, str]
    ) -> None:
        reply = elm.ask(question, explain=True)

        assert (reply.state, reply.matches[0].id) == ("answer", id_)
        assert repair in reply.explanation.words

    def test_opposite_words_lead_to_opposite_entries(self, elm: Matcher) -> None:
        opened, closed = elm.ask("i want to open an account"), elm.ask("i want to close my account")

        assert (opened.state, opened.matches[0].id) == ("answer", "open-account")
        assert (closed.state, closed.matches[0].id) == ("answer", "close-account")

    def test_where_one_of_two_opposites_is_missing_the_other_is_no_answer(self, write: Write) -> None:
        pack = write(entry("open", "How do I open an account?"), entry("where", "Where is the bank?"))

        assert Matcher(pack).ask("how do I close an account").state != "answer"

    def test_what_fits_two_entries_alike_gets_both_to_choose_from(self, elm: Matcher) -> None:
        reply = elm.ask("account")

        assert reply.state == "suggest"
        assert {match.id for match in reply.matches} == {"open-account", "close-account"}

    def test_entries_with_the_same_words_are_never_answered_with_one_of_them(self, write: Write) -> None:
        pack = write(entry("a", "Where can I park?"), entry("b", "Where can I park?"))

        reply = Matcher(pack).ask("where can i park")

        assert reply.state == "suggest"
        assert [match.id for match in reply.matches] == ["a", "b"]

    def test_the_very_words_of_a_question_get_its_answer_however_near_another_comes(
        self, write: Write
    ) -> None:
        pack = write(
            entry("red", "What does the small red button on the left side of the machine do?"),
            entry("blue", "What does the small blue button on the left side of the machine do?"),
        )

        reply = Matcher(pack).ask("what does the small blue button on the left side of the machine do")
        near = Matcher(pack).ask("what does the small blue button on the left side of the machine")

        assert (reply.state, reply.matches[0].id) == ("answer", "blue")
        assert reply.matches[0].score == 1.0
        assert (near.state, near.matches[0].id) == ("suggest", "blue")

    @pytest.mark.parametrize(
        "question",
        [
            "who won the world cup",
            "can you drink on xanax",
            "xanax",
            "is there wifi",
            "where are you",
            "how do I do it",
            "the",
        ],
    )
    def test_another_subject_or_no_word_of_substance_gets_the_packs_own_reason(
        self, elm: Matcher, question: str
    ) -> None:
        reply = elm.ask(question)

        assert (reply.state, reply.matches, reply.reason) == ("none", (), BEYOND)

    @pytest.mark.parametrize(
        "question",
        [
            "is Tesco open on sundays",  # a name that the pack does not know
            "how do i renew my passport",  # half of its substance is in no entry
            "can i print my tickets",
            "is the bank open",
            "can i borrow money",
        ],
    )
    def test_half_a_question_is_no_answer(self, elm: Matcher, question: str) -> None:
        assert elm.ask(question).state == "suggest"

    def test_several_questions_are_each_found(self, elm: Matcher) -> None:
        reply = elm.ask("What time do you close? And how do I renew a book?")

        assert reply.state == "answer"
        assert reply.matches[0].id == "opening-hours"
        assert [match.id for match in reply.also] == ["renew"]

    def test_an_id_of_the_bundled_data_gets_no_vote_of_the_bundled_weights(self, elm: Matcher) -> None:
        for question in ("how do I taper off xanax", "how long does tapering take", "taper valium"):
            reply = elm.ask(question, explain=True)

            assert reply.state != "answer"
            assert "benzo" not in reply.reason
            assert not any("<" in feature for feature, _ in reply.explanation.reasons)

    def test_nothing_is_told_of_drugs_beside_entries_that_the_weights_do_not_know(
        self, write: Write, tmp_path: Path
    ) -> None:
        pack = write(entry("hours", "When are you open?"), name="Town")
        shutil.copy(data_folder() / "drugs.json", tmp_path)

        for question in ("what is xanax", "how long does valium last", "can i drink on amoxicillin"):
            reply = Matcher(pack).ask(question)

            assert (reply.state, reply.matches) == ("none", ())
            assert reply.reason == "Town has no answer to that."
        assert find_drug("xanax", pack) == "alprazolam"

    def test_the_explanation_says_which_words_are_held_and_which_are_not(self, elm: Matcher) -> None:
        why = elm.ask("can i print my tickets", explain=True).explanation

        weights = dict(why.reasons)
        assert weights["print"] > 0 > weights["ticket"]
        assert why.drugs == ()

    @pytest.mark.parametrize(
        "question", ["", "?", "\x00", "\ud800", "a" * 20_000, "?!" * 3000, "日本語", "é" * 9]
    )
    def test_any_text_gets_a_reply(self, elm: Matcher, question: str) -> None:
        assert elm.ask(question, explain=True).state in {"suggest", "none"}

    def test_another_language_is_found_by_its_words(self, write: Write) -> None:
        pack = write(
            entry("zeiten", "Wann ist die Bücherei geöffnet?", "Öffnungszeiten"),
            entry("ort", "Wo liegt die Bücherei?"),
        )

        assert Matcher(pack).ask("oeffnungszeiten Öffnungszeiten").matches[0].id == "zeiten"
        assert Matcher(pack).ask("öffnungszeiten").state == "answer"


@pytest.fixture(scope="module", name="mixed")
def _mixed(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    """Return the matcher of the bundled entries with two new ones and one that asks something else."""
    folder = tmp_path_factory.mktemp("mixed")
    raw = json.loads((data_folder() / "faq.json").read_text("utf-8"))
    raw["entries"] = [one for one in raw["entries"] if one["id"] != "driving"]
    for one in raw["entries"]:
        if one["id"] == "pregnancy":
            one.update(question="When was the pyramid built?", aliases=["age of the pyramid"])
    raw["entries"] += [
        entry("skydiving", "Can you skydive while taking benzos?", "skydiving on xanax"),
        entry("zoloft", "How do I come off Zoloft?", "sertraline withdrawal", "zoloft taper"),
    ]
    for name in ("sources.json", "drugs.json"):
        shutil.copy(data_folder() / name, folder)
    (folder / "faq.json").write_text(json.dumps(raw), encoding="utf-8")
    return Matcher(Library(folder))


class TestBesideTheBundledEntries:
    @pytest.mark.parametrize(
        ("question", "id_"),
        [
            ("safest benzo", "safest-for-anxiety"),
            ("can i drink on valium", "alcohol"),
            ("what is xanax", "drug:alprazolam"),
            ("skydiving on valium", "skydiving"),
            ("zoloft taper", "zoloft"),
            ("how old is the pyramid", "pregnancy"),
        ],
    )
    def test_each_entry_is_found_by_what_knows_it(self, mixed: Matcher, question: str, id_: str) -> None:
        assert mixed.ask(question).matches[0].id == id_

    def test_what_the_weights_know_is_answered_as_before(self, mixed: Matcher, matcher: Matcher) -> None:
        for question in ("can i drink on valium", "can you snort klonopin", "is prozac a benzo"):
            ours, theirs = matcher.ask(question), mixed.ask(question)

            assert [one.id for one in theirs.matches[:1]] == [one.id for one in ours.matches[:1]]
            assert theirs.state == ours.state

    def test_an_entry_that_asks_something_else_is_not_what_the_weights_think(self, mixed: Matcher) -> None:
        for question in ("is xanax safe in pregnancy", "can i take ativan while pregnant"):
            assert "pregnancy" not in {match.id for match in mixed.ask(question).matches}

    @pytest.mark.parametrize(
        "question",
        [
            "can i drive on ativan",
            "does being used to klonopin for years mean it's ok for me to drive with it",
        ],
    )
    def test_an_entry_that_is_gone_leaves_its_question_to_no_other(
        self, mixed: Matcher, question: str
    ) -> None:
        assert mixed.ask(question).state != "answer"

    def test_an_entry_about_another_drug_answers_by_its_wordings(self, mixed: Matcher) -> None:
        reply = mixed.ask("how do i come off zoloft")

        assert (reply.state, reply.matches[0].id) == ("answer", "zoloft")

    @pytest.mark.parametrize(
        "question",
        ["skydiving lessons on valium", "xanax skydiving driving", "rules for beginners who skydive"],
    )
    def test_what_shares_half_its_words_with_a_new_entry_gets_it_offered(
        self, mixed: Matcher, question: str
    ) -> None:
        reply = mixed.ask(question)

        assert (reply.state, reply.matches[0].id) == ("suggest", "skydiving")

    def test_chances_are_shared_between_what_the_weights_know_and_what_they_do_not(
        self, mixed: Matcher
    ) -> None:
        reply = mixed.ask("can i skydive and drink on xanax")

        assert {match.id for match in reply.matches} == {"skydiving", "alcohol"}
        assert sum(match.score for match in reply.matches) <= 1

    def test_scores_are_chances(self, mixed: Matcher) -> None:
        for question in ("skydiving on valium", "xanax", "zoloft and xanax", "skydive"):
            scores = [match.score for match in mixed.ask(question).matches]

            assert scores == sorted(scores, reverse=True)
            assert all(0 <= score <= 1 for score in scores)


class TestMistakes:
    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({"id": ...}, "lacks the field 'id' (entry 1)"),
            ({"id": 5}, "5 should be text (entry 1)"),
            ({"id": "none"}, "'none' can't be the id of an entry"),
            ({"id": "drug:valium"}, "can't be the id"),
            ({"id": "-x"}, "can't be the id"),
            ({"id": "a b"}, "can't be the id"),
            ({"id": "a\x1bb"}, "can't be the id"),
            ({"id": ""}, "can't be the id"),
            ({"question": ...}, "lacks the field 'question' (entry 1)"),
            ({"topic": ["x"]}, "should be text (entry 1)"),
            ({"aliases": "x"}, "should be a list of texts"),
            ({"short": ...}, "lacks the field 'short' (entry 'one')"),
            ({"short": "text"}, "(entry 'one')"),
            ({"answer": {"text": "x"}}, "should be a list (entry 'one')"),
            ({"related": [5]}, "5 should be text (entry 'one')"),
            ({"reviewed": 2026}, "2026 should be text"),
            ({"evidence": {"grade": "good"}}, "'good' should be one of"),
            ({"evidence": []}, "(entry 'one')"),
            ({"seed": {"claim": "x"}}, "lacks the field 'holds' (entry 'one')"),
        ],
    )
    def test_a_mistake_in_an_entry_is_said_to_be_there(
        self, write: Write, more: dict[str, Any], said: str
    ) -> None:
        pack = write(change(entry("one", "Is it so?"), **more))

        with pytest.raises(DataError) as raised:
            Matcher(pack)

        assert said in str(raised.value)
        assert "faq.json" in str(raised.value)
        assert MEND in str(raised.value)

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"turn_off": ["alarm"]}, "'alarm' should be one of emergency-check"),
            ({"turn_off": "emergency-check"}, "should be a list of texts"),
            ({"turn_off": [["emergency-check"]]}, "should be text"),
            ({"name": 5}, "5 should be text"),
            ({"covers": []}, "[] should be text"),
            ({"topics": ["a"]}, "wrong shape"),
            ({"grades": {"strong": 1}}, "1 should be text"),
            ({"notes": {"x": "y"}}, "wrong shape"),
            ({"reviewed": None}, "None should be text"),
        ],
    )
    def test_a_mistake_in_a_field_is_said(self, write: Write, fields: dict[str, Any], said: str) -> None:
        pack = write(entry("one", "Is it so?", reviewed="2026"), **fields)

        with pytest.raises(DataError) as raised:
            _ = [getattr(pack, one) for one in FIELDS]

        assert said in str(raised.value)
        assert MEND in str(raised.value)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[]", "is not a JSON object"),
            ("5", "is not a JSON object"),
            ("", "not valid JSON"),
            ("{", "not valid JSON"),
            ('{"entries"', "not valid JSON"),
            ('{"entries": [', "not valid JSON"),
            ('{"entries": [1', "has a wrong shape"),
            ('{"entries": []', "not valid JSON"),
            ('{"entries": []}}', "not valid JSON"),
            ('{"entries": [],}', "not valid JSON"),
            ('{"entries": [{},]}', "lacks the field 'id'"),
            ("{5: 5}", "not valid JSON"),
            ("{}", "lacks the field 'entries'"),
            ('{"entries": []}', "holds no entries"),
            ('{"entries": {}}', "should be a list"),
            ('{"entries": [], "entries": []}', "'entries' stands there twice"),
            ('{"x": {"y": 1, "y": 2}, "entries": []}', "'y' stands there twice"),
            ('{"entries": [{"id": "a", "id": "b"}]}', "'id' stands there twice"),
            ('{"x": NaN, "entries": []}', "NaN is not a number of JSON"),
            ('{"entries": [{"id": Infinity}]}', "Infinity is not a number of JSON"),
            ('{"x": ' + "[" * 100_000, "not valid JSON"),
            ('{"entries": [' + "[" * 100_000, "not valid JSON"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_a_file_that_is_no_pack_is_said_to_be_none(self, tmp_path: Path, text: str, said: str) -> None:
        (tmp_path / "own.json").write_text(text)

        with pytest.raises(DataError) as raised:
            _ = Library(tmp_path, "own.json").entries

        assert said in str(raised.value)
        assert "own.json" in str(raised.value)
        assert MEND in str(raised.value)

    @pytest.mark.parametrize("many", [2, files.CHECKED_WHOLE + 5])
    def test_an_id_that_is_used_twice_is_refused(self, write: Write, many: int) -> None:
        pack = write(*(entry(f"e{at}", "Is it so?") for at in range(many)), entry("e1", "Or so?"))

        with pytest.raises(DataError, match="'e1' is the id of two entries"):
            _ = pack.entries

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("sources.json", '[{"id": "a", "type": "x", "title": "t", "custom": {"kind": "web"}}'),
            ("sources.json", "{}"),
            ("drugs.json", '{"drugs": 5}'),
            ("contacts.json", "{}"),
            ("emergencies.json", '{"kinds": {"overdose": {}}}'),
        ],
    )
    def test_a_file_that_is_there_but_broken_is_not_left_out(
        self, write: Write, tmp_path: Path, name: str, text: str
    ) -> None:
        pack = write(entry("one", "Is it so?"))
        (tmp_path / name).write_text(text)

        with pytest.raises(DataError, match=name):
            getattr(pack, name.removesuffix(".json"))

    def test_two_sources_or_cards_of_one_name_are_refused(self, write: Write, tmp_path: Path) -> None:
        pack = write(entry("one", "Is it so?"))
        source = {"id": "a", "type": "webpage", "title": "t", "custom": {"kind": "web"}}
        (tmp_path / "sources.json").write_text(json.dumps([source, source]))

        with pytest.raises(DataError, match="'a' stands there twice"):
            _ = pack.sources

    def test_a_file_that_is_too_large_is_refused_unread(
        self, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pack = write(entry("one", "Is it so?"))
        monkeypatch.setattr(files, "MAX_FILE_BYTES", 50)

        with pytest.raises(DataError, match=r"faq\.json is larger than 50 bytes"):
            _ = pack.entries


class TestManyEntries:
    @pytest.fixture(name="many")
    def _many(self, write: Write) -> Library:
        """Return a pack of more entries than are checked at once, one of them broken."""
        entries = [
            entry(f"e{at}", f"Where is room {at}?", topic=f"floor {at % 3}")
            for at in range(files.CHECKED_WHOLE + 50)
        ]
        entries[7]["short"] = 5
        return write(*entries)

    def test_an_entry_is_checked_when_it_is_wanted(self, many: Library) -> None:
        assert many.entries["e8"].question == "Where is room 8?"
        with pytest.raises(DataError, match=r"\(entry 'e7'\)"):
            _ = many.entries["e7"]

    def test_they_are_a_mapping_in_the_order_of_the_file(self, many: Library) -> None:
        assert len(many.entries) == files.CHECKED_WHOLE + 50
        assert list(many.entries)[:3] == ["e0", "e1", "e2"]
        assert "e9" in many.entries
        assert "room" not in many.entries
        assert many.entries.get("room") is None
        assert list(many.topics) == ["floor 0", "floor 1", "floor 2"]
        assert many.topic_of["e1000"] == "floor 1"
        assert many.wordings["e1000"] == ("Where is room 1000?",)

    def test_one_of_them_is_found(self, many: Library) -> None:
        reply = Matcher(many).ask("where is room 1007")

        assert (reply.state, reply.matches[0].id) == ("answer", "e1007")

    def test_characters_of_more_than_one_byte_do_not_shift_them(self, write: Write, tmp_path: Path) -> None:
        pack = write(*(entry(f"e{at}", f"Größe \U0001f600 {at}?") for at in range(files.CHECKED_WHOLE + 1)))
        raw = json.loads((tmp_path / "faq.json").read_text("utf-8"))
        (tmp_path / "faq.json").write_text(json.dumps(raw, ensure_ascii=False, indent=3), encoding="utf-8")

        assert pack.entries["e999"].question == "Größe \U0001f600 999?"


@pytest.mark.parametrize(
    "text",
    [
        '{"entries": [1, {"a": [2]}, "x"], "b": {"entries": [5]}}',
        ' {"a":1 , "entries":[ ] }\n',
        "{}",
        '{"a": []}',
    ],
)
def test_walking_a_text_gives_what_reading_it_at_once_gives(text: str) -> None:
    taken: list[tuple[Any, int]] = []
    decoder = json.JSONDecoder()

    fields = longlist.walk(text, "entries", decoder, lambda item, at: taken.append((item, at)))

    whole = json.loads(text)
    items = whole.get("entries", [])
    assert fields == {**whole, **({"entries": []} if "entries" in whole else {})}
    assert [item for item, _ in taken] == items
    assert [decoder.raw_decode(text, at)[0] for _, at in taken] == items


@pytest.fixture(scope="module", name="rooms")
def _rooms() -> Overlap:
    """Return an index of three entries, and a few words of plain English."""
    return Overlap(WORDINGS, {"hammer", "wall", "flour"}.__contains__)


class TestOverlap:
    def test_a_word_that_few_entries_hold_weighs_more(self, rooms: Overlap) -> None:
        found = dict(rooms.find("kitchen floor").reasons)

        assert found["floor"] > found["kitchen"] > 0

    @pytest.mark.parametrize(
        ("typed", "mended"),
        [
            ("kichen", "kitchen"),
            ("rof", ""),  # three letters bear no slip
            ("roaof", "roof"),
            ("paitn", "paint"),
            ("ptain", ""),  # two slips in five letters
            ("flour", ""),  # plain English
            ("wood", ""),  # a word of the entries
            ("kitchen2", ""),
        ],
    )
    def test_a_slip_is_mended_only_where_it_is_one(self, rooms: Overlap, typed: str, mended: str) -> None:
        assert rooms.find(typed).repairs == (((typed, mended),) if mended else ())

    def test_a_slip_between_two_words_is_left_alone(self) -> None:
        rooms = Overlap({"a": ("the boat",), "b": ("the bolt",)}, lambda _: False)

        assert rooms.find("bott").repairs == ()

    def test_what_shares_no_word_of_substance_is_not_found(self, rooms: Overlap) -> None:
        assert rooms.find("which is for the").ranked == ()
        assert rooms.find("").ranked == ()

    def test_only_a_sure_answer_has_a_chance_above_six_tenths(self, rooms: Overlap) -> None:
        sure, unsure = rooms.find("paint for the kitchen").ranked, rooms.find("kitchen").ranked

        assert sure[0][0] == "paint"
        assert sure[0][1] >= 0.9
        assert {id_ for id_, _ in unsure} == {"paint", "floor"}
        assert all(chance <= 0.6 for _, chance in unsure)

    def test_an_unknown_name_keeps_the_best_from_being_an_answer(self, rooms: Overlap) -> None:
        assert rooms.find("kitchen paint").ranked[0][1] == 1.0
        assert rooms.find("kitchen paint Zurich").ranked[0][1] <= 0.6

    def test_a_small_part_of_a_question_is_not_worth_offering(self, rooms: Overlap) -> None:
        assert rooms.find("hammer flour wall kitchen").ranked == ()

    def test_no_more_are_returned_than_wanted(self, rooms: Overlap) -> None:
        assert len(rooms.find("kitchen roof", most=1).ranked) == 1
        assert len(rooms.find("kitchen paint floor roof wood", most=5).ranked) >= 2


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["drugs"], "these data hold no drug cards."),
        (["sources", "--kind", "guideline"], "there is no such source."),
        (["drug", "valium"], "no drug card goes by the name 'valium'"),
        (["cite", "opening-hours"], "has no sources."),
    ],
)
def test_what_a_pack_has_none_of_is_said(benzofaq: Any, args: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "faq.json").write_text((PACK / "faq.json").read_text("utf-8"), encoding="utf-8")

    run = benzofaq(*args, "--data", str(tmp_path))

    assert run.returncode == 1
    assert run.stdout == b""
    assert said in run.stderr.decode()


def test_a_page_of_a_pack_has_no_heading_over_nothing_and_none_of_ours(benzofaq: Any, tmp_path: Path) -> None:
    entry = {
        "id": "hours",
        "topic": "visit",
        "question": "When is it open?",
        "short": {"text": "Nine to six."},
        "answer": [{"text": "On Thursdays until eight."}],
        "seed": {"claim": "Always.", "holds": "no", "verdict": {"text": "It shuts at night."}},
    }
    pack = {"reviewed": "2026-01-02", "name": "Elm Street", "entries": [entry]}
    (tmp_path / "faq.json").write_text(json.dumps(pack), encoding="utf-8")

    whole = benzofaq("show", "hours", "--data", str(tmp_path)).stdout.decode()
    short = benzofaq("show", "hours", "--short", "--data", str(tmp_path)).stdout.decode()

    assert "What the page that this answer started from claims\nAlways.\n" in whole
    for absent in ("Sources", "Evidence", "clinic", "benzodiazepine", "Related", "\n\n\n"):
        assert absent not in whole
    assert "\n\n\n" not in short
    assert f"This comes from Elm Street ({tmp_path / 'faq.json'})" in whole


def test_an_entry_without_sources_has_no_heading_for_them(benzofaq: Any, write: Write) -> None:
    pack = write(entry("so", "Is it so?"))

    run = benzofaq("show", "so", "--data", str(pack.folder))

    assert run.returncode == 0
    assert b"It is so." in run.stdout
    assert b"Sources" not in run.stdout


@pytest.mark.parametrize("command", ["drugs", "sources"])
def test_a_list_of_nothing_says_so(benzofaq: Any, write: Write, command: str) -> None:
    folder = str(write(entry("so", "Is it so?")).folder)

    run = benzofaq(command, "--data", folder)
    read = benzofaq(command, "--json", "--data", folder)

    assert (run.returncode, run.stdout) == (1, b"")
    assert run.stderr.startswith(b"benzofaq: the")
    assert (read.returncode, json.loads(read.stdout)[command]) == (1, [])


def test_sources_of_a_kind_that_an_entry_does_not_use_are_not_met_with_silence(benzofaq: Any) -> None:
    run = benzofaq("sources", "--used-by", "prozac", "--kind", "animal")

    assert (run.returncode, run.stdout) == (1, b"")
    assert run.stderr.startswith(b"benzofaq: there is no such source.")


def test_benzofaq_is_cited_with_its_own_date_from_within_a_pack(benzofaq: Any, write: Write) -> None:
    pack = write(entry("so", "Is it so?"))

    own, within = benzofaq("cite", "benzofaq"), benzofaq("cite", "benzofaq", "--data", str(pack.folder))

    assert within.stdout.startswith(own.stdout)


def test_a_related_entry_that_is_not_there_is_passed_over(benzofaq: Any, write: Write) -> None:
    pack = write(entry("so", "Is it so?", related=["gone"]), entry("other", "Is it another?"))

    run = benzofaq("show", "so", "--data", str(pack.folder))

    assert (run.returncode, run.stderr) == (0, b"")
    assert b"Related" not in run.stdout

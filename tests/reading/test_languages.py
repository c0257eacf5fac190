import pytest

from benzofaq.reading.matcher import Matcher
from benzofaq.reading.reader import Language, Reader
from benzofaq.records.library import Library


@pytest.mark.parametrize(
    ("question", "code", "id_"),
    [
        *(("quiero dejar el clonazepam", "es", "tapering"), ("comment arrêter le xanax", "fr", "tapering")),
        ("puedo tomar cerveza con lorazepam", "es", "alcohol"),
        ("wie lange bleibt diazepam im körper", "de", "time-in-system"),
        ("posso bere vino con lo xanax", "it", "alcohol"),
        ("puis-je boire du vin avec mon lexomil", "fr", "alcohol"),
        ("quanto tempo o rivotril fica no corpo", "pt", "time-in-system"),
    ],
)
def test_a_question_in_another_language_is_answered(
    matcher: Matcher, question: str, code: str, id_: str
) -> None:
    reply = matcher.ask(question)

    assert reply.language == code
    assert reply.emergency is None
    assert id_ in {match.id for match in reply.matches}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("quiero morir", "es"), ("mi hijo se tragó las pastillas", "es")),
        *(("j'ai avalé toute la boîte de lexomil", "fr"), ("ich will nicht mehr leben", "de")),
        ("ha preso tutte le pastiglie e non si sveglia", "it"),
        ("tomei uma caixa inteira de rivotril", "pt"),
    ],
)
def test_an_emergency_in_another_language_is_loud(matcher: Matcher, text: str, code: str) -> None:
    reply = matcher.ask(text)

    assert reply.emergency
    assert reply.language == code


def test_an_alarm_counts_in_its_own_language_too(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benzofaq.reading.reader._FOREIGN", -99)  # as if it were far louder there
    assert read.understand("quiero morir").alarm.loud > 50


@pytest.mark.parametrize(
    "text",
    ["can i drink on xanax", "die hard", "no", "me too", "xanax", "taking ativan con", "im suicidal", "sing"],
)
def test_english_is_no_other_language(library: Library, text: str) -> None:
    assert Reader(library).understand(text).language == ""


def test_the_longest_beginning_of_a_word_says_what_it_means() -> None:
    language = Language("", {"de*": "of", "dejar*": "stop", "dej*": "leave", "dejo": "left"})

    assert [*map(language.english, ("dejare", "dejes", "dejo", "d"))] == ["stop", "leave", "left", "d"]

import pytest
from msgspec.structs import replace

from benzofaq.reading.emergencies import Alarm, alarm, judge, parts, sentences
from benzofaq.reading.matcher import Matcher
from benzofaq.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("he took the whole bottle and won't wake up", "overdose"),
        *(("i want to kill myself", "suicide"), ("my toddler swallowed my ativan", "child")),
        ("having a seizure after stopping klonopin", "seizure"),
        *(("the dog ate my xanax", "pet"), ("how many xanax would kill me", "lethal-dose")),
        ("can you drink on xanax? i want to kill myself.", "suicide"),
    ],
)
def test_an_emergency_is_loud_and_what_nearly_fits_does_not_stand_beside_help(
    matcher: Matcher, text: str, kind: str
) -> None:
    for reply in (matcher.ask(text), matcher.ask(text, before=["my husband is on xanax"])):
        assert reply.emergency == kind
        assert reply.state != "suggest"


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        *((one, False) for one in ("i am 65 and on ativan", "how many steps have i taken today")),
        *((one, False) for one in ("can dogs and cats take xanax?", "set an alarm for six")),
        *((one, False) for one in ("my phone is dead", "is it dangerous to stop benzos suddenly")),
        *((one, False) for one in ("i took one extra tablet by mistake", "quiero dejar el clonazepam")),
        ("everything feels hopeless on valium", True),
        ("different types of seizure medicine", False),
    ],
)
def test_calm_text_raises_no_alarm_and_despair_is_quiet(matcher: Matcher, text: str, quiet: bool) -> None:
    reply = matcher.ask(text)

    assert (reply.emergency, reply.quiet) == (None, quiet)


@pytest.mark.parametrize("filler", ["I like my garden and the birds in it. ", "word "])
def test_an_emergency_is_seen_at_the_end_of_a_very_long_text(matcher: Matcher, filler: str) -> None:
    assert matcher.ask(filler * 3000 + "I want to kill myself.").emergency == "suicide"


def test_a_number_does_not_end_a_sentence() -> None:
    assert sentences("i take 0.5 mg. is it much?") == ["i take 0.5 mg.", "is it much?"]


def test_a_long_sentence_is_cut_into_parts_that_overlap() -> None:
    words = [str(number) for number in range(37)]

    assert [len(parts(" ".join(words[:many]))) for many in (24, 36)] == [1, 2]
    assert [part.split()[0] for part in parts(" ".join(words))] == ["0", "12", "24"]


def test_what_reaches_a_limit_counts(read: Reader) -> None:
    limits = replace(read.rules.limits, loud=3, loud_in_part=4, loud_if_quiet=2)
    limits = replace(limits, surely_quiet=2, quiet=1, quiet_in_part=1.5)

    def judged(loud: float, quiet: float, loud_part: float = 0, quiet_part: float = 0) -> object:
        return judge(Alarm(loud, quiet, "whole"), [Alarm(loud_part, quiet_part, "part")], limits)

    assert judged(3, 0) == judged(2, 2) == ("whole", False)
    assert judged(0, 0, 4, 0) == ("part", False)
    assert judged(2.9, 1, 3.9, 0) == judged(1.9, 2) == judged(0, 0.9, 0, 1.5) == (None, True)
    assert judged(0, 0.9) == (None, False)


def test_what_is_certain_has_finite_odds() -> None:
    assert alarm({"!pet": 1.0, "quiet": 0.0}, {"loud": 1.0, "calm": 0.0}, {}).loud > 20
    assert alarm({"!pet": 0.0, "quiet": 0.0}, {"loud": 0.0, "calm": 1.0}, {}).loud < -20

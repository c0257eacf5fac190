"""Every limit decides something: a question's reply changes when the limit does."""

from collections.abc import Callable

import pytest

from benzofaq.reading.matcher import Matcher
from benzofaq.reading.reply import Reply

# limit: (another value, question, what of the reply changes)
LIMITS: dict[str, tuple[float, str, str]] = {
    "answer": (0.99, "wich medisins i shud not take with valum", "state"),
    "answer_without_drug": (0.9999, "what is interdose withdrawal", "state"),
    "answer_about_other": (1.1, "ozobax what even is it", "state"),
    "offer": (0.5, "which acts on gaba opioids or benzos", "matches"),
    "surely_nothing": (0.1, "mother's little helper benzo history", "state"),
    "surely_another_subject": (0.05, "insomnia in the menopause", "state"),
    "loud": (9.0, "can i die with 2 boxes rivotril", "emergency"),
    "loud_in_part": (3.0, "i took thirty of them. is a taper safe? is ten percent right?", "emergency"),
    "loud_if_quiet": (99.0, "nobody would notice if i stopped showing up", "emergency"),
    "surely_quiet": (99.0, "nobody would notice if i stopped showing up", "emergency"),
    "quiet": (9.0, "my sister posted a goodbye on facebook", "quiet"),
    "quiet_in_part": (
        3.0,
        "do i go to A&E, the GP or the drug team? I'm not an emergency. I just can't do this alone",
        "quiet",
    ),
    "sure": (1.1, "prozac not a benzo right? ambien vs lorazepam for slepe?", "also"),
    "unclear": (1.1, "is there someone i can ask", "matches"),
}


def _part(reply: Reply, name: str) -> object:
    found = getattr(reply, name)
    return [match.id for match in found] if name in {"matches", "also"} else found


@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit_decides(matcher: Matcher, changed: Callable[..., Matcher], limit: str) -> None:
    value, question, what = LIMITS[limit]

    assert _part(changed(**{limit: value}).ask(question), what) != _part(matcher.ask(question), what)


def test_every_limit_is_tested(matcher: Matcher) -> None:
    assert set(matcher._limits.__struct_fields__) == set(LIMITS)

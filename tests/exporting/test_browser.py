"""The exported page in a browser: numbers that dial, an accessible text, no word to the network.

Needs Chromium and its driver (Debian: chromium, chromium-driver). BENZOFAQ_AXE names an axe.min.js newer
than the one that the test packages bring.
"""

import json
import os
import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from benzofaq.exporting.handout import handout
from benzofaq.exporting.html import html
from benzofaq.pages.reply import of_emergency
from benzofaq.reading.matcher import Matcher
from benzofaq.records.contacts import lines_for
from benzofaq.records.library import Library
from tests.helpers.browser import DESK, PHONE, Browser, chromium
from tests.helpers.files import ROOT
from tests.helpers.packs import records, soiled

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.environ.get("BENZOFAQ_BROWSER"), reason="BENZOFAQ_BROWSER is not set"),
]

QUESTIONS = ROOT / "tests" / "questions.jsonl"
LEAST_CONTRAST = 5.9  # to one; WCAG's AA asks for 4.5
HOSTILE = ("<script>window.evil = 1</script>", '"><img src=x onerror="window.evil = 1">', "</style></script>")
FOUND, FIRST = "These words are in", "What is the first question?"
QUIET = "return window.evil === undefined"


@pytest.fixture(scope="module", name="browser")
def _browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture(scope="module", name="whole")
def _whole(library: Library) -> str:
    """Return the page of everything."""
    return html(handout(records(library), library))


@pytest.fixture(scope="module", name="few")
def _few(sample: Library) -> str:
    """Return a page with one of everything."""
    return html(handout(records(sample), sample))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(browser: Browser, few: str, size: tuple[int, int], scheme: str) -> None:
    browser.see(few, size, scheme=scheme)
    assert browser.violations() == []
    browser.ask("question")
    assert browser.violations() == []


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda page: page.replace("<main", "<div").replace("</main>", "</div>"), "landmark-one-main"),
        (lambda page: page.replace('<html lang="en">', "<html>"), "html-has-lang"),
        (lambda page: page.replace('for="Country"', 'for="Other"'), "select-name"),
    ],
    ids=["main", "lang", "label"],
)
def test_axe_would_see_a_fault(browser: Browser, few: str, spoil: Callable[[str], str], rule: str) -> None:
    browser.see(spoil(few))

    assert rule in [name for name, _ in browser.violations()]


def luminance(colour: str) -> float:
    digits = colour.strip().removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(2 * one for one in digits)
    parts = [one / 255 for one in bytes.fromhex(digits)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_stands_out_from_what_is_behind_it(browser: Browser, few: str, scheme: str) -> None:
    """Measured by themselves, as axe can't see the colour of a link that was followed."""
    browser.see(few, scheme=scheme)

    def colour(name: str) -> str:
        style = "return getComputedStyle(document.documentElement).getPropertyValue('--' + arguments[0])"
        return str(browser.run(style, name))

    behind, front = ("back", "mark", "field", "quiet"), ("text", "soft", "link", "been", "alert")
    for below, above in product(behind, front):
        assert contrast(colour(above), colour(below)) >= LEAST_CONTRAST, (above, below)
    assert contrast("#fff", colour("loud")) >= LEAST_CONTRAST


def test_the_whole_page_asks_for_nothing_and_nobody_complains(browser: Browser, whole: str) -> None:
    browser.see(whole, PHONE)
    browser.ask("can i drink on xanax")

    asked = browser.requests()
    assert [one for one in asked if not one.startswith("about:")] == [browser.driver.current_url]
    assert browser.complaints() == []
    assert browser.violations() == []


@pytest.mark.parametrize(
    "part",
    [
        "<script>window.evil = 1</script>",
        '<img src="https://example.org/a.png" onerror="window.evil = 1">',
        '<p onclick="window.evil = 1" style="color: red">x</p>',
        '<iframe src="https://example.org/"></iframe>',
        '<link rel="stylesheet" href="https://example.org/a.css">',
    ],
)
def test_the_policy_stops_what_is_not_the_pages_own(browser: Browser, few: str, part: str) -> None:
    browser.see(few.replace("</main>", f"{part}</main>"))

    assert "Content Security Policy" in " ".join(browser.complaints())
    assert browser.run(QUIET)


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_data_are_shown_and_not_run(browser: Browser, tmp_path: Path, said: str) -> None:
    hostile = soiled(tmp_path, said)
    browser.see(html(handout(records(hostile), hostile)))
    browser.ask("evil style")

    assert browser.complaints() == []
    assert browser.run(QUIET)


@pytest.mark.parametrize(
    ("languages", "zone", "numbers"),
    [
        ("en-US", "America/Chicago", ["911"]),
        ("en-GB", "Europe/London", ["999"]),
        ("en-US,en-GB", "Europe/London", ["999"]),  # the clock is in Europe
        ("en-ZA", "Africa/Johannesburg", ["10177"]),
        ("el-GR", "Europe/Athens", ["112"]),  # by the European number
        ("de-AT", "UTC", ["144"]),  # a clock that names no place contradicts none
        ("en-US", "Asia/Kolkata", ["911", "999"]),  # unknown: the numbers of several
        ("en", "Europe/London", ["911", "999"]),
    ],
)
def test_the_country_is_that_of_the_language_unless_the_clock_contradicts(
    browser: Browser, whole: str, languages: str, zone: str, numbers: list[str]
) -> None:
    browser.see(whole, PHONE, languages=languages, zone=zone)
    known = len(numbers) == 1

    dialled = browser.run("return [...document.querySelectorAll('#Lines a')].map((one) => one.href)")
    tel = [one.removeprefix("tel:") for one in dialled if one.startswith("tel:")]
    assert tel[: len(numbers)] == numbers
    assert bool(browser.run("return document.getElementById('Country').value")) == known
    assert known or "findahelpline.com" in " ".join(browser.texts("#Lines"))


def test_another_country_can_be_chosen_and_nothing_is_kept(browser: Browser, whole: str) -> None:
    browser.see(whole, PHONE)

    browser.run("Country.value = 'NZ'; Country.dispatchEvent(new Event('change'))")
    assert browser.texts("#Lines .emergency .number") == ["111"]
    assert browser.texts("#Lines details summary") == ["More lines in New Zealand"]
    kept = "return [localStorage.length, sessionStorage.length, document.cookie, location.search]"
    assert browser.run(kept) == [0, 0, "", ""]
    browser.driver.refresh()
    assert browser.texts("#Lines .emergency .number") == ["911"]


def test_every_country_can_be_chosen_and_dialled(browser: Browser, whole: str, library: Library) -> None:
    browser.see(whole)
    held = library.contacts.contacts
    links = """
      const found = [], field = document.getElementById("Country");
      for (const option of field.options) {
        field.value = option.value;
        field.dispatchEvent(new Event("change"));
        for (const one of document.querySelectorAll("#Lines .lines a"))
          if (option.value) found.push(one.getAttribute("href"));
      }
      return found;"""

    found = browser.run(links)
    digits = {re.sub(r"[^\d+]", "", one) for line in held for one in line.phone.split(" or ")}
    assert {one.removeprefix("tel:") for one in found if one.startswith("tel:")} == digits - {""}
    assert {one for one in found if one.startswith("sms:")} == {f"sms:{one.text}" for one in held if one.text}
    assert all(re.fullmatch(r"(tel|sms):\+?\d+", one) for one in found)


@pytest.mark.parametrize(
    ("words", "heading", "first"),
    [
        ("  First,   QUESTION ", FOUND, FIRST),
        ("nonnies", FOUND, "nonepam (Nonex)"),  # slang that the card knows
        ("tri", FOUND, FIRST),  # the beginning of a word
        ("nonetine dose of a grapefruit question", f"Some of {FOUND.lower()}", FIRST),
        ("dysfunct cats and dogs", "", ""),
        ("ysfunction", "", ""),  # not the beginning of a word
    ],
)
def test_words_are_found(browser: Browser, few: str, words: str, heading: str, first: str) -> None:
    browser.see(few)
    browser.ask(words)

    assert browser.texts(".words h2") == [heading][: bool(heading)]
    assert browser.texts(".words a")[:1] == [first][: bool(first)]
    assert browser.run("return Said.role") == "status"
    assert first or "Nothing here has these words." in browser.run("return Said.textContent")
    browser.ask("")
    assert browser.run("return [Said.textContent, Reply.hidden]") == ["", True]


def test_a_question_is_answered_by_its_card(browser: Browser, whole: str, library: Library) -> None:
    browser.see(whole, PHONE)
    browser.ask("can you drink alcohol while on a benzo prescription")

    entry = library.entries["alcohol"]
    assert browser.texts("#Reply .answer h2") == [entry.question]
    assert entry.short.text in browser.texts("#Reply .lead")[0]
    assert len(browser.texts("#Reply .answer .bullet li")) == len(entry.points)
    assert browser.run("return Said.textContent") == entry.question
    assert browser.run("return document.querySelectorAll('[id=alcohol]').length") == 1
    browser.ask("alcohol")  # words in a title count for more than in the text
    assert "alcohol" in browser.texts(".words a")[0].lower()
    assert re.fullmatch(r"\d+ more", browser.texts(".words summary")[0])


def test_where_it_is_not_sure_up_to_three_are_offered(browser: Browser, whole: str, matcher: Matcher) -> None:
    replies = (matcher.ask(json.loads(line)["q"]) for line in QUESTIONS.read_text("utf-8").splitlines())
    unsure = next(one for one in replies if (one.state, one.quiet) == ("suggest", False))
    browser.see(whole, PHONE)
    browser.ask(unsure.question)

    assert browser.texts("#Reply h2")[0] == "Did you mean one of these?"
    assert 1 <= len(browser.texts("#Reply section:first-child li a")) == len(unsure.matches) <= 3
    assert browser.texts("#Reply .call") == ["In an emergency call 911."]


def test_where_nothing_answers_it_says_why_and_whom_to_call(browser: Browser, whole: str) -> None:
    browser.see(whole, PHONE)
    browser.ask("how long does lyrica stay in your system")

    assert "not a benzodiazepine" in browser.texts("#Reply p")[0]
    assert browser.run("return document.querySelector('#Reply p a').hash") == "#drug:pregabalin"
    assert browser.texts("#Reply .call") == ["In an emergency call 911."]


def test_an_emergency_comes_first_with_steps_and_numbers_that_dial(browser: Browser, whole: str) -> None:
    browser.see(whole, PHONE)
    browser.ask("my son took all his xanax and won't wake up")

    first = "return [Reply.firstChild.className, Reply.firstChild.role]"
    assert browser.run(first) == ["alarm", "alert"]
    assert browser.texts("#Reply h2")[0] == "CALL 911 NOW"
    assert len(browser.texts("#Reply .alarm ol li")) > 4
    assert browser.run("return document.querySelector('#Reply h2 a').href") == "tel:911"
    top = "const { top, bottom } = document.querySelector('#Reply h2').getBoundingClientRect();"
    assert browser.run(f"{top} return top >= 0 && bottom <= innerHeight")
    assert browser.violations("#Reply") == []  # old versions of axe take what is folded above for seen

    browser.run("Country.value = 'GB'; Country.dispatchEvent(new Event('change'))")
    assert browser.texts("#Reply h2")[0] == "CALL 999 NOW"


def test_an_emergency_stays_until_a_question_of_its_own(browser: Browser, whole: str) -> None:
    browser.see(whole, PHONE)
    for words, said in (
        ("he took all his xanax and wont wake up", "CALL 911 NOW"),
        ("he is 15", "CALL 911 NOW"),
        ("i want to kill myself", "CALL 911 NOW"),
        ("how do you taper off benzos", "How do you taper off benzos safely?"),
        ("i want to kill myself", "You don't have to face this alone. Call or text 988 now."),
        ("he is 15", "Lifeline (988)"),
    ):
        browser.ask(words)
        assert said in " ".join(browser.texts("#Reply"))
        assert ("CALL 911" in " ".join(browser.texts("#Reply"))) == (said == "CALL 911 NOW")


def test_an_emergency_in_another_language_gets_its_steps_in_it(browser: Browser, whole: str) -> None:
    browser.see(whole, PHONE, languages="de-DE", zone="Europe/Berlin")
    browser.ask("Mein Sohn hat alle seine Xanax genommen und wacht nicht auf")

    assert browser.run("return Reply.firstChild.lang") == "de"
    assert "112" in browser.texts("#Reply h2")[0]


HELP = """
const [kind, code, language, done] = arguments;
reader().then(() => {
  region = code;
  const help = emergencyHelp(kind, language);
  done([...help.querySelectorAll("h2, ol li")].map((one) => one.textContent));
});"""


@pytest.mark.parametrize("region", ["US", "GB", "IE", "FR", "NL", "ZA", "INTL"])
def test_help_is_said_as_on_a_terminal(browser: Browser, whole: str, library: Library, region: str) -> None:
    browser.see(whole)
    lines = lines_for(library.contacts, region)
    for code in ("", "de", "es", "fr", "it", "pt"):
        for kind in library.emergencies:
            page = of_emergency(kind, library, lines, library.language(code))
            wanted = [one.text for one in page if one.kind in ("act", "voice", "step")]

            found = browser.driver.execute_async_script(HELP, kind, region.replace("INTL", ""), code)
            assert found == wanted, (kind, code)


def test_a_packs_page_sees_emergencies_and_one_of_a_few_answers_has_no_field(
    browser: Browser, few: str, library: Library
) -> None:
    browser.see(few)
    browser.ask("he took a whole bottle of xanax and can't be woken")
    assert browser.texts("#Reply h2")[0] == "CALL 911 NOW"

    browser.see(html(handout([library.entries["alcohol"]], library)))
    assert browser.texts("#Search, .skip[href='#Question']") == []
    assert browser.texts("#Lines .emergency .number") == ["911"]
    assert browser.complaints() == []


def test_a_browser_that_can_not_unpack_the_model_finds_words(browser: Browser, whole: str) -> None:
    browser.see(whole, PHONE)
    browser.run("delete window.DecompressionStream")
    browser.ask("grapefruit")

    assert "too old" in browser.texts("#Reply p")[0]
    assert browser.texts("#Reply .call") == ["In an emergency call 911."]
    assert browser.texts(".words h2") == ["These words are in"]


def test_details_and_sources_are_folded_and_open_for_a_link_into_them(browser: Browser, few: str) -> None:
    browser.see(few)
    assert browser.texts("main .reference li") == []

    browser.driver.find_element("css selector", "a[href='#first.2']").click()
    assert len(browser.texts("main .reference li")) == 3


def test_on_paper_everything_is_unfolded_and_nothing_moves(browser: Browser, few: str) -> None:
    browser.see(few, scheme="dark", media="print")

    assert browser.texts("nav, #Search, #Where, .skip") == []
    assert len(browser.texts("main .reference li, main .source li")) == few.count('<a href="http')
    assert "Others found none." in " ".join(browser.texts("main details li"))
    style = "return getComputedStyle(document.querySelector(arguments[0])).getPropertyValue(arguments[1])"
    assert browser.run(style, "body", "color") == "rgb(28, 28, 28)"
    assert browser.run(style, "h3", "break-after") == "avoid"


def test_without_scripts_there_are_every_answer_and_number_and_no_field(browser: Browser, few: str) -> None:
    browser.see(few)
    assert {"search", "searchbox", "main", "navigation", "article"} <= browser.roles()

    browser.tell("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.driver.refresh()
        without = browser.roles()
        numbers = browser.driver.find_element("css selector", "#Numbers summary").text
    finally:
        browser.tell("Emulation.setScriptExecutionDisabled", value=False)

    assert without & {"search", "searchbox", "combobox"} == set()
    assert {"main", "navigation", "article", "heading", "link"} <= without
    assert numbers == "Numbers to call, by country"


@pytest.mark.parametrize("page", ["whole", "long words"])
def test_nothing_is_wider_than_a_telephone(browser: Browser, whole: str, tmp_path: Path, page: str) -> None:
    long = soiled(tmp_path, 300 * "x")
    browser.see(whole if page == "whole" else html(handout(records(long), long)), PHONE)
    bottom = browser.run("return Question.getBoundingClientRect().bottom")
    assert page != "whole" or bottom < PHONE[1]  # on the first screen
    browser.run("for (const one of document.querySelectorAll('details')) one.open = true")

    assert browser.run("return document.documentElement.scrollWidth") <= PHONE[0]


def test_a_line_is_about_70_characters_at_most(browser: Browser, whole: str) -> None:
    browser.see(whole, (1920, 1080))
    measured = """
      const ruler = document.createElement("canvas").getContext("2d");
      return Math.max(...[...document.querySelectorAll("main p, main li")].map((one) => {
        ruler.font = getComputedStyle(one).font;
        return one.getBoundingClientRect().width / ruler.measureText("0").width;
      }));"""

    assert browser.run(measured) <= 70.5


def test_the_first_tab_shows_the_way_to_the_question(browser: Browser, few: str) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.see(few)
    place = "return document.activeElement.getBoundingClientRect().left"

    browser.driver.find_element("tag name", "body").send_keys(Keys.TAB)
    assert browser.run("return document.activeElement.className") == "skip"
    assert browser.run(place) >= 0
    browser.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert browser.run("return document.activeElement.id") == "Question"

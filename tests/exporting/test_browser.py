"""The exported page in a browser: numbers that dial, an accessible text, no word to the network.

Needs Chromium and its driver (Debian: chromium, chromium-driver). BENZOFAQ_AXE names an axe.min.js newer
than the one that the test packages bring.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benzofaq.exporting.handout import handout
from benzofaq.exporting.html import html
from benzofaq.records.library import Library
from tests.helpers.browser import DESK, PHONE, Browser, chromium
from tests.helpers.sample import records, soiled

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.environ.get("BENZOFAQ_BROWSER"), reason="BENZOFAQ_BROWSER is not set"),
]

LEAST_CONTRAST = 5.9  # to one; WCAG's AA asks for 4.5
HOSTILE = (
    "<script>window.evil = 1</script>",
    '"><img src=x onerror="window.evil = 1">',
    "</style></script></title><!-- --> ]]>",
)


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


def test_axe_finds_nothing_wrong_with_everything_on_the_page(browser: Browser, whole: str) -> None:
    browser.see(whole, PHONE)

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
def test_axe_would_find_it_if_something_were_wrong(
    browser: Browser, few: str, spoil: Callable[[str], str], rule: str
) -> None:
    browser.see(spoil(few))

    assert rule in [name for name, _ in browser.violations()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_text_stands_out_from_what_is_behind_it(
    browser: Browser, few: str, scheme: str
) -> None:
    """Measured by themselves, as axe can't see the colour of a link that was followed."""
    browser.see(few, scheme=scheme)
    read = "return getComputedStyle(document.documentElement).getPropertyValue('--' + arguments[0])"

    def luminance(colour: str) -> float:
        digits = colour.strip().removeprefix("#")
        digits = digits if len(digits) == 6 else "".join(2 * one for one in digits)
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (
            one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one: str, other: str) -> float:
        light, dark = sorted((luminance(one), luminance(other)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    for behind in ("back", "mark", "field", "quiet"):
        for name in ("text", "soft", "link", "been", "alert"):
            found = contrast(browser.run(read, name), browser.run(read, behind))
            assert found >= LEAST_CONTRAST, (name, behind)
    assert contrast("#fff", browser.run(read, "loud")) >= LEAST_CONTRAST


def test_the_page_asks_for_nothing_and_complains_of_nothing(browser: Browser, whole: str) -> None:
    browser.see(whole)
    browser.ask("can i drink on xanax")

    asked = browser.requests()
    assert [one for one in asked if not one.startswith("about:")] == [browser.driver.current_url]
    assert browser.complaints() == []


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
    assert browser.run("return window.evil === undefined")


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_data_are_shown_and_not_run(browser: Browser, tmp_path: Path, said: str) -> None:
    browser.see(html(handout(records(soiled(tmp_path, said)), soiled(tmp_path, said))))
    browser.ask("evil style")

    assert browser.complaints() == []
    assert browser.run("return window.evil === undefined")


@pytest.mark.parametrize(
    ("languages", "zone", "number"),
    [
        ("en-US", "America/Chicago", "911"),
        ("en-GB", "Europe/London", "999"),
        ("en-US,en-GB", "Europe/London", "999"),  # the clock is in Europe
        ("en-ZA", "Africa/Johannesburg", "10177"),
        ("el-GR", "Europe/Athens", "112"),  # by the European number
        ("de-AT", "UTC", "144"),  # a clock that names no place contradicts none
    ],
)
def test_the_country_is_guessed_from_the_language(
    browser: Browser, whole: str, languages: str, zone: str, number: str
) -> None:
    browser.see(whole, PHONE, languages=languages, zone=zone)

    assert browser.texts("#Lines .emergency .number a")[0] == number
    assert browser.run("return document.querySelector('#Lines a').href") == f"tel:{number}"


@pytest.mark.parametrize(("languages", "zone"), [("en-US", "Asia/Kolkata"), ("en", "Europe/London")])
def test_where_the_country_is_unknown_the_numbers_of_several_are_shown(
    browser: Browser, whole: str, languages: str, zone: str
) -> None:
    browser.see(whole, PHONE, languages=languages, zone=zone)

    assert browser.run("return document.getElementById('Country').value") == ""
    assert browser.texts("#Lines li")[:2] == ["911 United States, Canada", "999 United Kingdom"]
    assert "findahelpline.com" in " ".join(browser.texts("#Lines"))


def test_another_country_can_be_chosen_and_nothing_is_kept(browser: Browser, whole: str) -> None:
    browser.see(whole, PHONE)
    country = "const field = document.getElementById('Country'); field.value = arguments[0];"

    browser.run(country + "field.dispatchEvent(new Event('change'))", "NZ")
    assert browser.texts("#Lines .emergency .number") == ["111"]
    assert browser.texts("#Lines details summary") == ["More lines in New Zealand"]
    kept = "return [localStorage.length, sessionStorage.length, document.cookie, location.search]"
    assert browser.run(kept) == [0, 0, "", ""]
    browser.driver.refresh()
    assert browser.texts("#Lines .emergency .number") == ["911"]


def test_every_country_can_be_chosen_and_every_number_dials_or_texts(
    browser: Browser, whole: str, library: Library
) -> None:
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
    ("words", "first"),
    [
        ("  First,   QUESTION ", "What is the first question?"),
        ("nonnies", "nonepam (Nonex)"),  # slang that the card knows
        ("dysfunct trial", ""),
        ("tri", "What is the first question?"),  # the beginning of a word
    ],
)
def test_words_in_any_answer_are_found(browser: Browser, few: str, words: str, first: str) -> None:
    browser.see(few)
    browser.ask(words)

    assert browser.texts(".words a")[:1] == [first][: bool(first)]


def test_words_in_a_title_count_for_more_than_in_the_text(browser: Browser, whole: str) -> None:
    browser.see(whole)
    browser.ask("alcohol")

    assert "alcohol" in browser.texts(".words a")[0].lower()
    assert re.fullmatch(r"\d+ more", browser.texts(".words summary")[0])


def test_what_is_found_nowhere_is_said_so(browser: Browser, few: str) -> None:
    browser.see(few)
    browser.ask("ysfunction")  # not the beginning of a word

    assert browser.texts(".words") == []
    assert "Nothing here has all these words." in browser.run("return Said.textContent")
    assert browser.run("return Said.role") == "status"

    browser.ask("")
    assert browser.run("return [Said.textContent, Reply.hidden]") == ["", True]


def test_details_and_sources_are_folded_and_open_for_a_link_into_them(browser: Browser, few: str) -> None:
    browser.see(few)
    assert browser.texts("main .reference li") == []

    browser.driver.find_element("css selector", "a[href='#first.2']").click()
    assert len(browser.texts("main .reference li")) == 3


def test_on_paper_everything_is_unfolded_and_nothing_is_there_to_move_about(
    browser: Browser, few: str
) -> None:
    browser.see(few, scheme="dark", media="print")

    assert browser.texts("nav, #Search, #Where, .skip") == []
    assert len(browser.texts("main .reference li")) == few.count('rel="noreferrer"')
    assert "Others found none." in " ".join(browser.texts("main details li"))
    style = "return getComputedStyle(document.querySelector(arguments[0])).getPropertyValue(arguments[1])"
    assert browser.run(style, "body", "color") == "rgb(28, 28, 28)"
    assert browser.run(style, "h3", "break-after") == "avoid"


def test_without_scripts_there_are_every_answer_and_every_number_and_no_field(
    browser: Browser, few: str
) -> None:
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
    browser.run("for (const one of document.querySelectorAll('details')) one.open = true")

    assert browser.run("return document.documentElement.scrollWidth") <= PHONE[0]


def test_the_field_is_on_the_first_screen_of_a_telephone(browser: Browser, whole: str) -> None:
    browser.see(whole, PHONE)

    assert browser.run("return Question.getBoundingClientRect().bottom") < PHONE[1]


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

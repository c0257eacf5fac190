"""The exported page in a browser: accessible, searchable, and silent towards the network.

Needs Chromium, its driver (Debian: chromium, chromium-driver), selenium and axe-core. Where one is missing
these tests are skipped with the reason; with BENZOFAQ_BROWSER=1, as .ci/run sets it, they fail instead.
BENZOFAQ_AXE names an axe.min.js newer than the one that the test packages bring.
"""

import importlib.util
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benzofaq.export_html import html
from benzofaq.handout import handout
from benzofaq.library import Library

from .test_export import HOSTILE, everything, pack

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
LEAST_CONTRAST = 5.9  # to one; WCAG's AA asks for 4.5
DESKTOP, PHONE = (1280, 900), (320, 640)

# WCAG 2.2's rule on the size of what is touched is off in axe unless asked for; older ones lack it.
AXE = """
const done = arguments[arguments.length - 1];
const rules = axe.getRules().map((rule) => rule.ruleId);
const wanted = rules.includes("target-size") ? { "target-size": { enabled: true } } : {};
axe.run(document, { rules: wanted, resultTypes: ["violations"] }).then(
  (found) => done({
    passed: found.passes.length,
    violations: found.violations.map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)]),
  }),
  (error) => done({ error: String(error) }));
"""


def axe_file() -> Path | None:
    if named := os.environ.get("BENZOFAQ_AXE"):
        return Path(named)
    found = importlib.util.find_spec("axe_core_python")
    return Path(found.origin).parent / "axe.min.js" if found and found.origin else None


def lacking() -> str:
    """Return what these tests lack; empty where all is there."""
    if not any(map(shutil.which, CHROMIUM)):
        return "Chromium is not installed"
    if not shutil.which("chromedriver"):
        return "chromedriver is not installed (Debian: chromium-driver)"
    if not importlib.util.find_spec("selenium"):
        return "selenium is not installed (the extra test)"
    file = axe_file()
    if file is None or not file.is_file():
        return "axe-core is not there (the extra test, or BENZOFAQ_AXE)"
    return ""


class Browser:
    """A browser that looks at one page at a time, and hears all that the page asks for or complains of."""

    def __init__(self, driver: Any, folder: Path) -> None:
        """Take a driver, and a folder for the pages."""
        self.driver, self.folder, self.pages = driver, folder, 0

    def see(
        self, page: str, size: tuple[int, int] = DESKTOP, scheme: str = "light", media: str = "screen"
    ) -> None:
        """Open a page, written to a file, on a screen of this size."""
        self.pages += 1
        file = self.folder / f"{self.pages}.html"
        file.write_text(page, encoding="utf-8")
        width, height = size
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=size == PHONE,
        )  # fmt: skip
        scheme_feature = {"name": "prefers-color-scheme", "value": scheme}
        self.tell("Emulation.setEmulatedMedia", media=media, features=[scheme_feature])
        self.driver.get("about:blank")
        self.complaints()  # of the page before
        self.driver.get(file.as_uri())

    def tell(self, command: str, **settings: Any) -> Any:
        return self.driver.execute_cdp_cmd(command, settings)

    def run(self, script: str, *args: Any) -> Any:
        return self.driver.execute_script(script, *args)

    def find(self, words: str) -> None:
        """Type words into the search box, as a person does; nothing where it is to be emptied."""
        from selenium.webdriver.common.keys import Keys

        box = self.driver.find_element("id", "find")
        box.send_keys(Keys.CONTROL, "a")
        box.send_keys(words or Keys.DELETE)

    def shown(self, selector: str) -> list[str]:
        return self.run(
            "return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility())"
            ".map((one) => one.id || one.textContent)",
            selector,
        )

    def axe(self) -> dict[str, Any]:
        """Return what axe-core finds; it is put in past the page's policy, as an extension would be."""
        file = axe_file()
        assert file is not None
        self.run(file.read_text("utf-8"))
        self.driver.set_script_timeout(120)
        return self.driver.execute_async_script(AXE)

    def requests(self) -> list[str]:
        """Return the addresses that the page asked for."""
        events = [json.loads(one["message"])["message"] for one in self.driver.get_log("performance")]
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        return [one["message"] for one in self.driver.get_log("browser")]


@pytest.fixture(scope="session", name="browser")
def _browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if reason := lacking():
        (pytest.fail if os.environ.get("BENZOFAQ_BROWSER") else pytest.skip)(reason)
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = next(filter(None, map(shutil.which, CHROMIUM)))
    for switch in (*SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield Browser(driver, tmp_path_factory.mktemp("pages"))
    finally:
        driver.quit()


@pytest.fixture(scope="session", name="whole")
def _whole(library: Library) -> str:
    """Return the page of everything."""
    return html(everything(library))


@pytest.fixture(scope="session", name="few")
def _few(library: Library) -> str:
    """Return a page with each kind of part: a claim, notes, related entries, cards with and without rows."""
    entries = [library.entries[one] for one in ("bind", "alcohol", "withdrawal-symptoms")]
    return html(handout(entries, [library.drugs[one] for one in ("diazepam", "pregabalin")], library))


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(browser: Browser, few: str, size: tuple[int, int], scheme: str) -> None:
    browser.see(few, size, scheme)

    found = browser.axe()

    assert found["violations"] == []
    assert found["passed"] > 20


def test_axe_finds_nothing_wrong_with_everything_on_the_page(browser: Browser, whole: str) -> None:
    browser.see(whole)

    assert browser.axe()["violations"] == []


def test_axe_finds_nothing_wrong_during_a_search(browser: Browser, few: str) -> None:
    browser.see(few)
    browser.find("valium")

    assert browser.axe()["violations"] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_text_stands_out_from_its_background(browser: Browser, few: str, scheme: str) -> None:
    """Measured by themselves, as axe can't see the colour of a link that was followed."""
    browser.see(few, scheme=scheme)
    read = "return getComputedStyle(document.documentElement).getPropertyValue('--' + arguments[0])"

    def luminance(name: str) -> float:
        digits = browser.run(read, name).strip().removeprefix("#")
        digits = digits if len(digits) == 6 else "".join(2 * one for one in digits)
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (
            one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for behind in ("back", "mark"):
        for name in ("text", "soft", "link", "been", "alert"):
            light, dark = sorted((luminance(name), luminance(behind)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= LEAST_CONTRAST, (name, behind)


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda page: page.replace("<main", "<div").replace("</main>", "</div>"), "landmark-one-main"),
        (lambda page: page.replace('<html lang="en">', "<html>"), "html-has-lang"),
        (lambda page: page.replace('<label for="find">', '<label for="other">'), "label"),
    ],
    ids=["main", "lang", "label"],
)
def test_axe_would_find_it_if_something_were_wrong(
    browser: Browser, few: str, spoil: Callable[[str], str], rule: str
) -> None:
    browser.see(spoil(few))

    assert rule in [name for name, _ in browser.axe()["violations"]]


def test_the_page_asks_for_nothing_and_complains_of_nothing(browser: Browser, whole: str) -> None:
    browser.see(whole)
    browser.requests()
    browser.see(whole)
    browser.find("alcohol")

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


def test_hostile_data_are_shown_and_not_run(browser: Browser, tmp_path: Path) -> None:
    for n, said in enumerate(HOSTILE):
        browser.see(html(everything(pack(tmp_path / str(n), said))))

        assert browser.complaints() == []
        assert browser.run("return window.evil === undefined && document.scripts.length === 1")
        assert browser.run("return document.querySelectorAll('article').length") == 3


def test_the_search_leaves_what_has_all_the_words_and_says_how_many(
    browser: Browser, whole: str, library: Library
) -> None:
    browser.see(whole)
    total = len(library.entries) + len(library.drugs)
    assert len(browser.shown("article")) == total
    assert browser.shown("#found") == ["found"]
    assert browser.run("return found.textContent") == ""

    browser.find("drink valium")
    articles = browser.shown("article")
    assert "alcohol" in articles
    assert len(articles) < 10
    assert browser.run("return found.textContent") == f"{len(articles)} of {total} found"
    assert browser.run("return found.getAttribute('aria-live')") == "polite"
    assert len(browser.shown("nav li")) == len(articles)
    assert len(browser.shown("main h2")) == len(browser.shown("nav summary")) < 10

    browser.find("")
    assert len(browser.shown("article")) == total
    assert browser.run("return found.textContent") == ""
    assert len(browser.shown("main h2")) == browser.run("return document.querySelectorAll('main h2').length")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("XANEX", "drug-alprazolam"),  # a misspelling that the card knows
        ("  Drink,   WINE ", "alcohol"),
        ("benzo dysfunction", "bind"),
        ("dysfunct", "bind"),  # the beginning of a word
    ],
)
def test_the_search_reads_words_as_people_type_them(
    browser: Browser, whole: str, words: str, found: str
) -> None:
    browser.see(whole)
    browser.find(words)

    assert found in browser.shown("article")
    assert len(browser.shown("article")) < 10


def test_a_search_that_finds_nothing_says_so_and_what_to_do(browser: Browser, few: str) -> None:
    browser.see(few)
    browser.find("ysfunction")  # not the beginning of a word

    assert browser.shown("article") == []
    assert "Try fewer" in browser.run("return found.textContent")


def test_signs_alone_find_everything(browser: Browser, few: str) -> None:
    browser.see(few)
    browser.find("?!")

    assert len(browser.shown("article")) == 5
    assert browser.run("return found.textContent") == ""


def test_a_link_to_what_the_search_has_hidden_shows_it(browser: Browser, few: str) -> None:
    browser.see(few)
    browser.find("dysfunction survey")
    assert "withdrawal-symptoms" not in browser.shown("article")

    link = browser.driver.find_element("css selector", "#bind a[href='#withdrawal-symptoms']")
    link.click()

    assert "withdrawal-symptoms" in browser.shown("article")
    assert browser.run("return document.getElementById('find').value") == ""
    top = "return document.getElementById('withdrawal-symptoms').getBoundingClientRect().top"
    assert -5 <= browser.run(top) <= DESKTOP[1] / 2


def test_lists_of_cards_open_for_a_search_and_close_after_it(browser: Browser, few: str) -> None:
    browser.see(few)
    opened = "return [...document.querySelectorAll('nav details')].map((one) => one.open)"
    before = browser.run(opened)

    browser.find("valium")
    assert "diazepam (Valium)" in browser.shown("nav li")
    browser.find("")

    assert browser.run(opened) == before
    assert False in before
    assert True in before


def roles(browser: Browser) -> set[str]:
    """Return the roles that a screen reader is told of; this needs no script on the page."""
    nodes = browser.tell("Accessibility.getFullAXTree")["nodes"]
    return {node["role"]["value"] for node in nodes if not node["ignored"]}


def test_without_scripts_there_is_no_search_box_and_every_answer(browser: Browser, few: str) -> None:
    browser.see(few)
    assert {"search", "searchbox", "main", "navigation", "article"} <= roles(browser)

    browser.tell("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.driver.refresh()
        without = roles(browser)
    finally:
        browser.tell("Emulation.setScriptExecutionDisabled", value=False)

    assert without & {"search", "searchbox"} == set()
    assert {"main", "navigation", "article", "heading", "link"} <= without


@pytest.mark.parametrize("page", ["whole", "long words"])
def test_nothing_is_wider_than_a_narrow_screen(
    browser: Browser, whole: str, tmp_path: Path, page: str
) -> None:
    browser.see(whole if page == "whole" else html(everything(pack(tmp_path, 300 * "x"))), PHONE)

    assert browser.run("return document.documentElement.scrollWidth") <= PHONE[0]
    wider = (
        "return [...document.querySelectorAll('main *')].filter((one) => "
        "one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML.slice(0, 99))"
    )
    assert browser.run(wider) == []


def test_a_line_is_about_70_characters_at_most(browser: Browser, few: str) -> None:
    browser.see(few, (1920, 1080))
    measured = """
      const ruler = document.createElement("canvas").getContext("2d");
      return [...document.querySelectorAll("main p")].map((one) => {
        ruler.font = getComputedStyle(one).font;
        return one.getBoundingClientRect().width / ruler.measureText("0").width;
      });"""

    assert max(browser.run(measured)) <= 70.5


def test_the_first_tab_shows_the_way_past_the_contents(browser: Browser, few: str) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.see(few)
    place = "return document.activeElement.getBoundingClientRect().left"

    browser.driver.find_element("tag name", "body").send_keys(Keys.TAB)
    assert browser.run("return document.activeElement.className") == "skip"
    assert browser.run(place) >= 0
    assert browser.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"

    browser.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert browser.run("return document.activeElement.id") == "main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_there_is_the_text_and_no_means_of_moving_about(
    browser: Browser, few: str, scheme: str
) -> None:
    browser.see(few, scheme=scheme, media="print")

    assert browser.shown("nav, #search, .skip, .small a") == []
    assert len(browser.shown("article, .sources a, .urgent")) == 5 + few.count('rel="noreferrer"') + 2
    style = "return getComputedStyle(document.querySelector(arguments[0])).getPropertyValue(arguments[1])"
    for heading in ("h1", "h2", "h3", "h4", "caption"):
        if heading in few:
            assert browser.run(style, f"main {heading}, {heading}", "break-after") == "avoid"
    assert browser.run(style, "body", "color") == "rgb(28, 28, 28)"
    assert browser.run(style, ".sources a", "text-decoration-line") == "none"

"""Chromium without a screen: it looks at one page at a time, and hears all that the page asks for."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
DESK, PHONE = (1200, 900), (390, 844)

# WCAG 2.2's rule on the size of what is touched is off in axe unless asked for; older ones lack it.
_AXE = """
const [part, done] = arguments;
const rules = axe.getRules().map((rule) => rule.ruleId);
const wanted = rules.includes("target-size") ? { "target-size": { enabled: true } } : {};
axe.run(document.querySelector(part), { rules: wanted, resultTypes: ["violations"] }).then(
  (found) => done(found.violations.map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)])),
  (error) => done([["error", String(error)]]));
"""


def axe_file() -> Path:
    """Return axe-core: the file that BENZOFAQ_AXE names, or that of the test packages."""
    if named := os.environ.get("BENZOFAQ_AXE"):
        return Path(named)
    found = importlib.util.find_spec("axe_core_python")
    assert found, "axe-core is not there (the extra test, or BENZOFAQ_AXE)"
    return Path(found.origin or "").parent / "axe.min.js"


class Browser:
    """A browser, and the folder of the pages that it is shown."""

    def __init__(self, driver: Any, folder: Path) -> None:
        """Take a driver, and a folder for the pages."""
        self.driver, self.folder, self.pages = driver, folder, 0

    def see(self, page: str, size: tuple[int, int] = DESK, **how: str) -> None:
        """Open a page, written to a file, on a screen of this size, as a reader there has it set."""
        usual = {"scheme": "light", "media": "screen", "languages": "en-US", "zone": "America/New_York"}
        scheme, media, languages, zone = (usual | how).values()
        self.pages += 1
        file = self.folder / f"{self.pages}.html"
        file.write_text(page, encoding="utf-8")
        device = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
        self.tell("Emulation.setDeviceMetricsOverride", **device)
        prefers = {"name": "prefers-color-scheme", "value": scheme}
        self.tell("Emulation.setEmulatedMedia", media=media, features=[prefers])
        self.tell("Emulation.setTimezoneOverride", timezoneId=zone)
        agent = self.run("return navigator.userAgent")
        self.tell("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=languages)
        self.driver.get("about:blank")
        self.complaints()  # of the page before
        self.requests()
        self.driver.get(file.as_uri())

    def tell(self, command: str, **settings: Any) -> Any:
        """Send a command of the DevTools protocol."""
        return self.driver.execute_cdp_cmd(command, settings)

    def run(self, script: str, *args: Any) -> Any:
        """Run a script in the page and return what it returns."""
        return self.driver.execute_script(script, *args)

    def ask(self, words: str) -> None:
        """Type words into the field, as a person does, press Enter, and wait for the reply."""
        from selenium.webdriver.common.keys import Keys

        field = self.driver.find_element("id", "Question")
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(words or Keys.DELETE, Keys.ENTER)
        self.driver.execute_async_script("reader().then(() => setTimeout(arguments[0]))")

    def texts(self, selector: str) -> list[str]:
        """Return the texts of all elements that are seen."""
        seen = (
            "return [...document.querySelectorAll(arguments[0])]"
            ".filter((one) => one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }))"
            ".map((one) => one.textContent.replace(/\\s+/g, ' ').trim())"
        )
        return list(self.run(seen, selector))

    def violations(self, part: str = "html") -> list[Any]:
        """Return what axe-core, put in past the page's policy as an extension is, objects to in a part."""
        self.run(axe_file().read_text("utf-8"))
        self.driver.set_script_timeout(120)
        return list(self.driver.execute_async_script(_AXE, part))

    def requests(self) -> list[str]:
        """Return the addresses asked for since the last time."""
        events = (json.loads(one["message"])["message"] for one in self.driver.get_log("performance"))
        sent = (event for event in events if event["method"] == "Network.requestWillBeSent")
        return [event["params"]["request"]["url"] for event in sent]

    def complaints(self) -> list[str]:
        """Return what the browser objected to since the last time."""
        return [one["message"] for one in self.driver.get_log("browser")]

    def roles(self) -> set[str]:
        """Return the roles that a screen reader is told of; this needs no script on the page."""
        nodes = self.tell("Accessibility.getFullAXTree")["nodes"]
        return {node["role"]["value"] for node in nodes if not node["ignored"]}


@contextmanager
def chromium(folder: Path) -> Iterator[Browser]:
    """Yield a browser that keeps its profile and the pages in a folder."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = next(filter(None, map(shutil.which, CHROMIUM)))
    for switch in (*SWITCHES, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield Browser(driver, folder)
    finally:
        driver.quit()

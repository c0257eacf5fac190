"""Make the pictures of the exported page, as a telephone in the United States shows it.

    python docs/pictures/page.py

Needs Chromium, its driver and selenium.
"""

import base64
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))

from benzofaq.exporting.handout import handout  # noqa: E402
from benzofaq.exporting.html import html  # noqa: E402
from benzofaq.records.library import Library  # noqa: E402
from tests.helpers.browser import PHONE, chromium  # noqa: E402

# Each picture, and what is asked.
PICTURES = {
    "page-answer": "can i drink on xanax",
    "page-emergency": "my son took all his xanax and won't wake up",
}


def main() -> None:
    """Write the pictures."""
    library = Library()
    page = html(handout([*library.entries.values(), *library.drugs.values()], library))
    with tempfile.TemporaryDirectory() as folder, chromium(Path(folder)) as browser:
        for name, question in PICTURES.items():
            browser.see(page, PHONE)
            browser.ask(question)
            taken = browser.tell("Page.captureScreenshot", format="webp", quality=80)
            (HERE / f"{name}.webp").write_bytes(base64.b64decode(taken["data"]))


if __name__ == "__main__":
    main()

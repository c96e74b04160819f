"""Take the screenshots of the README from a running demonstration.

python docs/screenshots.py http://127.0.0.1:8000
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from consultation.demo import PASSWORD

FOLDER = Path(__file__).parent / "screenshots"
SHOTS = (
    ("list", "", "/", 1200, 1150),
    ("draft", "", "/drafts/1", 1200, 1150),
    ("clause", "", "/drafts/1/versions/1/clauses/chp_3__art_9__para_2", 390, 1400),
    ("desk", "officer", "/desk/drafts/2/reading", 1200, 1350),
    ("cluster", "officer", "/desk/drafts/2/clusters", 1200, 1150),
    ("moderation", "moderator", "/moderation", 1200, 1150),
    ("report", "", "/drafts/3/report", 1200, 1350),
)


def main(address: str, language: str = "en") -> None:
    """Write every picture into docs/screenshots/."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_browser(), args=["--no-sandbox"])
        for name, who, path, width, height in SHOTS:
            context = browser.new_context(viewport={"width": width, "height": height})
            page = context.new_page()
            page.goto(f"{address}/account/sign-in?lang={language}")
            if who:
                _sign_in(page, who)
            page.goto(address + path)
            page.screenshot(path=FOLDER / f"{name}.png")
            context.close()
        browser.close()


def _browser() -> str:
    """The system's browser, found as the tests find it."""
    program = os.environ.get("CONSULTATION_CHROMIUM") or shutil.which("chromium")
    if not program:
        sys.exit("Install Chromium (apt-get install chromium) or set CONSULTATION_CHROMIUM.")
    return program


def _sign_in(page: Page, who: str) -> None:
    page.fill("#email", f"{who}@demo.example")
    page.fill("#password", PASSWORD)
    page.click("main form button.govuk-button")
    page.wait_for_load_state()


if __name__ == "__main__":
    main(*sys.argv[1:3])

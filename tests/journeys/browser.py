"""People at a browser: what they can do on the site, and what every page they look at must be like."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, cast
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page

from consultation.demo import PASSWORD

DESKTOP: Final = (1280, 900)
PHONE: Final = (360, 740)

_AXE: Final = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_RUN_AXE: Final = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return found.violations.map(each => each.id + ": " + each.nodes.map(node => node.html.slice(0, 160)).join(" | "));
}"""
_SIDEWAYS: Final = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.body.querySelectorAll("*")].filter(each => each.getBoundingClientRect().right > room + 1);
  return wide.slice(-3).map(each => each.outerHTML.slice(0, 160));
}"""


@cache
def _axe() -> str:
    if not _AXE.exists():
        raise FileNotFoundError("axe-core is missing: run `npm ci` (or `make assets`) in the checkout.")
    return _AXE.read_text()


@dataclass
class Person:
    """Somebody at a browser window of their own; `problems` collects what the browser complained about."""

    page: Page
    base: str
    problems: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, context: BrowserContext, base: str) -> "Person":
        """Open a window."""
        person = cls(context.new_page(), base)
        person.page.on("console", person._heard)
        person.page.on("pageerror", lambda error: person.problems.append(str(error)))
        return person

    def _heard(self, message: ConsoleMessage) -> None:
        # A page that refuses is an answer the story asks for, and the browser calls its status an error.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.problems.append(f"{message.text} ({self.path})")

    @property
    def path(self) -> str:
        """Where they are."""
        return urlsplit(self.page.url).path

    @property
    def words(self) -> str:
        """What the page says."""
        return self.page.inner_text("body")

    def open(self, path: str, *, status: int = 200) -> None:
        """Go to an address of the site."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == status, f"{path} answered {answer.status}"

    def press(self, selector: str) -> None:
        """Press what leads to another page."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def send(
        self, action: str, fields: dict[str, str] | None = None, *, button: str = "button", status: int = 200
    ) -> None:
        """Fill in the form that goes to `action` (the end of its address) and send it."""
        form = self.page.locator(f'form[action$="{action}"]').first
        for name, value in (fields or {}).items():
            self._fill(form.locator(f'[name="{name}"]'), value)
        with self.page.expect_navigation() as navigation:
            form.locator(button).first.click()
        answer = navigation.value
        assert answer.status == status, f"{action} answered {answer.status}: {self.words[:600]}"

    @staticmethod
    def _fill(control: Locator, value: str) -> None:
        kind = control.first.evaluate("each => each.tagName === 'INPUT' ? each.type : each.tagName.toLowerCase()")
        if kind == "select":
            control.first.select_option(value)
        elif kind == "file":
            control.first.set_input_files(value)
        elif kind in {"radio", "checkbox"}:
            control.and_(control.page.locator(f'[value="{value}"]')).check()
        else:
            control.first.evaluate("each => { const box = each.closest('details'); if (box) box.open = true; }")
            control.first.fill(value)

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Sign in by the form."""
        self.open("/account/sign-in")
        self.send("/account/sign-in", {"email": email, "password": password})
        assert self.path == "/"

    def resize(self, size: tuple[int, int]) -> None:
        """Make the window this wide and high."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def look(self) -> list[str]:
        """Everything that is wrong with this page at this width: for axe-core, scrolling sideways, in the console."""
        # DevTools evaluate it, so that the page's policy against foreign scripts stays in force.
        self.page.evaluate(_axe())
        found = cast("list[str]", self.page.evaluate(_RUN_AXE))
        wide = cast("list[str]", self.page.evaluate(_SIDEWAYS))
        complaints, self.problems = self.problems, []
        return [*found, *(f"wider than the window: {each}" for each in wide), *complaints]

    def check(self) -> None:
        """Nothing may be wrong with this page, at a desk or on a phone."""
        size = self.page.viewport_size
        assert size is not None
        found = self.look()
        assert found == [], f"{self.page.url}: {found}"
        self.resize(PHONE)
        found = self.look()
        assert found == [], f"{self.page.url} on a phone: {found}"
        self.resize((size["width"], size["height"]))

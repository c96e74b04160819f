"""The warden: a browser of the tests that refuses every page with a fault of a kind that no page may have."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import html5lib
from httpx import Cookies, Response
from litestar import Litestar
from litestar.testing import TestClient
from lxml import etree

Element: TypeAlias = Any  # lxml's own types know no HTML
_LABELLED = "//input[not(@type='hidden' or @type='submit' or @type='button')]|//select|//textarea"
_UNKNOWN_TO_PARSER = {"expected-doctype-but-got-end-tag"}


class Fault(AssertionError):
    """A page is not fit to be shown; says everything that is wrong with it."""


class Page:
    """A fetched page, already inspected."""

    def __init__(self, response: Response) -> None:
        self.response = response
        self.status = response.status_code
        self.html = response.text
        self.tree: Element = etree.HTML(response.text)

    @property
    def title(self) -> str:
        """The words of the h1."""
        return _words(self.tree.xpath("//h1")[0])

    @property
    def text(self) -> str:
        """Everything there is to read in the main part, white space single."""
        return _words(self.tree.xpath("//main")[0])

    @property
    def problems(self) -> list[str]:
        """The lines of the error summary."""
        return [_words(item) for item in self.tree.xpath("//*[@id='problem']//li")]

    @property
    def notice(self) -> str:
        """The sentence about what has just been done."""
        return " ".join(_words(item) for item in self.tree.xpath("//*[@role='status']"))

    def links(self) -> list[str]:
        """The addresses of every link in the main part."""
        return [str(link) for link in self.tree.xpath("//main//a/@href")]

    def typed(self, name: str) -> str:
        """What stands in a field."""
        field = self.tree.xpath(f"//*[@name='{name}']")[0]
        if field.tag == "textarea":
            return "".join(field.itertext()).removeprefix("\n")
        if field.tag == "select":
            return str(next(iter(field.xpath("option[@selected]/@value")), ""))
        return str(field.get("value") or "")


class Computer:
    """One running site for several browsers: each has its own cookies, which are put in place when it is used."""

    def __init__(self, client: TestClient[Litestar]) -> None:
        client.follow_redirects = True
        client.headers["accept-language"] = "en"
        self._client = client
        self._jars: dict[Warden, Cookies] = {}
        self._used_by: Warden | None = None

    def used_by(self, browser: "Warden") -> TestClient[Litestar]:
        """The client, with this browser's cookies."""
        if browser is not self._used_by:
            if self._used_by is not None:
                self._jars[self._used_by] = self._client.cookies
            self._client.cookies = self._jars.get(browser, Cookies())
            self._used_by = browser
        return self._client


class Warden:
    """Fetches pages and posts forms, inspecting every page on the way. Redirects are followed, unless asked not to be."""

    def __init__(self, computer: Computer) -> None:
        self._computer = computer

    @property
    def client(self) -> TestClient[Litestar]:
        """The client underneath, for requests no browser would make."""
        return self._computer.used_by(self)

    def get(self, path: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Page:
        """Fetch a page."""
        return self._page(self.client.get(path, headers=dict(headers or {})), status)

    def post(
        self,
        path: str,
        data: Mapping[str, object] | None = None,
        *,
        files: Mapping[str, object] | None = None,
        form_on: str | None = None,
        status: int = 200,
    ) -> Page:
        """Send a form as a browser would: from the page `form_on` (the path itself when not given), with its token."""
        token = self.token(form_on or path)
        sent = {"csrf_token": token, **(data or {})}
        return self._page(self.client.post(path, data=sent, files=files), status)  # type: ignore[arg-type] # httpx is strict

    def token(self, path: str) -> str:
        """The token of the forms on a page."""
        found = self.get(path).tree.xpath("//input[@name='csrf_token']/@value")
        assert found, f"{path} has no form"
        return str(found[0])

    def sign_in(self, email: str, password: str) -> None:
        """Sign in through the form."""
        self.post("/account/sign-in", {"email": email, "password": password, "next": "/account"})

    def _page(self, response: Response, status: int) -> Page:
        assert response.status_code == status, f"{response.status_code}, not {status}: {response.text[:1500]}"
        faults = list(inspect(response.text))
        if faults:
            raise Fault(f"{response.url}: " + "; ".join(faults))
        return Page(response)


def inspect(source: str) -> Iterator[str]:
    """Everything that is wrong with a page."""
    yield from _invalid(source)
    tree = etree.HTML(source)
    yield from _headings(tree)
    yield from _ids(tree)
    yield from _labels(tree)
    yield from _forms(tree)
    yield from _inline(tree)
    yield from _spoken(tree)


def _invalid(source: str) -> Iterator[str]:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(source)
    for (line, column), code, _ in parser.errors:
        if code not in _UNKNOWN_TO_PARSER:
            yield f"invalid HTML at {line}:{column}: {code}"


def _headings(tree: Element) -> Iterator[str]:
    headings = tree.xpath("//h1")
    if len(headings) != 1:
        yield f"{len(headings)} h1"
        return
    title = _words(tree.xpath("//title")[0]) if tree.xpath("//title") else ""
    if not title.startswith(_words(headings[0])):
        yield f"the title “{title}” does not start with the h1 “{_words(headings[0])}”"


def _ids(tree: Element) -> Iterator[str]:
    counted = Counter(tree.xpath("//@id"))
    yield from (f"the id {name} comes {n} times" for name, n in counted.items() if n > 1)
    named = set(counted)
    for attribute in ("aria-describedby", "aria-labelledby", "for"):
        for value in tree.xpath(f"//@{attribute}"):
            yield from (f"{attribute} names {name}, which is not there" for name in value.split() if name not in named)
    for href in tree.xpath("//a/@href"):
        if href.startswith("#") and href[1:] not in named:
            yield f"the link {href} leads nowhere"


def _labels(tree: Element) -> Iterator[str]:
    for field in tree.xpath(_LABELLED):
        bound = field.get("id") and tree.xpath(f"//label[@for='{field.get('id')}']")
        if not (bound or field.get("aria-label") or field.get("aria-labelledby") or field.xpath("ancestor::label")):
            yield f"the field {field.get('name')} has no label"
    for element in tree.xpath("//a[@href]|//button"):
        words = _words(element) or element.get("aria-label") or "".join(element.xpath(".//img/@alt"))
        if not words.strip():
            yield f"a {element.tag} without words: {etree.tostring(element)[:120]!r}"
    yield from (f"an image without alt: {image.get('src')}" for image in tree.xpath("//img[not(@alt)]"))


def _forms(tree: Element) -> Iterator[str]:
    for form in tree.xpath("//form"):
        action, method = form.get("action"), (form.get("method") or "").lower()
        if not action or method not in {"get", "post"}:
            yield f"a form without action or method: {action!r} {method!r}"
        has_token = bool(form.xpath(".//input[@name='csrf_token' and @value!='']"))
        if method == "post" and not has_token:
            yield f"the form to {action} has no token"
        if method == "get" and has_token:
            yield f"the form to {action} would put its token into the address"
        if form.xpath(".//input[@type='file']") and form.get("enctype") != "multipart/form-data":
            yield f"the form to {action} would not send its file"


def _inline(tree: Element) -> Iterator[str]:
    yield from ("a script inside the page" for _ in tree.xpath("//script[not(@src)]"))
    yield from ("a style sheet inside the page" for _ in tree.xpath("//style"))
    for element in tree.iter():
        for name in element.attrib:
            if name == "style" or re.fullmatch(r"on[a-z]+", str(name)):
                yield f"the attribute {name} on a {element.tag}"
    for address in tree.xpath("//script/@src|//link[@rel='stylesheet']/@href|//img/@src"):
        if urlsplit(address).netloc:
            yield f"something from another site: {address}"


def _spoken(tree: Element) -> Iterator[str]:
    if not tree.get("lang"):
        yield "the page does not say its language"
    words = " ".join(tree.itertext())
    yield from (f"a placeholder was left: {found}" for found in re.findall(r"%\(\w+\)s|%%", words))


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())

"""Pages from templates: `page(request, "name.html", ...)` is the one way to answer with HTML."""

import gzip
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from consultation.core.messages import Message
from consultation.core.vocabulary import Locale
from consultation.resources import data_path
from consultation.translation import SITE_NAME, Words
from consultation.web import i18n, layout, notices, security
from consultation.web.clock import now_of
from consultation.web.sessions import person
from consultation.web.site import Page, Req, site_of

_COMPRESS_FROM: Final = 1_000
_YEAR: Final = 365 * 86_400

# Macros are imported without their page's context, so what they need of the request travels beside it.
_REQUEST: ContextVar[Req] = ContextVar("request")


def make_environment() -> Environment:
    """The templates of this installation: everything escaped, nothing undefined, all five languages."""
    environment = Environment(
        loader=FileSystemLoader(data_path("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    i18n.teach(environment)
    environment.globals.update(csrf_field=_csrf_field, asset=_asset, with_query=_with_query, here=_here)
    environment.filters["paragraphs"] = _paragraphs
    return environment


def page(
    request: Req, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **context: object
) -> Page:
    """Render a template as the answer, in the person's language.

    `context` is what the template shows; besides, every template has `actor`, `locale`, `now`, `layout` and `site_name`.
    """
    response = html_response(request, render(request, template, **context), status=status, headers=headers)
    return finish(request, response)


def render(request: Req, template: str, **context: object) -> str:
    """A whole page as text, with everything that surrounds it for this person."""
    locale = locale_of(request)
    with _serving(request), i18n.speaking(locale):
        return site_of(request).templates.get_template(template).render(_surroundings(request, locale), **context)


def finish(request: Req, response: Page) -> Page:
    """Set the cookies that follow from having shown a page."""
    if (asked := i18n.asked(request)) is not None:
        response.set_cookie(key=i18n.COOKIE, value=asked.value, max_age=_YEAR, samesite="lax")
    security.remember_visitor(request, response)
    notices.take_down(request, response)
    return response


def fragment(request: Req, template: str, locale: Locale, **context: object) -> Markup:
    """A part of a page in a language that need not be the reader's: a report speaks its draft's."""
    with _serving(request), i18n.speaking(locale):
        return Markup(site_of(request).templates.get_template(template).render(locale=locale, **context))  # noqa: S704 - templates escape


def html_response(request: Req, html: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Page:
    """HTML as an answer, compressed when the browser takes it. Kept by nobody unless `headers` says otherwise."""
    body = html.encode()
    sent = {"vary": "Accept-Encoding, Accept-Language, Cookie", "cache-control": "private, no-cache", **(headers or {})}
    if len(body) >= _COMPRESS_FROM and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, 3, mtime=0)
        sent["content-encoding"] = "gzip"
    return Page(body, status_code=status, media_type="text/html", headers=sent)


def see_other(request: Req, path: str, *, notice: Message | None = None) -> Page:
    """Send the browser to another page of ours after a form, with a sentence to show there."""
    response = Page(
        b"", status_code=303, headers={"location": path, "cache-control": "no-store"}, media_type="text/html"
    )
    if notice is not None:
        notices.put_up(request, response, notice)
    return response


def locale_of(request: Req) -> Locale:
    """The language this person reads; the dependency `locale`."""
    state = request.state
    if "locale" not in state:
        state["locale"] = i18n.choose(request, person(request))
    locale: Locale = state["locale"]
    return locale


def say(request: Req, words: Words) -> str:
    """A message, label or source sentence in the language of the person behind this request."""
    with i18n.speaking(locale_of(request)):
        return i18n.say(words)


@contextmanager
def _serving(request: Req) -> Iterator[None]:
    token = _REQUEST.set(request)
    try:
        yield
    finally:
        _REQUEST.reset(token)


def _surroundings(request: Req, locale: Locale) -> dict[str, object]:
    site = site_of(request)
    actor = person(request)
    return {
        "actor": actor,
        "locale": locale,
        "now": now_of(request),
        "demo": site.settings.demo,
        "site_name": site.settings.site_name or i18n.say(SITE_NAME),
        "site_owner": site.settings.site_owner,
        "layout": layout.layout_of(request, actor, locale),
        "notice": notices.posted(request),
    }


def _csrf_field() -> Markup:
    token = security.token_for_form(_REQUEST.get())
    return Markup('<input type="hidden" name="{}" value="{}">').format(security.FIELD, token)


def _asset(name: str) -> str:
    return site_of(_REQUEST.get()).assets.address(name)


def _here() -> str:
    """The path of the page being shown, for forms that come back to it."""
    return _REQUEST.get().url.path


def _with_query(path: str = "", **changes: object) -> str:
    """The address of this page, or of another path, with some query parameters changed; None takes one away."""
    request = _REQUEST.get()
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in {*changes, "lang"}]
    added = [(name, str(value)) for name, value in changes.items() if value is not None]
    query = urlencode([*kept, *added])
    path = path or request.url.path
    return f"{path}?{query}" if query else path


def _paragraphs(text: str) -> Markup:
    """Typed text as paragraphs: an empty line starts a new one, a line end stays a line end."""
    blocks = (block.strip() for block in text.split("\n\n"))
    lines = (Markup("<br>").join(block.split("\n")) for block in blocks if block)
    return Markup("\n").join(Markup("<p>{}</p>").format(line) for line in lines)

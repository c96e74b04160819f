"""Doors against other sites: headers on every answer, and one guard that every unsafe request has to pass.

A form carries a token that only a page of ours, shown to the same browser, can hold: an HMAC over the session cookie, or
over a random visitor cookie that is set when a page with a form is first shown to somebody who has not signed in.
"""

import secrets
from typing import Any, Final
from urllib.parse import urlsplit

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.exceptions import ClientException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.types import Message, Scope

from consultation.config import Settings
from consultation.identity.tokens import is_same, keyed_hash, new_token
from consultation.web.sessions import cookie_name, own_cookie, session_token
from consultation.web.site import Page, Req, site_of

FIELD: Final = "csrf_token"
_VISITOR: Final = "visitor"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


class UntrustedForm(PermissionDeniedException):
    """A form that did not come from a page we showed to this browser, or from one that is too old."""


def headers(settings: Settings) -> list[tuple[bytes, bytes]]:
    """The headers that every answer carries, ready for ASGI."""
    pairs = {
        "content-security-policy": _POLICY,
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    }
    if settings.is_secure:
        pairs["strict-transport-security"] = "max-age=63072000; includeSubDomains"
    return [(name.encode(), value.encode()) for name, value in pairs.items()]


async def add_headers(message: Message, scope: Scope) -> None:
    """Put the security headers on an answer, whoever made it (a page, an asset, an error)."""
    if message["type"] == "http.response.start":
        message.setdefault("headers", [])
        message["headers"] = [*message["headers"], *scope["litestar_app"].state["headers"]]


async def guard(request: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Let an unsafe request through only from our own page: by what the browser says, and by the form's token."""
    if not isinstance(request, Request) or request.method in _SAFE:
        return
    if not _is_from_here(request):
        raise UntrustedForm
    try:
        given = (await request.form()).get(FIELD, "")
    except LookupError as problem:  # a part of the form in an encoding that nobody knows
        raise ClientException from problem
    if not isinstance(given, str) or not _is_good(request, given):
        raise UntrustedForm


def token_for_form(request: Req) -> str:
    """A fresh token for a form on the page being made for this request."""
    salt = secrets.token_hex(8)
    bound_to = session_token(request) or visitor_token(request) or _new_visitor(request)
    return f"{salt}.{_sign(request, salt, bound_to)}"


def remember_visitor(request: Req, response: Page) -> None:
    """Set the visitor cookie if a form on this page was the first one."""
    fresh = request.state.get("fresh_visitor")
    if fresh is not None:
        response.set_cookie(own_cookie(site_of(request), _VISITOR, fresh))


def visitor_token(request: Req) -> str | None:
    """The visitor cookie as it came."""
    return request.cookies.get(cookie_name(_VISITOR, site_of(request)))


def _new_visitor(request: Req) -> str:
    # All forms of one page share the cookie.
    fresh: str = request.state.get("fresh_visitor") or new_token()
    request.state["fresh_visitor"] = fresh
    return fresh


def _is_good(request: Req, given: str) -> bool:
    # Either cookie will do: a page may have been opened before signing in, in another tab.
    salt, _, signature = given.partition(".")
    bindings = [cookie for cookie in (session_token(request), visitor_token(request)) if cookie]
    return any(is_same(signature, _sign(request, salt, bound_to)) for bound_to in bindings)


def _sign(request: Req, salt: str, bound_to: str) -> str:
    return keyed_hash(site_of(request).settings.key, "form", salt, bound_to)


def _is_from_here(request: Req) -> bool:
    fetched_from = request.headers.get("sec-fetch-site")
    if fetched_from is not None:
        return fetched_from in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin is None:
        return True  # an old browser: the token has to do
    here = {site_of(request).settings.base_url, f"{request.url.scheme}://{request.headers.get('host', '')}"}
    return origin in here and bool(urlsplit(origin).netloc)

"""Who is behind a request: our own session cookie, of which only a hash is stored, made at sign-in and only there."""

import asyncio
from contextlib import nullcontext
from datetime import timedelta
from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from sqlalchemy.orm import Session

from consultation.actions import doors
from consultation.core.policy import VISITOR, Actor
from consultation.identity.tokens import token_hash
from consultation.store import sessions
from consultation.web.site import Page, Req, Site, site_of
from consultation.web.transactions import writers_of

_SESSION: Final = "session"
_LONGEST_COOKIE: Final = 200

# The cookie outlives the session, whose end is the server's to know: it moves on with use, and a form that was opened before
# it is still known as ours afterwards, so that nothing typed is lost.
_COOKIE_SECONDS: Final = 90 * 86_400


def session_token(request: ASGIConnection[Any, Any, Any, Any]) -> str | None:
    """The session cookie as it came, whether it is still good or not."""
    value = request.state.get("fresh_session") or request.cookies.get(cookie_name(_SESSION, site_of(request)))
    return value if value and len(value) <= _LONGEST_COOKIE else None


def person(request: Req, session: Session | None = None) -> Actor:
    """The actor behind a request, looked up once; a visitor when the cookie is missing, unknown or expired.

    With a `session` they are looked up in its transaction, which spares a comment a second one.
    """
    state = request.state
    if "person" not in state:
        state["person"] = _look_up(request, session)
    actor: Actor = state["person"]
    return actor


def provide_actor(request: Req) -> Actor:
    """The dependency `actor`."""
    return person(request)


def start(request: Req, response: Page, token: str) -> Page:
    """Give the browser its new session."""
    site = site_of(request)
    response.set_cookie(own_cookie(site, _SESSION, token, max_age=_COOKIE_SECONDS))
    return response


def enter(request: Req, token: str) -> None:
    """From here on this very request is the person's who has just signed in; `start` gives the browser its session."""
    request.state["fresh_session"] = token
    for known in ("person", "locale", "sign_in"):
        request.state.pop(known, None)


def stop(request: Req, response: Page) -> Page:
    """Take the session away from the browser."""
    response.set_cookie(own_cookie(site_of(request), _SESSION, "", max_age=0))
    return response


def lifetime(site: Site) -> timedelta:
    """How long a session lives without being used."""
    return timedelta(days=site.settings.session_days)


def cookie_name(name: str, site: Site) -> str:
    """`__Host-` binds a cookie to this very host; browsers allow it only over https."""
    return f"__Host-{name}" if site.settings.is_secure else name


def own_cookie(site: Site, name: str, value: str, *, max_age: int | None = None) -> Cookie:
    """A cookie no script can read and no other site's form can send along."""
    return Cookie(
        key=cookie_name(name, site),
        value=value,
        max_age=max_age,
        path="/",
        secure=site.settings.is_secure,
        httponly=True,
        samesite="lax",
    )


async def note_presence(request: Req) -> None:
    """After the answer has left: note that the person was here, at most every few minutes."""
    sign_in = request.state.get("sign_in")
    token = session_token(request)
    if sign_in is None or token is None:
        return
    site = site_of(request)
    now = site.clock()
    if not doors.needs_touch(sign_in, now):
        return

    def touch() -> None:
        with site.database.write() as session:
            doors.touch(session, token, sign_in, now, lifetime(site))

    await asyncio.get_running_loop().run_in_executor(writers_of(request), touch)


def _look_up(request: Req, session: Session | None) -> Actor:
    token = session_token(request)
    if token is None:
        return VISITOR
    site = site_of(request)
    with nullcontext(session) if session is not None else site.database.read() as known_to:
        sign_in = sessions.find(known_to, token_hash(token), site.clock())
    if sign_in is None:
        return VISITOR
    request.state["sign_in"] = sign_in
    return sign_in.actor

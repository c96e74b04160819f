"""One sentence carried over a redirect ("Your comment has been sent."): in a signed cookie, shown once."""

import base64
import json
from typing import Final

from consultation.core.messages import Message
from consultation.identity.tokens import is_same, keyed_hash
from consultation.web.sessions import cookie_name, own_cookie
from consultation.web.site import Page, Req, site_of

_NAME: Final = "notice"
_SECONDS: Final = 60


def put_up(request: Req, response: Page, notice: Message) -> None:
    """Show the sentence on the next page this browser opens."""
    site = site_of(request)
    content = json.dumps([notice.text, notice.plural, dict(notice.params)])
    packed = base64.urlsafe_b64encode(content.encode()).decode()
    value = f"{_sign(request, packed)}.{packed}"
    response.set_cookie(own_cookie(site, _NAME, value, max_age=_SECONDS))


def posted(request: Req) -> Message | None:
    """The sentence to show on this page; a cookie that we did not sign is nothing."""
    signature, _, packed = request.cookies.get(cookie_name(_NAME, site_of(request)), "").partition(".")
    if not packed or not is_same(signature, _sign(request, packed)):
        return None
    text, plural, params = json.loads(base64.urlsafe_b64decode(packed))
    return Message(text, params, plural)


def take_down(request: Req, response: Page) -> None:
    """The sentence has been shown."""
    site = site_of(request)
    if cookie_name(_NAME, site) in request.cookies:
        response.set_cookie(own_cookie(site, _NAME, "", max_age=0))


def _sign(request: Req, packed: str) -> str:
    return keyed_hash(site_of(request).settings.key, "notice", packed)

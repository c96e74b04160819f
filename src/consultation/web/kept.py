"""Pages whose body is kept: what depends on the person (menu, name, notices) is put around it anew."""

import hashlib
import re
from collections.abc import Callable, Hashable
from functools import cache
from typing import Final

from markupsafe import Markup

from consultation.resources import data_path
from consultation.web import i18n, notices
from consultation.web.cache import Part, gzipped, part
from consultation.web.sessions import person
from consultation.web.site import Page, Req, site_of
from consultation.web.templating import finish, locale_of, render

# Where the body goes; no text of ours or anybody's holds this character.
_HERE: Final = Markup("\0")
_PLAIN_QUERY: Final = re.compile(r"(page=[0-9]{1,4})?")


def kept_page(
    request: Req, template: str, key: tuple[Hashable, ...], make: Callable[[], str], **context: Hashable
) -> Page:
    """Answer with `template` around the body that `make` gives, which is kept under `key` and the reader's language.

    The template shows `body` once; what else it shows is given in `context`, or follows from the person.
    """
    whole_key = (template, locale_of(request), *key)
    tag = _tag(request, whole_key)
    headers = {
        "etag": tag,
        "vary": "Accept-Encoding, Accept-Language, Cookie",
        "cache-control": "private, no-cache",
    }
    if _is_known(request, tag):
        return Page(b"", status_code=304, headers=headers, media_type="text/html")
    body = site_of(request).kept.get_or_make(("body", *whole_key), lambda: part(make()), lambda each: each.size)
    before, after = _frame(request, template, context)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        content = gzipped(before, body, after)
    else:
        content = before.plain + body.plain + after.plain
    return finish(request, Page(content, headers=headers, media_type="text/html"))


def _frame(request: Req, template: str, context: dict[str, Hashable]) -> tuple[Part, Part]:
    """What stands before the body and after it. A visitor's is like every other visitor's, and kept."""

    def make() -> tuple[Part, Part]:
        before, _, after = render(request, template, body=_HERE, **context).partition(_HERE)
        return part(before), part(after)

    if not _is_like_others(request):
        return make()
    url = request.url
    key = ("frame", template, locale_of(request), url.path, url.query, *context.items())
    return site_of(request).kept.get_or_make(key, make, lambda both: both[0].size + both[1].size)


def _is_like_others(request: Req) -> bool:
    is_plain = _PLAIN_QUERY.fullmatch(request.url.query) is not None
    return is_plain and person(request).is_visitor and notices.posted(request) is None and not _shows_clock(request)


def _shows_clock(request: Req) -> bool:
    return site_of(request).settings.demo


def _tag(request: Req, key: tuple[Hashable, ...]) -> str:
    """A weak entity tag: forms around the body carry tokens that differ and are all good."""
    minute = site_of(request).clock().replace(second=0, microsecond=0) if _shows_clock(request) else None
    parts = (
        _build(),
        site_of(request).assets.version,
        key,
        request.url.path,
        request.url.query,
        person(request),
        minute,
    )
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _is_known(request: Req, tag: str) -> bool:
    """Whether the browser holds this very page; one with a notice, or that sets a language, is always sent."""
    held = request.headers.get("if-none-match", "")
    return tag in held and notices.posted(request) is None and i18n.asked(request) is None


@cache
def _build() -> str:
    """Which templates and catalogues this process speaks with: a page of an earlier release is not shown again."""
    digest = hashlib.sha256()
    for folder, ending in (("templates", "*.html"), ("locales", "*.po")):
        for path in sorted(data_path(folder).rglob(ending)):
            digest.update(path.read_bytes())
    return digest.hexdigest()

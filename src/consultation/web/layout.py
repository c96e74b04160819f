"""What surrounds every page: navigation by role, the languages, the footer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from consultation.core.messages import N_
from consultation.core.policy import Actor
from consultation.core.vocabulary import Locale
from consultation.web.i18n import OWN_NAMES
from consultation.web.site import Req


@dataclass(frozen=True, slots=True)
class Link:
    """A link around the page; `words` is a source sentence, or a language's own name."""

    href: str
    words: str
    is_current: bool = False
    language: Locale | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything around the page's own content."""

    navigation: tuple[Link, ...]
    languages: tuple[Link, ...]
    footer: tuple[Link, ...]
    sign_in: str


_FOOTER: Final = (
    Link("/about", N_("How it works")),
    Link("/about/moderation", N_("Rules of moderation")),
    Link("/about/counting", N_("How we count")),
    Link("/about/permissions", N_("Who may do what")),
)


def layout_of(request: Req, actor: Actor, locale: Locale) -> Layout:
    """The surroundings of the page that answers this request."""
    path = request.url.path
    return Layout(
        navigation=tuple(_navigation(actor, path)),
        languages=tuple(_language(request, path, each, locale) for each in Locale),
        footer=_FOOTER,
        sign_in=_sign_in(request, path),
    )


def _navigation(actor: Actor, path: str) -> Iterator[Link]:
    yield _link("/", N_("Consultations"), is_current=path == "/" or path.startswith("/drafts"))
    if not actor.is_visitor:
        yield _link("/my/comments", N_("My comments"), is_current=path.startswith("/my/"))
    if actor.officer_of:
        yield _link("/desk", N_("Ministry desk"), is_current=path.startswith("/desk"))
    if actor.is_moderator:
        yield _link("/moderation", N_("Moderation"), is_current=path.startswith("/moderation"))
    if actor.is_administrator:
        yield _link("/admin", N_("Administration"), is_current=path.startswith("/admin"))


def _link(href: str, words: str, *, is_current: bool) -> Link:
    return Link(href, words, is_current)


def _language(request: Req, path: str, each: Locale, current: Locale) -> Link:
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    query = urlencode([*kept, ("lang", each.value)])
    return Link(f"{path}?{query}", OWN_NAMES[each], each is current, each)


def _sign_in(request: Req, path: str) -> str:
    """Where to sign in and come back to this page; from a form's answer one comes back to the page of the form."""
    if path.startswith("/account"):
        return "/account/sign-in"
    query = request.url.query
    return "/account/sign-in?" + urlencode({"next": f"{path}?{query}" if query else path})

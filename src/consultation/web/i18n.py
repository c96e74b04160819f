"""Which language a person reads, and how templates speak it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from jinja2 import Environment
from markupsafe import Markup

from consultation.core import dates
from consultation.core.messages import Message
from consultation.core.policy import Actor
from consultation.core.vocabulary import Locale
from consultation.translation import Words, format_number, language_of, translate, translate_counted
from consultation.web.site import Req

DEFAULT: Final = Locale.UZ_LATN
COOKIE: Final = "lang"

# Each language is called by its own name, whatever the page is written in.
OWN_NAMES: Final[dict[Locale, str]] = {
    Locale.UZ_LATN: "Oʻzbekcha",
    Locale.UZ_CYRL: "Ўзбекча",
    Locale.RU: "Русский",
    Locale.KAA: "Qaraqalpaqsha",
    Locale.EN: "English",
}

_SPOKEN: ContextVar[Locale] = ContextVar("locale", default=DEFAULT)


def choose(request: Req, actor: Actor) -> Locale:
    """The language asked for in the address, else the remembered one, the account's, the browser's, Uzbek."""
    return (
        asked(request)
        or _known(request.cookies.get(COOKIE))
        or actor.locale
        or match(request.headers.get("accept-language", ""))
        or DEFAULT
    )


def asked(request: Req) -> Locale | None:
    """The language that the address itself asks for (`?lang=ru`)."""
    return _known(request.query_params.get("lang"))


def match(accept_language: str) -> Locale | None:
    """The best of our languages for an Accept-Language header, None when it names none of them."""
    wanted: list[tuple[float, int, Locale]] = []
    for place, part in enumerate(accept_language[:500].split(",")):
        tag, _, weight = part.partition(";")
        locale = _nearest(tag.strip().lower())
        quality = _quality(weight)
        if locale is not None and quality > 0:
            wanted.append((-quality, place, locale))
    return min(wanted)[2] if wanted else None


@contextmanager
def speaking(locale: Locale) -> Iterator[None]:
    """Templates rendered inside speak this language."""
    token = _SPOKEN.set(locale)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def say(words: Words) -> str:
    """A message, label or source sentence in the language being spoken."""
    return translate(words, _SPOKEN.get())


def teach(environment: Environment) -> None:
    """Give templates `_`, `{% trans %}` and the filters that speak: label, say, day, instant, number."""
    environment.add_extension("jinja2.ext.i18n")
    # Placeholders arrive as keyword arguments (`newstyle`), through our own functions, which group numbers.
    environment.globals.update(_=_gettext, gettext=_gettext, ngettext=_ngettext)
    environment.newstyle_gettext = True  # type: ignore[attr-defined] # set by the i18n extension
    environment.filters.update(
        own_name=OWN_NAMES.__getitem__, label=_label, say=say, day=_day, instant=_instant, number=_number
    )


def _gettext(text: str, **params: Any) -> Markup:  # noqa: ANN401 - whatever a template passes
    # The sentence is ours and may hold markup; what is filled in is somebody's and is escaped.
    return Markup(translate(text, _SPOKEN.get())) % _spoken(params)  # noqa: S704 - the catalogues are ours


def _ngettext(singular: str, plural: str, n: int, **params: Any) -> Markup:  # noqa: ANN401 - whatever a template passes
    return Markup(translate_counted(singular, plural, n, _SPOKEN.get())) % _spoken({"n": n, **params})  # noqa: S704 - the catalogues are ours


def _spoken(params: dict[str, Any]) -> dict[str, Any]:
    return {name: _say_value(value) for name, value in params.items()}


def _say_value(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return format_number(value, _SPOKEN.get())
    return say(value) if isinstance(value, (Message, StrEnum)) else value


def _label(value: StrEnum) -> str:
    return say(value)


def _day(value: date) -> str:
    local = dates.to_tashkent(value).date() if isinstance(value, datetime) else value
    return dates.format_date(local, language_of(_SPOKEN.get()))


def _instant(value: datetime) -> str:
    return dates.format_datetime(value, language_of(_SPOKEN.get()))


def _number(value: int) -> str:
    return format_number(value, _SPOKEN.get())


def _known(code: str | None) -> Locale | None:
    return next((locale for locale in Locale if locale.value == code), None)


def _nearest(tag: str) -> Locale | None:
    language, *rest = tag.split("-")
    if language == "uz":
        return Locale.UZ_CYRL if "cyrl" in rest else Locale.UZ_LATN
    return {"ru": Locale.RU, "kaa": Locale.KAA, "en": Locale.EN}.get(language)


def _quality(weight: str) -> float:
    name, _, number = weight.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(1.0, float(number))
    except ValueError:
        return 0.0

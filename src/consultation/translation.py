"""The catalogues: source sentences in, the reader's language out, for pages, mails and reports alike.

`locales/<locale>/messages.po` is read at start and kept in memory; there are no compiled files. English is the source
and has no catalogue. What a catalogue does not have is said in English.
"""

import io
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from consultation.core.messages import N_, Message
from consultation.core.vocabulary import Language, Locale, label
from consultation.resources import data_path

Words = Message | StrEnum | str

# What the site is called where the operator has not named it.
SITE_NAME = N_("Consultation")

_NO_BREAK_SPACE = "\u00a0"
_GROUPED_FROM = 10_000


def translate(words: Words, locale: Locale) -> str:
    """Say a message, the label of a value of the vocabulary, or a source sentence in the reader's language.

    In the parameters a number is a quantity and is grouped as the language groups; pass identifiers as strings.
    """
    catalogue = _catalogue(locale)
    if isinstance(words, StrEnum):
        return catalogue.gettext(label(words))
    if isinstance(words, str):
        return catalogue.gettext(words) if words else ""
    if words.plural is None:
        return fill(catalogue.gettext(words.text), words.params, locale)
    n = words.params["n"]
    return fill(catalogue.ngettext(words.text, words.plural, n if isinstance(n, int) else 0), words.params, locale)


def translate_counted(singular: str, plural: str, n: int, locale: Locale) -> str:
    """The form of a counting sentence for `n`, its placeholders still in it."""
    return _catalogue(locale).ngettext(singular, plural, n)


def fill(template: str, params: Mapping[str, Words | int], locale: Locale) -> str:
    """Put parameters into a translated sentence, each said in the same language."""
    return template % {name: _spoken(value, locale) for name, value in params.items()}


def format_number(number: int, locale: Locale) -> str:
    """A whole number as the language prints it: from five digits on, thousands are set apart."""
    if abs(number) < _GROUPED_FROM:
        return str(number)
    return f"{number:,}".replace(",", "," if locale is Locale.EN else _NO_BREAK_SPACE)


def language_of(locale: Locale) -> Language:
    """The language of a text that is written in the words of `locale`."""
    return Language(locale.value)


def locale_of(language: Language) -> Locale:
    """The interface language nearest to a text's language (Cyrillic Karakalpak has no catalogue of its own)."""
    if language is Language.KAA_CYRL:
        return Locale.KAA
    return Locale.UZ_LATN if language is Language.UND else Locale(language.value)


def catalogue_path(locale: Locale) -> Path:
    """Where the catalogue of a locale is kept."""
    return data_path("locales") / locale.value / "messages.po"


def _spoken(value: Words | int, locale: Locale) -> str:
    if isinstance(value, bool):
        raise TypeError("A sentence has no place for yes and no")
    if isinstance(value, int):
        return format_number(value, locale)
    # A plain string is somebody's data (a name, a title), never a sentence of ours.
    return translate(value, locale) if isinstance(value, (Message, StrEnum)) else value


@cache
def _catalogue(locale: Locale) -> NullTranslations:
    path = catalogue_path(locale)
    if locale is Locale.EN or not path.exists():
        return NullTranslations()
    with path.open("rb") as source:
        # The locale only makes Babel hand on the plural forms that the catalogue's own header states.
        catalogue = read_po(source, locale=locale.value.replace("-", "_"))
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)

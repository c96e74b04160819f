"""Sentences in the reader's language: parameters, plurals, labels, numbers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from consultation import translation
from consultation.core.messages import message, message_n
from consultation.core.vocabulary import Language, Locale, Stage
from consultation.translation import format_number, locale_of, translate

RUSSIAN = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "%(n)s comment"
msgid_plural "%(n)s comments"
msgstr[0] "%(n)s комментарий"
msgstr[1] "%(n)s комментария"
msgstr[2] "%(n)s комментариев"

msgid "The stage is %(stage)s, %(name)s."
msgstr "%(name)s, стадия: %(stage)s."

msgid "Open for comments"
msgstr "Идёт обсуждение"

msgid "Not translated yet"
msgstr ""

msgid "Published"
msgstr "Опубликовано"
"""


@pytest.fixture(autouse=True)
def russian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A small Russian catalogue in the place of ours."""
    path = tmp_path / "ru" / "messages.po"
    path.parent.mkdir()
    path.write_text(RUSSIAN.lstrip(), encoding="utf-8")
    monkeypatch.setattr(translation, "data_path", lambda _name: tmp_path)
    translation._catalogue.cache_clear()
    yield
    translation._catalogue.cache_clear()


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "1 комментарий"),
        (3, "3 комментария"),
        (11, "11 комментариев"),
        (21, "21 комментарий"),
        (25_000, "25\u00a0000 комментариев"),
    ],
)
def test_russian_has_three_plural_forms(n: int, said: str) -> None:
    assert translate(message_n("%(n)s comment", "%(n)s comments", n), Locale.RU) == said


def test_english_needs_no_catalogue() -> None:
    assert translate(message_n("%(n)s comment", "%(n)s comments", 1), Locale.EN) == "1 comment"
    assert translate(message_n("%(n)s comment", "%(n)s comments", 12_000), Locale.EN) == "12,000 comments"


def test_parameters_are_said_in_the_same_language_and_data_is_left_alone() -> None:
    words = message("The stage is %(stage)s, %(name)s.", stage=Stage.OPEN, name="Published")
    assert translate(words, Locale.RU) == "Published, стадия: Идёт обсуждение."


def test_what_has_no_translation_is_said_in_english() -> None:
    assert translate("Not translated yet", Locale.RU) == "Not translated yet"
    assert translate("Never heard of", Locale.KAA) == "Never heard of"
    assert translate("", Locale.RU) == ""


def test_numbers_are_grouped_from_five_digits_on() -> None:
    assert [format_number(n, Locale.UZ_LATN) for n in (9_999, 10_000, -1_234_567)] == [
        "9999",
        "10\u00a0000",
        "-1\u00a0234\u00a0567",
    ]


def test_every_text_language_has_an_interface_language() -> None:
    assert [locale_of(language) for language in Language] == [
        Locale.UZ_LATN, Locale.UZ_CYRL, Locale.RU, Locale.KAA, Locale.KAA, Locale.EN, Locale.UZ_LATN,
    ]  # fmt: skip

"""The catalogues: up to date, complete, with the placeholders and markup of their sources."""

import ast
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po

from consultation.core.transliterate import to_cyrillic
from consultation.core.vocabulary import Locale
from consultation.translation import catalogue_path

TRANSLATED = [locale for locale in Locale if locale is not Locale.EN]
UPDATE = Path(__file__).parent.parent / "locales" / "update.py"


def _entries(locale: Locale) -> list[Entry]:
    with catalogue_path(locale).open("rb") as file:
        return [entry for entry in read_po(file) if entry.id]


def _forms(entry: Entry) -> list[str]:
    return [str(entry.string or "")] if isinstance(entry.string, str | None) else list(entry.string)


def _sources(entry: Entry) -> list[str]:
    return [entry.id] if isinstance(entry.id, str) else list(entry.id)


def _marks(text: str) -> set[str]:
    """Placeholders and tags of a sentence."""
    return set(re.findall(r"%\(\w+\)[sd]|%%|</?[a-z]+[^>]*>", text))


@pytest.fixture(scope="session")
def update() -> ModuleType:
    """The script that `make messages` runs."""
    spec = importlib.util.spec_from_file_location("update", UPDATE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("locale", TRANSLATED)
def test_a_catalogue_has_every_sentence_that_is_said_and_no_other(locale: Locale, update: ModuleType) -> None:
    said = {str(_sources(entry)) for entry in update.source_sentences() if entry.id}
    assert {str(_sources(entry)) for entry in _entries(locale)} == said, "run `make messages`"


@pytest.mark.parametrize("locale", TRANSLATED)
def test_every_sentence_is_translated(locale: Locale) -> None:
    missing = [_sources(entry)[0] for entry in _entries(locale) if not all(_forms(entry)) or entry.fuzzy]
    assert missing == []


@pytest.mark.parametrize("locale", TRANSLATED)
def test_translations_keep_placeholders_and_markup(locale: Locale) -> None:
    wrong = []
    for entry in _entries(locale):
        allowed = set().union(*map(_marks, _sources(entry)))
        needed = allowed - {"%(n)s"} if len(_sources(entry)) > 1 else allowed
        wrong += [form for form in _forms(entry) if form and not needed <= _marks(form) <= allowed]
    assert wrong == []


@pytest.mark.parametrize("locale", TRANSLATED)
def test_plural_sentences_have_as_many_forms_as_the_language(locale: Locale) -> None:
    forms = {Locale.UZ_LATN: 2, Locale.UZ_CYRL: 2, Locale.RU: 3, Locale.KAA: 1}[locale]
    assert {len(_forms(entry)) for entry in _entries(locale) if len(_sources(entry)) > 1} == {forms}


def _unseen(code: str) -> list[str]:
    """Sentences given to the functions that mark them in a way that the extraction cannot see (labels are marked elsewhere)."""
    calls = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call) and node.args)
    marking = (call for call in calls if ast.unparse(call.func) in {"message", "message_n", "N_"})
    said = (call.args[0] for call in marking if not isinstance(call.args[0], ast.Constant))
    return [ast.unparse(words) for words in said if "label" not in ast.unparse(words)]


def test_every_sentence_stands_where_the_extraction_sees_it() -> None:
    source = Path(__file__).parent.parent / "src"
    assert {str(path): _unseen(path.read_text()) for path in source.rglob("*.py") if _unseen(path.read_text())} == {}
    assert _unseen("words = 'Votes'\nmessage(words, n=1)\nmessage('Votes')\nmessage(row.label)") == ["words"]


@pytest.mark.parametrize("locale", TRANSLATED)
def test_running_make_messages_changes_nothing(locale: Locale, update: ModuleType) -> None:
    assert catalogue_path(locale).read_bytes() == update.updated(locale.value, update.source_sentences())


def test_cyrillic_uzbek_follows_the_latin_but_for_what_was_written_by_hand(update: ModuleType) -> None:
    latin = {str(_sources(entry)): _forms(entry) for entry in _entries(Locale.UZ_LATN)}
    differing = [
        entry for entry in _entries(Locale.UZ_CYRL) if _forms(entry) != [*map(to_cyrillic, latin[str(_sources(entry))])]
    ]
    assert [_sources(entry)[0] for entry in differing if update.BY_HAND not in entry.user_comments] == []

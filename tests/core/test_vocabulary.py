"""Every value of every closed list has words, and the glossary names them all."""

import inspect
from enum import StrEnum
from pathlib import Path

import pytest

from consultation.core import cluster_vocabulary, file_vocabulary, vocabulary
from consultation.core.vocabulary import LABELS, label

LISTS = [
    each
    for module in (vocabulary, file_vocabulary, cluster_vocabulary)
    for each in vars(module).values()
    if inspect.isclass(each) and issubclass(each, StrEnum) and each.__module__ == module.__name__
]
GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"


@pytest.mark.parametrize("values", LISTS)
def test_every_value_has_words(values: type[StrEnum]) -> None:
    if values is vocabulary.Locale:
        return  # languages name themselves: web.i18n.OWN_NAMES
    assert [value for value in values if not label(value)] == []


def test_labels_name_nothing_else() -> None:
    known = {(values, value.value) for values in LISTS for value in values}
    assert set(LABELS) - known == set()


@pytest.mark.parametrize("values", LISTS)
def test_glossary_lists_exactly_these_values(values: type[StrEnum]) -> None:
    line = f"- **{values.__name__}**: " + ", ".join(f"`{value.value}`" for value in values)
    assert [each for each in GLOSSARY.read_text().splitlines() if each.startswith(f"- **{values.__name__}**")] == [line]

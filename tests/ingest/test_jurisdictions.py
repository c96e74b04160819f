"""Other countries are data: their acts are read by the same code with another file of names and patterns."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

from consultation.config import Settings
from consultation.core.vocabulary import ActKind
from consultation.ingest import ingest, read_in_process, to_json
from consultation.ingest.front import act_kind_of
from consultation.ingest.grammar import grammar
from consultation.ingest.openings import follows
from consultation.resources import jurisdictions

ABROAD = Path(__file__).parents[2] / "fixtures" / "abroad"
OTHERS = ["kazakhstan", "united_kingdom", "vietnam"]


def test_every_data_file_makes_a_grammar() -> None:
    assert list(jurisdictions()) == ["kazakhstan", "united_kingdom", "uzbekistan", "vietnam"]
    assert [grammar(name).order[-1] for name in jurisdictions()] == ["article"] * 4


@pytest.mark.parametrize("name", OTHERS)
def test_the_outline_is_the_one_a_lawyer_drew(name: str) -> None:
    draft = read_in_process((ABROAD / f"{name}.docx").read_bytes(), jurisdiction=name)
    assert to_json(draft) == json.loads((ABROAD / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", OTHERS)
def test_no_word_is_lost_or_invented(name: str) -> None:
    draft = read_in_process((ABROAD / f"{name}.docx").read_bytes(), jurisdiction=name)
    said = " ".join(" ".join(filter(None, (c.num, c.heading, c.text))) for c in draft.clauses)
    written = (ABROAD / f"{name}.txt").read_text(encoding="utf-8")
    assert Counter(re.findall(r"\w+", said)) == Counter(word for word in re.findall(r"\w+", written) if word != "_")


@pytest.mark.parametrize("name", OTHERS)
def test_the_worker_reads_by_the_same_file(name: str) -> None:
    data = (ABROAD / f"{name}.docx").read_bytes()
    assert ingest(data, jurisdiction=name) == read_in_process(data, jurisdiction=name)


@pytest.mark.parametrize(
    ("name", "line", "kind"),
    [
        ("kazakhstan", "КОДЕКС РЕСПУБЛИКИ КАЗАХСТАН", ActKind.CODE),
        ("kazakhstan", "ПРОЕКТ ЗАКОНА РЕСПУБЛИКИ КАЗАХСТАН", ActKind.LAW),
        ("kazakhstan", "ПОСТАНОВЛЕНИЕ ПРАВИТЕЛЬСТВА РЕСПУБЛИКИ КАЗАХСТАН", ActKind.CABINET_RESOLUTION),
        ("united_kingdom", "A Bill", ActKind.LAW),
        ("united_kingdom", "Reading Rooms Bill", None),
    ],
)
def test_the_act_kind_is_told_from_its_form(name: str, line: str, kind: ActKind | None) -> None:
    assert act_kind_of(line, grammar(name)) == kind


@pytest.mark.parametrize(
    ("number", "before", "expected"),
    [("ii", "i", True), ("x", "ix", True), ("xl", "xxxix", False), ("iv", "ii", False)],
)
def test_roman_numbers_follow_each_other(number: str, before: str, expected: bool) -> None:  # noqa: FBT001 - a case
    assert follows(number, before) == expected


def test_an_unknown_jurisdiction_is_refused_at_the_start() -> None:
    with pytest.raises(ValidationError, match="kazakhstan, united_kingdom, uzbekistan, vietnam"):
        Settings(jurisdiction="atlantis")

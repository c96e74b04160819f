"""What a paragraph with an automatic number opens is what the same line typed out would open."""

import pytest

from consultation.ingest.grammar import grammar
from consultation.ingest.openings import find_opening, from_label
from consultation.resources import jurisdictions

DIGITS = [f"{number}{sign}" for number in (1, 2, 12, 123) for sign in ".)"]
LETTERS = [f"{letter})" for letter in "aаvxiбяёZЯo"]
LABELS = [*DIGITS, *LETTERS, "(1)", "(12)", "(a)", "(i)", "(A)", "(я)"]
WORDS = [
    "so‘z",
    "So‘z",
    "1. bir",
    "1) x",
    "5",
    "05.2024",
    "-modda. X",
    "foiz",
    "(a) x",
    "«Yangi»",
    "a) b",
    "¹ z",
    ". x",
    ") y",
    "a",
]


@pytest.mark.parametrize("jurisdiction", sorted(jurisdictions()))
@pytest.mark.parametrize("label", LABELS)
def test_a_plain_label_opens_what_it_opens_when_typed(label: str, jurisdiction: str) -> None:
    own = grammar(jurisdiction)
    typed = {words: find_opening(f"{label} {words}", own) for words in WORDS}
    sure = {words: opening for words, opening in typed.items() if opening is not None and opening.num == label}
    assert {words: from_label(label, words, own) for words in sure} == sure

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
from consultation.ingest.lines import Block, Facts, Line
from consultation.ingest.reading import from_blocks
from consultation.ingest.sequence import follows
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
    [("ii", "i", True), ("x", "ix", True), ("xl", "xxxix", True), ("l", "xxxix", False), ("iv", "ii", False)],
)
def test_roman_numbers_follow_each_other(number: str, before: str, expected: bool) -> None:  # noqa: FBT001 - a case
    assert follows(number, before) == expected


def british(text: str) -> list[tuple[int, str, str | None, str]]:
    """Depth, kind, number, and heading or text of a British draft; `^ ` marks a line in the middle, `* ` a bold one."""
    blocks: list[Block] = [
        Line(line.lstrip("^* "), align="center" if line[0] == "^" else "left", is_bold=line[0] == "*")
        for line in map(str.strip, text.strip().splitlines())
    ]
    draft = from_blocks(blocks, Facts(), "united_kingdom")
    return [(depth, c.kind.value, c.num, c.heading or c.text) for depth, c in draft.outline.walk()]


def test_closing_words_belong_to_the_provision_that_holds_the_list() -> None:
    assert british("""
        * Rooms
        1.—(1) A room—
        (a) which is open, and
        (b) which holds—
        (i) papers, and
        (ii) books,
        that may be lent,
        (c) which is dry,
        and is warmed in winter, must be kept.
        (2) In this section—
        “book” means—
        (a) a volume, or
        (b) a map;
        “paper” includes a journal.
        * Title
        2. This Act may be cited as the Rooms Act.
    """) == [
        (0, "article", "1.—", "Rooms"),
        (1, "paragraph", "(1)", "A room—"),
        (2, "point", "(a)", "which is open, and"),
        (2, "point", "(b)", "which holds—"),
        (3, "subpoint", "(i)", "papers, and"),
        (3, "subpoint", "(ii)", "books,"),
        (3, "indent", None, "that may be lent,"),
        (2, "point", "(c)", "which is dry,"),
        (2, "indent", None, "and is warmed in winter, must be kept."),
        (1, "paragraph", "(2)", "In this section—"),
        (2, "indent", None, "“book” means—"),
        (3, "point", "(a)", "a volume, or"),
        (3, "point", "(b)", "a map;"),
        (2, "indent", None, "“paper” includes a journal."),
        (0, "article", "2.", "Title"),
    ]  # fmt: skip


def test_a_line_in_the_middle_heads_the_sections_after_it() -> None:
    assert british("""
        ^ PART 1
        ^ Rooms
        ^ Opening
        1 Opening hours
        (1) A room must be open.
        (2) Examples of hours are—
        1. Eight to twelve.
        2. Noon to four.
        ^ Closing
        2 Closing hours
        A room may close.
        ^ SCHEDULES
        ^ SCHEDULE 1
        ^ Furniture
        ^ Chairs
        1 (1) There must be chairs—
        (e) of wood,
        (v) painted, or
        (vi) varnished;
        (f) of steel—
        (i) new, being—
        (A) bought, or
        (B) given.
    """) == [
        (0, "part", "PART 1", "Rooms"),
        (1, "subchapter", None, "Opening"),
        (2, "article", "1", "Opening hours"),
        (3, "paragraph", "(1)", "A room must be open."),
        (3, "paragraph", "(2)", "Examples of hours are—"),
        (4, "subpoint", "1.", "Eight to twelve."),
        (4, "subpoint", "2.", "Noon to four."),
        (1, "subchapter", None, "Closing"),
        (2, "article", "2", "Closing hours"),
        (3, "paragraph", None, "A room may close."),
        (0, "annex", "SCHEDULE 1", "Furniture"),
        (1, "subchapter", None, "Chairs"),
        (2, "point", "1", ""),
        (3, "paragraph", "(1)", "There must be chairs—"),
        (4, "point", "(e)", "of wood,"),
        (5, "subpoint", "(v)", "painted, or"),
        (5, "subpoint", "(vi)", "varnished;"),
        (4, "point", "(f)", "of steel—"),
        (5, "subpoint", "(i)", "new, being—"),
        (6, "subpoint", "(A)", "bought, or"),
        (6, "subpoint", "(B)", "given."),
    ]


def test_an_unknown_jurisdiction_is_refused_at_the_start() -> None:
    with pytest.raises(ValidationError, match="kazakhstan, united_kingdom, uzbekistan, vietnam"):
        Settings(jurisdiction="atlantis")

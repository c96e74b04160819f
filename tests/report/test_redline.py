"""The redline: "accept all" is the new text and "reject all" the old one, to the last mark, and office programs open it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from consultation.core.clause import Clause, outline
from consultation.core.lineage import Link
from consultation.core.vocabulary import ClauseKind as K
from consultation.core.vocabulary import Language, LineageKind
from consultation.ingest import read_in_process
from consultation.report.draft_docx import to_clean_docx
from consultation.report.draft_text import Version
from consultation.report.merging import merged, one_to_one
from consultation.report.redline import to_redline_docx
from tests.report.acts import revisions, version
from tests.report.factory import say
from tests.report.tracked import W, parts, said

Convert = Callable[[bytes, str], Path]
Revision = tuple[Version, Version, tuple[Link, ...]]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(revisions())
def test_accept_all_is_the_new_text_and_reject_all_the_old(revision: Revision) -> None:
    old, new, links = revision
    redline = to_redline_docx(old, new, links, say)
    assert said(redline, "accept") == said(to_clean_docx(new, say))
    assert said(redline, "reject") == said(to_clean_docx(old, say))
    assert read_in_process(redline).clauses == read_in_process(to_clean_docx(new, say)).clauses
    ids = [e.get(f"{W}id") for e in parts(redline)["word/document.xml"].iter() if e.get(f"{W}author")]
    assert len(set(ids)) == len(ids)


def of(*rows: tuple[K, str | None, str]) -> tuple[tuple[int, Clause], ...]:
    return tuple((0, Clause("", None, kind, num, num and num.strip(".)"), None, text)) for kind, num, text in rows)


def versions(
    before: tuple[tuple[int, Clause], ...], after: tuple[tuple[int, Clause], ...], *pairs: tuple[str, str]
) -> Revision:
    links = tuple(Link(LineageKind.REWORDED, (old,), (new,), 0.8) for old, new in pairs)
    old, new = (version(outline(rows), Language.EN, "On Libraries", n) for n, rows in enumerate((before, after), 1))
    return old, new, links


def changes(content: bytes) -> list[tuple[str, str]]:
    """What was marked in the body, in order: the kind of change and the words in it."""
    body = parts(content)["word/document.xml"]
    kinds = ("ins", "del", "moveFrom", "moveTo", "pPrChange")
    return [
        (kind, "".join(one.xpath(".//text()")))
        for one in body.iter()
        for kind in kinds
        if one.tag == f"{W}{kind}" and (len(one) or kind == "pPrChange")
    ]


def test_a_reworded_clause_is_compared_word_by_word() -> None:
    before = of((K.POINT, "1.", "Libraries are open six days a week."))
    after = of((K.POINT, "2.", "Libraries are open seven days a week."))
    assert changes(to_redline_docx(*versions(before, after, ("point_1", "point_2")), say)) == [
        ("del", "1"),
        ("ins", "2"),
        ("del", "six"),
        ("ins", "seven"),
    ]


def test_a_clause_that_stands_elsewhere_is_moved_under_one_name() -> None:
    first, second, third = (K.POINT, "1.", "One."), (K.INDENT, None, "Two."), (K.INDENT, None, "Three.")
    pairs = (("point_1", "point_1"), ("indent_1", "indent_1"), ("indent_2", "indent_2"))
    redline = to_redline_docx(*versions(of(first, second, third), of(second, third, first), *pairs), say)
    assert changes(redline) == [("moveFrom", "1. One."), ("moveTo", "1. One.")]
    body = parts(redline)["word/document.xml"]
    starts = [
        (str(one.tag).removeprefix(W), one.get(f"{W}name"))
        for one in body.iter()
        if str(one.tag).endswith("RangeStart")
    ]
    assert starts == [("moveFromRangeStart", "move1"), ("moveToRangeStart", "move1")]
    opened, ended = (
        [one.get(f"{W}id") for one in body.iter() if str(one.tag).endswith(end)] for end in ("RangeStart", "RangeEnd")
    )
    assert opened == ended


def test_a_moved_clause_with_other_words_is_deleted_and_inserted() -> None:
    before = of((K.POINT, "1.", "One."), (K.INDENT, None, "Two."), (K.INDENT, None, "Three."))
    after = of((K.INDENT, None, "Two."), (K.INDENT, None, "Three."), (K.POINT, "1.", "First."))
    pairs = (("point_1", "point_1"), ("indent_1", "indent_1"), ("indent_2", "indent_2"))
    assert changes(to_redline_docx(*versions(before, after, *pairs), say)) == [("del", "1. One."), ("ins", "1. First.")]


def test_without_links_all_of_one_text_goes_and_all_of_the_other_comes() -> None:
    rows = of((K.POINT, "1.", "One."))
    assert changes(to_redline_docx(*versions(rows, rows), say)) == [("del", "1. One."), ("ins", "1. One.")]


def test_changes_are_the_authoritys_at_the_instant_given() -> None:
    redline = to_redline_docx(*versions(of((K.POINT, "1.", "One.")), of()), say)
    assert redline == to_redline_docx(*versions(of((K.POINT, "1.", "One.")), of()), say)
    signed = {
        (one.get(f"{W}author"), one.get(f"{W}date"))
        for one in parts(redline)["word/document.xml"].iter()
        if one.get(f"{W}author")
    }
    assert signed == {("Adliya vazirligi", "2027-03-01T14:30:00")}


def test_of_a_divided_clause_the_first_part_goes_on() -> None:
    split = Link(LineageKind.SPLIT, ("art_1",), ("art_1", "art_2"), 0.5)
    joined = Link(LineageKind.MERGED, ("art_2", "art_3"), ("art_3",), 0.5)
    assert one_to_one([split, joined, replace(split, new=("art_9",))]) == {"art_1": "art_1", "art_3": "art_2"}


def test_pairs_in_order_stand_once_and_each_half_of_the_others_in_its_place() -> None:
    before = {"b": "2", "a": "1", "d": "4"}
    assert merged(["1", "2", "3", "4"], ["b", "a", "c", "d"], before) == [
        (None, 0),
        (0, 1),
        (1, None),
        (2, None),
        (None, 2),
        (3, 3),
    ]


def test_a_programme_that_opens_it_shows_what_went_and_what_came(to_pdf_by_office: Convert) -> None:
    before = of((K.POINT, "1.", "Open six days."), (K.POINT, "2.", "Closed in August."))
    after = of((K.POINT, "1.", "Open seven days."), (K.POINT, "3.", "Free of charge."))
    redline = to_redline_docx(*versions(before, after, ("point_1", "point_1")), say)
    text = " ".join(PdfReader(to_pdf_by_office(redline, "redline.docx")).pages[0].extract_text().split())
    assert text == (
        "Draft No. 7 · Changes from version 1 to version 2 1. Open sixseven days. 2. Closed in August. "
        "3. Free of charge. Page 1 of 1"
    )

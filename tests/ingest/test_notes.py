"""Footnotes and endnotes: what they say, how Word marks them, which clause they hang on."""

import pytest

from consultation.ingest.lines import Line
from tests.ingest.packages import docx, p, r
from tests.ingest.reading import clauses, draft, lines

SEPARATORS = '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote><w:footnote w:id="0" w:type="continuationNotice"><w:p/></w:footnote>'


def footnote(number: int, *content: str) -> str:
    mark = "<w:r><w:footnoteRef/></w:r>"
    return f'<w:footnote w:id="{number}">{"".join(content) or p(mark, r(f"Izoh {number}"))}</w:footnote>'


def call(number: int, kind: str = "footnote", more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"{more}/></w:r>'


def section(properties: str) -> str:
    return f"<w:sectPr>{properties}</w:sectPr>"


def notes_of(found: list[Line]) -> list[list[tuple[str, str]]]:
    return [[(note.mark, note.text) for note in line.notes] for line in found]


def test_notes_have_runs_fields_tables_and_several_paragraphs() -> None:
    insides = (
        p(r("Qonun"), r("1", '<w:vertAlign w:val="superscript"/>'), f"<w:del>{r('eski')}</w:del><w:ins>{r(' yangi')}</w:ins>")
        + f"<w:sdt><w:sdtContent>{p(r('ikkinchi'))}</w:sdtContent></w:sdt>"
        + f"<w:tbl><w:tr><w:tc>{p(r('katak'))}</w:tc></w:tr></w:tbl>"
        + p(r("yashirin", "<w:vanish/>"))
    )  # fmt: skip
    data = docx(p(r("Matn"), call(2)), footnotes=SEPARATORS + footnote(2, insides))
    assert notes_of(lines(data)) == [[("1", "Qonun¹ yangi\nikkinchi\nkatak")]]


@pytest.mark.parametrize(
    ("first", "second", "settings", "expected"),
    [
        ("", "", "", ["1", "2", "3"]),
        (2 * '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>', '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>', "", ["1", "2", "1"]),
        ('<w:footnotePr><w:numStart w:val="5"/></w:footnotePr>', "", "", ["5", "6", "7"]),
        ("", "", '<w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr>', ["a", "b", "c"]),
        ('<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr>', "", "", ["*", "†", "‡"]),
    ],
)  # fmt: skip
def test_marks_are_counted_as_the_sections_say(first: str, second: str, settings: str, expected: list[str]) -> None:
    body = (
        p(r("Bir"), call(1), call(2), properties=section(first))
        + p(r("Ikki"), call(3))
        + section(second)
    )  # fmt: skip
    data = docx(body, footnotes=SEPARATORS + "".join(map(footnote, (1, 2, 3))), settings=settings)
    assert [note.mark for line in lines(data) for note in line.notes] == expected


def test_endnotes_have_small_roman_numbers_and_are_counted_apart() -> None:
    endnotes = '<w:endnote w:id="1">' + p(r("Oxirida")) + "</w:endnote>"
    body = p(r("Matn"), call(1, "endnote"), call(1))
    assert notes_of(lines(docx(body, footnotes=footnote(1), endnotes=endnotes))) == [
        [("i", "Oxirida"), ("1", "Izoh 1")]
    ]


def test_a_custom_mark_stands_in_the_text_and_counts_nothing() -> None:
    custom = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    data = docx(p(r("Matn"), custom, call(2)), footnotes=footnote(1) + footnote(2))
    assert [(line.text, notes) for line, notes in zip(lines(data), notes_of(lines(data)), strict=True)] == [
        ("Matn*", [("", "Izoh 1"), ("1", "Izoh 2")])
    ]


def test_a_deleted_call_counts_nothing_and_a_missing_note_is_passed_over() -> None:
    body = p(r("Bir"), f"<w:del>{call(1)}</w:del>", call(9)) + p(r("Ikki"), call(2))
    assert notes_of(lines(docx(body, footnotes=footnote(1) + footnote(2)))) == [[], [("2", "Izoh 2")]]


def test_notes_hang_on_the_clause_that_calls_them() -> None:
    body = p(r("1-modda. Maqsad"), call(1)) + p(r("1) birinchi band;")) + p(r("2) ikkinchi band."), call(2))
    read = draft(docx(body, footnotes=footnote(1) + footnote(2)))
    assert [
        (clause.kind.value, clause.parent, clause.num, clause.words) for clause in read.clauses if clause.kind == "note"
    ] == [
        ("note", "art_1", "1", "1\nIzoh 1"),
        ("note", "art_1__point_2", "2", "2\nIzoh 2"),
    ]
    assert clauses(read)[0][:2] == ("article", "1-modda.")


def test_a_file_whose_only_words_are_a_note_is_read() -> None:
    assert clauses(draft(docx(p(call(1)), footnotes=footnote(1))))[-1] == ("note", "1", "Izoh 1")

"""Tracked changes and comments: both texts of a file, and the list of what its drafters left in it."""

import pytest

from consultation.core.file_vocabulary import MarkSort, TextView
from consultation.ingest import Ingested, ingest
from tests.ingest.packages import abstract, docx, level, num, numbered, p, r
from tests.ingest.reading import clauses, draft, lines, reader, texts

ACCEPTED, ORIGINAL = TextView.ACCEPTED, TextView.ORIGINAL
LIST = {"numbering": abstract(0, level(0, "%1.")) + num(1, 0)}


def ins(*runs: str, tag: str = "ins") -> str:
    return f'<w:{tag} w:id="1" w:author="Karimov">{"".join(runs)}</w:{tag}>'


def deleted(text: str, tag: str = "del") -> str:
    return f'<w:{tag} w:author="Karimov"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:{tag}>'


def moved_away(text: str) -> str:
    return f"<w:moveFrom>{r(text)}</w:moveFrom>"


def mark(tag: str) -> str:
    return f"<w:rPr><w:{tag}/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "accepted", "original"),
    [
        (p(r("bir "), ins(r("ikki")), deleted("uch")), ["bir ikki"], ["bir uch"]),
        (p(moved_away("koʻchgan")) + p(ins(r("koʻchgan"), tag="moveTo"), r(" matn")), ["koʻchgan matn"], ["koʻchgan", "matn"]),
        (p(r("bir "), properties=mark("del")) + p(r("ikki")), ["bir ikki"], ["bir", "ikki"]),
        (p(r("bir "), properties=mark("ins")) + p(r("ikki")), ["bir", "ikki"], ["bir ikki"]),
        (p(r("bir "), properties=mark("moveTo")) + p(r("ikki")), ["bir", "ikki"], ["bir ikki"]),
        (p(r("bir"), ins(r(" kirib"), deleted(" chiqqan"))), ["bir kirib"], ["bir"]),
        (p(f"<w:hyperlink>{ins(r('yangi'))}{deleted('eski')}</w:hyperlink>"), ["yangi"], ["eski"]),
        (f"<w:ins>{p(r('butun'))}</w:ins>" + p(r("matn")), ["butun", "matn"], ["butun", "matn"]),
        (p("<m:oMath>", "<m:r><m:t>x</m:t></m:r><w:ins><m:r><m:t>+1</m:t></m:r></w:ins>", "</m:oMath>"), ["x+1"], ["x+1"]),
        (p(r("bir", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")), ["bir"], ["bir"]),
        (
            p(
                "<w:del><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:delInstrText>REF a</w:delInstrText></w:r>"
                "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:delText>5</w:delText></w:r>"
                "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:del>", r(" modda"),
            ),
            ["modda"],
            ["5 modda"],
        ),
    ],
)  # fmt: skip
def test_a_file_with_changes_has_two_texts(body: str, accepted: list[str], original: list[str]) -> None:
    assert texts(docx(body)) == accepted
    assert texts(docx(body), ORIGINAL) == original


def test_numbers_follow_the_view() -> None:
    numbering = '<w:numPr>{}<w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = (
        numbered("bir")
        + p(deleted("oʻchgan"), properties=numbering.format("") + mark("del"))
        + p(ins(r("kirgan")), properties=numbering.format("") + mark("ins"))
        + p(r("raqamli boʻldi"), properties=numbering.format("<w:ins/>"))
        + p(r("raqamsiz boʻldi"), properties=f"<w:pPrChange><w:pPr>{numbering.format('')}</w:pPr></w:pPrChange>")
        + numbered("ikki")
    )

    def found(view: TextView) -> list[tuple[str | None, str]]:
        return [(line.label, line.text) for line in lines(docx(body, **LIST), view)]

    assert found(ACCEPTED) == [
        ("1.", "bir"), ("2.", "kirgan"), ("3.", "raqamli boʻldi"), (None, "raqamsiz boʻldi"), ("4.", "ikki"),
    ]  # fmt: skip
    assert found(ORIGINAL) == [
        ("1.", "bir"), ("2.", "oʻchgan"), (None, "raqamli boʻldi"), ("3.", "raqamsiz boʻldi"), ("4.", "ikki"),
    ]  # fmt: skip


def test_a_changed_numbering_mark_is_no_change_of_the_text() -> None:
    changed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:numberingChange w:original="7."/></w:numPr>'
    data = docx(p(r("bir"), properties=changed), **LIST)
    for view in TextView:
        assert [(line.label, line.text) for line in lines(data, view)] == [("1.", "bir")]
    assert draft(data).marks == ()


def marks(read: Ingested) -> list[tuple[MarkSort, str, str, str | None]]:
    return [(each.sort, each.text, each.author, each.eid) for each in read.marks]


CHANGED = docx(
    p(r("1-modda. Muddatlar"))
    + p(r("1) ariza "), ins(r("besh ")), ins(r("ish "), r("kunida")), deleted("oʻn kunda"), r(" koʻriladi;"))
    + p(deleted("2) chiqarib tashlangan band;"), properties=mark("del"))
    + p(r("2) "), moved_away("javob beriladi."), r("shikoyat qilinadi."))
    + p(ins(r("3) javob beriladi."), tag="moveTo"), properties=mark("moveTo"))
)  # fmt: skip


def test_each_change_is_listed_once_with_the_clause_it_is_in_whichever_text_is_read() -> None:
    assert marks(draft(CHANGED)) == [
        (MarkSort.INSERTED, "besh ish kunida", "", "art_1__point_1"),
        (MarkSort.DELETED, "oʻn kunda", "", "art_1__point_1"),
        (MarkSort.DELETED, "2) chiqarib tashlangan band;", "", "art_1__point_2"),
        (MarkSort.MOVED_AWAY, "javob beriladi.", "", "art_1__point_2"),
        (MarkSort.MOVED_HERE, "3) javob beriladi.", "", "art_1__point_3"),
    ]
    original = draft(CHANGED, ORIGINAL)
    assert [each[:3] for each in marks(original)] == [each[:3] for each in marks(draft(CHANGED))]
    assert clauses(original) == [
        ("article", "1-modda.", ""),
        ("point", "1)", "ariza oʻn kunda koʻriladi;"),
        ("point", "2)", "chiqarib tashlangan band;"),
        ("point", "2)", "javob beriladi.shikoyat qilinadi."),
    ]
    assert [warning.code for warning in original.warnings] == ["F_TRACKED", "F_SEQ_REPEAT"]


def test_the_worker_reads_the_view_it_is_asked_for() -> None:
    for view in TextView:
        assert ingest(CHANGED, view=view) == draft(CHANGED, view)
    assert ingest(CHANGED).view is ACCEPTED


def test_a_change_of_paragraph_marks_alone_is_warned_of() -> None:
    for tag in ("ins", "del"):
        read = draft(docx(p(r("1. Bir"), properties=mark(tag)) + p(r(" va ikki."))))
        assert [warning.code for warning in read.warnings] == ["F_TRACKED"]


def comment(number: int, *paragraphs: str, author: str = "A.  Karimov") -> str:
    words = "".join(p("<w:r><w:annotationRef/></w:r>", r(words)) for words in paragraphs)
    return f'<w:comment w:id="{number}" w:author="{author}">{words}</w:comment>'


def anchored(number: int, *runs: str) -> str:
    start, end = f'<w:commentRangeStart w:id="{number}"/>', f'<w:commentRangeEnd w:id="{number}"/>'
    return f'{start}{"".join(runs)}{end}<w:r><w:commentReference w:id="{number}"/></w:r>'


def test_comments_are_told_with_author_and_clause_and_are_not_in_the_text() -> None:
    body = (
        p(r("1-modda. Maqsad"))
        + p(r("1) bir "), anchored(1, r("ikki;")))
        + p(r("2) uch."), "<w:r><w:commentReference w:id='2'/></w:r>")
    )
    comments = comment(1, "Bu nima?", "Tushuntiring.") + comment(2, "Yaxshi", author="") + comment(7, "Hech qayerda")
    read = draft(docx(body, comments=comments))
    assert clauses(read) == [("article", "1-modda.", ""), ("point", "1)", "bir ikki;"), ("point", "2)", "uch.")]
    assert marks(read) == [
        (MarkSort.COMMENT, "Bu nima?\nTushuntiring.", "A. Karimov", "art_1__point_1"),
        (MarkSort.COMMENT, "Yaxshi", "", "art_1__point_2"),
        (MarkSort.COMMENT, "Hech qayerda", "A. Karimov", None),
    ]
    assert [(warning.code, warning.message.params) for warning in read.warnings] == [("F_COMMENTS", {"n": 3})]


def test_marks_in_cells_and_quotations_hang_on_their_clause() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p(r('Non'))}</w:tc><w:tc>{p(ins(r('80')))}</w:tc></w:tr></w:tbl>"
    quoted = p(r("1) 5-band quyidagi tahrirda bayon etilsin:")) + p(
        r("“Ariza "), ins(r("besh kunda")), r(" koʻriladi.”;")
    )
    read = draft(docx(p(r("1-modda. Narx")) + quoted + table))
    assert [(each.text, read.outline.find(each.eid or "").kind.value) for each in read.marks] == [
        ("besh kunda", "quoted"),
        ("80", "row"),
    ]


def test_a_file_whose_every_word_is_deleted_has_only_an_original_text() -> None:
    data = docx(p(deleted("hammasi")))
    assert texts(data) == []
    assert texts(data, ORIGINAL) == ["hammasi"]
    assert [note.text for note in reader(data)[0].facts.loose] == ["hammasi"]

"""Accepted wordings in a text: changes named after comments, each with the authority's answer beside it."""

import io
from datetime import UTC, datetime

from docx import Document
from lxml import etree

from consultation import report as reporting
from consultation.core.clause import Clause, outline
from consultation.core.vocabulary import ClauseKind as K
from consultation.core.vocabulary import Disposition, Language
from consultation.ingest import read_in_process
from consultation.report.draft_docx import to_clean_docx
from consultation.report.draft_text import Version
from consultation.report.wordings_docx import Accepted, accepted_wordings, to_wordings_docx
from tests.report.acts import version
from tests.report.factory import facts, say
from tests.report.tracked import W, parts, said

TEXT = (
    (0, Clause("", None, K.ARTICLE, "Article 1.", "1", "Hours", "")),
    (1, Clause("", None, K.PARAGRAPH, None, None, None, "Libraries are open six days a week.")),
    (1, Clause("", None, K.NOTE, "1", "1", None, "Not in August.")),
    (1, Clause("", None, K.TABLE, None, None, None, "No.\tService")),
    (2, Clause("", None, K.ROW, "1.", "1", None, "Reading")),
)
ACCEPTED = (
    Accepted(
        "art_1__para_1", 12, "Libraries are open seven days a week.", Disposition.ACCEPTED, "People asked for it."
    ),
    Accepted("art_1__para_1", 15, "They open at nine.", Disposition.PARTLY_ACCEPTED, "Where there is staff."),
    Accepted("art_1__table_1__tr_1", 16, "Reading and copying", Disposition.ACCEPTED, "Yes."),
    Accepted("art_1", 17, "Opening hours", Disposition.ACCEPTED, "Clearer."),
    Accepted(None, 18, "An article on branches.", Disposition.ACCEPTED, "Needed."),
)


def libraries() -> Version:
    return version(outline(TEXT), Language.EN, "On Libraries")


def signed(content: bytes) -> list[tuple[str | None, str, str]]:
    """Who changed what in the body, in order: author, kind of change, words."""
    return [
        (one.get(f"{W}author"), etree.QName(one).localname, "".join(map(str, one.xpath(".//text()"))))
        for one in parts(content)["word/document.xml"].iter(f"{W}ins", f"{W}del")
        if len(one)
    ]


def test_each_wording_is_a_change_named_after_its_comment() -> None:
    assert signed(to_wordings_docx(libraries(), ACCEPTED, say)) == [
        ("Comment 17", "ins", "Opening hours"),
        ("Comment 12", "del", "six"),
        ("Comment 12", "ins", "seven"),
        ("Comment 15", "ins", "They open at nine."),
        ("Comment 16", "ins", "Reading and copying"),
        ("Comment 18", "ins", "An article on branches."),
    ]


def test_a_wording_that_repeats_the_number_of_its_clause_does_not_print_it_twice() -> None:
    point = Clause("", None, K.POINT, "2.", "2", None, "Reading is free.")
    text = version(
        outline(((0, Clause("", None, K.ARTICLE, "Article 1.", "1", "Hours", "")), (1, point))),
        Language.EN,
        "On Libraries",
    )
    accepted = Accepted("art_1__point_2", 12, "2. Reading is free for all.", Disposition.ACCEPTED, "Yes.")
    assert signed(to_wordings_docx(text, [accepted], say)) == [("Comment 12", "ins", " for all")]


def test_the_answers_stand_beside_the_changes_as_comments_of_the_authority() -> None:
    comments = Document(io.BytesIO(to_wordings_docx(libraries(), ACCEPTED, say))).comments
    assert [(each.author, each.text, each.timestamp) for each in comments] == [
        ("Adliya vazirligi", f"{words}", datetime(2027, 3, 1, 14, 30, tzinfo=UTC))
        for words in (
            "Accepted. Clearer.",
            "Accepted. People asked for it.",
            "Partly accepted. Where there is staff.",
            "Accepted. Yes.",
            "Accepted. Needed.",
        )
    ]


def test_every_comment_has_its_place_in_the_text() -> None:
    body = parts(to_wordings_docx(libraries(), ACCEPTED, say))["word/document.xml"]
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [one.get(f"{W}id") for one in body.iter(f"{W}{name}")] == ["0", "1", "2", "3", "4"]


def test_reject_all_is_the_text_that_was_discussed() -> None:
    wordings = to_wordings_docx(libraries(), ACCEPTED, say)
    assert said(wordings, "reject") == said(to_clean_docx(libraries(), say))
    assert read_in_process(wordings).clauses[2].text == "Libraries are open seven days a week."


def test_without_wordings_it_is_the_plain_text_and_always_the_same_file() -> None:
    assert said(to_wordings_docx(libraries(), (), say)) == said(to_clean_docx(libraries(), say))
    assert to_wordings_docx(libraries(), ACCEPTED, say) == to_wordings_docx(libraries(), ACCEPTED, say)


def test_the_wordings_are_those_the_report_says_were_accepted() -> None:
    report = reporting.build(facts(comments=120, clauses=40))
    taken = {Disposition.ACCEPTED, Disposition.PARTLY_ACCEPTED}
    expected = [
        (each.number, each.wording)
        for each in report.comments
        if each.wording and (response := report.response_to(each)) and response.disposition in taken
    ]
    found = accepted_wordings(report)
    assert [(each.number, each.wording) for each in found] == expected
    assert found

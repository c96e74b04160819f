"""The Word files everybody may save: the clean text, the redline, the comparison table, the accepted wordings."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from httpx import Response as Answer

from consultation import report as reporting
from consultation.actions import clusters
from consultation.actions.reports import gather
from consultation.core.lineage import Link
from consultation.core.vocabulary import Disposition, LineageKind, Locale, Role
from consultation.ingest import read_in_process
from consultation.store import clusters as stored
from consultation.store import lineage, versions
from consultation.store.database import Database
from consultation.store.tables import Account, Draft, Membership, Report, Response
from tests import factories as make
from tests.factories import CLOSES
from tests.web.conftest import PASSWORD, TestClock, with_password
from tests.web.warden import Warden

DRAFT = "/drafts/1"
BETWEEN = f"{DRAFT}/compare/1/2"
WORDING = "Birinchi modda aniq matni."

LINKS = (
    Link(LineageKind.REWORDED, ("art_1",), ("art_1",), 0.9),
    Link(LineageKind.SAME, ("art_2",), ("art_2",), 1.0),
    Link(LineageKind.NEW, (), ("art_3",), 0),
)


@pytest.fixture
def officer(visitors: Callable[[], Warden], sqlite_database: Database, clock: TestClock) -> Warden:
    """A draft of two published versions: the first was discussed, its one wording accepted and reported."""
    clock.now = CLOSES + timedelta(days=1)
    account = with_password(sqlite_database, "officer@example.org")
    with sqlite_database.write() as session:
        authority = make.make_authority(session)
        session.get_one(Account, account.id).locale = Locale.EN
        session.add(
            Membership(account_id=account.id, role=Role.OFFICER, authority_id=authority.id, granted_at=clock.now)
        )
        draft = make.make_draft(session, authority, session.get_one(Account, account.id))
        first = make.make_version(session, draft)
        round_ = make.make_round(session, draft, first)
        author = make.make_account(session, "citizen@example.org")
        comment = make.make_comment(session, round_, author, clause=make.clause_of(session, first), wording=WORDING)
        session.flush()
        clusters.apply(session, clusters.compare(round_.id, stored.members(session, round_.id), []), now=clock.now)
        round_.released_at = clock.now
        session.add(
            Response(
                round_id=round_.id,
                comment_id=comment.id,
                disposition=Disposition.ACCEPTED,
                reason="Taklif asosli.",
                written_at=clock.now,
                written_by=account.id,
            )
        )
        texts = ("Birinchi modda aniq matni.", "Ikkinchi modda matni.", "Uchinchi modda matni.")
        second = make.make_version(session, draft, texts, ordinal=2, published_at=clock.now)
        ids = (versions.clause_ids(session, first.id), versions.clause_ids(session, second.id))
        lineage.publish(session, second.id, LINKS, *ids)
    browser = visitors()
    browser.sign_in("officer@example.org", PASSWORD)
    return browser


@pytest.fixture
def reported(officer: Warden, sqlite_database: Database, clock: TestClock) -> Warden:
    """The same draft after its report was published."""
    with sqlite_database.write() as session:
        frozen = reporting.build(gather(session, 1, now=clock.now))
        session.add(
            Report(
                draft_id=1,
                round_id=1,
                content=reporting.canonical(frozen).decode(),
                sha256=reporting.digest(frozen),
                published_at=clock.now,
                published_by=1,
            )
        )
        session.get_one(Draft, 1).reported_at = clock.now
    return officer


def saved(answer: Answer, name: str) -> DocumentObject:
    """The file, after a look at how it is sent."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/vnd.openxmlformats-officedocument")
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="{name}"')
    return Document(io.BytesIO(answer.content))


def changes(document: DocumentObject) -> list[tuple[str, str, str]]:
    """Every stretch that was inserted or deleted: how, its words, and by whom."""
    marked = [each for each in document.element.body.iter(qn("w:ins"), qn("w:del")) if len(each)]
    words = [[text.text for text in each.iter(qn("w:t"), qn("w:delText"))] for each in marked]
    return [
        (each.tag.rpartition("}")[2], "".join(said), each.get(qn("w:author")))
        for each, said in zip(marked, words, strict=True)
    ]


@pytest.mark.usefixtures("officer")
def test_the_clean_text_is_the_one_of_that_version(visitor: Warden) -> None:
    for ordinal, count in ((1, 2), (2, 3)):
        answer = visitor.client.get(f"{DRAFT}/versions/{ordinal}/text.docx")
        saved(answer, f"consultation-1-version-{ordinal}.docx")
        assert [c.number for c in read_in_process(answer.content).clauses if c.num] == ["1", "2", "3"][:count]
        assert answer.headers["cache-control"] == "public, max-age=300"


@pytest.mark.usefixtures("officer")
def test_the_redline_says_what_changed_in_the_name_of_the_authority(visitor: Warden) -> None:
    document = saved(visitor.client.get(f"{BETWEEN}/redline.docx"), "consultation-1-changes-1-2.docx")
    assert changes(document) == [
        ("ins", " aniq", "Adliya vazirligi"),
        ("ins", "3-modda. 3-sarlavha", "Adliya vazirligi"),
        ("ins", "Uchinchi modda matni.", "Adliya vazirligi"),
    ]


def test_the_comparison_table_gives_the_reasons_of_the_report(reported: Warden) -> None:
    document = saved(
        reported.client.get(f"{BETWEEN}/comparison-table.docx"), "consultation-1-comparison-table-1-2.docx"
    )
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert [row[1:] for row in rows[1:]] == [
        [
            "1-modda. 1-sarlavha\nBirinchi modda matni.",
            "1-modda. 1-sarlavha\nBirinchi modda aniq matni.",
            "1-taklif: Taklif asosli.",
        ],
        ["—", "3-modda. 3-sarlavha\nUchinchi modda matni.", "—"],
    ]


def test_accepted_wordings_stand_in_the_text_that_was_discussed(reported: Warden) -> None:
    document = saved(reported.client.get(f"{DRAFT}/report/wordings.docx"), "consultation-1-accepted-wordings.docx")
    assert changes(document) == [("ins", " aniq", "1-taklif")]
    assert [comment.text for comment in document.comments] == ["Qabul qilindi. Taklif asosli."]


def test_the_desk_gives_them_out_before_the_report_and_to_nobody_else(officer: Warden, visitor: Warden) -> None:
    path = "/desk/drafts/1/report/wordings.docx"
    assert path in officer.get("/desk/drafts/1/report").links()
    answer = officer.client.get(path)
    assert [comment.text for comment in saved(answer, "consultation-1-accepted-wordings.docx").comments]
    assert answer.headers["cache-control"] == "private, no-store"
    assert not visitor.client.get(path).headers["content-type"].startswith("application")
    assert visitor.client.get(f"{DRAFT}/report/wordings.docx").status_code == 404


def test_every_page_leads_to_its_files(reported: Warden, visitor: Warden) -> None:
    assert {f"{DRAFT}/versions/2/text.docx", f"{BETWEEN}/redline.docx", f"{BETWEEN}/comparison-table.docx"} <= {
        *visitor.get(DRAFT).links()
    }
    assert f"{DRAFT}/versions/1/text.docx" in visitor.get(f"{DRAFT}/versions/1").links()
    assert f"{DRAFT}/report/wordings.docx" in reported.get(f"{DRAFT}/report").links()


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    "path",
    [
        f"{DRAFT}/versions/3/text.docx",
        f"{DRAFT}/compare/2/1/redline.docx",
        f"{DRAFT}/compare/1/1/comparison-table.docx",
        f"{DRAFT}/compare/1/9/redline.docx",
        "/drafts/99999999999999999999/versions/1/text.docx",
    ],
)
def test_what_is_not_there_is_not_found(visitor: Warden, path: str) -> None:
    visitor.get(path, status=404)

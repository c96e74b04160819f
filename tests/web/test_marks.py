"""The officers' page of what was left in a Word file: shown whole, the other text in one click, nothing of it published."""

from collections.abc import Callable

import pytest

from consultation.core.vocabulary import Locale, Role
from consultation.store.database import Database
from consultation.store.tables import Account, Membership
from tests.actions.test_marks import FILE
from tests.factories import NOW, make_authority
from tests.ingest.packages import docx, p, r
from tests.ingest.test_tracked import ins
from tests.web.conftest import PASSWORD, with_password
from tests.web.warden import Warden

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SPLIT, MARKS = "/desk/drafts/1/split", "/desk/drafts/1/marks"
TAKE_ORIGINAL = "Take the text as it was before the changes"


@pytest.fixture
def officer(visitors: Callable[[], Warden], sqlite_database: Database) -> Warden:
    account = with_password(sqlite_database, "officer@example.org")
    with sqlite_database.write() as session:
        authority = make_authority(session)
        session.get_one(Account, account.id).locale = Locale.EN
        session.add(Membership(account_id=account.id, role=Role.OFFICER, authority_id=authority.id, granted_at=NOW))
    browser = visitors()
    browser.sign_in("officer@example.org", PASSWORD)
    return browser


def upload(officer: Warden, content: bytes = FILE) -> None:
    officer.post("/desk/new", files={"file": ("loyiha.docx", content, DOCX)})


def listed(officer: Warden) -> list[tuple[str, str]]:
    rows = officer.get(MARKS).tree.xpath("//*[@class='mark']")
    return [
        (" ".join("".join(row.xpath("p[1]")[0].itertext()).split()), "".join(row.xpath("p[2]")[0].itertext()))
        for row in rows
    ]


def test_the_split_page_counts_what_was_left_and_takes_the_other_text_in_one_click(officer: Warden) -> None:
    upload(officer)
    page = officer.get(SPLIT)
    for words in ("1 insertion", "1 deletion", "1 Word comment", "with all changes accepted", TAKE_ORIGINAL, "LOYIHA"):
        assert words in page.text
    assert "Karimov" not in page.text
    assert "We found 4 clauses" in page.text
    assert "?page=1#aside_1" in page.links()
    after = officer.post(MARKS, {"view": page.typed("view"), "revision": page.typed("revision")})
    assert after.notice == "The text before the changes has been taken. Check how it was split."
    assert "Ariza oʻn kunda koʻriladi." in after.text
    assert "The text was taken as it was before the changes." in after.text
    assert after.typed("view") == "accepted"


def test_every_change_and_comment_is_listed_with_the_way_to_its_clause(officer: Warden) -> None:
    upload(officer)
    assert listed(officer) == [("Inserted", "besh"), ("Deleted", "oʻn"), ("Word comment A. Karimov", "Kelishilmagan")]
    assert [link for link in officer.get(MARKS).links() if "#" in link] == [
        f"{SPLIT}?page=1#art_1__para_1",
        f"{SPLIT}?page=1#art_1__para_1",
        f"{SPLIT}?page=1#art_2",
    ]


def test_many_changes_are_shared_out_over_pages(officer: Warden) -> None:
    upload(officer, docx("".join(p(r(f"{place}. matn "), ins(r(f"kiritildi {place}"))) for place in range(1, 103))))
    assert len(listed(officer)) == 100
    assert officer.get(f"{MARKS}?page=2").text.count("kiritildi") >= 2


def test_a_clean_file_has_nothing_to_show(officer: Warden) -> None:
    upload(officer, docx(p(r("1. Matn."))))
    assert "Left in the Word file" not in officer.get(SPLIT).text
    assert "The file holds no tracked changes and no comments." in officer.get(MARKS).text


def test_a_text_that_is_not_there_before_the_changes_is_refused_in_a_sentence(officer: Warden) -> None:
    upload(officer, docx(p(ins(r("1. Hammasi yangi.")))))
    page = officer.get(MARKS)
    answer = officer.post(MARKS, {"view": "original", "revision": page.typed("revision")}, status=422)
    assert len(answer.problems) == 1
    assert "Hammasi yangi." in officer.get(SPLIT).text


def test_somebody_elses_correction_in_the_meantime_is_told(officer: Warden) -> None:
    upload(officer)
    seen = officer.get(SPLIT).typed("revision")
    officer.post(SPLIT, {"do": "drop art_2", "revision": seen})
    officer.post(MARKS, {"view": "original", "revision": seen}, status=409)


def test_nobody_else_sees_what_was_left(officer: Warden, visitor: Warden, citizen: Warden) -> None:
    upload(officer)
    visitor.get(MARKS, status=403)
    citizen.get(MARKS, status=403)

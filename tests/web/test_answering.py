"""The answering desk: what an officer and her superior see of many comments, and what a refusal leaves as it was."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from consultation.actions import clusters
from consultation.core.vocabulary import Locale, Role
from consultation.store import clusters as stored
from consultation.store.database import Database
from consultation.store.tables import Account, Cluster, Comment, Membership, Round
from tests import factories as make
from tests.factories import CLOSES
from tests.web.conftest import PASSWORD, TestClock, with_password
from tests.web.warden import Page, Warden

SAME = "Jarima miqdori juda koʻp, iltimos, uni ikki barobar kamaytirish kerak deb hisoblayman."
WHY = "They ask for the same."
REASON = {"disposition": "accepted", "reason": "Taklif qabul qilindi."}


@dataclass
class Answering:
    """A closed round with thirty lone comments and a cluster of three, which came last."""

    officer: Warden
    superior: Warden
    path: str
    biggest: int
    clock: TestClock

    def answer(self, cluster_id: int) -> Page:
        here = f"{self.path}/clusters/{cluster_id}"
        return self.officer.post(f"{here}/response", {**REASON, "revision": 0}, form_on=here)


@pytest.fixture
def desk(visitors: Callable[[], Warden], sqlite_database: Database, clock: TestClock) -> Answering:
    clock.now = CLOSES + timedelta(hours=1)
    names = ("officer@example.org", "superior@example.org")
    people = [with_password(sqlite_database, name) for name in names]
    with sqlite_database.write() as session:
        authority = make.make_authority(session)
        accounts = [session.get_one(Account, each.id) for each in people]
        for account in accounts:
            account.locale = Locale.EN
            session.add(
                Membership(account_id=account.id, role=Role.OFFICER, authority_id=authority.id, granted_at=clock.now)
            )
        draft = make.make_draft(session, authority, accounts[0])
        version = make.make_version(session, draft)
        round_ = make.make_round(session, draft, version)
        clause = make.clause_of(session, version)
        for place in range(30):
            author = make.make_account(session, f"lone{place}@example.org")
            make.make_comment(session, round_, author, f"{'abcdefghij'[place % 10] * 9} {'klmno'[place // 10] * 9}")
        for place in range(3):
            author = make.make_account(session, f"many{place}@example.org")
            make.make_comment(session, round_, author, SAME, clause=clause)
        session.flush()
        members = stored.members(session, round_.id)
        clusters.apply(session, clusters.compare(round_.id, members, []), now=clock.now)
        biggest = max(stored.live_clusters(session, round_.id), key=lambda each: each.comment_count).id
        path = f"/desk/drafts/{draft.id}"
    browsers = [visitors() for _ in people]
    for browser, name in zip(browsers, names, strict=True):
        browser.sign_in(name, PASSWORD)
    return Answering(browsers[0], browsers[1], path, biggest, clock)


def test_clusters_say_which_clause_they_are_about(desk: Answering) -> None:
    page = desk.officer.get(f"{desk.path}/clusters")
    assert (page.text.count("1-modda"), page.text.count("On the whole draft")) == (1, 24)
    members = desk.officer.get(f"{desk.path}/clusters/{desk.biggest}")
    assert (members.text.count("1-modda"), members.text.count("31 clusters have no response yet.")) == (3, 1)


def test_the_next_cluster_to_answer_is_the_biggest_one(desk: Answering) -> None:
    last = desk.officer.get(f"{desk.path}/clusters?page=2").tree.xpath("//input[@name='clusters']/@value")[-2:]
    merged = desk.officer.post(
        f"{desk.path}/clusters/merge", {"clusters": last, "note": WHY}, form_on=f"{desk.path}/clusters"
    )
    second = merged.tree.xpath("//h2/a/@href")[0]  # what one adds to the other is unread
    assert "Cluster of 2 comments" in desk.officer.get(second).text
    assert "Merged clusters" in desk.officer.get(desk.path).text
    assert desk.answer(desk.biggest).response.url.path == second


def test_a_refused_merge_stays_on_its_page_of_the_list(desk: Answering) -> None:
    path = f"{desk.path}/clusters?status=unanswered&page=2"
    chosen = desk.officer.get(path).tree.xpath("//input[@name='clusters']/@value")
    here = f"{desk.path}/clusters/merge?status=unanswered&page=2"
    page = desk.officer.post(here, {"clusters": chosen[:1], "note": WHY}, form_on=path, status=422)
    assert page.tree.xpath("//input[@name='clusters'][@checked]/@value") == chosen[:1]
    assert page.typed("status") == "unanswered"
    back = page.tree.xpath("//a[@rel='prev']/@href")
    assert back == [f"{desk.path}/clusters?status=unanswered&page=1"]
    merged = desk.officer.post(here, {"clusters": chosen[:2], "note": WHY}, form_on=path)
    assert str(merged.response.url).endswith(path)


def test_a_superior_sees_how_many_an_answer_is_for_and_her_own_last(desk: Answering) -> None:
    desk.answer(desk.biggest)
    path = f"{desk.path}/comments/1/response"
    desk.superior.post(path, {**REASON, "revision": 0})
    page = desk.superior.get(f"{desk.path}/approvals")
    assert page.tree.xpath("//li/div/h2/text()") == ["Response to comment 31", "Response to comment 1"]
    assert "Cluster of 3 comments" in page.text
    assert path in page.html


def test_approvals_come_in_pages(desk: Answering) -> None:
    page = desk.answer(desk.biggest)
    for _ in range(26):
        page = desk.answer(int(page.response.url.path.rsplit("/", 1)[1]))
    first = desk.superior.get(f"{desk.path}/approvals")
    assert (first.html.count('/approve"'), "27 responses have not been approved" in first.text) == (25, True)
    assert desk.superior.get(f"{desk.path}/approvals?page=2").html.count('/approve"') == 2


def test_a_refused_return_points_at_its_response(desk: Answering) -> None:
    first = desk.answer(desk.biggest)
    desk.answer(int(first.response.url.path.rsplit("/", 1)[1]))
    page = desk.superior.get(f"{desk.path}/approvals")
    form = page.tree.xpath("//form[contains(@action, '/return')]")[1]
    revision = form.xpath(".//input[@name='revision']/@value")[0]
    refused = desk.superior.post(
        form.get("action"), {"note": "", "revision": revision}, form_on=f"{desk.path}/approvals", status=422
    )
    assert refused.problems == ["Say what should be changed."]
    assert refused.tree.xpath("//details[@open]//form/@action") == [form.get("action")]
    assert refused.tree.xpath("//textarea[@id='note']/@aria-describedby") == ["note-error"]


def test_nothing_is_called_done_while_the_discussion_is_open(desk: Answering) -> None:
    assert desk.officer.get(f"{desk.path}/reading").text.count("Done") == 2
    desk.clock.now = CLOSES - timedelta(hours=1)
    assert desk.officer.get(f"{desk.path}/reading").text.count("Done") == 0


def test_what_a_comment_adds_is_marked_read_and_no_longer_asked_for(desk: Answering) -> None:
    """Two comments that say different things are put together: what the second adds is its own."""
    first, second = desk.officer.get(f"{desk.path}/clusters").tree.xpath("//input[@name='clusters']/@value")[1:3]
    listed = desk.officer.get(f"{desk.path}/clusters")
    merged = desk.officer.post(
        f"{desk.path}/clusters/merge", {"clusters": [first, second], "note": WHY}, form_on=f"{desk.path}/clusters"
    )
    assert "adds something unread" not in listed.text
    assert "1 adds something unread" in merged.text
    path = merged.tree.xpath("//h2/a/@href")[0]
    page = desk.officer.get(f"{path}?show=unread")
    words = listed.tree.xpath("//ol/li//blockquote/p/text()")[2]
    assert page.tree.xpath("//mark/text()") == [words]
    saved = desk.officer.post(f"{path}/response", {**REASON, "revision": 0}, form_on=path)
    assert "saved as a draft" in saved.text
    assert desk.superior.get(f"{desk.path}/approvals").html.count('/approve"') == 0
    (comment,) = page.tree.xpath("//button[@name='read']/@value")
    read = desk.officer.post(f"{path}/read", {"read": comment}, form_on=path)
    assert ("You have read what 1 comment adds." in read.text, "Read by" in read.text) == (True, True)
    assert desk.superior.get(f"{desk.path}/approvals").html.count('/approve"') == 1


def test_an_undo_is_on_the_page_of_the_cluster_with_its_reason(desk: Answering) -> None:
    path = f"{desk.path}/clusters/{desk.biggest}"
    desk.officer.post(f"{path}/name", {"name": "Fines", "name_note": WHY}, form_on=path)
    page = desk.officer.get(path)
    assert page.tree.xpath("//h1/text()") == ["Fines: Cluster of 3 comments"]
    assert f"The reason: {WHY}" in page.text
    (undo,) = page.tree.xpath("//form[contains(@action, '/undo')]/@action")
    desk.officer.post(undo, {}, form_on=path)
    assert desk.officer.get(path).tree.xpath("//h1/text()") == ["Cluster of 3 comments"]
    assert "Undone" in desk.officer.get(path).text


def test_a_campaign_is_shown_with_its_template_growth_and_alerts(desk: Answering, sqlite_database: Database) -> None:
    path = f"{desk.path}/clusters/{desk.biggest}"
    assert "The campaign at a glance" not in desk.officer.get(path).text
    assert "no campaign" in desk.officer.get(f"{path}/campaign", status=404).text
    with sqlite_database.write() as session:
        cluster = session.get_one(Cluster, desk.biggest)
        round_, first = session.get_one(Round, cluster.round_id), session.get_one(Comment, cluster.representative_id)
        writer = make.make_account(session, "writer@example.org")
        for place in range(12):
            author = writer if place < 5 else make.make_account(session, f"more{place}@example.org")
            make.make_comment(session, round_, author, SAME.replace("juda", f"{place}")).machine_cluster = first.id
        session.flush()
        clusters.arrange(session, round_, now=desk.clock.now)
    page = desk.officer.get(desk.officer.get(path).tree.xpath("//a[text()='The campaign at a glance']/@href")[0])
    assert page.tree.xpath("//h1/text()") == ["Campaign of 15 comments"]
    assert page.tree.xpath("//h2[text()='The numbers']/following-sibling::ul[1]/li/text()") == [
        "11 people",
        "15 comments",
        "14 of them are copies",
        "0 organisations",
        "0 co-signers",
    ]
    assert " ".join(page.tree.xpath("string(//blockquote)").split()) == (
        "Jarima miqdori …(the texts differ here) koʻp, iltimos, uni ikki barobar kamaytirish kerak deb hisoblayman."
    )
    assert "One sender sent 5 comments within the minute of 23.11.2026 11:00." in page.text
    assert "nothing was done to anybody" in page.text
    assert page.tree.xpath("//table//th[@scope='row']/text()") == [
        "23 November 2026, 11:00",
        "This website",
        "Uzbek (Latin)",
    ]

"""The moderators' pages: the queue, acts on many comments and their undo, one comment; the warden reads every page."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.vocabulary import CommentState, FlagReason, Locale, ModerationMode, Role
from consultation.store import flags
from consultation.store.database import Database
from consultation.store.moderation import history, looks, sealed
from consultation.store.tables import Account, Cluster, Comment, Membership, Round, StoredClause, Submission
from tests import factories as make
from tests.factories import NOW
from tests.web.conftest import PASSWORD, with_password
from tests.web.warden import Page, Warden

PENDING = CommentState.PENDING
TEXTS = ("Muddat oʻttiz kun boʻlsin.", "Kutubxona har kuni ochiq boʻlsin.", "Menga +998 90 123-45-67 ga yozing.")


@dataclass
class Bench:
    """Three comments that wait on article 1 of an open draft, and a moderator who has signed in."""

    browser: Warden
    database: Database
    ids: list[int]
    authority_id: int

    def states(self) -> list[str]:
        with self.database.read() as session:
            return [session.get_one(Comment, each).state.value for each in self.ids]

    def stored(self, index: int, column: str) -> object:
        with self.database.read() as session:
            return getattr(session.get_one(Comment, self.ids[index]), column)

    def act(self, act: str, *chosen: int, status: int = 200, path: str = "/moderation", **more: object) -> Page:
        return self.browser.post(
            path, {"act": act, "comments": [self.ids[each] for each in chosen], **more}, status=status
        )


@pytest.fixture
def bench(visitors: Callable[[], Warden], sqlite_database: Database) -> Bench:
    account = with_password(sqlite_database, "moderator@example.org")
    with sqlite_database.write() as session:
        session.get_one(Account, account.id).locale = Locale.EN
        session.add(Membership(account_id=account.id, role=Role.MODERATOR, granted_at=NOW))
        authority = make.make_authority(session)
        draft = make.make_draft(session, authority, make.make_officer(session, authority))
        round_ = make.make_round(session, draft, make.make_version(session, draft))
        author = make.make_account(session, "aziza@example.org")
        ids = [
            make.make_comment(
                session,
                round_,
                author,
                text,
                clause=_clause(session),
                state=PENDING,
                wording="Birinchi modda yangi matni." if number == 0 else "",
                submitted_at=NOW - timedelta(days=2 * number, hours=2),
            ).id
            for number, text in enumerate(TEXTS)
        ]
        found = Bench(visitors(), sqlite_database, ids, authority.id)
    found.browser.sign_in("moderator@example.org", PASSWORD)
    return found


def _clause(session: Session) -> StoredClause:
    return session.get_one(StoredClause, 1)


def _numbers(page: Page) -> list[str]:
    """The comments of the queue, in their order."""
    return [
        re.sub(r"\D+", " ", title.xpath("string(a)")).split()[0]
        for title in page.tree.xpath("//h3[starts-with(@id, 'card-')]")
    ]


def _counts(page: Page) -> dict[str, str]:
    links = page.tree.xpath("//ul[@class='sieve__list']//a")
    return {link.xpath("string(span[1])"): link.xpath("string(span[2])") for link in links}


def test_only_moderators_see_the_queue(visitor: Warden, citizen: Warden) -> None:
    for browser in (visitor, citizen):
        for path in ("/moderation", "/moderation/comments/1", "/moderation/batches/x/undo"):
            assert browser.get(path, status=403).status == 403


def test_the_queue_shows_what_waits_oldest_first_with_counts_for_each_choice(bench: Bench) -> None:
    page = bench.browser.get("/moderation")
    assert _numbers(page) == ["3", "2", "1"]
    assert _counts(page) == {
        "Waiting for a moderator": "3",
        "Public, not yet looked at": "0",
        "Published": "0",
        "Not published": "0",
        "All": "3",
        "Reported by readers": "0",
        "Off topic": "0",
        "Older than 1 day": "2",
        "Older than 3 days": "1",
        "Older than 7 days": "0",
    }
    assert _numbers(bench.browser.get("/moderation?older=3")) == ["3"]
    assert _numbers(bench.browser.get("/moderation?draft=1&clause=1")) == ["3", "2", "1"]
    assert _numbers(bench.browser.get("/moderation?draft=1&clause=2")) == []
    assert _numbers(bench.browser.get("/moderation?draft=7")) == []
    assert bench.browser.get("/moderation?older=soon", status=422).status == 422


def test_publishing_several_says_so_and_one_button_takes_it_back(bench: Bench) -> None:
    page = bench.act("publish", 0, 1)
    assert page.notice == "2 comments have been published."
    assert bench.states() == ["published", "published", "pending"]
    undo = str(page.tree.xpath("//form[@data-undo]/@action")[0])
    assert "Your last action: Publish, 2 comments" in page.text
    assert bench.browser.get(undo).title == "An action of a moderator"
    after = bench.browser.post(undo, {"next": "/moderation?draft=1"}, form_on="/moderation")
    assert after.notice == "Undone: 2 comments are again as they were."
    assert str(after.response.url).endswith("/moderation?draft=1")
    assert bench.states() == ["pending"] * 3
    assert "This action has been undone." in bench.browser.get(undo).text


def test_undo_leads_nowhere_else_and_refuses_what_was_decided_anew(bench: Bench) -> None:
    undo = str(bench.act("publish", 0).tree.xpath("//form[@data-undo]/@action")[0])
    bench.act("reject", 0, path="/moderation?state=all", reason="insult")
    again = bench.browser.post(undo, {"next": "//elsewhere.example"}, form_on="/moderation", status=409)
    assert again.problems == ["One of these comments has been decided anew meanwhile. Decide about it by itself."]
    last = str(bench.browser.get("/moderation").tree.xpath("//form[@data-undo]/@action")[0])
    after = bench.browser.post(last, {"next": "//elsewhere.example"}, form_on="/moderation")
    assert after.response.url.path == "/moderation"


def test_a_rejection_without_reason_keeps_choice_and_note_and_changes_nothing(bench: Bench) -> None:
    page = bench.act("reject", 0, 2, status=422, note="Iltimos, raqamni olib tashlang.")
    assert page.problems == ["Choose the reason: the author will be told."]
    assert page.typed("note") == "Iltimos, raqamni olib tashlang."
    assert page.tree.xpath("//input[@name='comments'][@checked]/@value") == [str(bench.ids[2]), str(bench.ids[0])]
    assert bench.states() == ["pending"] * 3
    done = bench.act("reject", 0, 2, reason="personal_data", note="Iltimos, raqamni olib tashlang.")
    assert done.notice == "2 comments have been rejected."
    assert bench.stored(2, "rejection_note") == "Iltimos, raqamni olib tashlang."


def test_all_or_none(bench: Bench) -> None:
    page = bench.browser.post("/moderation", {"act": "publish", "comments": [bench.ids[0], 999]}, status=404)
    assert page.problems == ["One of the chosen comments does not exist."]
    assert bench.states() == ["pending"] * 3


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"act": "publish"}, "Choose at least one comment."),
        ({"comments": "1"}, "Choose what to do with the comments."),
        ({"act": "move", "comments": "1"}, "This is decided for one comment at a time."),
        ({"act": "publish", "comments": "99999999999"}, "This number is too large."),
    ],
)
def test_an_incomplete_order_says_what_is_missing(bench: Bench, sent: dict[str, str], problem: str) -> None:
    assert bench.browser.post("/moderation", sent, status=422).problems == [problem]


def test_the_enter_key_orders_nothing(bench: Bench) -> None:
    for path in ("/moderation", f"/moderation/comments/{bench.ids[0]}"):
        first = bench.browser.get(path).tree.xpath("//main//form[@method='post'][.//select[@id='reason']]//button")[0]
        assert (first.get("name"), first.get("value"), first.get("disabled")) == ("act", "", None)


def test_choose_all_on_the_page_works_without_script(bench: Bench) -> None:
    page = bench.browser.get("/moderation?choose=all")
    assert len(page.tree.xpath("//input[@name='comments'][@checked]")) == 3
    assert len(bench.browser.get("/moderation").tree.xpath("//input[@name='comments'][@checked]")) == 0


def test_off_topic_can_be_said_and_unsaid(bench: Bench) -> None:
    assert bench.act("mark_off_topic", 1).notice == "1 comment has been marked as off topic."
    assert _numbers(bench.browser.get("/moderation?off_topic=yes&state=all")) == ["2"]
    assert bench.act("mark_off_topic", 1).notice == "Nothing has changed: the chosen comments are like that already."
    assert bench.act("unmark_off_topic", 1).notice == "1 comment is no longer marked as off topic."


def test_a_whole_cluster_is_decided_at_once_also_beyond_the_page(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consultation.web.moderation.queue.PAGE", 2)
    with bench.database.write() as session:
        cluster = Cluster(
            round_id=1,
            representative_id=bench.ids[0],
            comment_count=3,
            person_count=1,
            copy_count=2,
            created_at=NOW,
        )
        session.add(cluster)
        session.flush()
        for each in bench.ids:
            session.get_one(Comment, each).cluster_id = cluster.id
    page = bench.browser.get("/moderation")
    href = str(page.tree.xpath("//a[contains(text(), 'say the same')]/@href")[0])
    page = bench.browser.get(href)
    assert page.typed("expected") == "3"
    stale = bench.browser.post(href, {"act": "publish", "whole": "yes", "expected": "2"}, status=409)
    assert stale.problems == ["The cluster has changed since you opened this page. Look at it again."]
    done = bench.browser.post(href, {"act": "publish", "whole": "yes", "expected": "3"})
    assert done.notice == "3 comments have been published."
    assert bench.states() == ["published"] * 3


def test_reported_comments_come_first_with_the_readers_reasons_and_are_settled_by_a_decision(bench: Bench) -> None:
    with bench.database.write() as session:
        reader = make.make_account(session, "reader@example.org")
        flags.add(
            session,
            comment_id=bench.ids[0],
            account_id=reader.id,
            reason=FlagReason.INSULT,
            note="Haqorat <b>bor</b>.",
            now=NOW,
        )
    page = bench.browser.get("/moderation?flagged=yes&state=all")
    assert _numbers(page) == ["1"]
    assert "It insults or threatens someone: Haqorat <b>bor</b>." in page.text
    assert _numbers(bench.browser.get("/moderation")) == ["1", "3", "2"]
    bench.act("publish", 0)
    assert _numbers(bench.browser.get("/moderation?flagged=yes&state=all")) == []


def test_what_stands_in_public_unseen_has_its_own_pile(bench: Bench) -> None:
    with bench.database.write() as session:
        officer = session.get_one(Account, 2)
        draft = make.make_draft(
            session, make.make_authority(session, "health"), officer, moderation_mode=ModerationMode.POST
        )
        round_ = make.make_round(session, draft, make.make_version(session, draft))
        make.make_comment(session, round_, officer, "Darhol chiqadi.")
    assert _numbers(bench.browser.get("/moderation?state=unseen")) == ["1"]
    bench.browser.post("/moderation?state=unseen", {"act": "publish", "comments": 4})
    assert _numbers(bench.browser.get("/moderation?state=unseen")) == []


def test_nobody_decides_about_the_drafts_of_their_own_authority(bench: Bench) -> None:
    with bench.database.write() as session:
        session.add(Membership(account_id=1, role=Role.OFFICER, authority_id=bench.authority_id, granted_at=NOW))
    page = bench.browser.get("/moderation")
    assert page.tree.xpath("//input[@name='comments']") == []
    assert page.text.count("Officers of the drafting authority do not moderate the discussion of its drafts.") == 3
    bench.act("publish", 0, status=403)
    assert bench.states() == ["pending"] * 3


def test_a_moderators_own_comment_is_left_to_another_moderator(bench: Bench) -> None:
    with bench.database.write() as session:
        comment = session.get_one(Comment, bench.ids[1])
        own = session.execute(select(col(Account.id)).where(col(Account.email) == "moderator@example.org"))
        session.get_one(Submission, comment.submission_id).account_id = own.scalar_one()
    sentence = "You do not decide about your own comment: another moderator does."
    queue = bench.browser.get("/moderation")
    chosen = [str(each) for each in queue.tree.xpath("//input[@name='comments']/@value")]
    assert (set(chosen), sentence in queue.text) == ({str(bench.ids[0]), str(bench.ids[2])}, True)
    one = bench.browser.get(f"/moderation/comments/{bench.ids[1]}")
    assert (sentence in one.text, one.tree.xpath("//button[@value='publish']")) == (True, [])
    assert bench.act("publish", 0, 1, status=403).problems == [sentence]
    assert bench.states() == ["pending"] * 3


def test_one_comment_shows_everything_and_its_history(bench: Bench) -> None:
    path = f"/moderation/comments/{bench.ids[0]}"
    page = bench.browser.get(path)
    assert page.title == "Comment 1"
    assert "No moderator has decided about this comment yet." in page.text
    assert page.tree.xpath("//ins") != []
    missing = bench.browser.post(path, {"act": "reject", "note": "Soʻkish."}, status=422)
    assert missing.problems == ["Choose the reason: the author will be told."]
    assert missing.typed("note") == "Soʻkish."
    done = bench.browser.post(path, {"act": "reject", "reason": "insult", "note": "Soʻkish."})
    assert done.notice == "1 comment has been rejected."
    assert "Reject: Insult or abuse" in done.text
    undo = str(done.tree.xpath("//a[contains(@href, '/undo')]/@href")[0])
    bench.browser.post(undo)
    assert bench.states()[0] == "pending"
    assert "Undone on" in bench.browser.get(path).text
    bench.browser.get("/moderation/comments/99", status=404)
    bench.browser.get("/moderation/comments/99999999999", status=404)


def test_personal_data_are_hidden_and_the_original_is_shown_for_a_purpose_only(bench: Bench) -> None:
    path = f"/moderation/comments/{bench.ids[2]}"
    form = bench.browser.get(f"{path}/redaction")
    assert form.typed("text") == TEXTS[2]
    sent = {"text": "Menga […] ga yozing.", "wording": ""}
    assert bench.browser.post(f"{path}/redaction", sent, status=422).problems == [
        "Say what you hide and why. It is kept with the decision."
    ]
    done = bench.browser.post(f"{path}/redaction", {**sent, "note": "Telefon raqami."})
    assert done.notice == "The personal data are hidden. The original is sealed."
    assert TEXTS[2] not in done.text
    asked = bench.browser.post(f"{path}/original", {"purpose": ""}, status=422)
    assert asked.problems == ["Say why you need to see the original: the look is logged."]
    assert TEXTS[2] not in bench.browser.get(f"{path}/original").text
    shown = bench.browser.post(f"{path}/original", {"purpose": "Muallif tekshirishni soʻradi."})
    assert TEXTS[2] in shown.text
    assert "Muallif tekshirishni soʻradi." in shown.text
    assert shown.response.headers["cache-control"] == "no-store"
    with bench.database.read() as session:
        assert [row[0].purpose for row in looks(session, bench.ids[2])] == ["Muallif tekshirishni soʻradi."]
        assert [each.text for each in sealed(session, bench.ids[2])] == [TEXTS[2]]
        assert [row[0].note for row in history(session, bench.ids[2])] == ["Telefon raqami."]
    bench.browser.get(f"/moderation/comments/{bench.ids[0]}/original", status=404)


def test_a_comment_is_moved_to_a_clause_of_its_version_or_to_the_whole_draft(bench: Bench) -> None:
    path = f"/moderation/comments/{bench.ids[1]}"
    form = bench.browser.get(f"{path}/move")
    assert form.typed("clause_eid") == "art_1"
    wrong = bench.browser.post(f"{path}/move", {"clause_eid": "art_9", "note": "Boshqa modda."}, status=422)
    assert wrong.problems == ["There is no such clause in the text under discussion."]
    assert wrong.typed("note") == "Boshqa modda."
    assert bench.browser.post(f"{path}/move", {"clause_eid": ""}, status=422).problems == [
        "Choose where the comment belongs."
    ]
    assert bench.browser.post(f"{path}/move", {"clause_eid": "art_2"}).notice == "The comment has been moved."
    assert bench.stored(1, "clause_id") == 2
    bench.browser.post(f"{path}/move", {"clause_eid": "draft-as-a-whole"})
    assert bench.stored(1, "clause_id") is None
    assert bench.browser.get(f"{path}/move").typed("clause_eid") == "draft-as-a-whole"


def test_a_large_text_is_searched_for_the_clause(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consultation.web.moderation.moves._MOST_OPTIONS", 1)
    path = f"/moderation/comments/{bench.ids[1]}/move"
    whole = bench.browser.get(path)
    assert whole.tree.xpath("//select[@name='clause_eid']") == []
    found = bench.browser.get(f"{path}?q=IKKINCHI")
    assert found.tree.xpath("//select[@name='clause_eid']/option/@value") == ["", "draft-as-a-whole", "art_2"]
    assert bench.browser.get(f"{path}?q=иккинчи").tree.xpath("//option[@value='art_2']")
    bench.browser.post(f"{path}?q=ikkinchi", {"clause_eid": "art_2"})
    assert bench.stored(1, "clause_id") == 2


def test_after_the_release_nothing_may_be_decided(bench: Bench) -> None:
    with bench.database.write() as session:
        session.get_one(Round, 1).released_at = NOW
    page = bench.browser.get("/moderation")
    assert page.text.count("The responses have been released, so the comments stay as they are.") == 3
    assert bench.act("publish", 0, status=403).problems == [
        "The responses have been released, so the comments stay as they are."
    ]


def test_the_public_page_counts_decisions_by_reason_and_names_nobody(bench: Bench, visitor: Warden) -> None:
    bench.act("publish", 0)
    bench.act("reject", 1, reason="advertising")
    page = visitor.get("/drafts/1/moderation")
    rows = {row.xpath("string(th)").strip(): row.xpath("string(td)").strip() for row in page.tree.xpath("//tbody/tr")}
    assert (rows["Published"], rows["Waiting for a moderator"], rows["Not published"]) == ("1", "1", "1")
    assert (rows["Advertising or spam"], rows["Insult or abuse"]) == ("1", "0")
    assert "moderator@example.org" not in page.html
    assert "Nothing is ever deleted." in page.text

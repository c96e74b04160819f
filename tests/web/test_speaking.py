"""Speaking through the pages: comment, reply, vote, report, and find out what became of it; the warden reads every page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.vocabulary import (
    CommentState,
    Disposition,
    FlagReason,
    ModerationMode,
    Position,
    RejectionReason,
)
from consultation.store.database import Database
from consultation.store.tables import (
    Account,
    AuthSession,
    Cluster,
    Comment,
    Draft,
    Flag,
    Response,
    Round,
    StoredClause,
    Submission,
)
from tests.factories import (
    CLOSES,
    NOW,
    clause_of,
    make_account,
    make_authority,
    make_comment,
    make_draft,
    make_officer,
    make_round,
    make_version,
)
from tests.web.conftest import PASSWORD, TestClock, with_password
from tests.web.warden import Page, Warden

CLAUSE = "/drafts/1/versions/1/clauses/art_1"
FORM = f"{CLAUSE}/comments"
TEXT = "Muddat oʻttiz kun boʻlsin.\n\n<b>Sababi</b> & asosi shu."
SAID = {"text": TEXT, "position": "oppose"}


@dataclass
class Stage:
    """An open draft with two clauses; what is written is committed at once."""

    database: Database
    draft: Draft
    round_: Round
    author: Account

    def comment(self, text: str = "Bu modda aniqroq yozilsin.", *, by: Account | None = None, **more: object) -> int:
        with self.database.write() as session:
            round_ = session.get_one(Round, self.round_.id)
            if more.pop("on_clause", False):
                more["clause"] = session.execute(
                    select(StoredClause).order_by(col(StoredClause.id)).limit(1)
                ).scalar_one()
            return make_comment(session, round_, by or self.author, text, **more).number  # type: ignore[arg-type] # the factory's own

    def change(self, table: type[object], **values: object) -> None:
        with self.database.write() as session:
            session.execute(update(table).values(**values))

    def all(self, table: type[object]) -> list[object]:
        with self.database.read() as session:
            rows = list(session.execute(select(table)).scalars())
            session.expunge_all()
            return rows


def stage_of(session: Session, database: Database, mode: ModerationMode) -> Stage:
    authority = make_authority(session)
    officer = make_officer(session, authority)
    draft = make_draft(session, authority, officer, moderation_mode=mode)
    version = make_version(session, draft)
    round_ = make_round(session, draft, version)
    assert clause_of(session, version).eid == "art_1"
    return Stage(database, draft, round_, make_account(session, "author@example.org"))


@pytest.fixture
def stage(sqlite_database: Database) -> Stage:
    with sqlite_database.write() as session:
        return stage_of(session, sqlite_database, ModerationMode.POST)


@pytest.fixture
def checked_stage(sqlite_database: Database) -> Stage:
    with sqlite_database.write() as session:
        return stage_of(session, sqlite_database, ModerationMode.PRE)


# --- sending ---------------------------------------------------------------------------------------------------------


def test_a_comment_is_sent_and_answered_with_a_receipt(stage: Stage, citizen: Warden) -> None:
    form = citizen.get(FORM)
    assert form.title == "Comment on a clause"
    assert form.typed("wording") == "Birinchi modda matni."
    page = citizen.post(FORM, {**SAID, "wording": "Birinchi modda matni."})
    (sent,) = stage.all(Submission)
    assert isinstance(sent, Submission)
    assert (page.title, sent.receipt in page.text) == ("Your comment has been received", True)
    assert page.notice == f"Your comment has been sent. The receipt number is {sent.receipt}."
    (comment,) = stage.all(Comment)
    assert isinstance(comment, Comment)
    assert (comment.text, comment.wording, comment.position) == (TEXT, "", Position.OPPOSE)
    shown = citizen.get("/drafts/1/comments/1")
    assert "Sababi" in shown.text
    assert not shown.tree.xpath("//article//b[text()='Sababi']")


def test_a_comment_on_the_whole_draft(stage: Stage, citizen: Warden) -> None:
    assert citizen.get("/drafts/1/comments/new").title == "Comment on the draft as a whole"
    token = citizen.token("/drafts/1/comments/new")
    answer = citizen.client.post("/drafts/1/comments", data={"csrf_token": token, "text": TEXT}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/receipts/1-1-")
    assert "About the draft as a whole" in citizen.get("/drafts/1/comments").text


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"text": ""}, "Write your comment."),
        ({"text": "ha"}, "Write at least 3 characters."),
        ({"text": "x" * 10_001}, "Shorten this to 10,000 characters or fewer: it has 10,001."),
        ({"text": "bor\x01yoq"}, "This text holds characters that cannot be typed. Remove them and try again."),
        ({"text": TEXT, "position": "angry"}, "Choose one of the values in the list."),
        (
            {"text": TEXT, "as_organisation": "yes"},
            "Your account names no organisation. Add it to your details, or speak for yourself.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    stage: Stage, citizen: Warden, typed: dict[str, str], problem: str
) -> None:
    sent = {"wording": "Boshqacha matn.", "is_anonymous": "yes", **typed}
    page = citizen.post(FORM, sent, status=422)
    assert page.problems == [" ".join(problem.split())]
    assert page.typed("text").replace("\x01", "") == typed["text"].replace("\x01", "")
    assert page.typed("wording") == "Boshqacha matn."
    assert page.tree.xpath("//input[@name='is_anonymous']/@checked") == ["checked"]
    assert stage.all(Comment) == []


def test_the_same_words_again_lead_to_the_first(stage: Stage, citizen: Warden) -> None:
    citizen.post(FORM, SAID)
    page = citizen.post(FORM, SAID, status=422)
    assert page.problems == ["You have already sent this comment: it is number 1."]
    assert "/drafts/1/comments/1" in page.links()
    assert page.typed("text") == TEXT


def test_who_comes_too_late_gets_the_words_back(stage: Stage, citizen: Warden, clock: TestClock) -> None:
    citizen.get(FORM)
    token = citizen.token(FORM)
    clock.now = CLOSES - timedelta(microseconds=1)
    assert citizen.client.post(FORM, data={"csrf_token": token, **SAID}, follow_redirects=False).status_code == 303
    clock.now = CLOSES
    said = {**SAID, "text": "Kech qolgan fikrim.", "wording": "Kech qolgan matn.", "csrf_token": token}
    page = citizen._page(citizen.client.post(FORM, data=said), 409)
    assert page.title == "The discussion has closed"
    assert page.problems == ["The discussion has closed."]
    assert "Kech qolgan fikrim." in page.text
    assert "Kech qolgan matn." in page.text
    assert len(stage.all(Comment)) == 1


def test_a_person_who_floods_keeps_the_words(stage: Stage, citizen: Warden, site_settings_low: None) -> None:
    citizen.post(FORM, SAID)
    page = citizen.post(FORM, {"text": "Yana bir fikr."}, status=429)
    assert page.typed("text") == "Yana bir fikr."


@pytest.fixture
def site_settings_low(site_app: object) -> None:
    """A limit of one comment an hour."""
    site = site_app.state["site"]  # type: ignore[attr-defined] # the application
    object.__setattr__(site.settings, "comments_per_hour", 1)


# --- signing in in the middle -------------------------------------------------------------------------------------------


def test_what_a_visitor_wrote_goes_through_the_sign_in(stage: Stage, visitor: Warden, citizen_account: Account) -> None:
    asked = visitor.post(FORM, {**SAID, "is_anonymous": "yes", "wording": "Yangi matn."}, status=403)
    assert asked.title == "Sign in to send it"
    assert "Muddat oʻttiz kun boʻlsin." in asked.text
    wrong = visitor._page(
        visitor.client.post(
            "/comments/sign-in", data={**hidden(asked), "email": citizen_account.email, "password": "xato parol edi"}
        ),
        422,
    )
    again = {**hidden(wrong), "email": citizen_account.email, "password": PASSWORD}
    form = visitor._page(visitor.client.post("/comments/sign-in", data=again), 200)
    assert form.title == "Comment on a clause"
    assert (form.typed("text"), form.typed("wording")) == (TEXT, "Yangi matn.")
    assert "citizen" in form.tree.xpath("string(//header)")
    typed = {**hidden(form), "text": form.typed("text"), "wording": form.typed("wording"), "position": "oppose"}
    assert visitor._page(visitor.client.post(FORM, data=typed), 200).title == "Your comment has been received"
    assert len(stage.all(Comment)) == 1


def test_a_session_that_ran_out_while_writing_loses_nothing(
    stage: Stage, citizen: Warden, citizen_account: Account
) -> None:
    token = citizen.token(FORM)
    with stage.database.write() as session:
        session.execute(update(AuthSession).values(expires_at=NOW - timedelta(days=1)))
    asked = citizen._page(citizen.client.post(FORM, data={"csrf_token": token, **SAID}), 403)
    again = {**hidden(asked), "email": citizen_account.email, "password": PASSWORD}
    form = citizen._page(citizen.client.post("/comments/sign-in", data=again), 200)
    typed = {**hidden(form), "text": form.typed("text")}
    assert citizen._page(citizen.client.post(FORM, data=typed), 200).title == "Your comment has been received"


def test_signed_in_in_another_tab_one_goes_on(stage: Stage, visitor: Warden, citizen_account: Account) -> None:
    asked = visitor.post(FORM, SAID, status=403)
    visitor.sign_in(citizen_account.email, PASSWORD)
    carried = hidden(asked)
    assert carried["then"] == FORM
    assert visitor._page(visitor.client.post(FORM, data=carried), 200).title == "Your comment has been received"


def test_the_sign_in_in_between_leads_nowhere_else(stage: Stage, visitor: Warden) -> None:
    token = visitor.token("/account/sign-in")
    for then in ("https://example.org/", "/account/password", "/drafts/1/comments/1/votes", ""):
        data = {"csrf_token": token, "then": then, "email": "a@b.uz", "password": "x"}
        assert visitor.client.post("/comments/sign-in", data=data).status_code == 404
    assert visitor.get("/comments/sign-in", status=404).title == "Page not found"


def hidden(page: Page) -> dict[str, str]:
    """The hidden fields of the first form in the main part."""
    form = page.tree.xpath("//main//form")[0]
    return {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}


def test_somebody_unconfirmed_is_told_and_keeps_the_words(
    stage: Stage, visitors: Callable[[], Warden], sqlite_database: Database
) -> None:
    account = with_password(sqlite_database, "new@example.org", confirmed=False)
    person = visitors()
    with sqlite_database.write() as session:
        session.execute(update(Account).where(col(Account.id) == account.id).values(email_confirmed_at=NOW))
    person.sign_in("new@example.org", PASSWORD)
    with sqlite_database.write() as session:
        session.execute(update(Account).where(col(Account.id) == account.id).values(email_confirmed_at=None))
    token = person.token("/account")
    page = person._page(person.client.post(FORM, data={"csrf_token": token, **SAID}), 403)
    assert page.problems == ["Please confirm your e-mail address first."]


# --- one comment ----------------------------------------------------------------------------------------------------


def test_a_proposal_is_shown_as_what_is_taken_out_and_put_in(stage: Stage, visitor: Warden) -> None:
    stage.comment(on_clause=True, wording="Birinchi moddaning yangi matni.")
    page = visitor.get("/drafts/1/comments/1")
    assert [text.strip() for text in page.tree.xpath("//del/text()")] == ["modda"]
    assert "moddaning yangi" in "".join(page.tree.xpath("//ins/text()"))
    assert "taken out:" in page.text
    assert "put in:" in page.text


@pytest.mark.parametrize("wording", ["1-modda. Birinchi modda yangi matni.", "Birinchi\n\nmodda yangi matni."])
def test_neither_the_number_of_the_clause_nor_blanks_are_marked_as_a_change(
    stage: Stage, visitor: Warden, wording: str
) -> None:
    stage.comment(on_clause=True, wording=wording)
    page = visitor.get("/drafts/1/comments/1")
    assert page.tree.xpath("//del") == []
    assert page.tree.xpath("//ins/text()") == [" yangi"]


def test_of_an_unpublished_comment_others_see_only_that_it_exists(
    checked_stage: Stage, visitor: Warden, visitors: Callable[[], Warden], citizen_account: Account
) -> None:
    number = checked_stage.comment("Yashirin soʻzlar.", by=citizen_account, state=CommentState.PENDING)
    author = visitors()
    author.sign_in(citizen_account.email, PASSWORD)
    path = f"/drafts/1/comments/{number}"
    assert "This comment waits for a moderator." in visitor.get(path).text
    assert "Yashirin" not in visitor.get(path).html
    assert "citizen" not in visitor.get(path).text
    assert "Yashirin soʻzlar." in author.get(path).text
    checked_stage.change(
        Comment,
        state=CommentState.REJECTED,
        rejection_reason=RejectionReason.INSULT,
        rejection_note="Ikkinchi gap haqorat.",
    )
    for page in (visitor.get(path), author.get(path), author.get("/my/comments")):
        assert "Insult or abuse" in page.text
    assert "Yashirin" not in visitor.get(path).html
    assert "Ikkinchi gap" not in visitor.get(path).html
    assert "Ikkinchi gap haqorat." in author.get(path).text
    assert "Ikkinchi gap haqorat." in author.get("/my/comments").text
    assert "Nothing here yet." in visitor.get("/drafts/1/comments").text


def test_names_in_public(stage: Stage, visitor: Warden) -> None:
    stage.comment()
    stage.change(Submission, is_anonymous=True, organisation="Kitobxonlar uyushmasi")
    for path in ("/drafts/1/comments/1", "/drafts/1/comments"):
        page = visitor.get(path)
        assert "Name not shown" in page.text
        assert "Kitobxonlar uyushmasi" in page.text
        assert ">author<" not in page.html


def test_the_answer_is_public_only_once_released(stage: Stage, visitor: Warden) -> None:
    number = stage.comment()
    with stage.database.write() as session:
        comment = session.execute(select(Comment)).scalar_one()
        cluster = Cluster(round_id=comment.round_id, representative_id=comment.id, comment_count=7, created_at=NOW)
        session.add(cluster)
        session.flush()
        comment.cluster_id = cluster.id
        approver = make_account(session, "second@example.org")
        session.add(
            Response(
                round_id=comment.round_id,
                cluster_id=cluster.id,
                disposition=Disposition.PARTLY_ACCEPTED,
                reason="Muddat yigirma kun boʻladi.",
                written_at=NOW,
                written_by=stage.draft.created_by,
                approved_at=NOW,
                approved_by=approver.id,
            )
        )
    path = f"/drafts/1/comments/{number}"
    assert "yigirma kun" not in visitor.get(path).text
    assert visitor.get("/drafts/1/comments?answered=no").text.count("Comment 1") == 1
    stage.change(Response, released_at=NOW)
    page = visitor.get(path)
    assert "The authority's answer: Partly accepted" in page.text
    assert "Muddat yigirma kun boʻladi." in page.text
    assert "7 comments say the same" in page.text
    assert f"/drafts/1/comments?cluster={1}" in page.links()
    assert "yigirma kun" in visitor.get("/drafts/1/comments?answered=yes&cluster=1").text
    assert "0 comments" in visitor.get("/drafts/1/comments?answered=no").text


def test_replies_are_a_thread_one_level_deep(stage: Stage, citizen: Warden) -> None:
    stage.comment()
    path = "/drafts/1/comments/1/replies"
    assert "The authority answers comments, not replies" in citizen.get("/drafts/1/comments/1").text
    page = citizen.post(path, {"text": "x"}, status=422)
    assert page.problems == ["Write at least 3 characters."]
    citizen.post(path, {"text": "Qoʻshilaman.", "position": "support"})
    thread = citizen.get("/drafts/1/comments/1")
    assert "1 reply" in thread.text
    assert "Qoʻshilaman." in thread.text
    assert "A reply to comment 1" in citizen.get("/drafts/1/comments/2").text
    citizen.get("/drafts/1/comments/2/replies", status=404)


def test_a_visitors_reply_goes_through_the_sign_in(stage: Stage, visitor: Warden, citizen_account: Account) -> None:
    stage.comment()
    path = "/drafts/1/comments/1/replies"
    asked = visitor.post(path, {"text": "Qoʻshilaman."}, status=403)
    again = {**hidden(asked), "email": citizen_account.email, "password": PASSWORD}
    form = visitor._page(visitor.client.post("/comments/sign-in", data=again), 200)
    assert (form.title, form.typed("text")) == ("Reply to comment 1", "Qoʻshilaman.")


# --- votes and flags -----------------------------------------------------------------------------------------------------


def test_buttons_vote_and_take_back(stage: Stage, citizen: Warden) -> None:
    number = stage.comment(on_clause=True, wording="Birinchi moddaning yangi matni.")
    path = f"/drafts/1/comments/{number}"

    def votes() -> list[str]:
        found = citizen.get(path).tree.xpath("//button[contains(@class, 'vote')]")
        return [
            " ".join("".join(each.itertext()).split()) + {"true": " *"}.get(each.get("aria-pressed"), "")
            for each in found
        ]

    assert votes() == ["Support 0", "Oppose 0"] * 2
    page = citizen.post(f"{path}/votes", {"value": "support", "target": "comment", "back": path}, form_on=path)
    assert page.notice == "Your vote in support has been counted."
    citizen.post(f"{path}/votes", {"value": "oppose", "target": "wording"}, form_on=path)
    assert votes() == ["Support 1 *", "Oppose 0", "Take my vote back", "Support 0", "Oppose 1 *", "Take my vote back"]
    citizen.post(f"{path}/votes", {"value": "none"}, form_on=path)
    assert votes() == ["Support 0", "Oppose 0", "Support 0", "Oppose 1 *", "Take my vote back"]
    citizen.post(f"{path}/votes", {"value": "perhaps"}, form_on=path, status=422)


def test_a_vote_on_a_clause_comes_back_to_where_it_was_cast(stage: Stage, citizen: Warden) -> None:
    data = {"value": "oppose", "back": "/my/comments"}
    page = citizen.post(f"{CLAUSE}/votes", data, form_on="/account")
    assert page.title == "My comments"
    with stage.database.read() as session:
        clause = session.execute(select(StoredClause).where(col(StoredClause.eid) == "art_1")).scalar_one()
        assert (clause.support_count, clause.oppose_count) == (0, 1)
    token = citizen.token("/account")
    data = {"csrf_token": token, "value": "none", "back": "//example.org/"}
    answer = citizen.client.post(f"{CLAUSE}/votes", data=data, follow_redirects=False)
    assert answer.headers["location"] == CLAUSE


def test_a_visitor_is_led_to_the_sign_in_and_back(stage: Stage, visitor: Warden) -> None:
    stage.comment()
    page = visitor.get("/drafts/1/comments/1")
    assert "/account/sign-in?next=/drafts/1/comments/1" in page.links()
    assert visitor.get("/drafts/1/comments/1/flags").title == "Sign in"
    token = visitor.token("/account/sign-in")
    answer = visitor.client.post(
        "/drafts/1/comments/1/votes", data={"csrf_token": token, "value": "support"}, follow_redirects=False
    )
    assert answer.headers["location"] == "/account/sign-in?next=%2Fdrafts%2F1%2Fcomments%2F1"


def test_after_the_close_votes_are_shown_and_no_longer_taken(stage: Stage, citizen: Warden, clock: TestClock) -> None:
    stage.comment()
    token = citizen.token("/drafts/1/comments/1")
    clock.now = CLOSES
    assert citizen.get("/drafts/1/comments/1").tree.xpath("//button[contains(@class, 'vote')]") == []
    data = {"csrf_token": token, "value": "support"}
    assert citizen.client.post("/drafts/1/comments/1/votes", data=data).status_code == 409


def test_a_reader_reports_a_comment(stage: Stage, citizen: Warden) -> None:
    stage.comment()
    path = "/drafts/1/comments/1/flags"
    page = citizen.post(path, {"note": "Nimadir."}, status=422)
    assert page.problems == ["Choose what is wrong with the comment."]
    assert page.typed("note") == "Nimadir."
    page = citizen.post(path, {"reason": "insult"})
    assert page.notice == "Thank you. A moderator will look at this comment."
    assert "You have reported this comment" in page.text
    (flag,) = stage.all(Flag)
    assert isinstance(flag, Flag)
    assert flag.reason is FlagReason.INSULT
    assert citizen.post(path, {"reason": "insult"}, status=403).problems == [
        "You have already reported this comment. A moderator looks at every report."
    ]


# --- lists ----------------------------------------------------------------------------------------------------------


def numbers(page: Page) -> list[str]:
    """The numbers of the comments in the list, in its order."""
    return [str(each).removeprefix("comment-") for each in page.tree.xpath("//article/@id")]


def test_the_list_is_narrowed_sorted_and_paged(stage: Stage, visitor: Warden) -> None:
    for number in range(1, 24):
        stage.comment(f"Fikr {number}", position=Position.SUPPORT if number % 2 else Position.QUESTION)
    stage.comment("Band boʻyicha.", on_clause=True, wording="Boshqa matn.")
    with stage.database.write() as session:
        session.execute(update(Comment).where(col(Comment.number) == 5).values(support_count=9))
        session.execute(update(Comment).where(col(Comment.number) == 6).values(is_off_topic=True))
    assert numbers(visitor.get("/drafts/1/comments"))[:3] == ["24", "23", "22"]
    assert numbers(visitor.get("/drafts/1/comments?sort=supported"))[0] == "5"
    assert numbers(visitor.get("/drafts/1/comments?clause=art_1")) == ["24"]
    assert numbers(visitor.get("/drafts/1/comments?wording=yes&position=amend")) == ["24"]
    second = visitor.get("/drafts/1/comments?sort=oldest&page=2")
    assert numbers(second) == ["22", "23", "24", "6"]
    assert "1 comment that is not about this draft" in second.text
    assert "23 comments" in visitor.get("/drafts/1/comments?clause=&position=&sort=oldest&page=1").text


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=99999999999999",
        "cluster=9999999999999",
        "position=angry",
        "sort=%00",
        "answered=2",
    ],
)
def test_a_strange_address_narrows_nothing(stage: Stage, visitor: Warden, query: str) -> None:
    stage.comment()
    assert numbers(visitor.get(f"/drafts/1/comments?{query}")) == ["1"]


@pytest.mark.parametrize(
    "path",
    [
        "/drafts/2/comments",
        "/drafts/99999999999999/comments",
        "/drafts/1/comments/9",
        "/drafts/1/comments/99999999999999",
        "/drafts/1/versions/1/clauses/art_9/comments",
        "/drafts/1/versions/99999999999999/clauses/art_1/comments",
        "/drafts/1/comments/9/replies",
        "/receipts/1-1-ABCD",
    ],
)
def test_what_is_not_there(stage: Stage, citizen: Warden, path: str) -> None:
    assert citizen.get(path, status=404).title == "Page not found"


def test_a_draft_in_preparation_shows_nothing(stage: Stage, visitor: Warden) -> None:
    stage.change(Draft, opens_at=None, closes_at=None)
    visitor.get("/drafts/1/comments", status=404)
    visitor.get(FORM, status=404)


def test_my_comments_are_mine_alone(stage: Stage, citizen: Warden, visitor: Warden) -> None:
    stage.comment("Birovning fikri.")
    assert "You have not sent anything yet." in citizen.get("/my/comments").text
    citizen.post(FORM, SAID)
    page = citizen.get("/my/comments")
    assert "You have sent 1 comment or reply." in page.text
    assert "Birovning" not in page.text
    assert "Published. The authority answers after the discussion has closed." in page.text
    assert visitor.get("/my/comments").title == "Sign in"


def test_a_receipt_tells_anybody_what_is_public(checked_stage: Stage, citizen: Warden, visitor: Warden) -> None:
    citizen.post(FORM, SAID)
    (sent,) = checked_stage.all(Submission)
    assert isinstance(sent, Submission)
    page = visitor.get(f"/receipts?receipt={sent.receipt.lower().replace('-', ' ')}")
    assert page.title == f"Receipt {sent.receipt}"
    assert "A moderator has not looked at it yet." in page.text
    assert "Muddat" not in page.html
    assert "citizen" not in page.text
    assert "/drafts/1/comments/1" not in page.links()
    checked_stage.change(Comment, state=CommentState.PUBLISHED)
    assert "/drafts/1/comments/1" in visitor.get(f"/receipts/{sent.receipt}").links()
    assert visitor.get("/receipts").title == "Find a comment by its receipt"
    assert visitor.get("/receipts?receipt=12-3", status=422).typed("receipt") == "12-3"

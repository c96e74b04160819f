"""The ministry's pages: from a Word file to a published draft, and everything an officer does on the way."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from consultation.actions import votes
from consultation.actions.comments import Place
from consultation.actions.correcting import ACTS
from consultation.core.cluster_vocabulary import ClusterDecision
from consultation.core.policy import Actor
from consultation.core.vocabulary import Locale, Role, VoteValue
from consultation.store import drafts, versions
from consultation.store.database import Database
from consultation.store.tables import Account, Membership
from consultation.web.ministry import timeline
from tests.factories import NOW, make_authority
from tests.web.conftest import PASSWORD, TestClock, with_password
from tests.web.warden import Page, Warden

FIXTURES = Path(__file__).parents[2] / "fixtures"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = b"%PDF-1.7 tushuntirish"


def _file(name: str) -> dict[str, object]:
    return {"file": (name, (FIXTURES / name).read_bytes(), DOCX)}


@dataclass
class Desk:
    browser: Warden
    database: Database
    authority_id: int

    def sign_in(self) -> None:
        self.browser.sign_in("officer@example.org", PASSWORD)

    def upload(self, name: str = "law_libraries_uz_latn.docx", status: int = 200) -> Page:
        return self.browser.post("/desk/new", files=_file(name), status=status)

    def prepare(self, name: str = "law_libraries_uz_latn.docx") -> int:
        """A draft that lacks nothing but its publication; its number."""
        found = re.search(r"/desk/drafts/(\d+)", self.upload(name).html)
        assert found
        number = int(found[1])
        for kind in ("explanatory_note", "comparison_table"):
            self.attach(number, kind)
        self.split(number, "confirm")
        return number

    def attach(self, number: int, kind: str, content: bytes = PDF, name: str = "xat.pdf", status: int = 200) -> Page:
        path = f"/desk/drafts/{number}/attachments"
        return self.browser.post(path, {"kind": kind}, files={"file": (name, content, "x/y")}, status=status)

    def split(self, number: int, do: str, status: int = 200, revision: int | None = None) -> Page:
        path = f"/desk/drafts/{number}/split"
        seen = self.browser.get(path).typed("revision") if revision is None else revision
        return self.browser.post(path, {"do": do, "revision": seen}, status=status)

    def publish(self, number: int, status: int = 200, **more: object) -> Page:
        path = f"/desk/drafts/{number}/schedule"
        seen = self.browser.get(path).typed("revision")
        given = {"opens": "now", "closes": "minimum", "revision": seen, **more}
        return self.browser.post(path, given, status=status)

    def texts(self, number: int) -> list[tuple[str, str]]:
        with self.database.read() as session:
            version = versions.latest_version(session, number)
            assert version is not None
            return [(each.eid, each.text) for each in versions.outline_of_version(session, version).clauses]


@pytest.fixture
def desk(visitors: Callable[[], Warden], sqlite_database: Database) -> Desk:
    with sqlite_database.write() as session:
        authority = make_authority(session)
    account = with_password(sqlite_database, "officer@example.org")
    with sqlite_database.write() as session:
        session.get_one(Account, account.id).locale = Locale.EN
        session.add(Membership(account_id=account.id, role=Role.OFFICER, authority_id=authority.id, granted_at=NOW))
    found = Desk(visitors(), sqlite_database, authority.id)
    found.sign_in()
    return found


def test_a_word_file_becomes_a_draft_with_what_it_says_about_itself(desk: Desk) -> None:
    page = desk.upload()
    assert page.title == "Details of the draft"
    assert page.notice == "The file has been read. Check what we found in it."
    assert (page.typed("act_kind"), page.typed("language")) == ("law", "uz-Latn")
    assert len(desk.texts(1)) > 20
    assert "Attach the required document: Explanatory note." in desk.browser.get("/desk").text


@pytest.mark.parametrize(
    "name", ["corrupt", "empty", "encrypted", "macro", "not_docx", "bomb", "no_text", "dtd", "too_long"]
)
def test_a_file_that_cannot_be_read_leaves_nothing_behind(desk: Desk, name: str) -> None:
    page = desk.browser.post("/desk/new", files=_file(f"damaged/{name}.docx"), status=422)
    assert page.title == "New draft"
    assert len(page.problems) == 1
    with desk.database.read() as session:
        assert drafts.drafts_by_authority(session, {desk.authority_id}) == []


def test_an_upload_without_a_file_asks_for_one(desk: Desk) -> None:
    page = desk.browser.post("/desk/new", files={"file": ("", b"", "application/octet-stream")}, status=422)
    assert page.problems == ["Choose the Word file with the text of the draft."]


def test_everything_that_was_left_out_is_named_at_once(desk: Desk) -> None:
    with desk.database.write() as session:
        account = session.query(Account).filter_by(email="officer@example.org").one()
        second = make_authority(session, "culture").id
        session.add(Membership(account_id=account.id, role=Role.OFFICER, authority_id=second, granted_at=NOW))
    page = desk.browser.post("/desk/new", files={"file": ("", b"", "application/octet-stream")}, status=422)
    assert page.problems == [
        "Choose the authority that drafts the act.",
        "Choose the Word file with the text of the draft.",
    ]


def test_a_day_that_was_typed_is_not_passed_over(desk: Desk) -> None:
    number = desk.prepare()
    said = ["You entered a day, but above it you chose something else. Choose “later” there, or empty the day."]
    for field in ("opens_at", "closes_at"):
        page = desk.publish(number, status=422, **{field: "2027-03-01"})
        assert (page.problems, page.typed(field)) == (said, "2027-03-01")
    with desk.database.read() as session:
        assert drafts.get_draft(session, number).opens_at is None


def test_an_empty_document_is_called_empty(desk: Desk) -> None:
    desk.upload()
    assert desk.attach(1, "explanatory_note", b"", status=422).problems == ["The file is empty. Choose another one."]


def test_details_come_back_when_something_is_wrong(desk: Desk) -> None:
    desk.upload()
    path = "/desk/drafts/1/details"
    typed = {"title": "", "act_kind": "law", "language": "uz-Latn", "topic": "culture", "summary": "Qisqa."}
    page = desk.browser.post(path, {**typed, "moderation_mode": "pre"}, status=422)
    assert page.problems == ["Enter the title of the draft."]
    assert (page.typed("summary"), page.typed("topic")) == ("Qisqa.", "culture")
    after = desk.browser.post(path, {**typed, "title": "Yangi nom", "moderation_mode": "post"})
    assert (after.title, after.notice) == ("Yangi nom", "The details have been saved.")


def test_clauses_are_corrected_with_buttons_and_taken_back(desk: Desk) -> None:
    desk.upload()
    before = desk.texts(1)
    last = before[-1][0]
    page = desk.split(1, f"drop {last}")
    assert page.notice == "Corrected."
    assert "Taken out of the text" in page.text
    assert [eid for eid, _ in desk.texts(1)] == [eid for eid, _ in before[:-1]]
    assert desk.split(1, "undo").notice == "The last correction has been taken back."
    assert desk.texts(1) == before


def test_a_clause_has_a_page_for_everything_that_can_be_wrong_with_it(desk: Desk) -> None:
    desk.upload()
    eid, text = next((eid, text) for eid, text in desk.texts(1) if len(re.split(r"[.;]\s", text)) > 1)
    path = f"/desk/drafts/1/split/{quote(eid)}"
    page = desk.browser.get(path)
    offset = page.tree.xpath("//input[@name='offset']/@value")[0]
    problem = desk.browser.post(path, {"act": "split", "words": "bunday soʻz yoʻq", "revision": 0}, status=422)
    assert problem.problems == ["Type words that stand in this clause exactly once, as they stand there."]
    after = desk.browser.post(path, {"act": "split", "offset": offset, "revision": 0})
    assert after.title == "Check how the text was split"
    assert dict(desk.texts(1))[eid] == text[: int(offset)].rstrip()
    desk.browser.post(path, {"act": "kind", "kind": "other", "revision": 1}, status=200)
    assert desk.browser.get("/desk/drafts/1/split/nowhere", status=404).title == "Page not found"


def test_a_correction_of_what_somebody_else_changed_is_refused(desk: Desk) -> None:
    desk.upload()
    eids = [eid for eid, _ in desk.texts(1)]
    desk.split(1, f"drop {eids[-1]}")
    page = desk.split(1, f"drop {eids[-2]}", status=409, revision=0)
    assert page.problems == [
        "Somebody else has corrected this text meanwhile. Reload the page and look at it before you go on."
    ]
    assert len(desk.texts(1)) == len(eids) - 1


def test_warnings_are_shown_and_block_the_publication_until_confirmed(desk: Desk) -> None:
    desk.upload("damaged/tracked_changes.docx")
    page = desk.browser.get("/desk/drafts/1/split")
    count = len(page.tree.xpath("//*[@class='warned']//li"))
    assert count > 0
    words = "warning about the text and confirm it" if count == 1 else "warnings about the text and confirm them"
    assert f"Look at the {count} {words}." in desk.browser.get("/desk/drafts/1").text
    assert desk.split(1, "confirm").notice == "You have confirmed the split."
    assert "about the text and confirm" not in desk.browser.get("/desk/drafts/1").text
    assert "Confirmed" in desk.browser.get("/desk/drafts/1/split").text


def test_a_code_of_many_articles_is_split_over_pages(desk: Desk) -> None:
    desk.upload("code_city_transport_uz_latn.docx")
    page = desk.browser.get("/desk/drafts/1/split")
    on_page = page.tree.xpath("//ol[@class='units']/li/@id")
    eids = [eid for eid, _ in desk.texts(1)]
    assert on_page == eids[: len(on_page)]
    assert desk.browser.get("/desk/drafts/1/split?page=999").title == page.title


def test_documents_fill_slots_and_can_be_fetched_only_by_officers_until_public(desk: Desk, visitor: Warden) -> None:
    desk.upload()
    page = desk.browser.get("/desk/drafts/1/attachments")
    assert "Required, missing" in page.text
    wrong = desk.attach(1, "explanatory_note", b"MZ\x00\x01", "xat.exe", status=422)
    assert wrong.problems[0].startswith("Files of this kind cannot be attached.")
    desk.attach(1, "explanatory_note", name="Tushuntirish xati.pdf")
    sent = desk.browser.client.get("/desk/drafts/1/attachments/1")
    assert (sent.content, sent.headers["content-type"]) == (PDF, "application/pdf")
    assert visitor.get("/drafts/1/attachments/1", status=404).title == "Page not found"
    assert visitor.client.get("/desk/drafts/1/attachments/1").status_code == 403
    desk.browser.post("/desk/drafts/1/attachments/1/remove", form_on="/desk/drafts/1/attachments/1/remove")
    assert desk.browser.client.get("/desk/drafts/1/attachments/1").status_code == 404


def test_publishing_lists_everything_that_is_missing_then_opens_the_round(
    desk: Desk, visitor: Warden, clock: TestClock
) -> None:
    desk.upload()
    page = desk.publish(1, status=409)
    assert page.problems[:2] == [
        "Attach the required document: Explanatory note.",
        "Attach the required document: Comparison table.",
    ]
    number = desk.prepare()
    after = desk.publish(number)
    assert after.notice == "The version is published and its discussion set."
    assert "From 23 November 2026, 11:00 to 8 December 2026, 23:59" in after.text
    file = visitor.client.get(f"/drafts/{number}/versions/1/file")
    assert file.content == (FIXTURES / "law_libraries_uz_latn.docx").read_bytes()
    assert file.headers["content-disposition"].startswith('attachment; filename="law_libraries_uz_latn.docx"')
    assert file.headers["x-content-type-options"] == "nosniff"
    with desk.database.read() as session:
        first = drafts.get_draft(session, number)
        assert first.search_text != ""
    clock.forward(days=20)
    desk.sign_in()
    assert "To be answered" in desk.browser.get("/desk").text
    clock.forward(days=20)
    desk.sign_in()
    assert "Overdue since" in desk.browser.get("/desk").text


def test_a_round_shorter_than_the_rule_is_refused_with_the_form_kept(desk: Desk) -> None:
    number = desk.prepare()
    page = desk.publish(number, status=422, closes="later", closes_at="2026-11-30", closes_time="18:00")
    assert page.problems == ["The discussion lasts at least 15 days."]
    assert page.typed("closes_at") == "2026-11-30"
    assert desk.publish(number, status=422, opens="later").problems == ["Enter a date, like 2026-11-23."]
    after = desk.publish(
        number, opens="later", opens_at="2026-11-25", closes="later", closes_at="2026-12-31", closes_time="18:00"
    )
    assert "From 25 November 2026, 09:00 to 31 December 2026, 18:00" in after.text


def test_a_published_text_has_no_split_to_correct(desk: Desk) -> None:
    number = desk.prepare()
    desk.publish(number)
    assert desk.browser.get(f"/desk/drafts/{number}/split", status=403).title == "You cannot do this"


def test_extending_withdrawing_and_the_early_end_each_have_a_page(desk: Desk, clock: TestClock) -> None:
    number = desk.prepare()
    desk.publish(number)
    here = f"/desk/drafts/{number}"
    page = desk.browser.post(f"{here}/extend", {"closes_at": "2026-12-01", "reason": "Soʻrov."}, status=422)
    assert page.problems == ["The new closing time must be later than the present one."]
    desk.browser.post(f"{here}/extend", {"closes_at": "2026-12-20", "closes_time": "23:59", "reason": "Soʻrov."})
    assert "Extended on 23 November 2026 to 20 December 2026, 23:59. Soʻrov." in desk.browser.get(here).text
    assert "does not allow an early end" in desk.browser.get(f"{here}/end-early").text
    assert desk.browser.post(f"{here}/withdraw", {"reason": ""}, status=422).problems == [
        "Say why the draft is withdrawn."
    ]
    assert "Withdrawn on" in desk.browser.post(f"{here}/withdraw", {"reason": "Qayta ishlanadi."}).text


def test_after_the_report_the_outcome_or_a_new_version_follows(desk: Desk, clock: TestClock) -> None:
    number = desk.prepare()
    desk.publish(number)
    here = f"/desk/drafts/{number}"
    assert desk.browser.get(f"{here}/outcome", status=409).title == "This is not possible now"
    clock.forward(days=20)
    desk.sign_in()
    with desk.database.write() as session:
        drafts.get_draft(session, number).reported_at = clock.now - timedelta(hours=1)
    page = desk.browser.get(here)
    assert "Record the outcome" in page.text
    desk.browser.post(f"{here}/file", files=_file("law_volunteering_ru.docx"))
    assert "Version 2:" in desk.browser.get(here).text
    after = desk.browser.post(f"{here}/outcome", {"outcome": "adopted", "on": "2026-12-10", "note": "OʻRQ-901"})
    assert "The act was adopted: 10 December 2026" in after.text


def test_every_page_of_a_draft_is_sound(desk: Desk) -> None:
    number = desk.prepare()
    here = f"/desk/drafts/{number}"
    pages = ("", "/details", "/split", "/preview", "/attachments", "/schedule", "/file", "/withdraw")
    for path in ("/desk", "/desk/new", *(here + page for page in pages)):
        desk.browser.get(path)
    desk.publish(number)
    for path in (here, f"{here}/extend", f"{here}/end-early", f"{here}/details", "/desk"):
        desk.browser.get(path)


def test_nobody_else_sees_the_desk(desk: Desk, visitor: Warden, citizen: Warden) -> None:
    desk.upload()
    for path in ("/desk", "/desk/new", "/desk/drafts/1", "/desk/drafts/1/split", "/desk/drafts/1/preview"):
        assert visitor.client.get(path).status_code == 403
        assert citizen.get(path, status=403).title == "You cannot do this"


def test_the_history_of_a_draft_names_no_citizen(desk: Desk) -> None:
    number = desk.prepare()
    desk.publish(number)
    voter = with_password(desk.database, "voter@example.org")
    with desk.database.write() as session:
        session.get_one(Account, voter.id).name = "Ovoz Beruvchi"
        actor = Actor(account_id=voter.id, name="Ovoz Beruvchi", is_confirmed=True)
        votes.cast_on_clause(session, actor, Place(number, 1, "chp_1__art_1__para_1"), VoteValue.SUPPORT, now=NOW)
    page = desk.browser.get(f"/desk/drafts/{number}").text
    assert "Set the discussion period" in page
    assert "Ovoz Beruvchi" not in page


def test_every_step_of_an_officer_has_words_in_the_history() -> None:
    actions = Path(__file__).parents[2] / "src" / "consultation" / "actions"
    code = "\n".join(path.read_text() for path in actions.glob("*.py"))
    noted = set(
        re.findall(r'"((?:draft|version|clause|lineage|round|attachment|clusters|responses|report)\.[a-z_]+)"', code)
    )
    noted |= {f"clause.{act}" for act in ACTS} | {f"clusters.{kind.value}" for kind in ClusterDecision}
    assert noted - timeline.ACTIONS == set()


def _rows(desk: Desk) -> list[tuple[str, str]]:
    page = desk.browser.get("/desk/drafts/1/split")
    return [
        (" ".join(row.xpath("string(.//p[@class='unit__kind'])").split()), row.get("id"))
        for row in page.tree.xpath("//li[starts-with(@class, 'unit ')]")
    ]


def test_many_clauses_are_chosen_and_corrected_at_once(desk: Desk) -> None:
    desk.upload()
    path = "/desk/drafts/1/split"
    before = _rows(desk)
    eids = [eid for _, eid in before]
    chosen = {"chosen": [eids[6], eids[3]], "through": "yes", "revision": 0}
    page = desk.browser.post(path, {"do": "kind *", "kind": "note", **chosen})
    assert page.notice == "Corrected."
    assert [kind for kind, _ in _rows(desk)[3:7]] == ["Note"] * 4
    assert [kind for kind, _ in _rows(desk)[7:]] == [kind for kind, _ in before[7:]]
    undone = desk.split(1, "undo")
    assert "Make it again" in undone.text
    assert _rows(desk) == before
    assert desk.split(1, "redo").notice == "The correction has been made again."
    assert [kind for kind, _ in _rows(desk)[3:7]] == ["Note"] * 4


def test_a_button_without_a_chosen_clause_says_what_to_do(desk: Desk) -> None:
    desk.upload()
    assert desk.split(1, "drop *", status=422).problems == [
        "Choose the clauses first: tick the box beside each of them."
    ]
    assert desk.split(1, "", status=422).problems == ["Press the button of what you want to do."]
    eids = [eid for _, eid in _rows(desk)]
    given = {"do": "join *", "chosen": [eids[0], eids[2]], "revision": 0}
    page = desk.browser.post("/desk/drafts/1/split", given, status=409)
    assert page.problems == ["Choose at least two clauses that follow each other, with nothing between them."]
    assert page.tree.xpath("//input[@name='chosen'][@checked]/@value") == [eids[0], eids[2]]


def test_the_page_shows_warned_clauses_alone_and_leads_from_one_to_the_next(desk: Desk) -> None:
    desk.upload()
    with desk.database.write() as session:
        version = versions.latest_version(session, 1, lock=True)
        assert version is not None
        eids = [clause.eid for clause in versions.outline_of_version(session, version).clauses]
        told: dict[str, object] = {"code": "F_SEQ_GAP", "text": "Look.", "params": {}, "plural": None}
        version.warnings = [{**told, "eid": eid} for eid in (eids[9], eids[4], eids[9])] + [{**told, "eid": None}]
    page = desk.browser.get("/desk/drafts/1/split?show=warned")
    assert page.tree.xpath("//li[starts-with(@class, 'unit ')]/@id") == [eids[4], eids[9]]
    assert page.tree.xpath("//p[@class='unit__around']/a/@href") == [
        f"?show=warned&page=1#{eids[9]}",
        f"?show=warned&page=1#{eids[4]}",
    ]
    after = desk.browser.post("/desk/drafts/1/split?show=warned", {"do": f"drop {eids[4]}", "revision": 0})
    assert after.tree.xpath("//li[starts-with(@class, 'unit ')]/@id") == ["aside_1", *_after(desk, eids[9])]
    whole = desk.browser.get("/desk/drafts/1/split")
    assert len(whole.tree.xpath("//p[@class='unit__warning']")) == 3


def _after(desk: Desk, eid: str) -> list[str]:
    return [each for each, _ in desk.texts(1) if each.rpartition("__")[2] == eid.rpartition("__")[2]][:1]


def test_a_clause_is_put_where_it_belongs_quoted_and_told_its_language(desk: Desk) -> None:
    desk.upload("law_amending_uz_latn.docx")
    form = "/desk/drafts/1/split/art_2__qstr_1__art_22"
    page = desk.browser.get(form)
    assert page.tree.xpath("//select[@name='under']/option/@value") == ["", "art_2__qstr_1"]
    desk.browser.post(form, {"act": "endquote", "revision": 0})
    desk.browser.post("/desk/drafts/1/split/art_2__art_22", {"act": "under", "under": "", "revision": 1})
    assert "art_22__para_1" in dict(desk.texts(1))
    desk.browser.post("/desk/drafts/1/split/art_22", {"act": "language", "language": "ru", "revision": 2})
    assert "Article, Russian" in [kind for kind, _ in _rows(desk)]
    refused = desk.browser.post(
        "/desk/drafts/1/split/art_22", {"act": "under", "under": "art_3", "revision": 3}, status=409
    )
    assert refused.problems == ["The clause cannot stand there: the words of a text keep their order."]
    quoted = desk.browser.get("/desk/drafts/1/split/art_2__qstr_1")
    assert "Change the kind" not in quoted.text


def test_a_heading_is_ended_at_a_border_and_joined_with_its_line(desk: Desk) -> None:
    desk.upload("law_amending_uz_latn.docx")
    form = "/desk/drafts/1/split/art_2__qstr_1__art_22"
    page = desk.browser.get(form)
    assert page.tree.xpath("//input[@name='border']/@value") == ["0"]
    assert "The next line is its heading" in page.text
    desk.browser.post(form, {"act": "next", "revision": 0})
    with desk.database.read() as session:
        version = versions.latest_version(session, 1)
        assert version is not None
        clause = versions.outline_of_version(session, version).find("art_2__qstr_1__art_22")
    assert clause.heading == ("Bolalar maydonchalari Har bir massivda soya-salqin bolalar maydonchasi barpo etiladi.")
    desk.browser.post(form, {"act": "heading", "border": "0", "heading": "Bolalar maydonchalari", "revision": 1})
    assert dict(desk.texts(1))["art_2__qstr_1__art_22"] == clause.heading

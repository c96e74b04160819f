"""What became of the clauses: the officer's pages, and what the public is told once the new version is published."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

import docx
import pytest

from consultation.core.lineage import Link
from consultation.core.vocabulary import LineageKind, Locale, Role
from consultation.store import drafts, lineage, versions
from consultation.store.database import Database
from consultation.store.rounds import current_round
from consultation.store.tables import Account, Membership
from tests.factories import (
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
from tests.web.conftest import TestClock, with_password
from tests.web.test_ministry import DOCX, Desk
from tests.web.warden import Element, Page, Warden

FIRST = (
    ("Ochiqlik", "Kutubxonalar mamlakatning barcha fuqarolari uchun ochiqdir."),
    ("Bepul oʻqish", "Kutubxonada kitob oʻqish hamma uchun bepuldir."),
    (
        "Qoʻllab-quvvatlash",
        "Davlat kutubxonalarni pul va kitob bilan taʼminlaydi. Mahalliy kengashlar ularga bino va yer ajratadi.",
    ),
    ("Roʻyxat", "Kutubxona kitobxonlar va ular uyiga olgan kitoblar roʻyxatini yuritadi."),
    ("Nodir kitoblar", "Eski kitoblar milliy jamgʻarmada saqlanadi va uyga berilmaydi."),
)
SECOND = (
    FIRST[0],
    ("Bepul oʻqish", "Kutubxonada kitob oʻqish hamma uchun bepuldir, uni uyga olish ham."),
    ("Qoʻllab-quvvatlash", "Davlat kutubxonalarni pul va kitob bilan taʼminlaydi."),
    ("Bino va yer", "Mahalliy kengashlar ularga bino va yer ajratadi."),
    FIRST[4],
    ("Maktab", "Har bir maktabda 2030-yilgacha oʻz kutubxonasi boʻladi."),
)


def act(*articles: tuple[str, str]) -> dict[str, object]:
    """A Word file of a law with these articles: heading and words."""
    document = docx.Document()
    document.add_paragraph("OʻZBEKISTON RESPUBLIKASINING QONUNI")
    document.add_paragraph("Kutubxonalar toʻgʻrisida")
    for place, (heading, words) in enumerate(articles, 1):
        document.add_paragraph(f"{place}-modda. {heading}")
        document.add_paragraph(words)
    content = BytesIO()
    document.save(content)
    return {"file": ("loyiha.docx", content.getvalue(), DOCX)}


@dataclass
class Ministry:
    """An officer whose draft was discussed in its first version, with the second one uploaded."""

    desk: Desk
    clock: TestClock
    number: int = 1

    @property
    def here(self) -> str:
        return f"/desk/drafts/{self.number}/lineage"

    def page(self, query: str = "") -> Page:
        return self.desk.browser.get(self.here + query)

    def do(self, do: str, *, status: int = 200, revision: int | None = None) -> Page:
        seen = self.page().typed("revision") if revision is None else revision
        return self.desk.browser.post(self.here, {"do": do, "revision": seen}, status=status)

    def link(self, *words: str) -> str:
        """The address of the page on which the link named by these words is changed."""
        for query in ("", "?show=decided"):
            for link in _change_links(self.page(query)):
                if all(each in "".join(link.itertext()) for each in words):
                    return str(link.get("href"))
        raise AssertionError(words)

    def change(self, link: str, old: list[str], new: list[str], status: int = 200, **more: str) -> Page:
        page = self.desk.browser.get(link)
        sent = {"old": old, "new": new, "revision": page.typed("revision"), "at": page.typed("at"), **more}
        return self.desk.browser.post(link.partition("?")[0], sent, form_on=link, status=status)

    def confirm_what_is_shown(self) -> Page:
        """Confirm everything that is open, as proposed."""
        page = self.page()
        keys = [link.get("href").split("/")[-1].partition("?")[0] for link in _change_links(page)]
        return self.do(f"confirm 0 {' '.join(keys)}") if keys else page

    def decide_everything(self) -> None:
        """Article 3 was split into 3 and 4, 4 is gone, 6 is new, the rest is as proposed."""
        self.change(self.link("3-moddaning"), ["art_3__para_1"], ["art_3__para_1", "art_4__para_1"])
        self.change(self.link("4-moddaning birinchi"), ["art_4__para_1"], [])
        self.change(self.link("4-modda. Roʻyxat"), ["art_4"], [])
        self.do("certain")
        self.confirm_what_is_shown()

    def publish(self) -> Page:
        return self.desk.publish(self.number)


def _change_links(page: Page) -> list[Element]:
    found: list[Element] = page.tree.xpath("//article//a[contains(@href, '/lineage/')]")
    return found


def cards(page: Page) -> list[str]:
    """The titles of the links on a page."""
    return [" ".join("".join(each.itertext()).split()) for each in page.tree.xpath("//article/*[self::h2 or self::h3]")]


@pytest.fixture
def ministry(visitors: Callable[[], Warden], sqlite_database: Database, clock: TestClock) -> Ministry:
    with sqlite_database.write() as session:
        authority = make_authority(session)
    account = with_password(sqlite_database, "officer@example.org")
    with sqlite_database.write() as session:
        session.get_one(Account, account.id).locale = Locale.EN
        session.add(Membership(account_id=account.id, role=Role.OFFICER, authority_id=authority.id, granted_at=NOW))
    desk = Desk(visitors(), sqlite_database, authority.id)
    desk.sign_in()
    desk.browser.post("/desk/new", files=act(*FIRST))
    for kind in ("explanatory_note", "comparison_table"):
        desk.attach(1, kind)
    desk.split(1, "confirm")
    desk.publish(1)
    author = with_password(sqlite_database, "zarina@example.org")
    with sqlite_database.write() as session:
        round_ = current_round(session, 1)
        first = versions.published_version(session, 1)
        for eid, words in (
            ("art_2__para_1", "Uyga olish ham bepul boʻlsin."),
            ("art_3__para_1", "Yerni kim ajratadi?"),
            ("art_4__para_1", "Roʻyxat kimga koʻrinadi?"),
        ):
            make_comment(session, round_, author, words, clause=clause_of(session, first, eid))
    clock.forward(days=40)
    with sqlite_database.write() as session:
        drafts.get_draft(session, 1).reported_at = clock.now - timedelta(days=1)
    desk.sign_in()
    desk.browser.post("/desk/drafts/1/file", files=act(*SECOND))
    desk.split(1, "confirm")
    return Ministry(desk, clock)


def test_what_is_most_urgent_stands_first(ministry: Ministry) -> None:
    page = ministry.page()
    assert page.title == "What became of the clauses"
    assert "0 of" in page.text
    assert "clauses stayed the same" in page.text
    kinds = ["".join(each.itertext()) for each in page.tree.xpath("//h2")]
    assert next(words for words in kinds if "stayed" not in words) == "Removed, though people commented on them"
    assert [str(tag) for tag in page.tree.xpath("//article[1]//a[contains(@href, '/drafts/1/versions/1/')]/@href")] == [
        "/drafts/1/versions/1/clauses/art_4__para_1"
    ]
    assert page.tree.xpath("//article//ins") != []


def test_one_button_confirms_what_is_certain(ministry: Ministry) -> None:
    before = cards(ministry.page())
    page = ministry.do("certain")
    assert page.notice.endswith("clauses confirmed.")
    assert cards(page) == before
    assert page.tree.xpath("//*[@id='certain']") == []
    assert len(cards(ministry.page("?show=decided"))) > 0


def test_after_a_decision_one_is_at_the_next_open_link(ministry: Ministry) -> None:
    first, second, *_ = ministry.page().tree.xpath("//article")
    button = first.xpath(".//button[starts-with(@value, 'confirm')]")[0].get("value")
    answer = ministry.desk.browser.client.post(
        ministry.here,
        data={
            "do": button,
            "revision": ministry.page().typed("revision"),
            "csrf_token": ministry.desk.browser.token(ministry.here),
        },
        follow_redirects=False,
    )
    assert answer.headers["location"] == f"{ministry.here}?page=1#link-0"
    assert cards(ministry.page())[0] == " ".join("".join(second.xpath("h3")[0].itertext()).split())


def test_an_officer_says_what_belongs_together_and_takes_it_back(ministry: Ministry) -> None:
    link = ministry.link("3-moddaning birinchi qismi")
    page = ministry.change(link, ["art_3__para_1"], ["art_3__para_1", "art_4__para_1"])
    assert page.notice == "Your decision has been saved."
    decided = ministry.page("?show=decided")
    assert cards(decided) == [
        "3-moddaning birinchi qismi → became 3-moddaning birinchi qismi + 4-moddaning birinchi qismi"
    ]
    assert "Divided" in decided.text
    assert "Changed by an officer" in decided.text
    undo = decided.tree.xpath("//button[starts-with(@value, 'undo')]/@value")[0]
    page = ministry.desk.browser.post(
        f"{ministry.here}?show=decided", {"do": undo, "revision": decided.typed("revision")}
    )
    assert (page.notice, cards(page)) == ("The decision has been taken back.", [])


def test_a_clause_that_is_not_on_the_page_is_looked_for(ministry: Ministry) -> None:
    link = ministry.link("4-modda. Roʻyxat")
    page = ministry.change(link, ["art_4"], ["art_6"], do="find", find="nodir kitoblar")
    boxes = {box.get("value"): box.get("checked") for box in page.tree.xpath("//input[@name='new']")}
    assert (boxes["art_5"], boxes["art_6"]) == (None, "checked")
    assert page.typed("find") == "nodir kitoblar"


def test_what_cannot_be_is_said_and_the_ticks_are_kept(ministry: Ministry) -> None:
    link = ministry.link("3-moddaning birinchi qismi")
    ticked = ["art_3__para_1", "art_4__para_1"]
    page = ministry.change(link, ticked, ticked, status=409)
    assert page.problems == ["Choose several clauses on one side only: a clause is either divided or joined."]
    assert page.tree.xpath("//input[@checked]/@value") == ticked * 2
    assert ministry.change(link, [], [], status=409).problems == ["Choose at least one clause."]
    assert ministry.do("burn 0 x", status=404).title
    assert ministry.do("confirm 0 0123456789abcdef", status=409).problems == [
        "Somebody else has decided about this clause meanwhile. Look at it again before you go on."
    ]
    assert ministry.do("certain", status=409, revision=7).problems == [
        "Somebody else has corrected this text meanwhile. Reload the page and look at it before you go on."
    ]


def test_open_links_block_the_publication_and_are_one_step_away(ministry: Ministry) -> None:
    page = ministry.desk.publish(1, status=409)
    assert [words for words in page.problems if "what became" in words] == page.problems
    draft = ministry.desk.browser.get("/desk/drafts/1")
    assert ministry.here in draft.links()
    ministry.decide_everything()
    assert "Say what became" not in ministry.desk.browser.get("/desk/drafts/1").text
    assert ministry.publish().notice == "The version is published and its discussion set."


def test_only_the_authoritys_officers_see_the_pages(ministry: Ministry, visitor: Warden, citizen: Warden) -> None:
    link = ministry.link("3-moddaning birinchi qismi")
    for path in (ministry.here, link):
        assert visitor.client.get(path).status_code == 403
        assert citizen.get(path, status=403).title == "You cannot do this"
    assert ministry.desk.browser.get(f"{ministry.here}/0123456789abcdef", status=404).title == "Page not found"


def test_a_first_version_has_nothing_to_compare(ministry: Ministry) -> None:
    ministry.desk.browser.post("/desk/new", files=act(*FIRST))
    assert ministry.desk.browser.get("/desk/drafts/2/lineage", status=409).title == "This is not possible now"


# --- the public ------------------------------------------------------------------------------------------------------


@pytest.fixture
def published(ministry: Ministry) -> Ministry:
    """The same draft, its second version published with a confirmed lineage."""
    ministry.decide_everything()
    ministry.publish()
    return ministry


def clause(ordinal: int, eid: str) -> str:
    return f"/drafts/1/versions/{ordinal}/clauses/{eid}"


def section(page: Page, name: str) -> str:
    """What a section says."""
    found = page.tree.xpath(f"//section[@aria-labelledby='{name}']")
    return " ".join("".join(found[0].itertext()).split()) if found else ""


def test_a_clause_leads_to_what_was_said_of_its_earlier_version(published: Ministry, visitor: Warden) -> None:
    for eid, old, said in (
        ("art_2__para_1", "art_2__para_1", "Uyga olish ham bepul boʻlsin."),
        ("art_3__para_1", "art_3__para_1", "Yerni kim ajratadi?"),
        ("art_4__para_1", "art_3__para_1", "Yerni kim ajratadi?"),
    ):
        page = visitor.get(clause(2, eid))
        words = section(page, "earlier")
        assert "Said of version 1:" in words
        assert said in words
        assert f"{clause(1, old)}#comments" in page.links()
    assert section(visitor.get(clause(2, "art_6__para_1")), "earlier") == ""
    assert section(visitor.get(clause(2, "art_5__para_1")), "earlier") == ""


def test_an_old_clause_says_what_became_of_it(published: Ministry, visitor: Warden) -> None:
    moved = visitor.get(clause(1, "art_3__para_1"))
    assert "In version 2 it was divided: 3-moddaning birinchi qismi, 4-moddaning birinchi qismi" in section(
        moved, "became"
    )
    assert clause(2, "art_4__para_1") in moved.links()
    gone = visitor.get(clause(1, "art_4__para_1"))
    assert "In version 2 it was removed." in section(gone, "became")
    assert "Roʻyxat kimga koʻrinadi?" in gone.text
    assert section(visitor.get(clause(2, "art_1__para_1")), "became") == ""


def test_votes_stay_with_their_version(published: Ministry, visitor: Warden, sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        first = versions.published_version(session, 1, 1)
        clause_of(session, first, "art_1__para_1").support_count = 5
    words = section(visitor.get(clause(2, "art_1__para_1")), "earlier")
    assert "0 comments, 5 for, 0 against" in words


def test_two_versions_are_compared_clause_by_clause(published: Ministry, visitor: Warden) -> None:
    page = visitor.get("/drafts/1/compare/1/2")
    assert page.title == "What changed from version 1 to version 2"
    numbers = [" ".join("".join(each.itertext()).split()) for each in page.tree.xpath("//ul[@class='numbers']/li")]
    assert numbers == ["Unchanged 8", "Reworded 1", "Divided 1", "Removed 2", "New 3"]
    changes = [
        (str(each.get("id")), str(each.get("class")).rpartition("--")[2]) for each in page.tree.xpath("//article")
    ]
    assert changes == [
        ("art_2__para_1", "reworded"),
        ("art_3__para_1", "split"),
        ("removed-art_4", "removed"),
        ("removed-art_4__para_1", "removed"),
        ("art_4", "new"),
        ("art_6", "new"),
        ("art_6__para_1", "new"),
    ]
    assert [" ".join("".join(each.itertext()).split()) for each in page.tree.xpath("//article[1]//ins")] == [
        "put in: , uni uyga olish ham end of what is put in"
    ]
    folded = page.tree.xpath("//details[@class='unchanged']/summary")
    assert sum(int("".join(each.itertext()).split()[0]) for each in folded) == 8
    assert page.tree.xpath("//details[@class='unchanged']//li[@id='art_5']") != []
    assert clause(1, "art_4__para_1") in page.links()
    assert clause(2, "art_4__para_1") in page.links()


def test_comments_whose_clause_is_gone_are_listed(published: Ministry, visitor: Warden) -> None:
    page = visitor.get("/drafts/1/compare/1/2")
    assert "1 comment is about a clause that is gone" in page.text
    assert "Comment 3: Roʻyxat kimga koʻrinadi?" in page.text
    assert "/drafts/1/comments/3" in page.links()
    comment = visitor.get("/drafts/1/comments/3").text
    assert "4-moddaning birinchi qismi (version 1)" in comment
    assert "Roʻyxat kimga koʻrinadi?" in comment


def test_the_draft_and_its_versions_lead_to_the_comparison(published: Ministry, visitor: Warden) -> None:
    for path in ("/drafts/1", "/drafts/1/versions/1"):
        assert "/drafts/1/compare/1/2" in visitor.get(path).links()
    assert visitor.client.get("/drafts/1/compare").url.path == "/drafts/1/compare/1/2"
    assert visitor.client.get("/drafts/1/compare?older=2&newer=1").url.path == "/drafts/1/compare/1/2"
    answer = visitor.client.get("/drafts/1/compare/1/2?clause=art_6", follow_redirects=False)
    assert answer.headers["location"] == "/drafts/1/compare/1/2#art_6"
    answer = visitor.client.get("/drafts/1/compare/1/2?was=art_4", follow_redirects=False)
    assert answer.headers["location"] == "/drafts/1/compare/1/2#removed-art_4"


def test_only_published_versions_are_compared(ministry: Ministry, visitor: Warden) -> None:
    for path in ("/drafts/1/compare/1/2", "/drafts/1/compare", "/drafts/1/compare/1/1", "/drafts/7/compare/1/2"):
        assert visitor.get(path, status=404).title == "Page not found"


def test_the_comparison_is_kept_until_something_is_said(published: Ministry, visitor: Warden) -> None:
    first = visitor.client.get("/drafts/1/compare/1/2")
    again = visitor.client.get("/drafts/1/compare/1/2", headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)


def test_comments_are_narrowed_to_a_clause_whatever_its_place_was(published: Ministry, visitor: Warden) -> None:
    page = visitor.get("/drafts/1/comments?clause=art_3__para_1")
    assert "Yerni kim ajratadi?" in page.text
    assert "Uyga olish" not in page.text


def test_lineages_are_put_together_over_several_versions(sqlite_database: Database, visitor: Warden) -> None:
    steps = (
        (Link(LineageKind.SAME, ("art_1",), ("art_1",), 1.0), Link(LineageKind.REWORDED, ("art_2",), ("art_2",), 0.7)),
        (Link(LineageKind.REMOVED, ("art_1",), (), 0.0), Link(LineageKind.MOVED, ("art_2",), ("art_1",), 1.0)),
    )
    with sqlite_database.write() as session:
        authority = make_authority(session)
        draft = make_draft(session, authority, make_officer(session, authority))
        texts = (("Birinchi.", "Ikkinchi."), ("Birinchi.", "Ikkinchi, tuzatilgan."), ("Ikkinchi, tuzatilgan.",))
        made = [make_version(session, draft, each, ordinal=at) for at, each in enumerate(texts, 1)]
        rounds = [make_round(session, draft, each, ordinal=each.ordinal) for each in made]
        make_comment(
            session, rounds[0], make_account(session), "Tushunarsiz.", clause=clause_of(session, made[0], "art_2")
        )
        for before, after, links in zip(made, made[1:], steps, strict=False):
            ids = (versions.clause_ids(session, each.id) for each in (before, after))
            lineage.publish(session, after.id, links, *ids)
    page = visitor.get("/drafts/1/compare/1/3")
    assert [(each.get("id"), each.get("class")) for each in page.tree.xpath("//article")] == [
        ("removed-art_1", "change change--removed"),
        ("art_1", "change change--moved"),
    ]
    assert [str(each) for each in page.tree.xpath("//select[@name='older']/option/@value")] == ["1", "2", "3"]
    said = section(visitor.get(clause(3, "art_1")), "earlier")
    assert "Said of version 1:" in said
    assert "Tushunarsiz." in said
    became = section(visitor.get(clause(1, "art_2")), "became")
    assert "In version 2 it was reworded: 2-modda. 2-sarlavha. See what changed" in became
    assert "In version 3 it was moved: 1-modda. 1-sarlavha" in became

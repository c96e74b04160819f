"""Reading through the pages: the list, a draft, its versions, its clauses; what is kept is never shown to the wrong person."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, update
from sqlmodel import col

from consultation.core.text import search_text
from consultation.core.vocabulary import (
    AttachmentKind,
    ClauseKind,
    Language,
    Locale,
    Outcome,
    Position,
    RejectionReason,
    VoteTarget,
    VoteValue,
)
from consultation.store import counters
from consultation.store.database import Database
from consultation.store.tables import Attachment, Comment, Draft, Round, RoundExtension, StoredClause, Version
from tests.factories import (
    CLOSES,
    NOW,
    OPENED,
    clause_of,
    make_account,
    make_authority,
    make_comment,
    make_draft,
    make_officer,
    make_round,
    make_version,
)
from tests.web.conftest import TestClock
from tests.web.warden import Warden

DRAFT = "/drafts/1"
CLAUSE = "/drafts/1/versions/1/clauses/art_1"
TITLE = "Kutubxonalar toʻgʻrisida"


@dataclass
class Stage:
    """An open draft of two articles, as an officer has left it; changes are committed at once."""

    database: Database
    draft_id: int
    version_id: int
    round_id: int
    authority_id: int
    officer_id: int

    def change(self, table: type[object] = Draft, **values: Any) -> None:  # noqa: ANN401 - whatever a test says
        with self.database.write() as session:
            session.execute(update(table).values(**values))
            counters.touch(session, self.draft_id)

    def comment(self, text: str, eid: str = "art_1", **more: Any) -> None:  # noqa: ANN401 - whatever a test says
        with self.database.write() as session:
            clause = clause_of(session, session.get_one(Version, self.version_id), eid)
            author = make_account(session, f"a{abs(hash(text))}@example.org")
            make_comment(session, session.get_one(Round, self.round_id), author, text, clause=clause, **more)

    def vote(self, value: VoteValue) -> None:
        with self.database.write() as session:
            clause = clause_of(session, session.get_one(Version, self.version_id))
            about: dict[str, Any] = {"draft_id": self.draft_id, "target": VoteTarget.CLAUSE, "target_id": clause.id}
            counters.count_vote(session, **about, old=None, new=value)

    def clauses(self, *rows: dict[str, Any]) -> None:
        """Put these in the place of the two articles."""
        with self.database.write() as session:
            session.query(StoredClause).delete()
            for position, row in enumerate(rows, start=1):
                eid = str(row["eid"])
                parent = eid.rpartition("__")[0] or None
                place = {"position": position, "wid": eid, "parent_eid": parent, "depth": eid.count("__")}
                common = {"version_id": self.version_id, "language": Language.UZ_LATN, "kind": ClauseKind.ARTICLE}
                session.add(StoredClause(**{**common, **place, **row}))

    def more_drafts(self, number: int) -> None:
        with self.database.write() as session:
            for place in range(number):
                first = session.get_one(Draft, self.draft_id)
                authority, officer = first.authority_id, first.created_by
                draft = Draft(
                    authority_id=authority,
                    created_by=officer,
                    act_kind=first.act_kind,
                    language=first.language,
                    topic=first.topic,
                    title=f"Qonun {place}",
                    created_at=OPENED,
                    search_text=search_text(f"Qonun {place}", "Adliya vazirligi"),
                )
                session.add(draft)
                session.flush()
                make_round(session, draft, make_version(session, draft))


@pytest.fixture
def stage(sqlite_database: Database) -> Stage:
    with sqlite_database.write() as session:
        authority = make_authority(session)
        officer = make_officer(session, authority)
        draft = make_draft(session, authority, officer)
        version = make_version(session, draft)
        round_ = make_round(session, draft, version)
        draft.search_text = search_text(draft.title, *authority.names.values())
        return Stage(sqlite_database, draft.id, version.id, round_.id, authority.id, officer.id)


@contextmanager
def counted(database: Database) -> Iterator[Callable[[], int]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield lambda: len(seen)
    event.remove(database.engine, "before_cursor_execute", note)


# --- the list --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", Locale)
def test_every_page_for_readers_can_be_read_in_every_language(stage: Stage, visitor: Warden, locale: Locale) -> None:
    stage.comment("Bu modda aniqroq yozilsin.")
    for path in ("/", "/?q=kutubxona", "/?q=zzz", DRAFT, f"{DRAFT}/versions/1", CLAUSE, f"{DRAFT}/moderation"):
        page = visitor.get(f"{path}{'&' if '?' in path else '?'}lang={locale.value}")
        assert page.tree.get("lang") == locale.value


def test_an_empty_site_says_so(visitor: Warden) -> None:
    assert "No draft has been published yet." in visitor.get("/").text


def test_a_card_says_what_one_needs_to_know(stage: Stage, visitor: Warden) -> None:
    stage.comment("Bu modda aniqroq yozilsin.")
    page = visitor.get("/")
    (card,) = page.tree.xpath("//li[contains(@class, 'draft-card')]")
    words = " ".join("".join(card.itertext()).split())
    assert words == (
        f"Open for comments Law {TITLE} Ministry of Justice 12 days left, until 5 December 2026, 11:00 1 comment No. 1"
    )
    assert card.xpath(".//h2/a/@href") == [DRAFT]


@pytest.mark.parametrize("words", ["кутубхона", "kutubxona", "KUTUBXONALAR TO'G'RI", "1", "Адлия"])
def test_the_search_is_blind_to_scripts_and_marks_what_it_found(stage: Stage, visitor: Warden, words: str) -> None:
    page = visitor.get("/?" + f"q={words}".replace(" ", "+"))
    assert "1 draft found" in page.text
    assert page.typed("q") == words


def test_marks_stand_in_the_title(stage: Stage, visitor: Warden) -> None:
    assert visitor.get("/?q=кутубхона").tree.xpath("//h2//mark/text()") == ["Kutubxonalar"]


def test_words_that_stand_only_in_a_heading_of_the_text_are_shown_there(stage: Stage, visitor: Warden) -> None:
    stage.change(search_text=search_text(TITLE, "2-sarlavha"), summary="Boshqa gap.")
    page = visitor.get("/?q=сарлавҳа")
    assert page.tree.xpath("//p[contains(@class, 'draft-card__words')]//mark/text()") == ["sarlavha"]


def test_what_is_not_found_is_met_with_advice(stage: Stage, visitor: Warden) -> None:
    page = visitor.get("/?q=temiryoʻl&stage=closed")
    assert "No draft was found" in page.text
    assert "Take a filter away" in page.text
    assert "/" in page.links()


@pytest.mark.parametrize(
    "query",
    [
        "authority=abc",
        "authority=99999999999999999999",
        "kind=nothing",
        "since=2026-13-45",
        "until=9999-12-31",
        "until=0001-01-01",
        "page=0",
        "page=-5",
        "page=1000000",
        "sort=%00",
        "q=%00",
        "q=" + "a" * 500,
        "lang=xx",
    ],
)
def test_nonsense_in_the_address_breaks_nothing(stage: Stage, visitor: Warden, query: str) -> None:
    assert visitor.get(f"/?{query}").title == "Consultations"


def test_filters_narrow_and_keep_each_other(stage: Stage, visitor: Warden) -> None:
    stage.more_drafts(2)
    page = visitor.get("/?stage=open&kind=law")
    assert page.typed("kind") == "law"
    assert page.tree.xpath("//nav[@class='chips']//a[@aria-current]")[0].get("href") == "/?kind=law&stage=open"
    options = page.tree.xpath("//select[@name='kind']/option/text()")
    assert options == ["All kinds", "Law (3)"]
    assert "No draft was found" in visitor.get("/?kind=code").text
    assert "3 drafts found" in visitor.get("/?since=2026-11-20&until=2026-11-20").text
    assert "No draft was found" in visitor.get("/?until=2026-11-19").text


def test_a_long_list_has_pages(stage: Stage, visitor: Warden) -> None:
    stage.more_drafts(24)
    first, second = visitor.get("/?sort=newest"), visitor.get("/?sort=newest&page=99")  # the last one there is
    cards = "//li[contains(@class, 'draft-card')]//h2/a/@href"
    seen = [*first.tree.xpath(cards), *second.tree.xpath(cards)]
    assert seen == [f"/drafts/{number}" for number in range(25, 0, -1)]


@pytest.mark.parametrize("more", [0, 2])
@pytest.mark.parametrize(("path", "queries"), [("/", 3), ("/?q=adliya", 4)])
def test_the_list_takes_the_same_queries_for_one_draft_and_for_three(
    stage: Stage, visitor: Warden, more: int, path: str, queries: int
) -> None:
    stage.more_drafts(more)
    with counted(stage.database) as count:
        page = visitor.get(path)
    assert len(page.tree.xpath("//li[contains(@class, 'draft-card')]")) == 1 + more
    assert count() == queries


# --- a draft -----------------------------------------------------------------------------------------------------------


def test_a_draft_says_where_it_stands_and_what_it_is(stage: Stage, visitor: Warden) -> None:
    stage.change(summary="Qisqa bayon.\n\nIkkinchi gap.")
    page = visitor.get(DRAFT)
    assert page.title == TITLE
    for words in (
        "12 days left Comments are taken until 5 December 2026, 11:00, Tashkent time.",
        "Qisqa bayon. Ikkinchi gap.",
        "Resolution of the Cabinet of Ministers No. 328 of 2 December 2014: not less than 15 days.",
        "20 November 2026, 11:00 – 5 December 2026, 11:00, Tashkent time",
        "Comments are checked before they are published",
        "1-modda. 1-sarlavha Birinchi modda matni.",
    ):
        assert words in page.text
    assert {"/about/counting", f"{DRAFT}/comments/new", f"{DRAFT}/versions/1/file", "/drafts/1#art_2", CLAUSE} <= set(
        page.links()
    )
    assert page.tree.xpath("//*[@id='art_1']/div/@lang") == ["uz-Latn"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"opens_at": NOW + timedelta(days=1)}, "Opens on 24 November 2026, 11:00"),
        ({"closes_at": NOW}, "The discussion has closed"),
        ({"closes_at": NOW, "reported_at": NOW}, "The report was published on 23 November 2026"),
        ({"outcome": Outcome.ADOPTED, "outcome_at": NOW, "outcome_note": "Qabul <i>qilindi</i>"}, "Qabul <i>qilindi</i>"),
        ({"outcome": Outcome.REJECTED, "outcome_at": NOW}, "The draft was rejected, 23 November 2026"),
        ({"withdrawn_at": NOW, "withdrawn_reason": "Qayta ishlanadi"}, "The authority withdrew this draft on 23 November 2026 Qayta ishlanadi"),
        ({"closes_at": NOW + timedelta(hours=1)}, "Closes today"),
        ({"closes_at": NOW + timedelta(days=1)}, "1 day left"),
    ],
)  # fmt: skip
def test_every_stage_is_explained(stage: Stage, visitor: Warden, values: dict[str, Any], words: str) -> None:
    stage.change(**values)
    page = visitor.get(DRAFT)
    assert words in page.text
    assert (f"{DRAFT}/comments/new" in page.links()) is ("today" in words or "left" in words)


def test_documents_extensions_and_versions_are_listed(stage: Stage, visitor: Warden) -> None:
    with stage.database.write() as session:
        blob = session.get_one(Version, stage.version_id).blob_sha256
        file: dict[str, Any] = {
            "draft_id": 1,
            "media_type": "application/pdf",
            "blob_sha256": blob,
            "added_at": NOW,
            "added_by": 1,
        }
        note = AttachmentKind.EXPLANATORY_NOTE
        session.add(Attachment(kind=note, title="Izoh <xat>", file_name="a.pdf", **file))
        session.add(Attachment(kind=note, title="Olingan", file_name="b.pdf", removed_at=NOW, **file))
        session.add(
            RoundExtension(
                round_id=stage.round_id,
                old_closes_at=CLOSES - timedelta(days=2),
                new_closes_at=CLOSES,
                reason="Koʻp taklif tushdi",
                made_at=NOW,
                made_by=stage.officer_id,
            )
        )
        counters.touch(session, 1)
    page = visitor.get(DRAFT)
    assert "Izoh <xat> Explanatory note, 1 KB" in page.text
    assert "Olingan" not in page.text
    assert "from 3 December 2026, 11:00 to 5 December 2026, 11:00. The reason: Koʻp taklif tushdi" in page.text


def test_an_older_version_stays_at_its_address_with_a_banner(stage: Stage, visitor: Warden) -> None:
    with stage.database.write() as session:
        draft = session.get_one(Draft, 1)
        make_version(session, draft, ["Yangi matn."], ordinal=2, published_at=NOW)
        counters.touch(session, 1)
    newest, older = visitor.get(DRAFT), visitor.get(f"{DRAFT}/versions/1")
    assert "Yangi matn." in newest.text
    assert f"{DRAFT}/versions/1" in newest.links()
    assert "You are reading version 1 of 2." in older.text
    assert "Birinchi modda matni." in older.text
    assert f"{DRAFT}/versions/1#art_2" in older.links()
    clause = visitor.get(CLAUSE)
    assert "This is a clause of version 1 of 2." in clause.text
    assert "This version is not discussed any more." in clause.text
    assert clause.tree.xpath("//form[@id='comment-form']") == []


@pytest.mark.parametrize(
    "path",
    [
        "/drafts/2",
        "/drafts/99999999999",
        "/drafts/1/versions/2",
        "/drafts/1/versions/1/clauses/art_9",
        "/drafts/1/versions/2/clauses/art_1",
        "/drafts/2/versions/1/clauses/art_1",
        "/drafts/2/moderation",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(stage: Stage, visitor: Warden, path: str) -> None:
    assert visitor.get(path, status=404).title == "Page not found"


def test_a_draft_in_preparation_is_not_shown(stage: Stage, visitor: Warden) -> None:
    stage.change(opens_at=None, closes_at=None)
    for path in (DRAFT, f"{DRAFT}/versions/1", CLAUSE, f"{DRAFT}/moderation"):
        visitor.get(path, status=404)


def test_words_of_the_act_are_only_words(stage: Stage, visitor: Warden) -> None:
    hostile = '<script>alert(1)</script> & "x" {{ 7 * 7 }} </div>'
    stage.clauses({"eid": "art_1", "num": "<b>1</b>", "heading": hostile, "text": hostile + "\n" + hostile})
    for path in (DRAFT, CLAUSE):
        page = visitor.get(path)
        assert page.text.count(hostile) >= 3


def test_tables_quotes_and_points_are_set_as_what_they_are(stage: Stage, visitor: Warden) -> None:
    stage.clauses(
        {"eid": "other_1", "kind": ClauseKind.OTHER, "text": "LOYIHA"},
        {"eid": "att_1", "kind": ClauseKind.ANNEX, "num": "1-ilova", "heading": "Nizom", "text": "Qarorga\n1-ilova"},
        {"eid": "att_1__point_1", "kind": ClauseKind.POINT, "num": "1.", "text": "Birinchi band."},
        {"eid": "att_1__table_1", "kind": ClauseKind.TABLE, "text": "№\tNomi\tMiqdori"},
        {"eid": "att_1__table_1__tr_1", "kind": ClauseKind.ROW, "num": "1.", "text": "Non\t80"},
        {"eid": "att_1__table_1__tr_2", "kind": ClauseKind.ROW, "num": "2.", "text": "Sut\nva qatiq\t150"},
        {"eid": "att_1__qstr_1", "kind": ClauseKind.QUOTED, "quoted": True, "text": "«yangi tahrir»", "language": Language.RU},
    )  # fmt: skip
    page = visitor.get(DRAFT)
    assert page.tree.xpath("//table[@class='act-table']//th/text()") == ["№", "Nomi", "Miqdori"]
    rows = page.tree.xpath("//table[@class='act-table']/tbody/tr")
    assert [[cell.text for cell in row.xpath("td")][:3] for row in rows] == [
        ["1.", "Non", "80"],
        ["2.", "Sut\nva qatiq", "150"],
    ]
    assert page.tree.xpath("//*[@id='att_1__qstr_1']/div/@lang") == ["ru"]
    assert page.tree.xpath("//*[@id='att_1']//h3/span/text()") == ["1-ilova"]
    row = visitor.get("/drafts/1/versions/1/clauses/att_1__table_1__tr_2")
    assert row.tree.xpath("//table[@class='act-table']//th/text()") == ["№", "Nomi", "Miqdori"]
    assert "Sut" in row.text
    table = visitor.get("/drafts/1/versions/1/clauses/att_1__table_1")
    assert "Non" in table.text


CODE: list[dict[str, Any]] = [
    row
    for chapter in range(1, 9)
    for row in (
        {"eid": f"chp_{chapter}", "kind": ClauseKind.CHAPTER, "num": f"{chapter}-bob.", "heading": "Qoidalar"},
        *(
            {"eid": f"chp_{chapter}__art_{chapter}{n:02}", "num": f"{chapter}{n:02}-modda.", "text": f"{chapter}{n:02} matn"}
            for n in range(1, 71)
        ),
    )
]  # fmt: skip


def test_a_code_is_read_by_pages_and_the_contents_lead_to_the_right_one(stage: Stage, visitor: Warden) -> None:
    stage.clauses(*CODE)
    first = visitor.get(DRAFT)
    assert "Page 1 of 3" in first.text
    contents = first.tree.xpath("//details[@class='toc']//a/@href")
    assert len(contents) == len(CODE)
    for place in (0, 150, 200, 400, len(CODE) - 1):
        path, _, anchor = contents[place].partition("#")
        assert len(visitor.get(path).tree.xpath(f"//*[@id='{anchor}']")) == 1
    second = visitor.get(f"{DRAFT}?page=2")
    assert second.tree.xpath("//h3[contains(@class, 'again')]/text()")[0].strip() == "3-bob. Qoidalar"
    assert second.title == TITLE
    everything = [
        eid
        for n in (1, 2, 3)
        for eid in visitor.get(f"{DRAFT}?page={n}").tree.xpath("//*[contains(@class, 'unit ')]/@id")
    ]
    assert everything == [row["eid"] for row in CODE]


@pytest.mark.parametrize(
    ("page", "shown"), [("0", 1), ("-1", 1), ("abc", 1), ("4", 3), ("9999", 3), ("10000", 1), ("²", 1)]
)
def test_a_page_that_is_not_there_is_the_nearest(stage: Stage, visitor: Warden, page: str, shown: int) -> None:
    stage.clauses(*CODE)
    assert f"Page {shown} of 3" in visitor.get(f"{DRAFT}?page={page}").text


# --- what is kept ---------------------------------------------------------------------------------------------------------


def test_what_people_say_is_on_the_page_at_once(stage: Stage, visitor: Warden) -> None:
    talk = f"//a[@href='{CLAUSE}']"
    words = [" ".join("".join(visitor.get(DRAFT).tree.xpath(talk)[0].itertext()).split())]
    stage.comment("Bir gap.")
    words.append(" ".join("".join(visitor.get(DRAFT).tree.xpath(talk)[0].itertext()).split()))
    stage.vote(VoteValue.SUPPORT)
    words.append(" ".join("".join(visitor.get(DRAFT).tree.xpath(talk)[0].itertext()).split()))
    assert words == ["Comment (1-modda.)", "1 comment (1-modda.)", "1 comment 1 for 0 against (1-modda.)"]


def test_time_alone_changes_the_page(stage: Stage, visitor: Warden, clock: TestClock) -> None:
    assert "12 days left" in visitor.get(DRAFT).text
    clock.forward(days=1)
    assert "11 days left" in visitor.get(DRAFT).text
    clock.now = CLOSES - timedelta(microseconds=1)
    assert "Closes today" in visitor.get(DRAFT).text
    clock.now = CLOSES
    assert "The discussion has closed" in visitor.get(DRAFT).text


def test_nobody_sees_the_page_that_was_made_for_somebody_else(
    stage: Stage, visitor: Warden, citizen: Warden, visitors: Callable[[], Warden]
) -> None:
    for _ in range(2):
        own = citizen.get(DRAFT)
        assert own.tree.xpath("//a[@href='/account']/text()") == ["citizen"]
        assert len(own.tree.xpath("//form[@action='/account/sign-out']")) == 1
        for other in (visitor, visitors()):
            page = other.get(DRAFT)
            assert page.tree.xpath("//a[@href='/account']") == []
            assert page.tree.xpath("//form[@method='post']") == []
    assert citizen.token(DRAFT) != citizen.token(DRAFT)


def test_a_sentence_after_a_form_is_shown_once_and_to_nobody_else(
    stage: Stage, visitor: Warden, citizen: Warden
) -> None:
    tag = citizen.get(DRAFT).response.headers["etag"]
    voted = citizen.post(f"{CLAUSE}/votes", {"value": "support", "back": DRAFT}, form_on=CLAUSE)
    assert (voted.response.url.path, voted.notice) == (DRAFT, "Your vote in support has been counted.")
    assert [visitor.get(DRAFT).notice, citizen.get(DRAFT).notice] == ["", ""]
    assert citizen.client.get(DRAFT, headers={"if-none-match": tag}).status_code == 200


def test_a_page_that_has_not_changed_is_not_sent_again(stage: Stage, visitor: Warden, citizen: Warden) -> None:
    tags = {}
    for name, browser, path in (
        ("visitor", visitor, DRAFT),
        ("citizen", citizen, DRAFT),
        ("russian", visitor, f"{DRAFT}?page=1"),
        ("version", visitor, f"{DRAFT}/versions/1"),
    ):
        tag = browser.get(path).response.headers["etag"]
        again = browser.client.get(path, headers={"if-none-match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        tags[name] = tag
    assert len(set(tags.values())) == 4
    assert visitor.client.get(DRAFT, headers={"if-none-match": tags["citizen"]}).status_code == 200
    stage.vote(VoteValue.OPPOSE)
    changed = visitor.client.get(DRAFT, headers={"if-none-match": tags["visitor"]})
    assert (changed.status_code, changed.headers["etag"] != tags["visitor"]) == (200, True)
    assert changed.headers["cache-control"] == "private, no-cache"


def test_the_packed_page_is_the_plain_page(stage: Stage, visitor: Warden) -> None:
    plain = visitor.client.get(DRAFT, headers={"accept-encoding": "identity"})
    with visitor.client.stream("GET", DRAFT, headers={"accept-encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())
    assert gzip.decompress(packed) == plain.content
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-length"] == str(len(packed))


def test_a_page_that_is_kept_costs_one_query(stage: Stage, visitor: Warden) -> None:
    visitor.get(DRAFT)
    with counted(stage.database) as count:
        visitor.get(DRAFT)
    assert count() == 1
    stage.vote(VoteValue.SUPPORT)
    with counted(stage.database) as count:
        visitor.get(DRAFT)
    assert count() == 5  # the draft, its counts, documents, extensions, versions


# --- a clause ----------------------------------------------------------------------------------------------------------------


def test_a_clause_has_its_words_its_place_its_address_and_its_citation(stage: Stage, visitor: Warden) -> None:
    stage.clauses(
        {"eid": "chp_1", "kind": ClauseKind.CHAPTER, "num": "1-bob.", "heading": "Umumiy qoidalar"},
        {"eid": "chp_1__art_1", "num": "1-modda.", "number": "1", "heading": "Maqsad", "text": "Birinchi gap."},
        {"eid": "chp_1__art_1__point_1", "kind": ClauseKind.POINT, "num": "1)", "number": "1", "text": "bir band;"},
        {"eid": "chp_1__art_1__point_2", "kind": ClauseKind.POINT, "num": "2)", "number": "2", "text": "ikki band."},
        {"eid": "chp_1__art_2", "num": "2-modda.", "number": "2", "heading": "Doira"},
    )
    clauses = "/drafts/1/versions/1/clauses/"
    article = visitor.get(f"{clauses}chp_1__art_1")
    assert article.title == "1-modda. Maqsad"
    assert "Birinchi gap." in article.text
    assert {f"{clauses}chp_1__art_1__point_1", f"{clauses}chp_1__art_2", "/drafts/1#chp_1__art_1"} <= set(
        article.links()
    )
    point = visitor.get(f"{clauses}chp_1__art_1__point_2")
    assert point.title == "1-moddaning 2-bandi"  # "2)" would name every second point of the act
    assert point.tree.xpath("string(//a[@rel='prev'])").split() == ["←", "1)", "bir", "band;"]
    above = point.tree.xpath("//nav[contains(@class, 'breadcrumbs')]//a/text()")
    assert above == ["Consultations", TITLE, "1-bob. Umumiy qoidalar", "1-modda. Maqsad"]
    assert "1-moddaning 2-bandi" in point.text
    assert f"http://testserver.local{clauses}chp_1__art_1__point_2" in point.text
    assert point.tree.xpath("//a[@rel='prev']/@href") == [f"{clauses}chp_1__art_1__point_1"]
    assert point.tree.xpath("//a[@rel='next']") == []
    assert "This unit is a heading without words of its own." in visitor.get(f"{clauses}chp_1__art_2").text


def test_comments_on_a_clause_are_sorted_and_narrowed(stage: Stage, visitor: Warden) -> None:
    stage.comment("Eng eski gap.", position=Position.SUPPORT)
    stage.comment("Oʻrtancha gap.", position=Position.OPPOSE)
    stage.comment("Eng yangi gap.", position=Position.OPPOSE)
    stage.comment("Boshqa modda haqida.", eid="art_2")
    with stage.database.write() as session:
        session.execute(update(Comment).where(col(Comment.number) == 2).values(support_count=5, reply_count=0))
        session.execute(update(Comment).where(col(Comment.number) == 1).values(reply_count=3))

    def numbers(query: str) -> list[str]:
        found = visitor.get(f"{CLAUSE}?{query}").tree.xpath("//article/@id")
        return [str(each).removeprefix("comment-") for each in found]

    assert numbers("") == ["3", "2", "1"]
    assert numbers("sort=supported")[0] == "2"
    assert numbers("sort=discussed")[0] == "1"
    assert numbers("position=support") == ["1"]
    assert numbers("position=amend") == []
    assert numbers("position=nonsense&sort=nonsense&page=nonsense") == ["3", "2", "1"]
    assert numbers("page=77") == ["3", "2", "1"]


def test_a_citizen_comments_and_votes_from_the_page_of_the_clause(stage: Stage, citizen: Warden) -> None:
    page = citizen.get(CLAUSE)
    (form,) = page.tree.xpath("//form[@id='comment-form']")
    assert form.get("action") == f"{CLAUSE}/comments"
    assert page.typed("wording") == "Birinchi modda matni."
    citizen.post(f"{CLAUSE}/votes", {"value": "support", "back": CLAUSE}, form_on=CLAUSE)
    voted = citizen.get(CLAUSE)
    assert voted.tree.xpath("//button[@aria-pressed='true']/@value") == ["support"]
    sent = citizen.post(f"{CLAUSE}/comments", {"text": "Muddat oʻttiz kun boʻlsin."}, form_on=CLAUSE)
    assert sent.title == "Your comment has been received"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"closes_at": NOW}, "The discussion has closed."),
        ({"opens_at": NOW + timedelta(days=1)}, "The discussion opens on 24 November 2026, 11:00."),
    ],
)
def test_outside_of_the_discussion_there_is_no_form(
    stage: Stage, visitor: Warden, values: dict[str, Any], words: str
) -> None:
    stage.change(**values)
    page = visitor.get(CLAUSE)
    assert words in page.text
    assert page.tree.xpath("//form[@id='comment-form']") == []


# --- beside -------------------------------------------------------------------------------------------------------------------


def test_moderation_is_told_in_numbers(stage: Stage, visitor: Warden) -> None:
    stage.comment("Yaxshi.")
    stage.comment("Yomon.")
    with stage.database.write() as session:
        values = {"state": "rejected", "rejection_reason": RejectionReason.INSULT}
        session.execute(update(Comment).where(col(Comment.number) == 2).values(**values))
    page = visitor.get(f"{DRAFT}/moderation")
    assert "Published 1 Waiting for a moderator 0 Not published 1" in page.text
    assert "Insult or abuse 1" in page.text
    assert "Yomon" not in page.text


def test_the_server_says_that_it_answers(visitor: Warden) -> None:
    answer = visitor.client.get("/healthz")
    assert (answer.status_code, answer.text, answer.headers["content-type"]) == (
        200,
        "ok\n",
        "text/plain; charset=utf-8",
    )


def test_an_act_leads_from_its_references_to_its_own_clauses(stage: Stage, visitor: Warden) -> None:
    words = "<b> ushbu Qonunning 2-moddasida aytilgan, ushbu Qonunning 9-moddasida emas."
    stage.clauses(
        {"eid": "art_1", "num": "1-modda.", "number": "1", "text": words},
        {"eid": "art_2", "num": "2-modda.", "number": "2", "text": "Ushbu Qonunning 2-moddasi shu oʻzi."},
        {"eid": "art_2__qstr_1", "kind": ClauseKind.QUOTED, "quoted": True, "text": "ushbu Qonunning 1-moddasi"},
    )
    here = "/drafts/1/versions/1/clauses"
    link = f'<a class="govuk-link" href="{here}/art_2">ushbu Qonunning 2-moddasida</a>'
    said = f"<p>&lt;b&gt; {link} aytilgan, ushbu Qonunning 9-moddasida emas.</p>"
    assert said in visitor.get(DRAFT).html
    assert said in visitor.get(f"{here}/art_1").html
    second = visitor.get(f"{here}/art_2").html
    assert "<p>Ushbu Qonunning 2-moddasi shu oʻzi.</p>" in second
    assert "<p>ushbu Qonunning 1-moddasi</p>" in second


def test_words_lead_to_acts_only_where_the_text_or_its_file_gives_the_address(stage: Stage, visitor: Warden) -> None:
    stage.change(
        Version, links={"Mehnat <kodeksi>": "https://lex.uz/docs/-1", "Kodeks": "https://evil.example/docs/-1"}
    )
    words = "Mehnat <kodeksi>, Kodeks; ushbu Qonunning 2-moddasi, lex.uz/docs/-2."
    stage.clauses(
        {"eid": "art_1", "num": "1-modda.", "number": "1", "text": words},
        {"eid": "art_2", "num": "2-modda.", "number": "2", "text": "Matn."},
    )
    here = "/drafts/1/versions/1/clauses"

    def outside(href: str, said: str) -> str:
        heard = '<span class="govuk-visually-hidden"> (on lex.uz, another site)</span>'
        return f'<a class="govuk-link" href="{href}" rel="noopener">{said}{heard}</a>'

    said = (
        f"<p>{outside('https://lex.uz/docs/-1', 'Mehnat &lt;kodeksi&gt;')}, Kodeks; "
        f'<a class="govuk-link" href="{here}/art_2">ushbu Qonunning 2-moddasi</a>, '
        f"{outside('https://lex.uz/docs/-2', 'lex.uz/docs/-2')}.</p>"
    )
    assert said in visitor.get(f"{DRAFT}?lang=en").html
    assert said in visitor.get(f"{here}/art_1?lang=en").html

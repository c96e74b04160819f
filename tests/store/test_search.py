"""The list of consultations on both databases: words in every script, filters with counts, order, a fixed number of queries."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from consultation.core.stage import Milestones, stage_of
from consultation.core.text import search_text
from consultation.core.vocabulary import ActKind, Language, Outcome, Stage, Topic
from consultation.store.columns import LARGEST_ID
from consultation.store.search import Sort, Wanted, find_drafts, headings_of, stage_column
from consultation.store.tables import Account, Authority, Draft
from tests.factories import CLOSES, NOW, OPENED, make_authority, make_draft, make_officer, make_round, make_version

DAY = timedelta(days=1)


class Shelf:
    """Drafts of one authority, made by title."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.authority: Authority = make_authority(session)
        self.officer: Account = make_officer(session, self.authority)

    def add(self, title: str, **changes: Any) -> Draft:  # noqa: ANN401 - whatever a test says
        draft = make_draft(self.session, self.authority, self.officer, title=title)
        draft.opens_at, draft.closes_at = OPENED, CLOSES
        draft.search_text = search_text(title, *self.authority.names.values())
        for name, value in changes.items():
            setattr(draft, name, value)
        self.session.flush()
        return draft

    def titles(self, words: str = "", sort: Sort = Sort.FITTING, **wanted: Any) -> list[str]:  # noqa: ANN401 - whatever a test says
        asked = Wanted(words, **wanted)
        found = find_drafts(self.session, asked, sort, NOW, limit=50, offset=0)
        assert found.total == len(found.rows)
        return [row.title for row in found.rows]


@pytest.fixture
def shelf(session: Session) -> Shelf:
    return Shelf(session)


LIBRARIES = "Ommaviy kutubxonalar va oʻquvchilar toʻgʻrisida"
MEALS = "Ўқувчиларнинг бепул иссиқ овқатланиши тўғрисида"
ROADS = "Об обеспечении безопасности дорожного движения"
TREES = "Nókis qalasında jasıl aymaqlardı kóbeytiw haqqında"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kutubxona", [LIBRARIES]),
        ("кутубхона", [LIBRARIES]),
        ("KUTUBXONALAR", [LIBRARIES]),
        ("o'quvchi", [MEALS, LIBRARIES]),
        ("o‘quvchi", [MEALS, LIBRARIES]),
        ("oquvchi", [MEALS, LIBRARIES]),
        ("ўқувчи", [MEALS, LIBRARIES]),
        ("issiq ovqat", [MEALS]),
        ("ovqat issiq", [MEALS]),
        ("issiq kutubxona", []),
        ("безопасность", [ROADS]),
        ("безопасн", [ROADS]),
        ("bezopasn", [ROADS]),
        ("Нөкис", [TREES]),
        ("nokis jasil", [TREES]),
        ("Adliya vazirligi", [TREES, ROADS, MEALS, LIBRARIES]),
        ("адлия", [TREES, ROADS, MEALS, LIBRARIES]),
        ("ministry justice", [TREES, ROADS, MEALS, LIBRARIES]),
        ("tubxona", []),
        ('"; DROP TABLE draft; --', []),
        ('kutubxona" OR "issiq', []),
        ("kutubxona*", [LIBRARIES]),
        ("kutubxona:* & !x", []),
        ("'", []),
        ("—", []),
        ("а" * 5_000, []),
        ("x " * 5_000, []),
        ("图书馆", []),
    ],
)
def test_words_are_found_in_every_script_and_nothing_else_is(shelf: Shelf, words: str, found: list[str]) -> None:
    for title in (LIBRARIES, MEALS, ROADS, TREES):
        shelf.add(title)
    assert sorted(shelf.titles(words)) == sorted(found)


def test_a_draft_is_found_by_its_number_first(shelf: Shelf) -> None:
    first = shelf.add("Birinchi")
    shelf.add(f"{first.id}-son qaror haqida")
    assert shelf.titles(str(first.id)) == ["Birinchi", f"{first.id}-son qaror haqida"]
    assert shelf.titles(f"№ {first.id}")[0] == "Birinchi"
    assert shelf.titles(str(LARGEST_ID + 1)) == []


def test_changed_words_are_found_and_old_ones_are_not(shelf: Shelf) -> None:
    draft = shelf.add("Eski nom")
    draft.search_text = search_text("Yangi nom")
    shelf.session.flush()
    assert (shelf.titles("eski"), shelf.titles("yangi")) == ([], ["Eski nom"])


def test_drafts_in_preparation_are_nobodys_business(shelf: Shelf) -> None:
    shelf.add("Sirli", opens_at=None, closes_at=None)
    assert (shelf.titles(), shelf.titles("sirli")) == ([], [])


def test_open_ones_come_first_and_among_them_what_closes_soonest(shelf: Shelf) -> None:
    shelf.add("adopted", outcome=Outcome.ADOPTED, outcome_at=NOW, reported_at=NOW)
    shelf.add("reported", closes_at=NOW - DAY, reported_at=NOW)
    shelf.add("closed", closes_at=NOW)
    shelf.add("scheduled", opens_at=NOW + DAY)
    shelf.add("late", closes_at=NOW + 9 * DAY)
    shelf.add("soon", closes_at=NOW + DAY, comment_count=7)
    shelf.add("withdrawn", withdrawn_at=NOW, withdrawn_reason="x", opens_at=NOW + 2 * DAY)
    assert shelf.titles() == ["soon", "late", "scheduled", "closed", "reported", "withdrawn", "adopted"]
    assert shelf.titles(sort=Sort.CLOSING)[:3] == ["soon", "late", "withdrawn"]
    assert shelf.titles(sort=Sort.NEWEST)[:2] == ["withdrawn", "scheduled"]
    assert shelf.titles(sort=Sort.DISCUSSED)[0] == "soon"
    assert shelf.titles(stage=Stage.OPEN) == ["soon", "late"]
    assert shelf.titles(stage=Stage.WITHDRAWN) == ["withdrawn"]
    assert shelf.titles("soon", stage=Stage.CLOSED) == []


def test_each_filter_narrows(shelf: Shelf) -> None:
    shelf.add("law")
    shelf.add("order", act_kind=ActKind.DEPARTMENTAL, topic=Topic.HEALTH, opens_at=NOW - DAY)
    assert shelf.titles(act_kind=ActKind.DEPARTMENTAL) == ["order"]
    assert shelf.titles(topic=Topic.CULTURE) == ["law"]
    assert shelf.titles(authority_id=shelf.authority.id + 1) == []
    assert shelf.titles(opened_from=NOW - DAY) == ["order"]
    assert shelf.titles(opened_before=NOW - DAY) == ["law"]


def test_counts_say_what_each_value_would_give_with_the_other_filters(shelf: Shelf) -> None:
    shelf.add("a")
    shelf.add("b", act_kind=ActKind.CODE)
    shelf.add("c", act_kind=ActKind.CODE, topic=Topic.HEALTH, closes_at=NOW - DAY)
    wanted = Wanted(act_kind=ActKind.CODE, stage=Stage.OPEN)
    found = find_drafts(shelf.session, wanted, Sort.FITTING, NOW, limit=1, offset=0)
    assert found.total == 1
    assert dict(found.counts.act_kinds) == {ActKind.LAW: 1, ActKind.CODE: 1}
    assert dict(found.counts.stages) == {Stage.OPEN: 1, Stage.CLOSED: 1}
    assert dict(found.counts.topics) == {Topic.CULTURE: 1}
    assert dict(found.counts.authorities) == {shelf.authority.id: 1}


def test_pages_follow_each_other(shelf: Shelf) -> None:
    for number in range(5):
        shelf.add(f"d{number}")

    def page(offset: int) -> list[str]:
        found = find_drafts(shelf.session, Wanted(), Sort.NEWEST, NOW, limit=2, offset=offset)
        assert found.total == 5
        return [row.title for row in found.rows]

    assert (page(0), page(2), page(4), page(6)) == (["d4", "d3"], ["d2", "d1"], ["d0"], [])


@pytest.mark.parametrize("withdrawn", [None, NOW])
@pytest.mark.parametrize("outcome", [None, *Outcome])
@pytest.mark.parametrize("reported", [None, NOW])
def test_the_stage_in_sql_is_the_stage_of_the_house(
    shelf: Shelf, withdrawn: datetime | None, outcome: Outcome | None, reported: datetime | None
) -> None:
    tick = timedelta(microseconds=1)
    for opens, closes in ((-2, -1), (-1, 0), (0, 1), (1, 2)):
        opens_at, closes_at = NOW + opens * tick, NOW + closes * tick
        reason = withdrawn and "x"
        dates: dict[str, Any] = {
            "opens_at": opens_at,
            "closes_at": closes_at,
            "reported_at": reported,
            "outcome": outcome,
        }
        draft = shelf.add("x", **dates, withdrawn_at=withdrawn, withdrawn_reason=reason)
        in_sql = shelf.session.execute(select(stage_column(NOW)).where(Draft.id == draft.id)).scalar_one()  # type: ignore[arg-type] # a column
        assert Stage(in_sql) is stage_of(Milestones(opens_at, closes_at, reported, outcome, withdrawn), NOW)


def test_headings_are_those_of_the_newest_public_text(shelf: Shelf) -> None:
    draft = shelf.add("x")
    make_round(shelf.session, draft, make_version(shelf.session, draft))
    make_version(shelf.session, draft, ["bir"], ordinal=2)
    assert headings_of(shelf.session, [draft.id]) == {draft.id: ["1-sarlavha", "2-sarlavha"]}
    assert headings_of(shelf.session, []) == {}


@contextmanager
def counted(session: Session) -> Iterator[Callable[[], int]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", note)
    yield lambda: len(statements)
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("words", ["", "qonun"])
@pytest.mark.parametrize("drafts", [1, 3])
def test_the_list_takes_two_queries_however_long_it_is(shelf: Shelf, words: str, drafts: int) -> None:
    for number in range(drafts):
        shelf.add(f"Qonun {number}", language=Language.UZ_LATN)
    with counted(shelf.session) as queries:
        found = find_drafts(shelf.session, Wanted(words), Sort.FITTING, NOW, limit=20, offset=0)
    assert (len(found.rows), queries()) == (drafts, 2)

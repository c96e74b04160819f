"""What became of the clauses: proposed with a new text, decided by officers, kept over corrections, made public."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import drafts, lineage, proposing, versions
from consultation.actions.correcting import Correction
from consultation.actions.versions import Upload
from consultation.core.clause import Clause, outline
from consultation.core.errors import Blocked, NotFound, Refused, Stale
from consultation.core.lineage import Link
from consultation.core.policy import Actor
from consultation.core.settling import Settled
from consultation.core.vocabulary import ActKind, ClauseKind, Language, LineageKind
from consultation.ingest.reading import Ingested
from consultation.store import lineage as store
from consultation.store import recount
from consultation.store import versions as texts
from consultation.store.tables import AuditLine, LineageDecision, StoredClause, Version
from tests.factories import NOW, make_account, make_authority, make_officer, officer

LATER = datetime(2026, 12, 20, 6, tzinfo=UTC)
FIRST = (
    "Libraries are open to all people of the country.",
    "Reading in a library is free of charge for everybody.",
    "The state supports libraries with money and with books. Local councils support them with buildings and land.",
    "A library keeps a register of its readers and of the books they take home.",
    "Old books are kept in the national collection and are not lent.",
)
SECOND = (
    "Libraries are open to all people of the country.",
    "Reading in a library is free of charge for everybody, and so is borrowing.",
    "The state supports libraries with money and with books.",
    "Local councils support them with buildings and land.",
    "Old books are kept in the national collection and are not lent.",
    "Every school has a library of its own by the year 2030.",
)


def upload(*words: str) -> Upload:
    rows = (
        (0, Clause("", None, ClauseKind.ARTICLE, f"Article {place}.", str(place), None, each))
        for place, each in enumerate(words, 1)
    )
    read = Ingested("On libraries", ActKind.LAW, Language.EN, outline(rows).clauses, ())
    return Upload("act.docx", "\n".join(words).encode(), read)


@dataclass
class Desk:
    session: Session
    actor: Actor
    number: int

    @property
    def version(self) -> Version:
        found = texts.latest_version(self.session, self.number)
        assert found is not None
        return found

    def settled(self) -> tuple[Settled, ...]:
        return store.settled(self.session, self.version, store.pair_of(self.session, self.version))

    def of(self, side: str, eid: str) -> Settled:
        return next(each for each in self.settled() if eid in getattr(each.link, side))

    def ends(self) -> list[tuple[str, str, bool]]:
        """What belongs together, by article numbers, and whether it is open."""
        return [(_articles(each.link.old), _articles(each.link.new), each.is_open) for each in self.settled()]

    def confirm(self, *found: Settled, revision: int | None = None) -> int:
        at = self.version.revision if revision is None else revision
        keys = [each.key for each in found]
        return lineage.confirm(self.session, self.actor, self.number, keys, revision=at, now=LATER)

    def change(self, seen: Settled, old: str, new: str) -> Settled:
        ends = {"old": _eids(old), "new": _eids(new)}
        return lineage.change(
            self.session, self.actor, self.number, seen.key, **ends, revision=self.version.revision, now=LATER
        )

    def take_back(self, found: Settled) -> None:
        lineage.take_back(self.session, self.actor, self.number, found.key, revision=self.version.revision, now=LATER)

    def correct(self, act: str, eid: str, words: str = "") -> None:
        change = Correction(act, eid, words=words)
        versions.correct(self.session, self.actor, self.number, change, revision=self.version.revision, now=LATER)

    def again(self, *words: str) -> None:
        versions.add(self.session, self.actor, self.number, upload(*words), now=LATER)

    def decide_everything(self) -> None:
        """1 same, 2 reworded, 3 split into 3 and 4, 4 removed, 5 moved to 5, 6 new."""
        self.change(self.of("old", "art_3"), "3", "3 4")
        self.change(self.of("old", "art_5"), "5", "5")
        self.change(self.of("old", "art_2"), "2", "2")
        self.confirm(*(each for each in self.settled() if each.is_open))


def _eids(numbers: str) -> list[str]:
    return [f"art_{number}" for number in numbers.split()]


def _articles(eids: tuple[str, ...]) -> str:
    return " ".join(eid.removeprefix("art_") for eid in eids)


@pytest.fixture
def desk(session: Session) -> Desk:
    """A draft whose first version is public, and whose second has just been uploaded."""
    authority = make_authority(session)
    actor = officer(make_officer(session, authority), authority)
    draft = drafts.create(session, actor, authority_id=authority.id, upload=upload(*FIRST), now=NOW)
    found = Desk(session, actor, draft.id)
    found.version.published_at = NOW
    session.flush()
    found.again(*SECOND)
    return found


def test_a_first_version_has_no_lineage(session: Session) -> None:
    authority = make_authority(session)
    actor = officer(make_officer(session, authority), authority)
    draft = drafts.create(session, actor, authority_id=authority.id, upload=upload(*FIRST), now=NOW)
    version = texts.latest_version(session, draft.id)
    assert version is not None
    assert (store.proposal(session, version.id), version.open_links) == ([], 0)
    with pytest.raises(Blocked):
        lineage.confirm_certain(session, actor, draft.id, revision=version.revision, now=NOW)


def test_every_clause_of_both_versions_is_proposed_for_and_open(desk: Desk) -> None:
    links = [each.link for each in desk.settled()]
    assert sorted(eid for link in links for eid in link.old) == [f"art_{n}" for n in range(1, 6)]
    assert sorted(eid for link in links for eid in link.new) == [f"art_{n}" for n in range(1, 7)]
    assert desk.version.open_links == len(links)
    assert desk.of("new", "art_1").link == Link(LineageKind.SAME, ("art_1",), ("art_1",), 1.0, is_certain=True)
    assert desk.of("new", "art_6").link == Link(LineageKind.NEW, (), ("art_6",), 0.0)


def test_a_link_is_confirmed_once(desk: Desk) -> None:
    same = desk.of("new", "art_1")
    before = desk.version.open_links
    assert (desk.confirm(same), desk.version.open_links) == (1, before - 1)
    assert desk.of("new", "art_1").decision is not None
    with pytest.raises(Stale):
        desk.confirm(same)
    assert desk.confirm(desk.of("new", "art_1")) == 0


def test_all_certain_ones_are_confirmed_at_once(desk: Desk) -> None:
    certain = [each.link for each in desk.settled() if each.link.is_certain]
    assert certain
    confirmed = lineage.confirm_certain(
        desk.session, desk.actor, desk.number, revision=desk.version.revision, now=LATER
    )
    assert confirmed == len(certain)
    assert [each.link.new for each in desk.settled() if not each.is_open] == [link.new for link in certain]
    assert desk.version.open_links == len(desk.settled()) - len(certain)


def test_a_person_says_what_belongs_together(desk: Desk) -> None:
    desk.decide_everything()
    assert desk.ends() == [
        ("1", "1", False),
        ("2", "2", False),
        ("3", "3 4", False),
        ("4", "", False),
        ("5", "5", False),
        ("", "6", False),
    ]
    assert desk.version.open_links == 0


def test_another_decision_about_a_clause_replaces_the_first(desk: Desk) -> None:
    desk.change(desk.of("new", "art_6"), "4", "6")
    desk.change(desk.of("new", "art_6"), "", "6")
    assert [(old, new) for old, new, is_open in desk.ends() if not is_open] == [("", "6")]
    assert desk.of("old", "art_4").is_open
    assert desk.version.open_links == sum(each.is_open for each in desk.settled())


def test_a_decision_is_taken_back(desk: Desk) -> None:
    before = desk.settled()
    desk.take_back(desk.change(desk.of("old", "art_4"), "4", "6"))
    assert (desk.settled(), desk.version.open_links) == (before, len(before))
    with pytest.raises(Blocked):
        desk.take_back(before[0])


def test_a_clause_is_split_or_merged_but_not_both_and_has_to_exist(desk: Desk) -> None:
    seen = desk.of("new", "art_1")
    for old, new in (("1 2", "1 2"), ("", "")):
        with pytest.raises(Blocked):
            desk.change(seen, old, new)
    with pytest.raises(NotFound):
        desk.change(seen, "77", "1")
    with pytest.raises(Stale):
        lineage.change(desk.session, desk.actor, desk.number, seen.key, old=[], new=["art_1"], revision=77, now=LATER)


def test_only_officers_of_the_authority_decide(desk: Desk) -> None:
    other = make_authority(desk.session, "health")
    stranger = officer(make_officer(desk.session, other, "other@example.org"), other)
    outsider = Actor(account_id=make_account(desk.session).id, is_confirmed=True)
    key = desk.of("new", "art_1").key
    for actor in (stranger, outsider):
        with pytest.raises(Refused):
            lineage.confirm(desk.session, actor, desk.number, [key], revision=desk.version.revision, now=LATER)
        with pytest.raises(Refused):
            lineage.take_back(desk.session, actor, desk.number, key, revision=desk.version.revision, now=LATER)
    desk.version.published_at = LATER
    with pytest.raises(Refused):
        desk.confirm(desk.of("new", "art_1"))


def test_corrections_of_the_split_leave_decisions_about_other_clauses_alone(desk: Desk) -> None:
    desk.decide_everything()
    revision = desk.version.revision
    desk.correct("split", "art_2", words="and so is borrowing")
    assert [(old, new) for old, new, is_open in desk.ends() if not is_open] == [
        ("1", "1"), ("3", "3 4"), ("4", ""), ("5", "5"), ("", "6"),
    ]  # fmt: skip
    assert desk.version.open_links == sum(each.is_open for each in desk.settled()) > 0
    with pytest.raises(Stale):
        desk.confirm(desk.of("new", "art_2"), revision=revision)
    desk.correct("num", "art_6", words="7-modda.")
    decided = [(each.link.old, each.link.new) for each in desk.settled() if not each.is_open]
    assert decided[-1] == ((), ("art_7",))


def test_a_new_file_keeps_what_was_decided_about_clauses_that_still_stand(desk: Desk) -> None:
    desk.decide_everything()
    desk.again("A clause in front of all others, about words.", *SECOND[:2], SECOND[2] + " And more.", *SECOND[3:])
    assert [(old, new) for old, new, is_open in desk.ends() if not is_open] == [
        ("1", "2"), ("2", "3"), ("4", ""), ("5", "6"), ("", "7"),
    ]  # fmt: skip
    desk.again(*SECOND, FIRST[3])
    assert ("4", "", False) not in desk.ends()


def test_decisions_leave_audit_lines_and_say_whether_they_differ_from_the_proposal(desk: Desk) -> None:
    desk.confirm(desk.of("new", "art_1"))
    desk.take_back(desk.change(desk.of("new", "art_6"), "4", "6"))
    desk.change(desk.of("new", "art_6"), "", "6")
    lines = desk.session.execute(
        select(col(AuditLine.action), col(AuditLine.detail))
        .where(col(AuditLine.action).startswith("lineage."))
        .order_by(col(AuditLine.id))
    )
    assert [tuple(line) for line in lines] == [
        ("lineage.confirm", {"links": 1}),
        ("lineage.change", {"kind": "reworded", "old": ["art_4"], "new": ["art_6"]}),
        ("lineage.undo", {"kind": "reworded", "old": ["art_4"], "new": ["art_6"]}),
        ("lineage.change", {"kind": "new", "old": [], "new": ["art_6"]}),
    ]
    rows = desk.session.execute(select(LineageDecision).order_by(col(LineageDecision.id))).scalars()
    assert [(row.new, row.is_change, row.decided_by, row.decided_at) for row in rows] == [
        (["art_1"], False, desk.actor.id, LATER),
        (["art_6"], False, desk.actor.id, LATER),
    ]


def test_what_was_confirmed_is_published_and_gives_the_ids(desk: Desk) -> None:
    desk.change(desk.of("new", "art_2"), "2 4", "2")
    with pytest.raises(Blocked):
        proposing.publish(desk.session, desk.version)
    desk.decide_everything()
    desk.change(desk.of("old", "art_4"), "1 4", "1")
    proposing.publish(desk.session, desk.version)
    statement = select(col(StoredClause.eid), col(StoredClause.wid)).where(
        col(StoredClause.version_id) == desk.version.id
    )
    assert {row.eid: row.wid for row in desk.session.execute(statement)} == {
        "art_1": "art_1",
        "art_2": "art_2",
        "art_3": "art_3",
        "art_4": "v2-art_4",
        "art_5": "art_5",
        "art_6": "v2-art_6",
    }
    published = store.published_links(desk.session, desk.version.id)
    assert published == tuple(each.link for each in desk.settled())
    assert [(_articles(link.old), _articles(link.new)) for link in published] == [
        ("1 4", "1"), ("2", "2"), ("3", "3 4"), ("5", "5"), ("", "6"),
    ]  # fmt: skip


def test_a_version_without_a_whole_lineage_is_not_published(desk: Desk) -> None:
    store.replace_proposal(desk.session, desk.version.id, [])
    with pytest.raises(Blocked):
        proposing.publish(desk.session, desk.version)


def test_open_links_are_counted_again(desk: Desk) -> None:
    assert list(recount.differences(desk.session)) == []
    desk.version.open_links += 2
    desk.session.flush()
    (found,) = recount.differences(desk.session)
    assert (found.column, found.stored - found.counted) == ("open_links", 2)

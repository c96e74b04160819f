"""What the pages of moderators and administrators ask of both databases."""

from sqlalchemy.orm import Session

from consultation.core.vocabulary import CommentState, FlagReason, Language
from consultation.store import authorities, comments, flags, jobs, moderated, moderation, outbox
from consultation.store.moderation import Sieve
from tests import factories as make
from tests.factories import NOW


def test_what_surrounds_comments(session: Session) -> None:
    authority = make.make_authority(session)
    officer = make.make_officer(session, authority)
    draft = make.make_draft(session, authority, officer)
    version = make.make_version(session, draft)
    round_ = make.make_round(session, draft, version)
    second, first = make.clause_of(session, version, "art_2"), make.clause_of(session, version, "art_1")
    author = make.make_account(session)
    waits = make.make_comment(session, round_, author, clause=second, state=CommentState.PENDING)
    stands = make.make_comment(session, round_, author, clause=second)
    other = make.make_comment(session, round_, author, clause=first)
    other.decided_at = NOW
    flags.add(session, comment_id=stands.id, account_id=officer.id, reason=FlagReason.OTHER, note="", now=NOW)
    session.flush()
    ids = [waits.id, stands.id, other.id]

    assert [tuple(row) for row in moderated.spoken_clauses(session, draft.id)] == [
        (first.id, Language.UZ_LATN, 1, 0),
        (second.id, Language.UZ_LATN, 2, 1),
    ]
    assert [row.eid for row in moderated.clauses_of_version(session, version.id)] == ["art_1", "art_2"]
    assert {each: len(found) for each, found in moderated.open_flags(session, ids).items()} == {stands.id: 1}
    assert {each: (a.id, b.id) for each, (a, b) in moderated.grounds(session, ids).items()} == dict.fromkeys(
        ids, (draft.id, round_.id)
    )
    assert sorted(comments.of_ids(session, ids)) == ids
    assert moderation.queue_ids(session, Sieve(state=None), limit=2) == ids[:2]
    assert moderation.queue_ids(session, Sieve(state=None, unseen=True), limit=9) == [stands.id]


def test_what_waits_in_the_machinery(session: Session) -> None:
    account = make.make_account(session)
    assert tuple(outbox.waiting(session)) == (0, 0, None)
    outbox.enqueue(session, account_id=account.id, kind="comment_published", params={}, now=NOW)
    assert tuple(outbox.waiting(session)) == (1, 0, NOW)
    for kind in ("mail", "cluster"):
        jobs.enqueue(session, kind, {}, NOW)
    failed = jobs.pressing(session)[1]
    failed.failed_at = NOW
    session.flush()
    assert [job.kind for job in jobs.pressing(session)] == ["cluster", "mail"]
    assert (jobs.count_failed(session), jobs.count_open(session)) == (1, 1)


def test_authorities_with_their_officers_and_drafts(session: Session) -> None:
    justice, health = make.make_authority(session), make.make_authority(session, "health")
    officer = make.make_officer(session, justice)
    for _ in range(2):
        make.make_draft(session, justice, officer)
    assert [(row.slug, row.officers, row.drafts) for row in authorities.all_authorities(session)] == [
        ("health", 0, 0),
        ("justice", 1, 2),
    ]
    assert (authorities.is_taken(session, health.slug), authorities.is_taken(session, "none")) == (True, False)

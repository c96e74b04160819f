"""Rows for tests: explicit, flushed, no surprises. Every factory takes the session first and returns the row."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.policy import Actor
from consultation.core.vocabulary import (
    ActKind,
    Channel,
    ClauseKind,
    CommentState,
    Language,
    Locale,
    ModerationMode,
    Position,
    Role,
    Topic,
)
from consultation.store import counters
from consultation.store.tables import (
    Account,
    Authority,
    Blob,
    Comment,
    Draft,
    Membership,
    Round,
    StoredClause,
    Submission,
    Version,
)

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
OPENED = NOW - timedelta(days=3)
CLOSES = NOW + timedelta(days=12)


def make_authority(session: Session, slug: str = "justice") -> Authority:
    row = Authority(slug=slug, names={"uz-Latn": "Adliya vazirligi", "en": "Ministry of Justice"}, created_at=OPENED)
    session.add(row)
    session.flush()
    return row


def make_account(session: Session, email: str = "citizen@example.org", *, confirmed: bool = True) -> Account:
    row = Account(
        email=email,
        password_hash="unusable",
        name=email.partition("@")[0],
        locale=Locale.EN,  # so that what a test reads is the source, whatever the catalogues say
        created_at=OPENED,
        email_confirmed_at=OPENED if confirmed else None,
    )
    session.add(row)
    session.flush()
    return row


def make_officer(session: Session, authority: Authority, email: str = "officer@example.org") -> Account:
    account = make_account(session, email)
    session.add(Membership(account_id=account.id, role=Role.OFFICER, authority_id=authority.id, granted_at=OPENED))
    session.flush()
    return account


def make_moderator(session: Session, email: str = "moderator@example.org") -> Account:
    account = make_account(session, email)
    session.add(Membership(account_id=account.id, role=Role.MODERATOR, granted_at=OPENED))
    session.flush()
    return account


def citizen(account: Account) -> Actor:
    return Actor(account_id=account.id, name=account.name, is_confirmed=account.email_confirmed_at is not None)


def officer(account: Account, authority: Authority) -> Actor:
    return Actor(account_id=account.id, name=account.name, is_confirmed=True, officer_of=frozenset({authority.id}))


def moderator(account: Account) -> Actor:
    return Actor(account_id=account.id, name=account.name, is_confirmed=True, is_moderator=True)


def make_draft(
    session: Session,
    authority: Authority,
    created_by: Account,
    *,
    title: str = "Kutubxonalar toʻgʻrisida",
    act_kind: ActKind = ActKind.LAW,
    language: Language = Language.UZ_LATN,
    moderation_mode: ModerationMode = ModerationMode.PRE,
) -> Draft:
    row = Draft(
        authority_id=authority.id,
        act_kind=act_kind,
        language=language,
        topic=Topic.CULTURE,
        title=title,
        moderation_mode=moderation_mode,
        created_at=OPENED,
        created_by=created_by.id,
    )
    session.add(row)
    session.flush()
    return row


def make_version(
    session: Session,
    draft: Draft,
    texts: Sequence[str] = ("Birinchi modda matni.", "Ikkinchi modda matni."),
    *,
    ordinal: int = 1,
    published_at: datetime | None = None,
) -> Version:
    """A version whose clauses are articles 1, 2, … with these texts."""
    sha256 = f"{draft.id:032d}{ordinal:032d}"
    session.add(Blob(sha256=sha256, content=b"docx", size=4, created_at=OPENED))
    session.flush()
    version = Version(
        draft_id=draft.id,
        ordinal=ordinal,
        title=draft.title,
        language=draft.language,
        file_name="loyiha.docx",
        blob_sha256=sha256,
        uploaded_at=OPENED,
        uploaded_by=draft.created_by,
        published_at=published_at,
    )
    session.add(version)
    session.flush()
    for position, text in enumerate(texts, start=1):
        session.add(
            StoredClause(
                version_id=version.id,
                position=position,
                eid=f"art_{position}",
                wid=f"art_{position}",
                kind=ClauseKind.ARTICLE,
                num=f"{position}-modda.",
                number=str(position),
                heading=f"{position}-sarlavha",
                text=text,
                language=draft.language,
            )
        )
    session.flush()
    return version


def make_round(
    session: Session,
    draft: Draft,
    version: Version,
    *,
    opens_at: datetime = OPENED,
    closes_at: datetime = CLOSES,
    ordinal: int = 1,
) -> Round:
    row = Round(
        draft_id=draft.id,
        version_id=version.id,
        ordinal=ordinal,
        opens_at=opens_at,
        closes_at=closes_at,
        scheduled_at=opens_at,
        scheduled_by=draft.created_by,
    )
    session.add(row)
    version.published_at = version.published_at or opens_at
    draft.opens_at, draft.closes_at = opens_at, closes_at
    session.flush()
    return row


def clause_of(session: Session, version: Version, eid: str = "art_1") -> StoredClause:
    statement = select(StoredClause).where(col(StoredClause.version_id) == version.id, col(StoredClause.eid) == eid)
    return session.execute(statement).scalar_one()


def make_comment(
    session: Session,
    round_: Round,
    author: Account,
    text: str = "Bu modda aniqroq yozilsin.",
    *,
    clause: StoredClause | None = None,
    parent: Comment | None = None,
    state: CommentState = CommentState.PUBLISHED,
    position: Position = Position.AMEND,
    wording: str = "",
    submitted_at: datetime = NOW,
) -> Comment:
    """A comment as `actions.comments.submit` leaves it, counters included."""
    draft = session.get_one(Draft, round_.draft_id)
    draft.last_comment_number += 1
    submission = Submission(
        round_id=round_.id,
        account_id=author.id,
        channel=Channel.WEB,
        receipt=f"{draft.id}-{draft.last_comment_number}-TEST",
        person_key=f"account:{author.id}",
        submitter_name=author.name,
        arrived_at=submitted_at,
    )
    session.add(submission)
    session.flush()
    row = Comment(
        draft_id=draft.id,
        round_id=round_.id,
        submission_id=submission.id,
        clause_id=None if clause is None else clause.id,
        parent_id=None if parent is None else parent.id,
        number=draft.last_comment_number,
        position=position,
        text=text,
        wording=wording,
        language=Language.UZ_LATN,
        text_key=f"{draft.last_comment_number:064d}",
        state=state,
        submitted_at=submitted_at,
    )
    session.add(row)
    session.flush()
    if counters.is_shown(state):
        counters.count_comment(session, draft_id=draft.id, clause_id=row.clause_id, parent_id=row.parent_id, shown=True)
        session.refresh(draft)
    return row

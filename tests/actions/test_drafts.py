"""A draft's details, and the officers' list of drafts."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import drafts
from consultation.actions.drafts import Details
from consultation.core.errors import NotFound, Refused
from consultation.core.vocabulary import ActKind, CommentState, Language, ModerationMode, Topic
from consultation.store import drafts as store
from consultation.store.tables import Draft, StoredClause
from tests.actions.dossiers import upload
from tests.factories import (
    NOW,
    make_account,
    make_authority,
    make_comment,
    make_draft,
    make_officer,
    make_round,
    make_version,
    officer,
)

DETAILS = Details(
    title="Arxivlar toʻgʻrisida",
    act_kind=ActKind.DEPARTMENTAL,
    language=Language.RU,
    topic=Topic.CULTURE,
    summary="Qisqacha.",
    moderation_mode=ModerationMode.POST,
)


def test_details_are_corrected_while_the_draft_is_prepared(session: Session) -> None:
    authority = make_authority(session)
    actor = officer(make_officer(session, authority), authority)
    draft = drafts.create(session, actor, authority_id=authority.id, upload=upload("Matn."), now=NOW)
    drafts.change_details(session, actor, draft.id, DETAILS, now=NOW)
    assert (draft.title, draft.act_kind, draft.language) == (DETAILS.title, DETAILS.act_kind, DETAILS.language)
    assert (draft.topic, draft.summary, draft.moderation_mode) == (Topic.CULTURE, "Qisqacha.", ModerationMode.POST)
    assert list(session.execute(select(col(StoredClause.language))).scalars()) == [Language.RU]


def test_of_a_public_draft_only_topic_and_summary_change(session: Session) -> None:
    authority = make_authority(session)
    account = make_officer(session, authority)
    draft = make_draft(session, authority, account)
    make_round(session, draft, make_version(session, draft))
    before = draft.activity
    drafts.change_details(session, officer(account, authority), draft.id, DETAILS, now=NOW)
    session.refresh(draft)
    assert (draft.title, draft.act_kind, draft.language) == ("Kutubxonalar toʻgʻrisida", ActKind.LAW, Language.UZ_LATN)
    assert (draft.topic, draft.summary, draft.moderation_mode) == (Topic.CULTURE, "Qisqacha.", ModerationMode.PRE)
    assert draft.activity == before + 1


def test_nobody_opens_a_dossier_for_another_authority(session: Session) -> None:
    mine, other = make_authority(session), make_authority(session, "health")
    actor = officer(make_officer(session, mine), mine)
    with pytest.raises(Refused):
        drafts.create(session, actor, authority_id=other.id, upload=upload("Matn."), now=NOW)
    with pytest.raises(NotFound):
        drafts.create(
            session, replace(actor, officer_of=frozenset({99})), authority_id=99, upload=upload("M."), now=NOW
        )
    assert list(session.execute(select(Draft)).scalars()) == []


def test_the_desk_lists_drafts_of_its_own_authorities_only(session: Session) -> None:
    mine, other = make_authority(session), make_authority(session, "health")
    account = make_officer(session, mine)
    first, second = make_draft(session, mine, account), make_draft(session, mine, account)
    make_draft(session, other, account)
    round_ = make_round(session, first, make_version(session, first))
    make_comment(session, round_, make_account(session), state=CommentState.PENDING)
    rows = store.drafts_by_authority(session, {mine.id})
    assert [(row.id, row.pending) for row in rows] == [(second.id, 0), (first.id, 1)]
    assert [store.is_public(row) for row in rows] == [False, True]


def test_unknown_numbers_are_not_found(session: Session) -> None:
    for number in (0, -1, 1, 2**31, 2**70):
        with pytest.raises(NotFound):
            store.get_draft(session, number)

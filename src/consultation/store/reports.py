"""Gathers everything a report is made from, and keeps the frozen reports."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.counting import VoteFact
from consultation.core.vocabulary import Channel, VoteTarget
from consultation.store.clusters import needs_response
from consultation.store.columns import AnyRow
from consultation.store.tables import (
    Authority,
    Comment,
    Draft,
    Report,
    Response,
    Round,
    RoundExtension,
    StoredClause,
    Submission,
    Version,
    Vote,
)


def report_of_round(session: Session, round_id: int) -> Report | None:
    """The published report on a round."""
    return session.execute(select(Report).where(col(Report.round_id) == round_id)).scalar_one_or_none()


def report_on_version(session: Session, version_id: int) -> Report | None:
    """The newest published report on a round in which this version was discussed."""
    statement = (
        select(Report)
        .join(Round, col(Round.id) == col(Report.round_id))
        .where(col(Round.version_id) == version_id)
        .order_by(col(Round.ordinal).desc())
        .limit(1)
    )
    return session.execute(statement).scalar_one_or_none()


def latest_report(session: Session, draft_id: int, round_ordinal: int | None = None) -> Report | None:
    """The newest report of a draft, or the one on its round number `round_ordinal`."""
    statement = (
        select(Report).join(Round, col(Round.id) == col(Report.round_id)).where(col(Report.draft_id) == draft_id)
    )
    if round_ordinal is not None:
        statement = statement.where(col(Round.ordinal) == round_ordinal)
    return session.execute(statement.order_by(col(Round.ordinal).desc()).limit(1)).scalar_one_or_none()


def setting(session: Session, round_id: int) -> tuple[Round, Draft, Version, Authority]:
    """The round with its draft, version and authority; raises NoResultFound for an unknown round."""
    statement = (
        select(Round, Draft, Version, Authority)
        .join(Draft, col(Draft.id) == col(Round.draft_id))
        .join(Version, col(Version.id) == col(Round.version_id))
        .join(Authority, col(Authority.id) == col(Draft.authority_id))
        .where(col(Round.id) == round_id)
    )
    row = session.execute(statement).one()
    return row[0], row[1], row[2], row[3]


def extensions(session: Session, round_id: int) -> list[RoundExtension]:
    """The extensions of a round, oldest first."""
    statement = select(RoundExtension).where(col(RoundExtension.round_id) == round_id).order_by(col(RoundExtension.id))
    return list(session.execute(statement).scalars())


def clauses(session: Session, version_id: int) -> list[StoredClause]:
    """The published clauses of a version in document order."""
    statement = (
        select(StoredClause)
        .where(col(StoredClause.version_id) == version_id, col(StoredClause.is_dropped).is_(False))
        .order_by(col(StoredClause.position))
    )
    return list(session.execute(statement).scalars())


def texts(session: Session, round_id: int) -> list[AnyRow]:
    """The published comments with their words and who sent them, oldest first."""
    statement = (
        select(
            col(Comment.id),
            col(Comment.number),
            col(Comment.text),
            col(Comment.wording),
            col(Comment.submitted_at),
            col(Comment.language),
            col(Submission.submitter_name),
            col(Submission.is_anonymous),
            col(Submission.channel),
        )
        .join(Submission, col(Submission.id) == col(Comment.submission_id))
        .where(*needs_response(round_id))
        .order_by(col(Comment.id))
    )
    return list(session.execute(statement).all())


def channels(session: Session, round_id: int) -> tuple[Channel, ...]:
    """The channels by which submissions of the round arrived, in the order of the vocabulary; the website always."""
    used = set(
        session.execute(
            select(col(Submission.channel)).where(col(Submission.round_id) == round_id).distinct()
        ).scalars()
    )
    return tuple(channel for channel in Channel if channel in used or channel is Channel.WEB)


def votes(session: Session, round_id: int) -> list[VoteFact]:
    """Every vote of the round that was not taken back."""
    on_clause = (
        select(col(Vote.account_id), col(Vote.target), col(Vote.value), col(StoredClause.eid), col(Vote.target_id))
        .join(StoredClause, col(StoredClause.id) == col(Vote.target_id))
        .where(col(Vote.round_id) == round_id, col(Vote.target) == VoteTarget.CLAUSE, col(Vote.value).is_not(None))
    )
    on_comment = (
        select(col(Vote.account_id), col(Vote.target), col(Vote.value), col(StoredClause.eid), col(Vote.target_id))
        .join(Comment, col(Comment.id) == col(Vote.target_id))
        .join(StoredClause, col(StoredClause.id) == col(Comment.clause_id), isouter=True)
        .where(col(Vote.round_id) == round_id, col(Vote.target) != VoteTarget.CLAUSE, col(Vote.value).is_not(None))
    )
    rows = [*session.execute(on_clause).all(), *session.execute(on_comment).all()]
    return [
        VoteFact(
            person=f"account:{account_id}",
            target=target,
            value=value,
            clause=eid,
            comment=None if target is VoteTarget.CLAUSE else target_id,
        )
        for account_id, target, value, eid, target_id in rows
        if value is not None
    ]


def responses(session: Session, round_id: int) -> list[Response]:
    """Every response of the round."""
    statement = select(Response).where(col(Response.round_id) == round_id).order_by(col(Response.id))
    return list(session.execute(statement).scalars())

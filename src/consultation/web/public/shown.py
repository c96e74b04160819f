"""Comments as pages show them: whose name, which vote of the reader's own, which words of a proposal are new."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from consultation.core import policy
from consultation.core.citation import citation
from consultation.core.diff import Span, diff_words
from consultation.core.messages import Message, message
from consultation.core.policy import Actor
from consultation.core.printed_number import without_number
from consultation.core.stage import Milestones, stage_of
from consultation.core.vocabulary import CommentState, Language, Permission, Stage, VoteTarget, VoteValue
from consultation.store import comments, discussions, flags, votes
from consultation.store.columns import AnyRow


@dataclass(frozen=True, slots=True)
class Talk:
    """What the reader may do in a discussion now.

    `why_not` says why somebody who has signed in may not speak; None for a visitor, who may once signed in.
    """

    stage: Stage
    is_visitor: bool
    why_not: Message | None
    may_flag: bool
    closes_at: datetime | None
    opens_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether the discussion is open at all."""
        return self.stage is Stage.OPEN

    @property
    def may_speak(self) -> bool:
        """Whether a form is of any use to the reader; a visitor signs in on the way."""
        return self.is_open and self.why_not is None

    @property
    def may_vote(self) -> bool:
        """Whether the reader's vote would count now."""
        return self.may_speak and not self.is_visitor

    def closed(self) -> "Talk":
        """The same reader where nothing may be said any more: before a comment of an earlier round."""
        return replace(self, stage=Stage.CLOSED)


def talk_of(actor: Actor, authority_id: int, milestones: Milestones, now: datetime) -> Talk:
    """What the reader may do in the discussion of a draft."""
    stage = stage_of(milestones, now)
    refusal = None
    if stage is Stage.OPEN and not actor.is_visitor:
        refusal = policy.why_not(actor, Permission.COMMENT, stage=stage, authority_id=authority_id)
    may_flag = policy.may(actor, Permission.FLAG, stage=stage, authority_id=authority_id)
    return Talk(stage, actor.is_visitor, refusal, may_flag, milestones.closes_at, milestones.opens_at)


@dataclass(frozen=True, slots=True)
class Shown:
    """One comment or reply with what the page says about it; `row` is one of `store.comments`."""

    row: AnyRow
    vote: VoteValue | None
    wording_vote: VoteValue | None
    is_flagged: bool
    replies: tuple["Shown", ...]
    in_open_round: bool
    clause_name: str

    @property
    def name(self) -> str | None:
        """The name in public; None for somebody who chose to stay anonymous."""
        return None if self.row.is_anonymous else self.row.submitter_name

    @property
    def href(self) -> str:
        """The permanent address."""
        return f"/drafts/{self.row.draft_id}/comments/{self.row.number}"

    @property
    def clause_href(self) -> str | None:
        """The permanent address of the clause in the version that was discussed; None for the whole draft."""
        if self.row.eid is None:
            return None
        return f"/drafts/{self.row.draft_id}/versions/{self.row.version_ordinal}/clauses/{self.row.eid}"

    @property
    def cluster_href(self) -> str:
        """Where all comments that say the same are listed."""
        return f"/drafts/{self.row.draft_id}/comments?cluster={self.row.cluster_id}"

    @property
    def is_one_of_many(self) -> bool:
        """Whether others said the same."""
        return (self.row.cluster_size or 0) > 1

    @property
    def spans(self) -> tuple[Span, ...]:
        """The proposed wording against the clause as it stands, whose number is no part of it."""
        return diff_words(self.row.clause_text or "", without_number(self.row.wording, self.row.num))

    @property
    def status(self) -> Message:
        """What became of it so far, in plain words."""
        return status_of(self.row)


def status_of(row: AnyRow) -> Message:
    """What became of a comment so far, in plain words."""
    if row.state is CommentState.PENDING:
        return message("A moderator has not looked at it yet. Comments that keep to the rules are published.")
    if row.state is CommentState.REJECTED:
        return message("A moderator decided not to publish it.")
    if row.parent_id is not None:
        return message("Published. Replies are a discussion between readers, so the authority does not answer them.")
    if row.disposition is not None:
        return message("Published and answered by the authority.")
    return message("Published. The authority answers after the discussion has closed.")


def clause_names(session: Session, languages: Mapping[int, Language]) -> dict[int, str]:
    """What to call these clauses (id -> language of the draft): as a lawyer cites them, with their heading."""
    names = {}
    for clause_id, path in discussions.paths(session, languages.keys()).items():
        cited = citation(path, languages[clause_id])
        names[clause_id] = f"{cited}. {path[-1].heading}" if path[-1].heading else cited
    return names


def show(
    session: Session, actor: Actor, rows: Sequence[AnyRow], now: datetime, *, with_replies: bool = False
) -> list[Shown]:
    """Make rows of `store.comments` ready for a page, in their order; replies below their comment when asked for."""
    ids = [row.id for row in rows]
    below = comments.replies(session, ids) if with_replies else []
    every = ids + [row.id for row in below]
    stands = votes.of_person(session, actor.account_id, VoteTarget.COMMENT, ids)
    wordings = votes.of_person(session, actor.account_id, VoteTarget.WORDING, ids)
    flagged = flags.flagged_by(session, actor.account_id, every)

    names = clause_names(session, {row.clause_id: row.version_language for row in rows if row.clause_id})

    def one(row: AnyRow, replies: Iterable[Shown]) -> Shown:
        is_open = now < row.round_closes_at
        return Shown(
            row,
            stands.get(row.id),
            wordings.get(row.id),
            row.id in flagged,
            tuple(replies),
            is_open,
            names.get(row.clause_id, ""),
        )

    threads: dict[int, list[Shown]] = defaultdict(list)
    for row in below:
        threads[row.parent_id].append(one(row, ()))
    return [one(row, threads[row.id]) for row in rows]

"""Reads the demonstration's script (fixtures/demo.json): who there is, which drafts, and what is said about them."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from consultation.core.vocabulary import (
    Disposition,
    Locale,
    ModerationMode,
    Outcome,
    Position,
    RejectionReason,
    Role,
    Topic,
    VoteValue,
)
from consultation.resources import data_path


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AuthorityEntry(_Part):
    """A body with its names by language."""

    slug: str
    names: dict[str, str]


class PersonEntry(_Part):
    """Somebody who can sign in; `what` says to the reader of the start page who it is ("" for extras)."""

    email: str
    name: str
    what: str
    locale: Locale = Locale.UZ_LATN
    organisation: str | None = None
    officer: bool = False
    roles: tuple[Role, ...] = ()


class CommentEntry(_Part):
    """A comment or a reply, what became of it, and who voted for it; people go by the name before the @."""

    who: str
    text: str
    clause: str | None = None
    position: Position = Position.NONE
    wording: str = ""
    reply_to: int | None = None
    as_organisation: bool = False
    votes: tuple[str, ...] = ()
    wording_votes: tuple[str, ...] = ()
    flagged_by: str | None = None
    reject: RejectionReason | None = None
    note: str = ""
    pending: bool = False


class CampaignEntry(_Part):
    """Many people sending nearly the same letter, in several spellings, some with a line of their own."""

    size: int
    clause: str
    position: Position
    letters: tuple[str, ...]
    additions: tuple[str, ...]


class AnswerEntry(_Part):
    """The response to the cluster in which somebody's comment stands ("campaign": the campaign's)."""

    comment_of: str
    disposition: Disposition
    reason: str
    approved: bool = True


class OutcomeEntry(_Part):
    """What the adopting body decided, `days` from today."""

    kind: Outcome
    days: int
    note: str


class WithdrawalEntry(_Part):
    """When, `days` from today, and why a draft was withdrawn."""

    days: int
    reason: str


class ChangeEntry(_Part):
    """Clauses of two versions that belong together otherwise than was proposed."""

    old: tuple[str, ...]
    new: tuple[str, ...]


class NextEntry(_Part):
    """The second version of a reported draft: its file, when it opened, what became of the clauses, what is said of it."""

    file: str
    opens_days: int
    changes: tuple[ChangeEntry, ...] = ()
    comments: tuple[CommentEntry, ...] = ()


class DraftEntry(_Part):
    """One draft: its file, when it opened or opens (days from today, None: in preparation), and its story."""

    file: str
    authority: str
    topic: Topic
    summary: str
    stage: Literal["preparing", "scheduled", "open", "closed", "reported", "adopted", "rejected", "withdrawn"]
    opens_days: int | None
    mode: ModerationMode = ModerationMode.PRE
    comments: tuple[CommentEntry, ...] = ()
    campaign: CampaignEntry | None = None
    clause_votes: dict[str, dict[VoteValue, tuple[str, ...]]] = {}
    answers: tuple[AnswerEntry, ...] = ()
    outcome: OutcomeEntry | None = None
    withdrawn: WithdrawalEntry | None = None
    next: NextEntry | None = None


class Script(_Part):
    """The whole demonstration."""

    authorities: tuple[AuthorityEntry, ...]
    people: tuple[PersonEntry, ...]
    drafts: tuple[DraftEntry, ...]


def path_of(file: str) -> Path:
    """Where a Word file of the script is."""
    return data_path("fixtures") / file


def read_script() -> Script:
    """The script as committed."""
    return Script.model_validate_json((data_path("fixtures") / "demo.json").read_bytes())

"""Everything the report is made from, as plain values: whoever calls `build` reads the database, the report does not."""

from dataclasses import dataclass, field
from datetime import datetime

from consultation.core.counting import CommentFact, VoteFact
from consultation.core.messages import Message
from consultation.core.vocabulary import (
    ActKind,
    Channel,
    Disposition,
    Language,
    ModerationMode,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft the report is about; `language` is also the language of the report."""

    number: str
    title: str
    authorities: tuple[str, ...]
    language: Language
    act_kind: ActKind | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """One time the round was made longer, with its public reason."""

    decided_at: datetime
    old_closes_at: datetime
    new_closes_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the consultation was run: the version, its round (half-open, in UTC), and the rules that held."""

    version: int
    opens_at: datetime
    closes_at: datetime
    moderation: ModerationMode
    channels: tuple[Channel, ...] = (Channel.WEB,)
    legal_basis: Message | None = None
    extensions: tuple[Extension, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the version; `place` is its place in document order, `excerpt` the beginning of its text."""

    eid: str
    place: int
    citation: str
    heading: str = ""
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class CommentText:
    """The words of one published comment as they stand in public (redacted), beside its `CommentFact` of the same id.

    `number` is the public number; `submitter` the public name, None for a person who is not named in public.
    """

    id: int
    number: int
    text: str
    submitted_at: datetime
    wording: str | None = None
    submitter: str | None = None
    channel: Channel = Channel.WEB
    language: Language = Language.UND


@dataclass(frozen=True, slots=True)
class Response:
    """What the authority answered: `disposition`, the reason, and when it was written, approved and released."""

    disposition: Disposition
    reason: str
    written_at: datetime | None = None
    approved_at: datetime | None = None
    released_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """One round of one draft.

    `counted` holds a fact for every comment and reply whatever became of it, `texts` the words of the published comments
    (not of replies). `representatives` maps a cluster's id to the comment that stands for it (the first one if it is missing),
    `names` to the short name an officer gave it; `cluster_responses` and `own_responses` are keyed by cluster id and by comment id; a comment's own response wins.
    """

    draft: Draft
    conduct: Conduct
    made_at: datetime
    clauses: tuple[Clause, ...]
    counted: tuple[CommentFact, ...] = ()
    texts: tuple[CommentText, ...] = ()
    votes: tuple[VoteFact, ...] = ()
    representatives: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    cluster_responses: dict[int, Response] = field(default_factory=dict)
    own_responses: dict[int, Response] = field(default_factory=dict)

"""The report itself: one frozen object with stable numbers, the only thing every format and page reads."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Final

from consultation.core.counting import Counts, PositionCount, ReasonCount
from consultation.core.messages import Message, message
from consultation.core.vocabulary import Channel, Disposition, Language, Position, label
from consultation.report.facts import Conduct, Draft, Response

ADDED: Final = {"added": True}
"""On a field that earlier reports did not have: it is left out where it says nothing, so that their digests hold."""

WHOLE_DRAFT = message("The draft as a whole")
TAKEN = frozenset({Disposition.ACCEPTED, Disposition.PARTLY_ACCEPTED})
"""Answers by which what a comment asks for goes into the text, wholly or in part."""


@dataclass(frozen=True, slots=True)
class DispositionCount:
    """How many clusters and comments got one answer; `percent` of all comments, rounded."""

    disposition: Disposition
    clusters: int
    comments: int
    percent: int

    @property
    def label(self) -> str:
        """The English source string of the disposition."""
        return label(self.disposition)


@dataclass(frozen=True, slots=True)
class ClauseSection:
    """One clause with its numbers and the numbers of its clusters; `eid` None is the draft as a whole."""

    eid: str | None
    citation: str
    heading: str
    excerpt: str
    counts: Counts
    clusters: tuple[int, ...]

    @property
    def title(self) -> Message | str:
        """Citation and heading as one line, in the words of the act."""
        if self.eid is None:
            return WHOLE_DRAFT
        return (
            f"{self.citation.rstrip('.')}. {self.heading}"
            if self.heading and self.citation
            else self.citation or self.heading
        )

    @property
    def short_title(self) -> Message | str:
        """The citation alone, for tables and charts."""
        return WHOLE_DRAFT if self.eid is None else self.citation or self.heading or self.eid


@dataclass(frozen=True, slots=True)
class ClusterSection:
    """Comments that say the same (or one that stands alone), and the one answer they got.

    `number` is the cluster's number in this report, `representative` and `members` are comment numbers,
    `text` is what the representative says, `clause` its eid. `name` is the short one an officer gave, "" for none.
    """

    number: int
    clause: str | None
    representative: int
    text: str
    members: tuple[int, ...]
    counts: Counts
    response: Response | None
    name: str = field(default="", metadata=ADDED)


@dataclass(frozen=True, slots=True)
class CommentLine:
    """One published comment; `cluster` is a number of this report, `copy_of` the number of the earlier comment it repeats.

    `own_response` is set when the comment was answered on its own; the votes are those on the comment and on its wording.
    """

    number: int
    clause: str | None
    position: Position
    text: str
    wording: str | None
    submitter: str | None
    organisation: str | None
    co_signers: int
    channel: Channel
    language: Language
    submitted_at: datetime
    cluster: int
    copy_of: int | None
    is_exact_copy: bool
    support: int
    oppose: int
    wording_support: int
    wording_oppose: int
    own_response: Response | None


@dataclass(frozen=True, slots=True)
class DayCount:
    """Published comments that arrived on one day of Tashkent."""

    day: date
    comments: int


@dataclass(frozen=True)
class Report:
    """What was asked, what people said, and what the authority answered, as it stood at `made_at`.

    Clauses are in document order (the draft as a whole first, when it has comments), clusters and comments by number.
    """

    draft: Draft
    conduct: Conduct
    made_at: datetime
    counts: Counts
    dispositions: tuple[DispositionCount, ...]
    clauses: tuple[ClauseSection, ...]
    clusters: tuple[ClusterSection, ...]
    comments: tuple[CommentLine, ...]
    activity: tuple[DayCount, ...]

    @cached_property
    def _clusters(self) -> dict[int, ClusterSection]:
        return {cluster.number: cluster for cluster in self.clusters}

    @cached_property
    def _comments(self) -> dict[int, CommentLine]:
        return {comment.number: comment for comment in self.comments}

    @cached_property
    def _clauses(self) -> dict[str | None, ClauseSection]:
        return {clause.eid: clause for clause in self.clauses}

    def cluster(self, number: int) -> ClusterSection:
        """The cluster with this number; KeyError if there is none."""
        return self._clusters[number]

    def comment(self, number: int) -> CommentLine:
        """The comment with this number; KeyError if there is none."""
        return self._comments[number]

    def clause(self, eid: str | None) -> ClauseSection:
        """The clause with this eid (None: the draft as a whole); KeyError if there is none."""
        return self._clauses[eid]

    def clusters_of(self, clause: ClauseSection) -> tuple[ClusterSection, ...]:
        """The clusters answered under this clause, biggest first."""
        return tuple(self._clusters[number] for number in clause.clusters)

    @cached_property
    def _answering(self) -> dict[str | None, set[int]]:
        found: dict[str | None, set[int]] = {}
        for comment in self.comments:
            found.setdefault(comment.clause, set()).add(comment.cluster)
        return found

    def answered_elsewhere(self, clause: ClauseSection) -> tuple[ClusterSection, ...]:
        """The clusters under other clauses in which comments on this one are answered, by number."""
        numbers = self._answering.get(clause.eid, set()).difference(clause.clusters)
        return tuple(self._clusters[number] for number in sorted(numbers))

    def members_of(self, cluster: ClusterSection) -> tuple[CommentLine, ...]:
        """The comments of a cluster, by number."""
        return tuple(self._comments[number] for number in cluster.members)

    def response_to(self, comment: CommentLine) -> Response | None:
        """What this comment was answered: its own response, or its cluster's."""
        return comment.own_response or self._clusters[comment.cluster].response

    @cached_property
    def commented_clauses(self) -> tuple[ClauseSection, ...]:
        """The clauses that have comments, votes or answered clusters, in document order."""
        return tuple(each for each in self.clauses if each.counts.comments or each.counts.voters or each.clusters)

    @cached_property
    def silent_clauses(self) -> int:
        """How many clauses nobody commented or voted on."""
        return len(self.clauses) - len(self.commented_clauses)

    @cached_property
    def unanswered(self) -> tuple[CommentLine, ...]:
        """The comments that have no answer; empty in every report that may be published."""
        return tuple(comment for comment in self.comments if self.response_to(comment) is None)

    @property
    def positions(self) -> tuple[PositionCount, ...]:
        """Comments by position over the whole draft."""
        return self.counts.positions

    @property
    def rejections(self) -> tuple[ReasonCount, ...]:
        """Reasons for which something was not published, without the reasons nobody was given."""
        return tuple(row for row in self.counts.rejected_by_reason if row.comments)

"""THE one counting rule: people, comments, copies, organisations and co-signers, each counted apart, the same way everywhere.

The rule, in full:

* Only what a moderator published (or left standing) is counted as a comment. Rejected comments and replies are counted
  by their reason, waiting ones by their number, and neither enters any other number.
* A **person** is one `person` key (an account, or a named sender of a letter or a call; a sender without a name is
  one key of its own), counted once however many comments they sent. Only comments sent in one's own name make a person.
* An **organisation** is one `organisation` key (letter case and spaces do not matter), counted once; a comment sent for an
  organisation counts the organisation and not the person who typed it.
* **Co-signers** are the people who signed a submission together with its sender. They are nobody else's number; a submission
  with several comments counts its co-signers once (the highest number stated).
* A **copy** is every comment of a group but the first (the one with the lowest id). A group is a cluster; comments that
  no cluster has claimed yet are grouped by their folded text. A copy whose folded text equals that of an earlier comment
  of its group is an *exact* copy, any other a *near* copy. Copies are comments and stay among the comments.
  What is a copy is settled over the whole draft, so the copies of its clauses add up to the copies of the draft
  (people do not: one person may speak on several clauses).
* **Replies** are discussion between readers: counted apart, they need no response.
* A **vote** is one person's stand on one target.

Everything here is a pure function of a set of facts: their order never matters.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from consultation.core.messages import Message, message, message_n
from consultation.core.vocabulary import CommentState, Position, RejectionReason, VoteTarget, VoteValue, label


@dataclass(frozen=True, slots=True)
class CommentFact:
    """What counting needs to know about one comment or reply, without its words.

    `clause` is an eid, None for the whole draft; `text_key` the folded text; `co_signers` those of its submission;
    `submission` None when the comment is a submission of its own; `reason` only for a rejected one.
    """

    id: int
    person: str
    text_key: str
    state: CommentState = CommentState.PUBLISHED
    position: Position = Position.NONE
    clause: str | None = None
    cluster: int | None = None
    organisation: str | None = None
    submission: int | None = None
    co_signers: int = 0
    is_reply: bool = False
    reason: RejectionReason | None = None


@dataclass(frozen=True, slots=True)
class VoteFact:
    """One person's stand on one target; `clause` is the target or what the target is about, `comment` the comment or wording."""

    person: str
    target: VoteTarget
    value: VoteValue
    clause: str | None = None
    comment: int | None = None


@dataclass(frozen=True, slots=True)
class PositionCount:
    """How many comments take one position; `percent` of all comments, rounded."""

    position: Position
    comments: int
    percent: int

    @property
    def label(self) -> str:
        """The English source string of the position."""
        return label(self.position)


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many comments and replies were not published for one reason."""

    reason: RejectionReason
    comments: int

    @property
    def label(self) -> str:
        """The English source string of the reason."""
        return label(self.reason)


@dataclass(frozen=True, slots=True)
class VoteCount:
    """The votes on one kind of target."""

    target: VoteTarget
    support: int
    oppose: int

    @property
    def label(self) -> str:
        """The English source string of the target."""
        return label(self.target)

    @property
    def total(self) -> int:
        """Votes for and against together."""
        return self.support + self.oppose


@dataclass(frozen=True, slots=True)
class Counts:
    """All numbers of a draft, a clause or a cluster, by the one rule; lists are complete and in the order of the vocabulary."""

    people: int
    comments: int
    exact_copies: int
    near_copies: int
    organisations: int
    co_signers: int
    replies: int
    waiting: int
    voters: int
    positions: tuple[PositionCount, ...]
    rejected_by_reason: tuple[ReasonCount, ...]
    votes: tuple[VoteCount, ...]

    @property
    def copies(self) -> int:
        """Comments that say what an earlier one of their group said."""
        return self.exact_copies + self.near_copies

    @property
    def different(self) -> int:
        """Comments without the copies."""
        return self.comments - self.copies

    @property
    def rejected(self) -> int:
        """Comments and replies that were not published."""
        return sum(row.comments for row in self.rejected_by_reason)

    def votes_on(self, target: VoteTarget) -> VoteCount:
        """The votes on one kind of target."""
        return next(row for row in self.votes if row.target is target)

    def lines(self) -> tuple[Message, ...]:
        """The numbers as short phrases, "12 people", for page, report and interface alike; zeros are said too."""
        return phrases(
            people=self.people,
            comments=self.comments,
            copies=self.copies,
            organisations=self.organisations,
            co_signers=self.co_signers,
        )


def phrases(*, people: int, comments: int, copies: int, organisations: int, co_signers: int) -> tuple[Message, ...]:
    """The five numbers of the rule as `Counts.lines` says them, for pages that read them from maintained columns."""
    return (
        message_n("%(n)s person", "%(n)s people", people),
        message_n("%(n)s comment", "%(n)s comments", comments),
        message_n("%(n)s of them is a copy", "%(n)s of them are copies", copies),
        message_n("%(n)s organisation", "%(n)s organisations", organisations),
        message_n("%(n)s co-signer", "%(n)s co-signers", co_signers),
    )


VERSION = 1
"""The version of the rule; another one when a change of the rule would change a number that was printed."""

VERSION_WORDS: Message = message("Counted by version %(version)s of the counting rule.", version=str(VERSION))

RULE: tuple[Message, ...] = (
    message(
        "A person is counted once, however many comments they sent; a named sender of a letter or a call is a person too."
    ),
    message("A comment sent for an organisation counts the organisation, once, and not the person who sent it."),
    message("People who signed a letter together with its sender are counted apart, as co-signers."),
    message(
        "Every published comment is counted. Of comments that say the same in nearly the same words the first is the original"
        " and the others are copies: they are part of the comments and shown apart as well."
    ),
    message("Replies between readers are discussion: they are counted apart and need no response."),
    message("Comments and replies that were not published are counted only by the reason why."),
    message(
        "A vote is one person's stand on one clause, comment or proposed wording; if they changed it, the last one counts."
    ),
)
"""The sentences that explain the rule, printed wherever the numbers are."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Every copy by its id, with the id of the earlier comment it repeats: word for word, or nearly."""

    exact: Mapping[int, int]
    near: Mapping[int, int]


def is_counted(comment: CommentFact) -> bool:
    """Whether this is a published comment (not a reply), that is, one that needs a response."""
    return comment.state is CommentState.PUBLISHED and not comment.is_reply


def groups(comments: Iterable[CommentFact]) -> list[list[CommentFact]]:
    """The counted comments that say the same, by the lowest id and each group in order of id: the first is the original."""
    found: dict[int | str, list[CommentFact]] = defaultdict(list)
    for comment in sorted(filter(is_counted, comments), key=lambda each: each.id):
        # a comment without any letters has an empty text key, which is no sameness
        key = comment.cluster if comment.cluster is not None else f"text {comment.text_key or comment.id}"
        found[key].append(comment)
    return list(found.values())


def find_copies(comments: Iterable[CommentFact]) -> Copies:
    """The copies among the comments of one whole draft."""
    exact, near = {}, {}
    for group in groups(comments):
        earlier = {group[0].text_key: group[0].id}
        for comment in group[1:]:
            if comment.text_key in earlier:
                exact[comment.id] = earlier[comment.text_key]
            else:
                near[comment.id] = group[0].id
                earlier[comment.text_key] = comment.id
    return Copies(exact, near)


def count(comments: Collection[CommentFact], votes: Collection[VoteFact] = ()) -> Counts:
    """Count one whole draft (or any set of comments that is complete in itself)."""
    return count_within(comments, votes, find_copies(comments))


def count_by_clause(comments: Collection[CommentFact], votes: Collection[VoteFact] = ()) -> dict[str | None, Counts]:
    """Counts of every clause that has a comment, reply or vote, by eid (None: the draft as a whole).

    Takes the facts of the whole draft, since what is a copy is settled over all of it.
    """
    copies = find_copies(comments)
    said: dict[str | None, list[CommentFact]] = defaultdict(list)
    cast: dict[str | None, list[VoteFact]] = defaultdict(list)
    for comment in comments:
        said[comment.clause].append(comment)
    for vote in votes:
        cast[vote.clause].append(vote)
    return {eid: count_within(said.get(eid, ()), cast.get(eid, ()), copies) for eid in said.keys() | cast.keys()}


def count_by_cluster(comments: Collection[CommentFact]) -> dict[int, Counts]:
    """Counts of every cluster, by its id; takes the facts of the whole draft, comments without a cluster are left out."""
    copies = find_copies(comments)
    members: dict[int, list[CommentFact]] = defaultdict(list)
    for comment in comments:
        if comment.cluster is not None:
            members[comment.cluster].append(comment)
    return {cluster: count_within(said, (), copies) for cluster, said in members.items()}


def count_within(comments: Collection[CommentFact], votes: Collection[VoteFact], copies: Copies) -> Counts:
    """Counts of a part of a draft, given the copies of the whole of it."""
    counted = [comment for comment in comments if is_counted(comment)]
    return Counts(
        people=len({comment.person for comment in counted if not organisation_key(comment.organisation)}),
        comments=len(counted),
        exact_copies=sum(comment.id in copies.exact for comment in counted),
        near_copies=sum(comment.id in copies.near for comment in counted),
        organisations=len({organisation_key(comment.organisation) for comment in counted} - {""}),
        co_signers=_co_signers(counted),
        replies=sum(comment.is_reply and comment.state is CommentState.PUBLISHED for comment in comments),
        waiting=sum(comment.state is CommentState.PENDING for comment in comments),
        voters=len({vote.person for vote in votes}),
        positions=_positions(counted),
        rejected_by_reason=_reasons(comments),
        votes=_votes(votes),
    )


def organisation_key(name: str | None) -> str:
    """What an organisation is known by, however its name was typed; "" for none."""
    return " ".join((name or "").casefold().split())


def _co_signers(comments: Iterable[CommentFact]) -> int:
    stated: dict[tuple[str, int], int] = defaultdict(int)
    for comment in comments:
        key = ("comment", comment.id) if comment.submission is None else ("submission", comment.submission)
        stated[key] = max(stated[key], comment.co_signers)
    return sum(stated.values())


def _positions(comments: Collection[CommentFact]) -> tuple[PositionCount, ...]:
    taken = Counter(comment.position for comment in comments)
    return tuple(PositionCount(each, taken[each], percent(taken[each], len(comments))) for each in Position)


def _reasons(comments: Iterable[CommentFact]) -> tuple[ReasonCount, ...]:
    given = Counter(comment.reason for comment in comments if comment.state is CommentState.REJECTED)
    if given[None]:
        raise ValueError("A rejected comment has no reason; moderation never allows that")
    return tuple(ReasonCount(reason, given[reason]) for reason in RejectionReason)


def _votes(votes: Iterable[VoteFact]) -> tuple[VoteCount, ...]:
    cast = Counter((vote.target, vote.value) for vote in votes)
    return tuple(VoteCount(each, cast[each, VoteValue.SUPPORT], cast[each, VoteValue.OPPOSE]) for each in VoteTarget)


def percent(part: int, whole: int) -> int:
    """A share in whole percent, half rounded up; 0 of nothing is 0."""
    return (200 * part + whole) // (2 * whole) if whole else 0

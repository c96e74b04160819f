"""Keeps what arriving comments are placed by in step with where the machine and people have put the earlier ones."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from consultation import dedup
from consultation.core.cluster_vocabulary import ClusterDecision
from consultation.store import cluster_decisions as decisions
from consultation.store import clusters, signatures
from consultation.store.clusters import Member
from consultation.store.signatures import Known

_KEPT = 8


@dataclass(slots=True)
class OwnWords:
    """The own words of the drafts that a process has seen last: the text of a published version never changes."""

    _found: dict[int, dedup.DraftWords] = field(default_factory=dict)

    def of(self, session: Session, round_id: int) -> dedup.DraftWords:
        """Those of the version that a round is about."""
        found = self._found.get(round_id)
        if found is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            found = self._found[round_id] = dedup.DraftWords(clusters.own_texts(session, round_id))
        return found


def rewrite(
    session: Session,
    round_id: int,
    members: Sequence[Member],
    draft: dedup.DraftWords,
    *,
    leaders: Collection[int] | None = None,
) -> None:
    """Let exactly the representatives of these members be found, for as many comments as they stand for.

    `members` are all of the round, or all of the groups of `leaders`, as the machine has just placed them.
    """
    stored = signatures.representatives(session, round_id, only=leaders)
    by_id = {member.id: member for member in members}
    counted = Counter(member.machine_cluster for member in members if member.machine_cluster is not None)
    counted = Counter({leader: number for leader, number in counted.items() if leader in by_id})
    for gone, own in signatures.own_words_of(session, stored.keys() - counted.keys()).items():
        forget(session, round_id, gone, own)
    fresh = sorted(counted.keys() - stored.keys(), key=lambda leader: (-counted[leader], leader))
    remember(session, round_id, [(each, draft.own(by_id[each].full_text), counted[each]) for each in fresh])
    signatures.support(
        session, {each: counted[each] for each in counted.keys() & stored.keys() if counted[each] != stored[each][0]}
    )


def texts(session: Session, round_id: int, members: Sequence[Member]) -> None:
    """Remember the texts of those members of a round that none of its representatives has been found by yet."""
    stored = signatures.representatives(session, round_id)
    fresh = [member for member in members if member.machine_cluster not in stored]
    signatures.set_exact(session, round_id, ((dedup.digest(each.full_text), each.id) for each in fresh))


def remember(
    session: Session, round_id: int, fresh: Iterable[tuple[int, str, int]], cluster_id: int | None = None
) -> None:
    """Let representatives be found: (comment, its own words, how many it stands for)."""
    known = [Known(comment, own, support, dedup.postings(own), cluster_id) for comment, own, support in fresh]
    signatures.remember(session, round_id, known, holders=dedup.MOST_HOLDERS)


def forget(session: Session, round_id: int, comment_id: int, own: str) -> None:
    """Let a representative be found no more."""
    signatures.forget(session, round_id, comment_id, [value for value, _ in dedup.postings(own)])


def lead(session: Session, round_id: int, leaders: Collection[int] | None) -> None:
    """Write down where newcomers of each group stand: where its comments stand that nobody has taken out by name.

    A newcomer follows those of its group that nobody has named, else most of those that somebody has; never into a locked
    cluster: where there is nothing else, it begins one of its own (`dedup.decisions` says the same of a whole round).
    """
    stored = signatures.representatives(session, round_id, only=leaders)
    decided = [each for each in decisions.standing(session, round_id) if each.kind is not ClusterDecision.NAME]
    named = {comment for decision in decided for group in decision.groups for comment in group}
    standing = signatures.standing(session, round_id, only=leaders)
    if named:
        touched = signatures.groups_of(session, named)
        rest = signatures.standing_mostly(session, round_id, touched, named)
        standing = {each: cluster for each, cluster in standing.items() if each not in touched} | rest
    signatures.lead_to(
        session, {each: standing.get(each) for each, (_, cluster) in stored.items() if cluster != standing.get(each)}
    )

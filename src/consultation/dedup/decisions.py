"""What people decided about clusters, replayed over the machine's groups; a later run changes the groups, never the decisions."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from consultation.core.vocabulary import ClusterDecision
from consultation.dedup.placement import CommentId, Placement, id_order


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision that stands (undone ones are left out by the caller): its kind and the comments it names."""

    kind: ClusterDecision
    members: frozenset[CommentId]


@dataclass(frozen=True, slots=True)
class Group:
    """Comments that are answered together; `representative` is one of `members`, which are in order of id."""

    representative: CommentId
    members: tuple[CommentId, ...]


def apply_decisions(placements: Iterable[Placement], decisions: Iterable[Decision]) -> list[Group]:
    """The groups after every decision in its order, the largest first: each comment in exactly one of them.

    A merge joins the groups that hold the named comments, a split takes the named comments out of theirs into one of
    their own. Comments that are no longer there are passed over.
    """
    home = {placement.id: placement.cluster for placement in placements}
    members: dict[object, set[CommentId]] = defaultdict(set)
    where: dict[CommentId, object] = dict(home)
    for id_, cluster in home.items():
        members[cluster].add(id_)
    for decision in decisions:
        _decide(decision, members, where)
    groups = [_group(ids, home) for ids in members.values() if ids]
    return sorted(groups, key=lambda group: (-len(group.members), id_order(group.representative)))


def _decide(decision: Decision, members: dict[object, set[CommentId]], where: dict[CommentId, object]) -> None:
    named = {id_ for id_ in decision.members if id_ in where}
    taken = set(named)
    if decision.kind is ClusterDecision.MERGE:
        taken = {id_ for place in {where[id_] for id_ in named} for id_ in members[place]}
    place = object()
    for id_ in taken:
        members[where[id_]].discard(id_)
        where[id_] = place
    members[place] = taken


def _group(ids: Collection[CommentId], home: Mapping[CommentId, CommentId]) -> Group:
    """The machine's representative of most members speaks for a group, if it is in it; else the earliest comment."""
    ordered = tuple(sorted(ids, key=id_order))
    speaking = Counter(home[id_] for id_ in ordered if home[id_] in ids)
    if not speaking:
        return Group(ordered[0], ordered)
    return Group(min(speaking, key=lambda id_: (-speaking[id_], id_order(id_))), ordered)


def match_groups(previous: Mapping[int, AbstractSet[CommentId]], groups: Sequence[Group]) -> list[int | None]:
    """For each group the number of the earlier cluster it continues, so that answers stay with their comments.

    The pairs with most comments in common are matched first, ties to the lowest number; each is used once. None: new.
    """
    owner = {id_: number for number in sorted(previous, reverse=True) for id_ in previous[number]}
    shared: Counter[tuple[int, int]] = Counter()
    for place, group in enumerate(groups):
        shared.update((owner[id_], place) for id_ in group.members if id_ in owner)
    matched: dict[int, int] = {}
    used: set[int] = set()
    for (number, place), _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if number not in used and place not in matched:
            matched[place] = number
            used.add(number)
    return [matched.get(place) for place in range(len(groups))]

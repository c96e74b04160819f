"""What people decided about clusters, replayed over the machine's groups; a later run changes the groups, never the decisions.

A decision names every comment of the clusters it touched, as they stood when it was made. So what people arranged does
not depend on the machine at all: named comments stand where the last decision about them put them. The machine only
says whom a comment that nobody named follows.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from consultation.core.cluster_vocabulary import ClusterDecision
from consultation.dedup.placement import CommentId, Placement, id_order

_Place = TypeVar("_Place", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision that stands (undone ones are left out by the caller).

    `groups` are the clusters it touched, as it left them: one for a merge, a lock and a name, two for a split and a
    move. Comments of one group are a must-link, of two groups a cannot-link; a name links nothing.
    """

    kind: ClusterDecision
    groups: tuple[frozenset[CommentId], ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Comments that are answered together; `representative` is one of `members`, which are in order of id."""

    representative: CommentId
    members: tuple[CommentId, ...]
    name: str = ""
    is_locked: bool = False


def apply_decisions(
    placements: Iterable[Placement],
    decisions: Sequence[Decision],
    *,
    texts: Mapping[CommentId, str] | None = None,
) -> list[Group]:
    """The groups after every decision in its order, the largest first: each comment in exactly one of them.

    A comment that no decision names follows the named ones of its machine group: those with its very words (`texts`
    by id, where known), else where most of them are; never into a locked group. Comments that are gone are passed over.
    """
    home = {placement.id: placement.cluster for placement in placements}
    blocks = _blocks(home.keys(), decisions)
    locked = {owner for owner, _ in _marks(decisions, ClusterDecision.LOCK, blocks)}
    where: dict[CommentId, tuple[int, CommentId]] = {
        id_: (0, cluster) if id_ not in blocks else (1, blocks[id_]) for id_, cluster in home.items()
    }
    where |= _followers(home, blocks, locked, texts or {})
    members: dict[tuple[int, CommentId], list[CommentId]] = defaultdict(list)
    for id_ in sorted(home, key=id_order):
        members[where[id_]].append(id_)
    names = dict(_marks(decisions, ClusterDecision.NAME, where))
    groups = [
        Group(_speaker(ids, home), tuple(ids), names.get(place, ""), place[0] == 1 and place[1] in locked)
        for place, ids in members.items()
    ]
    return sorted(groups, key=lambda group: (-len(group.members), id_order(group.representative)))


def _blocks(present: AbstractSet[CommentId], decisions: Iterable[Decision]) -> dict[CommentId, int]:
    """Where people put the comments they named: a number for each group they made."""
    blocks: dict[CommentId, int] = {}
    number = 0
    for decision in decisions:
        if decision.kind is ClusterDecision.NAME:
            continue
        for named in decision.groups:
            number += 1
            blocks |= dict.fromkeys(named & present, number)
    return blocks


def _marks(
    decisions: Iterable[Decision], kind: ClusterDecision, where: Mapping[CommentId, _Place]
) -> list[tuple[_Place, str]]:
    """For each lock or name in order the place it belongs to now, where most of the comments it was given for are."""
    found = []
    for decision in decisions:
        if decision.kind is kind:
            place = _most((id_ for named in decision.groups for id_ in named), where)
            if place is not None:
                found.append((place, decision.name))
    return found


def _most(ids: Iterable[CommentId], where: Mapping[CommentId, _Place]) -> _Place | None:
    """The place with most of the comments, ties to the one with the earliest comment; None when none stands anywhere."""
    standing = sorted((id_ for id_ in ids if id_ in where), key=id_order)
    counted = Counter(where[id_] for id_ in standing)  # in order of the earliest comment, which settles ties
    return max(counted, key=counted.__getitem__, default=None)


def _followers(
    home: Mapping[CommentId, CommentId],
    blocks: Mapping[CommentId, int],
    locked: Collection[int],
    texts: Mapping[CommentId, str],
) -> dict[CommentId, tuple[int, CommentId]]:
    """Where the comments go that nobody named but whose machine group holds named ones; who follows none stays put."""
    named: dict[CommentId, list[CommentId]] = defaultdict(list)
    copies: dict[tuple[CommentId, str], list[CommentId]] = defaultdict(list)
    for id_ in blocks:
        named[home[id_]].append(id_)
        copies[home[id_], texts.get(id_, "")].append(id_)
    of_words = {key: _most(ids, blocks) for key, ids in copies.items() if key[1]}
    of_group = {cluster: _most(ids, blocks) for cluster, ids in named.items()}
    found: dict[CommentId, tuple[int, CommentId]] = {}
    for id_, cluster in home.items():
        if id_ in blocks:
            continue
        block = of_words.get((cluster, texts.get(id_, "")), of_group.get(cluster))
        if block is not None and block not in locked:
            found[id_] = (1, block)
    return found


def _speaker(ordered: Sequence[CommentId], home: Mapping[CommentId, CommentId]) -> CommentId:
    """The machine's representative of most members speaks for a group, if it is in it; else the earliest comment."""
    inside = set(ordered)
    speaking = Counter(home[id_] for id_ in ordered if home[id_] in inside)
    if not speaking:
        return ordered[0]
    return min(speaking, key=lambda id_: (-speaking[id_], id_order(id_)))


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

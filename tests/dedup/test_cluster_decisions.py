"""What people decide about clusters wins over every later run."""

from dataclasses import dataclass
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from consultation.core.cluster_vocabulary import ClusterDecision
from consultation.dedup import CommentId, Decision, Group, Placement, apply_decisions, match_groups

MERGE, SPLIT, MOVE, LOCK, NAME = ClusterDecision
IDS = st.integers(0, 15)
MACHINE = st.lists(st.integers(0, 15), min_size=16, max_size=16)
# What an officer does next, whatever the clusters are then: a kind, numbers to choose clusters by, comments to choose.
STEPS = st.lists(
    st.tuples(st.sampled_from(ClusterDecision), st.integers(0, 15), st.integers(0, 15), st.frozensets(IDS, max_size=5)),
    max_size=6,
)


def placed(*groups: set[int]) -> list[Placement]:
    return [Placement(i, min(group), 1.0, representative=i == min(group)) for group in groups for i in sorted(group)]


def partition(clusters: list[int], *, without: frozenset[int] = frozenset()) -> list[Placement]:
    groups = ({i for i, c in enumerate(clusters) if c == label and i not in without} for label in sorted(set(clusters)))
    return placed(*(group for group in groups if group))


def decided(kind: ClusterDecision, *groups: set[int], name: str = "") -> Decision:
    return Decision(kind, tuple(frozenset(group) for group in groups), name)


@dataclass
class Office:
    """An officer at a desk whose machine said this."""

    machine: list[Placement]
    decisions: list[Decision]

    @property
    def groups(self) -> list[Group]:
        return apply_decisions(self.machine, self.decisions)

    def take(self, kind: ClusterDecision, first: int, second: int, chosen: frozenset[int]) -> None:
        """Decide as the desk lets people decide; what it would refuse is left."""
        groups = self.groups
        one, other = ({int(id_) for id_ in groups[n % len(groups)].members} for n in (first, second))
        leaving = one & chosen
        if kind is MERGE and one != other:
            self.decisions.append(decided(MERGE, one | other))
        elif kind is SPLIT and leaving and leaving != one:
            self.decisions.append(decided(SPLIT, leaving, one - leaving))
        elif kind is MOVE and leaving and one != other:
            self.decisions.append(decided(MOVE, other | leaving, one - leaving))
        elif kind in {LOCK, NAME}:
            self.decisions.append(decided(kind, one, name=f"name {first}"))


def office(clusters: list[int], steps: list[tuple[ClusterDecision, int, int, frozenset[int]]]) -> Office:
    made = Office(partition(clusters), [])
    for step in steps:
        made.take(*step)
    return made


def together(groups: list[Group]) -> set[frozenset[CommentId]]:
    return {frozenset(pair) for group in groups for pair in combinations(group.members, 2)}


def test_without_decisions_the_machines_groups_stand_largest_first() -> None:
    assert apply_decisions(placed({5}, {1, 2, 3}), []) == [Group(1, (1, 2, 3)), Group(5, (5,))]


def test_merge_joins_and_newcomers_follow() -> None:
    merged = decided(MERGE, {1, 2, 3, 4, 5})
    assert apply_decisions(placed({1, 2, 7}, {3, 4, 5}, {6}), [merged]) == [
        Group(1, (1, 2, 3, 4, 5, 7)),
        Group(6, (6,)),
    ]


def test_split_takes_the_named_comments_out() -> None:
    assert apply_decisions(placed({1, 2, 3, 4}), [decided(SPLIT, {2, 4}, {1, 3})]) == [
        Group(1, (1, 3)),
        Group(2, (2, 4)),
    ]


def test_a_newcomer_follows_those_with_its_words_and_else_the_most() -> None:
    decisions = [decided(SPLIT, {2}, {1, 3})]
    texts: dict[CommentId, str] = {1: "a", 2: "b", 3: "a", 8: "b", 9: "c"}
    assert apply_decisions(placed({1, 2, 3, 8, 9}), decisions, texts=texts) == [Group(1, (1, 3, 9)), Group(2, (2, 8))]


def test_move_survives_the_machine_that_joins_both_clusters() -> None:
    moved = decided(MOVE, {2, 5, 6}, {1, 3})
    assert apply_decisions(placed({1, 2, 3, 5, 6}), [moved]) == [Group(2, (2, 5, 6)), Group(1, (1, 3))]


def test_nobody_follows_into_a_locked_cluster() -> None:
    locked = decided(LOCK, {1, 2})
    assert apply_decisions(placed({1, 2, 3, 4}), [locked]) == [Group(1, (1, 2), is_locked=True), Group(3, (3, 4))]
    moved = decided(MOVE, {1, 2, 3}, {4})
    assert apply_decisions(placed({1, 2, 3, 4, 5}), [locked, moved])[0] == Group(1, (1, 2, 3), is_locked=True)


def test_a_name_goes_where_most_of_its_comments_are_and_the_last_one_counts() -> None:
    names = [decided(NAME, {1, 2, 3}, name="Fines"), decided(NAME, {5}, name="Libraries")]
    assert apply_decisions(placed({1, 2}, {3, 5}), names) == [Group(1, (1, 2), "Fines"), Group(3, (3, 5), "Libraries")]
    assert apply_decisions(placed({1, 2, 3, 5}), names) == [Group(1, (1, 2, 3, 5), "Libraries")]


def test_split_representative_leaves_the_earliest_comment_to_speak() -> None:
    assert apply_decisions(placed({1, 2, 3}), [decided(SPLIT, {1}, {2, 3})]) == [Group(2, (2, 3)), Group(1, (1,))]


@given(MACHINE, STEPS, MACHINE, st.frozensets(IDS))
def test_what_people_put_together_or_apart_stays_so_in_every_later_run(
    clusters: list[int],
    steps: list[tuple[ClusterDecision, int, int, frozenset[int]]],
    later: list[int],
    gone: frozenset[int],
) -> None:
    """Whatever the machine says next, and whoever is gone: a representative, or all but one of a cluster."""
    desk = office(clusters, steps)
    named = {id_ for each in desk.decisions if each.kind is not NAME for group in each.groups for id_ in group}
    pairs = {frozenset(pair) for pair in combinations(named - gone, 2)}
    after = apply_decisions(partition(later, without=gone), desk.decisions)
    assert together(after) & pairs == together(desk.groups) & pairs


@given(MACHINE, STEPS)
def test_every_comment_is_in_exactly_one_group(
    clusters: list[int], steps: list[tuple[ClusterDecision, int, int, frozenset[int]]]
) -> None:
    groups = office(clusters, steps).groups
    assert sorted(i for group in groups for i in group.members) == list(range(16))
    assert all(group.representative in group.members for group in groups)


@given(MACHINE, STEPS, MACHINE)
def test_replaying_twice_changes_nothing(
    clusters: list[int], steps: list[tuple[ClusterDecision, int, int, frozenset[int]]], later: list[int]
) -> None:
    desk = office(clusters, steps)
    machine = partition(later)
    assert apply_decisions(machine, [*desk.decisions, *desk.decisions]) == apply_decisions(machine, desk.decisions)


@given(MACHINE, STEPS, st.tuples(st.sampled_from(ClusterDecision), IDS, IDS, st.frozensets(IDS)))
def test_undo_restores_exactly_what_was_there(
    clusters: list[int],
    steps: list[tuple[ClusterDecision, int, int, frozenset[int]]],
    step: tuple[ClusterDecision, int, int, frozenset[int]],
) -> None:
    desk = office(clusters, steps)
    before, made = desk.groups, len(desk.decisions)
    desk.take(*step)
    del desk.decisions[made:]
    assert desk.groups == before


@given(MACHINE, STEPS, MACHINE)
def test_a_locked_cluster_is_what_it_was(
    clusters: list[int], steps: list[tuple[ClusterDecision, int, int, frozenset[int]]], later: list[int]
) -> None:
    desk = office(clusters, steps)
    before = {group.members for group in desk.groups if group.is_locked}
    after = apply_decisions(partition(later), desk.decisions)
    assert {group.members for group in after if group.is_locked} == before


@given(MACHINE, STEPS, MACHINE, st.randoms())
def test_order_of_the_comments_changes_nothing(
    clusters: list[int], steps: list[tuple[ClusterDecision, int, int, frozenset[int]]], later: list[int], chance: object
) -> None:
    decisions = office(clusters, steps).decisions
    placements = partition(later)
    shuffled = list(placements)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a random.Random
    assert apply_decisions(shuffled, decisions) == apply_decisions(placements, decisions)


def test_groups_continue_the_cluster_they_share_most_with() -> None:
    groups = [Group(1, (1, 2, 3)), Group(4, (4, 5)), Group(9, (9,))]
    assert match_groups({10: {1, 2}, 11: {3, 4, 5}}, groups) == [10, 11, None]


def test_equal_overlaps_go_to_the_lowest_cluster_and_each_is_used_once() -> None:
    assert match_groups({7: {1}, 3: {2}}, [Group(1, (1, 2))]) == [3]
    assert match_groups({7: {1, 2}}, [Group(1, (1,)), Group(2, (2,))]) == [7, None]


@given(MACHINE, MACHINE)
def test_each_earlier_cluster_continues_at_most_once(earlier: list[int], later: list[int]) -> None:
    previous = {n: {i for i, c in enumerate(earlier) if c == n} for n in set(earlier)}
    matched = [n for n in match_groups(previous, apply_decisions(partition(later), [])) if n is not None]
    assert len(matched) == len(set(matched))


@given(MACHINE)
def test_an_unchanged_run_changes_no_number(clusters: list[int]) -> None:
    groups = apply_decisions(partition(clusters), [])
    previous = {100 + n: set(group.members) for n, group in enumerate(groups)}
    assert match_groups(previous, groups) == [100 + n for n in range(len(groups))]

"""What people decide about clusters wins over every later run."""

from hypothesis import given
from hypothesis import strategies as st

from consultation.core.vocabulary import ClusterDecision
from consultation.dedup import Decision, Group, Placement, apply_decisions, match_groups

IDS = st.integers(0, 15)
MACHINE = st.lists(st.integers(0, 15), min_size=16, max_size=16)
DECISIONS = st.lists(
    st.builds(Decision, st.sampled_from(ClusterDecision), st.frozensets(st.integers(0, 20), max_size=5)), max_size=8
)


def placed(*groups: set[int]) -> list[Placement]:
    return [Placement(i, min(group), 1.0, representative=i == min(group)) for group in groups for i in sorted(group)]


def partition(clusters: list[int]) -> list[Placement]:
    return placed(*({i for i, c in enumerate(clusters) if c == label} for label in sorted(set(clusters))))


def merge(*ids: int) -> Decision:
    return Decision(ClusterDecision.MERGE, frozenset(ids))


def split(*ids: int) -> Decision:
    return Decision(ClusterDecision.SPLIT, frozenset(ids))


def test_without_decisions_the_machines_groups_stand_largest_first() -> None:
    assert apply_decisions(placed({5}, {1, 2, 3}), []) == [Group(1, (1, 2, 3)), Group(5, (5,))]


def test_merge_joins_the_groups_of_the_named_comments() -> None:
    assert apply_decisions(placed({1, 2}, {3, 4, 5}, {6}), [merge(2, 5)]) == [Group(3, (1, 2, 3, 4, 5)), Group(6, (6,))]


def test_split_takes_the_named_comments_out() -> None:
    assert apply_decisions(placed({1, 2, 3, 4}), [split(2, 4)]) == [Group(1, (1, 3)), Group(2, (2, 4))]


def test_decisions_are_replayed_in_order() -> None:
    assert apply_decisions(placed({1, 2}, {3}), [merge(1, 3), split(2)]) == [Group(1, (1, 3)), Group(2, (2,))]
    assert apply_decisions(placed({1, 2}, {3}), [split(2), merge(1, 2)]) == [Group(1, (1, 2)), Group(3, (3,))]


def test_split_representative_leaves_the_earliest_comment_to_speak() -> None:
    assert apply_decisions(placed({1, 2, 3}), [split(1)]) == [Group(2, (2, 3)), Group(1, (1,))]


@given(MACHINE, DECISIONS)
def test_every_comment_is_in_exactly_one_group(clusters: list[int], decisions: list[Decision]) -> None:
    groups = apply_decisions(partition(clusters), decisions)
    assert sorted(i for group in groups for i in group.members) == list(range(16))
    assert all(group.representative in group.members for group in groups)


@given(MACHINE, DECISIONS, st.frozensets(IDS, min_size=2, max_size=4))
def test_last_decision_holds_whatever_the_machine_said(
    clusters: list[int], before: list[Decision], ids: frozenset[int]
) -> None:
    merged = apply_decisions(partition(clusters), [*before, Decision(ClusterDecision.MERGE, ids)])
    assert any(ids <= set(group.members) for group in merged)
    apart = apply_decisions(partition(clusters), [*before, Decision(ClusterDecision.SPLIT, ids)])
    assert any(ids == set(group.members) for group in apart)


@given(MACHINE, DECISIONS)
def test_order_of_the_placements_changes_nothing(clusters: list[int], decisions: list[Decision]) -> None:
    placements = partition(clusters)
    assert apply_decisions(placements[::-1], decisions) == apply_decisions(placements, decisions)


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

"""Decisions laid over a proposed lineage: every clause in one link, whatever was decided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.core.clause import Clause, Outline, outline
from consultation.core.errors import Blocked
from consultation.core.lineage import Link
from consultation.core.settling import Decided, Pair, Settled, kept, likeness, settle, standing
from consultation.core.vocabulary import ClauseKind, LineageKind

SAME, REWORDED, MOVED, SPLIT, MERGED, REMOVED, NEW = LineageKind


def text(*words: str) -> Outline:
    """An act of one article for each of these words."""
    rows = (
        (0, Clause("", None, ClauseKind.ARTICLE, f"{place}-modda.", str(place), None, each))
        for place, each in enumerate(words, 1)
    )
    return outline(rows)


OLD = text("one", "two", "three", "four")
NEW_TEXT = text("one", "two again", "three", "five")
PAIR = Pair(OLD, NEW_TEXT)
PROPOSED = [
    Link(SAME, ("art_1",), ("art_1",), 1.0, is_certain=True),
    Link(REWORDED, ("art_2",), ("art_2",), 0.5),
    Link(MERGED, ("art_3", "art_4"), ("art_3",), 0.7),
    Link(NEW, (), ("art_4",), 0.0),
]


def decided(old: tuple[str, ...], new: tuple[str, ...]) -> Decided:
    return Decided(PAIR.link(old, new), is_change=True)


def shapes(settled: tuple[Settled, ...]) -> list[tuple[str, tuple[str, ...], tuple[str, ...], bool]]:
    return [(each.link.kind.value, each.link.old, each.link.new, each.is_open) for each in settled]


def test_without_a_decision_the_proposal_stands_open() -> None:
    assert settle(PROPOSED, [], PAIR) == tuple(map(Settled, PROPOSED))


def test_a_decision_takes_its_clauses_and_what_is_left_is_open() -> None:
    assert shapes(settle(PROPOSED, [decided(("art_4",), ("art_4",))], PAIR)) == [
        ("same", ("art_1",), ("art_1",), True),
        ("reworded", ("art_2",), ("art_2",), True),
        ("same", ("art_3",), ("art_3",), True),
        ("reworded", ("art_4",), ("art_4",), False),
    ]
    assert shapes(settle(PROPOSED, [decided((), ("art_2",)), decided((), ("art_3",))], PAIR)) == [
        ("same", ("art_1",), ("art_1",), True),
        ("removed", ("art_2",), (), True),
        ("removed", ("art_3",), (), True),
        ("removed", ("art_4",), (), True),
        ("new", (), ("art_2",), False),
        ("new", (), ("art_3",), False),
        ("new", (), ("art_4",), True),
    ]


@given(st.lists(st.tuples(st.sampled_from([1, 2, 3, 4, 0]), st.sampled_from([1, 2, 3, 4, 0])), max_size=4))
def test_every_clause_always_stands_in_exactly_one_link(ends: list[tuple[int, int]]) -> None:
    made: list[Decided] = []
    for before, after in ends:
        old, new = ((f"art_{side}",) if side else () for side in (before, after))
        if (old or new) and all(
            set(old).isdisjoint(each.link.old) and set(new).isdisjoint(each.link.new) for each in made
        ):
            made.append(decided(old, new))
    links = [each.link for each in settle(PROPOSED, made, PAIR)]
    everything = ["art_1", "art_2", "art_3", "art_4"]
    assert sorted(eid for link in links for eid in link.old) == everything
    assert sorted(eid for link in links for eid in link.new) == everything


def test_a_link_is_another_one_once_it_is_decided() -> None:
    (first, *_), (again, *_) = (settle(PROPOSED, made, PAIR) for made in ([], [Decided(PROPOSED[0], is_change=False)]))
    assert (first.link, first.is_open, again.is_open) == (again.link, True, False)
    assert first.key != again.key


def test_the_kind_follows_from_what_belongs_together() -> None:
    moved = Pair(text("one", "two"), text("two", "one", "two"))
    made = [
        moved.link(["art_1"], ["art_2"]),
        moved.link(["art_2", "art_1"], ["art_1"]),
        moved.link(["art_1"], ["art_3", "art_2"]),
        moved.link([], ["art_1"]),
        moved.link(["art_1"], []),
    ]
    assert [(link.kind, link.old, link.new) for link in made] == [
        (MOVED, ("art_1",), ("art_2",)),
        (MERGED, ("art_1", "art_2"), ("art_1",)),
        (SPLIT, ("art_1",), ("art_2", "art_3")),
        (NEW, (), ("art_1",)),
        (REMOVED, ("art_1",), ()),
    ]
    for old, new in ((["art_1", "art_2"], ["art_1", "art_2"]), ([], [])):
        with pytest.raises(Blocked):
            moved.link(old, new)


def test_likeness_is_one_only_for_the_same_words() -> None:
    assert (likeness("", ""), likeness("Open to all.", "Open to all.")) == (1.0, 1.0)
    assert likeness("Open to all.", "Closed") == 0.0
    assert 0.7 < likeness("Open to all people.", "Open to most people.") < 1
    assert likeness("word " * 5_000 + "a", "word " * 5_000 + "b") == 0.99


def test_clauses_are_known_again_by_their_words_and_their_order() -> None:
    before, after = text("one", "again", "again", "two"), text("nought", "one", "again", "again", "twice")
    assert standing(before, after) == {"art_1": "art_2", "art_2": "art_3", "art_3": "art_4"}
    assert standing(before, text("again", "one")) == {"art_1": "art_2"}


def test_a_decision_holds_where_its_clauses_still_stand() -> None:
    made = [decided(("art_1",), ("art_1",)), decided(("art_2",), ("art_2",)), decided(("art_3",), ())]
    stands = {"art_1": "art_2", "art_3": "art_3"}
    old_news = [Link(SAME, ("art_3",), ("art_3",), 1.0, is_certain=True)]
    fresh = [Link(SAME, ("art_3",), ("art_9",), 1.0, is_certain=True)]
    assert kept(made, stands, old_news) == [0, 2]
    assert kept(made, stands, fresh) == [0]

"""Lineages of several versions put together."""

from consultation.core.descent import composed
from consultation.core.lineage import Link
from consultation.core.vocabulary import LineageKind

SAME, REWORDED, MOVED, SPLIT, MERGED, REMOVED, NEW = LineageKind


def link(kind: LineageKind, old: str, new: str, score: float = 1.0) -> Link:
    return Link(kind, tuple(old.split()), tuple(new.split()), score)


def test_what_happened_on_the_way_is_put_together() -> None:
    first = [
        link(SAME, "a", "a"),
        link(REWORDED, "b", "b", 0.6),
        link(MOVED, "c", "c"),
        link(SPLIT, "d", "d e", 0.9),
        link(REMOVED, "f", "", 0),
        link(NEW, "", "n", 0),
        link(NEW, "", "m", 0),
        link(MERGED, "x y", "x", 0.8),
    ]
    second = [
        link(SAME, "a", "a"),
        link(SAME, "b", "b"),
        link(REWORDED, "c", "c", 0.7),
        link(SAME, "d", "d"),
        link(MERGED, "e x", "x", 0.5),
        link(SAME, "n", "n"),
        link(REMOVED, "m", "", 0),
        link(NEW, "", "z", 0),
    ]
    assert set(composed(first, second)) == {
        link(SAME, "a", "a"),
        link(REWORDED, "b", "b", 0.6),
        link(MOVED, "c", "c", 0.7),
        link(MERGED, "d x y", "d x", 0.5),
        link(REMOVED, "f", "", 0),
        link(NEW, "", "n", 0),
        link(NEW, "", "z", 0),
    }


def test_a_part_that_went_away_again_leaves_the_rest() -> None:
    first, second = [link(SPLIT, "a", "a b", 0.9)], [link(SAME, "a", "a"), link(REMOVED, "b", "", 0)]
    assert composed(first, second) == (link(REWORDED, "a", "a", 0.9),)

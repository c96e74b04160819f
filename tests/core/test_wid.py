"""Ids that clauses keep across versions."""

from consultation.core.lineage import Link
from consultation.core.vocabulary import LineageKind
from consultation.core.wid import kept_ids

KNOWN = {"art_1": "art_1", "art_2": "v2-art_7", "art_3": "art_3", "art_4": "art_4"}


def test_ids_follow_the_lineage_the_first_of_several_keeping_them() -> None:
    lineage = [
        Link(LineageKind.SPLIT, ("art_1",), ("art_1", "art_2"), 0.9),
        Link(LineageKind.MERGED, ("art_2", "art_3"), ("art_3",), 0.8),
        Link(LineageKind.REMOVED, ("art_4",), (), 0.0),
        Link(LineageKind.NEW, (), ("art_4",), 0.0),
    ]
    assert kept_ids(lineage, KNOWN, 3) == {
        "art_1": "art_1",
        "art_2": "v3-art_2",
        "art_3": "v2-art_7",
        "art_4": "v3-art_4",
    }

"""Ids that clauses keep across versions."""

from consultation.core.wid import Known, kept_ids

BEFORE = [
    Known("art_1", "art_1", "Libraries are open to all."),
    Known("art_2", "art_2", "Reading is free."),
    Known("art_3", "art_3", "The state supports libraries."),
]


def test_a_renumbered_clause_keeps_its_id_and_a_new_one_gets_its_own() -> None:
    now = [
        ("art_1", "Libraries are open to all."),
        ("art_2", "Something entirely new."),
        ("art_3", "Reading is free."),
        ("art_4", "The state supports libraries."),
    ]
    assert kept_ids(BEFORE, now, 2) == ["art_1", "v2-art_2", "art_2", "art_3"]


def test_a_reworded_clause_at_the_same_place_is_the_same() -> None:
    assert kept_ids(BEFORE, [("art_1", "Libraries serve everybody.")], 2) == ["art_1"]


def test_repeated_words_prove_nothing() -> None:
    twice = [Known("point_1", "point_1", "repealed"), Known("point_2", "point_2", "repealed")]
    assert kept_ids(twice, [("point_2", "repealed"), ("point_3", "repealed")], 2) == ["point_2", "v2-point_3"]

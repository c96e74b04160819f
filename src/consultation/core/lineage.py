"""What became of the clauses of one version in the next: the links that a machine proposes and an officer confirms."""

from dataclasses import dataclass

from consultation.core.vocabulary import LineageKind


@dataclass(frozen=True, slots=True)
class Link:
    """One statement of a lineage, by the eids of both versions.

    `old` and `new` hold one id each, but `old` is empty for a new clause, `new` for a removed one, `new` has several for
    a split and `old` for a merge. `score` says how alike the words are, 0..1 (1 = the same words). `is_certain` where a
    person has nothing to decide: the same words in the same place under a unit of which there is no doubt.
    """

    kind: LineageKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    score: float
    is_certain: bool = False

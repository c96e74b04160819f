"""Composed acts are read as they were composed: every kind, number, heading, nesting and text exactly."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultation.ingest import Ingested
from consultation.ingest.lines import Facts
from consultation.ingest.reading import from_blocks
from tests.ingest.acts import compose
from tests.ingest.composer import Expected
from tests.ingest.tongues import TONGUES


def rows(draft: Ingested) -> list[Expected]:
    """A read draft in the words of the composer."""
    return [
        Expected(depth, clause.kind, clause.num, clause.number, clause.heading, clause.text, clause.quoted)
        for depth, clause in draft.outline.walk()
    ]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1_000_000))
def test_a_composed_act_is_read_as_it_was_composed(seed: int) -> None:
    act = compose(seed)
    draft = from_blocks(act.blocks, Facts(), act.jurisdiction)
    assert rows(draft) == act.rows
    assert {warning.code for warning in draft.warnings} <= {"F_MIXED_SCRIPT"}, "a false alarm"


def test_the_composer_uses_what_it_knows() -> None:
    acts = [compose(seed) for seed in range(300)]
    kinds = Counter(row.kind for act in acts for row in act.rows)
    assert min(kinds[kind] for kind in kinds) >= 10
    assert {act.jurisdiction for act in acts} == {tongue.jurisdiction for tongue in TONGUES}
    assert any(row.quoted for act in acts for row in act.rows)

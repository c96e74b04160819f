"""Fuzzing by words: texts and corrections made of the ingester's own keywords must follow the laws."""

import json
import random
import time
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, seed, settings

from consultation.ingest.lines import Block
from tests.fuzz import lines
from tests.fuzz.lines import Step
from tests.fuzz.seeds import MOST_FINDS, keep, say


@dataclass
class _Looked:
    """How much was tried, and what came last: after a failure, the smallest text that still fails."""

    texts: int = 0
    refrains: int = 0
    corrections: int = 0
    last: tuple[list[Block], str, list[Step] | None] = field(default=([], "", []))


def run(until: float) -> int:
    """Make texts until the time is over; returns how many broke a law."""
    found, looked = 0, _Looked()
    while time.monotonic() < until and found < MOST_FINDS:
        try:
            _look(looked)
            _look_at_growth(looked)
        except Exception:
            found += 1
            plain = lines.to_plain(*looked.last)
            keep(json.dumps(plain, ensure_ascii=False, indent=1).encode(), ".json")
    say(f"lines: {looked.texts} texts, {looked.corrections} corrections, {looked.refrains} refrains, {found} found")
    return found


def _settings(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.target, Phase.shrink),
    )


def _look(looked: _Looked) -> None:
    @seed(random.randrange(2**32))
    @_settings(200)
    @given(lines.documents, lines.known_jurisdictions, lines.steps)
    def look(blocks: list[Block], jurisdiction: str, wanted: list[Step]) -> None:
        looked.texts += 1
        looked.last = (blocks, jurisdiction, wanted)
        looked.corrections += lines.check(blocks, jurisdiction, wanted)

    look()


def _look_at_growth(looked: _Looked) -> None:
    @seed(random.randrange(2**32))
    @_settings(5)
    @given(lines.refrains, lines.known_jurisdictions)
    def look(blocks: list[Block], jurisdiction: str) -> None:
        looked.refrains += 1
        looked.last = (blocks, jurisdiction, None)
        lines.check(blocks, jurisdiction, None)

    look()

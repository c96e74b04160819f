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
    corrections: int = 0
    last: tuple[list[Block], str, list[Step]] = field(default=([], "", []))


def run(until: float) -> int:
    """Make texts until the time is over; returns how many broke a law."""
    found, looked = 0, _Looked()
    while time.monotonic() < until and found < MOST_FINDS:
        try:
            _look(looked)
        except Exception:
            found += 1
            plain = lines.to_plain(*looked.last)
            keep(json.dumps(plain, ensure_ascii=False, indent=1).encode(), ".json")
    say(f"lines: {looked.texts} texts, {looked.corrections} corrections, {found} found")
    return found


def _look(looked: _Looked) -> None:
    @seed(random.randrange(2**32))
    @settings(
        max_examples=200,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.target, Phase.shrink),
    )
    @given(lines.documents, lines.known_jurisdictions, lines.steps)
    def look(blocks: list[Block], jurisdiction: str, wanted: list[Step]) -> None:
        looked.texts += 1
        looked.last = (blocks, jurisdiction, wanted)
        looked.corrections += lines.check(blocks, jurisdiction, wanted)

    look()

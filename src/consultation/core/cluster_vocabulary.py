"""The closed lists of what people decide about clusters, each value with the words people see for it (`vocabulary`)."""

from enum import StrEnum
from typing import Final

from consultation.core.messages import N_


class ClusterDecision(StrEnum):
    """What a person decided about clusters; kept apart from the machine's output and always wins."""

    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    LOCK = "lock"
    NAME = "name"


class ObjectionOutcome(StrEnum):
    """What a moderator made of an author's objection to the cluster their comment is in."""

    LEFT = "left"
    ASKED = "asked"
    APART = "apart"


WORDS: Final[tuple[tuple[StrEnum, str], ...]] = (
    (ClusterDecision.MERGE, N_("Merged by a person")),
    (ClusterDecision.SPLIT, N_("Split by a person")),
    (ClusterDecision.MOVE, N_("Comments moved by a person")),
    (ClusterDecision.LOCK, N_("Locked by a person")),
    (ClusterDecision.NAME, N_("Named by a person")),
    (ObjectionOutcome.LEFT, N_("Leave the comment in this cluster")),
    (ObjectionOutcome.ASKED, N_("Ask the officer to move it")),
    (ObjectionOutcome.APART, N_("Put it in a cluster of its own")),
)

"""The closed lists about what a file with tracked changes and comments holds, each value with the words people see."""

from enum import StrEnum

from consultation.core.messages import N_


class TextView(StrEnum):
    """Which text of a file with tracked changes is read."""

    ACCEPTED = "accepted"
    ORIGINAL = "original"


class MarkSort(StrEnum):
    """What the drafters left in a file beside its text: tracked changes and comments."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_HERE = "moved_here"
    MOVED_AWAY = "moved_away"
    COMMENT = "comment"


WORDS: tuple[tuple[StrEnum, str], ...] = (
    (TextView.ACCEPTED, N_("With all changes accepted")),
    (TextView.ORIGINAL, N_("As it was before the changes")),
    (MarkSort.INSERTED, N_("Inserted")),
    (MarkSort.DELETED, N_("Deleted")),
    (MarkSort.MOVED_HERE, N_("Moved here")),
    (MarkSort.MOVED_AWAY, N_("Moved away")),
    (MarkSort.COMMENT, N_("Word comment")),
)

"""What the officer is told: warnings with stable codes, and what the drafters left, each with its place in the text."""

from dataclasses import dataclass

from consultation.core.file_vocabulary import MarkSort
from consultation.core.messages import Message


@dataclass(frozen=True, slots=True)
class IngestWarning:
    """One thing to look at before publishing; `eid` is the clause it is about, None for the whole file."""

    code: str
    message: Message
    eid: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What the drafters left beside the text: a tracked change or a Word comment, with the clause it hangs on.

    `author` is the name Word wrote to a comment; who made a change is not kept.
    """

    sort: MarkSort
    text: str
    author: str = ""
    eid: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A warning while the tree is still growing: `place` counts nodes in document order."""

    code: str
    message: Message
    place: int | None = None

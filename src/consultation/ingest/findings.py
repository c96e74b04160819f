"""What the officer is warned about: stable codes with sentences, each with the place in the text it is about."""

from dataclasses import dataclass

from consultation.core.messages import Message


@dataclass(frozen=True, slots=True)
class IngestWarning:
    """One thing to look at before publishing; `eid` is the clause it is about, None for the whole file."""

    code: str
    message: Message
    eid: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A warning while the tree is still growing: `place` counts nodes in document order."""

    code: str
    message: Message
    place: int | None = None

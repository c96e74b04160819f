"""What can go wrong in the domain, as lists of reasons; which HTTP status that is, is the web's business."""

from collections.abc import Mapping, Sequence

from consultation.core.messages import Message


class ConsultationError(Exception):
    """Base of every refusal a person may see; always carries sentences, never a trace."""

    def __init__(self, *reasons: Message) -> None:
        super().__init__("; ".join(map(str, reasons)))
        self.reasons: tuple[Message, ...] = reasons


class Refused(ConsultationError):
    """The person may not do this (at all, or not now)."""


class TooLate(Refused):
    """The discussion has closed; whatever was typed must be handed back."""


class Blocked(ConsultationError):
    """The step is allowed but not yet possible; `reasons` lists everything that is missing, not just the first."""

    def __init__(self, reasons: Sequence[Message]) -> None:
        super().__init__(*reasons)


class NotFound(ConsultationError):
    """There is no such thing, or it is not public."""


class Stale(ConsultationError):
    """Somebody else changed it meanwhile; nothing was overwritten."""


class Throttled(ConsultationError):
    """Too many requests from one place in a short time; `retry_after` seconds later they are welcome again."""

    def __init__(self, reason: Message, *, retry_after: int) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Invalid(ConsultationError):
    """Some fields are wrong; `fields` maps each field's name to what to do about it."""

    def __init__(self, fields: Mapping[str, Message]) -> None:
        super().__init__(*fields.values())
        self.fields: dict[str, Message] = dict(fields)

"""Discussion periods as data: how long an act of each kind is discussed, by which rule, and who may end it early."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone

from consultation.core.messages import Message, message
from consultation.core.vocabulary import ActKind, AttachmentKind

# Uzbekistan keeps UTC+5 all year; a fixed offset needs no time-zone database on the machine.
TASHKENT = timezone(timedelta(hours=5), "Asia/Tashkent")
CLOSING_TIME = time(23, 59)


@dataclass(frozen=True, slots=True)
class Period:
    """The rule for one kind of act.

    `days` are calendar days. After `silent_days` without any comment the authority may end the discussion early.
    `basis` names the legal act the rule comes from and is shown beside the dates.
    """

    days: int
    basis: Message
    silent_days: int | None = None


_GENERAL = Period(
    days=15,
    basis=message("Resolution of the Cabinet of Ministers No. 328 of 2 December 2014: not less than 15 days."),
)
_DEPARTMENTAL = Period(
    days=10,
    basis=message(
        "Decree of the President UP-161 of 8 September 2025: 10 days; "
        "when nothing arrives within 5 days the draft may be handed over early."
    ),
    silent_days=5,
)

PERIODS: dict[ActKind, Period] = dict.fromkeys(ActKind, _GENERAL) | {ActKind.DEPARTMENTAL: _DEPARTMENTAL}

REQUIRED_ATTACHMENTS: dict[ActKind, frozenset[AttachmentKind]] = {
    kind: frozenset({AttachmentKind.EXPLANATORY_NOTE}) for kind in ActKind
} | {
    kind: frozenset({AttachmentKind.EXPLANATORY_NOTE, AttachmentKind.COMPARISON_TABLE})
    for kind in (ActKind.LAW, ActKind.CODE)
}


def earliest_close(kind: ActKind, opens_at: datetime) -> datetime:
    """The first closing instant that gives the full period: 23:59 in Tashkent, `days` days after the opening day."""
    last_day = opens_at.astimezone(TASHKENT).date() + timedelta(days=PERIODS[kind].days)
    return datetime.combine(last_day, CLOSING_TIME, TASHKENT)


def why_not_close_at(kind: ActKind, opens_at: datetime, closes_at: datetime) -> Message | None:
    """A round never shrinks below its minimum."""
    if closes_at < earliest_close(kind, opens_at):
        return message("The discussion lasts at least %(days)s days.", days=PERIODS[kind].days)
    return None


def why_not_extend(old: datetime, new: datetime, now: datetime) -> Message | None:
    """A round is only ever made longer, and not after it has closed."""
    if now >= old:
        return message("The discussion has closed.")
    if new <= old:
        return message("The new closing time must be later than the present one.")
    return None


def why_not_end_early(kind: ActKind, opens_at: datetime, comment_count: int, now: datetime) -> Message | None:
    """Early hand-over: only where the rule allows it, only after the silent days, only if nothing arrived."""
    silent_days = PERIODS[kind].silent_days
    if silent_days is None:
        return message("The rule for acts of this kind does not allow an early end.")
    if comment_count:
        return message("Comments have arrived, so the discussion runs its full time.")
    if now < opens_at + timedelta(days=silent_days):
        return message("The discussion may end early only after %(days)s days without a comment.", days=silent_days)
    return None


# No act sets a term for answering; this is what the desk reminds officers by.
ANSWER_DAYS = 15


def answers_due_at(closes_at: datetime) -> datetime:
    """When a closed round counts as overdue on its officers' desk."""
    return closes_at + timedelta(days=ANSWER_DAYS)

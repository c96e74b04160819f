"""By what the moderators' queue is narrowed, and how many comments each choice would leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field
from sqlalchemy.orm import Session

from consultation.core.messages import N_, Message, message, message_n
from consultation.core.vocabulary import CommentState
from consultation.store import moderation as store
from consultation.store.columns import LARGEST_ID
from consultation.store.moderation import Sieve
from consultation.web.forms import Form, Input, parse
from consultation.web.site import Req

_Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
_AGES: Final = (1, 3, 7)


class Pile(StrEnum):
    """Which comments the queue shows by what was decided about them."""

    PENDING = "pending"
    UNSEEN = "unseen"
    PUBLISHED = "published"
    REJECTED = "rejected"
    ALL = "all"


PILE_WORDS: Final[dict[Pile, str]] = {
    Pile.PENDING: N_("Waiting for a moderator"),
    Pile.UNSEEN: N_("Public, not yet looked at"),
    Pile.PUBLISHED: N_("Published"),
    Pile.REJECTED: N_("Not published"),
    Pile.ALL: N_("All"),
}


class Query(Input):
    """What the address of the queue asks for. `older` is in days."""

    draft: _Id | None = None
    clause: _Id | None = None
    cluster: _Id | None = None
    state: Pile = Pile.PENDING
    flagged: bool = False
    off_topic: bool = False
    older: Annotated[int, Field(ge=1, le=365)] | None = None
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1

    def sieve(self, now: datetime) -> Sieve:
        """The same for the store."""
        state = self.state
        return Sieve(
            draft_id=self.draft,
            clause_id=self.clause,
            cluster_id=self.cluster,
            state=None if state in {Pile.ALL, Pile.UNSEEN} else CommentState(state.value),
            unseen=state is Pile.UNSEEN,
            flagged=self.flagged,
            off_topic=self.off_topic,
            older_than=None if self.older is None else now - timedelta(days=self.older),
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """One link that narrows or widens the queue: what it says, what it changes in the address, what it would leave."""

    words: Message
    changes: dict[str, object]
    number: int
    is_current: bool


def asked_for(request: Req) -> Query:
    """The narrowing that the address asks for; Invalid when it asks for nonsense."""
    return parse(Query, Form({name: [value] for name, value in request.query_params.items()}))


def piles(session: Session, query: Query, now: datetime) -> list[Choice]:
    """By what was decided."""
    return [
        Choice(Message(words), {"state": pile.value}, _left(session, query, now, state=pile), query.state is pile)
        for pile, words in PILE_WORDS.items()
    ]


def marks(session: Session, query: Query, now: datetime) -> list[Choice]:
    """By readers' flags and by topic. Chosen from elsewhere they show comments in every state."""
    return list(_marks(session, query, now))


def _marks(session: Session, query: Query, now: datetime) -> Iterator[Choice]:
    for name, words in (("flagged", message("Reported by readers")), ("off_topic", message("Off topic"))):
        chosen = bool(getattr(query, name))
        left = _left(session, query, now, **{name: True, "state": query.state if chosen else Pile.ALL})
        changes: dict[str, object] = {name: None, "state": None} if chosen else {name: "yes", "state": "all"}
        yield Choice(words, changes, left, chosen)


def ages(session: Session, query: Query, now: datetime) -> list[Choice]:
    """By how long ago they were sent."""
    return [
        Choice(
            message_n("Older than %(n)s day", "Older than %(n)s days", days),
            {"older": None if query.older == days else days},
            _left(session, query, now, older=days),
            query.older == days,
        )
        for days in _AGES
    ]


def _left(session: Session, query: Query, now: datetime, **changes: object) -> int:
    return store.queue_size(session, query.model_copy(update=changes).sieve(now))

"""Before a comment is sent: whether others have said nearly the same about the same place, so that one can join them."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from consultation.actions import arrivals
from consultation.actions.comments import NewComment, Place
from consultation.actions.remembering import OwnWords
from consultation.core.comment import check
from consultation.core.errors import Stale
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.core.vocabulary import Language, Position
from consultation.store import clusters, discussions, signatures

_SIDES = frozenset({Position.SUPPORT, Position.OPPOSE})


@dataclass(frozen=True, slots=True)
class Alike:
    """A published comment that says nearly the same, and how many comments stand with it, itself included.

    `own_wording` is what the person proposes, "" when that is the clause as it stands.
    """

    number: int
    text: str
    wording: str
    language: Language
    comments: int
    own_wording: str


def others(
    session: Session, actor: Actor, place: Place, new: NewComment, words: OwnWords, *, now: datetime
) -> Alike | None:
    """What others have said about the same place in nearly the same words; changes nothing.

    None when there is nothing of the kind, when the person is one of them already, or says to be on the other side.
    Raises Invalid for words that cannot be sent.
    """
    said = check(new.text, new.wording)
    ground = discussions.open_ground(session, place.draft_id, now, eid=place.eid)
    if ground is None or (place.eid is not None and ground.clause_id is None):
        return None
    wording = "" if said.wording.split() == (ground.clause_text or "").split() else said.wording
    full = f"{said.text}\n{wording}" if wording else said.text
    found = arrivals.find(session, ground.round_id, full, words.of(session, ground.round_id))
    cluster_id = None if found is None else signatures.cluster_of(session, found.leader)
    person = f"account:{actor.id}"
    if cluster_id is None or clusters.speaks_in(session, ground.round_id, cluster_id, person):
        return None
    row = clusters.voice_of(session, cluster_id, ground.clause_id)
    if row is None or {row.position, new.position} == _SIDES:
        return None
    return Alike(row.number, row.text, row.wording, row.language, row.comment_count, wording)


def join(session: Session, place: Place, number: int, new: NewComment, *, now: datetime) -> NewComment:
    """The comment that signs what comment `number` says, word for word; position and name stay the person's own.

    Raises Stale when that comment is not public any more, or not about this place.
    """
    ground = discussions.open_ground(session, place.draft_id, now, eid=place.eid)
    row = None if ground is None else clusters.public_words(session, ground.round_id, ground.clause_id, number)
    if row is None:
        raise Stale(
            message("The comment you wanted to join is not there any more. Your own words are below: send them.")
        )
    return replace(new, text=row.text, wording=row.wording, language=row.language)

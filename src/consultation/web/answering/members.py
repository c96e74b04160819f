"""Members of a cluster on the desk: the whole comment, with what it adds marked, and the ticks of those who read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import Field
from sqlalchemy import Row
from sqlalchemy.orm import Session

from consultation import dedup
from consultation.actions import residues as actions
from consultation.core.highlight import Piece
from consultation.core.messages import N_, message_n
from consultation.core.policy import Actor
from consultation.store import residues as store
from consultation.store.columns import LARGEST_ID, AnyRow
from consultation.store.tables import Cluster
from consultation.web.answering.reading import desk_of
from consultation.web.clock import now_of
from consultation.web.forms import Asks, Form, Input, parse
from consultation.web.routing import post
from consultation.web.site import Page, Req
from consultation.web.templating import see_other

SHOW_WORDS: Final = {
    "all": N_("All comments"),
    "own": N_("Comments that add something"),
    "unread": N_("What nobody has read yet"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """A member as the desk shows it; `words` and `wording` are its own text in pieces, what it adds marked as hits."""

    row: AnyRow
    words: tuple[tuple[Piece, ...], ...]
    wording: tuple[tuple[Piece, ...], ...]
    readers: tuple[Row[int, str, datetime], ...]

    @property
    def adds(self) -> bool:
        """Whether it adds anything to its cluster."""
        return self.row.residue_key is None or bool(self.row.residue_key)


def shown_of(request: Req) -> str:
    """Which members the address asks for; all of them when it asks for something else."""
    asked = request.query_params.get("show", "all")
    return asked if asked in store.SHOWS else "all"


def members_of(session: Session, cluster: Cluster, rows: Sequence[AnyRow]) -> list[Member]:
    """Make the rows of `store.residues.cluster_members` ready for the page."""
    speaking = dict(store.texts(session, [cluster.representative_id])).get(cluster.representative_id, "")
    readers = store.readers(session, [row.id for row in rows])

    def marked(row: AnyRow, text: str) -> tuple[tuple[Piece, ...], ...]:
        is_marked = row.id != cluster.representative_id and row.residue_key != ""
        return tuple(_paragraphs(text, dedup.residue_spans(text, speaking) if is_marked else []))

    return [
        Member(row, marked(row, row.text), marked(row, row.wording), tuple(readers.get(row.id, ()))) for row in rows
    ]


def _paragraphs(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[Piece, ...]]:
    """The lines of a text that are not empty, each in pieces; no sentence spans two lines."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            yield tuple(_pieces(text, start, end, [span for span in spans if start <= span[0] < end]))
        start = end + 1


def _pieces(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    at = start
    for first, last in _joined(text, spans):
        if first > at:
            yield Piece(text[at:first], is_hit=False)
        yield Piece(text[first:last], is_hit=True)
        at = last
    if at < end:
        yield Piece(text[at:end], is_hit=False)


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences with nothing but spaces between them as one stretch: a reader hears once where own words begin."""
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and not text[joined[-1][1] : first].strip():
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


class ReadForm(Input):
    """The comments whose residue has been read."""

    read: Annotated[
        list[Annotated[int, Field(ge=1, le=LARGEST_ID)]], Asks(N_("There is nothing here that has not been read."))
    ]


@post("/desk/drafts/{number:int}/clusters/{cluster_id:int}/read")
def read(
    request: Req,
    number: FromPath[int],
    cluster_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """Tick what comments add as read; one goes on to what is still unread."""
    place = desk_of(writer, actor, number, now_of(request))
    found = actions.read(writer, actor, cluster_id, parse(ReadForm, form).read, now=now_of(request))
    notice = message_n("You have read what %(n)s comment adds.", "You have read what %(n)s comments add.", found)
    path = f"{place.path}/clusters/{cluster_id}"
    left = store.count_members(writer, cluster_id, "unread")
    return see_other(request, f"{path}?show=unread#members" if left else path, notice=notice)

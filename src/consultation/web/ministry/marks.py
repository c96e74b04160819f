"""What the drafters left in a Word file, for the officers only: its tracked changes and comments, and which text was taken."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import dossier
from consultation.actions import versions as actions
from consultation.actions.versions import MOST_MARKS
from consultation.core.clause import Clause
from consultation.core.file_vocabulary import MarkSort, TextView
from consultation.core.leaves import leaves
from consultation.core.messages import Message, message
from consultation.core.policy import Actor
from consultation.store import blobs
from consultation.store import versions as stored
from consultation.store.database import Database
from consultation.store.tables import Draft, Version
from consultation.web.forms import Form, Input, filled, kept, parse
from consultation.web.ministry.uploads import read_file
from consultation.web.paging import page_asked
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other

_ON_A_PAGE: Final = 100
_TAKEN: Final[Mapping[TextView, Message]] = {
    TextView.ACCEPTED: message("The text with all changes accepted has been taken. Check how it was split."),
    TextView.ORIGINAL: message("The text before the changes has been taken. Check how it was split."),
}


class ViewForm(Input):
    """What the button that takes the other text sends."""

    view: TextView
    revision: int


@dataclass(frozen=True, slots=True)
class Left:
    """What was left in a version's file, counted, and which text was taken."""

    view: TextView
    insertions: int
    deletions: int
    moves: int
    comments: int
    has_changes: bool

    @property
    def other(self) -> TextView:
        """The text that was not taken."""
        return TextView.ORIGINAL if self.view is TextView.ACCEPTED else TextView.ACCEPTED

    @property
    def is_nothing(self) -> bool:
        """Whether the file was clean."""
        return not self.has_changes and not self.comments


@dataclass(frozen=True, slots=True)
class Shown:
    """One mark as the page lists it, with the clause it hangs on and the leaf of the split that is on."""

    sort: MarkSort
    text: str
    author: str
    clause: Clause | None
    leaf: int


def left_in(version: Version) -> Left:
    """What the split page says about the file of a version."""
    count = Counter(each["code"] for each in version.marks)
    return Left(
        view=version.view,
        insertions=count[MarkSort.INSERTED],
        deletions=count[MarkSort.DELETED],
        moves=max(count[MarkSort.MOVED_HERE], count[MarkSort.MOVED_AWAY]),
        comments=count[MarkSort.COMMENT],
        has_changes=any(each["code"] == "F_TRACKED" for each in version.warnings),
    )


@get("/desk/drafts/{number:int}/marks")
def marks(request: Req, number: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]) -> Page:
    """The tracked changes and comments of the file, each with the clause it is in."""
    return _show(request, reader, dossier.look(reader, actor, number), filled())


@post("/desk/drafts/{number:int}/marks")
def submit_view(
    request: Req,
    number: FromPath[int],
    form: NamedDependency[Form],
    database: NamedDependency[Database],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Take the other text of the file."""

    def show(again: Form) -> Page:
        with database.read() as session:
            return _show(request, session, dossier.look(session, actor, number), again)

    with kept(form, show):
        values = parse(ViewForm, form)
        with database.read() as session:
            version = actions.in_preparation(session, dossier.look(session, actor, number))
            name, content = version.file_name, blobs.content_of(session, version.blob_sha256)
        upload = read_file(request, "view", name, content, values.view)
        with database.write() as session:
            actions.take_view(session, actor, number, upload, revision=values.revision, now=now)
    return see_other(request, f"/desk/drafts/{number}/split", notice=_TAKEN[values.view])


def _show(request: Req, session: Session, draft: Draft, form: Form) -> Page:
    version = actions.in_preparation(session, draft)
    pages = -(-len(version.marks) // _ON_A_PAGE) or 1
    asked = page_asked(request, pages)
    rows = version.marks[(asked - 1) * _ON_A_PAGE : asked * _ON_A_PAGE]
    return page(
        request,
        "ministry/marks.html",
        form=form,
        draft=draft,
        version=version,
        left=left_in(version),
        shown=list(_shown(session, version, rows)),
        is_cut=len(version.marks) >= MOST_MARKS,
        count=len(version.marks),
        leaf=asked,
        leaf_count=pages,
    )


def _shown(session: Session, version: Version, rows: Sequence[Mapping[str, object]]) -> Iterator[Shown]:
    lines = stored.sheet_of_version(session, version).lines
    places = {line.clause.eid: (line.clause, leaf) for leaf, lines_ in enumerate(leaves(lines), 1) for line in lines_}
    for row in rows:
        clause, leaf = places.get(cast("str", row["eid"]), (None, 1))
        yield Shown(MarkSort(str(row["code"])), str(row["text"]), str(row["author"]), clause, leaf)

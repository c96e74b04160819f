"""What became of the clauses, on the officer's desk: looked through by urgency, confirmed, changed, taken back."""

from datetime import datetime
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import dossier
from consultation.actions import lineage as actions
from consultation.actions.versions import in_preparation
from consultation.core.errors import Blocked, NotFound
from consultation.core.messages import Message, message, message_n
from consultation.core.policy import Actor
from consultation.core.settling import Settled
from consultation.store import lineage as store
from consultation.store import versions
from consultation.store.tables import Draft
from consultation.web.forms import Form, Input, Line, filled, kept, parse
from consultation.web.ministry.lineage_cards import CARDS, Table, Version, candidates
from consultation.web.paging import page_asked
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other

_DIGITS: Final = 6
_NAMED: Final = 100  # certain links that are named one by one


class DecisionForm(Input):
    """What a button of the list sends: `do` is an act, the keys of links, and the index of the first in the list."""

    do: Annotated[str, Line(1_000)]
    revision: int


class ChangeForm(Input):
    """What the page of one link sends: the clauses that belong together, or words to look for in both texts."""

    revision: int
    at: int = 0
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    find: Annotated[str, Line(200)] = ""
    do: Annotated[str, Line(20)] = "save"


@get("/desk/drafts/{number:int}/lineage")
def lineage(
    request: Req, number: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """What became of the clauses: what is to be decided, or with `?show=decided` what was."""
    return _show(request, reader, dossier.look(reader, actor, number), filled())


@post("/desk/drafts/{number:int}/lineage")
def submit_lineage(
    request: Req,
    number: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Do what a button says, and go on to the next open link."""
    draft = dossier.look(writer, actor, number)
    with kept(form, lambda again: _show(request, writer, draft, again)):
        values = parse(DecisionForm, form)
        act, keys, at = _asked(values.do)
        if act == "undo":
            actions.take_back(writer, actor, number, keys[0], revision=values.revision, now=now)
            notice = message("The decision has been taken back.")
            return see_other(request, f"/desk/drafts/{number}/lineage?show=decided", notice=notice)
        if act == "certain":
            count = actions.confirm_certain(writer, actor, number, revision=values.revision, now=now)
        else:
            count = actions.confirm(writer, actor, number, keys, revision=values.revision, now=now)
    notice = message_n("%(n)s clause confirmed.", "%(n)s clauses confirmed.", count)
    return _next(request, writer, draft, at, notice)


@get("/desk/drafts/{number:int}/lineage/{key:str}")
def link(
    request: Req,
    number: FromPath[int],
    key: FromPath[str],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """One link, to say what belongs together instead."""
    draft = dossier.look(reader, actor, number)
    table = _table(reader, draft)
    found = _find(table, key)
    at = str(_number(request.query_params.get("at", "")))
    first = Form({"old": list(found.link.old), "new": list(found.link.new), "at": [at]})
    return _show_link(request, reader, draft, table, found, first)


@post("/desk/drafts/{number:int}/lineage/{key:str}")
def submit_link(
    request: Req,
    number: FromPath[int],
    key: FromPath[str],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Say what belongs together, or look for a clause that is not on the page."""
    draft = dossier.look(writer, actor, number)

    def show(again: Form) -> Page:
        table = _table(writer, draft)
        return _show_link(request, writer, draft, table, _find(table, key), again)

    with kept(form, show):
        values = parse(ChangeForm, form)
        if values.do == "find":
            return show(form)
        ends = {"old": values.old, "new": values.new}
        actions.change(writer, actor, number, key, **ends, revision=values.revision, now=now)
    return _next(request, writer, draft, values.at, message("Your decision has been saved."))


def _asked(do: str) -> tuple[str, list[str], int]:
    """The act, the keys and the index of a button's value: "confirm 37 KEY KEY"."""
    act, _, rest = do.partition(" ")
    at, _, keys = rest.partition(" ")
    if act not in {"confirm", "certain", "undo"} or (act != "certain" and not keys):
        raise NotFound(message("There is no such decision."))
    return act, keys.split(), _number(at)


def _number(typed: str) -> int:
    """An index as it came in an address or a button; 0 for what is none."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS else 0


def _next(request: Req, session: Session, draft: Draft, at: int, notice: Message) -> Page:
    """To the link that stands now where the one decided about stood, or to the draft when nothing is open any more."""
    if in_preparation(session, draft).open_links == 0:
        notice = message("You have said what became of every clause.")
        return see_other(request, f"/desk/drafts/{draft.id}", notice=notice)
    return see_other(request, f"/desk/drafts/{draft.id}/lineage{_place(at)}", notice=notice)


def _place(at: int) -> str:
    """The page and the anchor of an index in the list."""
    return f"?page={at // CARDS + 1}#link-{at}"


def _table(session: Session, draft: Draft) -> Table:
    version = in_preparation(session, draft)
    if version.ordinal == 1:
        raise Blocked([message("This is the first version: there is nothing to compare it with.")])
    before = versions.published_version(session, draft.id)
    pair = store.pair_of(session, version)
    clauses = f"/drafts/{draft.id}/versions/{before.ordinal}/clauses/"
    old = Version(pair.old, before.language, clauses, store.said_about(session, before.id))
    new = Version(pair.new, version.language, "", {})
    return Table(pair, old, new, store.settled(session, version, pair))


def _find(table: Table, key: str) -> Settled:
    found = next((each for each in table.settled if each.key == key), None)
    if found is None:
        raise NotFound(message("This was decided meanwhile. Go back to the list."))
    return found


def _show(request: Req, session: Session, draft: Draft, form: Form) -> Page:
    version = in_preparation(session, draft)
    table = _table(session, draft)
    is_decided = request.query_params.get("show") == "decided"
    found = table.decided if is_decided else table.waiting
    pages = max(1, -(-len(found) // CARDS))
    shown = page_asked(request, pages)
    certain = table.certain
    return page(
        request,
        "ministry/lineage.html",
        form=form,
        draft=draft,
        version=version,
        before=versions.published_version(session, draft.id),
        is_decided=is_decided,
        cards=table.cards(found, (shown - 1) * CARDS),
        groups=[(group, count, first // CARDS + 1, first) for group, count, first in table.groups(found)],
        certain=[(table.old.end(each.link.old[0]), table.new.end(each.link.new[0])) for each in certain[:_NAMED]],
        certain_count=len(certain),
        waiting_count=len(found) if not is_decided else version.open_links - len(certain),
        decided_count=len(table.decided),
        total=len(table.settled),
        leaf=shown,
        leaf_count=pages,
    )


def _show_link(request: Req, session: Session, draft: Draft, table: Table, found: Settled, form: Form) -> Page:
    version = in_preparation(session, draft)
    before, after = table.pair.words_of(found.link)
    find = form.value("find")
    waiting = table.waiting
    likely_old = [eid for each in waiting for eid in each.link.old]
    likely_new = [eid for each in waiting for eid in each.link.new]
    decided = [each.link for each in table.decided if each is not found]
    return page(
        request,
        "ministry/link.html",
        form=form,
        draft=draft,
        version=version,
        before=versions.published_version(session, draft.id),
        card=table.card(found, 0),
        back=f"/desk/drafts/{draft.id}/lineage" + _place(_number(form.value("at"))),
        old=candidates(table.old, form.all("old"), likely_old, after or before, find),
        new=candidates(table.new, form.all("new"), likely_new, before or after, find),
        taken_old={eid for each in decided for eid in each.old},
        taken_new={eid for each in decided for eid in each.new},
    )

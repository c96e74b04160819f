"""Buttons that vote: on a clause, a comment, a proposed wording."""

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import urlencode

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import votes as actions
from consultation.actions.comments import Place
from consultation.core.messages import N_, message
from consultation.core.policy import Actor
from consultation.core.vocabulary import VoteTarget, VoteValue
from consultation.web.account.fields import own_path
from consultation.web.forms import Asks, Form, Input, parse
from consultation.web.routing import post
from consultation.web.site import Page, Req, site_of
from consultation.web.templating import see_other


class VoteForm(Input):
    """What a vote's button sends; "none" takes the vote back."""

    value: Annotated[Literal["support", "oppose", "none"], Asks(N_("Choose support or oppose."))]
    target: VoteTarget = VoteTarget.COMMENT

    def as_value(self) -> VoteValue | None:
        """The vote as the action takes it."""
        return None if self.value == "none" else VoteValue(self.value)


@post("/drafts/{number:int}/versions/{ordinal:int}/clauses/{eid:str}/votes")
def vote_on_clause(
    request: Req,
    number: FromPath[int],
    ordinal: FromPath[int],
    eid: FromPath[str],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Vote on a clause."""
    back = own_path(form.value("back"), otherwise=f"/drafts/{number}/versions/{ordinal}/clauses/{eid}")
    if actor.is_visitor:
        return _sign_in_first(request, back)
    values = parse(VoteForm, form)
    place = Place(number, ordinal, eid)
    actions.cast_on_clause(writer, actor, place, values.as_value(), now=now, hourly=_hourly(request))
    return _back(request, back, values)


@post("/drafts/{number:int}/comments/{comment:int}/votes")
def vote_on_comment(
    request: Req,
    number: FromPath[int],
    comment: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Vote on a comment, or on the wording it proposes."""
    back = own_path(form.value("back"), otherwise=f"/drafts/{number}/comments/{comment}")
    if actor.is_visitor:
        return _sign_in_first(request, back)
    values = parse(VoteForm, form)
    actions.cast_on_comment(
        writer, actor, number, comment, values.target, values.as_value(), now=now, hourly=_hourly(request)
    )
    return _back(request, back, values)


def _back(request: Req, back: str, values: VoteForm) -> Page:
    words = {
        "support": message("Your vote in support has been counted."),
        "oppose": message("Your vote against has been counted."),
        "none": message("Your vote has been taken back."),
    }
    return see_other(request, back, notice=words[values.value])


def _sign_in_first(request: Req, back: str) -> Page:
    return see_other(request, "/account/sign-in?" + urlencode({"next": back}))


def _hourly(request: Req) -> int:
    return site_of(request).settings.votes_per_hour

"""Accounts before an administrator: finding one, its roles, and shutting it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import Field
from sqlalchemy.orm import Session

from consultation.actions import roles as actions
from consultation.core import policy
from consultation.core.errors import Invalid, NotFound
from consultation.core.messages import N_, Message, message
from consultation.core.policy import Actor
from consultation.core.vocabulary import Locale, Permission, Role
from consultation.store import accounts as store
from consultation.store import authorities, sessions
from consultation.store.columns import LARGEST_ID, is_id
from consultation.store.tables import Account
from consultation.web.forms import EMPTY, Asks, Form, Input, filled, kept, parse
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other

_MOST: Final = 50
_Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
ACCOUNT: Final = "/admin/accounts/{account_id:int}"


class Change(StrEnum):
    """What the buttons on an account's page do."""

    DISABLE = "disable"
    ENABLE = "enable"
    TAKE = "take"


class ChangeForm(Input):
    """One of the buttons; a role that is taken is named by its membership."""

    do: Annotated[Change, Asks(N_("Choose what to do with the account."))]
    membership: _Id | None = None


class RoleForm(Input):
    """A role, and the authority an officer works for."""

    role: Annotated[Role, Asks(N_("Choose the role."))]
    authority: _Id | None = None


@get("/admin")
def search(request: Req, reader: NamedDependency[Session], actor: NamedDependency[Actor]) -> Page:
    """Find an account by address or name; without words: everybody who holds a role."""
    policy.require(actor, Permission.ADMINISTER)
    words = " ".join(request.query_params.get("q", "").replace("\0", "").split())[:200]
    found = store.search(reader, words, limit=_MOST + 1) if words else []
    return page(
        request,
        "admin/accounts.html",
        query=filled(q=words),
        found=found[:_MOST],
        is_more=len(found) > _MOST,
        most=_MOST,
        holders=store.holders(reader),
    )


@get(ACCOUNT)
def account(
    request: Req,
    account_id: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    locale: NamedDependency[Locale],
    now: NamedDependency[datetime],
) -> Page:
    """One account with its roles."""
    policy.require(actor, Permission.ADMINISTER)
    return _show(request, reader, account_id, locale, now, EMPTY)


@post(ACCOUNT)
def change(
    request: Req,
    account_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    locale: NamedDependency[Locale],
    now: NamedDependency[datetime],
) -> Page:
    """Take a role away, shut the account, or open it again."""
    policy.require(actor, Permission.ADMINISTER)
    with kept(form, lambda again: _show(request, writer, account_id, locale, now, again)):
        values = parse(ChangeForm, form)
        notice = _carry_out(writer, actor, account_id, values, now)
    # Whoever has just given up their own role may see this page no more.
    is_own_end = account_id == actor.account_id and not store.actor_of(writer, account_id).is_administrator
    return see_other(request, "/account" if is_own_end else path_of(account_id), notice=notice)


@get(ACCOUNT + "/roles")
def give_form(
    request: Req,
    account_id: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    locale: NamedDependency[Locale],
) -> Page:
    """The form that gives a role."""
    policy.require(actor, Permission.ADMINISTER)
    return _show_roles(request, reader, account_id, locale, EMPTY)


@post(ACCOUNT + "/roles")
def give(
    request: Req,
    account_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    locale: NamedDependency[Locale],
    now: NamedDependency[datetime],
) -> Page:
    """Give a role."""
    policy.require(actor, Permission.ADMINISTER)
    with kept(form, lambda again: _show_roles(request, writer, account_id, locale, again)):
        values = parse(RoleForm, form)
        given = actions.give(writer, actor, account_id, values.role, values.authority, now=now)
    notice = message("The role has been given.") if given else message("The person holds this role already.")
    return see_other(request, path_of(account_id), notice=notice)


def path_of(account_id: int) -> str:
    """The page of an account."""
    return f"/admin/accounts/{account_id}"


def _carry_out(session: Session, actor: Actor, account_id: int, values: ChangeForm, now: datetime) -> Message:
    if values.do is Change.DISABLE:
        actions.disable(session, actor, account_id, now=now)
        return message("The account has been disabled. Nobody can sign in with it.")
    if values.do is Change.ENABLE:
        actions.enable(session, actor, account_id, now=now)
        return message("The account works again.")
    if values.membership is None:
        raise Invalid({"membership": message("Choose the role to take away.")})
    actions.take(session, actor, account_id, values.membership, now=now)
    return message("The role has been taken away.")


def _show(request: Req, session: Session, account_id: int, locale: Locale, now: datetime, form: Form) -> Page:
    roles = [
        (membership, names and authorities.name_in(names, locale))
        for membership, names in store.roles_of(session, account_id)
    ]
    return page(
        request,
        "admin/account.html",
        account=_account(session, account_id),
        roles=roles,
        places=sessions.count(session, account_id, now),
        form=form,
    )


def _show_roles(request: Req, session: Session, account_id: int, locale: Locale, form: Form) -> Page:
    bodies = [(row.id, authorities.name_in(row.names, locale)) for row in authorities.all_authorities(session)]
    return page(
        request,
        "admin/roles.html",
        account=_account(session, account_id),
        roles=actions.GIVEN,
        authorities=sorted(bodies, key=lambda body: body[1].casefold()),
        form=form,
    )


def _account(session: Session, account_id: int) -> Account:
    found = session.get(Account, account_id) if is_id(account_id) else None
    if found is None:
        raise NotFound(message("There is no such account."))
    return found

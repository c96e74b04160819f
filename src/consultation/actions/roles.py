"""Accounts and roles as operators and administrators hand them out and take them back."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from consultation.core import policy
from consultation.core.errors import Blocked, Invalid, NotFound
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.core.vocabulary import Locale, Permission, Role
from consultation.store import accounts, audit, authorities, sessions
from consultation.store.tables import Account

GIVEN = (Role.OFFICER, Role.MODERATOR, Role.ADMINISTRATOR)


def actor_by_email(session: Session, email: str) -> Actor:
    """The person with this address and the roles they hold; `NotFound`."""
    return accounts.actor_of(session, _account(session, email).id)


def add_confirmed(
    session: Session,
    *,
    email: str,
    name: str,
    password_hash: str,
    now: datetime,
    locale: Locale = Locale.UZ_LATN,
    organisation: str | None = None,
) -> Account:
    """Make an account whose address needs no proof, for an operator vouches for it; `Invalid` when it is taken."""
    address = email.strip().lower()
    if accounts.by_email(session, address) is not None:
        raise Invalid({"email": message("%(email)s has an account already.", email=address)})
    account = accounts.add(
        session,
        Account(
            email=address,
            name=name,
            organisation=organisation,
            password_hash=password_hash,
            locale=locale,
            created_at=now,
            email_confirmed_at=now,
        ),
    )
    audit.record(session, at=now, actor_id=None, action="account.add", noun="account", noun_id=account.id)
    return account


def grant_by_email(
    session: Session,
    *,
    email: str,
    role: Role,
    authority_slug: str | None,
    now: datetime,
    granted_by: int | None = None,
) -> None:
    """Give a role; officers get theirs for one authority. Nothing changes when the person holds it already."""
    account = _account(session, email)
    if role not in GIVEN:
        raise Blocked([message("Only the roles of officer, moderator and administrator are given.")])
    if (role is Role.OFFICER) != (authority_slug is not None):
        raise Blocked([message("An officer, and nobody else, belongs to an authority.")])
    authority_id = None if authority_slug is None else accounts.authority_id(session, authority_slug)
    if authority_slug is not None and authority_id is None:
        raise NotFound(message("There is no authority called %(slug)s.", slug=authority_slug))
    if accounts.grant(
        session, account_id=account.id, role=role, authority_id=authority_id, now=now, granted_by=granted_by
    ):
        audit.record(
            session,
            at=now,
            actor_id=granted_by,
            action="account.grant",
            noun="account",
            noun_id=account.id,
            detail={"role": role.value, "authority": authority_slug},
        )


def give(
    session: Session, actor: Actor, account_id: int, role: Role, authority_id: int | None = None, *, now: datetime
) -> bool:
    """An administrator gives a role, that of an officer for one authority; False when the person holds it already.

    Raises Invalid for an officer without authority, Refused, and NotFound for an unknown account or authority.
    """
    policy.require(actor, Permission.ADMINISTER)
    if role not in GIVEN:
        raise Invalid({"role": message("Only the roles of officer, moderator and administrator are given.")})
    if role is Role.OFFICER and authority_id is None:
        raise Invalid({"authority": message("Choose the authority the officer works for.")})
    place = authorities.get_authority(session, authority_id) if role is Role.OFFICER and authority_id else None
    account = accounts.held(session, account_id)
    given = accounts.grant(
        session,
        account_id=account.id,
        role=role,
        authority_id=place.id if place else None,
        now=now,
        granted_by=actor.id,
    )
    if given:
        detail = {"role": role.value, "authority": place.slug if place else None}
        _record(session, actor, "account.grant", account.id, now, detail)
    return given


def take(session: Session, actor: Actor, account_id: int, membership_id: int, *, now: datetime) -> Role:
    """An administrator takes a role away; which one it was.

    Blocked for the last administrator who could sign in: somebody has to be able to give the role again.
    """
    policy.require(actor, Permission.ADMINISTER)
    account = accounts.held(session, account_id)
    membership = accounts.membership(session, account.id, membership_id)
    if membership is None:
        raise NotFound(message("This person does not hold this role any more."))
    role, authority_id = membership.role, membership.authority_id
    if role is Role.ADMINISTRATOR:
        _leave_an_administrator(session, account.id)
    slug = None if authority_id is None else authorities.get_authority(session, authority_id).slug
    accounts.revoke(session, membership_id)
    _record(session, actor, "account.revoke", account.id, now, {"role": role.value, "authority": slug})
    return role


def disable(session: Session, actor: Actor, account_id: int, *, now: datetime) -> None:
    """Shut an account: nobody signs in with it, every sign-in ends at once, what it said stays as it is."""
    policy.require(actor, Permission.ADMINISTER)
    account = accounts.held(session, account_id)
    if account.id == actor.account_id:
        raise Blocked([message("You cannot disable your own account. Ask another administrator.")])
    if account.disabled_at is not None:
        return
    _leave_an_administrator(session, account.id)
    account.disabled_at = now
    sessions.end_all(session, account.id)
    _record(session, actor, "account.disable", account.id, now)


def enable(session: Session, actor: Actor, account_id: int, *, now: datetime) -> None:
    """Open a disabled account again, with the roles it had."""
    policy.require(actor, Permission.ADMINISTER)
    account = accounts.held(session, account_id)
    if account.disabled_at is None:
        return
    account.disabled_at = None
    _record(session, actor, "account.enable", account.id, now)


def _leave_an_administrator(session: Session, account_id: int) -> None:
    if accounts.working_administrators(session) == {account_id}:
        raise Blocked([message("This is the last administrator. Give the role to somebody else first.")])


def _record(
    session: Session,
    actor: Actor,
    action: str,
    account_id: int,
    now: datetime,
    detail: Mapping[str, object] | None = None,
) -> None:
    audit.record(session, at=now, actor_id=actor.id, action=action, noun="account", noun_id=account_id, detail=detail)


def _account(session: Session, email: str) -> Account:
    account = accounts.by_email(session, email.strip().lower())
    if account is None:
        raise NotFound(message("There is no account with the address %(email)s.", email=email))
    return account

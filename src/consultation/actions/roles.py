"""Accounts and roles as an operator hands them out: on the command line, in administration, in the demonstration."""

from datetime import datetime

from sqlalchemy.orm import Session

from consultation.core.errors import Blocked, Invalid, NotFound
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.core.vocabulary import Locale, Role
from consultation.store import accounts, audit
from consultation.store.tables import Account


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
    if role not in {Role.OFFICER, Role.MODERATOR, Role.ADMINISTRATOR}:
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


def _account(session: Session, email: str) -> Account:
    account = accounts.by_email(session, email.strip().lower())
    if account is None:
        raise NotFound(message("There is no account with the address %(email)s.", email=email))
    return account

"""Queries about accounts, the roles they hold, and the secrets mailed to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, delete, insert, or_, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.core.policy import VISITOR, Actor
from consultation.core.vocabulary import Role
from consultation.store.columns import is_id
from consultation.store.tables import Account, Authority, MailedSecret, Membership


@dataclass(frozen=True, slots=True)
class Credentials:
    """What signing in needs to know about an account."""

    account_id: int
    password_hash: str
    is_disabled: bool


# What `as_actor` takes, one row for each role the person holds.
PERSON: Final = (
    col(Account.name),
    col(Account.email_confirmed_at),
    col(Account.locale),
    col(Membership.role),
    col(Membership.authority_id),
)


def credentials_of(session: Session, email: str) -> Credentials | None:
    """The credentials behind an address (lower-case), None when there is no such account."""
    columns = (col(Account.id), col(Account.password_hash), col(Account.disabled_at))
    row = session.execute(select(*columns).where(col(Account.email) == email)).one_or_none()
    return None if row is None else Credentials(row[0], row[1], row[2] is not None)


def by_email(session: Session, email: str) -> Account | None:
    """The account with this address (lower-case)."""
    return session.execute(select(Account).where(col(Account.email) == email)).scalar_one_or_none()


def get(session: Session, account_id: int) -> Account:
    """The account; it exists."""
    return session.get_one(Account, account_id)


def actor_of(session: Session, account_id: int) -> Actor:
    """The person with the roles they hold now; of a disabled account nothing is left but a visitor."""
    held = (
        select(*PERSON)
        .join(Membership, col(Membership.account_id) == col(Account.id), isouter=True)
        .where(col(Account.id) == account_id, col(Account.disabled_at).is_(None))
    )
    rows = session.execute(held).all()
    return as_actor(account_id, rows) if rows else VISITOR


def as_actor(account_id: int, rows: Sequence[Sequence[Any]]) -> Actor:
    """The person from rows of `PERSON`, at least one."""
    name, confirmed_at, locale, _, _ = rows[0]
    roles = {role for _, _, _, role, _ in rows}
    return Actor(
        account_id=account_id,
        name=name,
        is_confirmed=confirmed_at is not None,
        officer_of=frozenset(authority for *_, role, authority in rows if role == Role.OFFICER and authority),
        is_moderator=Role.MODERATOR in roles,
        is_administrator=Role.ADMINISTRATOR in roles,
        locale=locale,
    )


def add(session: Session, account: Account) -> Account:
    """Store a new account and give it its id; IntegrityError when the address is taken."""
    session.add(account)
    session.flush()
    return account


def replace_secret(
    session: Session, *, account_id: int, purpose: str, secret_hash: str, now: datetime, expires_at: datetime
) -> None:
    """Store a freshly mailed secret; earlier ones for the same purpose stop working."""
    end_secrets(session, account_id, purpose, now)
    session.execute(
        insert(MailedSecret).values(
            account_id=account_id,
            purpose=purpose,
            secret_hash=secret_hash,
            created_at=now,
            expires_at=expires_at,
            attempts=0,
        )
    )


def end_secrets(session: Session, account_id: int, purpose: str, now: datetime) -> None:
    """Let no earlier secret of this purpose work any more."""
    session.execute(
        update(MailedSecret)
        .where(
            col(MailedSecret.account_id) == account_id,
            col(MailedSecret.purpose) == purpose,
            col(MailedSecret.used_at).is_(None),
        )
        .values(used_at=now)
    )


def try_code(session: Session, *, account_id: int, secret_hash: str, now: datetime, tries: int) -> bool:
    """Use a mailed code: True once, for the right one, in time and within `tries`. Each call counts as one try."""
    counted = session.execute(
        update(MailedSecret)
        .where(
            col(MailedSecret.account_id) == account_id,
            col(MailedSecret.purpose) == "confirm",
            col(MailedSecret.used_at).is_(None),
            col(MailedSecret.expires_at) > now,
            col(MailedSecret.attempts) < tries,
        )
        .values(attempts=col(MailedSecret.attempts) + 1)
        .returning(col(MailedSecret.id), col(MailedSecret.secret_hash))
    ).one_or_none()
    if counted is None or counted.secret_hash != secret_hash:
        return False
    session.execute(update(MailedSecret).where(col(MailedSecret.id) == counted.id).values(used_at=now))
    return True


def account_of_link(session: Session, secret_hash: str, now: datetime) -> int | None:
    """The account a mailed link still speaks for; it is not used up."""
    return session.execute(
        select(col(MailedSecret.account_id)).where(
            col(MailedSecret.secret_hash) == secret_hash,
            col(MailedSecret.purpose) == "reset",
            col(MailedSecret.used_at).is_(None),
            col(MailedSecret.expires_at) > now,
        )
    ).scalar_one_or_none()


def use_link(session: Session, secret_hash: str, now: datetime) -> int | None:
    """Use a mailed link up: its account, once; None when it is unknown, used or too old."""
    return session.execute(
        update(MailedSecret)
        .where(
            col(MailedSecret.secret_hash) == secret_hash,
            col(MailedSecret.purpose) == "reset",
            col(MailedSecret.used_at).is_(None),
            col(MailedSecret.expires_at) > now,
        )
        .values(used_at=now)
        .returning(col(MailedSecret.account_id))
    ).scalar_one_or_none()


def forget_secrets(session: Session, now: datetime) -> None:
    """Delete secrets that no longer work."""
    session.execute(delete(MailedSecret).where(col(MailedSecret.expires_at) <= now))


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role; `authority` is the slug of the authority an officer works for."""

    account_id: int
    email: str
    name: str
    role: Role
    authority: str | None


def holders(session: Session) -> list[Holder]:
    """Everybody who holds a role, by address."""
    columns = (col(Account.id), col(Account.email), col(Account.name), col(Membership.role), col(Authority.slug))
    rows = session.execute(
        select(*columns)
        .join(Membership, col(Membership.account_id) == col(Account.id))
        .join(Authority, col(Authority.id) == col(Membership.authority_id), isouter=True)
        .order_by(col(Account.email), col(Membership.role), col(Authority.slug))
    ).all()
    return [Holder(*row) for row in rows]


def authority_id(session: Session, slug: str) -> int | None:
    """The id of the authority with this short name."""
    return session.execute(select(col(Authority.id)).where(col(Authority.slug) == slug)).scalar_one_or_none()


def grant(
    session: Session, *, account_id: int, role: Role, authority_id: int | None, now: datetime, granted_by: int | None
) -> bool:
    """Give a role; False when the account holds it already."""
    held = select(col(Membership.id)).where(
        col(Membership.account_id) == account_id,
        col(Membership.role) == role,
        col(Membership.authority_id).is_not_distinct_from(authority_id),
    )
    if session.execute(held).first() is not None:
        return False
    session.add(
        Membership(account_id=account_id, role=role, authority_id=authority_id, granted_at=now, granted_by=granted_by)
    )
    session.flush()
    return True


def held(session: Session, account_id: int) -> Account:
    """The account, locked until the transaction ends, so that roles are given and taken one after another."""
    statement = (
        select(Account).where(col(Account.id) == account_id).with_for_update().execution_options(populate_existing=True)
    )
    row = session.execute(statement).scalar_one_or_none() if is_id(account_id) else None
    if row is None:
        raise NotFound(message("There is no such account."))
    return row


def membership(session: Session, account_id: int, membership_id: int) -> Membership | None:
    """One role of an account."""
    statement = select(Membership).where(col(Membership.id) == membership_id, col(Membership.account_id) == account_id)
    return session.execute(statement).scalar_one_or_none() if is_id(membership_id) else None


def revoke(session: Session, membership_id: int) -> None:
    """Take a role away."""
    session.execute(delete(Membership).where(col(Membership.id) == membership_id))


def working_administrators(session: Session) -> set[int]:
    """The accounts that administer and are not disabled; held, so that two cannot be shut at the same time."""
    statement = (
        select(col(Account.id))
        .join(Membership, col(Membership.account_id) == col(Account.id))
        .where(col(Membership.role) == Role.ADMINISTRATOR, col(Account.disabled_at).is_(None))
        .order_by(col(Account.id))
        .with_for_update(of=Membership)
    )
    return set(session.execute(statement).scalars())


def roles_of(session: Session, account_id: int) -> list[Row[Membership, dict[str, str] | None]]:
    """The roles of an account with the names of the authority an officer works for, in the order they were given."""
    statement = (
        select(Membership, col(Authority.names))
        .join(Authority, col(Authority.id) == col(Membership.authority_id), isouter=True)
        .where(col(Membership.account_id) == account_id)
        .order_by(col(Membership.id))
    )
    return list(session.execute(statement).all())


def search(session: Session, words: str, *, limit: int) -> list[Account]:
    """Accounts whose address or name holds these words (as typed, or in lower case), by address; all for no words."""
    statement = select(Account).order_by(col(Account.email)).limit(limit)
    if words:
        address = col(Account.email).contains(words.lower(), autoescape=True)
        spellings = {words, words.lower(), words.title(), words.upper()}
        names = [col(Account.name).contains(each, autoescape=True) for each in sorted(spellings)]
        statement = statement.where(or_(address, *names))
    return list(session.execute(statement).scalars())

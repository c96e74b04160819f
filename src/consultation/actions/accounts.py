"""Accounts: opening one, proving its address, forgotten and changed passwords, the person's own details.

No answer here tells whether an address has an account: whoever asks gets the same page, the owner gets a mail.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from consultation.actions.doors import Visit, enter
from consultation.core.errors import Invalid, Refused
from consultation.core.messages import Message, message
from consultation.core.policy import Actor
from consultation.core.vocabulary import Locale
from consultation.identity.passwords import hash_password, is_password
from consultation.identity.proof import Proof
from consultation.identity.tokens import keyed_hash, new_code, new_token, token_hash
from consultation.store import accounts, audit, outbox, sessions
from consultation.store.database import Database
from consultation.store.tables import Account

CODE_MINUTES: Final = 30
LINK_MINUTES: Final = 60
CODE_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What a person says about themselves when they open an account."""

    email: str
    name: str
    password: str
    organisation: str | None
    locale: Locale


def register(database: Database, visit: Visit, new: NewAccount) -> None:
    """Open an account and mail a code that proves the address; an owner who has one already is told so by mail.

    Somebody who began and never confirmed may begin again: the later name and password count.
    Takes the database, for hashing must not hold a transaction open.
    """
    password_hash = hash_password(new.password)
    with database.write() as session:
        known = accounts.by_email(session, new.email)
        if known is not None and known.email_confirmed_at is not None:
            _mail(session, known, "account_exists", {}, visit.now)
            return
        account = known or accounts.add(session, _unconfirmed(new, password_hash, visit.now))
        account.name, account.organisation = new.name, new.organisation
        account.password_hash, account.locale = password_hash, new.locale
        sessions.end_all(session, account.id)
        _mail_code(session, account, visit)
        _record(session, account.id, "register", visit.now)


def mail_code_again(session: Session, visit: Visit, email: str) -> None:
    """Mail a new code to an address that is not confirmed yet; earlier codes stop working."""
    account = accounts.by_email(session, email)
    if account is not None and account.email_confirmed_at is None and account.disabled_at is None:
        _mail_code(session, account, visit)


def confirm(session: Session, visit: Visit, *, email: str, code: str) -> str | None:
    """Prove the address with the mailed code and sign in; the cookie's value, or None when the code is not right.

    It does not raise for a wrong code, for the try has to be counted in the caller's transaction.
    """
    account = accounts.by_email(session, email)
    if account is None or account.disabled_at is not None or account.email_confirmed_at is not None:
        return None
    hashed = _code_hash(visit, account.id, code)
    if not accounts.try_code(session, account_id=account.id, secret_hash=hashed, now=visit.now, tries=CODE_TRIES):
        return None
    account.email_confirmed_at = visit.now
    _record(session, account.id, "confirm_address", visit.now)
    return enter(session, visit, Proof("code", str(account.id)))


def wrong_code() -> Invalid:
    """What a person is told about a code that does not fit, whatever the reason."""
    return Invalid({"code": message("This code is not right or has expired. Check it, or ask for a new one.")})


def mail_reset_link(session: Session, visit: Visit, email: str) -> None:
    """Mail a one-time link for a new password, if there is such an account; earlier links stop working."""
    account = accounts.by_email(session, email)
    if account is None or account.disabled_at is not None:
        return
    token = new_token()
    accounts.replace_secret(
        session,
        account_id=account.id,
        purpose="reset",
        secret_hash=token_hash(token),
        now=visit.now,
        expires_at=visit.now + timedelta(minutes=LINK_MINUTES),
    )
    _mail(session, account, "reset_password", {"token": token, "minutes": LINK_MINUTES}, visit.now)


def is_good_link(session: Session, token: str, now: datetime) -> bool:
    """Whether a mailed link still works."""
    return accounts.account_of_link(session, token_hash(token), now) is not None


def reset_password(database: Database, visit: Visit, *, token: str, password: str) -> None:
    """Set a new password through a mailed link, which also proves the address; every session of the account ends."""
    password_hash = hash_password(password)
    with database.write() as session:
        account_id = accounts.use_link(session, token_hash(token), visit.now)
        if account_id is None:
            raise Refused(dead_link())
        account = accounts.get(session, account_id)
        account.password_hash = password_hash
        account.email_confirmed_at = account.email_confirmed_at or visit.now
        sessions.end_all(session, account_id)
        _mail(session, account, "password_changed", {}, visit.now)
        _record(session, account_id, "reset_password", visit.now)


def dead_link() -> Message:
    """What a person is told about a link that no longer works."""
    return message("This link has been used or has expired. Ask for a new one.")


def change_password(database: Database, actor: Actor, *, old: str, new: str, token: str, now: datetime) -> None:
    """Change one's own password; every other session of the account ends. `Invalid` when the old one is not right."""
    account_id = _signed_in(actor)
    with database.read() as session:
        old_hash = accounts.get(session, account_id).password_hash
    if not is_password(old, old_hash):
        raise Invalid({"old": message("This is not your present password.")})
    new_hash = hash_password(new)
    with database.write() as session:
        account = accounts.get(session, account_id)
        account.password_hash = new_hash
        accounts.end_secrets(session, account_id, "reset", now)
        sessions.end_all(session, account_id, but=token_hash(token))
        _mail(session, account, "password_changed", {}, now)
        _record(session, account_id, "change_password", now)


def change_details(
    session: Session, actor: Actor, *, name: str, organisation: str | None, locale: Locale, now: datetime
) -> None:
    """Change one's own name, organisation and the language of one's mails. What was said before keeps its old name."""
    account = accounts.get(session, _signed_in(actor))
    account.name, account.organisation, account.locale = name, organisation, locale
    _record(session, account.id, "change_details", now)


def _signed_in(actor: Actor) -> int:
    if actor.account_id is None:
        raise Refused(message("Please sign in first."))
    return actor.account_id


def _unconfirmed(new: NewAccount, password_hash: str, now: datetime) -> Account:
    return Account(email=new.email, password_hash=password_hash, name=new.name, locale=new.locale, created_at=now)


def _mail_code(session: Session, account: Account, visit: Visit) -> None:
    code = new_code()
    accounts.replace_secret(
        session,
        account_id=account.id,
        purpose="confirm",
        secret_hash=_code_hash(visit, account.id, code),
        now=visit.now,
        expires_at=visit.now + timedelta(minutes=CODE_MINUTES),
    )
    _mail(session, account, "confirm_address", {"code": code, "minutes": CODE_MINUTES}, visit.now)


def _code_hash(visit: Visit, account_id: int, code: str) -> str:
    return keyed_hash(visit.key, "code", str(account_id), code)


def _mail(session: Session, account: Account, kind: str, params: dict[str, object], now: datetime) -> None:
    session.flush()  # the mail is worded in the account's language, which may just have been set
    outbox.enqueue(session, account_id=account.id, kind=kind, params=params, now=now)


def _record(session: Session, account_id: int, action: str, now: datetime) -> None:
    audit.record(session, at=now, actor_id=account_id, action=action, noun="account", noun_id=account_id)

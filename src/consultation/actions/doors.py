"""Coming in and going out: sign-in under a throttle, sessions, sign-out everywhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from consultation.core.errors import Invalid, Throttled
from consultation.core.messages import message, message_n
from consultation.identity.passwords import PasswordEvidence, Passwords
from consultation.identity.proof import Proof
from consultation.identity.tokens import keyed_hash, new_token, token_hash
from consultation.store import accounts, audit, rates, sessions
from consultation.store.database import Database

_SEEN_EVERY: Final = timedelta(minutes=5)
_LONGEST_SESSION: Final = timedelta(days=90)
_WINDOW: Final = timedelta(minutes=15)

# What may be tried how often in one window: for one account, and from one network address (many people share one).
LIMITS: Final[dict[str, tuple[int, int]]] = {"sign-in": (10, 100), "code": (10, 100), "mail": (4, 40)}

_PASSWORDS: Final = Passwords()


@dataclass(frozen=True, slots=True)
class Visit:
    """One request at the door: when, from which network address, and the key and lifetime that the settings say."""

    now: datetime
    address: str
    key: bytes
    lifetime: timedelta


def admit(session: Session, visit: Visit, what: str, email: str) -> None:
    """Count one try of `what` for the account and for the network address; `Throttled` when it is one too many."""
    for who, most in zip((f"account:{email}", f"address:{visit.address}"), LIMITS[what], strict=True):
        hits = rates.hit(session, keyed_hash(visit.key, "rate", what, who), now=visit.now, window=_WINDOW)
        if hits > most:
            raise _throttled(rates.seconds_left(visit.now, _WINDOW))


def sign_in(database: Database, visit: Visit, *, email: str, password: str) -> str:
    """Check the password and start a session; the cookie's value. `Invalid` when they do not fit, `Throttled`.

    Takes the database, for the slow check must not hold a transaction open. The answer never tells whether it was
    the address or the password that was wrong.
    """
    with database.write() as session:
        admit(session, visit, "sign-in", email)
    with database.read() as session:
        known = accounts.credentials_of(session, email)
    evidence = PasswordEvidence(password, None, None)
    if known is not None and not known.is_disabled:
        evidence = PasswordEvidence(password, known.account_id, known.password_hash)
    proof = _PASSWORDS.prove(evidence)
    if proof is None:
        raise Invalid({"password": message("The e-mail address or the password is not right. Please try again.")})
    with database.write() as session:
        rates.clear(session, keyed_hash(visit.key, "rate", "sign-in", f"account:{email}"))
        return enter(session, visit, proof)


def enter(session: Session, visit: Visit, proof: Proof) -> str:
    """Start a session for somebody who has proved who they are; the new cookie's value, of which only a hash is kept."""
    token = new_token()
    account_id = int(proof.subject)
    sessions.forget_expired(session, visit.now)
    rates.forget_expired(session, visit.now)
    accounts.forget_secrets(session, visit.now)
    sessions.add(
        session,
        token_hash=token_hash(token),
        account_id=account_id,
        now=visit.now,
        expires_at=visit.now + visit.lifetime,
    )
    audit.record(
        session,
        at=visit.now,
        actor_id=account_id,
        action="sign_in",
        noun="account",
        noun_id=account_id,
        detail={"provider": proof.provider},
    )
    return token


def needs_touch(sign_in: sessions.SignIn, now: datetime) -> bool:
    """Whether the last note that the person was here is old enough for a new one."""
    return now - sign_in.seen_at >= _SEEN_EVERY


def touch(session: Session, token: str, sign_in: sessions.SignIn, now: datetime, lifetime: timedelta) -> None:
    """Note that the person was here; the session lives on from now, but never longer than ninety days in all."""
    sessions.touch(session, token_hash(token), now, min(now + lifetime, sign_in.created_at + _LONGEST_SESSION))


def sign_out(session: Session, token: str) -> None:
    """End the session behind a cookie."""
    sessions.end(session, token_hash(token))


def sign_out_elsewhere(session: Session, account_id: int, token: str, now: datetime) -> int:
    """End every session of the account but the one behind this cookie; how many were ended."""
    ended = sessions.end_all(session, account_id, but=token_hash(token))
    audit.record(session, at=now, actor_id=account_id, action="sign_out_elsewhere", noun="account", noun_id=account_id)
    return ended


def _throttled(seconds: int) -> Throttled:
    minutes = -(-seconds // 60)
    return Throttled(
        message_n(
            "There were too many tries. Please wait %(n)s minute and try again.",
            "There were too many tries. Please wait %(n)s minutes and try again.",
            minutes,
        ),
        retry_after=seconds,
    )

"""The demonstration's people: authorities, officers, a moderator, an administrator, citizens, and a crowd for the campaign."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from consultation.actions import roles
from consultation.core.vocabulary import Role
from consultation.demo.script import Script
from consultation.identity.passwords import hash_password
from consultation.store.tables import Authority

PASSWORD = "kitob-choy-non"  # noqa: S105 - everybody's, and shown at every start of the demonstration
DOMAIN = "demo.example"
CROWD = 60
_LONG_AGO = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to sign in as."""

    email: str
    what: str


def people(script: Script) -> list[Person]:
    """Whom to sign in as, with what each of them shows."""
    return [Person(entry.email, entry.what) for entry in script.people if entry.what]


def email_of(who: str) -> str:
    """The address of somebody who goes by the name before the @."""
    return f"{who}@{DOMAIN}"


def crowd(number: int) -> str:
    """The name before the @ of one of the crowd."""
    return f"citizen{number:02d}"


def add_authorities(session: Session, script: Script, now: datetime) -> None:
    """Add every body that drafts acts."""
    session.add_all(
        Authority(slug=entry.slug, names=entry.names, created_at=now - _LONG_AGO) for entry in script.authorities
    )
    session.flush()


def add_people(session: Session, script: Script, now: datetime) -> None:
    """Add everybody, with one password hash for all: hashing is slow on purpose."""
    then, hashed = now - _LONG_AGO, hash_password(PASSWORD)
    for entry in script.people:
        roles.add_confirmed(
            session,
            email=entry.email,
            name=entry.name,
            password_hash=hashed,
            now=then,
            locale=entry.locale,
            organisation=entry.organisation,
        )
        for role in entry.roles:
            roles.grant_by_email(session, email=entry.email, role=role, authority_slug=None, now=then)
        for authority in script.authorities if entry.officer else ():
            roles.grant_by_email(session, email=entry.email, role=Role.OFFICER, authority_slug=authority.slug, now=then)
    for number in range(CROWD):
        who = crowd(number)
        roles.add_confirmed(session, email=email_of(who), name=f"Fuqaro {number + 1}", password_hash=hashed, now=then)

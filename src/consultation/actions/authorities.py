"""Administrators add the bodies that draft acts and say what they are called in each language."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from consultation.core import policy
from consultation.core.errors import Invalid
from consultation.core.messages import Message, message
from consultation.core.policy import Actor
from consultation.core.text import clean, has_forbidden
from consultation.core.vocabulary import Locale, Permission
from consultation.store import audit, authorities, counters, drafts
from consultation.store.tables import Authority

NAME_MAX: Final = 300
SLUG_MAX: Final = 80
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def add(session: Session, actor: Actor, slug: str, names: Mapping[Locale, str], *, now: datetime) -> int:
    """A new authority; its id. Raises Invalid with fields `slug` and `name-<language>`, and Refused."""
    policy.require(actor, Permission.ADMINISTER)
    problems = _problems(names)
    if not _SLUG.fullmatch(slug) or len(slug) > SLUG_MAX:
        problems["slug"] = message("Use small Latin letters, digits and single hyphens, like ministry-of-health.")
    elif authorities.is_taken(session, slug):
        problems["slug"] = message("Another authority has this short name.")
    if problems:
        raise Invalid(problems)
    row = authorities.add(session, slug, _tidied(names), now)
    audit.record(
        session,
        at=now,
        actor_id=actor.id,
        action="authority.add",
        noun="authority",
        noun_id=row.id,
        detail={"slug": slug},
    )
    return row.id


def rename(session: Session, actor: Actor, authority_id: int, names: Mapping[Locale, str], *, now: datetime) -> None:
    """Other names for an authority; its drafts are found by the new ones. Published reports keep the old ones."""
    policy.require(actor, Permission.ADMINISTER)
    row = authorities.get_authority(session, authority_id)
    problems = _problems(names)
    if problems:
        raise Invalid(problems)
    before, after = row.names, _tidied(names)
    if before == after:
        return
    row.names = after
    session.flush()
    _refresh_search(session, row)
    audit.record(
        session,
        at=now,
        actor_id=actor.id,
        action="authority.rename",
        noun="authority",
        noun_id=row.id,
        detail={"before": before, "after": after},
    )


def field_of(locale: Locale) -> str:
    """The name of the form field for a name in this language."""
    return f"name-{locale.value}"


def _problems(names: Mapping[Locale, str]) -> dict[str, Message]:
    problems = {}
    if not names.get(Locale.UZ_LATN, "").strip():
        problems[field_of(Locale.UZ_LATN)] = message(
            "Give the name in Uzbek (Latin): it is shown where others are missing."
        )
    for locale, name in names.items():
        if len(name.strip()) > NAME_MAX or has_forbidden(name):
            problems[field_of(locale)] = message("Shorten the name to %(n)s characters.", n=NAME_MAX)
    return problems


def _tidied(names: Mapping[Locale, str]) -> dict[str, str]:
    tidy = {locale.value: " ".join(clean(name).split()) for locale, name in names.items()}
    return {language: name for language, name in tidy.items() if name}


def _refresh_search(session: Session, authority: Authority) -> None:
    for draft in authorities.findable_drafts(session, authority.id):
        draft.search_text = drafts.words_to_find(session, draft)
        counters.touch(session, draft.id)

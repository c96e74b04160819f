"""Roles and authorities in administrators' hands: audited, and never the last administrator shut out."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import authorities, roles
from consultation.core.errors import Blocked, Invalid, NotFound, Refused
from consultation.core.policy import Actor
from consultation.core.vocabulary import Locale, Role
from consultation.store import accounts, drafts, sessions
from consultation.store.tables import Account, AuditLine, Authority, Membership
from tests import factories as make
from tests.factories import CLOSES, NOW


@dataclass
class Office:
    boss: Actor
    boss_role: int
    person: Account
    authority: Authority


@pytest.fixture
def office(session: Session) -> Office:
    """One administrator, one citizen, one authority."""
    account = make.make_account(session, "boss@example.org")
    held = Membership(account_id=account.id, role=Role.ADMINISTRATOR, granted_at=NOW)
    session.add(held)
    session.flush()
    boss = accounts.actor_of(session, account.id)
    return Office(boss, held.id, make.make_account(session), make.make_authority(session))


def trail(session: Session) -> list[tuple[str, str, dict[str, object]]]:
    lines = session.execute(select(AuditLine).order_by(col(AuditLine.id))).scalars()
    return [(line.action, line.noun_id, line.detail) for line in lines]


def test_a_role_is_given_once_and_taken_with_a_line_for_each(session: Session, office: Office) -> None:
    person = office.person.id
    assert roles.give(session, office.boss, person, Role.OFFICER, office.authority.id, now=NOW) is True
    assert roles.give(session, office.boss, person, Role.OFFICER, office.authority.id, now=NOW) is False
    assert accounts.actor_of(session, person).officer_of == {office.authority.id}
    [(membership, names)] = accounts.roles_of(session, person)
    assert (names, membership.granted_by) == (office.authority.names, office.boss.account_id)
    assert roles.take(session, office.boss, person, membership.id, now=NOW) is Role.OFFICER
    assert accounts.actor_of(session, person).officer_of == frozenset()
    detail = {"role": "officer", "authority": "justice"}
    assert trail(session) == [("account.grant", str(person), detail), ("account.revoke", str(person), detail)]


def test_an_officer_needs_an_authority_and_a_moderator_gets_none(session: Session, office: Office) -> None:
    with pytest.raises(Invalid) as caught:
        roles.give(session, office.boss, office.person.id, Role.OFFICER, now=NOW)
    assert list(caught.value.fields) == ["authority"]
    with pytest.raises(NotFound):
        roles.give(session, office.boss, office.person.id, Role.OFFICER, 77, now=NOW)
    with pytest.raises(Invalid):
        roles.give(session, office.boss, office.person.id, Role.CITIZEN, now=NOW)
    roles.give(session, office.boss, office.person.id, Role.MODERATOR, office.authority.id, now=NOW)
    actor = accounts.actor_of(session, office.person.id)
    assert (actor.is_moderator, actor.officer_of) == (True, frozenset())


def test_nobody_else_gives_roles(session: Session, office: Office) -> None:
    actor = make.citizen(office.person)
    for refused in (
        lambda: roles.give(session, actor, office.person.id, Role.ADMINISTRATOR, now=NOW),
        lambda: roles.take(session, actor, office.boss.id, office.boss_role, now=NOW),
        lambda: roles.disable(session, actor, office.boss.id, now=NOW),
        lambda: roles.enable(session, actor, office.boss.id, now=NOW),
        lambda: authorities.add(session, actor, "health", {Locale.UZ_LATN: "Sogʻliq"}, now=NOW),
        lambda: authorities.rename(session, actor, office.authority.id, {Locale.UZ_LATN: "Adliya"}, now=NOW),
    ):
        with pytest.raises(Refused):
            refused()
    assert trail(session) == []


def test_the_last_administrator_stays(session: Session, office: Office) -> None:
    with pytest.raises(Blocked):
        roles.take(session, office.boss, office.boss.id, office.boss_role, now=NOW)
    with pytest.raises(Blocked):
        roles.disable(session, office.boss, office.boss.id, now=NOW)
    roles.give(session, office.boss, office.person.id, Role.ADMINISTRATOR, now=NOW)
    roles.disable(session, office.boss, office.person.id, now=NOW)
    with pytest.raises(Blocked):
        roles.take(session, office.boss, office.boss.id, office.boss_role, now=NOW)
    roles.enable(session, office.boss, office.person.id, now=NOW)
    assert roles.take(session, office.boss, office.boss.id, office.boss_role, now=NOW) is Role.ADMINISTRATOR
    assert accounts.working_administrators(session) == {office.person.id}


def test_a_role_of_somebody_else_is_not_taken_by_mistake(session: Session, office: Office) -> None:
    with pytest.raises(NotFound):
        roles.take(session, office.boss, office.person.id, office.boss_role, now=NOW)


def test_a_disabled_account_is_signed_out_everywhere_and_keeps_its_roles(session: Session, office: Office) -> None:
    person = office.person.id
    roles.give(session, office.boss, person, Role.MODERATOR, now=NOW)
    sessions.add(session, token_hash="a" * 64, account_id=person, now=NOW, expires_at=CLOSES)
    for _ in range(2):
        roles.disable(session, office.boss, person, now=NOW)
    assert sessions.count(session, person, NOW) == 0
    assert accounts.actor_of(session, person).is_visitor
    for _ in range(2):
        roles.enable(session, office.boss, person, now=NOW)
    assert accounts.actor_of(session, person).is_moderator
    assert [line[0] for line in trail(session)] == ["account.grant", "account.disable", "account.enable"]
    with pytest.raises(NotFound):
        roles.disable(session, office.boss, 2**40, now=NOW)


def test_accounts_are_found_by_address_and_name_in_any_script(session: Session, office: Office) -> None:
    office.person.name = "Нилуфар Каримова"
    session.flush()
    for words in ("CITIZEN@", "нилуфар", "Каримова", "citizen@example.org"):
        assert [each.id for each in accounts.search(session, words, limit=5)] == [office.person.id]
    assert accounts.search(session, "%", limit=5) == []


def test_an_authority_has_a_name_in_uzbek_and_a_short_name_of_its_own(session: Session, office: Office) -> None:
    with pytest.raises(Invalid) as caught:
        authorities.add(session, office.boss, "Health!", {Locale.UZ_LATN: " ", Locale.RU: "я" * 301}, now=NOW)
    assert sorted(caught.value.fields) == ["name-ru", "name-uz-Latn", "slug"]
    with pytest.raises(Invalid) as caught:
        authorities.add(session, office.boss, "justice", {Locale.UZ_LATN: "Adliya"}, now=NOW)
    assert list(caught.value.fields) == ["slug"]
    names = {Locale.UZ_LATN: " Sogʻliqni  saqlash vazirligi ", Locale.RU: "", Locale.EN: "Ministry of Health"}
    made = authorities.add(session, office.boss, "health", names, now=NOW)
    stored = session.get_one(Authority, made)
    assert stored.names == {"uz-Latn": "Sogʻliqni saqlash vazirligi", "en": "Ministry of Health"}
    assert trail(session) == [("authority.add", str(made), {"slug": "health"})]


def test_a_renamed_authority_is_found_by_its_new_name(session: Session, office: Office) -> None:
    draft = make.make_draft(session, office.authority, make.make_officer(session, office.authority))
    make.make_round(session, draft, make.make_version(session, draft))
    draft.search_text = drafts.words_to_find(session, draft)
    session.flush()
    before, activity = draft.search_text, draft.activity
    for _ in range(2):
        authorities.rename(session, office.boss, office.authority.id, {Locale.UZ_LATN: "Raqamli vazirlik"}, now=NOW)
    session.expire_all()
    assert ("raqamli" in before, "raqamli" in draft.search_text) == (False, True)
    assert draft.activity == activity + 1
    assert [line[0] for line in trail(session)] == ["authority.rename"]

"""Accounts, sessions, throttles and the outbox, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from consultation.actions import accounts, doors, roles
from consultation.actions.accounts import NewAccount
from consultation.actions.doors import Visit
from consultation.core.errors import Blocked, Invalid, NotFound, Refused, Throttled
from consultation.core.policy import VISITOR, Actor
from consultation.core.vocabulary import Locale, Role
from consultation.identity.proof import Proof
from consultation.identity.tokens import token_hash
from consultation.store import accounts as stored
from consultation.store import outbox, rates, sessions
from consultation.store.database import Database
from consultation.store.tables import Account, AuditLine, MailedSecret
from tests.factories import NOW, make_account, make_authority

NEW = NewAccount("nilufar@example.org", "Nilufar", "olma anor uzum", None, Locale.RU)


def visit(now: datetime = NOW, address: str = "10.0.0.1") -> Visit:
    return Visit(now, address, b"k" * 32, timedelta(days=14))


def mailed(database: Database) -> list[tuple[str, dict[str, object]]]:
    with database.read() as session:
        return [(row.kind, row.params) for row, _ in outbox.newest(session)]


def code_of(database: Database) -> str:
    return str(next(params["code"] for kind, params in mailed(database) if kind == "confirm_address"))


def test_opening_confirming_and_signing_in(database: Database) -> None:
    accounts.register(database, visit(), NEW)
    with database.write() as session:
        token = accounts.confirm(session, visit(), email=NEW.email, code=code_of(database))
        assert token is not None
        found = sessions.find(session, token_hash(token), NOW)
        assert found is not None
        actor = found.actor
    assert (actor.name, actor.is_confirmed, actor.locale) == ("Nilufar", True, Locale.RU)
    assert doors.sign_in(database, visit(), email=NEW.email, password=NEW.password) != token
    with database.read() as session:
        lines = [line.action for line in session.query(AuditLine).order_by(AuditLine.id)]  # type: ignore[arg-type] # SQLModel types columns as values
    assert lines == ["register", "confirm_address", "sign_in", "sign_in"]


def test_whoever_signs_in_clears_away_the_codes_that_have_expired(database: Database) -> None:
    accounts.register(database, visit(), NEW)
    later = NOW + timedelta(days=30)
    with database.write() as session:
        assert session.query(MailedSecret).count() == 1
        doors.enter(session, visit(later), Proof("password", str(make_account(session).id)))
        assert session.query(MailedSecret).count() == 0


def test_beginning_again_replaces_name_password_and_code(database: Database) -> None:
    accounts.register(database, visit(), NEW)
    first = code_of(database)
    accounts.register(database, visit(), NewAccount(NEW.email, "Lola", "boshqa parol soʻzi", None, Locale.UZ_LATN))
    second = code_of(database)
    with database.write() as session:
        if first != second:
            assert accounts.confirm(session, visit(), email=NEW.email, code=first) is None
        assert accounts.confirm(session, visit(), email=NEW.email, code=second) is not None
        row = stored.by_email(session, NEW.email)
        assert row is not None
        assert (row.name, row.locale) == ("Lola", Locale.UZ_LATN)
    with pytest.raises(Invalid):
        doors.sign_in(database, visit(), email=NEW.email, password=NEW.password)


def test_a_confirmed_account_is_not_touched_by_a_second_registration(database: Database) -> None:
    with database.write() as session:
        make_account(session, NEW.email)
    accounts.register(database, visit(), NEW)
    assert [kind for kind, _ in mailed(database)] == ["account_exists"]
    with database.read() as session:
        row = stored.by_email(session, NEW.email)
        assert row is not None
        assert (row.name, row.password_hash) == ("nilufar", "unusable")


@pytest.mark.parametrize(("minutes", "is_good"), [(29, True), (30, False)])
def test_a_code_works_for_half_an_hour(database: Database, minutes: int, is_good: bool) -> None:  # noqa: FBT001 - a case
    accounts.register(database, visit(), NEW)
    code, later = code_of(database), visit(NOW + timedelta(minutes=minutes))
    with database.write() as session:
        assert (accounts.confirm(session, later, email=NEW.email, code=code) is not None) is is_good


def test_a_code_is_used_once(database: Database) -> None:
    accounts.register(database, visit(), NEW)
    code = code_of(database)
    with database.write() as session:
        assert accounts.confirm(session, visit(), email=NEW.email, code=code) is not None
        assert accounts.confirm(session, visit(), email=NEW.email, code=code) is None


def test_a_reset_link_works_once_for_an_hour_and_ends_every_session(database: Database) -> None:
    with database.write() as session:
        account = make_account(session, NEW.email, confirmed=False)
        doors.enter(session, visit(), Proof("password", str(account.id)))
        accounts.mail_reset_link(session, visit(), NEW.email)
    token = str(mailed(database)[0][1]["token"])
    with database.read() as session:
        assert accounts.is_good_link(session, token, NOW + timedelta(minutes=59))
        assert not accounts.is_good_link(session, token, NOW + timedelta(minutes=60))
        assert not accounts.is_good_link(session, token + "x", NOW)
    accounts.reset_password(database, visit(), token=token, password="yangi parol soʻzi")
    with database.read() as session:
        assert sessions.count(session, account.id, NOW) == 0
        assert stored.actor_of(session, account.id).is_confirmed
    with pytest.raises(Refused):
        accounts.reset_password(database, visit(), token=token, password="yana bir parol")
    assert doors.sign_in(database, visit(), email=NEW.email, password="yangi parol soʻzi")


def test_a_visitor_has_no_details_to_change(session: Session) -> None:
    with pytest.raises(Refused):
        accounts.change_details(session, VISITOR, name="X", organisation=None, locale=Locale.EN, now=NOW)


def test_too_many_tries_are_throttled_by_account_and_by_address(database: Database) -> None:
    limit, wide = doors.LIMITS["mail"]
    with database.write() as session:
        for _ in range(limit):
            doors.admit(session, visit(), "mail", "a@example.org")
        with pytest.raises(Throttled) as caught:
            doors.admit(session, visit(), "mail", "a@example.org")
        assert 0 < caught.value.retry_after <= 900
        doors.admit(session, visit(), "mail", "b@example.org")
        for number in range(wide - limit - 1):
            doors.admit(session, visit(), "mail", f"{number}@example.org")
        with pytest.raises(Throttled):
            doors.admit(session, visit(), "mail", "z@example.org")
        doors.admit(session, visit(address="10.0.0.2"), "mail", "z@example.org")


def test_no_hit_is_lost_when_many_count_at_once(database: Database) -> None:
    def hit(_: int) -> int:
        with database.write() as session:
            return rates.hit(session, "k", now=NOW, window=timedelta(minutes=15))

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(hit, range(80))) == list(range(1, 81))


def test_a_mail_is_added_once_for_a_key_and_in_the_language_of_its_reader(session: Session) -> None:
    account = make_account(session)
    account.locale = Locale.KAA
    session.flush()
    for _ in range(2):
        outbox.enqueue(session, account_id=account.id, kind="x", params={"n": 1}, now=NOW, dedupe_key="once")
    outbox.enqueue(session, account_id=account.id, kind="y", params={}, now=NOW)
    outbox.enqueue(session, account_id=account.id, kind="y", params={}, now=NOW)
    rows = outbox.unsent(session, limit=9)
    assert [(row.kind, row.locale, to) for row, to in rows] == [
        ("x", Locale.KAA, account.email), ("y", Locale.KAA, account.email), ("y", Locale.KAA, account.email),
    ]  # fmt: skip
    outbox.mark_sent(session, [rows[0][0].id], NOW)
    outbox.mark_failed(session, rows[1][0].id, "ConnectionRefusedError")
    session.expire_all()
    assert [row.kind for row, _ in outbox.unsent(session, limit=9)] == ["y", "y"]
    assert session.get_one(type(rows[0][0]), rows[0][0].id).params == {}


def test_roles_are_given_once_and_make_the_actor(session: Session) -> None:
    authority = make_authority(session)
    account = roles.add_confirmed(session, email=" Aziz@Example.org ", name="Aziz", password_hash="x", now=NOW)
    for _ in range(2):
        roles.grant_by_email(session, email="aziz@example.org", role=Role.OFFICER, authority_slug="justice", now=NOW)
    roles.grant_by_email(session, email="aziz@example.org", role=Role.MODERATOR, authority_slug=None, now=NOW)
    assert roles.actor_by_email(session, "AZIZ@example.org") == Actor(
        account_id=account.id, name="Aziz", is_confirmed=True, officer_of=frozenset({authority.id}),
        is_moderator=True, locale=Locale.UZ_LATN,
    )  # fmt: skip
    assert [(one.role, one.authority) for one in stored.holders(session)] == [
        (Role.MODERATOR, None), (Role.OFFICER, "justice"),
    ]  # fmt: skip


def test_roles_that_make_no_sense_are_refused(session: Session) -> None:
    make_account(session, "a@example.org")
    with pytest.raises(NotFound):
        roles.grant_by_email(session, email="b@example.org", role=Role.MODERATOR, authority_slug=None, now=NOW)
    with pytest.raises(NotFound):
        roles.grant_by_email(session, email="a@example.org", role=Role.OFFICER, authority_slug="none", now=NOW)
    for role, slug in ((Role.OFFICER, None), (Role.MODERATOR, "justice"), (Role.CITIZEN, None)):
        with pytest.raises(Blocked):
            roles.grant_by_email(session, email="a@example.org", role=role, authority_slug=slug, now=NOW)
    with pytest.raises(Invalid):
        roles.add_confirmed(session, email="A@example.org", name="A", password_hash="x", now=NOW)


def test_a_disabled_account_is_a_visitor(session: Session) -> None:
    account = make_account(session)
    assert stored.actor_of(session, account.id).account_id == account.id
    session.get_one(Account, account.id).disabled_at = NOW
    session.flush()
    assert stored.actor_of(session, account.id) == VISITOR

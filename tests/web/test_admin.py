"""The administrators' pages: accounts and roles, authorities, health; the warden reads every page."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from consultation.core.vocabulary import Locale, Role
from consultation.store import accounts, jobs, outbox
from consultation.store.database import Database
from consultation.store.tables import Account, Draft, Membership
from tests import factories as make
from tests.factories import NOW
from tests.web.conftest import PASSWORD, with_password
from tests.web.warden import Warden


@dataclass
class Office:
    """An administrator who has signed in (account 1), a citizen (account 2), one authority."""

    browser: Warden
    database: Database


@pytest.fixture
def office(visitors: Callable[[], Warden], sqlite_database: Database) -> Office:
    account = with_password(sqlite_database, "boss@example.org")
    with sqlite_database.write() as session:
        session.get_one(Account, account.id).locale = Locale.EN
        session.add(Membership(account_id=account.id, role=Role.ADMINISTRATOR, granted_at=NOW))
    with_password(sqlite_database, "citizen@example.org")
    with sqlite_database.write() as session:
        make.make_authority(session)
    found = Office(visitors(), sqlite_database)
    found.browser.sign_in("boss@example.org", PASSWORD)
    return found


def test_only_administrators_come_in(visitor: Warden, citizen: Warden) -> None:
    for path in ("/admin", "/admin/accounts/1", "/admin/accounts/1/roles", "/admin/authorities", "/admin/health"):
        for browser in (visitor, citizen):
            assert browser.get(path, status=403).status == 403


def test_an_account_is_found_and_made_officer_and_loses_the_role_again(office: Office) -> None:
    browser = office.browser
    found = browser.get("/admin?q=CITIZEN")
    assert "/admin/accounts/2" in [link.get("href") for link in found.tree.xpath("//main//a")]
    assert "No account has this in its address or name." in browser.get("/admin?q=nobody").text
    form = "/admin/accounts/2/roles"
    assert browser.post(form, {"role": ""}, status=422).problems == ["Choose the role."]
    alone = browser.post(form, {"role": "officer"}, status=422)
    assert alone.problems == ["Choose the authority the officer works for."]
    assert browser.post(form, {"role": "citizen"}, status=422).status == 422
    done = browser.post(form, {"role": "officer", "authority": "1"})
    assert (done.title, done.notice) == ("citizen", "The role has been given.")
    assert "Officer of an authority Ministry of Justice" in done.text
    again = browser.post(form, {"role": "officer", "authority": "1"})
    assert again.notice == "The person holds this role already."
    assert browser.get("/admin").text.count("citizen@example.org") == 1
    membership = done.tree.xpath("//input[@name='membership']/@value")[0]
    gone = browser.post("/admin/accounts/2", {"do": "take", "membership": membership})
    assert gone.notice == "The role has been taken away."
    late = browser.post("/admin/accounts/2", {"do": "take", "membership": membership}, status=404)
    assert late.problems == ["This person does not hold this role any more."]


def test_the_last_administrator_cannot_go_but_one_of_two_can(office: Office) -> None:
    browser = office.browser
    own = {"do": "take", "membership": "1"}
    kept = browser.post("/admin/accounts/1", own, status=409)
    assert kept.problems == ["This is the last administrator. Give the role to somebody else first."]
    browser.post("/admin/accounts/2/roles", {"role": "administrator"})
    assert browser.post("/admin/accounts/1", own).notice == "The role has been taken away."
    browser.get("/admin", status=403)


def test_a_disabled_account_is_shut_at_once_and_opened_again(office: Office, visitors: Callable[[], Warden]) -> None:
    citizen = visitors()
    citizen.sign_in("citizen@example.org", PASSWORD)
    citizen.get("/account")
    page = office.browser.post("/admin/accounts/2", {"do": "disable"})
    assert "This account has been disabled since" in page.text
    citizen.get("/account", status=403)
    assert "Disabled" in office.browser.get("/admin?q=citizen").text
    again = office.browser.post("/admin/accounts/2", {"do": "enable"})
    assert again.notice == "The account works again."
    citizen.sign_in("citizen@example.org", PASSWORD)
    citizen.get("/account")
    own = office.browser.post("/admin/accounts/1", {"do": "disable"}, form_on="/admin/accounts/1/roles", status=409)
    assert own.problems == ["You cannot disable your own account. Ask another administrator."]
    office.browser.get("/admin/accounts/99999999999", status=404)


def test_authorities_are_added_and_renamed(office: Office) -> None:
    browser = office.browser
    wrong = browser.post("/admin/authorities", {"slug": "justice", "name-en": "Health"}, status=422)
    assert wrong.problems == [
        "Give the name in Uzbek (Latin): it is shown where others are missing.",
        "Another authority has this short name.",
    ]
    assert wrong.typed("name-en") == "Health"
    done = browser.post("/admin/authorities", {"slug": "health", "name-uz-Latn": "Sogʻliqni saqlash vazirligi"})
    assert done.notice == "The authority has been added."
    assert "Sogʻliqni saqlash vazirligi" in done.text
    page = browser.get("/admin/authorities/2")
    assert page.typed("name-uz-Latn") == "Sogʻliqni saqlash vazirligi"
    browser.post("/admin/authorities/2", {"name-uz-Latn": "", "name-en": "Health"}, status=422)
    renamed = browser.post("/admin/authorities/2", {"name-uz-Latn": "Sogʻliq", "name-en": "Ministry of Health"})
    assert renamed.notice == "The names have been changed."
    assert "Ministry of Health" in renamed.text
    browser.get("/admin/authorities/99999999999", status=404)


def test_health_shows_what_waits_and_what_was_given_up(office: Office) -> None:
    with office.database.write() as session:
        jobs.enqueue(session, "cluster", {"round_id": 1}, NOW)
        for _ in range(jobs.MAX_ATTEMPTS):
            claim = jobs.claim(session, NOW.replace(year=2027))
            assert claim is not None
            jobs.fail(session, claim, "ValueError", NOW)
        jobs.enqueue(session, "mail", {}, NOW)
        outbox.enqueue(session, account_id=2, kind="comment_published", params={}, now=NOW)
    page = office.browser.get("/admin/health")
    gauges = [int(each.text) for each in page.tree.xpath("//dl[@class='gauges']//dd")]
    assert gauges == [1, 1, 1, 0]
    assert [row.xpath("string(th)") for row in page.tree.xpath("//tbody/tr")] == ["cluster", "mail"]
    assert "Every count agrees." in office.browser.get("/admin/health?check=yes").text


def test_counts_that_differ_are_named(office: Office) -> None:
    with office.database.write() as session:
        officer = make.make_account(session, "officer@example.org")
        authority = make.make_authority(session, "health")
        make.make_draft(session, authority, officer).comment_count = 3
    page = office.browser.get("/admin/health?check=yes")
    assert [row.xpath("*/text()") for row in page.tree.xpath("//tbody/tr")] == [["draft 1 comment_count", "3", "0"]]
    with office.database.read() as session:
        assert session.get_one(Draft, 1).comment_count == 3
        assert accounts.actor_of(session, 1).is_administrator

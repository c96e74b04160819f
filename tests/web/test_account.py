"""Accounts through the pages: open, confirm, sign in, forget the password, sign out."""

import re
from collections.abc import Callable

from consultation.store import outbox
from consultation.store.database import Database
from consultation.store.tables import Account, AuthSession
from tests.web.conftest import PASSWORD, TestClock, with_password
from tests.web.warden import Warden

NEW = {
    "email": "Nilufar@Example.org",
    "name": "Nilufar Karimova",
    "organisation": "",
    "password": "olma anor uzum bodom",
}


def _mailed(database: Database, kind: str) -> dict[str, object]:
    with database.read() as session:
        return next(row.params for row, _ in outbox.newest(session) if row.kind == kind)


def test_opening_an_account_and_confirming_the_address_signs_in(visitor: Warden, sqlite_database: Database) -> None:
    page = visitor.post("/account/register", NEW)
    assert page.title == "Confirm your e-mail address"
    assert page.typed("email") == "nilufar@example.org"
    code = _mailed(sqlite_database, "confirm_address")["code"]
    visitor.post(
        "/account/confirm",
        {"email": "nilufar@example.org", "code": f" {code} ", "next": "/account"},
    )
    assert "Nilufar Karimova" in visitor.get("/account").text


def test_a_form_with_mistakes_comes_back_with_what_was_typed(visitor: Warden) -> None:
    page = visitor.post(
        "/account/register",
        {"email": "nilufar", "name": "", "organisation": "Bogʻbonlar", "password": "aaa"},
        status=422,
    )
    assert page.problems == [
        "Enter an e-mail address in full, like name@example.uz.",
        "Enter the name to be shown beside your comments.",
        "Choose a password of at least 10 characters.",
    ]
    assert (page.typed("email"), page.typed("organisation"), page.typed("password")) == ("nilufar", "Bogʻbonlar", "")


def test_registering_a_taken_address_gives_the_same_page_and_tells_the_owner(
    visitor: Warden, sqlite_database: Database, citizen_account: Account
) -> None:
    page = visitor.post("/account/register", {**NEW, "email": citizen_account.email})
    assert page.title == "Confirm your e-mail address"
    with sqlite_database.read() as session:
        assert [row.kind for row, _ in outbox.newest(session)] == ["account_exists"]


def test_a_wrong_code_is_counted_and_the_sixth_try_fails_even_if_right(
    visitor: Warden, sqlite_database: Database
) -> None:
    visitor.post("/account/register", NEW)
    code = str(_mailed(sqlite_database, "confirm_address")["code"])
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        page = visitor.post("/account/confirm", {"email": NEW["email"], "code": wrong}, status=422)
    page = visitor.post("/account/confirm", {"email": NEW["email"], "code": code}, status=422)
    assert page.problems == ["This code is not right or has expired. Check it, or ask for a new one."]


def test_signing_in_leads_back_to_the_page_and_signing_out_ends_the_session(
    visitor: Warden, sqlite_database: Database, citizen_account: Account
) -> None:
    page = visitor.post(
        "/account/sign-in", {"email": citizen_account.email, "password": PASSWORD, "next": "/account?x=1"}
    )
    assert str(page.response.url).endswith("/account?x=1")
    visitor.client.post("/account/sign-out", data={"csrf_token": visitor.token("/account")}, follow_redirects=False)
    visitor.get("/account", status=403)
    with sqlite_database.read() as session:
        assert session.query(AuthSession).count() == 0


def test_signing_in_never_leads_to_another_site(visitor: Warden, citizen_account: Account) -> None:
    for evil in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/\tx"):
        token = visitor.token("/account/sign-in")
        answer = visitor.client.post(
            "/account/sign-in",
            data={"csrf_token": token, "email": citizen_account.email, "password": PASSWORD, "next": evil},
            follow_redirects=False,
        )
        assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(visitor: Warden, citizen_account: Account) -> None:
    known = visitor.post("/account/sign-in", {"email": citizen_account.email, "password": "notthis"}, status=422)
    unknown = visitor.post("/account/sign-in", {"email": "nobody@example.org", "password": "notthis"}, status=422)
    assert known.problems == unknown.problems == ["The e-mail address or the password is not right. Please try again."]


def test_a_disabled_account_cannot_sign_in_and_is_signed_out(
    citizen: Warden, sqlite_database: Database, citizen_account: Account, clock: TestClock
) -> None:
    citizen.get("/account")
    with sqlite_database.write() as session:
        session.get_one(Account, citizen_account.id).disabled_at = clock.now
    citizen.get("/account", status=403)
    citizen.post("/account/sign-in", {"email": citizen_account.email, "password": PASSWORD}, status=422)


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(
    visitors: Callable[[], Warden], citizen: Warden, sqlite_database: Database, citizen_account: Account
) -> None:
    somebody = visitors()
    assert somebody.post("/account/forgotten-password", {"email": citizen_account.email}).title == "Read your mail"
    link = f"/account/new-password/{_mailed(sqlite_database, 'reset_password')['token']}"
    page = somebody.post(link, {"password": "yangi parol uchun gap"})
    assert page.notice == "Your password has been changed. Please sign in with the new one."
    citizen.get("/account", status=403)
    assert "used or has expired" in somebody.get(link, status=403).text
    somebody.post(
        "/account/sign-in",
        {"email": citizen_account.email, "password": "yangi parol uchun gap", "next": "/account"},
    )


def test_forgetting_the_password_of_nobody_gives_the_same_page_and_no_mail(
    visitor: Warden, sqlite_database: Database
) -> None:
    assert visitor.post("/account/forgotten-password", {"email": "nobody@example.org"}).title == "Read your mail"
    with sqlite_database.read() as session:
        assert outbox.newest(session) == []


def test_changing_the_password_needs_the_old_one_and_ends_other_sessions(
    visitors: Callable[[], Warden], citizen: Warden, citizen_account: Account
) -> None:
    other = visitors()
    other.sign_in(citizen_account.email, PASSWORD)
    page = citizen.post("/account/password", {"old": "not it", "new": "choy non qand suv"}, status=422)
    assert page.problems == ["This is not your present password."]
    citizen.post("/account/password", {"old": PASSWORD, "new": "choy non qand suv"})
    citizen.get("/account")
    other.get("/account", status=403)


def test_details_are_changed(citizen: Warden) -> None:
    page = citizen.post("/account/details", {"name": "Anvar", "organisation": " Bogʻ  MChJ ", "locale": "ru"})
    assert "Bogʻ MChJ" in page.text
    assert citizen.get("/account/details").typed("name") == "Anvar"


def test_signing_out_elsewhere_keeps_this_session(
    visitors: Callable[[], Warden], citizen: Warden, citizen_account: Account
) -> None:
    other = visitors()
    other.sign_in(citizen_account.email, PASSWORD)
    page = citizen.post("/account/sign-out-elsewhere", form_on="/account")
    assert page.notice == "1 other sign-in was ended."
    other.get("/account", status=403)


def test_eleven_tries_for_one_account_are_too_many(
    visitor: Warden, sqlite_database: Database, clock: TestClock
) -> None:
    account = with_password(sqlite_database, "busy@example.org")
    for _ in range(10):
        visitor.post("/account/sign-in", {"email": account.email, "password": "notthis"}, status=422)
    page = visitor.post("/account/sign-in", {"email": account.email, "password": PASSWORD}, status=429)
    assert re.fullmatch(r"There were too many tries\. Please wait \d+ minutes? and try again\.", page.problems[0])
    assert 0 < int(page.response.headers["retry-after"]) <= 900
    clock.forward(minutes=15)
    visitor.post("/account/sign-in", {"email": account.email, "password": PASSWORD, "next": "/account"})

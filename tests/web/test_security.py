"""What other sites, old cookies and odd requests get."""

import gzip
import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import structlog
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient
from pydantic import SecretStr, ValidationError

from consultation.config import Settings
from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.identity.tokens import token_hash
from consultation.store.database import Database
from consultation.store.tables import Account, AuthSession
from consultation.web import app as app_module
from consultation.web.app import create_app
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from tests.web.conftest import BASE_URL, PASSWORD, TestClock
from tests.web.warden import Warden


def _sign_in(warden: Warden, headers: dict[str, str], **more: str) -> Response:
    token = warden.token("/account/sign-in")
    data = {"csrf_token": token, "email": "citizen@example.org", "password": PASSWORD, **more}
    return warden.client.post("/account/sign-in", data=data, headers=headers, follow_redirects=False)


# --- headers and cookies -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/account/sign-in", "/nowhere", "/account", "/assets/x/none.css"])
def test_every_answer_carries_the_security_headers(visitor: Warden, path: str) -> None:
    headers = visitor.client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


def test_over_https_cookies_are_bound_to_the_host_and_browsers_told_to_stay(
    settings: Settings, sqlite_database: Database, clock: TestClock
) -> None:
    secure = settings.model_copy(update={"base_url": "https://testserver.local"})
    with TestClient(create_app(secure, sqlite_database, clock), base_url="https://testserver.local") as client:
        answer = client.get("/account/sign-in")
    assert answer.headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-visitor=")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))


def test_reading_without_a_form_sets_no_cookie_and_writes_no_row(visitor: Warden, sqlite_database: Database) -> None:
    assert "set-cookie" not in visitor.client.get("/nowhere").headers
    visitor.get("/account/sign-in")
    with sqlite_database.read() as session:
        assert session.query(AuthSession).count() == 0


# --- sessions ------------------------------------------------------------------------------------------------------


def test_only_the_hash_of_a_session_is_stored_and_a_new_sign_in_has_a_new_one(
    visitor: Warden, sqlite_database: Database, citizen_account: Account
) -> None:
    visitor.client.cookies.set("session", "chosen-by-an-attacker", domain="testserver.local")
    _sign_in(visitor, {})
    first = visitor.client.cookies["session"]
    assert first != "chosen-by-an-attacker"
    _sign_in(visitor, {})
    second = visitor.client.cookies["session"]
    with sqlite_database.read() as session:
        stored = {row.token_hash for row in session.query(AuthSession)}
    assert stored == {token_hash(first), token_hash(second)}
    assert first != second


def test_a_session_ends_when_it_is_not_used_for_long(citizen: Warden, settings: Settings, clock: TestClock) -> None:
    clock.forward(days=settings.session_days - 1)
    citizen.get("/account")
    clock.forward(days=settings.session_days - 1)
    citizen.get("/account")
    clock.forward(days=settings.session_days)
    citizen.get("/account", status=403)


def test_presence_is_noted_every_few_minutes_at_most(
    citizen: Warden, sqlite_database: Database, clock: TestClock
) -> None:
    def seen() -> timedelta:
        with sqlite_database.read() as session:
            return clock.now - session.query(AuthSession).one().seen_at

    clock.forward(minutes=4)
    citizen.get("/account")
    assert seen() == timedelta(minutes=4)
    clock.forward(minutes=1)
    citizen.get("/account")
    assert seen() == timedelta(0)


# --- forms from elsewhere --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_a_form_from_another_site_is_refused_even_with_a_good_token(
    visitor: Warden, citizen_account: Account, headers: dict[str, str]
) -> None:
    assert _sign_in(visitor, headers).status_code == 403
    assert _sign_in(visitor, {"sec-fetch-site": "same-origin"}).status_code == 303


def test_a_form_from_our_own_origin_passes(visitor: Warden, citizen_account: Account) -> None:
    assert _sign_in(visitor, {"origin": BASE_URL}).status_code == 303


@pytest.mark.parametrize("token", ["", "x", "a.b", "é.ü"])
def test_a_form_without_a_good_token_is_refused(visitor: Warden, citizen_account: Account, token: str) -> None:
    answer = _sign_in(visitor, {}, csrf_token=token)
    assert answer.status_code == 403
    assert "This form was open too long" in answer.text


def test_the_token_of_one_browser_is_no_good_in_another(
    visitors: Callable[[], Warden], citizen_account: Account
) -> None:
    one, other = visitors(), visitors()
    other.get("/account/sign-in")
    assert _sign_in(other, {}, csrf_token=one.token("/account/sign-in")).status_code == 403


def test_a_form_opened_before_signing_in_elsewhere_still_works(visitor: Warden, citizen_account: Account) -> None:
    old = visitor.token("/account/sign-in")
    _sign_in(visitor, {})
    assert _sign_in(visitor, {}, csrf_token=old).status_code == 303


# --- odd requests ----------------------------------------------------------------------------------------------------


def test_an_oversized_body_is_refused(visitor: Warden, settings: Settings) -> None:
    data = {"csrf_token": "x", "email": "a" * (settings.page_body_limit + 1)}
    answer = visitor.client.post("/account/sign-in", data=data)
    assert (answer.status_code, "too large" in answer.text) == (413, True)


def test_bodies_that_make_no_sense_are_refused_not_crashed_on(visitor: Warden) -> None:
    headers = {"content-type": "multipart/form-data"}
    assert visitor.client.post("/account/sign-in", content=b"\xff\xfe", headers=headers).status_code == 400
    headers = {"content-type": "multipart/form-data; boundary=x"}
    part = b'--x\r\nContent-Disposition: form-data; name="email"\r\nContent-Type: text/plain; charset=rubbish\r\n\r\na\r\n--x--\r\n'
    assert visitor.client.post("/account/sign-in", content=part, headers=headers).status_code == 400
    assert visitor.client.post("/account/sign-in", content=b"--x\r\nrubbish", headers=headers).status_code in {400, 403}
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert visitor.client.post("/account/sign-in", content=b"a=%ff%fe&b=%00", headers=headers).status_code == 403


def test_characters_nobody_types_are_refused_in_words(visitor: Warden) -> None:
    page = visitor.post(
        "/account/register", {"email": "a\0b@example.org", "name": "A\x1bB", "password": "x"}, status=422
    )
    assert page.problems[0] == "This text holds characters that cannot be typed. Remove them and try again."


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("GET", "/account/sign-out", 405), ("DELETE", "/account", 405)],
)
def test_unknown_addresses_and_methods_get_a_page(visitor: Warden, method: str, path: str, status: int) -> None:
    answer = visitor.client.request(method, path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")


# --- languages ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("uz-Cyrl-UZ,uz;q=0.5", "uz-Cyrl"),
        ("uz", "uz-Latn"),
        ("kaa;q=0.9, en;q=0.1", "kaa-Latn"),
        ("de,fr;q=0.5", "uz-Latn"),
        ("en;q=0, ru;q=0.1", "ru"),
        (";;;q=x,,", "uz-Latn"),
        ("", "uz-Latn"),
    ],
)
def test_the_browser_says_which_language_is_read(visitor: Warden, accept: str, expected: str) -> None:
    page = visitor.get("/account/sign-in", headers={"accept-language": accept})
    assert page.tree.get("lang") == expected


def test_an_address_may_ask_for_a_language_and_it_is_remembered(visitor: Warden) -> None:
    assert visitor.get("/account/sign-in?lang=ru").tree.get("lang") == "ru"
    assert visitor.get("/account/sign-in").tree.get("lang") == "ru"
    assert visitor.get("/account/sign-in?lang=klingon").tree.get("lang") == "ru"


def test_an_error_page_is_in_the_language_of_the_person(visitor: Warden) -> None:
    assert visitor.get("/nowhere", status=404, headers={"accept-language": "ru"}).tree.get("lang") == "ru"


# --- assets and compression ----------------------------------------------------------------------------------------------


def test_assets_are_kept_for_ever_under_an_address_with_their_version(visitor: Warden) -> None:
    found = re.search(r'href="(/assets/\w+/consultation\.css)"', visitor.get("/account/sign-in").html)
    assert found is not None
    answer = visitor.client.get(found[1])
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["content-encoding"] == "gzip"
    assert "--teal" in answer.text
    assert visitor.client.get(re.sub(r"/assets/\w+/", "/assets/0123/", found[1])).status_code == 404


def test_pages_are_compressed_for_those_who_ask(visitor: Warden) -> None:
    plain = visitor.client.get("/account/sign-in", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert (
        visitor.client.get("/account/sign-in", headers={"accept-encoding": "gzip"}).headers["content-encoding"]
        == "gzip"
    )
    assert len(gzip.compress(plain.content)) < len(plain.content)


# --- failures -----------------------------------------------------------------------------------------------------------


@get("/test/crash")
def crash(request: Req) -> Page:
    """Fails."""
    raise ZeroDivisionError(request.query_params["secret"])


@get("/test/gone")
def gone(request: Req) -> Page:
    """Is not there."""
    raise NotFound(message("There is no draft %(number)s.", number=request.query_params["n"]))


@post("/test/deep")
def deep(request: Req) -> Page:
    """Is nested too deeply."""
    raise RecursionError(request.url.path)


@pytest.fixture
def failing(
    settings: Settings, sqlite_database: Database, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> Litestar:
    """The site with pages that fail."""
    monkeypatch.setattr(app_module, "ROUTES", (*app_module.ROUTES, crash, gone, deep))
    return create_app(settings, sqlite_database, clock)


def test_a_crash_is_a_page_and_a_log_line_without_what_was_asked(failing: Litestar) -> None:
    with structlog.testing.capture_logs() as lines, TestClient(failing, raise_server_exceptions=False) as client:
        answer = client.get("/test/crash?secret=hush&lang=en")
    assert (answer.status_code, "Something went wrong on our side" in answer.text) == (500, True)
    assert [line["event"] for line in lines] == ["request failed", "request"]
    assert (lines[0]["route"], lines[0]["kind"]) == ("/test/crash", "ZeroDivisionError")
    assert "hush" not in json.dumps(lines[1])


def test_domain_errors_have_their_own_status_and_words(failing: Litestar) -> None:
    with TestClient(failing) as client:
        answer = client.get("/test/gone?n=7&lang=en")
        assert (answer.status_code, "There is no draft 7." in answer.text) == (404, True)


def test_the_secret_is_made_once_and_readable_by_nobody_else(settings: Settings) -> None:
    fresh = settings.model_copy(update={"secret": SecretStr("")})
    assert len(fresh.key) == 64
    assert settings.model_copy(update={"secret": SecretStr("")}).key == fresh.key
    assert (fresh.data_dir / "secret").stat().st_mode & 0o777 == 0o600


def test_a_setting_that_is_wrong_is_named_without_printing_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSULTATION_DATABASE_URL", "postgresql://consultation:hushhush@db/consultation")
    monkeypatch.setenv("CONSULTATION_SECRET", "whisper")
    with pytest.raises(ValidationError) as caught:
        Settings()
    told = str(caught.value)
    assert ("CONSULTATION_SECRET needs" in told, "hushhush" in told, "whisper" in told) == (True, False, False)


@pytest.mark.parametrize(
    ("path", "status"), [("/", 200), ("/healthz", 200), ("/about", 200), ("/drafts/99", 404), ("/nowhere", 404)]
)
def test_head_is_answered_as_get_is_but_without_the_page(visitor: Warden, path: str, status: int) -> None:
    head, get = visitor.client.head(path), visitor.client.get(path)
    assert (head.status_code, get.status_code, head.content) == (status, status, b"")
    kept = ("content-type", "content-security-policy", "cache-control")
    assert [head.headers.get(name) for name in kept] == [get.headers.get(name) for name in kept]

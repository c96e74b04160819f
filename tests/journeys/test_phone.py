"""A new citizen on a phone: opens an account, comments, votes, replies; on a site whose clock nobody moves."""

import pytest

from tests.journeys.browser import PHONE
from tests.journeys.test_story import Opener, clauses_of, register, speak

pytestmark = pytest.mark.journey


def test_a_new_citizen_on_a_phone(somebody: Opener) -> None:
    citizen = somebody(size=PHONE)
    register(citizen, "zarina@demo.example")
    first, _ = clauses_of(citizen, 1)
    said = speak(
        citizen, first, "Yoʻlaklar nogironlar aravachasi uchun ham qulay boʻlsin.", proposes="Kutubxona har kuni ochiq."
    )
    citizen.open("/my/comments")
    citizen.check()
    assert "aravachasi" in citizen.words
    citizen.open(f"/drafts/1/comments/{said}")
    citizen.check()
    citizen.open("/drafts/1/comments/1")
    citizen.send("/drafts/1/comments/1/votes", button='button[value="support"]')
    assert citizen.page.locator('form[action="/drafts/1/comments/1/votes"] [aria-pressed="true"]').count() == 1
    citizen.send("/drafts/1/comments/1/replies", {"text": "Men ham shunday deb oʻylayman."})
    citizen.check()

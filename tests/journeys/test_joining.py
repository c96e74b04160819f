"""A citizen writes what another has written, is asked whether to join, and joins: without a script, at a desk and on a phone."""

from collections.abc import Callable

import pytest

from tests.journeys.browser import Person
from tests.journeys.test_roles import OPEN

pytestmark = pytest.mark.journey

CLAUSE = f"/drafts/{OPEN}/versions/1/clauses/chp_3__art_9__para_2/comments"
LETTER = (
    "Kutubxonaga borish uchun mahalladan ikki marta avtobus almashtiramiz, shuning uchun dam olish kunlari ham ertalabdan "
    "ochiq boʻlsin va bolalar uchun alohida oʻqish xonasi tashkil etilsin, aks holda qonundan foyda kam."
)


def test_a_citizen_joins_those_who_said_it_before(somebody: Callable[..., Person]) -> None:
    first = somebody("dilnoza")
    first.open(CLAUSE)
    first.send("/comments", {"text": LETTER})
    moderator = somebody("moderator")
    moderator.open(f"/moderation?draft={OPEN}&choose=all")
    moderator.press('#bulk button[value="publish"]')
    wait_until_placed(somebody("admin"))
    second = somebody("rustam")
    second.open(CLAUSE)
    second.send("/comments", {"text": f"Men ham shu fikrdaman. {LETTER}"})
    assert "Others have said nearly this" in second.words
    second.check()
    second.page.locator('button[name="choice"]').first.focus()
    with second.page.expect_navigation():
        second.page.keyboard.press("Enter")
    assert second.path.startswith("/receipts/")
    second.check()


def wait_until_placed(admin: Person) -> None:
    """Until the worker has no comment to place."""
    for _ in range(120):
        admin.open("/admin/health")
        if not any("place" in table for table in admin.page.locator("table").all_inner_texts()):
            return
        admin.page.wait_for_timeout(500)
    pytest.fail("the worker places nothing")

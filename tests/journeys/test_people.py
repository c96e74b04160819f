"""An officer reads what copies add, splits, merges, moves, locks, names and undoes; an author objects; then it is answered."""

import re
from collections.abc import Callable

import pytest

from tests.journeys.browser import Person

pytestmark = pytest.mark.journey

CLOSED = 2
DESK = f"/desk/drafts/{CLOSED}"
WHY = "They ask for the same thing."
Opener = Callable[..., Person]


def biggest(officer: Person) -> str:
    """The address of the cluster with most comments."""
    officer.open(f"{DESK}/clusters")
    links: list[tuple[str, str]] = officer.page.locator(f'h2 a[href^="{DESK}/clusters/"]').evaluate_all(
        "all => all.map(each => [each.innerText, each.pathname])"
    )
    return max(links, key=lambda each: int((re.search(r"of (\d+) comment", each[0]) or ["", "0"])[1]))[1]


def undo_first(officer: Person) -> None:
    """Press the first undo on the page."""
    officer.press('.decision form[action$="/undo"] button')


def test_an_officer_decides_about_clusters_and_takes_it_back(somebody: Opener) -> None:
    officer = somebody("officer")
    path = biggest(officer)
    officer.check()
    officer.open(path)
    officer.check()
    before = officer.page.locator("main h1").inner_text()

    officer.send("/name", {"name": "Warm meals", "name_note": WHY})
    assert officer.page.locator("main h1").inner_text() == f"Warm meals: {before}"
    officer.send("/lock", {"lock_note": WHY})
    assert "The cluster is locked" in officer.words
    officer.check()

    officer.open(path)
    last = officer.page.locator('input[name="comments"]').last.get_attribute("value") or ""
    officer.send("/split", {"comments": last}, status=422)
    assert "Give the reason" in officer.words
    assert officer.page.locator(f'input[name="comments"][value="{last}"]').is_checked()
    officer.check()
    officer.send("/split", {"note": WHY})
    officer.open(path)
    assert officer.page.locator("main h1").inner_text() != f"Warm meals: {before}"
    assert "What people decided here" in officer.words
    undo_first(officer)

    officer.open(path)
    assert officer.page.locator("main h1").inner_text() == f"Warm meals: {before}"
    officer.open(f"{DESK}/clusters")
    for box in officer.page.locator('input[name="clusters"]').all()[:2]:
        box.check()
    officer.send("/merge", {"note": WHY})
    undo_first(officer)
    officer.open(path)
    assert officer.page.locator("main h1").inner_text() == f"Warm meals: {before}"


def test_residue_is_read_before_a_cluster_is_answered(somebody: Opener) -> None:
    officer = somebody("officer")
    officer.open(f"{DESK}/clusters")
    first, second = officer.page.locator(f'h2 a[href^="{DESK}/clusters/"]').evaluate_all(
        "all => all.slice(0, 2).map(each => each.pathname)"
    )
    officer.open(second)
    number = officer.page.locator("h3 a").first.inner_text().split()[-1]
    officer.open(first)
    officer.page.locator('input[name="comments"]').last.check()
    officer.send("/split", {"note": WHY, "target": number})
    assert "The comments have been moved." in officer.words

    officer.open(f"{second}?show=unread")
    officer.check()
    assert officer.page.locator("mark").count() > 0
    officer.send("/response", {"disposition": "noted", "reason": "We have read all of this and thank you."})
    assert "saved as a draft" in officer.words
    colleague = somebody("colleague")
    colleague.open(f"{DESK}/approvals")
    assert f"{second}" not in colleague.page.content()
    while officer.page.locator('button[name="read"]').count():
        officer.page.locator('button[name="read"]').first.focus()
        with officer.page.expect_navigation():
            officer.page.keyboard.press("Enter")
    officer.open(second)
    assert "Read by" in officer.words
    officer.check()
    colleague.open(f"{DESK}/approvals")
    assert f"{second}" in colleague.page.content()


def test_an_author_objects_and_sees_what_became_of_it(somebody: Opener) -> None:
    author = somebody("dilnoza")
    author.open("/my/comments")
    author.check()
    link = author.page.locator('a[href$="/objection"]').first.get_attribute("href")
    assert link is not None
    author.open(link)
    author.check()
    author.send("/objection", {"reason": ""}, status=422)
    author.send("/objection", {"reason": "I asked for a later hour, they for an earlier one."})
    assert "A moderator has not looked at your objection yet." in author.words

    moderator = somebody("moderator")
    moderator.open("/moderation")
    moderator.press('a[href="/moderation/objections"]')
    moderator.check()
    moderator.send("/objections/1", {"note": "You are right."}, status=422)
    moderator.check()
    moderator.send("/objections/1", {"outcome": "asked", "note": "You are right."})
    author.open("/my/comments")
    assert "A moderator asked the officers to move your comment." in author.words
    author.check()

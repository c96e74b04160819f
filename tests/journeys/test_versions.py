"""A second version: uploaded, what became of each clause decided, published, its comments found in their new places."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.journeys.browser import Person

pytestmark = pytest.mark.journey

ORDER = Path(__file__).parents[2] / "fixtures" / "order_school_roads_ru.docx"
NUMBER = 3  # the demonstration's order on roads near schools: discussed, answered, reported
SPEED = f"/drafts/{NUMBER}/versions/{{}}/clauses/att_1__chp_I__point_2"
PARKING = f"/drafts/{NUMBER}/versions/{{}}/clauses/att_1__chp_II__point_5"
Opener = Callable[..., Person]


def test_comments_follow_their_clauses_into_the_second_version(somebody: Opener, tmp_path: Path) -> None:
    officer = somebody("officer")
    upload(officer, second_version(tmp_path))
    is_blocked(officer)
    decide(officer)
    publish(officer)
    reader = somebody()
    find_the_comment(reader)
    compare(reader)


def test_the_demonstration_shows_two_versions(somebody: Opener) -> None:
    reader = somebody()
    reader.open("/drafts/11/compare/1/2")
    for kind in ("Reworded", "Moved", "Divided", "Joined", "Removed", "New"):
        assert reader.page.locator(".numbers", has_text=kind).count() == 1, kind
    reader.check()
    reader.open("/drafts/11")
    reader.check()


def second_version(folder: Path) -> Path:
    """The order with the speed limit on Saturdays too, and without the rule about parking (an empty line is no clause)."""
    document = docx.Document(str(ORDER))
    for paragraph in document.paragraphs:
        if "в рабочие дни" in paragraph.text:
            paragraph.text = paragraph.text.replace("в рабочие дни", "с понедельника по субботу")
        if paragraph.text.startswith("5. Стоянка"):
            paragraph.text = ""
    path = folder / "order.docx"
    document.save(str(path))
    return path


def upload(officer: Person, file: Path) -> None:
    officer.open(f"/desk/drafts/{NUMBER}/file")
    officer.send("/file", {"file": str(file)})
    officer.send("/split?page=1", button='button[value="confirm"]')


def is_blocked(officer: Person) -> None:
    """The draft says what is open, and leads there."""
    assert "Say what became of the clauses of the version before" in officer.words
    officer.press('a.govuk-button[href$="/lineage"]')
    officer.check()


def decide(officer: Person) -> None:
    """The certain ones at once; of the others the removed clause with a comment comes first."""
    page = officer.page
    officer.press('button[value="certain"]')
    first = page.locator("article.link").first
    assert "Стоянка автомобилей" in first.inner_text()
    assert "1 comment" in first.inner_text()
    change = first.locator('a[href*="/lineage/"]').get_attribute("href")
    assert change is not None
    officer.open(change)
    officer.check()
    officer.send(change.partition("?")[0], {"find": "тротуара"}, button='button[value="find"]')
    officer.check()
    assert page.locator('input[name="old"]:checked').count() == 1
    officer.press('button[value="save"]')
    while page.locator("article.link").count():
        page.locator('article.link button[value^="confirm"]').first.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert officer.path == f"/desk/drafts/{NUMBER}"
    assert "You have said what became of every clause." in officer.words
    officer.open(f"/desk/drafts/{NUMBER}/lineage?show=decided")
    officer.check()


def publish(officer: Person) -> None:
    path = f"/desk/drafts/{NUMBER}/schedule"
    officer.open(path)
    officer.send(path, {"opens": "now", "closes": "minimum"})
    assert "The version is published" in officer.words


def find_the_comment(reader: Person) -> None:
    reader.open(SPEED.format(2))
    reader.check()
    assert "Said of version 1" in reader.words
    assert "Ограничение 30 км/ч у школ давно необходимо." in reader.words
    reader.open(SPEED.format(1))
    reader.check()
    reader.press('section.became a[href*="/versions/2/"]')
    assert reader.path == SPEED.format(2)
    reader.open(PARKING.format(1))
    reader.check()
    assert "In version 2 it was removed." in reader.words


def compare(reader: Person) -> None:
    reader.open(f"/drafts/{NUMBER}")
    reader.check()
    reader.press('a[href$="/compare/1/2"]')
    reader.check()
    assert reader.page.locator("article ins", has_text="с понедельника по субботу").count() == 1
    assert reader.page.locator("article del", has_text="в рабочие дни").count() == 1
    assert "1 comment is about a clause that is gone" in reader.words

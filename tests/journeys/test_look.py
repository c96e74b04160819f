"""The eyes of the journeys are not shut: each thing that they look for is seen where it is."""

from collections.abc import Callable

import pytest

from tests.journeys.browser import PHONE, Person

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(
    ("flaw", "complaint"),
    [
        ('<img src="/favicon.ico">', "image-alt"),
        ("<p lang='en' class='wide'>x</p>", "wider than the window"),
    ],
)
def test_flaws_are_seen(somebody: Callable[..., Person], flaw: str, complaint: str) -> None:
    visitor = somebody(size=PHONE)
    visitor.open("/about/counting")
    assert visitor.look() == []
    visitor.page.evaluate(
        "flaw => { const main = document.querySelector('main'); main.insertAdjacentHTML('beforeend', flaw);"
        " const wide = main.querySelector('.wide'); if (wide) wide.style.width = '900px'; }",
        flaw,
    )
    assert any(complaint in each for each in visitor.look())


def test_what_the_console_says_is_heard(somebody: Callable[..., Person]) -> None:
    visitor = somebody()
    visitor.page.evaluate("() => console.error('something is broken')")
    assert any("something is broken" in each for each in visitor.look())

"""The pages about the site say what the program does."""

import pytest

from consultation.core.vocabulary import Locale, Permission, RejectionReason, label
from tests.web.warden import Warden


@pytest.mark.parametrize("path", ["/about", "/about/moderation", "/about/counting", "/about/permissions"])
@pytest.mark.parametrize("locale", Locale)
def test_every_page_can_be_read_in_every_language(visitor: Warden, path: str, locale: Locale) -> None:
    assert visitor.get(f"{path}?lang={locale.value}").tree.get("lang") == locale.value


def test_every_step_and_every_reason_is_named(visitor: Warden) -> None:
    steps = visitor.get("/about/permissions").text
    assert [one for one in Permission if label(one) not in steps] == []
    reasons = visitor.get("/about/moderation").text
    assert [one for one in RejectionReason if label(one) not in reasons] == []

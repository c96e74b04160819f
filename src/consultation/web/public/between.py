"""The page between writing and sending for somebody who has not signed in: it carries what was typed, so nothing is lost."""

from typing import Final

from consultation.web.forms import Form
from consultation.web.site import Page, Req
from consultation.web.templating import page

CARRIED: Final = ("text", "wording", "position", "language", "is_anonymous", "as_organisation")
PATH: Final = "/comments/sign-in"


def ask(request: Req, form: Form, then: str) -> Page:
    """Ask the person to sign in; `then` is where the form goes afterwards."""
    carried = [(name, value) for name in CARRIED for value in form.all(name)]
    return page(request, "public/comments/between.html", status=403, form=form, then=then, carried=carried, path=PATH)

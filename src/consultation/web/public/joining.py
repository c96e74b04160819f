"""The page between writing and sending when others have said nearly the same: join them, or send one's own."""

from typing import Final, Literal

from consultation.actions.joining import Alike
from consultation.store.columns import is_id
from consultation.web.forms import Form
from consultation.web.public.between import CARRIED
from consultation.web.site import Page, Req
from consultation.web.templating import page

OWN: Final = "own"
_DIGITS: Final = 10


def ask(request: Req, form: Form, alike: Alike, then: str) -> Page:
    """Show what others have said, with both ways to go on; `then` is where either sends the form."""
    carried = [(name, value) for name in CARRIED for value in form.all(name)]
    return page(request, "public/comments/joining.html", form=form, alike=alike, then=then, carried=carried, own=OWN)


def choice_of(form: Form) -> int | Literal["own"] | None:
    """What was chosen on the page: the number of a comment to join, one's own words, or (None) nothing yet."""
    typed = form.value("choice")
    if typed == OWN:
        return OWN
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS
    return int(typed) if is_number and is_id(int(typed)) else None

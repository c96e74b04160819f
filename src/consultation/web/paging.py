"""Which page of a list somebody asks for in the address."""

from typing import Final

from consultation.web.site import Req

_MOST: Final = 100_000  # beyond any list


def page_asked(request: Req, of: int = _MOST) -> int:
    """The number in `?page=`, or the nearest there is; 1 for what is no number."""
    typed = request.query_params.get("page", "")
    asked = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= len(str(_MOST)) else 1
    return max(1, min(asked, of))

"""What went wrong, as a page in the person's language that says what to do; the one place where refusals become statuses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from consultation.core.errors import (
    Blocked,
    ConsultationError,
    Invalid,
    NotFound,
    Refused,
    Stale,
    Throttled,
    TooLate,
)
from consultation.core.messages import N_, Message, message
from consultation.core.policy import VISITOR
from consultation.web.security import UntrustedForm
from consultation.web.site import Page, Req
from consultation.web.templating import page

_log = structlog.get_logger("consultation.web")

_STATUSES: Final[dict[type[ConsultationError], int]] = {
    Invalid: 422,
    Blocked: 409,
    TooLate: 409,
    Stale: 409,
    Refused: 403,
    NotFound: 404,
    Throttled: 429,
}


@dataclass(frozen=True, slots=True)
class Words:
    """The title of an error page and what to do."""

    title: str
    advice: str


_WORDS: Final[dict[int, Words]] = {
    400: Words(
        N_("We could not understand this request"),
        N_("Go back, reload the page and try again. If you typed the address yourself, check it."),
    ),
    403: Words(
        N_("You cannot do this"),
        N_("If you have an account that may do this, sign in with it."),
    ),
    404: Words(
        N_("Page not found"),
        N_("If you typed the address, check it. If you followed a link, start from the list of consultations."),
    ),
    405: Words(
        N_("This page cannot be used this way"),
        N_("Start from the list of consultations."),
    ),
    409: Words(
        N_("This is not possible now"),
        N_("Go back, reload the page to see how things stand, and try again."),
    ),
    413: Words(
        N_("What you sent is too large"),
        N_("Go back and send a shorter text or a smaller file."),
    ),
    422: Words(
        N_("Something in the form is not right"),
        N_("Go back, correct it and send the form again."),
    ),
    429: Words(
        N_("Too many requests"),
        N_("Please wait a little and try again."),
    ),
    500: Words(
        N_("Something went wrong on our side"),
        N_("Nothing was saved by your last step. Please try again in a few minutes."),
    ),
    503: Words(
        N_("The service is busy"),
        N_("Nothing was saved by your last step. Please try again in a minute."),
    ),
}

_SERVER_ERROR: Final = 500
_UNTRUSTED: Final = message(
    "This form was open too long, or cookies are switched off in your browser. "
    "Go back, reload the page and send the form again."
)


class ShowAgain(Exception):
    """Carries the page to answer with past the transaction, which it thereby rolls back."""

    def __init__(self, answer: Page) -> None:
        super().__init__()
        self.answer = answer


def status_of(problem: ConsultationError) -> int:
    """The HTTP status of a refusal."""
    return next(_STATUSES[kind] for kind in type(problem).__mro__ if kind in _STATUSES)


def handlers() -> ExceptionHandlersMap:
    """The exception handlers of the application."""
    table: dict[type[Exception] | int, Callable[[Request[Any, Any, Any], Any], Response[Any]]] = {
        ShowAgain: _show_again,
        ConsultationError: _refusal,
        UntrustedForm: _untrusted,
        HTTPException: _http_error,
        RecursionError: _too_deep,
        OperationalError: _busy,
        PoolTimeout: _busy,
        Exception: _crash,
    }
    return table


def error_page(
    request: Req, status: int, reasons: tuple[Message, ...] = (), headers: Mapping[str, str] | None = None
) -> Page:
    """The page for a status, with its reasons when there are some."""
    words = _WORDS.get(status, _WORDS[_SERVER_ERROR if status >= _SERVER_ERROR else 400])
    return page(request, "errors/error.html", status=status, headers=headers, words=words, reasons=reasons)


def _show_again(_request: Req, again: ShowAgain) -> Page:
    return again.answer


def _refusal(request: Req, problem: ConsultationError) -> Page:
    if isinstance(problem, Throttled):
        return error_page(request, 429, problem.reasons, {"retry-after": str(problem.retry_after)})
    return error_page(request, status_of(problem), problem.reasons)


def _untrusted(request: Req, _problem: UntrustedForm) -> Page:
    return error_page(request, 403, (_UNTRUSTED,))


def _http_error(request: Req, problem: HTTPException) -> Page:
    if problem.status_code >= _SERVER_ERROR:
        return _crash(request, problem)
    kept = {name: value for name, value in (problem.headers or {}).items() if name.lower() == "allow"}
    return error_page(request, problem.status_code, headers=kept)


def _too_deep(request: Req, _problem: RecursionError) -> Page:
    return error_page(request, 400)


def _busy(request: Req, problem: Exception) -> Page:
    _log_crash(request, problem)
    return _plainly(request, 503)


def _crash(request: Req, problem: Exception) -> Page:
    _log_crash(request, problem)
    return _plainly(request, 500)


def _plainly(request: Req, status: int) -> Page:
    """An error page that needs nothing that may just have failed: no database, so nobody is known."""
    request.state.setdefault("person", VISITOR)
    return error_page(request, status)


def _log_crash(request: Req, problem: Exception) -> None:
    # The route's pattern, never the address or the body: those hold tokens and people's words.
    _log.error(
        "request failed",
        route=request.scope.get("path_template", ""),
        method=request.scope["method"],
        kind=type(problem).__name__,
        exc_info=problem,
    )

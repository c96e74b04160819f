"""Logs: one line for each request, with its route but without anything a person typed; tracebacks without values."""

import logging
import sys
import time
from typing import Any, Final

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

_log: Final = structlog.get_logger("consultation.access")
_BEGAN: Final = "consultation_began"


def configure(level: int = logging.INFO) -> None:
    """Write one JSON object a line, unless somebody has settled it already. Tracebacks name places, never values."""
    if structlog.is_configured():
        return
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def clocked(app: ASGIApp) -> ASGIApp:
    """Middleware that notes when a request began."""

    async def begin(scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})[_BEGAN] = time.perf_counter()
        await app(scope, receive, send)

    return begin


async def access(message: Message, scope: Scope) -> None:
    """Log an answer as it starts to leave."""
    if message["type"] != "http.response.start" or scope["type"] == ScopeType.WEBSOCKET:
        return
    fields: dict[str, Any] = {
        "method": scope["method"],
        "route": scope.get("path_template", ""),
        "status": message["status"],
    }
    began = scope.get("state", {}).get(_BEGAN)
    if began is not None:
        fields["ms"] = round((time.perf_counter() - began) * 1000, 1)
    _log.info("request", **fields)

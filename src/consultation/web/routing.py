"""Route decorators of ours: plain functions that run in a worker thread and answer with pages.

Litestar's own `sync_to_thread` wraps a function twice when a path has two methods (2.25), so the thread is ours.
"""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial, wraps
from typing import Any, ParamSpec

import litestar
from litestar.enums import HttpMethod
from litestar.handlers import HTTPRouteHandler

from consultation.web import transactions
from consultation.web.site import Page

_Params = ParamSpec("_Params")
_Handler = Callable[_Params, Page]


def get(path: str | Sequence[str], **options: Any) -> Callable[[_Handler[...]], HTTPRouteHandler]:  # noqa: ANN401 - Litestar's
    """A handler that reads and answers with a page; to HEAD, as link checkers ask, with the page's headers."""
    route = litestar.route(path, http_method=[HttpMethod.GET, HttpMethod.HEAD], include_in_schema=False, **options)
    return lambda handler: _route(route, handler)


def post(path: str | Sequence[str], **options: Any) -> Callable[[_Handler[...]], HTTPRouteHandler]:  # noqa: ANN401 - Litestar's
    """A handler that changes something and answers with a redirect, or with its form again."""
    route = litestar.post(path, include_in_schema=False, **options)
    return lambda handler: _route(route, handler)


def _route(route: Any, handler: _Handler[...]) -> Any:  # noqa: ANN401 - a decorator gives back what it is given
    return route(_in_thread(handler))


def _in_thread(handler: Callable[_Params, Page]) -> Callable[_Params, Awaitable[Page]]:
    @wraps(handler)
    async def threaded(*args: _Params.args, **kwargs: _Params.kwargs) -> Page:
        given = {name: kwargs.get(name) for name in ("request", "writer", "reader")}
        return await transactions.run(partial(handler, *args, **kwargs), **given)  # type: ignore[arg-type] # named so

    return threaded

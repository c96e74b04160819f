"""Assets over HTTP: kept by browsers for a year, since their address changes with their content."""

from litestar.params import FromPath

from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.web.routing import get
from consultation.web.site import Page, Req, site_of

_FOR_EVER = "public, max-age=31536000, immutable"


@get("/assets/{version:str}/{name:path}")
def asset(request: Req, version: FromPath[str], name: FromPath[str]) -> Page:
    """One file of one version."""
    found = site_of(request).assets.find(version, str(name).lstrip("/"))
    if found is None:
        raise NotFound(message("This file is not here."))
    headers = {"cache-control": _FOR_EVER, "vary": "Accept-Encoding"}
    if found.packed is None or "gzip" not in request.headers.get("accept-encoding", ""):
        return Page(found.content, media_type=found.media_type, headers=headers)
    return Page(found.packed, media_type=found.media_type, headers={**headers, "content-encoding": "gzip"})

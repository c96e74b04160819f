"""A version as Akoma Ntoso, to save: for everybody once it is published, for the officers before."""

import hashlib
from typing import Final

from sqlalchemy.orm import Session

from consultation.core.dates import to_tashkent
from consultation.ingest.akn import MEDIA_TYPE, Identity
from consultation.ingest.akn_out import to_akn
from consultation.ingest.grammar import grammar
from consultation.store import authorities
from consultation.store import versions as stored
from consultation.store.tables import Draft, Version
from consultation.web.downloads import download
from consultation.web.site import Page, Req, site_of

_KEEP: Final = "public, max-age=300"


def published_akn(request: Req, session: Session, draft: Draft, version: Version) -> Page:
    """A published version, made once: its text never changes, and what is said about it is part of the key."""
    identity = _identity(request, session, draft, version)
    key = ("akn", version.id, identity)
    content = site_of(request).kept.get_or_make(key, lambda: _written(session, version, identity), len)
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    if tag in request.headers.get("if-none-match", ""):
        return Page(b"", status_code=304, headers={"etag": tag, "cache-control": _KEEP}, media_type=MEDIA_TYPE)
    page = download(content, _file_name(draft, version), MEDIA_TYPE, is_public=True)
    page.headers["etag"] = tag
    return page


def unpublished_akn(request: Req, session: Session, draft: Draft, version: Version) -> Page:
    """A version as it stands on the officer's table, made anew each time."""
    content = _written(session, version, _identity(request, session, draft, version))
    return download(content, _file_name(draft, version), MEDIA_TYPE)


def _identity(request: Req, session: Session, draft: Draft, version: Version) -> Identity:
    settings = site_of(request).settings
    names = authorities.get_authority(session, draft.authority_id).names
    return Identity(
        title=version.title,
        language=version.language,
        made_on=to_tashkent(draft.created_at).date(),
        act_kind=draft.act_kind,
        authority=authorities.name_in(names, version.language),
        country=grammar(settings.jurisdiction).country,
        number=str(draft.id),
        version=version.ordinal,
        published_on=None if version.published_at is None else to_tashkent(version.published_at).date(),
        site=settings.base_url,
    )


def _written(session: Session, version: Version, identity: Identity) -> bytes:
    return to_akn(stored.outline_of_version(session, version), identity, stored.wids(session, version.id))


def _file_name(draft: Draft, version: Version) -> str:
    return f"consultation-{draft.id}-version-{version.ordinal}.akn.xml"

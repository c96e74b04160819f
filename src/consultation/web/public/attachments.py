"""The documents of a public draft, and each published version as its file and as Akoma Ntoso, to save."""

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.core.file_types import of_text
from consultation.store import attachments, blobs, drafts, versions
from consultation.web.akoma_ntoso import published_akn
from consultation.web.downloads import download
from consultation.web.routing import get
from consultation.web.site import Page, Req


@get("/drafts/{number:int}/attachments/{attachment_id:int}")
def attachment(number: FromPath[int], attachment_id: FromPath[int], reader: NamedDependency[Session]) -> Page:
    """A document that accompanies a public draft."""
    drafts.public_draft(reader, number)
    row = attachments.get_attachment(reader, number, attachment_id)
    content = blobs.content_of(reader, row.blob_sha256)
    return download(content, row.file_name, row.media_type, is_public=True)


@get("/drafts/{number:int}/versions/{ordinal:int}/file")
def version_file(number: FromPath[int], ordinal: FromPath[int], reader: NamedDependency[Session]) -> Page:
    """The file of a published version, byte for byte as the ministry uploaded it."""
    drafts.public_draft(reader, number)
    row = versions.published_version(reader, number, ordinal)
    content = blobs.content_of(reader, row.blob_sha256)
    return download(content, row.file_name, of_text(content).media_type, is_public=True)


@get("/drafts/{number:int}/versions/{ordinal:int}/akn.xml")
def version_akn(request: Req, number: FromPath[int], ordinal: FromPath[int], reader: NamedDependency[Session]) -> Page:
    """A published version as Akoma Ntoso."""
    draft = drafts.public_draft(reader, number)
    return published_akn(request, reader, draft, versions.published_version(reader, number, ordinal))


ROUTES = (attachment, version_file, version_akn)

"""Says what a file is that is not a Word document, by its content, and what its owner can do about it."""

import zipfile
from collections.abc import Iterable

from consultation.core import file_types
from consultation.core.messages import Message, message
from consultation.ingest import refusals
from consultation.ingest.refusals import RefusedFile

_HEAD = 4096
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")

_OLD_WORD = refusals.save_as_docx(message("a Word file of the old kind (.doc)"))
_OPEN_DOCUMENT = refusals.save_as_docx(message("an OpenDocument file (.odt)"))
_WEB_PAGE = refusals.save_as_docx(message("a web page"))
_WORD_XML = refusals.save_as_docx(message("a Word file saved as XML"))
_TEMPLATE = refusals.save_as_docx(message("a Word template (.dotx)"))
_PDF = message(
    "This is a PDF file: it shows pages, and the order of the text is lost in it. Upload the Word file (.docx) from which it was made."
)
_SHEET = message(
    "This is an Excel workbook or another table, not a text. Copy the text into a new Word document, save it as .docx and upload that file."
)
_SLIDES = message(
    "This is a presentation, not a text. Copy the text into a new Word document, save it as .docx and upload that file."
)
_PICTURE = message(
    "This is a picture: the text in it cannot be read. Upload the Word file (.docx) in which the text was typed."
)
_PLAIN = message(
    "This is plain text without numbering or layout. Copy it into a new Word document, save it as .docx and upload that file."
)
_MAIL = message("This is an e-mail. Save the Word file (.docx) attached to it and upload that file.")
_PAGES = message(
    "This is a document of Apple Pages. In Pages choose “File”, “Export To”, “Word”, “.docx”, and upload that file."
)
_GOOGLE = message(
    "This is a link or a web page from Google Docs. In Google Docs choose “File”, “Download”, “Microsoft Word (.docx)”, and upload that file."
)
_ARCHIVE = message(
    "This is an archive with files in it. Take the Word file (.docx) out of it and upload that file alone."
)
_OTHER = message(
    "This is not a Word document (.docx). Open it in the program that made it, save it as a Word document (.docx) and upload that file."
)

_STARTS: tuple[tuple[bytes, Message], ...] = (
    (b"%PDF", _PDF),
    (b"{\\rtf", refusals.save_as_docx(message("a Rich Text file (.rtf)"))),
    (b"\xffWPC", refusals.save_as_docx(message("a WordPerfect file (.wpd)"))),
    *((start, _OLD_WORD) for start in (b"\xdb\xa5-\0", b"\x31\xbe\0\0", b"\xfe\x37\0\x23")),
    *((start, _PICTURE) for start in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"AT&TFORM", b"BM")),
    *((start, _ARCHIVE) for start in (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STREAMS = (
    ("WordDocument".encode("utf-16-le"), _OLD_WORD),
    ("Workbook".encode("utf-16-le"), _SHEET),
    ("PowerPoint Document".encode("utf-16-le"), _SLIDES),
    ("__substg1.0_".encode("utf-16-le"), _MAIL),
)
_MIME = (
    (b"opendocument.text", _OPEN_DOCUMENT),
    (b"opendocument.spreadsheet", _SHEET),
    (b"opendocument.presentation", _SLIDES),
)
_MAIN_PARTS = (
    (("spreadsheetml", "ms-excel"), _SHEET),
    (("presentationml", "ms-powerpoint"), _SLIDES),
    (("wordprocessingml.template",), _TEMPLATE),
)


def is_akoma_ntoso(data: bytes) -> bool:
    """Whether a file is XML that names the root element of Akoma Ntoso near its beginning, in UTF-8 or UTF-16."""
    start = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and b"akomaNtoso" in start


def check_start(data: bytes) -> None:
    """Tell what a file is by its first bytes; RefusedFile unless it may be a zip, or is Akoma Ntoso."""
    if data.startswith(_ZIP) or is_akoma_ntoso(data):
        return
    if data.startswith(_COMPOUND):
        raise _of_compound_file(data)
    head = data[:_HEAD]
    found = next((sentence for start, sentence in _STARTS if head.startswith(start)), None)
    if head[8:12] == b"WEBP" or head[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}:
        found = _PICTURE
    raise refusals.not_docx(found or _of_text(head) or (_PLAIN if file_types.tell(data) else _OTHER))


def _of_compound_file(data: bytes) -> RefusedFile:
    """Old Office files and password-protected new ones share one container, told apart by a stream's UTF-16 name."""
    if _ENCRYPTED in data:
        return refusals.encrypted()
    streams = (sentence for name, sentence in _STREAMS if name in data)
    return refusals.not_docx(next(streams, _OLD_WORD))


def _of_text(head: bytes) -> Message | None:
    """What a text says about itself in its first lines, in whichever encoding."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if text.startswith(b"{") and b"docs.google.com" in text:
        return _GOOGLE
    if text.startswith(b"mime-version:") or b"\nmime-version:" in text:
        return _WEB_PAGE if b"multipart/related" in text else _MAIL
    if b"/office/2006/xmlpackage" in text or b"/office/word/2003/wordml" in text or b'progid="word.document"' in text:
        return _WORD_XML
    if b"urn:oasis:names:tc:opendocument" in text:
        return _OPEN_DOCUMENT
    if text.startswith(b"<!doctype html") or b"<html" in text:
        return _GOOGLE if b"docs.google.com" in text or b"docs-internal-guid" in text else _WEB_PAGE
    return _OTHER if text.startswith(b"<?xml") else None


def check_container(container: zipfile.ZipFile) -> None:
    """Tell a zip of another program by the names in it; RefusedFile unless it may be an Office file."""
    names = {name.lower() for name in container.namelist()}
    if "[content_types].xml" in names:
        return
    if "mimetype" in names:
        raise refusals.not_docx(_of_mime(container))
    if any(name.endswith(".iwa") for name in names) or names & {"index.zip", "buildversionhistory.plist"}:
        raise refusals.not_docx(_PAGES)
    has_pages = _any_ends(names, (".html", ".htm")) and not _any_ends(names, (".docx", ".doc"))
    raise refusals.not_docx(_GOOGLE if has_pages else _ARCHIVE)


def _any_ends(names: Iterable[str], endings: tuple[str, ...]) -> bool:
    return any(name.endswith(endings) for name in names)


def _of_mime(container: zipfile.ZipFile) -> Message:
    """What the first entry of an OpenDocument file or e-book says; it is a name and never compressed."""
    entry = next(entry for entry in container.infolist() if entry.filename.lower() == "mimetype")
    if entry.compress_type != zipfile.ZIP_STORED or entry.file_size > _HEAD or container.fp is None:
        return _OTHER
    container.fp.seek(entry.header_offset)
    start = container.fp.read(_HEAD)
    return next((sentence for name, sentence in _MIME if name in start), _OTHER)


def check_main_part(content_type: str) -> None:
    """RefusedFile when an Office file's main part is not a Word document's, by its content type in small letters."""
    for names, sentence in _MAIN_PARTS:
        if any(name in content_type for name in names):
            raise refusals.not_docx(sentence)

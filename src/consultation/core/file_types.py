"""What a file is, told from its bytes; its name is believed only to tell a table of values from plain text."""

import io
import zipfile
from dataclasses import dataclass

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file people may attach: its media type and the ending its name is given."""

    media_type: str
    ending: str


PDF = FileType("application/pdf", ".pdf")
PNG = FileType("image/png", ".png")
JPEG = FileType("image/jpeg", ".jpg")
DOCX = FileType(_OFFICE + "wordprocessingml.document", ".docx")
XLSX = FileType(_OFFICE + "spreadsheetml.sheet", ".xlsx")
CSV = FileType("text/csv", ".csv")
TXT = FileType("text/plain", ".txt")

AKOMA_NTOSO = FileType("application/akn+xml", ".xml")

ACCEPTED = (PDF, DOCX, XLSX, PNG, JPEG, CSV, TXT)

_STARTS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_PARTS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX))
_MOST_PARTS = 4_096
_CONTROLS = frozenset([*range(32), 0x7F]) - frozenset(b"\t\n\r\x0c")


def tell(data: bytes, file_name: str = "") -> FileType | None:
    """The kind of a file, None when it is not one that may be attached (anything with programs in it is not)."""
    for start, found in _STARTS:
        if data.startswith(start):
            return found
    if data.startswith(b"PK"):
        return _office(data)
    if _is_text(data):
        return CSV if file_name.lower().endswith(".csv") else TXT
    return None


def of_text(data: bytes) -> FileType:
    """What the file is that a version's text came from: Word, or Akoma Ntoso; the reader takes no other."""
    is_xml = data[:1_024].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")
    return AKOMA_NTOSO if is_xml else DOCX


def named(file_name: str, found: FileType, *, most: int = 200) -> str:
    """A safe name for a file of this kind: no folders, no control characters, the right ending, `most` characters."""
    bare = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    bare = "".join(char for char in bare if char.isprintable() and char not in '"<>:|?*').strip(" .")
    endings = {found.ending, ".jpeg"} if found is JPEG else {found.ending}
    stem = next((bare[: -len(ending)] for ending in endings if bare.lower().endswith(ending)), bare)
    return (stem.strip(" .")[: most - len(found.ending)] or "document") + found.ending


def _office(data: bytes) -> FileType | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = container.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    if len(names) > _MOST_PARTS or any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    return next((found for part, found in _PARTS if part in names), None)


def _is_text(data: bytes) -> bool:
    if not data:
        return False
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig",):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding == "utf-16" or not _CONTROLS.intersection(data)
    # Old office programs here save texts in Windows-1251: no control characters is what can be asked of them.
    return not _CONTROLS.intersection(data)

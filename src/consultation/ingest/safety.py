"""What may come in at all: the kind of file by its content, and a container that cannot hurt whoever opens it.

Limits stand well above the largest real values met in 4,154 Word files (docx.md, section 1). Everything here reads
the zip's central directory and a few bytes only; nothing is unpacked.
"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from consultation.core.messages import message
from consultation.ingest import refusals
from consultation.ingest.refusals import Code

_MB = 1024 * 1024
_WORD_PART = "word/"
_FIRST_BYTES = 4096
_LOCAL_HEADER = struct.Struct("<4s22xHH")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one upload may cost. Sizes in bytes, times in seconds."""

    file_bytes: int = 25 * _MB
    entries: int = 4096
    part_bytes: int = 64 * _MB
    total_bytes: int = 128 * _MB
    ratio: int = 200
    paragraphs: int = 100_000
    cells: int = 100_000
    nested_tables: int = 16
    cpu_seconds: int = 20
    wall_seconds: int = 60
    memory_bytes: int = 512 * _MB


def open_container(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The zip inside an upload, once it is known to be a harmless one; RefusedFile otherwise."""
    sniff(data, limits)
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise refusals.damaged() from error
    check_entries(container, data, limits)
    return container


def sniff(data: bytes, limits: Limits) -> None:
    """Tell what a file is by its first bytes; RefusedFile unless it may be a zip or Akoma Ntoso."""
    if not data:
        raise refusals.empty_file()
    if len(data) > limits.file_bytes:
        raise refusals.too_big(limits.file_bytes // _MB)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        _refuse_compound_file(data)
    if data.startswith(b"PK") or is_akoma_ntoso(data):
        return
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        raise refusals.not_docx(message("a PDF file"))
    if start.startswith(b"{\\rtf"):
        raise refusals.not_docx(message("a Rich Text file (.rtf)"))
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start:
        raise refusals.not_docx(message("a web page"))
    raise refusals.not_docx(message("a file of another kind"))


def is_akoma_ntoso(data: bytes) -> bool:
    """Whether a file is XML that names the root element of Akoma Ntoso near its beginning, in UTF-8 or UTF-16."""
    start = data[:_FIRST_BYTES].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and b"akomaNtoso" in start


def _refuse_compound_file(data: bytes) -> None:
    """Old Office files and password-protected new ones share one container, told apart by a stream's UTF-16 name."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise refusals.encrypted()
    raise refusals.not_docx(message("a Word file of the old kind (.doc)"))


def check_entries(container: zipfile.ZipFile, data: bytes, limits: Limits) -> None:
    """Judge a zip by its directory: count, names, encryption, sizes, ratios, overlaps; RefusedFile when unsafe."""
    entries = container.infolist()
    if len(entries) > limits.entries:
        raise refusals.unsafe(Code.ZIP_ENTRIES)
    names = [entry.filename for entry in entries]
    _check_kind(set(names), container)
    if len({name.lower() for name in names}) < len(names):
        raise refusals.unsafe(Code.ZIP_DUPLICATE)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise refusals.encrypted()
    if any(name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") for name in names):
        raise refusals.unsafe(Code.PACKAGE)
    _check_spans(entries, data)


def _check_kind(names: set[str], container: zipfile.ZipFile) -> None:
    if "[Content_Types].xml" in names:
        return
    if "mimetype" in names and container.getinfo("mimetype").file_size < 200:  # noqa: PLR2004 - a name, never more
        raise refusals.not_docx(message("an OpenDocument file (.odt)"))
    raise refusals.not_docx(message("a zip archive"))


def _check_spans(entries: list[zipfile.ZipInfo], data: bytes) -> None:
    """Entries that share bytes are how a small file unpacks into a huge one (not checked by Python before 3.11.8)."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise refusals.unsafe(Code.ZIP_OVERLAP)
        header = data[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size]
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise refusals.damaged()
        _, name_size, extra_size = _LOCAL_HEADER.unpack(header)
        end = entry.header_offset + _LOCAL_HEADER.size + name_size + extra_size + entry.compress_size
        if end > len(data):
            raise refusals.damaged()


def check_part(entry: zipfile.ZipInfo, read_so_far: int, limits: Limits) -> None:
    """Whether a part may be unpacked now, after `read_so_far` bytes of others; RefusedFile for a bomb."""
    is_bomb = entry.file_size > _MB and entry.file_size > limits.ratio * max(entry.compress_size, 1)
    if entry.file_size > limits.part_bytes or read_so_far + entry.file_size > limits.total_bytes or is_bomb:
        raise refusals.unsafe(Code.BOMB)

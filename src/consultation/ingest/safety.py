"""What may come in at all: the kind of file by its content, and a container that cannot hurt whoever opens it.

Limits stand well above the largest real values met in 4,154 Word files (docx.md, section 1). Everything here reads
the zip's central directory and its local headers only; nothing is unpacked.
"""

import io
import posixpath
import re
import struct
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from consultation.ingest import kinds, refusals
from consultation.ingest.refusals import Code

_MB = 1024 * 1024
_ENTRY, _LOCAL, _END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"
_LOCAL_HEADER = struct.Struct("<4s2xHH16xHH")
_IS_ENCRYPTED = 0x1 | 0x40 | 0x2000  # by the old cipher, by a strong one, with the directory masked
_IS_UTF8 = 0x800
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the Open Packaging Conventions allow no other
_UNSAFE_NAME = re.compile(r"[\\\x00-\x1f\x7f]|^/|^[A-Za-z]:|^$")


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


def limits_of(cpu_seconds: int, memory_bytes: int) -> Limits:
    """The limits with what an operator set; on a busy machine the worker may take three times as long by the clock."""
    return Limits(cpu_seconds=cpu_seconds, wall_seconds=3 * cpu_seconds, memory_bytes=memory_bytes)


def open_container(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The zip inside an upload, once it is known to be a harmless one; RefusedFile otherwise."""
    sniff(data, limits)
    # Before the directory is read: its entries cost a hundred times their size in memory.
    if data.count(_ENTRY) > limits.entries:
        raise refusals.unsafe(Code.ZIP_ENTRIES)
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise refusals.damaged() from error
    check_entries(container, data)
    return container


def sniff(data: bytes, limits: Limits) -> None:
    """Tell what a file is by its first bytes; RefusedFile unless it may be a zip of a bearable size."""
    if not data:
        raise refusals.empty_file()
    kinds.check_start(data)
    if len(data) > limits.file_bytes:
        raise refusals.too_big(limits.file_bytes // _MB)


def check_entries(container: zipfile.ZipFile, data: bytes) -> None:
    """Judge a zip by its directory: kind, names, encryption, methods, overlaps; RefusedFile when unsafe."""
    entries = container.infolist()
    kinds.check_container(container)
    if any(entry.flag_bits & _IS_ENCRYPTED for entry in entries):
        raise refusals.encrypted()
    _check_names(entries)
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise refusals.damaged()
    _check_spans(entries, data, container.start_dir)


def _check_names(entries: Iterable[zipfile.ZipInfo]) -> None:
    """Names must stay inside the package whichever program reads them, and be told apart by every program."""
    seen = set()
    for entry in entries:
        for name in (entry.filename, entry.orig_filename):
            if _UNSAFE_NAME.search(name) or ".." in unquote(name).replace("\\", "/").split("/"):
                raise refusals.unsafe(Code.PACKAGE)
        key = posixpath.normpath(unicodedata.normalize("NFKC", unquote(entry.filename)).casefold())
        if key in seen:
            raise refusals.unsafe(Code.ZIP_DUPLICATE)
        seen.add(key)


def _check_spans(entries: list[zipfile.ZipInfo], data: bytes, directory: int) -> None:
    """Each entry has bytes of its own, and no second archive hides between them, before them or after the end.

    Entries that share bytes are how a small file unpacks into a huge one (not checked by Python before 3.11.8); a
    second archive is how two programs are shown two different texts.
    """
    end = 0
    between = []
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise refusals.unsafe(Code.ZIP_OVERLAP)
        between.append(data[end : entry.header_offset])
        end = entry.header_offset + _header_size(entry, data) + entry.compress_size
        if end > directory:
            raise refusals.unsafe(Code.ZIP_OVERLAP) if end <= len(data) else refusals.damaged()
    between += [data[end:directory], data[data.rfind(_END) + len(_END) :]]
    if any(mark in piece for piece in between for mark in (_ENTRY, _LOCAL, _END)):
        raise refusals.unsafe(Code.ZIP_OVERLAP)


def _header_size(entry: zipfile.ZipInfo, data: bytes) -> int:
    """The size of an entry's local header, which must say of the entry what the directory says."""
    start = entry.header_offset + _LOCAL_HEADER.size
    header = data[entry.header_offset : start]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(_LOCAL):
        raise refusals.damaged()
    _, flags, method, name_size, extra_size = _LOCAL_HEADER.unpack(header)
    name = data[start : start + name_size].decode("utf-8" if flags & _IS_UTF8 else "cp437", "replace")
    if flags & _IS_ENCRYPTED:
        raise refusals.encrypted()
    if name != entry.orig_filename or method != entry.compress_type:
        raise refusals.damaged()
    return _LOCAL_HEADER.size + int(name_size) + int(extra_size)


def check_part(entry: zipfile.ZipInfo, read_so_far: int, limits: Limits) -> None:
    """Whether a part may be unpacked now, after `read_so_far` bytes of others; RefusedFile for a bomb."""
    is_bomb = entry.file_size > _MB and entry.file_size > limits.ratio * max(entry.compress_size, 1)
    if entry.file_size > limits.part_bytes or read_so_far + entry.file_size > limits.total_bytes or is_bomb:
        raise refusals.unsafe(Code.BOMB)

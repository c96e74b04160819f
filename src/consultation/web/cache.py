"""The page cache: finished HTML kept in memory, oldest use thrown out first, bounded by bytes; whole pages are joined from parts.

A published version never changes and every public change of a draft raises its `activity`, so keys need no expiry.
Parts are kept compressed as well: a page around a kept part is sent without compressing that part again.
"""

import struct
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final, TypeVar

_LEVEL: Final = 5
_RAW: Final = -15  # a deflate stream without header and sum, so that several can be joined
_GZIP_HEADER: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_GZIP_END: Final = b"\x03\x00"  # an empty last block
_BYTES: Final = 64_000_000

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page as bytes, and as deflate blocks that may stand anywhere in a stream."""

    plain: bytes
    deflated: bytes

    @property
    def size(self) -> int:
        """What it takes in memory."""
        return len(self.plain) + len(self.deflated)


def part(html: str) -> Part:
    """Encode and compress a stretch of a page."""
    plain = html.encode()
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
    # A full flush ends on a byte and forgets what was before, so the blocks do not lean on their surroundings.
    return Part(plain, deflate.compress(plain) + deflate.flush(zlib.Z_FULL_FLUSH))


def gzipped(*parts: Part) -> bytes:
    """The parts one after the other as one gzip file (RFC 1952)."""
    total, length = 0, 0
    for each in parts:
        total = zlib.crc32(each.plain, total)
        length += len(each.plain)
    end = _GZIP_END + struct.pack("<LL", total, length & 0xFFFFFFFF)
    return b"".join((_GZIP_HEADER, *(each.deflated for each in parts), end))


class PageCache:
    """What was made last, by key, up to a number of bytes; safe to use from several threads."""

    def __init__(self, most: int = _BYTES) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()
        self.size = 0

    def get_or_make(self, key: Hashable, make: Callable[[], _Value], size: Callable[[_Value], int]) -> _Value:
        """The value kept under `key`, or a new one. Two who ask at once may both make it; both get the same words."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: _Value = self._kept[key][0]
                return found
        value = make()
        self._put(key, value, size(value))
        return value

    def _put(self, key: Hashable, value: object, size: int) -> None:
        with self._lock:
            self.size += size - self._kept.pop(key, (None, 0))[1]
            self._kept[key] = value, size
            while self.size > self._most and self._kept:
                _, (_, freed) = self._kept.popitem(last=False)
                self.size -= freed

    def __len__(self) -> int:
        return len(self._kept)

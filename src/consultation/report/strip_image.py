"""The heat strip as a small PNG picture, for formats that cannot draw."""

import struct
import zlib
from collections.abc import Sequence

from consultation.report.palette import HEAT

PER_ROW = 60
_CELL, _HEIGHT, _GAP = 16, 28, 2  # pixels
_WHITE = b"\xff\xff\xff"


def strip_png(levels: Sequence[int]) -> tuple[bytes, int, int]:
    """The picture with its width and height in pixels: a field per clause, at most 60 in a row."""
    across = min(PER_ROW, max(1, len(levels)))
    rows = [levels[start : start + across] for start in range(0, len(levels), across)]
    lines = [line for row in rows for line in _row(row, across)]
    return _png(lines, across * _CELL), across * _CELL, len(lines)


def _row(levels: Sequence[int], across: int) -> list[bytes]:
    fields = b"".join(bytes.fromhex(HEAT[level]) * (_CELL - _GAP) + _WHITE * _GAP for level in levels)
    line = fields + _WHITE * (_CELL * (across - len(levels)))
    return [line] * (_HEIGHT - _GAP) + [_WHITE * (across * _CELL)] * _GAP


def _png(lines: Sequence[bytes], width: int) -> bytes:
    pixels = b"".join(b"\x00" + line for line in lines)
    header = struct.pack(">IIBBBBB", width, len(lines), 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

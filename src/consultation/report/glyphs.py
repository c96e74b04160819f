"""Which characters a set of fonts can show, read from the fonts themselves (OpenType `cmap`, formats 4 and 12).

PDF/UA forbids text that no font can show, and one emoji in a comment would stop the whole report.
"""

import struct
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

MISSING = "\N{REPLACEMENT CHARACTER}"
_INVISIBLE = {*range(0xFE00, 0xFE10), 0x200C, 0x200D, 0x2060, 0x00AD, 0x20E3, *range(0x1F3FB, 0x1F400)}
_ALWAYS = {ord(" "), ord("\n"), ord("\t"), 0xA0, 0x200B}
_FONT_FILES = (".ttf", ".otf")


def coverage(font_paths: Iterable[Path]) -> frozenset[int]:
    """Code points that at least one font under these files and folders can show; ValueError if there is no font at all."""
    files = tuple(sorted(found for path in font_paths for found in _fonts(path)))
    if not files:
        raise ValueError("There is no .ttf or .otf font to print the report with")
    return frozenset(_ALWAYS).union(*map(_covered, files))


def showable(text: str, covered: frozenset[int]) -> str:
    """The text with a replacement character for each one that no font shows; joiners and variation marks just go."""
    missing = MISSING if ord(MISSING) in covered else "?"
    return "".join(
        character if ord(character) in covered else "" if ord(character) in _INVISIBLE else missing
        for character in text
    )


def _fonts(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (each for each in path.rglob("*") if each.suffix.lower() in _FONT_FILES)
    elif path.suffix.lower() in _FONT_FILES:
        yield path


@cache
def _covered(path: Path) -> frozenset[int]:
    font = path.read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    for place in range(12, 12 + 16 * tables, 16):
        if font[place : place + 4] == b"cmap":
            (start,) = struct.unpack_from(">I", font, place + 8)
            return frozenset(_characters(font, start))
    return frozenset()


def _characters(font: bytes, cmap: int) -> Iterator[int]:
    (subtables,) = struct.unpack_from(">H", font, cmap + 2)
    for place in range(cmap + 4, cmap + 4 + 8 * subtables, 8):
        (offset,) = struct.unpack_from(">I", font, place + 4)
        (form,) = struct.unpack_from(">H", font, cmap + offset)
        if form == 12:  # noqa: PLR2004 - the numbers of the forms are the standard's names for them
            yield from _segmented_coverage(font, cmap + offset)
        elif form == 4:  # noqa: PLR2004 - as above
            yield from _segment_mapping(font, cmap + offset)


def _segmented_coverage(font: bytes, at: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">I", font, at + 12)
    for place in range(at + 16, at + 16 + 12 * groups, 12):
        first, last, glyph = struct.unpack_from(">III", font, place)
        yield from range(first if glyph else first + 1, last + 1)


def _segment_mapping(font: bytes, at: int) -> Iterator[int]:
    """Format 4: parallel arrays of segments; a character is there when its glyph is not number 0."""
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    form = f">{doubled // 2}H"
    ends = struct.unpack_from(form, font, at + 14)
    starts = struct.unpack_from(form, font, at + 16 + doubled)
    deltas = struct.unpack_from(form, font, at + 16 + 2 * doubled)
    ranges_at = at + 16 + 3 * doubled
    ranges = struct.unpack_from(form, font, ranges_at)
    for segment, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for character in range(first, min(last, 0xFFFE) + 1):
            glyph = character
            if offset:
                (glyph,) = struct.unpack_from(">H", font, ranges_at + 2 * segment + offset + 2 * (character - first))
            if glyph and (glyph + (0 if offset else delta)) & 0xFFFF:
                yield character

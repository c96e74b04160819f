"""What is stored and looked up for one text, so that near texts are found without comparing texts with each other.

The reference for every engine: the batch run (plain or compiled), and the database table of the online run. A value
is a pure function of twenty bytes, the same in every process and on every platform. *FracMinHash*: a value is kept
when its lowest `bits` bits are zero, so the same windows are chosen in every text and nothing depends on what else a
text contains.

How candidates are chosen, wherever the values are kept:

1. `stored(own)` of a representative, and of representatives only: each value with its `bits`. A value that
   `MOST_HOLDERS` representatives hold already is not stored for another (the oldest stay); none is ever dropped
   because it is frequent.
2. `asked(own)` of the text to place; every holder of one of the values is a hit.
3. `candidates(hits, bits)`: a hit stands for 2 ** max(bits of the holder, bits asked) common windows; the `MOST_TRIED`
   holders with most of them are tried, with ties the older representative first (in a batch run the canonical order:
   more often sent, then the lower id), and none with fewer than `LEAST_COMMON`.
4. `judging.nearest` decides among them.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

WINDOW = 20
"""Bytes of a skeleton (UTF-8, spaces left out) in a window: shorter ones are single Uzbek words, longer ones break at every typing error."""

PREFIX = 10
"""Bytes of a window that are hashed a second time, for the upper half of a value."""

FEW_BYTES = 160
"""Bytes up to which a text is looked up by every window."""

ASKED_BITS = 2
"""A longer text is looked up by a quarter of its windows."""

MOST_ASKED = 640
"""Values a text is looked up by at most (fewer bits would do no harm, but a database is asked for each)."""

MOST_STORED = 40
"""Values a representative is remembered by at most; twenty to forty of a text of ordinary length."""

MOST_HOLDERS = 8
MOST_TRIED = 4
LEAST_COMMON = 8


class Signature(NamedTuple):
    """Signed 64-bit values in rising order, each standing for 2 ** bits windows of the text."""

    values: tuple[int, ...]
    bits: int


def asked(own: str) -> Signature:
    """What a text, given as the skeleton of its own words, is looked up by."""
    packed = _packed(own)
    return _signature(packed, ASKED_BITS if len(packed) > FEW_BYTES else 0, MOST_ASKED)


def stored(own: str) -> Signature:
    """What a representative is found by."""
    return _signature(_packed(own), 0, MOST_STORED)


def candidates(hits: Iterable[tuple[int, int]], asked_bits: int) -> list[int]:
    """The representatives to try, the most promising first.

    A hit is (representative, its bits), once for each value it shares with the text; representatives are numbers
    that rise with their age: the older is smaller.
    """
    common: Counter[int] = Counter()
    for representative, bits in hits:
        common[representative] += 1 << max(bits, asked_bits)
    ranked = sorted((-windows, number) for number, windows in common.items() if windows >= LEAST_COMMON)
    return [number for _, number in ranked[:MOST_TRIED]]


def _packed(own: str) -> bytes:
    return own.replace(" ", "").encode()


def _signature(packed: bytes, bits: int, most: int) -> Signature:
    """The values of the windows, thinned until at most `most` are left.

    CRC-32 because Python's own `hash` differs from process to process; a second one of half the window makes 64 bits.
    """
    windows = {packed[start : start + WINDOW] for start in range(len(packed) - WINDOW + 1)}
    rest = _mask(bits)
    chosen = [(low, window) for window, low in zip(windows, map(crc32, windows), strict=True) if not low & rest]
    while len(chosen) > most:
        bits += 1
        rest = _mask(bits)
        chosen = [pair for pair in chosen if not pair[0] & rest]
    return Signature(tuple(sorted(_value(low, window) for low, window in chosen)), bits)


def _mask(bits: int) -> int:
    return (1 << bits) - 1


def _value(low: int, window: bytes) -> int:
    value = crc32(window[:PREFIX]) << 32 | low
    return value - (1 << 64) if value >> 63 else value

"""The inner loops of a large run, compiled: the skeleton, the signature, the index of representatives, common runs.

Each gives exactly what the plain Python does that it is named after (`core.text.skeleton`, `signature`,
`judging.common_runs`); tests compare the two. Only `compiled` imports this module, never the web process.
"""

# numba compiles loops, not comprehensions and calls: bytes are moved one by one here, and a step is a line.
# ruff: noqa: C901

from zlib import crc32

import numpy as np
import numpy.typing as npt
from numba import njit

from consultation.dedup.judging import RUN
from consultation.dedup.signature import LEAST_COMMON, MOST_HOLDERS, MOST_TRIED, PREFIX, WINDOW

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]


def _crc_tables() -> npt.NDArray[np.uint32]:
    """Row 0: what a byte adds to a CRC-32; row 1: what a byte has added once it is `WINDOW` bytes back."""
    table = np.zeros((2, 256), np.uint32)
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = value >> 1 ^ (0xEDB88320 if value & 1 else 0)
        table[0, byte] = value
    for byte in range(256):
        value = int(table[0, byte])
        for _ in range(WINDOW):
            value = value >> 8 ^ int(table[0, value & 255])
        table[1, byte] = value
    return table


CRC = _crc_tables()
_WINDOW_ZEROS = np.uint32(crc32(bytes(WINDOW)))
_PREFIX_ZEROS = np.uint32(crc32(bytes(PREFIX)))


@njit(cache=True)
def values(packed: Bytes, crc: npt.NDArray[np.uint32], bits: int, most: int, out: Ints) -> tuple[int, int]:
    """`signature._signature` into `out`: how many values, and their bits."""
    count = 0
    register = np.uint32(0)
    rest = np.uint32((1 << bits) - 1)
    for end in range(len(packed)):
        register = (register >> np.uint32(8)) ^ crc[0, (register ^ packed[end]) & np.uint32(255)]
        if end >= WINDOW:
            register ^= crc[1, packed[end - WINDOW]]
        if end < WINDOW - 1:
            continue
        low = register ^ _WINDOW_ZEROS
        if low & rest == 0:
            high = np.uint32(0)
            for place in range(end - WINDOW + 1, end - WINDOW + 1 + PREFIX):
                high = (high >> np.uint32(8)) ^ crc[0, (high ^ packed[place]) & np.uint32(255)]
            out[count] = np.int64((np.uint64(high ^ _PREFIX_ZEROS) << np.uint64(32)) | np.uint64(low))
            count += 1
    count = _unique(out, count)
    while count > most:
        bits += 1
        mask = np.int64((1 << bits) - 1)
        kept = 0
        for place in range(count):
            if out[place] & mask == 0:
                out[kept] = out[place]
                kept += 1
        count = kept
    return count, bits


@njit(cache=True)
def _unique(out: Ints, count: int) -> int:
    out[:count].sort()
    kept = 0
    for place in range(count):
        if place == 0 or out[place] != out[place - 1]:
            out[kept] = out[place]
            kept += 1
    return kept


@njit(cache=True)
def _slot(keys: Ints, value: np.int64) -> int:
    mask = np.uint64(len(keys) - 1)
    place = (np.uint64(value) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(20)
    place &= mask
    while keys[place] != 0 and keys[place] != value:
        place = (place + np.uint64(1)) & mask
    return int(place)


@njit(cache=True)
def remember(number: int, wanted: Ints, bits: int, keys: Ints, heads: Places, posted: Places, used: int) -> int:
    """Store the values of a representative; `posted` holds (number, bits, next) rows. Returns the rows now used."""
    for value in wanted:
        place = _slot(keys, value)
        holders, row = 0, heads[place] if keys[place] != 0 else -1
        first = row
        while row >= 0:
            holders += 1
            row = posted[row, 2]
        if holders < MOST_HOLDERS:
            keys[place] = value
            posted[used, 0], posted[used, 1], posted[used, 2] = number, bits, first
            heads[place] = used
            used += 1
    return used


@njit(cache=True)
def rehash(keys: Ints, heads: Places, new_keys: Ints, new_heads: Places) -> None:
    """Move an index into a larger table."""
    for place in range(len(keys)):
        if keys[place] != 0:
            there = _slot(new_keys, keys[place])
            new_keys[there], new_heads[there] = keys[place], heads[place]


@njit(cache=True)
def candidates(
    wanted: Ints,
    bits: int,
    keys: Ints,
    heads: Places,
    posted: Places,
    windows: Places,
    touched: Places,
    best: Ints,
) -> int:
    """`signature.candidates` into `best`; `windows` is all zeros before and after."""
    seen = 0
    for value in wanted:
        place = _slot(keys, value)
        if keys[place] == 0:
            continue
        row = heads[place]
        while row >= 0:
            number = posted[row, 0]
            if windows[number] == 0:
                touched[seen] = number
                seen += 1
            windows[number] += 1 << max(posted[row, 1], bits)
            row = posted[row, 2]
    found = 0
    for place in range(seen):
        number = np.int64(touched[place])
        if windows[number] < LEAST_COMMON:
            continue
        at = found
        while at > 0 and (
            windows[best[at - 1]] < windows[number]
            or (windows[best[at - 1]] == windows[number] and best[at - 1] > number)
        ):
            if at < MOST_TRIED:
                best[at] = best[at - 1]
            at -= 1
        if at < MOST_TRIED:
            best[at] = number
            found = min(found + 1, MOST_TRIED)
    for place in range(seen):
        windows[touched[place]] = 0
    return found


@njit(cache=True)
def _run(packed: Bytes, end: int, word: np.uint64) -> np.uint64:
    """A run of nine bytes as one number: eight of them exactly, the ninth mixed in."""
    return word * np.uint64(0xD6E8FEB86659FD93) + np.uint64(packed[end - 8]) * np.uint64(0xA0761D6478BD642F)


@njit(cache=True)
def runs(packed: Bytes, table: npt.NDArray[np.uint64], marks: Ints, mark: int) -> tuple[int, int]:
    """Note the different runs of a text in `table`, as used where `marks` say `mark`; how many, and the mask of the table."""
    size = 64
    while size < 2 * len(packed):
        size *= 2
    mask = np.uint64(size - 1)
    count, word = 0, np.uint64(0)
    for end in range(len(packed)):
        word = (word << np.uint64(8)) | np.uint64(packed[end])
        if end < RUN - 1:
            continue
        run = _run(packed, end, word)
        place = (run >> np.uint64(29)) & mask
        while marks[place] >= mark and table[place] != run:
            place = (place + np.uint64(1)) & mask
        if marks[place] < mark:
            table[place], marks[place] = run, mark
            count += 1
    return max(count, 1), size - 1


@njit(cache=True)
def common(packed: Bytes, table: npt.NDArray[np.uint64], marks: Ints, mark: int, now: int, mask: int) -> int:
    """How many different runs of the text noted under `mark` this one has; `now` is a later mark, used once."""
    count, word, bound = 0, np.uint64(0), np.uint64(mask)
    for end in range(len(packed)):
        word = (word << np.uint64(8)) | np.uint64(packed[end])
        if end < RUN - 1:
            continue
        run = _run(packed, end, word)
        place = (run >> np.uint64(29)) & bound
        while marks[place] >= mark and table[place] != run:
            place = (place + np.uint64(1)) & bound
        if marks[place] >= mark and marks[place] != now:
            marks[place] = now
            count += 1
    return count


@njit(cache=True)
def look(
    number: int,
    buffer: Bytes,
    ends: Ints,
    wanted: Ints,
    bits: int,
    index: tuple[Ints, Places, Places],
    scratch: tuple[Places, Places, npt.NDArray[np.uint64], Ints],
    mark: int,
    best: Ints,
    shared: Ints,
) -> tuple[int, int]:
    """The candidates for a text (`best`), the runs it has in common with each (`shared`), and its own number of runs."""
    keys, heads, posted = index
    windows, touched, table, marks = scratch
    found = candidates(wanted, bits, keys, heads, posted, windows, touched, best)
    if found == 0:
        return 0, 0
    own, mask = runs(buffer[ends[number] : ends[number + 1]], table, marks, mark)
    for place in range(found):
        other = best[place]
        packed = buffer[ends[other] : ends[other + 1]]
        shared[place] = common(packed, table, marks, mark, mark + 1 + place, mask)
    return found, own

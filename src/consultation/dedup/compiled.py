"""The compiled engine of a large run (the extra `fast`): the index of `index` and the skeletons of `core.text`, by machine code.

numpy and numba are loaded with this module, so whoever needs neither (the web process) does not import it.
"""

from collections.abc import Sequence

import numpy as np

from consultation.dedup import kernels
from consultation.dedup.index import Found
from consultation.dedup.signature import (
    ASKED_BITS,
    FEW_BYTES,
    MOST_ASKED,
    MOST_HOLDERS,
    MOST_STORED,
    MOST_TRIED,
)

_FIRST_SLOTS = 1 << 14
_FILLED = 0.6
_MARKS = 1 + MOST_TRIED


class CompiledIndex:
    """`index.PlainIndex` for many texts; holds their bytes in one buffer."""

    def __init__(self, own: Sequence[str]) -> None:
        packed = [text.replace(" ", "").encode() for text in own]
        self._ends = np.zeros(len(own) + 1, np.int64)
        np.cumsum([len(text) for text in packed], out=self._ends[1:])
        self._buffer = np.frombuffer(b"".join(packed), np.uint8)
        longest = max(map(len, packed), default=0)
        del packed
        self._sizes = np.zeros(len(own), np.int32)
        self._asked = np.zeros(max(1, longest), np.int64)
        self._index = _table(_FIRST_SLOTS)
        self._posted = np.zeros((_FIRST_SLOTS, 3), np.int32)
        self._used = 0
        slots = 64
        while slots < 2 * longest:
            slots *= 2
        self._scratch = (
            np.zeros(len(own), np.int32),
            np.zeros(MOST_ASKED * MOST_HOLDERS, np.int32),
            np.zeros(slots, np.uint64),
            np.zeros(slots, np.int64),
        )
        self._mark = 1
        self._best = np.zeros(MOST_TRIED, np.int64)
        self._shared = np.zeros(MOST_TRIED, np.int64)

    def look(self, number: int) -> list[Found]:
        """See `index.Index`."""
        start, end = self._ends[number], self._ends[number + 1]
        few = ASKED_BITS if end - start > FEW_BYTES else 0
        count, bits = kernels.values(self._buffer[start:end], kernels.CRC, few, MOST_ASKED, self._asked)
        keys, heads = self._index
        found, ours = kernels.look(
            number,
            self._buffer,
            self._ends,
            self._asked[:count],
            bits,
            (keys, heads, self._posted),
            self._scratch,
            self._mark,
            self._best,
            self._shared,
        )
        self._mark += _MARKS
        return [
            Found(other, common, ours, int(self._sizes[other]))
            for other, common in zip(self._best[:found].tolist(), self._shared[:found].tolist(), strict=True)
        ]

    def remember(self, number: int) -> None:
        """See `index.Index`."""
        packed = self._buffer[self._ends[number] : self._ends[number + 1]]
        self._sizes[number], _ = kernels.runs(packed, self._scratch[2], self._scratch[3], self._mark)
        self._mark += 1
        count, bits = kernels.values(packed, kernels.CRC, 0, MOST_STORED, self._asked)
        self._make_room(count)
        self._used = kernels.remember(number, self._asked[:count], bits, *self._index, self._posted, self._used)

    def _make_room(self, count: int) -> None:
        if self._used + count > len(self._posted):
            self._posted = np.concatenate((self._posted, np.zeros_like(self._posted)))
        if self._used + count > _FILLED * len(self._index[0]):
            larger = _table(2 * len(self._index[0]))
            kernels.rehash(*self._index, *larger)
            self._index = larger


def _table(slots: int) -> tuple[kernels.Ints, kernels.Places]:
    return np.zeros(slots, np.int64), np.zeros(slots, np.int32)

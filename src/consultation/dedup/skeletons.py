"""`core.text.skeleton`, compiled, for the characters people nearly always write; the rest is left to `core.text`."""

# numba compiles loops, not regular expressions: each step of `core.text` is a loop here.
# ruff: noqa: C901, PLR0912, PLR2004

import numpy as np
import numpy.typing as npt
from numba import njit

from consultation.core.letters import RUSSIAN_YO_AFTER, TWO_SPELLINGS, UZBEK_YO_AFTER
from consultation.core.text import Traits, skeleton, traits

Bytes = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.uint16]

_KNOWN, _HARD, _DROPPED, _WORD, _CYRILLIC, _LATIN, _CONSONANT, _VOWEL = (1 << bit for bit in range(8))
_SOUND = 4
_HARD_TEXT = -1
_CODES = 0x110000
_E, _W, _SPACE = 0x435, ord("w"), ord(" ")


def _padded(words: tuple[str, ...]) -> Codes:
    """Words as rows: their length, then their code points."""
    rows = np.zeros((len(words), 1 + max(map(len, words))), np.uint32)
    for row, word in zip(rows, words, strict=True):
        row[0] = len(word)
        row[1 : len(word) + 1] = [ord(char) for char in word]
    return rows


def _left_out(old: str, new: str) -> int:
    """Where the one letter stands by which a reformed spelling is shorter; the kernel knows no other reform."""
    return next(place for place in range(len(old)) if old[:place] + old[place + 1 :] == new)


_UZBEK = _padded(UZBEK_YO_AFTER)
_RUSSIAN = _padded(RUSSIAN_YO_AFTER)
_REFORMED = _padded(tuple(TWO_SPELLINGS))
_LEFT_OUT = np.array([_left_out(old, new) for old, new in TWO_SPELLINGS.items()], np.int64)


class Skeletons:
    """Turns texts into skeletons and learns characters as it meets them."""

    def __init__(self) -> None:
        self._flags = np.zeros(_CODES, np.uint16)
        self._sounds = np.zeros((_CODES, _SOUND), np.uint8)
        for code in (_E, _W):
            self._learn(code)

    def __call__(self, text: str) -> str:
        """The skeleton of a text, exactly as `core.text.skeleton` has it."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        out = np.empty(_SOUND * len(codes) + 1, np.uint8)
        while True:
            length, unknown = _skeleton(codes, self._flags, self._sounds, out)
            if length >= 0:
                return out[:length].tobytes().decode("ascii")
            if unknown < 0:
                return skeleton(text)
            self._learn(unknown)

    def _learn(self, code: int) -> None:
        known = traits(chr(code))
        sound = known.sound.encode()
        is_hard = (
            known.is_special or len(sound) > _SOUND or not all(byte == _SPACE or _is_plain(byte) for byte in sound)
        )
        self._flags[code] = _flags(known) | (_HARD if is_hard else 0)
        if not is_hard:
            self._sounds[code, : len(sound)] = list(sound)


def _is_plain(byte: int) -> bool:
    return 0x61 <= byte <= 0x7A or 0x30 <= byte <= 0x39


def _flags(known: Traits) -> int:
    return (
        _KNOWN
        | known.is_dropped * _DROPPED
        | known.is_word * _WORD
        | known.is_cyrillic * _CYRILLIC
        | known.is_latin * _LATIN
        | known.is_consonant * _CONSONANT
        | known.is_vowel * _VOWEL
    )


@njit(cache=True)
def _skeleton(codes: Codes, flags: Flags, sounds: Bytes, out: Bytes) -> tuple[int, int]:
    """The length of the skeleton in `out`; or -1 and the character to learn first, or -1 and -1: a text for `core.text`."""
    chars = np.empty(len(codes), np.uint32)
    length, script, has_yo = 0, 0, False
    for code in codes:
        flag = flags[code]
        if flag == 0:
            return _HARD_TEXT, int(code)
        if flag & _HARD:
            return _HARD_TEXT, -1
        if flag & _DROPPED:
            continue
        script = script | (flag & (_CYRILLIC | _LATIN)) if flag & _WORD else 0
        if script == _CYRILLIC | _LATIN:
            return _HARD_TEXT, -1
        has_yo |= code in (0x401, 0x451, 0x40E, 0x45E)
        chars[length] = code
        length += 1
    if has_yo:
        _yo(chars[:length], flags)
    return _loosened(out, _sounded(chars[:length], sounds, out)), -1


@njit(cache=True)
def _lower(code: int) -> int:
    if 0x410 <= code <= 0x42F:
        return code + 32
    return code + 80 if 0x400 <= code <= 0x40F else code


@njit(cache=True)
def _begins(chars: Codes, end: int, words: Codes, flags: Flags) -> bool:
    """Whether the word that holds `end` begins with one of the words and that ends there."""
    for row in range(len(words)):
        start = end - np.int64(words[row, 0])
        if start < 0 or (start > 0 and flags[chars[start - 1]] & _WORD):
            continue
        same = True
        for place in range(start, end):
            same = same and _lower(chars[place]) == words[row, 1 + place - start]
        if same:
            return True
    return False


@njit(cache=True)
def _yo(chars: Codes, flags: Flags) -> None:
    """The Russian ё becomes е, and ў beside a vowel w."""
    before = chars.copy()
    for place in range(len(chars)):
        if _lower(before[place]) != 0x451:
            continue
        follows = place > 0 and flags[before[place - 1]] & _CONSONANT and not _begins(before, place, _UZBEK, flags)
        if follows or _begins(before, place, _RUSSIAN, flags):
            chars[place] = _E
    before = chars.copy()
    for place in range(len(chars)):
        if _lower(before[place]) == 0x45E:
            follows = place > 0 and flags[before[place - 1]] & _VOWEL and not _is_no_or_be(before, place, flags)
            if follows or (place + 1 < len(chars) and flags[before[place + 1]] & _VOWEL):
                chars[place] = _W


@njit(cache=True)
def _is_no_or_be(chars: Codes, end: int, flags: Flags) -> bool:
    if end < 2 or (end > 2 and flags[chars[end - 3]] & _WORD):
        return False
    first, second = _lower(chars[end - 2]), _lower(chars[end - 1])
    return (first == 0x43D and second == 0x43E) or (first == 0x431 and second == 0x435)


@njit(cache=True)
def _sounded(chars: Codes, sounds: Bytes, out: Bytes) -> int:
    """The search key into `out`, before spaces are put in order."""
    length = 0
    for code in chars:
        for place in range(_SOUND):
            sound = sounds[code, place]
            if sound == 0:
                break
            out[length] = sound
            length += 1
    kept, place = 0, 0
    while place < length:
        end = place + 1
        if out[place] in (116, 121):
            while end < length and out[end] == out[place]:
                end += 1
            if end < length and out[end] == (115 if out[place] == 116 else 101):
                place = end
                continue
        while place < end:
            out[kept] = out[place]
            kept, place = kept + 1, place + 1
    return _reformed(out, kept)


@njit(cache=True)
def _reformed(out: Bytes, length: int) -> int:
    kept = 0
    skipped = -1
    for place in range(length):
        if place == 0 or out[place - 1] == _SPACE:
            for row in range(len(_REFORMED)):
                size = np.int64(_REFORMED[row, 0])
                same = place + size <= length
                for i in range(size):
                    same = same and out[place + i] == _REFORMED[row, 1 + i]
                if same:
                    skipped = place + _LEFT_OUT[row]
        if place != skipped:
            out[kept] = out[place]
            kept += 1
    return kept


@njit(cache=True)
def _add(out: Bytes, length: int, byte: int) -> int:
    """Append a byte, a letter only when it does not repeat the one before."""
    if length > 0 and out[length - 1] == byte and byte > 57:
        return length
    out[length] = byte
    return length + 1


@njit(cache=True)
def _loosened(out: Bytes, length: int) -> int:
    """The search key in `out` made the skeleton."""
    kept = 0
    for place in range(length):
        byte = out[place]
        if byte == _SPACE and (kept == 0 or out[kept - 1] == _SPACE):
            continue
        if byte == 113:
            byte = 107
        elif byte == 120:
            byte = 104
        elif byte == 117:
            byte = 111
        elif byte == 121:
            byte = 105
        kept = _add(out, kept, byte)
    if kept > 0 and out[kept - 1] == _SPACE:
        kept -= 1
    length, kept, place = kept, 0, 0
    while place < length:
        if out[place] == 107 and place + 1 < length and out[place + 1] == 104:
            place += 1
        kept = _add(out, kept, out[place])
        place += 1
    length, kept, place = kept, 0, 0
    while place < length:
        byte = out[place]
        if place + 1 < length and out[place + 1] == 104 and byte in (122, 115, 99):
            byte = 106 if byte == 122 else 119 if byte == 115 else 99
            place += 1
        kept = _add(out, kept, byte)
        place += 1
    length, kept, place = kept, 0, 0
    while place < length:
        byte = out[place]
        if byte == 119 and place + 1 < length and out[place + 1] == 99:
            place += 1
        kept = _add(out, kept, byte)
        place += 1
    return kept

"""The only normaliser and the only script fold: what counts as the same text, whatever alphabet it was typed in.

Three strengths, all pure, total, linear and idempotent; the original is never changed, keys stand beside it:

* `clean`: what we store: the same words without characters that have no business in a sentence;
* `fold`: what search compares: one key for a word in Uzbek Latin (any apostrophe, reform letters), Uzbek Cyrillic,
  Karakalpak (all three spellings) and Russian;
* `skeleton`: what clustering compares: also blind to the Russian keyboard, chat spellings and doubled letters.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from consultation.core.language_signs import CYRILLIC_LETTERS, ENDINGS, LATIN_LETTERS, WORDS
from consultation.core.letters import (
    APOSTROPHES,
    INVISIBLE,
    LOOK_ALIKES,
    LOOK_ALIKES_BACK,
    RUSSIAN_YO_AFTER,
    SOUNDS,
    TWO_SPELLINGS,
    UZBEK_YO_AFTER,
)
from consultation.core.vocabulary import Language

# --- what we store -----------------------------------------------------------------------------------------------

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)
)
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{_NONCHARACTERS}]")
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_INKLESS = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff\U000e0000-\U000e007f]")
_DIRECTION_MARK = re.compile("[\u061c\u200e\u200f]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe]")
_JOINED = "\u0600-\u061b\u061d-\u08ff\u0900-\u0dff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_JOINER = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]++|[\u200c\u200d]++(?![{_JOINED}])")


def clean(text: str) -> str:
    """The text as we store it: NFC, line feeds as line ends, without control, zero-width and direction characters.

    Joiners stay where they join (emoji, Arabic and Indic letters), direction marks where the text has
    right-to-left letters. Idempotent; spaces and punctuation are the person's own and stay.
    """
    text = _INKLESS.sub("", _FORBIDDEN.sub("", _LINE_END.sub("\n", text)))
    if not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTION_MARK.sub("", text)
    return unicodedata.normalize("NFC", _JOINER.sub("", text))


def has_forbidden(text: str) -> bool:
    """Whether the text holds characters no person types: NUL, controls, lone surrogates, noncharacters."""
    return _FORBIDDEN.search(text) is not None


# --- the fold ----------------------------------------------------------------------------------------------------


class _Sounds(dict[int, str]):
    """A `str.translate` table that works a character out when it is first met."""

    _LARGEST = 20_000

    def __missing__(self, code: int) -> str:
        before, sound = "", chr(code)
        while sound != before:
            before, sound = sound, "".join(map(_sound, sound))
        if len(self) < self._LARGEST:
            self[code] = sound
        return sound


def _sound(char: str) -> str:
    """One character as plain lower-case letters or digits; anything else becomes a space, marks vanish."""
    known = SOUNDS.get(char.lower())
    if known is not None:
        return known
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    letters = (c for c in plain if not unicodedata.combining(c) and c not in _NOT_SOUNDED)
    return "".join(SOUNDS.get(c, c if c.isalnum() else " ") for c in letters)


_NOT_SOUNDED = APOSTROPHES + INVISIBLE
_SOUNDS = _Sounds()
_TO_LATIN = str.maketrans(LOOK_ALIKES)
_TO_CYRILLIC = str.maketrans(LOOK_ALIKES_BACK)
_CYRILLIC_SOUNDED = "".join(c + c.upper() for c in SOUNDS if "\u0400" <= c < "\u0530")
_CYRILLIC = re.compile(f"[{_CYRILLIC_SOUNDED}]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"\w+")

_MARKED = re.compile(".[\u0300-\u036f]+", re.DOTALL)
_DROPPED = re.compile(f"[{re.escape(_NOT_SOUNDED)}]+")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_NUMBER = re.compile(f"(?<=[0-9])(?=[{_RAISED}])")
_CONSONANTS, _VOWELS = "бвгджзклмнпрстфхцчшщь", "аеёиоуыэюяәөү"
_NOT_UZBEK = "".join(rf"(?<!\b{beginning})" for beginning in UZBEK_YO_AFTER)
_BEGUN_RUSSIAN = "|".join(rf"(?<=\b{beginning})" for beginning in RUSSIAN_YO_AFTER)
_RUSSIAN_YO = re.compile(f"(?:(?<=[{_CONSONANTS}]){_NOT_UZBEK}|{_BEGUN_RUSSIAN})ё", re.IGNORECASE)
_GLIDE = re.compile(rf"(?<=[{_VOWELS}])(?<!\bно)(?<!\bбе)ў|ў(?=[{_VOWELS}])", re.IGNORECASE)
_SILENT = re.compile("(?<!t)t++(?=s)|(?<!y)y++(?=e)")
_REFORMED = re.compile(rf"\b(?:{'|'.join(TWO_SPELLINGS)})")
_SPACES = re.compile("^ ++| ++$|(?<= ) ++")


def fold(text: str) -> str:
    """The search key: plain lower-case words and numbers separated by single spaces, alike in every script.

    oʻ and o, gʻ and g are one (people leave the marks out); ў beside a vowel is the Karakalpak w; x and h, q and k
    stay apart. A number raised beside another is a number of its own: 12¹ gives "12 1".
    """
    return _folded(text, None)[0]


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The search key and, for each of its characters, the index in `text` it came from (never decreasing)."""
    folded, offsets = _folded(text, list(range(len(text))))
    return folded, offsets or []


def _folded(text: str, at: list[int] | None) -> tuple[str, list[int] | None]:
    text, at = _sub(_MARKED, lambda found: unicodedata.normalize("NFC", found[0]), text, at)
    text, at = _sub(_DROPPED, "", text, at)
    text = _one_script(text)
    if _CYRILLIC.search(text):
        text = _GLIDE.sub("w", _RUSSIAN_YO.sub("е", text))
    text, at = _sub(_RAISED_NUMBER, " ", text, at)
    text, at = _translate(text, at)
    text, at = _sub(_SILENT, "", text, at)
    text, at = _sub(_REFORMED, lambda found: TWO_SPELLINGS[found[0]], text, at)
    return _sub(_SPACES, "", text, at)


def _sub(
    pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str], text: str, at: list[int] | None
) -> tuple[str, list[int] | None]:
    """`pattern.sub` that carries the original positions along, if any are asked for."""
    if at is None:
        return pattern.sub(new, text), None
    pieces: list[str] = []
    moved: list[int] = []
    end = 0
    for found in pattern.finditer(text):
        piece = new if isinstance(new, str) else new(found)
        pieces += text[end : found.start()], piece
        moved += at[end : found.start()]
        last = max(found.start(), found.end() - 1)
        moved += (at[min(found.start() + i, last)] for i in range(len(piece)))
        end = found.end()
    return "".join((*pieces, text[end:])), moved + at[end:]


def _translate(text: str, at: list[int] | None) -> tuple[str, list[int] | None]:
    if at is None:
        return text.translate(_SOUNDS), None
    sounds = [_SOUNDS[ord(char)] for char in text]
    return "".join(sounds), [place for place, sound in zip(at, sounds, strict=True) for _ in sound]


def _one_script(text: str) -> str:
    """Turn look-alike letters in words of mixed script into the script of the word's majority; same length.

    A tie goes to Cyrillic: a Latin e in the Russian "не" would otherwise lose the negation.
    """
    if _CYRILLIC.search(text) is None or _LATIN.search(text) is None:
        return text
    return _WORD.sub(_repaired, text)


def _repaired(found: re.Match[str]) -> str:
    word = found[0]
    latin = len(_LATIN.findall(word))
    cyrillic = len(_CYRILLIC.findall(word)) if latin else 0
    if not cyrillic:
        return word
    return word.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)


# --- words and numbers for the search index ------------------------------------------------------------------------

_SHORT_NAME = r"(?<!\w)([^\W\d_]{1,4})[-–]([0-9]{1,6})(?![0-9])"
_COMPOUND = rf"(?<![\w.])([0-9]{{1,6}}(?:[-–.][0-9]{{1,6}}|[{_RAISED}]{{1,4}})+)"
_REFERENCE = re.compile(f"{_SHORT_NAME}|{_COMPOUND}")
_PART = re.compile(f"([.]?)([0-9]+|[{_RAISED}]+)")


def references(text: str) -> list[str]:
    """One unbreakable token for each compound number: OʻRQ-682 -> orq682; 12¹ and 12-1 -> n12x1; 1.2 -> n1d2."""
    bare = _DROPPED.sub("", text)
    return [_reference(found) for found in _REFERENCE.finditer(bare)]


def _reference(found: re.Match[str]) -> str:
    if found[1]:
        return fold(found[1]) + found[2]
    parts = _PART.findall(found[3])
    return "n" + "".join(("d" if dot else "x" if i else "") + fold(digits) for i, (dot, digits) in enumerate(parts))


def tokens(text: str) -> list[str]:
    """The folded words of a text or a query, then its reference tokens; made alike for both, they meet in the index."""
    return fold(text).split() + references(text)


def search_text(*parts: str) -> str:
    """What the full-text index stores for a row: all tokens of all parts, plain ASCII words for any tokenizer."""
    return " ".join(token for part in parts for token in tokens(part))


# --- the skeleton ----------------------------------------------------------------------------------------------------

_LOOSE = str.maketrans({"q": "k", "x": "h", "u": "o", "y": "i"})
_DOUBLED = re.compile(r"([^\W\d])\1+")


def skeleton(text: str) -> str:
    """The clustering key: `fold` with everything people leave out or mix up folded away as well.

    q and k, x and h, u and o, y and i are one; sh, w and shch are w; ch is c; zh is j; kh is h; doubled letters are
    single. It conflates different words on purpose: only whole texts may be compared by it, never single words.
    """
    loose = _DOUBLED.sub(r"\1", fold(text).translate(_LOOSE))
    loose = _DOUBLED.sub(r"\1", loose.replace("kh", "h"))
    loose = loose.replace("zh", "j").replace("sh", "w").replace("ch", "c")
    return _DOUBLED.sub(r"\1", _DOUBLED.sub(r"\1", loose).replace("wc", "w"))


class Traits(NamedTuple):
    """What the fold does with one character, for an engine that folds many texts in machine code.

    `is_special`: a character that is read together with its neighbours, which only `fold` itself does.
    """

    sound: str
    is_dropped: bool
    is_word: bool
    is_cyrillic: bool
    is_latin: bool
    is_consonant: bool
    is_vowel: bool
    is_special: bool


_CONSONANT = re.compile(f"[{_CONSONANTS}]", re.IGNORECASE)
_VOWEL = re.compile(f"[{_VOWELS}]", re.IGNORECASE)
_SPECIAL = re.compile(f"[\u0300-\u036f{_RAISED}\u1c80-\u1c8f]")


def traits(char: str) -> Traits:
    """What the fold does with a character."""
    return Traits(
        _SOUNDS[ord(char)],
        char in _NOT_SOUNDED,
        _WORD.fullmatch(char) is not None,
        _CYRILLIC.fullmatch(char) is not None,
        _LATIN.fullmatch(char) is not None,
        _CONSONANT.fullmatch(char) is not None,
        _VOWEL.fullmatch(char) is not None,
        _SPECIAL.fullmatch(char) is not None,
    )


# --- language --------------------------------------------------------------------------------------------------------

_ANY_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ROUND_APOSTROPHE = re.compile(f"(?<=[og])[{re.escape(APOSTROPHES)}](?=\\w)")
_MARK = re.compile(f"[{re.escape(APOSTROPHES)}]")
_GUESS_FROM = 4_000
_LONG_WORD = 5


def detect_language(text: str) -> Language:
    """A cheap guess from letters, everyday words and endings of the first 4,000 characters; `UND` without any sign."""
    head = unicodedata.normalize("NFC", text[:_GUESS_FROM]).lower()
    cyrillic, latin = len(_ANY_CYRILLIC.findall(head)), len(_LATIN.findall(head))
    if not cyrillic and not latin:
        return Language.UND
    letters = CYRILLIC_LETTERS if cyrillic >= latin else LATIN_LETTERS
    words = _WORD.findall(_MARK.sub("ʻ", head))
    signs = {name: _signs(name, own, head, words) for name, own in letters.items()}
    if letters is LATIN_LETTERS:
        signs["uz-Latn"] += 2 * len(_ROUND_APOSTROPHE.findall(head))
    best = max(signs, key=lambda name: signs[name])
    return Language(best) if signs[best] else Language.UND


def _signs(name: str, letters: str, head: str, words: list[str]) -> int:
    own, endings = WORDS[name], ENDINGS[name]
    typical = sum(3 for word in words if word in own) + sum(
        1 for word in words if len(word) >= _LONG_WORD and word.endswith(endings)
    )
    return typical + sum(head.count(letter) for letter in letters)

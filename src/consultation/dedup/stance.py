"""The stance guard: whether two nearly equal texts want the opposite, so that they are never put together.

Works on skeletons, so it is blind to script and spelling like the rest. A `Stance` holds the sides a text takes; two
conflict when they share a question and no answer. Symmetric by construction.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias, TypeVar

from rapidfuzz.distance import OSA

from consultation.core.text import skeleton
from consultation.dedup import stance_words as words

_LONG_ENOUGH = 5
"""Letters from which a word with one wrong letter is still known for what it is."""

SHORT_TEXT = 30
"""Words up to which a text is one demand: any other number or any swapped side is another demand."""

V = TypeVar("V")
SWAPPED = 0.25
"""Share of words (with their neighbours) that two texts may differ in for a side that only one takes to answer the other's."""

Reading: TypeAlias = tuple[str, str, str, str, str | bool]
Window: TypeAlias = tuple[str, str, str, str]
Sides: TypeAlias = dict[tuple[str, str], set[bool]]


@dataclass(frozen=True, slots=True)
class Stance:
    """What a text says for or against.

    `strong`: wherever it stands; `placed`: after a given word; `numbers`: by the words beside them.
    """

    strong: Sides
    placed: Sides
    numbers: Mapping[tuple[str, str], frozenset[str]]


def stance(own: str) -> Stance:
    """The sides taken by a text given as its skeleton."""
    return _stance(*_windows(own))


@lru_cache(maxsize=512)
def _windows(own: str) -> tuple[frozenset[Window], bool]:
    """Every word with the two before it and the one after it, and whether the text is a short one."""
    tokens = own.split()
    padded = ("", "", *tokens, "")
    return frozenset(zip(padded, padded[1:], padded[2:], padded[3:], strict=False)), len(tokens) <= SHORT_TEXT


def _stance(windows: frozenset[Window], is_short: bool, *, is_swapped: bool = False) -> Stance:  # noqa: FBT001 - as `_windows` gives it
    strong: Sides = defaultdict(set)
    placed: Sides = defaultdict(set)
    numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for window in windows:
        _take_sides(window, strong, placed, is_all_strong=is_short or is_swapped)
        _count(window, numbers, is_short=is_short)
    return Stance(dict(strong), dict(placed), {where: frozenset(found) for where, found in numbers.items()})


def _take_sides(window: Window, strong: Sides, placed: Sides, *, is_all_strong: bool) -> None:
    earlier, previous, token, following = window
    # The word a statement hangs on, a negator left out, so that "это не так" and "это так" meet.
    before = earlier if previous in _NEGATORS else previous
    if token in _NEGATORS or (token == _FOR and before not in _SPEAKERS):
        return
    is_turned = (following in _AFTER) is not (previous in _BEFORE)
    for lemma, side in _readings(token, following):
        placed[before, lemma].add(side is not is_turned)
        if lemma in _STRONG or (is_all_strong and lemma.startswith(_AXIS)):
            strong["", lemma].add(side is not is_turned)


def _count(window: Window, numbers: dict[tuple[str, str], set[str]], *, is_short: bool) -> None:
    """Numbers by the word that follows them (days, per cent), or precedes them at the end; ages and telephones left out.

    Together with the word before, as in a long text another point may well have the same unit; in a short one alone too.
    """
    _, before, number, following = window
    if not _is_number(number):
        return
    unit = following or before
    if not _is_number(unit) and not unit.startswith(_AGE):
        numbers[before, unit].add(number)
        if is_short:
            numbers["", unit].add(number)


@dataclass(frozen=True, slots=True)
class Difference:
    """What keeps two nearly equal texts apart, all words as skeletons.

    `kind`: another "side" of an axis (`about` is its name in `stance_words.AXES`), a "negation" of one word (`about`),
    another "number" (`about` is the word beside it), another "word" of a one-line demand. `ours` and `theirs` are the
    answers ("yes", "no"), the numbers or the words.
    """

    kind: Literal["side", "negation", "number", "word"]
    about: str
    ours: frozenset[str]
    theirs: frozenset[str]


def conflict(one: Stance, other: Stance) -> bool:
    """Whether the two say the opposite (or, both short, another number)."""
    return difference(one, other) is not None


def difference(one: Stance, other: Stance) -> Difference | None:
    """The first question (in the order of the alphabet) on which the two have no answer in common."""
    for ours, theirs in ((one.strong, other.strong), (one.placed, other.placed)):
        for question in _disjoint(ours, theirs):
            lemma = question[1]
            kind: Literal["side", "negation"] = "side" if lemma.startswith(_AXIS) else "negation"
            return Difference(kind, lemma.removeprefix(_AXIS), _said(ours[question]), _said(theirs[question]))
    for question in _disjoint(one.numbers, other.numbers):
        return Difference("number", question[1], one.numbers[question], other.numbers[question])
    return None


def opposed(one: str, other: str) -> Difference | None:
    """What two skeletons say the opposite on: a side of any axis among the words only one of them has, or `difference`.

    Symmetric. A question that words with the same neighbours answer in both is answered alike by both, so only the
    other words are read; the body two letters share does not hide that one permits what the other forbids. What only a
    typing error in a negation keeps apart is nothing opposed.
    """
    found = _opposed(one, other)
    if found is None:
        return None
    spelled = _spelled_as(one, other), _spelled_as(other, one)
    return found if spelled == (one, other) else _opposed(*spelled)


def _spelled_as(text: str, other: str) -> str:
    """The text with its mistyped negations spelled as the other has them in the same place.

    One letter more, less, other or changed about, in a word that means nothing to us as it stands. Never an m: in Uzbek it
    is all that tells "olay" from "olmay".
    """
    ours, theirs = _windows(text)[0], _windows(other)[0]
    typed = [window for window in ours - theirs if len(window[2]) >= _LONG_ENOUGH and not _means_something(window[2])]
    negations = [window for window in theirs - ours if len(window[2]) >= _LONG_ENOUGH and _is_negation(window[2])]
    meant = {
        one[2]: negation[2]
        for one in typed
        for negation in negations
        if (one[1] == negation[1] or one[3] == negation[3])
        and one[2].count("m") == negation[2].count("m")
        and OSA.distance(one[2], negation[2], score_cutoff=1) <= 1
    }
    return " ".join(meant.get(token, token) for token in text.split(" ")) if meant else text


def _is_negation(token: str) -> bool:
    return token in _NEGATORS or _NEGATIVE_VERB.fullmatch(token) is not None


def _means_something(token: str) -> bool:
    return _is_negation(token) or _axis(token) is not None or _is_number(token)


def _opposed(one: str, other: str) -> Difference | None:
    (ours, is_short), (theirs, is_other_short) = _windows(one), _windows(other)
    added, gone = ours - theirs, theirs - ours
    is_swapped = min(len(added), len(gone)) <= SWAPPED * min(len(ours), len(theirs))
    mine, yours = _touching(added, gone)
    found = difference(
        _stance(mine, is_short, is_swapped=is_swapped), _stance(yours, is_other_short, is_swapped=is_swapped)
    )
    if found is None and is_short is is_other_short:
        return None
    if found is not None and ((found.kind == "side" and is_swapped) or _is_turned(added, gone)):
        return found
    return difference(stance(one), stance(other))


def _is_turned(ours: AbstractSet[Window], theirs: AbstractSet[Window]) -> bool:
    """Whether one word is replaced by its own negative, all words around it the same: no body makes that less."""
    there = {(earlier, before, after): token for earlier, before, token, after in theirs}
    swaps = ((token, there.get((earlier, before, after), "")) for earlier, before, token, after in ours)
    return any(
        lemma == other_lemma and side is not other_side
        for token, other in swaps
        for lemma, side in _stems(token)
        for other_lemma, other_side in _stems(other)
    )


def _touching(ours: AbstractSet[Window], theirs: AbstractSet[Window]) -> tuple[frozenset[Window], frozenset[Window]]:
    """Of the words that only one side has those that may share a question: a side taken, or after a word of both."""
    if not ours or not theirs:
        return frozenset(), frozenset()
    mine, yours = {_reading(window): window for window in ours}, {_reading(window): window for window in theirs}
    for alike in mine.keys() & yours.keys():
        del mine[alike], yours[alike]
    before = {reading[0] for reading in mine} & {reading[0] for reading in yours}
    topics = ({reading[1] for reading in mine} & {reading[1] for reading in yours}) - {""}
    return _asked(mine, before, topics), _asked(yours, before, topics)


@lru_cache(maxsize=50_000)
def _reading(window: Window) -> Reading:
    """All of a window that its meaning depends on, the word before it and its topic (an axis, numbers) first."""
    earlier, previous, token, following = window
    before = earlier if previous in _NEGATORS else previous
    if _is_number(token):
        return before, "#", token, previous, following
    if (axis := _axis(token)) is not None:
        return before, axis[0], token, previous, following
    return before, "", token, "", (following in _AFTER) is not (previous in _BEFORE)


def _asked(readings: Mapping[Reading, Window], before: AbstractSet[str], topics: AbstractSet[str]) -> frozenset[Window]:
    return frozenset(window for reading, window in readings.items() if reading[1] in topics or reading[0] in before)


def rebuts(own: str, letter: str) -> bool:
    """Whether a text (skeleton) announces that it contradicts what it repeats, and the letter it repeats does not."""
    return _REBUTTAL.search(own) is not None and _REBUTTAL.search(letter) is None


def _disjoint(
    one: Mapping[tuple[str, str], AbstractSet[V]], other: Mapping[tuple[str, str], AbstractSet[V]]
) -> list[tuple[str, str]]:
    return sorted(question for question in one.keys() & other.keys() if one[question].isdisjoint(other[question]))


def _said(answers: AbstractSet[bool]) -> frozenset[str]:
    return frozenset("yes" if answer else "no" for answer in answers)


_AXIS = "="
_STRONG = frozenset(_AXIS + axis for axis in words.STRONG_AXES)


def _folded(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(skeleton(entry) for entry in entries) - {""}


_AFTER = _folded(words.NEGATORS_AFTER)
_BEFORE = _folded(words.NEGATORS_BEFORE)
_NEGATORS = _AFTER | _BEFORE
_FOR = skeleton(words.FOR)
_SPEAKERS = _folded(words.SPEAKERS)
_NUMBERS = _folded(words.NUMBER_WORDS)
_REBUTTAL = re.compile("|".join(sorted(_folded(words.REBUTTALS))))
_AGE = tuple(sorted(_folded(words.AGES)))
_WHOLE = _folded(words.WHOLE_WORDS)


def _axes() -> tuple[dict[str, tuple[str, bool]], dict[str, tuple[str, bool]]]:
    whole: dict[str, tuple[str, bool]] = {}
    begun: dict[str, tuple[str, bool]] = {}
    for axis, sides in words.AXES.items():
        for side, entries in zip((True, False), sides, strict=True):
            for entry in _folded(entries.split()):
                (whole if entry in _WHOLE else begun)[entry] = (_AXIS + axis, side)
    return whole, begun


_BY_WORD, _BY_BEGINNING = _axes()
_LONGEST = max(map(len, _BY_BEGINNING))
_SHORTEST = min(map(len, _BY_BEGINNING))


def _endings(entries: Iterable[str]) -> str:
    return "|".join(sorted(_folded(entries), key=lambda e: (-len(e), e)))


_NEGATIVE_VERB = re.compile(rf"(.{{2,24}}?)m[ae](?:{_endings(words.VERB_ENDINGS)})")
_POSITIVE_VERB = re.compile(rf"(.{{2,24}}?)(?:{_endings(words.POSITIVE_VERB_ENDINGS)})")
_WITHOUT = tuple(sorted(_folded(words.NEGATIVE_ENDINGS)))
_WITH = tuple(sorted(_folded(words.POSITIVE_ENDINGS)))
_OPPOSITE = tuple(sorted(_folded(words.NEGATIVE_BEGINNINGS)))


def _readings(token: str, following: str) -> Iterable[tuple[str, bool]]:
    """Every (question, answer) one word may stand for: the axis when it has one, else its own stem."""
    question = _axis(token)
    if question is None:
        return _stems(token)
    negative, doubted = _NEGATIVE_VERB.fullmatch(token) is not None, _NEGATIVE_VERB.fullmatch(following) is not None
    side = question[1] is (negative is (doubted and _axis(following) is None))
    # The stem as well: the negative of a word in the table need not begin as the word does (qoʻshilaman, qoʻshilmayman).
    return ((question[0], side), *_stems(token))


@lru_cache(maxsize=100_000)
def _stems(token: str) -> tuple[tuple[str, bool], ...]:
    readings = [(token, True), *_attached(token)]
    if negative := _NEGATIVE_VERB.fullmatch(token):
        readings.append((negative[1], False))
    elif positive := _POSITIVE_VERB.fullmatch(token):
        readings.append((positive[1], True))
    return tuple(readings)


def _attached(token: str) -> Iterable[tuple[str, bool]]:
    """Opposites made by a beginning or an ending: noqonuniy, незаконный, adolatsiz against adolatli."""
    for beginning in _OPPOSITE:
        if token.startswith(beginning) and len(token) > len(beginning) + 3:
            yield token[len(beginning) :], False
    for endings, answer in ((_WITHOUT, False), (_WITH, True)):
        for ending in endings:
            if token.endswith(ending):
                # The fold makes "ts" an "s", so the t of adolat-siz is gone while that of adolat-li is not.
                yield token.removesuffix(ending).rstrip("t") + "+", answer


@lru_cache(maxsize=100_000)
def _axis(token: str) -> tuple[str, bool] | None:
    if token in _BY_WORD:
        return _BY_WORD[token]
    for length in range(min(len(token), _LONGEST), _SHORTEST - 1, -1):
        if token[:length] in _BY_BEGINNING:
            return _BY_BEGINNING[token[:length]]
    return None


def _is_number(token: str) -> bool:
    return token[:1].isdigit() or token in _NUMBERS

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

from consultation.core.text import skeleton
from consultation.dedup import stance_words as words

SHORT_TEXT = 30
"""Words up to which a text is one demand: any other number or any swapped side is another demand."""

V = TypeVar("V")
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
    tokens = own.split()
    is_short = len(tokens) <= SHORT_TEXT
    strong: Sides = defaultdict(set)
    placed: Sides = defaultdict(set)
    for place, token in enumerate(tokens):
        if token in _NEGATORS:
            continue
        if token == _FOR and _word_before(tokens, place) not in _SPEAKERS:
            continue
        turned = _is_turned(tokens, place)
        before = _word_before(tokens, place)
        for lemma, side in _readings(token, "".join(tokens[place + 1 : place + 2])):
            placed[before, lemma].add(side is not turned)
            if lemma in _STRONG or (is_short and lemma.startswith(_AXIS)):
                strong["", lemma].add(side is not turned)
    return Stance(dict(strong), dict(placed), _numbers(tokens, is_short=is_short))


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
    return ((question[0], question[1] is (negative is (doubted and _axis(following) is None))),)


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


def _numbers(tokens: list[str], *, is_short: bool) -> dict[tuple[str, str], frozenset[str]]:
    """Numbers by the word that follows them (days, per cent), or precedes them at the end; ages and telephones left out.

    Together with the word before, as in a long text another point may well have the same unit; in a short one alone too.
    """
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for place, number in enumerate(tokens):
        if not _is_number(number):
            continue
        before = tokens[place - 1] if place else ""
        unit = tokens[place + 1] if place + 1 < len(tokens) else before
        if not _is_number(unit) and not unit.startswith(_AGE):
            found[before, unit].add(number)
            if is_short:
                found["", unit].add(number)
    return {where: frozenset(numbers) for where, numbers in found.items()}


def _is_number(token: str) -> bool:
    return token[:1].isdigit() or token in _NUMBERS


def _is_turned(tokens: list[str], place: int) -> bool:
    after = place + 1 < len(tokens) and tokens[place + 1] in _AFTER
    before = place > 0 and tokens[place - 1] in _BEFORE
    return after is not before


def _word_before(tokens: list[str], place: int) -> str:
    """The word a statement hangs on, negators left out, so that "это не так" and "это так" meet."""
    while place > 0:
        place -= 1
        if tokens[place] not in _NEGATORS:
            return tokens[place]
    return ""

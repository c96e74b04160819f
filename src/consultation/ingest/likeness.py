"""Which clauses of two texts say the same, and how alike the others are: folded words compared, numbers set apart."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from consultation.core.clause import Clause, Outline
from consultation.core.text import fold
from consultation.core.vocabulary import ClauseKind

ROOT: Final = -1
"""The place of what holds the top clauses; its pair is the other text's."""

MOST_REWORDED: Final = 0.999
"""The score of other words that the measure cannot tell apart (a sign, an ending): 1 is kept for the same words."""

_TELLING: Final = 5
_SURROGATES: Final = 0xD800
_STEM: Final = 6  # letters that stay when Uzbek, Russian or Karakalpak endings change
_LONG: Final = 1_500  # letters from which words alone are compared, words from which pairs of them
_WHOLE: Final = 300  # words of a clause with all below it that are compared
_GROWN: Final = 0.8
_LEAST_NUMBERS, _MOST_NUMBERS = 0.1, 0.5

# Signs that the fold leaves out but that change what is said: 10 and 10 %.
_SIGNS: Final = re.compile("[%‰+<>=≤≥±×÷$€₽°]")
_ROW_NUMBER: Final = re.compile(r"\s*\d{1,5}[.)]?\t")

_FAMILIES: Final = (
    {ClauseKind.PART, ClauseKind.SECTION, ClauseKind.SUBSECTION, ClauseKind.CHAPTER, ClauseKind.SUBCHAPTER},
    {ClauseKind.PARAGRAPH, ClauseKind.POINT, ClauseKind.SUBPOINT, ClauseKind.INDENT, ClauseKind.OTHER},
)
_FAMILY: Final = {kind: place for place, family in enumerate(_FAMILIES) for kind in family}


class Profile(NamedTuple):
    """Folded words made ready for comparing: letters without numbers, a character for each stem, one for each number."""

    letters: str
    stems: str
    numbers: str


class Vocabulary:
    """What both texts are written with, so that equal words get equal signs: keys, stems and numbers."""

    def __init__(self) -> None:
        self._ids: dict[object, int] = {}
        self._signs: dict[str, str] = {}
        self._folded: dict[str, str] = {}

    def id(self, thing: object) -> int:
        """One number for equal things."""
        return self._ids.setdefault(thing, len(self._ids))

    def folded(self, text: str) -> str:
        """`core.text.fold`, once for each text."""
        found = self._folded.get(text)
        if found is None:
            found = self._folded[text] = fold(text)
        return found

    def profile(self, folded: str) -> Profile:
        """The measures of a folded text."""
        tokens = folded.split()
        words = [token for token in tokens if not token.isdigit()]
        numbers = [token for token in tokens if token.isdigit()]
        return Profile(" ".join(words), self._spelled([word[:_STEM] for word in words]), self._spelled(numbers))

    def _spelled(self, tokens: Sequence[str]) -> str:
        signs = self._signs
        return "".join([signs.get(token) or self._sign(token) for token in tokens])

    def _sign(self, token: str) -> str:
        code = 0x100 + len(self._signs) % 0xF0000
        sign = self._signs[token] = chr(code if code < _SURROGATES else code + 0x800)
        return sign


class Text:
    """An outline by places in document order, with what comparing needs. Lists end in an entry for `ROOT`."""

    def __init__(self, outline: Outline, vocabulary: Vocabulary) -> None:
        self.clauses = outline.clauses
        self._vocabulary = vocabulary
        places = {clause.eid: place for place, clause in enumerate(self.clauses)}
        self.parents = [places.get(clause.parent or "", ROOT) for clause in self.clauses]
        self.children: list[list[int]] = [[] for _ in range(len(self.clauses) + 1)]
        self.ranks = []
        for place, parent in enumerate(self.parents):
            self.ranks.append(len(self.children[parent]))
            self.children[parent].append(place)
        self.folded = [vocabulary.folded(_said(clause)) for clause in self.clauses]
        self.counts = [folded.count(" ") + 1 if folded else 0 for folded in self.folded]
        self.keys = [vocabulary.id(_key(*both)) for both in zip(self.clauses, self.folded, strict=True)]
        self.trees, self.sizes, self.ends = self._subtrees()
        self._profiles: dict[int, Profile] = {}
        self._wholes: dict[int, Profile] = {}

    def __len__(self) -> int:
        return len(self.clauses)

    def _subtrees(self) -> tuple[list[int], list[int], list[int]]:
        """For each clause with all below it: one number for equal words, how many words (and clauses), where it ends."""
        count = len(self.clauses)
        trees, sizes, ends = [0] * count, [1 + words for words in self.counts], list(range(1, count + 1))
        for place in range(count - 1, -1, -1):
            below = self.children[place]
            trees[place] = self._vocabulary.id((self.keys[place], *[trees[child] for child in below]))
            sizes[place] += sum(sizes[child] for child in below)
            ends[place] = ends[below[-1]] if below else place + 1
        return trees, sizes, ends

    def seat(self, place: int) -> str:
        """Kind and number of a clause, or which of its like it is: the last step of its id."""
        return self.clauses[place].eid.rpartition("__")[2]

    def is_telling(self, place: int) -> bool:
        """Whether the clause says enough of its own to be known by it anywhere."""
        return self.counts[place] >= _TELLING and len(self.folded[place]) >= _TELLING * _TELLING

    def profile(self, place: int) -> Profile:
        """The measures of the clause's own words."""
        found = self._profiles.get(place)
        if found is None:
            found = self._profiles[place] = self._vocabulary.profile(self.folded[place])
        return found

    def whole(self, place: int) -> Profile:
        """The measures of the clause with all below it, up to a bound."""
        if not self.children[place]:
            return self.profile(place)
        found = self._wholes.get(place)
        if found is None:
            found = self._wholes[place] = self._vocabulary.profile(self._start(place))
        return found

    def _start(self, place: int) -> str:
        pieces, count = [], 0
        for inside in range(place, self.ends[place]):
            pieces.append(self.folded[inside])
            count += self.counts[inside]
            if count >= _WHOLE:
                break
        return " ".join(pieces)

    def joined(self, places: Sequence[int]) -> Profile:
        """The measures of several clauses' own words read in one go."""
        return self._vocabulary.profile(" ".join(self.folded[place] for place in places))


def _said(clause: Clause) -> str:
    """What the clause itself says; the running number in a table row's first cell is a number like any other."""
    text = clause.text
    if clause.kind is ClauseKind.ROW:
        text = _ROW_NUMBER.sub("", text, count=1)
    return f"{clause.heading} {text}" if clause.heading else text


def _key(clause: Clause, folded: str) -> tuple[object, ...]:
    """Equal for the same words; a clause without any is told by its kind and what else is printed."""
    signs = _SIGNS.findall(f"{clause.heading or ''} {clause.text}")
    if folded:
        return folded, *signs
    return "", clause.kind, clause.text.strip(), *signs


def is_compatible(one: ClauseKind, other: ClauseKind) -> bool:
    """Whether a clause may have become one of the other kind: chapters turn into sections, points into paragraphs."""
    return one is other or (one in _FAMILY and _FAMILY[one] == _FAMILY.get(other))


def alike(one: Profile, other: Profile) -> float:
    """How alike the words are, 0..1: the mean over words and over letters, numbers counting for little where words are.

    Unrelated sentences of one language come to about 0.3, the same with some words changed to 0.7 and more.
    """
    words = Indel.normalized_similarity(one.stems, other.stems)
    if max(len(one.letters), len(other.letters)) <= _LONG:
        words = (words + Indel.normalized_similarity(one.letters, other.letters)) / 2
    weight = _numbers_weight(one, other)
    return float(words * (1 - weight) + Indel.normalized_similarity(one.numbers, other.numbers) * weight)


def _numbers_weight(one: Profile, other: Profile) -> float:
    numbers, words = len(one.numbers) + len(other.numbers), len(one.stems) + len(other.stems)
    if not words:
        return 1.0
    return min(_MOST_NUMBERS, max(_LEAST_NUMBERS, numbers / (numbers + words) / 2)) if numbers else 0.0


def word_pairs(profile: Profile) -> set[str]:
    """Neighbouring words, a sign for each."""
    stems = profile.stems
    return {stems[at : at + 2] for at in range(len(stems) - 1)}


def contained(part: Profile, whole: Profile, least: float = 0) -> float:
    """How much of the part's words stand together in the whole, 0..1; 0 where it is less than `least`."""
    if not part.stems or len(part.stems) > len(whole.stems):
        return 0.0
    if len(whole.stems) > _LONG:  # a sliding comparison would take minutes
        pairs = word_pairs(part)
        share = len(pairs & word_pairs(whole)) / max(1, len(pairs))
        return share if share >= least else 0.0
    return fuzz.partial_ratio(part.stems, whole.stems, score_cutoff=100 * least) / 100


def likeness(old: Text, was: int, new: Text, now: int) -> float:
    """How alike two clauses are with all that stands below them, 0..1."""
    own = alike(old.profile(was), new.profile(now))
    if not old.children[was] and not new.children[now]:
        return own
    whole = alike(old.whole(was), new.whole(now))
    if not old.folded[was] or not new.folded[now]:
        return whole
    return max(whole, (own + whole) / 2)


def is_grown(old: Text, was: int, new: Text, now: int) -> bool:
    """Whether one clause with all below it stands nearly word for word in the other, which says more."""
    shorter, longer = sorted((old.whole(was), new.whole(now)), key=lambda whole: len(whole.stems))
    return len(shorter.stems) > _TELLING and contained(shorter, longer, _GROWN) > 0

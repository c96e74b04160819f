"""Comments of an invented campaign, with who wrote which letter: the same for the same seed, no two words of a language."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_BEGIN = ["b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x", "z", "sh", "ch"]
_MIDDLE = ["a", "e", "i", "o", "u"]
_SENTENCES = 9
_WORDS = 11


@dataclass(frozen=True)
class Labelled:
    """A comment and the letter it is a copy of; a lone voice has a letter of its own."""

    text: str
    letter: int


def letters(count: int, seed: int, *, lone: float = 0.4, average: int = 40) -> Iterator[Labelled]:
    """So many comments: copies of letters (every `average` comments another one begins), and lone voices."""
    chance = random.Random(seed)
    words = [
        "".join(chance.choice(_BEGIN) + chance.choice(_MIDDLE) for _ in range(chance.randint(2, 4)))
        for _ in range(4_000)
    ]
    written: list[list[str]] = []
    for number in range(count):
        if chance.random() < lone:
            yield Labelled(" ".join(_sentences(chance, words, chance.randint(1, 6))), -1 - number)
            continue
        if not written or chance.random() < 1 / average:
            written.append(_sentences(chance, words, _SENTENCES))
        letter = min(chance.randrange(len(written)), chance.randrange(len(written)))
        yield Labelled(_copied(chance, words, written[letter]), letter)


def _sentences(chance: random.Random, words: list[str], number: int) -> list[str]:
    return [" ".join(chance.choice(words) for _ in range(_WORDS)).capitalize() + "." for _ in range(number)]


def _copied(chance: random.Random, words: list[str], letter: list[str]) -> str:
    """A copy as people make them: as it is, begun personally, a sentence less, one more, in another order, mistyped."""
    said = list(letter)
    kind = chance.random()
    if kind < 0.3:
        return " ".join(said)
    if kind < 0.5:
        return " ".join([*_sentences(chance, words, 1), *said])
    if kind < 0.6:
        said.pop(chance.randrange(len(said)))
    elif kind < 0.7:
        said.insert(chance.randrange(len(said)), _sentences(chance, words, 1)[0])
    elif kind < 0.8:
        chance.shuffle(said)
    else:
        signs = list(" ".join(said))
        for _ in range(len(signs) // 100):
            signs[chance.randrange(len(signs))] = chance.choice("aeiou")
        return "".join(signs)
    return " ".join(said)


def pairwise_f1(said: Mapping[int, int], found: Mapping[int, int]) -> float:
    """How well `found` (comment -> group) has the pairs of `said` (comment -> letter), 0 to 1."""
    both = _pairs((said[each], found[each]) for each in said)
    return 2 * both / ((_pairs(said.values()) + _pairs(found[each] for each in said)) or 1)


def b_cubed_f1(said: Mapping[int, int], found: Mapping[int, int]) -> float:
    """The same for the company of each comment, however large the groups are."""
    both = Counter((said[each], found[each]) for each in said)
    sizes: dict[str, Counter[int]] = defaultdict(Counter)
    for each in said:
        sizes["said"][said[each]] += 1
        sizes["found"][found[each]] += 1
    shares = [(both[said[each], found[each]], sizes["found"][found[each]], sizes["said"][said[each]]) for each in said]
    precision, recall = (sum(share[0] / share[side] for share in shares) / len(shares) for side in (1, 2))
    return 2 * precision * recall / (precision + recall)


def _pairs(groups: object) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())  # type: ignore[call-overload] # any hashables

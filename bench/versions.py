"""Two versions of a code of 1,200 articles (6,060 clauses), 600 edits apart, beside folding both texts and beside difflib.

python -m bench.versions
"""

import random
import time
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from consultation.core.clause import Clause, Outline, outline
from consultation.core.text import fold
from consultation.core.vocabulary import ClauseKind
from consultation.ingest import align
from tests.ingest.edits import Edited, edges

CHAPTERS, ARTICLES, POINTS, EDITS, ROUNDS = 60, 1_200, 4, 600, 3
CLAUSES = 10_000


class Words:
    """Sentences by chance, some words far more often than others, as in any language."""

    def __init__(self) -> None:
        self._rng = random.Random(1)
        self._words = ["".join(self._rng.choices("abdeghiklmnoqrstuvxyz", k=3 + n % 8)) for n in range(4_000)]
        self._weights = [1 / (n + 5) for n in range(len(self._words))]

    def sentence(self, count: int) -> str:
        """That many words."""
        return " ".join(self._rng.choices(self._words, self._weights, k=count))


def code(words: Words) -> Iterator[tuple[int, Clause]]:
    """The rows of the code: chapters of twenty articles, each of four points of thirty words."""
    for chapter in range(1, CHAPTERS + 1):
        yield 0, _clause(ClauseKind.CHAPTER, chapter, "", words.sentence(3))
        for place in range(1, ARTICLES // CHAPTERS + 1):
            yield 1, _clause(ClauseKind.ARTICLE, (chapter - 1) * (ARTICLES // CHAPTERS) + place, "", words.sentence(4))
            for point in range(1, POINTS + 1):
                yield 2, _clause(ClauseKind.POINT, point, words.sentence(30))


def _clause(kind: ClauseKind, number: int, text: str, heading: str | None = None) -> Clause:
    return Clause("", None, kind, f"{number}.", str(number), heading, text)


def points(texts: list[str]) -> Outline:
    """Clauses side by side."""
    return outline((0, _clause(ClauseKind.POINT, number, text)) for number, text in enumerate(texts, 1))


def least(work: Callable[[], object]) -> float:
    """CPU seconds of the quickest of a few runs."""
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def peer(old: Outline, new: Outline) -> object:
    """What the standard library makes of the clauses' words: blocks of equal clauses, no lineage."""
    return SequenceMatcher(None, _words(old), _words(new), autojunk=False).get_opcodes()


def _words(text: Outline) -> list[str]:
    return [clause.words for clause in text.clauses]


def figures() -> dict[str, float]:
    """CPU seconds by what was done."""
    words = Words()
    old = outline(code(words))
    edited = Edited(old, 1)
    edited.edit(EDITS)
    new, _ = edited.result()
    equal, unlike = ["Oʻz kuchini yoʻqotgan."] * CLAUSES, [words.sentence(30) for _ in range(2 * CLAUSES)]
    repeated = points(equal), points(equal[: CLAUSES - CLAUSES // 10])
    apart = points(unlike[:CLAUSES]), points(unlike[CLAUSES:])
    return {
        "folding both texts": least(lambda: [fold(text) for text in (*_words(old), *_words(new))]),
        "difflib, equal clauses only": least(lambda: peer(old, new)),
        "align": least(lambda: align(old, new)),
        "align, 10,000 equal clauses": least(lambda: align(*repeated)),
        "align, 10,000 clauses, none alike": least(lambda: align(*apart)),
    }


def right() -> float:
    """The share of the edges that come out right."""
    old = outline(code(Words()))
    edited = Edited(old, 1)
    edited.edit(EDITS)
    new, known = edited.result()
    found = edges(align(old, new))
    return len(found & known) / max(len(found), len(known))


def main() -> None:
    """Print the figures and their ratios."""
    found = figures()
    floor = found["folding both texts"]
    for name, seconds in found.items():
        print(f"{name:36} {seconds:7.3f} s CPU     {seconds / floor:6.1f} x folding both texts")
    print(f"{'links to the right clause':36} {right():7.2%}")


if __name__ == "__main__":
    main()

"""A comparison of long texts: cut into leaves, everything on one of them, every change with an address."""

import re

from consultation.core.clause import Clause, Outline, outline
from consultation.core.lineage import Link
from consultation.core.vocabulary import ClauseKind, Language, LineageKind
from consultation.web.public.comparison import Changed, Comparison, Text, Unchanged

ARTICLES = 400
PATH = "/drafts/1/compare/1/2"


def code(reworded: int) -> Outline:
    """A code in which every article has a part below it; the part of each `reworded`-th article says something else."""
    rows = []
    for number in range(1, ARTICLES + 1):
        words = "other words " if reworded and number % reworded == 0 else "words "
        rows.append((0, Clause("", None, ClauseKind.ARTICLE, f"Article {number}.", str(number), f"Of {number}", "")))
        rows.append((1, Clause("", None, ClauseKind.PARAGRAPH, None, None, None, f"{words * 40}{number}")))
    return outline(rows)


def compared() -> Comparison:
    old, new = code(0), code(4)
    links = tuple(
        Link(
            LineageKind.SAME if was == now else LineageKind.REWORDED, (was.eid,), (now.eid,), 1.0 if was == now else 0.6
        )
        for was, now in zip(old.clauses, new.clauses, strict=True)
    )
    texts = (Text(1, Language.EN, old, "/old/"), Text(2, Language.EN, new, "/new/"))
    return Comparison(*texts, links, PATH)


def test_every_clause_is_on_exactly_one_leaf_of_a_readable_size() -> None:
    found = compared()
    assert [at for leaf in found.leaves for at in leaf] == list(range(2 * ARTICLES))
    assert len(found.leaves) > 1
    counts = [
        sum(each.count if isinstance(each, Unchanged) else 1 for each in found.entries(leaf))
        for leaf in range(1, len(found.leaves) + 1)
    ]
    assert counts == [len(leaf) for leaf in found.leaves]


def test_numbers_and_the_chain_of_changes_lead_to_every_change() -> None:
    found = compared()
    assert [(each.kind, each.count) for each in found.numbers] == [
        (LineageKind.SAME, 2 * ARTICLES - ARTICLES // 4),
        (LineageKind.REWORDED, ARTICLES // 4),
    ]
    changes = {
        f"{PATH}{f'?page={leaf}' if leaf > 1 else ''}#{each.anchor}": each
        for leaf in range(1, len(found.leaves) + 1)
        for each in found.entries(leaf)
        if isinstance(each, Changed)
    }
    href, seen = found.numbers[1].href, []
    while href:
        seen.append(href)
        href = changes[href].following
    assert seen == list(changes)
    assert found.place_of(new="art_400__para_1") == seen[-1]
    assert re.search(r"\?page=\d+#art_400__para_1$", seen[-1])


def test_what_stayed_the_same_is_named_by_its_highest_units() -> None:
    first = next(each for each in compared().entries(1) if isinstance(each, Unchanged))
    assert first.count == 7
    assert [new.words for _, new in first.names] == [f"Article {number}. Of {number}" for number in range(1, 5)]


def test_other_signs_in_the_same_words_are_shown() -> None:
    old, new = (outline([(0, Clause("", None, ClauseKind.POINT, "1.", "1", None, text))]) for text in ("a; b", "a, b"))
    texts = (Text(1, Language.EN, old, ""), Text(2, Language.EN, new, ""))
    found = Comparison(*texts, (Link(LineageKind.SAME, ("point_1",), ("point_1",), 1.0),), PATH)
    assert found.kinds == [LineageKind.REWORDED]

"""What a draft says of its own annexes and articles, held against the ones it has; how that is said is in the data files."""

from collections.abc import Iterator, Sequence
from itertools import islice

from consultation.core.messages import message
from consultation.core.vocabulary import ClauseKind
from consultation.ingest.findings import Found
from consultation.ingest.grammar import Grammar
from consultation.ingest.nodes import Node
from consultation.ingest.openings import canonical_digits
from consultation.ingest.quotes import net_depth

_MOST = 50  # warnings of this sort: more help nobody
_PLAIN = frozenset({ClauseKind.NOTE, ClauseKind.OTHER})


def broken_references(nodes: Sequence[Node], grammar: Grammar) -> Iterator[Found]:
    """References to an own annex or article that is not there; quoted new text speaks of another act and is left out."""
    yield from islice(_broken(nodes, grammar), _MOST)


def _broken(nodes: Sequence[Node], grammar: Grammar) -> Iterator[Found]:
    own = {(node.kind, node.number) for node in nodes if not node.is_quoted}
    has_articles = any(kind is ClauseKind.ARTICLE for kind, _ in own)
    told = set()
    for place, node in enumerate(nodes):
        if node.is_quoted or node.kind in _PLAIN:
            continue
        for kind, number in _named(node.text, grammar):
            if (kind, number) in own or (kind, number) in told or (kind is ClauseKind.ARTICLE and not has_articles):
                continue
            told.add((kind, number))
            yield _found(kind, number, place)


def _named(text: str, grammar: Grammar) -> Iterator[tuple[ClauseKind, str]]:
    """The own units that a text names, by kind and canonical number."""
    for reference in grammar.references:
        if reference.sign in text:
            for match in reference.pattern.finditer(text):
                if net_depth(text[: match.start()]) <= 0:  # words in quotation marks are another act's
                    yield reference.kind, canonical_digits(match[1])


def _found(kind: ClauseKind, number: str, place: int) -> Found:
    if kind is ClauseKind.ANNEX:
        sentence = message("Annex %(number)s is named here, but it is not in the file.", number=number)
        return Found("F_ANNEX_MISSING", sentence, place)
    sentence = message("Article %(number)s of this act is named here, but there is no such article.", number=number)
    return Found("F_REFERENCE_BROKEN", sentence, place)

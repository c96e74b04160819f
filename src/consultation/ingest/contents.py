"""A table of contents held against the headings of the text."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from consultation.core.messages import message
from consultation.core.vocabulary import ClauseKind
from consultation.ingest.draft_lines import Entry
from consultation.ingest.findings import Found
from consultation.ingest.grammar import fold
from consultation.ingest.nodes import Node

_PAGE_NUMBER = re.compile(r"[\s.…_\t]*\d*$")
_NOT_WORDS = re.compile(r"\W+")
_MOST = 20  # differences told: a list that is old altogether is said often enough

Unit = tuple[ClauseKind, str | None]


def differences(steps: Sequence[Entry], nodes: Sequence[Node]) -> Iterator[Found]:
    """Units that the contents list names and the text has not, or has with another heading, or the other way about."""
    listed = {key: words for step in steps if step.line.is_contents for key, words in _listed(step)}
    if listed:
        yield from islice(_compared(listed, nodes), _MOST)


def _listed(step: Entry) -> Iterator[tuple[Unit, str]]:
    opening = step.opening
    if opening is not None and opening.kind is not None and opening.number is not None:
        yield (opening.kind, opening.number), _words(_PAGE_NUMBER.sub("", opening.rest))


def _compared(listed: dict[Unit, str], nodes: Sequence[Node]) -> Iterator[Found]:
    kinds = {kind for kind, _ in listed}
    seen = set()
    for place, node in enumerate(nodes):
        unit = (node.kind, node.number)
        if node.is_quoted or node.kind not in kinds or node.number is None:
            continue
        seen.add(unit)
        heading = _words(_PAGE_NUMBER.sub("", node.heading or ""))
        if unit not in listed:
            sentence = message("%(unit)s is not in the table of contents.", unit=node.num or "")
            yield Found("F_TOC_DIFFERS", sentence, place)
        elif listed[unit] and heading and not _is_alike(heading, listed[unit]):
            sentence = message("The heading of %(unit)s is another one in the table of contents.", unit=node.num or "")
            yield Found("F_TOC_DIFFERS", sentence, place)
    missing = [unit for unit in listed if unit not in seen]
    host = next((place for place, node in enumerate(nodes) if node.kind is ClauseKind.OTHER), None)
    for _, number in missing:
        sentence = message(
            "The table of contents lists number %(number)s, which is not in the text.", number=number or ""
        )
        yield Found("F_TOC_DIFFERS", sentence, host)


def _words(text: str) -> str:
    return _NOT_WORDS.sub(" ", fold(text)).strip()


def _is_alike(heading: str, listed: str) -> bool:
    """A heading of several lines may be listed with its first one only."""
    return heading == listed or heading.startswith(listed) or listed.startswith(heading)

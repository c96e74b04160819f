"""Comments in, placements out: the one pipeline behind the desks, the job and the command line."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consultation.core.text import clean, skeleton
from consultation.dedup.fingerprint import own_phrases, own_words
from consultation.dedup.judging import score_of
from consultation.dedup.near_duplicates import Progress, leaders
from consultation.dedup.placement import Comment, CommentId, Placement, id_order
from consultation.dedup.texts import Text


@dataclass(frozen=True, slots=True)
class _Copies:
    """Comments with the very same words; `first` speaks for them."""

    first: Comment
    ids: tuple[CommentId, ...]


def cluster(
    comments: Iterable[Comment], *, own_texts: Sequence[str] = (), progress: Progress | None = None
) -> list[Placement]:
    """Group comments that say the same in nearly the same words, in any script; one placement each, by id.

    `own_texts` are the clauses of the draft: quoting them makes nobody alike. `progress(done, total)` counts distinct
    texts. The same comments in any order give the same placements. Raises ValueError when an id occurs twice.
    """
    copies = _copies(comments)
    draft = own_phrases(own_texts)
    texts = [Text(own_words(same.first.text, draft), len(same.ids)) for same in copies]
    placements = []
    for number, leader in enumerate(leaders(texts, progress)):
        score = _score(texts, number, leader)
        first = copies[leader].first.id
        placements += [Placement(id_, first, score, representative=id_ == first) for id_ in copies[number].ids]
    return sorted(placements, key=lambda placement: id_order(placement.id))


def _copies(comments: Iterable[Comment]) -> list[_Copies]:
    """Comments with the same skeleton together, the most frequent first and then by id: the order of everything after."""
    ordered = sorted(comments, key=lambda comment: id_order(comment.id))
    if len({str(comment.id) for comment in ordered}) != len(ordered):
        raise ValueError("An id occurs twice.")
    same: dict[str, list[Comment]] = defaultdict(list)
    for comment in ordered:
        same[_key(comment.text)].append(comment)
    found = [_Copies(group[0], tuple(comment.id for comment in group)) for group in same.values()]
    return sorted(found, key=lambda group: (-len(group.ids), id_order(group.first.id)))


def _key(text: str) -> str:
    """The skeleton; what has no letters at all ("👍", "?") is only the same as itself."""
    return skeleton(text) or f"={clean(text).strip()}"


def _score(texts: Sequence[Text], number: int, leader: int) -> float:
    if number == leader:
        return 1.0
    return score_of(texts[number].own, texts[leader].own)

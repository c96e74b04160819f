"""Comments in, placements out: the one pipeline behind the desks, the job and the command line."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice

from consultation.dedup.copies import copies
from consultation.dedup.engines import LARGE, Engine, engine_for
from consultation.dedup.fingerprint import own_phrases
from consultation.dedup.near_duplicates import Progress, leaders
from consultation.dedup.placement import Comment, Placement, id_order
from consultation.dedup.texts import Text


def cluster(
    comments: Iterable[Comment],
    *,
    own_texts: Sequence[str] = (),
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> list[Placement]:
    """Group comments that say the same in nearly the same words, in any script; one placement each, by id.

    The comments are read once and may be a stream. `own_texts` are the clauses of the draft: quoting them makes nobody
    alike. `progress(done, total)` counts distinct texts. The same comments in any order give the same placements, and
    so does every engine (the one that fits when none is named). Raises ValueError when an id occurs twice.
    """
    stream = iter(comments)
    head = list(islice(stream, LARGE))
    engine = engine or engine_for(len(head))
    different = copies(chain(head, stream), own_phrases(own_texts), engine.skeleton)
    texts = [Text(same.own, len(same.ids)) for same in different]
    index = engine.index_of([text.own for text in texts])
    placements = []
    for same, (leader, score) in zip(different, leaders(texts, index, progress), strict=True):
        first = different[leader].first
        placements += [Placement(id_, first, score, representative=id_ == first) for id_ in same.ids]
    return sorted(placements, key=lambda placement: id_order(placement.id))

"""Comments with the very same words, put together as they are read, so that only different texts are kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from consultation.core.text import clean
from consultation.dedup.fingerprint import Phrases, own_words
from consultation.dedup.placement import Comment, CommentId, id_order


@dataclass(slots=True)
class Copies:
    """Comments with the same skeleton; `first`, the one with the lowest id, speaks for them with its `own` words."""

    first: CommentId
    own: str
    ids: list[CommentId] = field(default_factory=list)


def copies(comments: Iterable[Comment], draft: Phrases, skeleton: Callable[[str], str]) -> list[Copies]:
    """The different texts, the most frequent first and then by id: the order of everything after.

    Reads the comments once and keeps none of them. Raises ValueError when an id occurs twice.
    """
    by_text: dict[bytes, Copies] = {}
    by_key: dict[bytes, Copies] = {}
    ids: set[str] = set()
    for comment in comments:
        if str(comment.id) in ids:
            raise ValueError("An id occurs twice.")
        ids.add(str(comment.id))
        written = _digest(comment.text)
        same = by_text.get(written)
        if same is None or id_order(comment.id) < id_order(same.first):
            same = by_text[written] = _same(comment, draft, skeleton, by_key)
        same.ids.append(comment.id)
    for same in by_key.values():
        same.ids.sort(key=id_order)
    return sorted(by_key.values(), key=lambda same: (-len(same.ids), id_order(same.first)))


def _same(comment: Comment, draft: Phrases, skeleton: Callable[[str], str], by_key: dict[bytes, Copies]) -> Copies:
    """The copies a text belongs to; marks of quotation are not in the skeleton, so the first of them decides what is quoted."""
    whole = skeleton(comment.text)
    key = _digest(_key(whole, comment.text))
    same = by_key.get(key)
    if same is None:
        same = by_key[key] = Copies(comment.id, own_words(comment.text, draft, whole, skeleton))
    elif id_order(comment.id) < id_order(same.first):
        same.first, same.own = comment.id, own_words(comment.text, draft, whole, skeleton)
    return same


def _key(whole: str, text: str) -> str:
    """The skeleton; what has no letters at all ("👍", "?") is only the same as itself."""
    return whole or f"={clean(text).strip()}"


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()

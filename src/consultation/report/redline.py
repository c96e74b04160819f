"""What changed between two texts of a draft as a Word file with tracked changes: accept all is the new text, reject all the old."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from consultation.core.lineage import Link
from consultation.core.messages import message
from consultation.report.draft_docx import finished, framed
from consultation.report.draft_text import Block, Grid, Line, Version, blocks
from consultation.report.merging import Step, merged, one_to_one
from consultation.report.tracking import DELETED, INSERTED, Tracker
from consultation.report.voice import Translate, Voice

_Item = tuple[str, list[Block]]


def to_redline_docx(old: Version, new: Version, links: Sequence[Link], translate: Translate) -> bytes:
    """The new version with every change from the old one tracked, in the name of the authority, at `new.made_at`.

    `links` is the lineage between the two. Clauses that keep their order are compared word by word; one that stands elsewhere
    with the same words is moved, any other is deleted here and inserted there. `translate` is bound to the draft's language.
    """
    tracker = Tracker(new.authority, new.made_at, one_to_one(links))
    content = "".join(_written(_items(old), _items(new), tracker))
    document = framed(new, new.title, translate)
    document.sections[0].header.paragraphs[0].text = _head(old, new, Voice(translate, new.language))
    return finished(document, content, tracker.notes, new)


def _head(old: Version, new: Version, voice: Voice) -> str:
    return voice.listed(
        [
            message("Draft No. %(number)s", number=new.number),
            message("Changes from version %(old)s to version %(new)s", old=old.ordinal, new=new.ordinal),
        ]
    )


def _items(version: Version) -> list[_Item]:
    """The blocks of a text, those of one clause together."""
    return [(eid, list(inside)) for eid, inside in groupby(blocks(version), key=lambda block: block.eid)]


def _written(old: list[_Item], new: list[_Item], tracker: Tracker) -> Iterator[str]:
    steps = merged([eid for eid, _ in old], [eid for eid, _ in new], tracker.before)
    away, here = _moves(old, new, steps, tracker.before)
    for before, after in steps:
        if before is not None and after is not None:
            yield _both(old[before][1], new[after][1], tracker)
        elif before is not None:
            yield _one(old[before][1], tracker, DELETED, "moveFrom", away.get(before))
        elif after is not None:
            yield _one(new[after][1], tracker, INSERTED, "moveTo", here.get(after))


_Move = tuple[str, bool, bool]
"""The name of a move, whether the clause is the first one moved under it, and whether it is the last one."""


def _moves(
    old: list[_Item], new: list[_Item], steps: Sequence[Step], before: dict[str, str]
) -> tuple[dict[int, _Move], dict[int, _Move]]:
    """What moved away by its old place, and what moved here by its new one; neighbours that moved together are one move."""
    gone = {old[place][0]: place for place, after in steps if place is not None and after is None}
    pairs = [
        (gone[before[new[place][0]]], place)
        for was, place in steps
        if was is None and place is not None and before.get(new[place][0]) in gone
    ]
    moved = [(was, now) for was, now in pairs if _can_move(old[was][1], new[now][1])]
    away, here = {}, {}
    together = groupby(enumerate(moved), key=lambda each: (each[1][0] - each[0], each[1][1] - each[0]))
    for number, (_, group) in enumerate(together, 1):
        places = [pair for _, pair in group]
        for pair in places:
            move = (f"move{number}", pair == places[0], pair == places[-1])
            away[pair[0]], here[pair[1]] = move, move
    return away, here


def _can_move(old: Sequence[Block], new: Sequence[Block]) -> bool:
    """Whether a clause reads the same in both places; tables and what calls notes are deleted and inserted instead."""
    plain = all(isinstance(block, Line) and not block.notes for block in (*old, *new))
    return plain and [_print(block) for block in old] == [_print(block) for block in new]


def _print(block: Block) -> tuple[object, ...]:
    return (block.style, block.text, block.language) if isinstance(block, Line) else (block,)


def _one(inside: Sequence[Block], tracker: Tracker, what: str, moving: str, move: _Move | None) -> str:
    """A clause that only one of the texts has in this place."""
    if move is None:
        return "".join(_whole(block, tracker, what) for block in inside)
    name, is_first, is_last = move
    start = tracker.move_start(moving, name) if is_first else ""
    lines = [block for block in inside if isinstance(block, Line)]
    content = "".join(tracker.moved_line(line, moving, "" if place else start) for place, line in enumerate(lines))
    return content + (tracker.move_end(moving) if is_last else "")


def _both(old: Sequence[Block], new: Sequence[Block], tracker: Tracker) -> str:
    """A clause that both texts have: line by line, or as a whole where a table came or went."""
    has_table = any(isinstance(block, Grid) for block in (*old, *new))
    shared = 0 if has_table and [*map(type, old)] != [*map(type, new)] else min(len(old), len(new))
    written = [_changed(before, after, tracker) for before, after in zip(old[:shared], new, strict=False)]
    written += [_whole(block, tracker, DELETED) for block in old[shared:]]
    written += [_whole(block, tracker, INSERTED) for block in new[shared:]]
    return "".join(written)


def _changed(old: Block, new: Block, tracker: Tracker) -> str:
    if isinstance(old, Line) and isinstance(new, Line) and old.language == new.language:
        return tracker.changed_line(old, new)
    if isinstance(old, Grid) and isinstance(new, Grid) and old.depth == new.depth and old.rows and new.rows:
        return tracker.changed_grid(old, new)
    return _whole(old, tracker, DELETED) + _whole(new, tracker, INSERTED)


def _whole(block: Block, tracker: Tracker, what: str) -> str:
    return tracker.whole_line(block, what) if isinstance(block, Line) else tracker.whole_grid(block, what)

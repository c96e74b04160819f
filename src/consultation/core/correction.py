"""What an officer may change in an unpublished split: each correction takes an outline and returns a new one.

No correction loses or invents a word of the file; ids are made anew, positions in document order stay, except
that a merge takes one away and a split adds one.
"""

import re
from dataclasses import replace
from itertools import pairwise

from consultation.core.clause import Clause, Outline, outline
from consultation.core.errors import Blocked
from consultation.core.messages import Message, message
from consultation.core.vocabulary import ClauseKind

_NUMBER = re.compile(r"\d+(?:[.-]\d+)*|[^\W\d_]+")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SENTENCE_END = re.compile(r"\n+|(?<=[.;:!?])\s+")
_SPACES = re.compile(r"\s+")


def bare_number(num: str) -> str | None:
    """The canonical number inside a printed one: "12¹-modda." -> "12-1", "v)" -> "v"; None when it holds none."""
    plain = _SUPERSCRIPT.sub(lambda digits: "-" + digits[0].translate(_PLAIN), num)
    found: list[str] = _NUMBER.findall(plain)
    digits = [piece for piece in found if piece[0].isdigit()]
    return next(iter(digits or found), None)


def change_kind(tree: Outline, eid: str, kind: ClauseKind) -> Outline:
    """The same outline with one clause called something else."""
    place = tree.place(eid)
    rows = list(tree.walk())
    rows[place] = (rows[place][0], replace(rows[place][1], kind=kind))
    return outline(rows, tree.set_aside)


def merge_with_previous(tree: Outline, eid: str) -> Outline:
    """Give a clause's words and children to the clause just before it in the text; Blocked for the first one."""
    place = tree.place(eid)
    if place == 0:
        raise _blocked(message("There is nothing before the first clause to join it with."))
    rows = list(tree.walk())
    depth, clause = rows[place]
    depth_before, before = rows[place - 1]
    rows[place - 1] = (depth_before, replace(before, text="\n".join(filter(None, (before.text, clause.words)))))
    end = place + len(tree.subtree(eid))
    shift = depth_before + 1 - (depth + 1)
    moved = [(row_depth + shift, row) for row_depth, row in rows[place + 1 : end]]
    return outline(rows[:place] + moved + rows[end:], tree.set_aside)


def split_at(tree: Outline, eid: str, offset: int) -> Outline:
    """Cut a clause's text in two at a character offset; the second half becomes the next clause of the same level.

    Children stay below the half they follow, which is the second. Blocked when one half would be empty.
    """
    place = tree.place(eid)
    rows = list(tree.walk())
    depth, clause = rows[place]
    first, second = clause.text[:offset].rstrip(), clause.text[offset:].lstrip()
    if not second or not (first or clause.num or clause.heading):
        raise _blocked(message("Put the cursor inside the text: both halves need at least one word."))
    kind = _continuation(clause.kind)
    new = replace(clause, kind=kind, num=None, number=None, heading=None, text=second)
    new_depth = depth if kind is clause.kind else depth + 1
    rows[place : place + 1] = [(depth, replace(clause, text=first)), (new_depth, new)]
    return outline(rows, tree.set_aside)


def _continuation(kind: ClauseKind) -> ClauseKind:
    """The kind of the second half: what follows inside an article is a part of it, not another article."""
    return {ClauseKind.ARTICLE: ClauseKind.PARAGRAPH, ClauseKind.PREAMBLE: ClauseKind.INDENT}.get(kind, kind)


def places_to_split(text: str) -> list[tuple[int, str]]:
    """The offsets at which a sentence or a line of a text begins, with its words; the first one left out."""
    cuts = [0, *(end.end() for end in _SENTENCE_END.finditer(text)), len(text)]
    return [(start, text[start:end].strip()) for start, end in pairwise(cuts[1:]) if start < end]


def retitle(tree: Outline, eid: str, heading: str) -> Outline:
    """Move the border between heading and text: `heading` must be how the two together begin (empty for none)."""
    place = tree.place(eid)
    rows = list(tree.walk())
    depth, clause = rows[place]
    together = "\n".join(filter(None, (clause.heading, clause.text)))
    rest = _after(together, heading)
    if rest is None:
        raise _blocked(message("The heading must be the first words of the clause, exactly as they stand in the file."))
    taken = together[: len(together) - len(rest)].strip()
    rows[place] = (depth, replace(clause, heading=_SPACES.sub(" ", taken) or None, text=rest.strip()))
    return outline(rows, tree.set_aside)


def renumber(tree: Outline, eid: str, num: str) -> Outline:
    """Set the printed number. Emptied, the old one becomes the first word of the clause; a new one leaves the text."""
    place = tree.place(eid)
    rows = list(tree.walk())
    depth, clause = rows[place]
    rows[place] = (depth, _with_num(clause, num.strip()))
    return outline(rows, tree.set_aside)


def _with_num(clause: Clause, num: str) -> Clause:
    if num:
        rest = None if clause.num else _after(clause.text, num)
        text = clause.text if rest is None else rest.strip()
        return replace(clause, num=num, number=bare_number(num), text=text)
    if clause.heading:
        return replace(clause, num=None, number=None, heading=" ".join(filter(None, (clause.num, clause.heading))))
    return replace(clause, num=None, number=None, text=" ".join(filter(None, (clause.num, clause.text))))


def _after(text: str, start: str) -> str | None:
    """What follows `start` in `text`, blanks counted as equal; None when the text does not begin so."""
    pattern = r"\s+".join(map(re.escape, start.split()))
    found = re.match(rf"\s*{pattern}(?!\w)" if pattern else "", text)
    return text[found.end() :] if found else None


def drop(tree: Outline, eid: str) -> Outline:
    """Set a clause aside as page furniture (a page number, a repeated header); what was below it moves up a level."""
    place = tree.place(eid)
    rows = list(tree.walk())
    end = place + len(tree.subtree(eid))
    below = [(depth - 1, clause) for depth, clause in rows[place + 1 : end]]
    return outline(rows[:place] + below + rows[end:], (*tree.set_aside, rows[place][1]))


def move_in(tree: Outline, eid: str) -> Outline:
    """Put a clause, with all below it, under the one before it on the same level; Blocked when there is none."""
    clause = tree.find(eid)
    if tree.children(clause.parent)[0].eid == eid:
        raise _blocked(message("There is no clause before this one on the same level to put it under."))
    return _shift(tree, eid, len(tree.subtree(eid)), 1)


def move_out(tree: Outline, eid: str) -> Outline:
    """Put a clause on the level of the one above it; the clauses after it on its old level come below it."""
    if tree.find(eid).parent is None:
        raise _blocked(message("This clause is already on the highest level."))
    return _shift(tree, eid, len(tree.subtree(eid)), -1)


def _shift(tree: Outline, eid: str, length: int, step: int) -> Outline:
    place = tree.place(eid)
    rows = list(tree.walk())
    rows[place : place + length] = [(depth + step, clause) for depth, clause in rows[place : place + length]]
    return outline(rows, tree.set_aside)


def _blocked(reason: Message) -> Blocked:
    return Blocked([reason])

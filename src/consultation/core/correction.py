"""What an officer may change in the clauses of an unpublished split: each correction takes an outline and returns a new one.

No correction loses or invents a word of the file, but for a number that the officer gives in the officer's own words
(`core.printed_number`). Ids are made anew; positions in document order stay, except that a merge takes one away and a
split adds one. Where a clause stands is corrected in `core.arrangement`, quotations in `core.quotation`.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from consultation.core.clause import Clause, Outline, outline
from consultation.core.errors import Blocked
from consultation.core.messages import Message, message
from consultation.core.printed_number import bare_number, respelled
from consultation.core.vocabulary import ClauseKind, Language

Row = tuple[int, Clause]
_SENTENCE_END = re.compile(r"\n+|(?<=[.;:!?])\s+")
_SPACES = re.compile(r"\s+")


def change_kind(tree: Outline, eids: Collection[str], kind: ClauseKind) -> Outline:
    """The same outline with clauses called something else; Blocked for quoted new text, which is more than a name."""
    if any(tree.find(eid).kind is ClauseKind.QUOTED for eid in eids):
        raise Blocked([message("This is quoted new text. Say first that it is not quoted.")])
    chosen = frozenset(eids)
    rows = [(depth, replace(clause, kind=kind) if clause.eid in chosen else clause) for depth, clause in tree.walk()]
    return outline(rows, tree.set_aside)


def change_language(tree: Outline, eids: Collection[str], language: Language | None) -> Outline:
    """Clauses, each with all below it, in another language than the draft's own; None for the draft's own."""
    inside = {clause.eid for eid in eids for clause in tree.subtree(eid)}
    clauses = [replace(clause, language=language) if clause.eid in inside else clause for clause in tree.clauses]
    return Outline(tuple(clauses), tree.set_aside)


def merge_with_previous(tree: Outline, eids: Collection[str]) -> Outline:
    """Give the words and children of clauses to the clause just before each in the text; Blocked for the first one."""
    places = sorted(map(tree.place, eids), reverse=True)
    if places and places[-1] == 0:
        raise _blocked(message("There is nothing before the first clause to join it with."))
    rows = list(tree.walk())
    for place in places:
        before = rows[place - 1][1]
        joined = replace(before, text="\n".join(filter(None, (before.text, rows[place][1].words))))
        rows = _merged(rows, place, joined)
    return outline(rows, tree.set_aside)


def join(tree: Outline, eids: Collection[str]) -> Outline:
    """Make one clause of several that follow each other; Blocked when there is another between them, or only one."""
    first, *others = sorted(eids, key=tree.place)
    if not others or tree.place(others[-1]) - tree.place(first) != len(others):
        raise _blocked(message("Choose at least two clauses that follow each other, with nothing between them."))
    return merge_with_previous(tree, others)


def _merged(rows: list[Row], place: int, joined: Clause) -> list[Row]:
    """Rows without the one at `place`, whose words are in the one before, now `joined`; what was below goes there."""
    depth_before, depth = rows[place - 1][0], rows[place][0]
    end = _end(rows, place)
    moved = [(row_depth + depth_before - depth, row) for row_depth, row in rows[place + 1 : end]]
    return [*rows[: place - 1], (depth_before, joined), *moved, *rows[end:]]


def _end(rows: list[Row], place: int) -> int:
    """Where what is below the row at `place` ends."""
    end = place + 1
    while end < len(rows) and rows[end][0] > rows[place][0]:
        end += 1
    return end


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
    together = headed_words(clause)
    rest = _after(together, heading)
    if rest is None:
        raise _blocked(message("The heading must be the first words of the clause, exactly as they stand in the file."))
    taken = together[: len(together) - len(rest)].strip()
    rows[place] = (depth, replace(clause, heading=_one_line(taken) or None, text=rest.strip()))
    return outline(rows, tree.set_aside)


def headed_words(clause: Clause) -> str:
    """The words of a clause between which its heading ends: all but its number."""
    return "\n".join(filter(None, (clause.heading, clause.text)))


def take_heading(tree: Outline, eid: str) -> Outline:
    """Make the clause just after a clause without text the clause's heading, or the end of it.

    What was below it comes below the headed clause. Blocked when the clause has text of its own or is the last one.
    """
    place = tree.place(eid)
    rows = list(tree.walk())
    clause = rows[place][1]
    if clause.text or place + 1 == len(rows):
        raise _blocked(message("Only a clause without text of its own can take the next line as its heading."))
    words = _one_line(" ".join(filter(None, (clause.heading, rows[place + 1][1].words))))
    return outline(_merged(rows, place + 1, replace(clause, heading=words or None)), tree.set_aside)


def renumber(tree: Outline, eid: str, num: str) -> Outline:
    """Set the printed number. Emptied, the old one becomes the first word of the clause.

    A number that the clause begins with, digits raised or lowered as the officer has them, takes its words from the clause; any
    other stands in place of the old one: it is the officer's own (`is_own_number`).
    """
    place = tree.place(eid)
    rows = list(tree.walk())
    depth, clause = rows[place]
    rows[place] = (depth, _with_num(clause, _one_line(num)))
    return outline(rows, tree.set_aside)


def is_own_number(clause: Clause, num: str) -> bool:
    """Whether a number would not be of the file's words but the officer's own."""
    return bool(num) and respelled(clause.words, num) is None


def _with_num(clause: Clause, num: str) -> Clause:
    if not num:
        return _begun(replace(clause, num=None, number=None), clause.num or "")
    end = respelled(clause.words, num)
    fresh = replace(clause, num=num, number=bare_number(num))
    if end is None:
        return fresh
    left = len(clause.num or "") - end
    if left > 0:
        return _begun(fresh, clause.words[end : len(clause.num or "")].strip())
    heading, text = clause.heading or "", clause.text
    heading_at = len(clause.num) + 1 if clause.num else 0
    text_at = heading_at + len(heading) + 1 if heading else heading_at
    return replace(
        fresh, heading=heading[max(end - heading_at, 0) :].strip() or None, text=text[max(end - text_at, 0) :].strip()
    )


def _begun(clause: Clause, words: str) -> Clause:
    """The clause with words put before its own: in the heading where it has one."""
    if clause.heading:
        return replace(clause, heading=" ".join(filter(None, (words, clause.heading))))
    return replace(clause, text=" ".join(filter(None, (words, clause.text))))


def _after(text: str, start: str) -> str | None:
    """What follows `start` in `text`, blanks counted as equal; None when the text does not begin so."""
    pattern = r"\s+".join(map(re.escape, start.split()))
    found = re.match(rf"\s*{pattern}(?!\w)" if pattern else "", text)
    return text[found.end() :] if found else None


def _one_line(words: str) -> str:
    return _SPACES.sub(" ", words).strip()


def _blocked(reason: Message) -> Blocked:
    return Blocked([reason])

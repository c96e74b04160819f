"""What stands around an act's own text: draft mark, form, title, adoption lines, annex heads, contents, signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from consultation.core.vocabulary import ActKind, ClauseKind
from consultation.ingest.draft_lines import Entry
from consultation.ingest.grammar import Grammar, fold
from consultation.ingest.lines import Note
from consultation.ingest.nodes import Node, Tree
from consultation.ingest.openings import Opening
from consultation.ingest.plain_text import heads_article

_LONGEST_FRONT = 60
_LONGEST_TITLE = 600
_LONGEST_HEAD_LINE = 160
_MOST_HEAD_LINES = 8
_MOST_TITLE_LINES = 5
_MOST_FORM_LINES = 4
_SENTENCE_END = (".", ";", ":")
_PAGE_NUMBER = re.compile(r"[\s.…_]*\d*$")
_TITLE = "title"
_LONGEST_LEADER = 160  # dots and page number after a line of contents, and the number before it


@dataclass(slots=True)
class Front:
    """What the head of a draft says about it."""

    title: str = ""
    act_kind: ActKind | None = None


@dataclass(slots=True)
class AnnexHead:
    """The lines that announce an annex: where they end, its number, the act it belongs to, its own title."""

    end: int
    opening: Opening
    texts: list[str] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def body_start(steps: Sequence[Entry], grammar: Grammar) -> int:
    """The first step that belongs to the act's own text: a unit, a table, or a running sentence."""
    sorts = _sorts(steps, grammar)
    has_title = False
    for place, (step, sort) in enumerate(zip(steps, sorts, strict=False)):
        if step.table is not None:
            return place
        if sort != _TITLE:
            continue
        is_sentence = step.text.endswith(_SENTENCE_END) or len(step.text) > _LONGEST_TITLE
        if step.opening is not None or is_sentence or grammar.is_note(step.text):
            return place
        if heads_article(steps, place, grammar):
            return place
        if has_title and not _stands_out(step):
            return place
        has_title = True
    return len(sorts)


def _sorts(steps: Sequence[Entry], grammar: Grammar) -> list[str]:
    """Which sort of front line each of the first lines is; a title when it is none of the others."""
    front = steps[:_LONGEST_FRONT]
    sorts = [_sort(step, grammar) for step in front]
    place = 0
    while place < len(front):
        if sorts[place] == "draft_mark":  # it stands before the form, never in it
            place += 1
            continue
        end, _ = _form_at(front, place, grammar)
        sorts[place:end] = ["form"] * (end - place)
        place = max(end, place + 1)
    return sorts


def _sort(step: Entry, grammar: Grammar) -> str:
    if step.line.is_contents:
        return "contents"
    if step.opening is not None or step.table is not None:
        return _TITLE
    return next((name for name in ("draft_mark", "adoption", "place") if grammar.is_line(name, step.text)), _TITLE)


def _form_at(steps: Sequence[Entry], place: int, grammar: Grammar) -> tuple[int, ActKind | None]:
    """Where a form line that begins here ends (it may run over several lines), and the act kind it names."""
    last = place
    while last < min(place + _MOST_FORM_LINES, len(steps)) and _may_be_form(steps[last]):
        last += 1
    for end in range(last, place, -1):
        kind = act_kind_of(" ".join(step.text for step in steps[place:end]), grammar)
        if kind is not None:
            return end, kind
    return place, None


def _may_be_form(step: Entry) -> bool:
    return step.opening is None and step.table is None and not step.line.is_contents and not step.line.is_right


def _stands_out(step: Entry) -> bool:
    return step.line.is_centred or step.line.is_bold or step.text.isupper()


def act_kind_of(text: str, grammar: Grammar) -> ActKind | None:
    """The act kind a form line names ("OʻZBEKISTON RESPUBLIKASINING QONUNI"); None for other lines."""
    if len(text) > _LONGEST_HEAD_LINE or text.endswith(_SENTENCE_END):
        return None
    line = " ".join(fold(text).split()).strip(" .")
    return next((kind for kind, form in grammar.act_kinds if form.fullmatch(line)), None)


def front_nodes(steps: Sequence[Entry], grammar: Grammar, tree: Tree) -> Front:
    """Put the front lines into the tree, one clause for neighbours of one sort, and say what they tell."""
    sorts = _sorts(steps, grammar)
    host: Node | None = None
    for place, (step, sort) in enumerate(zip(steps, sorts, strict=True)):
        if host is not None and sort == sorts[place - 1] and sort != "draft_mark":
            host.texts.append(step.text)
        else:
            host = tree.add(Node(ClauseKind.OTHER, 0, texts=[step.text]))
        tree.add_notes(step.line.notes, host)
    words = {
        sort: " ".join(step.text for step, own in zip(steps, sorts, strict=True) if own == sort) for sort in set(sorts)
    }
    kinds = (_form_at(steps, place, grammar)[1] for place, sort in enumerate(sorts) if sort == "form")
    title = words.get(_TITLE) or words.get("form", "")
    return Front(" ".join(title.split()), next(filter(None, kinds), None))


def is_signature(step: Entry, next_item: Opening | None, grammar: Grammar) -> bool:
    """Whether a line begins the closing lines: an office with a name, or "agreed", and no unit after it."""
    text = step.text
    if len(text) > _LONGEST_HEAD_LINE or (text.endswith((";", ":", ",")) and not grammar.is_line("agreed", text)):
        return False
    if next_item is not None and next_item.kind is not ClauseKind.ANNEX:
        return False
    line = text.replace("\n", " ")
    return (grammar.is_line("signature", line) and not text.endswith(".")) or grammar.is_line("agreed", text)


def mark_contents(steps: Sequence[Entry], grammar: Grammar) -> None:
    """Mark typed tables of contents: from their heading to where their first line comes again as a heading."""
    for place, step in enumerate(steps):
        if len(step.text) > 40 or step.table or place + 1 >= len(steps) or not grammar.is_line("contents", step.text):  # noqa: PLR2004 - no contents heading is longer
            continue
        first = _contents_key(steps[place + 1])
        again = next((k for k in range(place + 2, len(steps)) if _ends_contents(steps[k], first, grammar)), None)
        for inside in steps[place:again] if again is not None else ():
            inside.line.is_contents = True


def _ends_contents(step: Entry, first: str, grammar: Grammar) -> bool:
    """Whether a table of contents is over: its first line comes again, or the line says what follows contents."""
    if len(step.text) > len(first) + _LONGEST_LEADER:
        return False
    return _is_keyed(step, first) or grammar.is_line("after_contents", step.text)


def _is_keyed(step: Entry, key: str) -> bool:
    """Whether a line has that key in a table of contents; most lines can be told by how they begin."""
    opening = step.opening
    if opening is None or opening.kind is None or opening.form == "dot":
        words = opening.rest if opening is not None else step.text
        if fold(words[: len(key)]) != key:
            return False
    return _contents_key(step) == key


def _contents_key(step: Entry) -> str:
    if step.opening is not None and step.opening.kind is not None and step.opening.form != "dot":
        return f"{step.opening.form} {step.opening.number}"
    words = step.opening.rest if step.opening is not None else step.text
    return _PAGE_NUMBER.sub("", fold(words))


def annex_heads(steps: Sequence[Entry], start: int, grammar: Grammar) -> dict[int, AnnexHead]:
    """The annex heads from `start` on, by the place of their first line."""
    heads = {}
    end = start
    for place in range(start, len(steps)):
        opening = steps[place].opening
        is_annex = opening is not None and opening.kind is ClauseKind.ANNEX and place >= end
        if opening is None or not is_annex or steps[place].line.is_contents:
            continue
        first = _head_start(steps, place, max(end, start), grammar)
        head = AnnexHead(place + 1, opening, [step.text for step in steps[first:place]])
        _read_on(steps, head, grammar)
        head.notes.extend(note for step in steps[first : head.end] for note in step.line.notes)
        heads[first] = head
        end = head.end
    return heads


def _head_start(steps: Sequence[Entry], place: int, floor: int, grammar: Grammar) -> int:
    """Where the lines before "1-ILOVA" that name the act it belongs to begin."""
    first = place
    is_right = steps[place].line.is_right
    while first > floor and place - first < _MOST_HEAD_LINES:
        before = steps[first - 1]
        if not _is_head_line(before, grammar) or (is_right and not before.line.is_right):
            break
        first -= 1
    return first


def _is_head_line(step: Entry, grammar: Grammar) -> bool:
    if step.table is not None or step.opening is not None or len(step.text) > _LONGEST_HEAD_LINE or step.net:
        return False
    if step.text.endswith(_SENTENCE_END) or grammar.is_line("signature", step.text):
        return False
    return step.line.is_right or grammar.is_line("annex_head", step.text.replace("\n", " "))


def _read_on(steps: Sequence[Entry], head: AnnexHead, grammar: Grammar) -> None:
    """The lines after the label: more of the act it belongs to, then the annex's own title."""
    if head.opening.rest:
        head.texts.append(head.opening.rest)
    most = 1 if grammar.has_cross_headings else _MOST_TITLE_LINES
    while head.end < len(steps) and _goes_on(steps[head.end], grammar):
        head.texts.append(steps[head.end].text)
        head.end += 1
    while head.end < len(steps) and len(head.heading) < most and _is_title(steps[head.end], head):
        head.heading.append(steps[head.end].text)
        head.end += 1


def _goes_on(step: Entry, grammar: Grammar) -> bool:
    if step.table is not None or step.opening is not None or step.text.endswith(_SENTENCE_END):
        return False
    return step.line.is_right or grammar.is_line("annex_goes_on", step.text)


def _is_title(step: Entry, head: AnnexHead) -> bool:
    if step.table is not None or step.opening is not None or step.line.is_right:
        return False
    if len(step.text) > _LONGEST_TITLE or step.text.endswith((";", ":", ",")):
        return False
    return _stands_out(step) or (not head.heading and not step.text.endswith("."))

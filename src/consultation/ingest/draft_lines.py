"""Reader's blocks made ready for the structure: hidden unit starts split out, openings found, layout tables undone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from consultation.core.vocabulary import ClauseKind
from consultation.ingest.grammar import Grammar
from consultation.ingest.lines import Block, Line, Row, Table
from consultation.ingest.openings import Opening, annex_at_end, find_opening, from_label
from consultation.ingest.quotes import cut_inside, is_one_quotation, net_depth, starts_quoted
from consultation.ingest.sequence import follows

# Before an item run on from another: "; 2) " or ", (b) ", but not between mere references ("подпунктами 2), 3) и 7)").
_INLINE_ITEM = re.compile(r"(?<!\))(?:;\s+(?=\(?(?:\d{1,2}|[^\W\d_])\)\s)|,\s+(?=\([^\W\d_]\)\s))")
# What a paragraph holds that is cut anywhere: a line break, new text after a colon, another item, another article. Every text is
# searched for it: beginning with the signs themselves makes that three times as fast.
_MAY_BE_CUT = re.compile(
    r"""[\n:;,.!?](?:(?<=\n)|(?<=:)\s*[«“„"]|(?<=[;,])\s+\(?\w{1,2}\)|(?<=[.!?])\s+[\dA-ZА-ЯЁЎҚҒҲĐ])"""
)
_SENTENCE = re.compile(r"[.!?]\s+(?=[\dA-ZА-ЯЁЎҚҒҲĐ])")
_UNFINISHED = re.compile(r"[^.;:,!?»”\"—–)\]]$")  # words that go on in the next printed line
_LAYOUT_ROWS = 4
_LONGEST_ANNEX_HEAD = 200
_OPENING_MARKS = '«“„"'


@dataclass(slots=True)
class Entry:
    """One step of the document: a line with what it opens, or a table; `net` is its open quotations."""

    line: Line
    text: str
    opening: Opening | None = None
    table: Table | None = None
    net: int = 0
    has_conflict: bool = False


def entries(blocks: Iterable[Block], grammar: Grammar) -> Iterator[Entry]:
    """The document's steps in order; words are only cut apart, never changed."""
    for block in blocks:
        if isinstance(block, Line):
            yield from _of_line(block, grammar)
        elif _is_layout(block, grammar):
            for line in _unrolled(block, grammar):
                yield from _of_line(line, grammar)
        else:
            text = "\n".join(cell.text for row in block.rows for cell in row.cells)
            yield Entry(Line(text), text, table=block, net=net_depth(text))


def _of_line(line: Line, grammar: Grammar) -> Iterator[Entry]:
    if line.label and not line.is_bullet:
        yield from _labelled(line, grammar)
        return
    for place, text in enumerate(_split(line.text, grammar)):
        piece = line if place == 0 else replace(line, notes=[])
        opening = find_opening(_unquoted(text), grammar)
        if opening is None and len(text) <= _LONGEST_ANNEX_HEAD:
            opening = annex_at_end(text, grammar)
        yield _entry(piece, text, opening)


def _entry(line: Line, text: str, opening: Opening | None) -> Entry:
    return Entry(line, text, opening, net=net_depth(text))


def _unquoted(text: str) -> str:
    return text[1:].lstrip() if text[:1] in _OPENING_MARKS else text


def _labelled(line: Line, grammar: Grammar) -> Iterator[Entry]:
    """A line with an automatic number: the same number typed again is said once, another one is reported."""
    label = line.label or ""
    first, *others = _split(line.text, grammar) or [""]
    opening = from_label(label, first, grammar)
    typed = find_opening(first, grammar)
    if opening is None:
        yield _entry(line, f"{label} {first}".strip(), None)
    elif typed is not None and typed.number == opening.number and typed.form == opening.form:
        yield _entry(line, first, typed)
    elif opening.kind is ClauseKind.ARTICLE and opening.form == "dot" and typed is not None and first.startswith("("):
        # "1.—" and its first part, "(1)", in one line
        yield _entry(replace(line, notes=[]), label, from_label(label, "", grammar))
        yield _entry(replace(line, label=None), first, typed)
    else:
        entry = _entry(line, f"{label} {first}".strip(), opening)
        entry.has_conflict = typed is not None and typed.form == opening.form
        yield entry
    for text in others:
        yield _entry(replace(line, notes=[], label=None), text, find_opening(text, grammar))


def _split(text: str, grammar: Grammar) -> list[str]:
    """Cut a paragraph at line breaks where a unit opens, before quoted new text, and between items run together."""
    if _MAY_BE_CUT.search(text) is None and grammar.article_number is None:
        return [text]

    def opens(words: str) -> bool:
        return find_opening(words, grammar) is not None

    pieces: list[str] = []
    for piece in chain.from_iterable(_by_article(piece, grammar) for piece in _by_breaks(text, grammar)):
        cut = cut_inside(piece, opens) if ":" in piece and not is_one_quotation(piece) else None
        if cut is None:
            pieces.extend(_by_items(piece, grammar))
        else:
            pieces.extend((piece[:cut].rstrip(), piece[cut:]))
    return pieces


def _by_article(text: str, grammar: Grammar) -> list[str]:
    """Articles run together in one line, and a bare number with its first numbered part: "1.—(1) This Act…"."""
    opening = find_opening(text, grammar)
    if opening is None or opening.kind is not ClauseKind.ARTICLE:
        return [text]
    if opening.form == "dot":
        return [opening.num, opening.rest] if opening.rest.startswith("(") else [text]
    return _articles(text, opening.number, grammar)


def _articles(text: str, number: str | None, grammar: Grammar) -> list[str]:
    """The articles of a line, cut where the next number begins after a full stop."""
    pieces = []
    start = 0
    for match in _SENTENCE.finditer(text):
        found = find_opening(text[match.end() : match.end() + 40], grammar)
        if found is None or found.kind is not ClauseKind.ARTICLE or not follows(found.number, number):
            continue
        if found.num.endswith(".") and not net_depth(text[start : match.end()]):
            pieces.append(text[start : match.end()].rstrip())
            number, start = found.number, match.end()
    return [*pieces, text[start:]]


def _by_breaks(text: str, grammar: Grammar) -> list[str]:
    if "\n" not in text:
        return [text]
    pieces: list[str] = []
    after_heading = True
    for part in text.split("\n"):
        opening = find_opening(part, grammar)
        if opening is not None and opening.is_item and not after_heading and _UNFINISHED.search(pieces[-1]):
            opening = None  # "подпунктами / 1) и 2) пункта 3": the printed line broke in the middle of a sentence
        if opening is not None or after_heading:
            pieces.append(part)
        else:
            pieces[-1] += "\n" + part
        after_heading = opening is not None and not opening.is_item
    return pieces


def _by_items(text: str, grammar: Grammar) -> list[str]:
    """Items run together ("а) нусха; б) ҳужжат.") cut apart where their marks follow one another."""
    opening = find_opening(_unquoted(text), grammar)
    if opening is None or opening.form not in {"letter", "paren"}:
        return [text]
    depth = 1 if starts_quoted(text) else 0
    pieces = []
    number, start = opening.number, 0
    for match in _INLINE_ITEM.finditer(text):
        found = find_opening(text[match.end() : match.end() + 20], grammar)
        if found is not None and follows(found.number, number) and net_depth(text[: match.start()]) == depth:
            pieces.append(text[start : match.end()].rstrip())
            number, start = found.number, match.end()
    return [*pieces, text[start:]]


def _is_layout(table: Table, grammar: Grammar) -> bool:
    """Whether a table only places an annex head, the draft mark, place and date or a signature on the page."""
    if len(table.rows) > _LAYOUT_ROWS:
        return False
    lines = [text for row in table.rows for cell in row.cells for text in cell.text.split("\n") if text]
    if lines and all(grammar.is_line("place", line) for line in lines):
        return True
    return bool(lines) and any(_is_placed(line, grammar) for line in (lines[0], *lines[1:][-3:]))


def _is_placed(text: str, grammar: Grammar) -> bool:
    opening = find_opening(text, grammar)
    if opening is not None:
        return opening.kind is ClauseKind.ANNEX
    return grammar.is_line("draft_mark", text) or grammar.is_line("signature", text)


def _unrolled(table: Table, grammar: Grammar) -> Iterator[Line]:
    for row in table.rows:
        is_signature = any(grammar.is_line("signature", cell.text) for cell in row.cells)
        yield from [_joined(row)] if is_signature else _lines(row)


def _joined(row: Row) -> Line:
    notes = [note for cell in row.cells for line in cell.lines for note in line.notes]
    return Line(" ".join(cell.text for cell in row.cells if cell.lines), notes=notes)


def _lines(row: Row) -> Iterator[Line]:
    for cell in row.cells:
        for line in cell.lines:
            first, *others = line.text.split("\n")
            yield replace(line, text=first, align="right" if first else line.align)
            yield from (replace(line, text=text, align="right", label=None, notes=[]) for text in others)

"""Page furniture typed into the body: page numbers, and running lines beside them. Set aside, never dropped.

Only what is certain is taken: a number between dashes, a number that runs on from page to page in the middle or at the
margin of the page, a line that stands beside such numbers every time it comes, and images above the first words.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from consultation.ingest.lines import Block, Line, Note
from consultation.ingest.placeholders import is_only_placeholders

_DASHES = "-‐‑–—"
_DASHED = re.compile(rf"[{_DASHES}]\s?(\d{{1,4}})\s?[{_DASHES}]")
_BARE = re.compile(r"(\d{1,4})")
_OF = re.compile(
    r"[-–—]?\s?(?:(?:стр|бет|bet|page|p)\.?\s?)?(\d{1,4})(?:\s?(?:-?\s?bet|-?\s?бет|/\s?\d{1,4}|из\s\d{1,4}|of\s\d{1,4}))?\.?",
    re.IGNORECASE,
)
_LEAST = 3  # pages a bare number must run over, or a line must come on, to be furniture
_LONGEST = 120


def is_page_number(text: str) -> bool:
    """Whether a line of a header or a footer says nothing but which page it is."""
    return _DASHED.fullmatch(text) is not None or _OF.fullmatch(text) is not None


def has_words(block: Block) -> bool:
    """Whether a block says anything; images alone do not."""
    if isinstance(block, Line):
        is_said = bool(block.text or block.label) and not is_only_placeholders(block.text)
        return is_said or any(note.sort is None and not note.is_aside for note in block.notes)
    return any(has_words(line) for row in block.rows for cell in row.cells for line in cell.lines)


def set_aside(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without page furniture; what was taken out hangs on the line before it, or on the first one."""
    places = _furniture(blocks)
    if not places:
        return list(blocks)
    kept: list[Block] = []
    host: Line | None = None
    hung: list[tuple[Line | None, list[Note]]] = [(None, [])]  # what goes on the first line, then on each host in turn
    for place, block in enumerate(blocks):
        if place not in places or not isinstance(block, Line):
            kept.append(block)
            host = _last_line(block) or host
            continue
        if hung[-1][0] is not host:
            hung.append((host, []))
        hung[-1][1].extend([Note("", block.printed, is_aside=True), *block.notes])
    first = next((line for each in kept if (line := _last_line(each)) is not None), None)
    if first is None:
        return list(blocks)
    first.notes = [*hung[0][1], *first.notes]
    for line, notes in hung[1:]:
        (line or first).notes.extend(notes)
    return kept


def _last_line(block: Block) -> Line | None:
    if isinstance(block, Line):
        return block
    return next((cell.lines[-1] for row in reversed(block.rows) for cell in reversed(row.cells) if cell.lines), None)


def _furniture(blocks: Sequence[Block]) -> set[int]:
    numbers = {place for place, block in enumerate(blocks) if isinstance(block, Line) and _DASHED.fullmatch(block.text)}
    numbers |= _running(blocks)
    return numbers | _emblems(blocks) | _beside(blocks, numbers)


def _emblems(blocks: Sequence[Block]) -> set[int]:
    """Images above the first words, such as the coat of arms of a letterhead."""
    emblems = takewhile(lambda block: isinstance(block, Line) and is_only_placeholders(block.text), blocks)
    return set(range(sum(1 for _ in emblems)))


def _running(blocks: Sequence[Block]) -> set[int]:
    """Bare numbers that count pages: they follow one another through the whole document."""
    bare = [
        (place, int(block.text))
        for place, block in enumerate(blocks)
        if isinstance(block, Line) and _is_bare_number(block)
    ]
    follows = all(two == one + 1 for (_, one), (_, two) in pairwise(bare))
    return {place for place, _ in bare} if len(bare) >= _LEAST and follows else set()


def _is_bare_number(line: Line) -> bool:
    is_placed = line.is_centred or line.is_right
    return (
        len(line.text) <= 4  # noqa: PLR2004 - page 9999
        and is_placed
        and not line.is_bold
        and not line.label
        and _BARE.fullmatch(line.text) is not None
    )


def _beside(blocks: Sequence[Block], numbers: set[int]) -> set[int]:
    """Short lines that stand next to most page numbers and nowhere else. Lines at the right margin head annexes."""
    said = Counter(block.text for block in blocks if isinstance(block, Line) and len(block.text) <= _LONGEST)
    near: dict[str, set[int]] = {}
    for place in (p for number in numbers for p in (number - 1, number + 1) if 0 <= p < len(blocks)):
        block = blocks[place]
        if not isinstance(block, Line) or place in numbers or block.label or block.is_right:
            continue
        if said[block.text] >= max(_LEAST, len(numbers) // 2):
            near.setdefault(block.text, set()).add(place)
    return {place for text, places in near.items() if len(places) == said[text] for place in places}

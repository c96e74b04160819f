"""The quick way through a paragraph that holds nothing but plain runs, as most of any act does.

One pass over its elements looks for what bears on a line; at the first one that is not known to be harmless it gives up, and
the paragraph is read with all care (`runs`).
"""

from typing import Final, NamedTuple

from lxml import etree

from consultation.ingest.names import NUM_PR, PPR, RPR, VAL, P, R, T, W, is_on
from consultation.ingest.styles import Style, Styles, whole
from consultation.ingest.symbols import is_symbol_font
from consultation.ingest.words import TURNING

_TEXT, _RUN, _BOLD, _STYLE, _ALIGN, _OUTLINE, _NUM, _LEVEL, _TAB, _BREAK, _FONT, _ODD = range(1, 13)
# Looks and marks that change no word and no number. A change of looks that was tracked (`rPrChange`) is not among them: it
# holds old properties that are not to be taken for the present ones.
_HARMLESS: Final = [
    "spacing",
    "ind",
    "sz",
    "szCs",
    "color",
    "lang",
    "proofErr",
    "bookmarkStart",
    "bookmarkEnd",
    "keepNext",
    "keepLines",
    "kern",
    "shd",
    "tabs",
    "i",
    "iCs",
    "bCs",
    "u",
    "lastRenderedPageBreak",
    "contextualSpacing",
    "widowControl",
    "noProof",
    "highlight",
    "bdr",
    "pBdr",
    "top",
    "left",
    "bottom",
    "right",
    "between",
    "w",
    "autoSpaceDE",
    "autoSpaceDN",
    "adjustRightInd",
    "snapToGrid",
    "suppressAutoHyphens",
    "textAlignment",
    "overflowPunct",
    "wordWrap",
    "kinsoku",
    "topLinePunct",
    "effect",
    "em",
    "eastAsianLayout",
    "pageBreakBefore",
    "commentRangeEnd",
]
_WHAT: Final[dict[str, int]] = {
    **dict.fromkeys((P, PPR, RPR, NUM_PR, *(W + name for name in _HARMLESS)), 0),
    T: _TEXT,
    R: _RUN,
    W + "b": _BOLD,
    W + "pStyle": _STYLE,
    W + "jc": _ALIGN,
    W + "outlineLvl": _OUTLINE,
    W + "numId": _NUM,
    W + "ilvl": _LEVEL,
    W + "tab": _TAB,
    W + "br": _BREAK,
    W + "cr": _BREAK,
    W + "rFonts": _FONT,
}
_ASCII: Final = W + "ascii"


class Plain(NamedTuple):
    """What stands in a plain paragraph. `num_id` and `level` are its own, None where it has none."""

    style: Style
    text: str
    is_bold: bool
    num_id: str | None
    level: int | None
    align: str
    outline: int | None


def plain_paragraph(paragraph: etree._Element, styles: Styles) -> Plain | None:  # noqa: C901, PLR0912 - one pass, a branch for each thing looked at: it is where the reader spends its time
    """The words and properties of a paragraph; None when it is not plain, with nothing noted or counted."""
    style = styles.effective(styles.default)
    num_id = level = align = outline = None
    pieces: list[str] = []
    is_in_run = is_bold = is_styled = False
    bold = plain = 0
    what_of = _WHAT.get
    for element in paragraph.iter():
        what = what_of(element.tag, _ODD)  # type: ignore[arg-type] # comments and the like have a function for a tag, and are odd
        if not what:
            continue
        if what == _TEXT:
            text = element.text or ""
            pieces.append(text)
            if is_bold:
                bold += 1
            elif text and not text.isspace():
                plain += 1
        elif what == _RUN:
            is_in_run, is_bold = True, bool(style.is_bold)
        elif what == _FONT:
            if is_symbol_font(element.get(_ASCII, "")):
                return None
        elif what == _BOLD:
            is_bold = is_on(element.get(VAL))
        elif what == _ODD:
            return None
        elif is_in_run:
            pieces.append("\t" if what == _TAB else "\n")
        elif what == _STYLE:
            if is_styled:
                return None  # said twice, which Word never does
            is_styled, style = True, styles.effective(element.get(VAL))
        elif what == _ALIGN:
            align = element.get(VAL, "left")
        elif what == _NUM:
            if num_id is not None:
                return None
            num_id = element.get(VAL)
        elif what == _LEVEL:
            level = whole(element.get(VAL))
        elif what == _OUTLINE:
            outline = whole(element.get(VAL))
    said = "".join(pieces)
    if style.is_hidden or style.superscript or (not said.isprintable() and TURNING.search(said)):
        return None
    return Plain(
        style,
        said,
        bold > 0 and plain == 0,
        num_id,
        level,
        align or style.align or "left",
        style.outline if outline is None else outline,
    )

"""A paragraph's own properties joined with its style's: its number, where it stands, and what its mark does."""

from dataclasses import dataclass

from lxml import etree

from consultation.core.file_vocabulary import TextView
from consultation.ingest.lines import Facts
from consultation.ingest.names import DEL, INS, MOVE_FROM, MOVE_TO, PPR, RPR, SECT_PR, VAL, W, is_on
from consultation.ingest.styles import Style, Styles, whole

_P_STYLE, _NUM_PR, _JC, _OUTLINE_LVL, _FRAME, _CHANGE = (
    W + name for name in ("pStyle", "numPr", "jc", "outlineLvl", "framePr", "pPrChange")
)
_GONE_MARKS = {
    TextView.ACCEPTED: frozenset({DEL, MOVE_FROM}),
    TextView.ORIGINAL: frozenset({INS, MOVE_TO}),
}
_NEW_MARKS = frozenset({INS, MOVE_TO})
_TRACKED_MARKS = frozenset({DEL, INS, MOVE_FROM, MOVE_TO})
_HIDDEN_MARKS = frozenset({W + "vanish", W + "specVanish"})
_NO_NUMBER = "0"


@dataclass(slots=True)
class Layout:
    """How one paragraph is laid out.

    `is_joined_to_next`: its mark is deleted, so what follows goes on in its line; `is_run_in`: its mark is hidden, so
    what follows goes on in its line and keeps this paragraph's number; `section` ends here.
    """

    style: Style
    label_num: str | None = None
    label_level: int | None = None
    align: str = "left"
    outline: int | None = None
    is_joined_to_next: bool = False
    is_run_in: bool = False
    section: etree._Element | None = None


class Layouts:
    """Reads paragraph properties in one view of the tracked changes."""

    def __init__(self, styles: Styles, facts: Facts, view: TextView) -> None:
        self._styles = styles
        self._facts = facts
        self._gone_marks = _GONE_MARKS[view]
        self._is_original = view is TextView.ORIGINAL

    def unnumbered(self) -> Layout:
        """The layout of a line that stands for itself, without a number."""
        return Layout(self._styles.effective(None), label_num=_NO_NUMBER)

    def of(self, properties: etree._Element | None) -> Layout:
        """The layout that a `w:pPr` says, or the default paragraph's without one."""
        if properties is None:
            style = self._styles.effective(self._styles.default)
            return Layout(style, align=style.align or "left", outline=style.outline)
        layout = self._started(properties)
        for child in properties:
            tag = child.tag
            if tag == _NUM_PR:
                self._number(child, layout)
            elif tag == _JC:
                layout.align = child.get(VAL, "left")
            elif tag == _OUTLINE_LVL:
                layout.outline = whole(child.get(VAL))
            elif tag == SECT_PR:
                layout.section = child
            elif tag == RPR:
                self._mark(child, layout)
            elif tag == _FRAME:
                layout.is_joined_to_next |= child.get(W + "dropCap", "none") != "none"
            elif tag == _CHANGE and self._is_original:
                layout = self._before(child, layout)
        return layout

    def _started(self, properties: etree._Element) -> Layout:
        named = properties.find(_P_STYLE)
        style = self._styles.effective(self._styles.default if named is None else named.get(VAL))
        return Layout(style, align=style.align or "left", outline=style.outline)

    def _number(self, element: etree._Element, layout: Layout) -> None:
        if self._is_original and element.find(INS) is not None:
            layout.label_num = _NO_NUMBER
            return
        layout.label_num, layout.label_level = value_of(element, "numId"), whole(value_of(element, "ilvl"))

    def _mark(self, properties: etree._Element, layout: Layout) -> None:
        for each in properties:
            if each.tag in _TRACKED_MARKS:
                self._facts.inserted += each.tag in _NEW_MARKS
                self._facts.deleted += each.tag not in _NEW_MARKS
                layout.is_joined_to_next |= each.tag in self._gone_marks
            elif each.tag in _HIDDEN_MARKS:
                layout.is_run_in = is_on(each.get(VAL))

    def _before(self, change: etree._Element, now: Layout) -> Layout:
        """The layout before a tracked change of it; what its mark does and where sections end are not part of that."""
        before = self.of(change.find(PPR))
        before.is_joined_to_next, before.is_run_in, before.section = now.is_joined_to_next, now.is_run_in, now.section
        return before


def value_of(parent: etree._Element | None, name: str) -> str | None:
    """The `w:val` of a child; None when there is none."""
    found = None if parent is None else parent.find(W + name)
    return None if found is None else found.get(VAL)

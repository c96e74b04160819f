"""Word's complex fields: their code is no text, their result is; they may run over paragraphs and lie in one another."""

from dataclasses import dataclass, field

from lxml import etree

from consultation.ingest.names import VAL, W, is_on
from consultation.ingest.number_fields import NumberField, number_field
from consultation.ingest.placeholders import placeholder

_PATIENCE = 3  # paragraphs a field's code may run over before we take it that its end was lost
_MOST = 64  # open inside each other: Word stops at 20, and where there are more the ends of the outer ones are lost
_CHECK_BOX, _DROP_DOWN = f"{W}ffData/{W}checkBox", f"{W}ffData/{W}ddList"


@dataclass(slots=True)
class _Field:
    """A field that is open: its code so far, whether its result has begun, and text that stood in its code."""

    code: str = ""
    is_shown: bool = False
    sign: str = ""
    withheld: list[str] = field(default_factory=list)
    paragraphs: int = 0


class Fields:
    """The fields that are open at the present run, the outermost first."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def are_open(self) -> bool:
        """Whether the present run is inside any field."""
        return bool(self._open)

    @property
    def code(self) -> str:
        """The code of the innermost field; "" outside of all."""
        return self._open[-1].code if self._open else ""

    @property
    def is_shown(self) -> bool:
        """Whether text at the present place is seen on the page."""
        return all(each.is_shown for each in self._open)

    @property
    def is_contents(self) -> bool:
        """Whether a table of contents is being read."""
        return any(each.code.lstrip().upper().startswith("TOC") for each in self._open)

    def asked_number(self, element: etree._Element) -> NumberField | None:
        """The number that a field asks for which ends here without any result; None for every other sign."""
        is_end = element.get(W + "fldCharType") == "end"
        return number_field(self.code) if is_end and self._open and not self._open[-1].is_shown else None

    def character(self, element: etree._Element) -> str:
        """Take in a `w:fldChar`; returns the sign that a form field without a result shows."""
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._open.append(_Field(sign=_form_sign(element)))
            del self._open[:-_MOST]
        elif kind == "separate" and self._open:
            self._open[-1].is_shown = True
        elif kind == "end" and self._open:
            return self._closed(self._open.pop())
        return ""

    def _closed(self, closed: _Field) -> str:
        """What a field shows that never had a result: the sign of a form, or that here is a formula (`EQ`)."""
        if closed.is_shown or not self.is_shown:
            return ""
        is_formula = closed.code.lstrip().upper().startswith("EQ ")
        return placeholder("formula") if is_formula else closed.sign

    def instruct(self, code: str) -> None:
        """Take in a piece of the innermost field's code."""
        if self._open:
            self._open[-1].code += code

    def withhold(self, text: str) -> None:
        """Keep text that stands in a field's code, in case the field turns out to be broken."""
        self._open[-1].withheld.append(text)

    def end_contents(self) -> None:
        """A heading of the text itself has come: a table of contents that is still open lost its end."""
        self._open = [each for each in self._open if not each.code.lstrip().upper().startswith("TOC")]

    def end_paragraph(self) -> list[str]:
        """Forget fields whose end was lost; returns the text that was withheld because of them."""
        lost: list[str] = []
        for each in [each for each in self._open if not each.is_shown]:
            each.paragraphs += 1
            if each.paragraphs > _PATIENCE:
                self._open.remove(each)
                lost.extend(each.withheld)
        return lost


def _form_sign(element: etree._Element) -> str:
    """What a check box or a list of choices in an old form shows; "" for other fields."""
    box = element.find(_CHECK_BOX)
    if box is not None:
        state = box.find(W + "checked")
        state = box.find(W + "default") if state is None else state
        return "☒" if state is not None and is_on(state.get(VAL)) else "☐"
    choices = element.find(_DROP_DOWN)
    if choices is None:
        return ""
    names = [entry.get(VAL, "") for entry in choices.iterchildren(W + "listEntry")]
    result = choices.find(W + "result")
    chosen = result.get(VAL, "0") if result is not None else "0"
    place = int(chosen) if chosen.isdecimal() and len(chosen) < 4 else 0  # noqa: PLR2004 - Word allows 25 entries
    return names[place] if place < len(names) else ""

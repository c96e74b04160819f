"""styles.xml: what a paragraph style says about numbering, outline level, alignment and hiding, chains resolved."""

from dataclasses import dataclass, replace

from lxml import etree

from consultation.ingest.names import VAL, W, is_on

_LONGEST_CHAIN = 32


@dataclass(frozen=True, slots=True)
class Style:
    """One style's own or effective properties; None where it says nothing."""

    style_id: str = ""
    name: str = ""
    based_on: str | None = None
    num_id: str | None = None
    level: int | None = None
    outline: int | None = None
    align: str | None = None
    is_bold: bool | None = None
    is_hidden: bool | None = None
    superscript: str | None = None


class Styles:
    """Effective styles by id; a cycle or a missing base ends a chain quietly."""

    def __init__(self) -> None:
        self._own: dict[str, Style] = {}
        self._effective: dict[str, Style] = {}
        self.default: str | None = None

    def add(self, element: etree._Element) -> None:
        """Take in one `w:style` element."""
        style = _read_style(element)
        self._own[style.style_id] = style
        if element.get(W + "type") == "paragraph" and is_on(element.get(W + "default", "0")):
            self.default = style.style_id

    def effective(self, style_id: str | None) -> Style:
        """A style with what it inherits; an empty one for an unknown id."""
        key = style_id or ""
        if key not in self._effective:
            self._effective[key] = self._resolve(key)
        return self._effective[key]

    def chain(self, style_id: str | None) -> list[Style]:
        """The style and its bases, nearest first."""
        chain: list[Style] = []
        seen: set[str] = set()
        while style_id and style_id in self._own and style_id not in seen and len(chain) < _LONGEST_CHAIN:
            seen.add(style_id)
            chain.append(self._own[style_id])
            style_id = chain[-1].based_on
        return chain

    def _resolve(self, style_id: str) -> Style:
        style = Style(style_id)
        for step in self.chain(style_id):
            missing = {
                field: getattr(step, field)
                for field in ("num_id", "level", "outline", "align", "is_bold", "is_hidden", "superscript")
                if getattr(style, field) is None
            }
            style = replace(style, name=style.name or step.name, **missing)
        return style


def _read_style(element: etree._Element) -> Style:
    def value(path: str) -> str | None:
        found = element.find(path)
        return None if found is None else found.get(VAL, "")

    def toggle(name: str) -> bool | None:
        found = element.find(f"{W}rPr/{W}{name}")
        return None if found is None else is_on(found.get(VAL))

    return Style(
        style_id=element.get(W + "styleId", ""),
        name=(value(W + "name") or "").lower(),
        based_on=value(W + "basedOn"),
        num_id=value(f"{W}pPr/{W}numPr/{W}numId"),
        level=whole(value(f"{W}pPr/{W}numPr/{W}ilvl")),
        outline=whole(value(f"{W}pPr/{W}outlineLvl")),
        align=value(f"{W}pPr/{W}jc"),
        is_bold=toggle("b"),
        is_hidden=toggle("vanish"),
        superscript=value(f"{W}rPr/{W}vertAlign"),
    )


def whole(text: str | None) -> int | None:
    """A whole number that Word may have written, None when it is missing or is not one."""
    if text is None or len(text) > 11:  # noqa: PLR2004 - longer than any 32-bit number
        return None
    try:
        return int(text)
    except ValueError:
        return None

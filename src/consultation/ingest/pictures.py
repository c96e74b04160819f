"""What a drawing on the page holds: text boxes, whose words are text, and images, charts and objects, which get a name."""

from dataclasses import dataclass, field

from lxml import etree

from consultation.ingest.names import ALTERNATE, TEXT_BOX, R, T, W, alternative, local_name
from consultation.ingest.placeholders import placeholder

_VML = "{urn:schemas-microsoft-com:vml}"
_TEXT_PATH = _VML + "textpath"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_WATERMARK = "watermark"  # Word calls the shape PowerPlusWaterMarkObject in every language
_FORMULA_MAKERS = ("equation", "mathtype")
_KINDS = {"pic": "image", "blip": "image", "imagedata": "image", "chart": "chart", "relIds": "diagram"}


@dataclass(slots=True)
class Picture:
    """The text boxes of one drawing, the lettering of its shapes, a name for what is no text; `watermarks` aside."""

    boxes: list[etree._Element] = field(default_factory=list)
    lettering: list[str] = field(default_factory=list)
    watermarks: list[str] = field(default_factory=list)
    kind: str = ""
    words: str = ""
    is_hidden: bool = False

    @property
    def name(self) -> str:
        """The placeholder for its image or object; "" when it holds none, as lines and frames do."""
        return placeholder(self.kind, self.words) if self.kind and not self.is_hidden else ""


def picture(element: etree._Element) -> Picture:
    """Look at a `w:drawing`, `w:pict` or `w:object`; inner boxes are left to their outer ones."""
    found = Picture()
    pending = [element]
    while pending:
        current = pending.pop()
        if current.tag == TEXT_BOX:
            found.boxes.append(current)
        elif current.tag == ALTERNATE:
            pending.extend(reversed(usable(current)))  # what is in it: one without branches is its own
        elif isinstance(current.tag, str):
            _look(current, found)
            pending.extend(reversed(current))
    if element.tag == W + "object" and found.kind != "formula":
        found.kind = "object"
    return found


def _look(element: etree._Element, found: Picture) -> None:
    name = local_name(element)
    if name == "docPr":
        found.words = found.words or element.get("descr") or element.get("title") or ""
        found.is_hidden = found.is_hidden or element.get("hidden") in {"1", "true"}
    elif name == "shape":
        found.words = found.words or element.get("alt", "")
    elif name == "OLEObject" and element.get("ProgID", "").lower().startswith(_FORMULA_MAKERS):
        found.kind = "formula"
    elif element.tag == _TEXT_PATH:
        _read_lettering(element, found)
    elif name in _KINDS and found.kind in {"", "image"}:
        found.kind = _KINDS[name]
        found.words = found.words or element.get(_OFFICE + "title", "")


def _read_lettering(element: etree._Element, found: Picture) -> None:
    parent = element.getparent()
    shape = "" if parent is None else f"{parent.get('id', '')} {parent.get(_OFFICE + 'spid', '')}".lower()
    (found.watermarks if _WATERMARK in shape else found.lettering).append(element.get("string", ""))


def usable(alternate: etree._Element) -> etree._Element:
    """The branch of an AlternateContent to read: the first choice that holds words, else the fallback."""
    branches = alternative(alternate)
    for branch in branches:
        if next(branch.iter(T, W + "drawing", W + "pict", W + "sym", R), None) is not None:
            return branch
    return branches[0] if branches else alternate

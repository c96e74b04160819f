"""The names of WordprocessingML that the reader knows, spelled once."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

VAL = W + "val"
ID = W + "id"
TYPE = W + "type"

BODY = W + "body"
P = W + "p"
PPR = W + "pPr"
R = W + "r"
RPR = W + "rPr"
T = W + "t"
TBL = W + "tbl"
TR = W + "tr"
TC = W + "tc"
SDT = W + "sdt"
SDT_CONTENT = W + "sdtContent"
DEL = W + "del"
INS = W + "ins"
MOVE_FROM = W + "moveFrom"
MOVE_TO = W + "moveTo"
ALT_CHUNK = W + "altChunk"
ALTERNATE = MC + "AlternateContent"
CHOICE = MC + "Choice"
FALLBACK = MC + "Fallback"
TEXT_BOX = W + "txbxContent"
DEL_TEXT = W + "delText"
SECT_PR = W + "sectPr"

# What stands around blocks or runs without being text: read through, never dropped.
TRANSPARENT = frozenset(
    {
        *(
            W + name
            for name in ("sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo", "hyperlink", "fldSimple")
        ),
        *(W + name for name in ("bdo", "dir", "ruby", "rubyBase", "subDoc")),
    }
)


def alternative(element: etree._Element) -> list[etree._Element]:
    """The branches of an AlternateContent, the preferred one first."""
    return [branch for branch in element if branch.tag in {CHOICE, FALLBACK}]


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace. lxml's own way refuses namespaces that hold a brace, which XML allows."""
    return str(element.tag).rpartition("}")[2]


def is_on(value: str | None) -> bool:
    """Whether a toggle's `w:val` means yes; a missing value does."""
    return value not in {"0", "false", "off", "none"}

"""Small Word files written part by part, so that a test can show exactly one feature."""

import io
import re
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_REL}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_BODY = re.compile(rb"(<w:body[^>]*>)")
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def content_types(main: str, *kinds: str) -> str:
    """What each part is; LibreOffice opens nothing without it."""
    parts = ((main, "document.main"), *((f"word/{kind}.xml", kind) for kind in kinds))
    rows = "".join(f'<Override PartName="/{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts)
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_TYPES}">{rels}<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'


def relationships(rows: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}">{rows}</Relationships>'


def relationship(kind: str, target: str, number: int = 1, mode: str = "") -> str:
    external = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="rId{number}" Type="{_REL}/{kind}" Target="{target}"{external}/>'


def docx(body: str, *, main: str = "word/document.xml", **parts: str) -> bytes:
    """A file with that body and side parts (`styles`, `footnotes`, `header1`, ...), each given as inner XML.

    The parts' relationship ids are rId1, rId2, ... in the order given.
    """
    kinds = {name: name.rstrip("0123456789") for name in parts}
    roots = {name: {"header": "hdr", "footer": "ftr"}.get(kind, kind) for name, kind in kinds.items()}
    rows = "".join(relationship(kinds[name], f"{name}.xml", place) for place, name in enumerate(parts, 1))
    files = {
        "[Content_Types].xml": content_types(main, *parts),
        "_rels/.rels": relationships(relationship("officeDocument", main)),
        main: f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(rows),
        **{f"word/{kind}.xml": f"<w:{roots[kind]} {_SPACES}>{xml}</w:{roots[kind]}>" for kind, xml in parts.items()},
    }
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in files.items():
            out.writestr(name, text)
    return raw.getvalue()


def uncut(data: bytes) -> bytes:
    """The same file with a comment before its text: after one nothing is cut, and the parser reads everything."""
    raw = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, _BODY.sub(rb"\1<!-- -->", old.read(entry), count=1))
    return raw.getvalue()


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, num: int = 1, level: int = 0) -> str:
    return p(r(text), properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def level(place: int, text: str, number_format: str = "decimal", start: int = 1, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, abstract_number: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{overrides}</w:num>'

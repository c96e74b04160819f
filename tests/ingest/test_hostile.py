"""Variants of what attackers and odd programs send, beyond the one file for each code in `fixtures/damaged`.

Taken from published attacks: quoted overlaps (CVE-2024-0450), doubled entries (CVE-2025-31672), outside images and
templates (CVE-2025-11849, CVE-2026-55229), DTDs in the parts that only say what a file is (xdocreport 734, MinerU 5405),
cyclic references (mammoth.js 482), tables in tables (Apache POI's deep-table-cell.docx).
"""

import io
import json
import socket
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultation.ingest import Code, Ingested, RefusedFile, ingest, read_in_process
from fixtures.make_damaged import GOOD, document, paragraph, parts, patched, relationships, zipped
from tests.ingest.packages import abstract, level, num, numbered
from tests.ingest.packages import docx as docx_with

TEXT = "1-modda. Matn."
MAIN = document(paragraph(TEXT))
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DTD = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
SETTINGS = "word/_rels/settings.xml.rels"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


def code_of(data: bytes) -> Code | None:
    try:
        read_in_process(data)
    except RefusedFile as refused:
        return refused.code
    return None


def texts(draft: Ingested) -> list[str]:
    return [clause.words for clause in draft.clauses]


def written(files: dict[str, str | bytes], *, comment: bytes = b"", **options: bool) -> bytes:
    """A zip as programs write it that do not know sizes beforehand, or expect large ones."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as out:
        out.comment = comment
        for name, content in files.items():
            with out.open(name, "w", force_zip64=options.get("zip64", False)) as entry:
                entry.write(content.encode() if isinstance(content, str) else content)
    return raw.getvalue()


class Pipe(io.BytesIO):
    """Cannot be sought in, so that the zip gets data descriptors."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_place: int) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def piped(files: dict[str, str | bytes]) -> bytes:
    raw = Pipe()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return raw.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        written(GOOD, zip64=True),
        written(GOOD, comment=b"saved by a program"),
        piped(GOOD),
        zipped(GOOD) + b"\r\n",
        zipped({"word/": "", "customXml/": "", **GOOD}),
    ],
    ids=["zip64", "comment", "data descriptors", "trailing bytes", "folders"],
)
def test_containers_that_are_odd_but_harmless_are_read(data: bytes) -> None:
    assert texts(read_in_process(data)) == ["1-modda.\nMatn."]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped(GOOD | {"word\\document2.xml": "x"}), Code.PACKAGE),
        (zipped(GOOD | {"/etc/passwd": "x"}), Code.PACKAGE),
        (zipped(GOOD | {"word/%2e%2e/%2E%2e/x": "x"}), Code.PACKAGE),
        (zipped(GOOD | {"word/\x07x": "x"}), Code.PACKAGE),
        (zipped(GOOD | {"word//document.xml": "x"}), Code.ZIP_DUPLICATE),
        (zipped(GOOD | {"word/%64ocument.xml": "x"}), Code.ZIP_DUPLICATE),
        (zipped(GOOD | {"word/document.xml/": ""}), Code.ZIP_DUPLICATE),
        (zipped(GOOD | {"ｗord/document.xml": "x"}), Code.ZIP_DUPLICATE),
        (zipped(GOOD | {str(number): "" for number in range(4097)}), Code.ZIP_ENTRIES),
        (zipped(GOOD)[:-22], Code.ZIP_BROKEN),
        (zipped(GOOD) + zipped(GOOD)[:50], Code.ZIP_OVERLAP),
        (written(GOOD, comment=zipped({"a": "b"})[:60]), Code.ZIP_OVERLAP),
        (patched(zipped(GOOD), (b"PK\x01\x02", 8, b"\x40")), Code.ENCRYPTED),
        (patched(zipped(GOOD), (b"PK\x03\x04", 6, b"\x01")), Code.ENCRYPTED),
        (zipped(GOOD).replace(b"word/document.xml", b"word/dokument.xml"), Code.NO_MAIN),
    ],
)
def test_containers_that_are_not(data: bytes, code: Code) -> None:
    assert code_of(data) == code


def test_an_entry_cut_short_inside_a_whole_container_is_damaged() -> None:
    """Its packed bytes end before the text does: EOFError and zlib.error elsewhere (python-docx 1561)."""
    text = document("".join(paragraph(str(zlib.crc32(bytes(n)))) for n in range(99)))
    files = GOOD | {"word/document.xml": text}
    del files["word/_rels/document.xml.rels"]
    for size in (0, 1, 100):
        row = patched(zipped(files), (b"PK\x01\x02", 20, size.to_bytes(4, "little")))
        assert code_of(row) == Code.ZIP_BROKEN


# --- DTDs and encodings ----------------------------------------------------------------------------------------------


def hidden(part: str, encoding: str, padding: str = "") -> bytes:
    """A .docx with a DTD in one of its parts, in some encoding, behind some padding."""
    files = parts(MAIN, **dict.fromkeys(("styles", "numbering", "footnotes", "endnotes", "comments"), ""))
    files |= {f"word/{kind}.xml": f"<w:{kind} {SPACE}/>" for kind in ("styles", "numbering")}
    files |= {f"word/{kind}.xml": f"<w:{kind} {SPACE}/>" for kind in ("footnotes", "endnotes", "comments")}
    files[SETTINGS] = relationships()
    content = str(files[part])
    body = content[content.index("?>") + 2 :] if content.startswith("<?xml") else content
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{declared[:6].rstrip("-")}"?>{padding}{DTD}{body}'
    return zipped(files | {part: text.encode(encoding)})


PARTS = [
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    SETTINGS,
    "word/document.xml",
    *(f"word/{kind}.xml" for kind in ("styles", "numbering", "footnotes", "endnotes", "comments")),
]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_dtd_is_refused_in_every_part_and_encoding(part: str, encoding: str) -> None:
    assert code_of(hidden(part, encoding)) == Code.DTD


@pytest.mark.parametrize("part", PARTS)
def test_a_dtd_is_refused_however_far_into_a_part(part: str) -> None:
    assert code_of(hidden(part, "utf-16", f"<!--{'x' * 200_000}-->")) == Code.DTD


def test_a_dtd_is_refused_across_the_border_of_two_pieces() -> None:
    for length in range(32_768 - 60, 32_768):
        assert code_of(hidden("word/document.xml", "utf-8", f"<!--{'x' * length}-->")) == Code.DTD


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        *(("utf-16", name) for name in ("utf-16", "UTF-16", "ISO-10646-UCS-2")),
        *(("utf-8", name) for name in ("utf-8", "UTF-8", "us-ascii")),
        ("utf-8-sig", "utf-8"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-32", "UTF-32"),
        ("windows-1251", "windows-1251"),
    ],
)
def test_a_part_that_says_rightly_how_it_is_written_is_read(encoding: str, declared: str) -> None:
    words = TEXT if declared == "us-ascii" else "1-modda. Матн."
    data = zipped(parts(document(paragraph(words), encoding=declared).encode(encoding)))
    assert texts(read_in_process(data)) == [words.replace(" ", "\n", 1)]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-16"),
        ("utf-16", "utf-8"),
        ("utf-8-sig", "windows-1251"),
        ("utf-8", "utf-7"),
        ("cp500", "cp500"),
        ("utf-16-be", "utf-32"),
        ("windows-1251", "utf-8"),
        ("utf-8", "no-such"),
    ],
)
def test_a_part_that_lies_about_how_it_is_written_is_damaged(encoding: str, declared: str) -> None:
    data = zipped(
        parts(document(paragraph("Матн" if encoding != "cp500" else TEXT), encoding=declared).encode(encoding))
    )
    assert code_of(data) == Code.XML


def test_an_odd_number_of_bytes_in_utf_16_is_damaged() -> None:
    assert code_of(zipped(parts(document(paragraph(TEXT), encoding="utf-16").encode("utf-16") + b"\n"))) == Code.XML


# --- macros, outside links, files inside files -----------------------------------------------------------------------

VBA = "application/vnd.ms-office.vbaProject"
TYPES = str(GOOD["[Content_Types].xml"])
VBA_RELATIONSHIP = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
    'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="x.bin"/></Relationships>'
)


@pytest.mark.parametrize(
    "more",
    [
        {"customXml/VBAPROJECT.BIN": b"\0"},
        {"word/vbaData.xml": "<a/>"},
        {
            "word/x.bin": b"\0",
            "[Content_Types].xml": TYPES.replace(
                "<Override", f'<Default Extension="BIN" ContentType="{VBA}"/><Override'
            ),
        },
        {"[Content_Types].xml": TYPES.replace("<Override", f'<Override PartName="/a" ContentType="{VBA}"/><Override')},
        {"word/_rels/header1.xml.rels": VBA_RELATIONSHIP},
        {"word/_rels/document.xml.rels": VBA_RELATIONSHIP},
    ],
)
def test_macros_are_found_by_name_by_type_and_by_relationship(more: dict[str, str | bytes]) -> None:
    assert code_of(zipped(GOOD | more)) == Code.MACRO


def test_a_type_for_macros_that_no_part_has_is_no_macro() -> None:
    types = TYPES.replace("<Override", f'<Default Extension="bin" ContentType="{VBA}"/><Override')
    assert code_of(zipped(GOOD | {"[Content_Types].xml": types})) is None


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def outside(kind: str, target: str) -> str:
    return relationships((kind, target), mode=' TargetMode="External"')


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        (SETTINGS, "attachedTemplate"),
        ("word/_rels/document.xml.rels", "image"),
        ("word/_rels/document.xml.rels", "subDocument"),
        ("word/_rels/document.xml.rels", "oleObject"),
        ("word/_rels/document.xml.rels", "aFChunk"),
        ("word/_rels/header1.xml.rels", "frame"),
    ],
)
def test_what_is_outside_is_noted_and_never_fetched(listener: socket.socket, part: str, kind: str) -> None:
    port = listener.getsockname()[1]
    picture = '<w:p><w:r><w:pict r:id="rId1" xmlns:r="x"/></w:r></w:p><w:subDoc/><w:altChunk/>'
    files = parts(document(paragraph(TEXT) + picture)) | {part: outside(kind, f"http://127.0.0.1:{port}/x")}
    assert "F_EXTERNAL_LINK" in [warning.code for warning in ingest(zipped(files)).warnings]
    with pytest.raises(BlockingIOError):
        listener.accept()


@pytest.mark.parametrize(
    "prologue",
    [
        '<!DOCTYPE x SYSTEM "{url}">',
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "{url}"> %a;]>',
        '<?xml-stylesheet href="{url}" type="text/xsl"?>',
    ],
)
def test_xml_makes_nobody_fetch_anything(listener: socket.socket, prologue: str) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    body = paragraph(TEXT) + f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}"/>'
    code_of(zipped(parts(document(body, prologue.format(url=url)))))
    with pytest.raises(BlockingIOError):
        listener.accept()


AUDITED = """
import json, sys
from pathlib import Path
from consultation.ingest import RefusedFile, read_in_process
for path in sys.argv[1:2]:
    read_in_process(Path(path).read_bytes())
seen = []
def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "ftplib.", "http.", "subprocess.", "os.exec", "os.fork", "os.system")) or event == "open":
        seen.append([event, str(arguments[0])])
files = [Path(path).read_bytes() for path in sys.argv[2:]]
sys.addaudithook(watch)
for data in files:
    try:
        read_in_process(data)
    except RefusedFile:
        pass
json.dump(seen, sys.stdout)
"""


def test_reading_makes_no_socket_opens_no_file_and_starts_no_program() -> None:
    root = Path(__file__).parents[2] / "fixtures"
    first = str(root / "law_volunteering_ru.docx")
    small = [str(path) for path in sorted(root.rglob("*.docx")) if path.stem not in {"slow", "large", "too_long"}]
    done = subprocess.run([sys.executable, "-c", AUDITED, first, *small], capture_output=True, check=True)
    assert json.loads(done.stdout) == []


def test_a_file_inside_a_file_is_never_opened() -> None:
    bomb = zipped(parts(document("<w:p/>" * 1_000_000)))
    files = parts(document(paragraph(TEXT) + '<w:altChunk r:id="rId1" xmlns:r="x"/>'))
    files["word/_rels/document.xml.rels"] = relationships(("aFChunk", "inner.docx"), ("package", "embeddings/a.docx"))
    draft = read_in_process(zipped(files | {"word/inner.docx": bomb, "word/embeddings/a.docx": bomb}))
    assert texts(draft) == ["1-modda.\nMatn."]
    assert "F_ALTCHUNK" in [warning.code for warning in draft.warnings]


# --- references that go round, and numbers without end ---------------------------------------------------------------


def test_references_that_go_round_end() -> None:
    links = (
        abstract(0, '<w:numStyleLink w:val="a"/>') + abstract(1, '<w:numStyleLink w:val="b"/>') + num(1, 0) + num(2, 1)
    )
    styles = "".join(
        f'<w:style w:type="numbering" w:styleId="{name}"><w:basedOn w:val="{other}"/><w:pPr><w:numPr><w:numId w:val="{list_}"/>'
        "</w:numPr></w:pPr></w:style>"
        for name, other, list_ in (("a", "b", 2), ("b", "a", 1))
    )
    assert texts(read_in_process(docx_with(numbered("Matn"), numbering=links, styles=styles))) == ["Matn"]


@pytest.mark.parametrize("form", ["decimal", "lowerRoman", "lowerLetter", "russianUpper", "ordinalText", "decimalZero"])
def test_a_number_without_end_is_written_short(form: str) -> None:
    lists = abstract(0, level(0, "%1" * 200, form, start=2_000_000_000)) + num(1, 0)
    draft = read_in_process(docx_with(numbered("Matn") * 50, numbering=lists))
    assert max(len(words) for words in texts(draft)) < 200

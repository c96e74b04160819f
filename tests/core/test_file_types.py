"""Telling files by their bytes."""

import io
import zipfile

import pytest

from consultation.core.file_types import (
    AKOMA_NTOSO,
    CSV,
    DOCX,
    JPEG,
    PDF,
    PNG,
    TXT,
    XLSX,
    FileType,
    named,
    of_text,
    tell,
)


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for name in names:
            container.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (b"%PDF-1.7 ...", "a.docx", PDF),
        (b"\x89PNG\r\n\x1a\n", "", PNG),
        (b"\xff\xd8\xff\xe0", "", JPEG),
        (_zip("word/document.xml"), "a.exe", DOCX),
        (_zip("xl/workbook.xml"), "", XLSX),
        ("ʻA;B\n1;2".encode(), "Table.CSV", CSV),
        ("Изоҳ".encode("cp1251", "replace"), "a.txt", TXT),
        ("\ufeffmatn".encode("utf-16-le"), "a.txt", TXT),
        (_zip("word/document.xml", "word/vbaProject.bin"), "a.docx", None),
        (_zip("index.html"), "a.docx", None),
        (b"PK\x03\x04 broken", "a.docx", None),
        (b"MZ\x90\x00\x03", "a.txt", None),
        (b"", "a.txt", None),
    ],
)
def test_kind_by_content(data: bytes, name: str, found: FileType | None) -> None:
    assert tell(data, name) == found


@pytest.mark.parametrize(
    ("given", "found", "name"),
    [
        ("../../etc/passwd", TXT, "passwd.txt"),
        ("C:\\Users\\a\\izoh.PDF", PDF, "izoh.pdf"),
        ('a"b\r\n.docx', DOCX, "ab.docx"),
        ("photo.jpeg", JPEG, "photo.jpg"),
        ("", PDF, "document.pdf"),
        ("x" * 300, PDF, "x" * 196 + ".pdf"),
    ],
)
def test_names_are_made_safe(given: str, found: FileType, name: str) -> None:
    assert named(given, found) == name


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (_zip("word/document.xml"), DOCX),
        (b"<?xml version='1.0'?><akomaNtoso/>", AKOMA_NTOSO),
        (b"\xef\xbb\xbf\n<akomaNtoso/>", AKOMA_NTOSO),
        ("<akomaNtoso/>".encode("utf-16"), AKOMA_NTOSO),
        (b"", DOCX),
    ],
)
def test_what_a_text_came_from(data: bytes, found: FileType) -> None:
    assert of_text(data) == found

"""Hostile files cost only their own process, and each refusal has a code and a sentence."""

import contextlib
import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.core.messages import message
from consultation.ingest import Code, Limits, RefusedFile, read_in_process
from consultation.ingest.wire import message_from_wire, message_to_wire
from tests.ingest.packages import docx, p, r, relationship, relationships, zipped

LAW = (Path(__file__).parents[2] / "fixtures" / "law_amending_uz_latn.docx").read_bytes()
GOOD = docx(p(r("1-modda. Matn.")))


def code_of(data: bytes, limits: Limits | None = None) -> Code:
    with pytest.raises(RefusedFile) as refused:
        read_in_process(data, limits)
    return refused.value.code


def raw_zip(*entries: tuple[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in entries:
            out.writestr(name, data)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.EMPTY),
        (b"%PDF-1.4", Code.NOT_DOCX),
        (b"{\\rtf1 x}", Code.NOT_DOCX),
        (b"\xef\xbb\xbf <HTML>", Code.NOT_DOCX),
        (b"plain words", Code.NOT_DOCX),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Code.NOT_DOCX),
        (b"PK\x03\x04 not a zip", Code.ZIP_BROKEN),
        (raw_zip(("a.txt", b"x")), Code.NOT_DOCX),
        (raw_zip(("mimetype", b"application/vnd.oasis.opendocument.text")), Code.NOT_DOCX),
        (zipped({"[Content_Types].xml": "<Types/>"}), Code.NO_MAIN),
        (docx("<w:p>"), Code.XML),
        (docx("<w:sdt>" * 300 + "</w:sdt>" * 300), Code.DEPTH),
        (docx(p(r("x")) * 11), Code.TOO_MANY),
        (docx("<w:p/>"), Code.EMPTY),
        (docx(p(r("x", "<w:vanish/>"))), Code.EMPTY),
    ],
)
def test_refusals(data: bytes, code: Code) -> None:
    assert code_of(data, Limits(paragraphs=10)) == code


def test_too_large_a_file_is_refused_before_it_is_opened() -> None:
    assert code_of(GOOD, Limits(file_bytes=100)) == Code.TOO_BIG


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    assert code_of(docx("<w:p/>" * 400_000)) == Code.BOMB
    assert code_of(GOOD, Limits(part_bytes=50)) == Code.BOMB
    assert code_of(GOOD, Limits(total_bytes=900)) == Code.BOMB


def test_too_many_entries_and_double_names() -> None:
    assert code_of(GOOD, Limits(entries=2)) == Code.ZIP_ENTRIES
    types = ("[Content_Types].xml", b"<Types/>")
    assert code_of(raw_zip(types, ("word/document.xml", b"1"), ("Word/document.xml", b"2"))) == Code.ZIP_DUPLICATE
    assert code_of(raw_zip(types, ("../out.xml", b"1"))) == Code.PACKAGE


def test_overlapping_entries_are_refused() -> None:
    data = bytearray(raw_zip(("[Content_Types].xml", b"<Types/>"), ("b", b"second entry")))
    second = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, second + 42, 0)
    assert code_of(bytes(data)) in {Code.ZIP_OVERLAP, Code.ZIP_BROKEN}


def test_encrypted_entries_and_macros() -> None:
    data = bytearray(GOOD)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.find(mark) + place] |= 1
    assert code_of(bytes(data)) == Code.ENCRYPTED
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="x"><Override PartName="/word/document.xml" ContentType="{macro}"/></Types>',
        "_rels/.rels": relationships(relationship("officeDocument", "word/document.xml")),
        "word/document.xml": "<d/>",
    }
    assert code_of(zipped(files)) == Code.MACRO


def test_dtds_are_refused_even_behind_a_long_comment() -> None:
    for start in ("", f"<!--{'x' * 70_000}-->"):
        bad = f'<?xml version="1.0"?>{start}<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><d><p>&a;</p></d>'
        files = {
            "[Content_Types].xml": '<Types xmlns="x"/>',
            "_rels/.rels": relationships(relationship("officeDocument", "word/document.xml")),
            "word/document.xml": bad.replace(
                "<d>", "<w:d xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
            )
            .replace("<p>", "<w:p>")
            .replace("</p></d>", "</w:p></w:d>"),
        }
        assert code_of(zipped(files)) == Code.DTD


def test_targets_outside_the_package_are_refused() -> None:
    files = {
        "[Content_Types].xml": '<Types xmlns="x"/>',
        "_rels/.rels": relationships(relationship("officeDocument", "../../etc/passwd")),
    }
    assert code_of(zipped(files)) == Code.PACKAGE


def test_messages_cross_the_wire_unchanged() -> None:
    sentence = message("This is not %(a)s but %(b)s.", a=message("a file"), b=3)
    assert message_from_wire(message_to_wire(sentence)) == sentence


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 30))
def test_a_file_with_flipped_bytes_is_read_or_refused(seed: int, flips: int) -> None:
    chance = random.Random(seed)
    data = bytearray(LAW)
    for _ in range(flips):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with contextlib.suppress(RefusedFile):
        read_in_process(bytes(data))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_a_text_with_shuffled_xml_is_read_or_refused(seed: int, cuts: int) -> None:
    """Damage inside the XML itself, behind an intact container."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(LAW)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    name = chance.choice(["word/document.xml", "word/numbering.xml", "word/styles.xml", "_rels/.rels"])
    body = files[name]
    for _ in range(cuts):
        start, other = chance.randrange(len(body)), chance.randrange(len(body))
        piece = body[start : start + chance.randrange(60)]
        body = body[:other] + piece + body[other + chance.randrange(20) :]
    files[name] = body
    with contextlib.suppress(RefusedFile):
        read_in_process(raw_zip(*files.items()))

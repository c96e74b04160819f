"""Links of a Word file to acts on lex.uz: by relationship and by field, words and address; other links are not taken."""

import io
import zipfile
from pathlib import Path

from consultation.core.law_addresses import Linked
from consultation.ingest.reading import read_in_process
from consultation.ingest.wire import from_wire, to_wire
from tests.ingest.packages import docx, p, r, relationship, relationships, zipped

ACT = "https://lex.uz/docs/-6257288"


def _field(instruction: str, words: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    told = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return mark("begin") + told + mark("separate") + r(words) + mark("end")


def _file(body: str, rows: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx(body))) as source:
        files = {name: source.read(name).decode() for name in source.namelist()}
    return zipped({**files, "word/_rels/document.xml.rels": relationships(rows)})


def test_hyperlinks_and_hyperlink_fields_to_acts_are_noted() -> None:
    body = p(
        r("1-modda. Qarang: "),
        f'<w:hyperlink r:id="rId7">{r("Mehnat ")}{r("kodeksi")}</w:hyperlink>',
        r(", "),
        f'<w:hyperlink r:id="rId7" w:anchor="-6257300">{r("uning moddasi")}</w:hyperlink>',
        r(", "),
        f'<w:hyperlink r:id="rId8">{r("boshqa sayt")}</w:hyperlink>',
        r(", "),
        _field(' HYPERLINK "http://www.lex.uz/docs/-20" \\l "-21" ', "Fuqarolik kodeksi"),
        r(", "),
        _field(' HYPERLINK "https://evil.example/lex.uz/docs/-20" ', "yolgʻon"),
        r("; Qonun va "),
        f'<w:hyperlink r:id="rId7">{r("Qonun")}</w:hyperlink>',
    )
    rows = relationship("hyperlink", ACT, 7, "External") + relationship(
        "hyperlink", "https://evil.example/docs/-1", 8, "External"
    )
    read = read_in_process(_file(body, rows))
    assert read.links == (
        Linked("Mehnat kodeksi", ACT),
        Linked("uning moddasi", f"{ACT}#-6257300"),
        Linked("Fuqarolik kodeksi", "https://www.lex.uz/docs/-20#-21"),
    )
    assert from_wire(to_wire(read)) == read


def test_the_fixtures_link_nowhere() -> None:
    files = sorted((Path(__file__).parents[2] / "fixtures").glob("*.docx"))
    assert [read_in_process(file.read_bytes()).links for file in files] == [()] * len(files)

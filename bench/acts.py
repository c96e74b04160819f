"""Synthetic draft codes of any size as Word writes them, with the number that every paragraph must show.

The habits are those of real files, and so is the weight, some 1,100 bytes of XML a paragraph (numbers that live in styles, articles that run on across chapters, annexes whose lists
restart, tables, notes, tracked changes, words cut into runs); the words are drawn at random from one seed.
"""

import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

SMALL, LARGE = 3_000, 30_000  # paragraphs

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORDS: Final = [
    "ariza",
    "beruvchi",
    "davlat",
    "organi",
    "tomonidan",
    "belgilangan",
    "tartibda",
    "ushbu",
    "Qonun",
    "talablariga",
    "muvofiq",
    "ko‘rib",
    "chiqiladi",
    "va",
    "qaror",
    "qabul",
    "qilinadi",
    "xizmat",
    "ko‘rsatish",
    "shartlari",
    "haqidagi",
    "ma’lumotlar",
    "rasmiy",
    "veb-saytda",
    "e’lon",
    "qilinadi",
    "nazorat",
    "tegishli",
    "vakolatli",
    "organlar",
    "zimmasiga",
    "yuklatiladi",
    "jismoniy",
    "yuridik",
    "shaxslarning",
    "huquqlari",
    "majburiyatlari",
    "muddat",
    "hujjatlar",
    "ro‘yxati",
    "asosida",
    "mablag‘lar",
    "hisobidan",
    "moliyalashtiriladi",
]
_LETTERS: Final = "абвгдежзиклмнопрстуфхцчшщыэюя"  # as Word counts them (russianLower)
_LOOK: Final = (
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:color w:val="000000"/>'
    '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="uz-Latn-UZ"/></w:rPr>'
)
_LEVELS: Final = (
    ("upperRoman", "%1 BO‘LIM.", "Bolim"),
    ("decimal", "%2-bob.", "Bob"),
    ("decimal", "%3-modda.", "Modda"),
    ("decimal", "%4.", "Qism"),
    ("decimal", "%5)", "Band"),
    ("russianLower", "%6)", "Kichik"),
)
_SECTION, _CHAPTER, _ARTICLE, _PART, _POINT, _LETTER = range(6)


@dataclass(slots=True)
class Act:
    """A made file, and its numbered paragraphs in order: the number as printed, the first words after it."""

    content: bytes = b""
    paragraphs: int = 0
    labels: list[tuple[str, str]] = field(default_factory=list)


def act(paragraphs: int, seed: int = 3) -> Act:
    """A draft code of about so many paragraphs."""
    return _Writer(random.Random(seed)).write(paragraphs)


class _Writer:
    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._act = Act()
        self._notes: list[str] = []
        self._lists = 1  # the act's own; each annex has one more, which starts again

    def write(self, paragraphs: int) -> Act:
        body = "".join(self._body(paragraphs))
        into = io.BytesIO()
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as out:
            for name, text in self._parts(body).items():
                out.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
        self._act.content = into.getvalue()
        return self._act

    def _body(self, paragraphs: int) -> Iterator[str]:
        for line in ("LOYIHA", "O‘ZBEKISTON RESPUBLIKASINING KODEKSI", "Namunaviy xizmatlar kodeksi"):
            yield self._paragraph(line, '<w:jc w:val="center"/>')
        chapter = article = 0
        while self._act.paragraphs < paragraphs * 0.85:
            if chapter % 6 == 0:
                section = chapter // 6 + 1
                yield self._numbered(_SECTION, f"{_roman(section)} BO‘LIM.", self._words(5).upper())
            chapter += 1
            yield self._numbered(_CHAPTER, f"{chapter}-bob.", self._words(4).capitalize())
            for _ in range(12):
                article += 1
                yield from self._article(article)
        yield from self._annexes(paragraphs)

    def _article(self, number: int) -> Iterator[str]:
        yield self._numbered(_ARTICLE, f"{number}-modda.", self._words(4).capitalize())
        for part in range(1, 4):
            yield self._numbered(_PART, f"{part}.", self._sentence(":" if part == 2 else "."))
            if part == 2:
                yield from self._list(number)

    def _list(self, article: int) -> Iterator[str]:
        for point in range(1, 5):
            yield self._numbered(
                _POINT, f"{point})", self._sentence(";" if point < 4 else "."), is_tracked=article % 9 == 0
            )
            if point == 3 and article % 2:
                for place in range(3):
                    yield self._numbered(_LETTER, f"{_LETTERS[place]})", self._sentence(";"))

    def _annexes(self, paragraphs: int) -> Iterator[str]:
        annex = 0
        while self._act.paragraphs < paragraphs:
            annex += 1
            self._lists += 1
            yield self._paragraph("Namunaviy xizmatlar kodeksiga", '<w:jc w:val="right"/>')
            yield self._paragraph(f"{annex}-ILOVA", '<w:jc w:val="right"/>')
            yield self._paragraph(self._words(4).upper(), '<w:jc w:val="center"/>')
            for point in range(1, 16):
                yield self._numbered(_PART, f"{point}.", self._sentence("."), own_list=self._lists)
            yield self._table()

    def _table(self) -> str:
        rows = [("T/r", "Ko‘rsatkich", "Muddat"), *((str(n), self._words(5), self._words(2)) for n in range(1, 6))]
        cells = (
            "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{self._paragraph(text)}</w:tc>' for text in row
            )
            for row in rows
        )
        return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    def _numbered(self, level: int, label: str, words: str, *, own_list: int = 0, is_tracked: bool = False) -> str:
        self._act.labels.append((label, words[:40]))
        properties = f'<w:pStyle w:val="{_LEVELS[level][2]}"/><w:jc w:val="both"/>'
        if own_list:
            properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{own_list}"/></w:numPr>'
        return self._paragraph(words, properties, is_tracked=is_tracked)

    def _paragraph(self, words: str, properties: str = "", *, is_tracked: bool = False) -> str:
        self._act.paragraphs += 1
        number = f"{self._act.paragraphs:08X}"
        runs = "".join(self._runs(words))
        if is_tracked:
            runs += (
                f'<w:ins w:id="{number}" w:author="A" w:date="2030-03-01T10:00:00Z"><w:r>{_LOOK}<w:t xml:space="preserve"> '
                f'qo‘shimcha</w:t></w:r></w:ins><w:del w:id="1{number}" w:author="A"><w:r>{_LOOK}<w:delText>eski so‘z'
                "</w:delText></w:r></w:del>"
            )
        elif self._act.paragraphs % 150 == 0:
            self._notes.append(self._sentence("."))
            runs += f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(self._notes)}"/></w:r>'
        return (
            f'<w:p w14:paraId="{number}" w14:textId="77777777" w:rsidR="00{number[2:]}" w:rsidRDefault="00A77B3E" w:rsidP="00A77B3E">'
            f'<w:pPr>{properties}<w:spacing w:before="120" w:after="120"/>{_LOOK}</w:pPr>'
            f'<w:proofErr w:type="spellStart"/>{runs}</w:p>'
        )

    def _runs(self, words: str) -> Iterator[str]:
        """The words cut into one to three runs, as Word cuts them where somebody typed or a checker looked."""
        cuts = sorted(self._dice.sample(range(1, len(words)), min(self._dice.randrange(3), len(words) - 1)))
        for start, end in zip([0, *cuts], [*cuts, len(words)], strict=True):
            yield f'<w:r w:rsidRPr="00F12A3B">{_LOOK}<w:t xml:space="preserve">{words[start:end]}</w:t></w:r>'

    def _words(self, count: int) -> str:
        return " ".join(self._dice.choice(_WORDS) for _ in range(count))

    def _sentence(self, end: str) -> str:
        return self._words(self._dice.randrange(8, 22)).capitalize() + end

    def _parts(self, body: str) -> dict[str, str]:
        kinds = ("styles", "numbering", "footnotes")
        rows = "".join(
            f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for n, kind in enumerate(kinds)
        )
        return {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            + "".join(
                f'<Override PartName="/word/{kind}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                f'wordprocessingml.{"document.main" if kind == "document" else kind}+xml"/>'
                for kind in ("document", *kinds)
            )
            + "</Types>",
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>',
            "word/document.xml": _root("document", f"<w:body>{body}</w:body>"),
            "word/styles.xml": _root("styles", _styles()),
            "word/numbering.xml": _root("numbering", _numbering(self._lists)),
            "word/footnotes.xml": _root("footnotes", _footnotes(self._notes)),
        }


def _root(name: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{name} xmlns:w="{_W}" xmlns:w14="{_W14}" xmlns:r="{_OFFICE}">{inner}</w:{name}>'


def _styles() -> str:
    plain = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    return plain + "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{style}"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr>'
        f'<w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for level, (_, _, style) in enumerate(_LEVELS)
    )


def _numbering(lists: int) -> str:
    """The act's list, whose chapters and articles never restart, and one more for each annex that starts again."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + ('<w:lvlRestart w:val="0"/>' if level in {_CHAPTER, _ARTICLE} else "")
        + f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text, style) in enumerate(_LEVELS)
    )
    restarted = f'<w:lvlOverride w:ilvl="{_PART}"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{restarted if n > 1 else ""}</w:num>'
        for n in range(1, lists + 1)
    )
    return f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>{nums}'


def _footnotes(notes: list[str]) -> str:
    return "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r><w:r>{_LOOK}<w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for n, text in enumerate(notes, 1)
    )


def _roman(value: int) -> str:
    signs = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    said = ""
    for worth, sign in signs:
        count, value = divmod(value, worth)
        said += sign * count
    return said

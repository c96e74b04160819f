"""What the runs of a paragraph say: raised and lowered digits, signs, fields, joined paragraphs, formulas, pictures."""

import pytest

from consultation.ingest.symbols import sign
from tests.ingest.packages import abstract, docx, level, num, numbered, p, r
from tests.ingest.reading import clauses, draft, lines, reader, texts

RAISED = '<w:vertAlign w:val="superscript"/>'
LOWERED = '<w:vertAlign w:val="subscript"/>'
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
STYLES = (
    '<w:style w:type="character" w:styleId="Up"><w:name w:val="up"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="GoneP"><w:name w:val="gonep"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
)


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (r("12") + r("1", RAISED) + r("-modda"), "12¹-modda"),
        (r("12") + r("1", '<w:rStyle w:val="Up"/>') + r("-modda"), "12¹-modda"),
        (r("12") + r("1", '<w:position w:val="6"/><w:sz w:val="16"/>') + r("-modda"), "12¹-modda"),
        (r("12", '<w:position w:val="2"/>') + r("-modda"), "12-modda"),
        (r("1-modda", '<w:position w:val="8"/>'), "1-modda"),
        (r("2", '<w:position w:val="8"/>') + r("-modda"), "2-modda"),
        (r("12") + r("1", '<w:rStyle w:val="Up"/><w:vertAlign w:val="baseline"/>'), "121"),
        (r("CO") + r("2", LOWERED) + r(" va 10") + r("-3", RAISED), "CO₂ va 10⁻³"),
        (r("10") + r("a", RAISED), "10a"),
        (r("2‑1") + "<w:r><w:noBreakHyphen/><w:t>modda</w:t></w:r>", "2‑1‑modda"),
        (r("mah\u00adalla") + "<w:r><w:softHyphen/></w:r>" + r("si"), "mahallasi"),
        (r("5\u00a0\u202f%"), "5 %"),
        (r("ʻ\u200bx"), "ʻx"),
        (r("koʻrinadi ") + r("yoʻq", '<w:rStyle w:val="Gone"/>'), "koʻrinadi"),
        (r("koʻrinadi ") + r("bor", '<w:rStyle w:val="Gone"/><w:vanish w:val="0"/>'), "koʻrinadi bor"),
        ("<w:hyperlink><w:ins>" + r("havola") + "</w:ins></w:hyperlink>", "havola"),
        ("<w:smartTag><w:smartTagPr/><w:smartTag>" + r("aqlli") + "</w:smartTag></w:smartTag>", "aqlli"),
        ("<w:customXml><w:customXmlPr/>" + r("ichki") + "</w:customXml>", "ichki"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:sdt><w:sdtContent>" + r("ikki") + "</w:sdtContent></w:sdt></w:sdtContent></w:sdt>", "ikki"),
        ("<w:bdo>" + r("tartib") + "</w:bdo>", "tartib"),
        ("<w:r><w:ruby><w:rubyPr/><w:rt>" + r("oʻqilishi") + "</w:rt><w:rubyBase>" + r("soʻz") + "</w:rubyBase></w:ruby></w:r>", "soʻz"),
        ("<w:nomalum>" + r("saqlanadi") + "</w:nomalum>", "saqlanadi"),
    ],
)  # fmt: skip
def test_a_paragraph_says_what_the_page_shows(runs: str, expected: str) -> None:
    assert texts(docx(p(runs), styles=STYLES)) == [expected]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (BEGIN + code("PAGE") + SEPARATE + r("7") + END, ["7"]),
        (BEGIN + code("XE ") + r("kod") + END + r("matn"), ["matn"]),
        (BEGIN + code(" IF ") + BEGIN + code("REF a") + SEPARATE + r("ichki") + END + SEPARATE + r("natija") + END, ["natija"]),
        (BEGIN + code("REF a") + SEPARATE + r("bir") + "</w:p><w:p>" + r("ikki") + END + r(" uch"), ["bir", "ikki uch"]),
        (BEGIN + code("EQ \\f(1;2)") + END, ["[\ufffcformula]"]),
        ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r>'
         + code("FORMCHECKBOX") + END + r(" ha"), ["☒ ha"]),
        ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="yoʻq"/>'
         '<w:listEntry w:val="ha"/></w:ddList></w:ffData></w:fldChar></w:r>' + code("FORMDROPDOWN") + END, ["ha"]),
        (BEGIN + code("PAGE") + r("yoʻqolgan") + 4 * f"</w:p><w:p>{r('matn')}", ["yoʻqolganmatnmatnmatn", "matn"]),
    ],
)  # fmt: skip
def test_fields_show_their_result_and_not_their_code(runs: str, expected: list[str]) -> None:
    assert texts(docx(f"<w:p>{runs}</w:p>")) == expected


def test_a_table_of_contents_that_lost_its_end_ends_at_the_first_heading() -> None:
    heading = p(r("1-bob. Umumiy"), properties='<w:pStyle w:val="H1"/>')
    body = p(BEGIN, code("TOC \\o"), SEPARATE, r("1-bob. Umumiy 3")) + heading + p(r("matn"))
    assert [line.is_contents for line in lines(docx(body, styles=STYLES))] == [True, False, False]


def test_paragraphs_whose_mark_is_hidden_run_into_one_line_with_the_first_ones_number() -> None:
    first = numbered("Sarlavha. ").replace("</w:pPr>", "<w:rPr><w:specVanish/></w:rPr></w:pPr>")
    body = first + p(r("Matn.")) + numbered("ikki")
    found = lines(docx(body, numbering=abstract(0, level(0, "%1.")) + num(1, 0)))
    assert [(line.label, line.text) for line in found] == [("1.", "Sarlavha. Matn."), ("2.", "ikki")]


def test_a_dropped_capital_belongs_to_its_word() -> None:
    body = p(r("U"), properties='<w:framePr w:dropCap="drop"/>') + p(r("shbu qonun"))
    assert texts(docx(body)) == ["Ushbu qonun"]


def test_hidden_paragraphs_are_left_out_by_run_style_and_paragraph_style_and_reported() -> None:
    body = p(r("yashirin"), properties='<w:pStyle w:val="GoneP"/>') + p(r("bor"))
    opened, _ = reader(docx(body, styles=STYLES))
    assert texts(docx(body, styles=STYLES)) == ["bor"]
    assert opened.facts.hidden == len("yashirin")


@pytest.mark.parametrize(
    ("font", "code", "expected"),
    [
        ("Symbol", 0xF0A7, "♣"),
        ("Symbol", 0x61, "α"),
        ("Symbol", 0xF0FE, "⎭"),
        ("Wingdings", 0xF0FC, "✓"),
        ("Wingdings", 0xA8, "◻"),
        ("Wingdings 2", 0xF052, "☑"),
        ("Wingdings 3", 0xF075, "▶"),
        ("Webdings", 0xF061, "✔"),
        ("Times New Roman", 0xA7, "§"),
        ("Times New Roman", 0xF0A7, None),
        ("Wingdings", 0xF0D0, None),
        ("Times New Roman", 0xD800, None),
    ],
)
def test_signs_of_symbol_fonts(font: str, code: int, expected: str | None) -> None:
    assert sign(font, code) == expected


def test_signs_stand_in_the_text_and_unknown_ones_are_named() -> None:
    body = p(
        r("α = "), r("b", '<w:rFonts w:ascii="Symbol"/>'), r("\uf0b3", '<w:rFonts w:ascii="Symbol"/>'),
        '<w:r><w:sym w:font="Wingdings" w:char="F0D0"/></w:r>', '<w:r><w:sym w:font="Symbol" w:char="zz"/></w:r>',
    )  # fmt: skip
    opened, _ = reader(docx(body))
    assert texts(docx(body)) == ["α = β≥[\ufffcsign: Wingdings F0D0][\ufffcsign: Symbol 0]"]
    assert opened.facts.unknown_symbols == 2


def m(name: str, *parts: str) -> str:
    return f"<m:{name}>{''.join(parts)}</m:{name}>"


def mr(text: str) -> str:
    return m("r", m("t", text))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (m("f", m("num", mr("a+b")), m("den", mr("2"))), "(a+b)/2"),
        (m("sSup", m("e", mr("x")), m("sup", mr("2"))), "x^2"),
        (m("sSub", m("e", mr("x")), m("sub", mr("i+1"))), "x_(i+1)"),
        (m("rad", m("deg", mr("3")), m("e", mr("x"))), "√(3&x)"),
        (m("rad", m("deg"), m("e", mr("x"))), "√(x)"),
        (m("nary", '<m:naryPr><m:chr m:val="∑"/></m:naryPr>', m("sub", mr("i=1")), m("sup", mr("n")), m("e", mr("Ki"))), "∑_(i=1)^n Ki"),
        (m("d", m("e", mr("a")), m("e", mr("b"))), "(a|b)"),
        (m("m", m("mr", m("e", mr("1")), m("e", mr("0"))), m("mr", m("e", mr("0")), m("e", mr("1")))), "[1&0; 0&1]"),
        (m("func", m("fName", mr("sin")), m("e", mr("x"))), "sin x"),
        (m("limLow", m("e", mr("lim")), m("lim", mr("n"))), "lim_n"),
        (m("acc", m("e", mr("x"))), "x̂"),
        (m("eqArr", m("e", mr("x=1")), m("e", mr("y=2"))), "x=1; y=2"),
        (m("sPre", m("sub", mr("1")), m("sup", mr("2")), m("e", mr("H"))), "_1^2H"),
        (f"<w:ins>{mr('q')}</w:ins><w:del>{mr('z')}</w:del>", "q"),
        (70 * "<m:box><m:e>" + mr("ich") + 70 * "</m:e></m:box>", "ich"),
    ],
)  # fmt: skip
def test_formulas_are_lines_of_text_in_their_place(formula: str, expected: str) -> None:
    data = docx(p(r("S = "), m("oMath", formula), r(" soʻm")))
    assert texts(data) == [f"S = {expected} soʻm"]
    assert reader(data)[0].facts.formulas == 1


def image(words: str = "", extra: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr w:id="1" descr="{words}"{extra}/><a:graphic><a:graphicData><pic:pic/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


CHART = "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
OLE = '<w:r><w:object><v:shape><v:imagedata o:title=""/></v:shape><o:OLEObject ProgID="{}"/></w:object></w:r>'
LINE = "<w:r><w:pict><v:line/></w:pict></w:r>"


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (image("Sxema [1]"), "Matn [\ufffcimage: Sxema (1)] davomi"),
        (image(), "Matn [\ufffcimage] davomi"),
        (image("x", ' hidden="1"'), "Matn davomi"),
        (CHART, "Matn [\ufffcchart] davomi"),
        ('<w:r><w:pict><v:shape alt="Muhr"><v:imagedata/></v:shape></w:pict></w:r>', "Matn [\ufffcimage: Muhr] davomi"),
        (OLE.format("Excel.Sheet.12"), "Matn [\ufffcobject] davomi"),
        (OLE.format("Equation.3"), "Matn [\ufffcformula] davomi"),
        (LINE, "Matn davomi"),
        ('<w:r><w:pict><v:shape><v:textpath string="YOZUV"/></v:shape></w:pict></w:r>', "Matn\nYOZUV\ndavomi"),
    ],
)
def test_what_cannot_be_text_is_named_in_its_place(run: str, expected: str) -> None:
    assert texts(docx(p(r("Matn "), run, r(" davomi")))) == [expected]


def test_names_of_images_are_in_the_language_of_the_draft() -> None:
    sentence = "Министерство юстиции утверждает порядок рассмотрения обращений граждан и сроки ответа на них."
    body = p(r("1. " + sentence)) + p(image("Гербовый бланк")) + p(r("2. " + sentence))
    read = draft(docx(body))
    assert [text for _, _, text in clauses(read)] == [sentence, "[рисунок: Гербовый бланк]", sentence]
    assert [warning.code for warning in read.warnings] == ["F_IMAGE"]


def test_text_boxes_and_images_of_one_group_are_both_kept_once() -> None:
    box = f"<w:txbxContent>{p(r('quti'))}</w:txbxContent>"
    group = f"<v:group><v:shape>{box}</v:shape><v:shape><v:imagedata/></v:shape></v:group>"
    choice = f"<mc:Choice><w:drawing><wps:wsp>{box}</wps:wsp><pic:pic/></w:drawing></mc:Choice>"
    assert texts(docx(p(f"<w:r><w:pict>{group}</w:pict></w:r>"))) == ["[\ufffcimage]", "quti"]
    both = f"<w:r><mc:AlternateContent>{choice}<mc:Fallback><w:pict>{group}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    assert texts(docx(p(both))) == ["[\ufffcimage]", "quti"]

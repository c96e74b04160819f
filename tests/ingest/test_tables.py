"""Tables as their readers see them: merged cells, headers, nested tables, rows that changed."""

from consultation.core.file_vocabulary import TextView
from tests.ingest.packages import docx, p, r
from tests.ingest.reading import clauses, draft, reader, rows

MERGED, START = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'


def tc(*texts: str, properties: str = "") -> str:
    return (
        f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(r(text)) if text else p() for text in texts or ('',))}</w:tc>"
    )


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*found: str) -> str:
    return f"<w:tbl>{''.join(found)}</w:tbl>"


def wide(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_merged_cells_keep_the_columns_in_line_and_their_text_once() -> None:
    table = tbl(
        tr(tc("Hudud", properties=START), tc("Stavka", properties=wide(2))),
        tr(tc(properties=MERGED), tc("2025"), tc("2026")),
        tr(tc("Toshkent", properties=START), tc("10"), tc("12")),
        tr(tc(properties=MERGED), tc("11"), tc("13")),
        tr(tc("15"), properties='<w:gridBefore w:val="2"/>'),
        tr(tc("a", properties='<w:hMerge w:val="restart"/>'), tc(properties="<w:hMerge/>"), tc("b")),
    )
    assert rows(docx(table)) == [
        ["Hudud", "Stavka", "<"],
        ["", "2025", "2026"],
        ["Toshkent", "10", "12"],
        ["", "11", "13"],
        ["", "", "15"],
        ["a", "<", "b"],
    ]


def test_text_in_a_cell_that_word_merged_away_is_not_lost() -> None:
    assert rows(docx(tbl(tr(tc("a", properties=START)), tr(tc("qolgan", properties=MERGED))))) == [["a"], ["qolgan"]]


def test_rows_and_cells_in_controls_and_alternatives_are_read() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    choice = f"<mc:AlternateContent><mc:Choice>{tr(tc('uch'))}</mc:Choice><mc:Fallback>{tr(tc('yoʻq'))}</mc:Fallback></mc:AlternateContent>"
    assert rows(docx(tbl(control.format(tr(tc("bir"))), tr(control.format(tc("ikki"))), choice))) == [
        ["bir"],
        ["ikki"],
        ["uch"],
    ]


def test_hidden_rows_are_left_out_and_reported() -> None:
    data = docx(tbl(tr(tc("bor")), tr(tc("yoʻq"), properties="<w:hidden/>")))
    assert rows(data) == [["bor"]]
    assert reader(data)[0].facts.hidden == 1


def test_changed_rows_and_cells_follow_the_view() -> None:
    data = docx(
        tbl(
            tr(tc("eski"), tc("x"), properties="<w:del/>"),
            tr(tc("yangi"), tc("y"), properties="<w:ins/>"),
            tr(tc("bir"), tc("oʻchgan", properties="<w:cellDel/>"), tc("kirgan", properties="<w:cellIns/>")),
        )
    )
    assert rows(data) == [["yangi", "y"], ["bir", "kirgan"]]
    assert rows(data, TextView.ORIGINAL) == [["eski", "x"], ["bir", "oʻchgan"]]


def test_a_row_of_a_numbered_table_stays_in_its_columns_without_a_number() -> None:
    table = tbl(
        tr(tc("№"), tc("Nomi"), tc("Muddat"), properties="<w:tblHeader/>"),
        tr(tc("1.", properties=START), tc("Reja", "tuzish"), tc("mart")),
        tr(tc(properties=MERGED), tc("Hisobot"), tc("aprel")),
        tr(tc("Jami", properties=wide(2)), tc("ikki")),
        tr(tc("", properties=wide(2)), tc("uch")),
        tr(tc("Izoh"), tc("toʻrt"), tc("besh")),
    )
    assert clauses(draft(docx(p(r("1. Matn.")) + table)))[1:] == [
        ("table", None, "№\tNomi\tMuddat"),
        ("row", "1.", "Reja\ntuzish\tmart"),
        ("row", None, "Hisobot\taprel"),
        ("row", None, "Jami\tikki"),
        ("row", None, "\tuch"),
        ("row", None, "Izoh\ttoʻrt\tbesh"),
    ]


def test_header_rows_are_the_tables_own_text_a_line_each() -> None:
    header = "<w:tblHeader/>"
    table = tbl(
        tr(tc("Hudud", properties=START), tc("Stavka,", "foiz", properties=wide(2)), properties=header),
        tr(tc(properties=MERGED), tc("2025"), tc("2026"), properties=header),
        tr(tc("Toshkent"), tc("10"), tc("12")),
    )
    assert clauses(draft(docx(p(r("1. Matn.")) + table)))[1:] == [
        ("table", None, "Hudud\tStavka, foiz\t\n\t2025\t2026"),
        ("row", None, "Toshkent\t10\t12"),
    ]


def test_nested_tables_are_lines_of_their_cell_with_their_notes() -> None:
    note = '<w:footnote w:id="2">' + p(r("Izoh")) + "</w:footnote>"
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    deep = tbl(tr(f"<w:tc>{p(r('chuqur'), call)}</w:tc>"))
    inner = tbl(tr(tc("Soliq"), tc("12 %")), tr(tc("Boj", "ikki"), f"<w:tc>{deep}</w:tc>"))
    data = docx(
        p(r("1. Matn.")) + tbl(tr(f"<w:tc>{p(r('Turi:'))}{inner}{p(r('oxiri'))}</w:tc>", tc("b"))), footnotes=note
    )
    assert clauses(draft(data))[1:] == [
        ("table", None, ""),
        ("row", None, "Turi:\nSoliq \u2003 12 %\nBoj ikki \u2003 chuqur\noxiri\tb"),
        ("note", "1", "Izoh"),
    ]

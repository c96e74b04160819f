"""The composed mini-acts of uzbekistan.md, section 2.6, with the exact trees a lawyer draws of them."""

from consultation.ingest.lines import Block, Facts, Line
from consultation.ingest.reading import from_blocks

Row = tuple[int, str, str | None, str | None, str]


def tree(text: str) -> list[Row]:
    """Depth, kind, number as printed, heading and text of each clause; `> ` marks a right-aligned line, `^ ` a centred one."""
    aligns = {">": "right", "^": "center"}
    blocks: list[Block] = [
        Line(line.lstrip(">^ "), align=aligns.get(line[0], "left"))
        for line in map(str.strip, text.strip().splitlines())
    ]
    draft = from_blocks(blocks, Facts())
    assert draft.warnings == ()
    return [(depth, c.kind.value, c.num, c.heading, c.text) for depth, c in draft.outline.walk()]


def test_an_amending_law() -> None:
    target = "“Namunaviy kutubxonalar toʻgʻrisida”gi OʻRQ-900-son Qonunga (…, 2030-y., 03/30/900/0001-son) quyidagilar kiritilsin:"
    title = "Namunaviy kutubxonalar toʻgʻrisidagi qonunga oʻzgartirish va qoʻshimchalar kiritish toʻgʻrisida"
    assert tree(f"""
        LOYIHA
        OʻZBEKISTON RESPUBLIKASINING QONUNI
        {title}
        1-modda. {target}
        1) 14-moddada:
        a) birinchi qismdagi “oʻn kun” soʻzlari “besh kun” soʻzlari bilan almashtirilsin;
        b) ikkinchi qism chiqarib tashlansin;
        2) quyidagi mazmundagi 14¹-modda bilan toʻldirilsin:
        “14¹-modda. Oʻquvchi guvohnomasi
        Guvohnoma bepul beriladi.
        Guvohnoma quyidagi hollarda bekor qilinadi:
        oʻquvchi murojaat qilganda;
        guvohnoma muddati tugaganda”.
        2-modda. Ushbu Qonun rasmiy eʼlon qilingan kundan eʼtiboran kuchga kiradi.
    """) == [
        (0, "other", None, None, "LOYIHA"),
        (0, "other", None, None, "OʻZBEKISTON RESPUBLIKASINING QONUNI"),
        (0, "other", None, None, title),
        (0, "article", "1-modda.", None, target),
        (1, "point", "1)", None, "14-moddada:"),
        (2, "subpoint", "a)", None, "birinchi qismdagi “oʻn kun” soʻzlari “besh kun” soʻzlari bilan almashtirilsin;"),
        (2, "subpoint", "b)", None, "ikkinchi qism chiqarib tashlansin;"),
        (1, "point", "2)", None, "quyidagi mazmundagi 14¹-modda bilan toʻldirilsin:"),
        (2, "quoted", None, None, ""),
        (3, "article", "14¹-modda.", "Oʻquvchi guvohnomasi", ""),
        (4, "paragraph", None, None, "Guvohnoma bepul beriladi."),
        (4, "paragraph", None, None, "Guvohnoma quyidagi hollarda bekor qilinadi:"),
        (5, "indent", None, None, "oʻquvchi murojaat qilganda;"),
        (5, "indent", None, None, "guvohnoma muddati tugaganda."),
        (0, "article", "2-modda.", None, "Ushbu Qonun rasmiy eʼlon qilingan kundan eʼtiboran kuchga kiradi."),
    ]


def test_a_resolution_with_an_annex() -> None:
    assert tree("""
        1. Намунавий низом 1-иловага мувофиқ тасдиқлансин.
        2. Қарор ижросини назорат қилиш вазир зиммасига юклансин.
        > Вазирлар Маҳкамасининг
        > 2030 йил 1 мартдаги 77-сон қарорига
        > 1-ИЛОВА
        ^ НАМУНАВИЙ НИЗОМ
        1-боб. Умумий қоидалар
        1. Ушбу Низом тартибни белгилайди.
        2. Низомда қуйидаги тушунчалар қўлланилади:
        ариза — ёзма мурожаат;
        2-боб. Ариза бериш
        3. Аризага қуйидагилар илова қилинади:
        а) нусха;  б) тўлов ҳужжати;  в) ишончнома.
    """) == [
        (0, "point", "1.", None, "Намунавий низом 1-иловага мувофиқ тасдиқлансин."),
        (0, "point", "2.", None, "Қарор ижросини назорат қилиш вазир зиммасига юклансин."),
        (0, "annex", "1-ИЛОВА", "НАМУНАВИЙ НИЗОМ", "Вазирлар Маҳкамасининг\n2030 йил 1 мартдаги 77-сон қарорига"),
        (1, "chapter", "1-боб.", "Умумий қоидалар", ""),
        (2, "point", "1.", None, "Ушбу Низом тартибни белгилайди."),
        (2, "point", "2.", None, "Низомда қуйидаги тушунчалар қўлланилади:"),
        (3, "indent", None, None, "ариза — ёзма мурожаат;"),
        (1, "chapter", "2-боб.", "Ариза бериш", ""),
        (2, "point", "3.", None, "Аризага қуйидагилар илова қилинади:"),
        (3, "subpoint", "а)", None, "нусха;"),
        (3, "subpoint", "б)", None, "тўлов ҳужжати;"),
        (3, "subpoint", "в)", None, "ишончнома."),
    ]


def test_a_russian_article() -> None:
    assert tree("""
        Статья 1. Цель
        Закон определяет сроки.
        Статья 1¹. Срок
        1. Срок составляет:
        1) пять дней — для граждан;
        2) десять дней — для организаций.
    """) == [
        (0, "article", "Статья 1.", "Цель", ""),
        (1, "paragraph", None, None, "Закон определяет сроки."),
        (0, "article", "Статья 1¹.", "Срок", ""),
        (1, "point", "1.", None, "Срок составляет:"),
        (2, "subpoint", "1)", None, "пять дней — для граждан;"),
        (2, "subpoint", "2)", None, "десять дней — для организаций."),
    ]


def test_a_karakalpak_chapter() -> None:
    assert tree("""
        1-bap. Ulıwma rejeler
        1–statya. Maqset
        Nızamnıń maqsetleri:
        a) birinshi; b) ekinshi; v) úshinshi
    """) == [
        (0, "chapter", "1-bap.", "Ulıwma rejeler", ""),
        (1, "article", "1–statya.", "Maqset", ""),
        (2, "paragraph", None, None, "Nızamnıń maqsetleri:"),
        (3, "subpoint", "a)", None, "birinshi;"),
        (3, "subpoint", "b)", None, "ekinshi;"),
        (3, "subpoint", "v)", None, "úshinshi"),
    ]

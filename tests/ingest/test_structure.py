"""Lines become the tree a lawyer would draw, in five languages, quotations and annexes included."""

import pytest

from consultation.core.vocabulary import ActKind, Language
from consultation.ingest import Ingested
from consultation.ingest.grammar import grammar
from consultation.ingest.language import detect
from consultation.ingest.lines import Block, Facts, Line
from consultation.ingest.openings import find_opening
from consultation.ingest.quotes import net_depth
from consultation.ingest.reading import from_blocks
from consultation.ingest.sequence import follows


def read(text: str) -> Ingested:
    """A draft of lines; `> ` marks a right-aligned one, `^ ` a centred one."""
    aligns = {">": "right", "^": "center"}
    blocks: list[Block] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        align = aligns.get(line[0], "left")
        blocks.append(Line(line.lstrip(">^ "), align=align))
    return from_blocks(blocks, Facts())


def ids(draft: Ingested) -> list[str]:
    return [clause.eid for clause in draft.clauses]


def codes(draft: Ingested) -> list[str]:
    return [warning.code for warning in draft.warnings]


@pytest.mark.parametrize(
    ("line", "form", "num", "number", "rest"),
    [
        ("12-modda. Ariza berish", "article", "12-modda.", "12", "Ariza berish"),
        ("12‑модда. Ариза", "article", "12‑модда.", "12", "Ариза"),
        ("12¹-modda.", "article", "12¹-modda.", "12-1", ""),
        ("12–1-modda. X", "article", "12–1-modda.", "12-1", "X"),
        ("244 ³ -modda. Y", "article", "244 ³ -modda.", "244-3", "Y"),
        ("Статья 12¹. Срок", "article", "Статья 12¹.", "12-1", "Срок"),
        ("Статья 12-1. Срок", "article", "Статья 12-1.", "12-1", "Срок"),
        ("1–statya. Maqset", "article", "1–statya.", "1", "Maqset"),
        ("Article 5 Scope", "article", "Article 5", "5", "Scope"),
        ("I–bap", "chapter", "I–bap", "I", ""),
        ("XII bob — Yakun", "chapter", "XII bob", "XII", "Yakun"),
        ("ІІ БОБ. Якун", "chapter", "ІІ БОБ.", "II", "Якун"),
        ("ГЛАВА 1. ОБЩИЕ", "chapter", "ГЛАВА 1.", "1", "ОБЩИЕ"),
        ("BIRINCHI BOʻLIM", "section", "BIRINCHI BOʻLIM", "1", ""),
        ("BIRINShI BÓLIM", "section", "BIRINShI BÓLIM", "1", ""),
        ("РАЗДЕЛ ПЕРВЫЙ", "section", "РАЗДЕЛ ПЕРВЫЙ", "1", ""),
        ("1-kichik bo‘lim. Umumiy", "subsection", "1-kichik bo‘lim.", "1", "Umumiy"),
        ("§ 3. Порядок", "subchapter", "§ 3.", "3", "Порядок"),
        ("1-§. Tartib", "subchapter", "1-§.", "1", "Tartib"),
        ("UMUMIY QISM", "part", "UMUMIY QISM", None, ""),
        ("13-ILOVA", "annex", "13-ILOVA", "13", ""),
        ("Приложение № 1 к приказу", "annex", "Приложение № 1", "1", "к приказу"),
        ("1. Matn", "dot", "1.", "1", "Matn"),
        ("1.1. Matn", "dot", "1.1.", "1.1", "Matn"),
        ("40.", "dot", "40.", "40", ""),
        ("12) matn", "paren", "12)", "12", "matn"),
        ("(1) text", "paren", "(1)", "1", "text"),
        ("v) matn", "letter", "v)", "v", "matn"),
        ("В) текст", "letter", "В)", "в", "текст"),
        ("(ii) text", "roman", "(ii)", "ii", "text"),
        ("I. UMUMIY", "roman_dot", "I.", "I", "UMUMIY"),
    ],
)
def test_openings(line: str, form: str, num: str, number: str | None, rest: str) -> None:
    found = find_opening(line, grammar())
    assert found is not None
    assert (found.form, found.num, found.number, found.rest) == (form, num, number, rest)


@pytest.mark.parametrize(
    "line",
    [
        "28-moddada nazarda tutilgan hollarda",
        "5-moddasining ikkinchi qismi",
        "5 va 6-moddalar chiqarib tashlansin",
        "1-bobda belgilangan",
        "1-ilovaga muvofiq tasdiqlansin.",
        "1-ilova rus tilidagi matnda berilgan.",
        "ilova qilinsin.",
        "Статья 5 Закона гласит.",
        "Статьи 5 и 6 исключить.",
        "1.05.2024 dan boshlab",
        "1.5 foiz miqdorida",
        "2025-yil 1-martdan",
        "— birinchi;",
        "",
        "IVAN",
    ],
)
def test_what_only_looks_like_an_opening(line: str) -> None:
    assert find_opening(line, grammar()) is None


def test_points_run_on_across_chapters_and_restart_in_annexes() -> None:
    draft = read("""
        1. Namunaviy nizom 1-ilovaga muvofiq tasdiqlansin.
        2. Qaror ijrosi nazorat qilinsin.
        > Vazirlar Mahkamasining
        > 2030-yil 1-martdagi 77-son qaroriga
        > 1-ILOVA
        ^ NAMUNAVIY NIZOM
        1-bob. Umumiy
        1. Birinchi.
        2-bob. Ariza
        2. Quyidagilar:
        a) nusxa; b) hujjat; v) ishonchnoma.
        > 2-ILOVA
        ^ ROʻYXAT
        1. Yana birinchi.
    """)
    assert ids(draft) == [
        "point_1", "point_2", "att_1", "att_1__chp_1", "att_1__chp_1__point_1", "att_1__chp_2", "att_1__chp_2__point_2",
        "att_1__chp_2__point_2__subpoint_a", "att_1__chp_2__point_2__subpoint_b", "att_1__chp_2__point_2__subpoint_v",
        "att_2", "att_2__point_1",
    ]  # fmt: skip
    annex = draft.outline.find("att_1")
    assert (annex.num, annex.heading) == ("1-ILOVA", "NAMUNAVIY NIZOM")
    assert annex.text == "Vazirlar Mahkamasining\n2030-yil 1-martdagi 77-son qaroriga"


def test_quoted_articles_are_never_articles_of_the_act() -> None:
    draft = read("""
        1-modda. Qonunga quyidagilar kiritilsin:
        1) 14¹-modda bilan toʻldirilsin:
        “14¹-modda. Guvohnoma
        Guvohnoma bepul beriladi.
        Guvohnoma bekor qilinadi:
        1) oʻquvchi “murojaat” qilganda;
        2) muddati tugaganda”.
        2-modda. Kuchga kirish.
    """)
    assert [(c.eid, c.quoted) for c in draft.clauses if c.kind == "article"] == [
        ("art_1", False),
        ("art_1__point_1__qstr_1__art_14-1", True),
        ("art_2", False),
    ]
    assert draft.outline.find("art_1__point_1__qstr_1__art_14-1__para_2__point_2").text == "muddati tugaganda."
    assert codes(draft) == []


def test_an_unclosed_quotation_ends_before_the_next_unit_of_the_act() -> None:
    draft = read("""
        1-modda. Qonunga quyidagilar kiritilsin:
        1) 3-modda quyidagi tahrirda bayon etilsin:
        “3-modda. Maqsad
        1) bir;
        2) ikki.
        3) uch.
        2-modda. Kuchga kirish
    """)
    assert codes(draft) == ["F_UNCLOSED_QUOTE"]
    assert [c.eid for c in draft.clauses if c.kind == "article" and not c.quoted] == ["art_1", "art_2"]


def test_a_quoted_annex_is_no_annex_of_the_act() -> None:
    draft = read("""
        1. Qarorga quyidagi oʻzgartirish kiritilsin:
        1-ilova quyidagi tahrirda bayon etilsin:
        «Vazirlar Mahkamasining
        2030-yil 1-martdagi 7-son qaroriga
        1-ILOVA
        ROʻYXAT
        1. Bir.
        2. Ikki.».
        2. Ijro nazorat qilinsin.
    """)
    assert [(c.eid, c.quoted) for c in draft.clauses if c.kind in {"annex", "point"}] == [
        ("point_1", False),
        ("point_1__qstr_1__att_1", True),
        ("point_1__qstr_1__att_1__point_1", True),
        ("point_1__qstr_1__att_1__point_2", True),
        ("point_2", False),
    ]


def test_an_annex_head_may_stand_in_one_line() -> None:
    draft = read("""
        1. Nizom tasdiqlansin.
        Vazirlar Mahkamasining 2030-yil 1-martdagi 77-son qaroriga 2-ILOVA
        Namunaviy nizom
        1. Bir.
    """)
    annex = draft.outline.find("att_2")
    assert (annex.num, annex.number, annex.heading) == ("2-ILOVA", "2", "Namunaviy nizom")
    assert annex.text == "Vazirlar Mahkamasining 2030-yil 1-martdagi 77-son qaroriga"


def test_straight_and_shared_quotation_marks() -> None:
    straight = read("""
        1-modda. Qonunga quyidagilar kiritilsin:
        1) 5-modda quyidagi tahrirda bayon etilsin:
        "5-modda. Maqsad
        1) "yangi" bir;
        2) ikki";
        2) 6-modda chiqarib tashlansin.
    """)
    assert ids(straight)[-1] == "art_1__point_2"
    assert codes(straight) == []
    shared = read("""
        Статья 1. Внести в Закон следующие изменения:
        1) статью 5 изложить в следующей редакции:
        «Статья 5. О Законе «О библиотеках
        1) первый;
        2) второй»;
        2) статью 6 исключить.
        Статья 2. Вступление в силу
    """)
    assert ids(shared)[-2:] == ["art_1__point_2", "art_2"]
    assert codes(shared) == ["F_UNCLOSED_QUOTE"]


def test_a_straight_mark_after_a_colon_may_close() -> None:
    draft = read("""
        Статья 1. Приостановить действие:
        1) пункта 2 статьи 27, изложив его в редакции:
        "2. Агенты обязаны:";
        2) подпунктов 3) и 4), изложив их в редакции:
        "3) порог – размер;"
        "4) пенсия – выплата.";
        3) пункта 5.
    """)
    assert ids(draft) == [
        "art_1", "art_1__point_1", "art_1__point_1__qstr_1", "art_1__point_1__qstr_1__point_2",
        "art_1__point_2", "art_1__point_2__qstr_1", "art_1__point_2__qstr_1__point_3",
        "art_1__point_2__qstr_2", "art_1__point_2__qstr_2__point_4", "art_1__point_3",
    ]  # fmt: skip
    assert codes(draft) == []


def test_references_in_a_line_are_not_cut_into_items() -> None:
    draft = read("""
        Статья 5. Возврат
        1. Основания:
        1) предусмотренные подпунктами 2), 3) и 7) пункта 2 статьи 4;
        2) иные.
    """)
    assert ids(draft) == ["art_5", "art_5__point_1", "art_5__point_1__subpoint_1", "art_5__point_1__subpoint_2"]


def test_a_printed_line_that_breaks_in_a_sentence_opens_nothing() -> None:
    line = Line(
        "9) вступил в силу по основаниям, указанным в подпунктах\n1) и 25) пункта 3 статьи 5 закона;\n10) закрыт."
    )
    draft = from_blocks([Line("Статья 7. Отказ:"), line], Facts())
    assert ids(draft) == ["art_7", "art_7__point_9", "art_7__point_10"]


def test_several_articles_may_stand_in_one_paragraph() -> None:
    draft = read("""
        Статья 1. Земля принадлежит народу. Статья 2. Вода принадлежит народу. О ней говорит Статья 1. Статья 4.
        Статья 3. Воздух принадлежит всем. Он свободен.
    """)
    assert [(c.eid, c.text) for c in draft.clauses] == [
        ("art_1", "Земля принадлежит народу."),
        ("art_2", "Вода принадлежит народу. О ней говорит Статья 1. Статья 4."),
        ("art_3", "Воздух принадлежит всем. Он свободен."),
    ]


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ('"5. Агенты обязаны:";', 0),
        ("«Закон «О печати»", 1),
        ("“besh“ soʻzi", 0),
        ("”besh” soʻzi", 0),
        ("„fünf“ Wörter", 0),
        ("“", 1),
        ("”", -1),
        ('"', -1),
    ],
)
def test_quotation_marks_are_told_by_their_neighbours(text: str, depth: int) -> None:
    assert net_depth(text) == depth


@pytest.mark.parametrize(
    ("number", "before", "expected"),
    [
        ("2a", "2", True), ("3", "2a", True), ("2b", "2a", True), ("12-1", "12", True), ("13", "12-1", True), ("1.2", "1.1", True),
        ("đ", "d", True), ("6AA", "6A", True), ("4", "2a", False), ("5", "4.1", False), ("2c", "2a", False), ("1", "a", False),
    ],
)  # fmt: skip
def test_inserted_numbers_follow_what_they_are_inserted_after(number: str, before: str, expected: bool) -> None:  # noqa: FBT001 - a case
    assert follows(number, before) == expected


def test_new_text_may_begin_in_the_middle_of_a_line() -> None:
    draft = read("""
        1. 5-band quyidagi tahrirda bayon etilsin: “5. Ariza elektron shaklda beriladi va uch kun ichida koʻrib chiqiladi.”.
        2. Qaror eʼlon qilinsin.
    """)
    assert ids(draft) == ["point_1", "point_1__qstr_1", "point_1__qstr_1__point_5", "point_2"]


def test_the_first_part_may_stand_in_the_line_of_the_article() -> None:
    draft = read("""
        Статья 1. Граждане имеют право:
        1) выбирать;
        2) быть избранными.
        Выборы свободны.
        Статья 2. Земля принадлежит народу.
    """)
    assert [(c.eid, c.text) for c in draft.clauses] == [
        ("art_1", ""),
        ("art_1__para_1", "Граждане имеют право:"),
        ("art_1__para_1__point_1", "выбирать;"),
        ("art_1__para_1__point_2", "быть избранными."),
        ("art_1__para_2", "Выборы свободны."),
        ("art_2", "Земля принадлежит народу."),
    ]


def test_a_warning_keeps_its_place_when_a_part_is_set_apart() -> None:
    draft = read("""
        1-modda. Fuqarolar ariza berishga haqli.
        Ariza bepul.
        2-modda. Qonunga quyidagilar kiritilsin:
        1) 7-modda quyidagi tahrirda bayon etilsin:
        “7-modda. Maqsad
        1) bir;
        3-modda. Kuchga kirish
    """)
    assert [(w.code, w.eid) for w in draft.warnings] == [("F_UNCLOSED_QUOTE", "art_2__point_1__qstr_1")]


def test_text_after_a_list_is_a_new_part_of_the_article() -> None:
    draft = read("""
        5-modda. Huquqlar
        Kitobxon quyidagilarga haqli:
        1) olish;
        2) qaytarish.
        Boshqa huquqlar qonunda belgilanadi.
        6-modda. Tushunchalar
        Ushbu Qonunda:
        ariza — murojaat;
        kitob — nashr.
        Yangi qism.
    """)
    assert ids(draft) == [
        "art_5", "art_5__para_1", "art_5__para_1__point_1", "art_5__para_1__point_2", "art_5__para_2",
        "art_6", "art_6__para_1", "art_6__para_1__indent_1", "art_6__para_1__indent_2", "art_6__para_2",
    ]  # fmt: skip


def test_parts_of_russian_articles_are_points_with_subpoints() -> None:
    draft = read("""
        Статья 7¹. Срок
        1. Срок составляет:
        1) пять дней — для граждан;
        2) десять дней — для организаций.
        2. Срок продлевается.
    """)
    assert ids(draft) == [
        "art_7-1",
        "art_7-1__point_1",
        "art_7-1__point_1__subpoint_1",
        "art_7-1__point_1__subpoint_2",
        "art_7-1__point_2",
    ]


def test_a_raised_number_that_lost_its_height_is_suspected() -> None:
    draft = read("12-modda. Bir\nMatn.\n121-modda. Ikki\nMatn.\n13-modda. Uch\nMatn.")
    assert [(w.code, w.eid) for w in draft.warnings] == [("F_SEQ_START", "art_12"), ("F_FLATTENED", "art_121")]


def test_gaps_repeats_and_mixed_numerals_are_reported_with_their_place() -> None:
    draft = read("1-modda. Bir\nMatn.\n3-modda. Uch\nMatn.\n3-modda. Yana\nMatn.")
    assert [(w.code, w.eid) for w in draft.warnings] == [("F_SEQ_GAP", "art_3"), ("F_SEQ_REPEAT", "art_3_2")]
    assert [(w.code, w.eid) for w in read("ІІ bob\nX").warnings] == [("F_MIXED_SCRIPT", "chp_II")]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("OʻZBEKISTON RESPUBLIKASINING QONUNI", ActKind.LAW),
        ("ЎЗБЕКИСТОН РЕСПУБЛИКАСИНИНГ ҚОНУНИ", ActKind.LAW),
        ("OʻZBEKISTON RESPUBLIKASI PREZIDENTINING FARMONI", ActKind.PRESIDENT_DECREE),
        ("УКАЗ ПРЕЗИДЕНТА РЕСПУБЛИКИ УЗБЕКИСТАН", ActKind.PRESIDENT_DECREE),
        ("OʻZBEKISTON RESPUBLIKASI PREZIDENTINING QARORI", ActKind.PRESIDENT_RESOLUTION),
        ("ПОСТАНОВЛЕНИЕ КАБИНЕТА МИНИСТРОВ РЕСПУБЛИКИ УЗБЕКИСТАН", ActKind.CABINET_RESOLUTION),
        ("OʻZBEKISTON RESPUBLIKASI VAZIRLAR MAHKAMASINING QARORI", ActKind.CABINET_RESOLUTION),
        ("SOGʻLIQNI SAQLASH VAZIRINING BUYRUGʻI", ActKind.DEPARTMENTAL),
        ("XALQ DEPUTATLARI TOSHKENT SHAHAR KENGASHINING QARORI", ActKind.LOCAL),
        ("OʻZBEKISTON RESPUBLIKASINING SOLIQ KODEKSI", ActKind.CODE),
        ("Oddiy hujjat", None),
    ],
)
def test_the_kind_of_act_is_told_from_its_head(head: str, kind: ActKind | None) -> None:
    draft = read(f"> LOYIHA\n^ {head}\n^ Namunaviy masala toʻgʻrisida\n1. Matn.")
    assert draft.act_kind == kind


def test_contents_typed_by_hand_are_not_the_act() -> None:
    draft = read("""
        MUNDARIJA
        1-bob. Umumiy 1
        2-bob. Ariza 3
        1-bob. Umumiy
        1. Bir.
        2-bob. Ariza
        2. Ikki.
    """)
    assert [c.eid for c in draft.clauses] == ["other_1", "chp_1", "chp_1__point_1", "chp_2", "chp_2__point_2"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ushbu Qonun rasmiy eʼlon qilingan kundan kuchga kiradi va bajarilishi shart", Language.UZ_LATN),
        ("Ушбу Қонун расмий эълон қилинган кундан кучга киради ва бажарилиши шарт", Language.UZ_CYRL),
        ("Настоящий Закон вступает в силу со дня официального опубликования", Language.RU),
        ("Usı Nızam rásmiy járiyalanǵan kúnnen baslap kúshke kiredi hám orınlanıwı shárt", Language.KAA_LATN),
        ("Усы Нызам рәсмий жәрияланған күннен баслап күшке киреди", Language.KAA_CYRL),
        ("This Act shall enter into force on the day of its publication", Language.EN),
        ("12345 — …", Language.UND),
        ("", Language.UND),
    ],
)
def test_languages(text: str, language: Language) -> None:
    assert detect(text) == language


def test_an_annex_in_another_language_carries_it() -> None:
    russian = "Настоящие Правила определяют порядок оказания помощи и обязанности организаций, которые её оказывают. "
    draft = read(
        "1. Ushbu qaror bilan qoidalar tasdiqlansin va eʼlon qilinsin, bu haqda barcha tashkilotlarga xabar berilsin.\n"
        * 3
        + f"> 1-ILOVA\n^ ПРАВИЛА\n1. {russian * 2}\n2. {russian}"
    )
    assert draft.language is Language.UZ_LATN
    assert {clause.language for clause in draft.clauses if clause.eid.startswith("att_1")} == {Language.RU}
